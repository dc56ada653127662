"""Sentences of the page: its answer, its blocks, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Shortfall
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import Block, BlockKind, OpenPlace, days
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side
from desktop_app.ui.rotations.reading import Reading


def answers(reading: Reading) -> tuple[str, ...]:
    """``4 developers go to Ops, 3 operators to Dev; cover is kept on 21 of 24 working days, 3 fall below``.

    After the full sentence shorter ones, for narrow windows: what is wrong stays to the last.
    """
    board = reading.board
    who, places, cover = _who_goes(board), _places(board), _cover(reading)
    full = [part for part in (who, places, cover) if part]
    shorter = [part for part in (places, cover) if part]
    return "; ".join(full), "; ".join(shorter), cover


def _who_goes(board: Board) -> str:
    guests = {block.person_id for block in board.plan.blocks if block.kind is BlockKind.GUEST}
    devs = sum(1 for person in guests if board.side(person) is Side.DEV)
    ops = sum(1 for person in guests if board.side(person) is Side.OPS)
    if not board.plan.blocks:
        return _("Nobody is placed yet")
    to_ops = ngettext("{n} developer goes to Ops", "{n} developers go to Ops", devs).format(n=number(devs))
    if devs and ops:
        also = ngettext("{n} operator to Dev", "{n} operators to Dev", ops).format(n=number(ops))
        return _("{one}, {other}").format(one=to_ops, other=also)
    if ops:
        return ngettext("{n} operator goes to Dev", "{n} operators go to Dev", ops).format(n=number(ops))
    if devs:
        return to_ops
    pairs = sum(1 for block in board.plan.blocks if block.kind is BlockKind.DUTY)
    return ngettext("{n} duty is taken", "{n} duties are taken", pairs).format(n=number(pairs))


def _places(board: Board) -> str:
    missing = sum(place.missing for place in board.open_places)
    if not missing:
        return ""
    return ngettext("{n} place is not filled", "{n} places are not filled", missing).format(n=number(missing))


def _cover(reading: Reading) -> str:
    found = reading.cover
    total, short = len(found.working_days), found.days_short
    if not any(team.minimum for team in reading.board.rota_teams):
        return _("no team has set a minimum")
    if not short:
        return ngettext("cover is kept on the {n} working day", "cover is kept on all {n} working days", total).format(
            n=number(total)
        )
    below = ngettext("{n} falls below the minimum", "{n} fall below the minimum", short).format(n=number(short))
    kept = _("cover is kept on {kept} of {n} working days").format(kept=number(total - short), n=number(total))
    return f"{kept}, {below}"


def status(board: Board) -> str:
    """``14 people in 3 teams, 8 blocks, 23 Nov – 27 Dec 2026``."""
    shown = sum(len(board.members.get(team.id, ())) for team in board.rota_teams)
    people = ngettext("{n} person", "{n} people", shown).format(n=number(shown))
    teams = len(board.rota_teams)
    blocks = len(board.plan.blocks)
    return _("{people} in {teams}, {blocks}, {days}").format(
        people=people,
        teams=ngettext("{n} team", "{n} teams", teams).format(n=number(teams)),
        blocks=ngettext("{n} block", "{n} blocks", blocks).format(n=number(blocks)),
        days=span(board.rota.from_on, board.rota.to_on),
    )


def name_of(board: Board, person_id: int) -> str:
    person = board.person.get(person_id)
    return person.name if person else _("Somebody")


def where(board: Board, block: Block) -> str:
    """``Dev 5 to Operations``, the title of a block."""
    name = name_of(board, block.person_id)
    if block.kind is BlockKind.DUTY:
        return _("{name} on duty").format(name=name)
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    return _("{name} to {team}").format(name=name, team=host.name if host else "–")


def working_days(board: Board, block: Block) -> str:
    n = sum(1 for day in days(block.from_on, block.to_on) if board.working(day))
    return ngettext("{n} working day", "{n} working days", n).format(n=number(n))


def when(block: Block) -> str:
    """Both days without the year, which the head of the timeline tells."""
    if block.from_on == block.to_on:
        return day_words(block.from_on, year=False)
    first = str(block.from_on.day)
    if (block.from_on.year, block.from_on.month) != (block.to_on.year, block.to_on.month):
        first = day_words(block.from_on, year=False)
    return f"{first} – {day_words(block.to_on, year=False)}"


def spoken(board: Board, block: Block, conflict_count: int) -> str:
    """``Dev 5, guest in Operations, 14 to 18 Dec 2026, draft, 1 conflict``, for those who do not see the timeline."""
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    place = (
        _("on duty") if block.kind is BlockKind.DUTY else _("guest in {team}").format(team=host.name if host else "")
    )
    parts = [
        name_of(board, block.person_id),
        place,
        _("{first} to {last}").format(first=day_words(block.from_on, year=False), last=day_words(block.to_on)),
        _("published") if board.plan.published else _("draft"),
    ]
    if block.pinned:
        parts.append(_("pinned"))
    if conflict_count:
        parts.append(ngettext("{n} conflict", "{n} conflicts", conflict_count).format(n=number(conflict_count)))
    return ", ".join(parts)


def role_words(board: Board, place: OpenPlace) -> str:
    """``A guest in Operations``."""
    if place.role.kind is BlockKind.DUTY:
        return _("Duty, {side}").format(side=place.role.side.label)
    host = board.teams.get(place.role.host_id) if place.role.host_id is not None else None
    return _("A guest in {team}").format(team=host.name if host else "–")


def place_words(board: Board, place: OpenPlace) -> str:
    """``A guest in Operations, 14 Dec 2026 – 18 Dec 2026: not filled``."""
    return _("{role}, {days}: not filled").format(
        role=role_words(board, place), days=span(place.days[0], place.days[-1])
    )


def short_words(shorts: Iterable[Shortfall]) -> str:
    """``On 21 – 23 Dec Operations has 4 people at the desk; the minimum is 5.``"""
    found = sorted(shorts, key=lambda s: s.on)
    team, fewest = found[0].team, min(short.have for short in found)
    return ngettext(
        "{days}: {team} has {n} person at the desk; the minimum is {minimum}.",
        "{days}: {team} has {n} people at the desk; the minimum is {minimum}.",
        fewest,
    ).format(days=_run(found[0].on, found[-1].on), team=team.name, n=number(fewest), minimum=number(team.minimum))


def _run(first: date, last: date) -> str:
    if first == last:
        return day_words(first, year=False)
    if first.month == last.month:
        return f"{first.day} – {day_words(last, year=False)}"
    return f"{day_words(first, year=False)} – {day_words(last, year=False)}"


def signed(balance: float) -> str:
    """``+3``, ``−4``, ``0``; halves are kept."""
    rounded = round(balance * 2) / 2
    digits = 0 if rounded == int(rounded) else 1
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded), digits)
