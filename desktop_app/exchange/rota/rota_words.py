"""What a spreadsheet or calendar calls a block, in the words of the printed plan."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.domain.rotations import Block, BlockKind, Role
from desktop_app.domain.stamps import day, stamp


def code_words(board: Board, block: Block, part: int = 1, parts: int = 1) -> tuple[str, str]:
    """``→ OPS 1/2 with Ops 4`` and ``→ OPS 1/2``: the text in a part of a block; duty has no parts."""
    code = _("duty") if block.kind is BlockKind.DUTY else f"→ {board.host_words(block.host_id)}"
    if parts > 1 and block.kind is BlockKind.GUEST:
        code = f"{code} {number(part)}/{number(parts)}"
    partner = board.partner(block)
    return (_("{code} with {name}").format(code=code, name=partner.name) if partner else code), code


def full_words(board: Board, block: Block) -> str:
    """``Dev 1: guest of Operations, with Ops 4`` or ``Dev 3: on duty, with Ops 1``."""
    person = board.person.get(block.person_id)
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    partner = board.partner(block)
    if block.kind is BlockKind.DUTY:
        words = _("{name}: on duty, with {partner}") if partner else _("{name}: on duty")
    else:
        words = _("{name}: guest of {team}, with {partner}") if partner else _("{name}: guest of {team}")
    return words.format(
        name=person.name if person else "", team=host.name if host else "", partner=partner.name if partner else ""
    )


def month_words(on: date) -> str:
    """``January 2027``."""
    names = _("January February March April May June July August September October November December")
    return _("{month} {year}").format(month=names.split()[on.month - 1], year=on.year)


def week_words(on: date) -> str:
    """The ISO week: ``W53``."""
    return _("W{week}").format(week=f"{on.isocalendar().week:02d}")


def short_span(first: date, last: date) -> str:
    """``4–10 Jan`` or ``28 Dec – 3 Jan``, without the year."""
    if (first.year, first.month) == (last.year, last.month) and first != last:
        return f"{first.day}–{day(last, year=False)}"
    return " – ".join(dict.fromkeys((day(first, year=False), day(last, year=False))))


def kind_words(kind: BlockKind) -> str:
    return _("guest") if kind is BlockKind.GUEST else _("duty")


def role_words(board: Board, role: Role, missing: int) -> str:
    """``→ PAY`` or ``duty: Ops``, with the number of places where there are several."""
    if role.kind is BlockKind.DUTY:
        words = _("duty: {side}").format(side=role.side.label)
    else:
        words = f"→ {board.host_words(role.host_id)}"
    return f"{words} ×{number(missing)}" if missing > 1 else words


def version_words(board: Board) -> str:
    """``PUBLISHED v3, replaces v2 of 11 Dec 2026, made 18 Dec 2026 09:12``."""
    plan = board.plan
    parts = [(_("PUBLISHED v{n}") if plan.published else _("DRAFT v{n}")).format(n=number(plan.version))]
    if plan.replaces_version:
        old = number(plan.replaces_version)
        at = plan.replaces_at
        parts.append(_("replaces v{n} of {day}").format(n=old, day=day(at)) if at else _("replaces v{n}").format(n=old))
    if board.now:
        parts.append(_("made {stamp}").format(stamp=stamp(board.now)))
    return ", ".join(parts)
