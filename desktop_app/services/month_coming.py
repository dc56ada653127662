"""Rotations and sessions of the four weeks after a month, for its sheet: places, teams and seats, never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Coming
from desktop_app.domain.rotations import BlockKind, Role, Slot
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.stamps import day
from desktop_app.domain.teams import Side, Team
from desktop_app.services.rota_boards import BoardReader
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import rotations, sessions, teams

WEEKS: Final = 4
MOST: Final = 6
"""Lines that the sheet has room for; half of them for sessions where there are so many."""


def coming(workspace: Workspace, boards: BoardReader, after: date) -> tuple[tuple[Coming, ...], int]:
    """The lines of the four weeks after a day, and how many more there are."""
    first, last = after + timedelta(days=1), after + timedelta(weeks=WEEKS)
    with workspace.database.read() as connection:
        plans = rotations.plans(connection)
        near = [rota for rota in rotations.rotas(connection) if rota.from_on <= last and first <= rota.to_on]
        held = tuple(sessions.sessions(connection))
        known = {team.id: team for team in teams.all_teams(connection)}
    newest = (next((plan for plan in plans.get(rota.id, ()) if plan.published), None) for rota in near)
    read = [boards.board(plan_id=plan.id) for plan in newest if plan is not None]
    found = sorted(_places((b for b in read if b is not None), first, last), key=lambda each: each[0])
    stays = [line for _key, line in found]
    given = [line for _key, line in sorted(_sessions(held, known, first, last), key=lambda each: each[0])]
    shown = max(MOST - len(given), MOST // 2)
    lines = (*stays[:shown], *given[: MOST - min(shown, len(stays))])
    return lines, len(stays) + len(given) - len(lines)


Key = tuple[date, int, str, bool]


def _places(boards: Iterable[Board], first: date, last: date) -> Iterator[tuple[Key, Coming]]:
    """Of every slot that begins in these weeks: the filled places by side, each open one with its team."""
    for board in boards:
        missing = {(place.role.id, place.slot.index): place.missing for place in board.open_places}
        for slot in board.rota.slots:
            if first <= slot.from_on <= last:
                yield from _filled(board, slot, missing)
                yield from _open(board, slot, missing)


def _filled(board: Board, slot: Slot, missing: Mapping[tuple[int, int], int]) -> Iterator[tuple[Key, Coming]]:
    places: Counter[tuple[BlockKind, Side]] = Counter()
    for role in board.rota.roles:
        way = (role.kind, role.side if role.kind is BlockKind.GUEST else Side.UNKNOWN)
        places[way] += role.places - missing.get((role.id, slot.index), 0)
    for (kind, side), count in places.items():
        if count:
            to = Side.OPS if side is Side.DEV else Side.DEV
            words = _("{side} → {other}").format(side=side.label, other=to.label)
            what = _what(words if kind is BlockKind.GUEST else _("On duty"), count)
            yield (slot.from_on, kind, what, False), Coming(_days(board, slot), what, _("filled"))


def _open(board: Board, slot: Slot, missing: Mapping[tuple[int, int], int]) -> Iterator[tuple[Key, Coming]]:
    for role in board.rota.roles:
        count = missing.get((role.id, slot.index), 0)
        if count:
            what = _what(_way(board, role), count)
            state = ngettext("open place", "open places", count)
            yield (slot.from_on, role.kind, what, True), Coming(_days(board, slot), what, state, open=True)


def _what(way: str, places: int) -> str:
    words = ngettext("{way}, {n} place", "{way}, {n} places", places)
    return words.format(way=way, n=number(places))


def _way(board: Board, role: Role) -> str:
    """``Dev → Payments``: from which side into which team; no person and no home team is named."""
    if role.kind is BlockKind.DUTY:
        return _("{side}, on duty").format(side=role.side.label)
    host = board.teams.get(role.host_id) if role.host_id is not None else None
    return _("{side} → {other}").format(side=role.side.label, other=host.name if host else "")


def _days(board: Board, slot: Slot) -> str:
    """``9–20 Nov``, the working days only: Monday to the last Friday."""
    working = [on for on in slot.days if board.working(on)] or list(slot.days)
    first, last = working[0], working[-1]
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, year=False)}"
    return f"{day(first, year=False)} – {day(last, year=False)}"


def _sessions(
    held: Iterable[Session], known: dict[int, Team], first: date, last: date
) -> Iterator[tuple[tuple[str, str], Coming]]:
    for session in held:
        for on in session.dates:
            if first <= on.starts.date() <= last:
                line = _session(session, on, known.get(session.team_id))
                yield (on.starts.isoformat(), line.what), line


def _session(session: Session, on: SessionDate, team: Team | None) -> Coming:
    names = _("Mo Tu We Th Fr Sa Su").split()
    parts = (session.topic, session.length, team.name if team else "")
    what = _("Hub: {what}").format(what=", ".join(part for part in parts if part))
    shorter = (_("Hub: {what}").format(what=f"{session.topic}, {session.length}"), session.topic)
    seats = ""
    if session.seats is not None:
        seats = ngettext("{n} seat", "{n} seats", session.seats).format(n=number(session.seats))
    return Coming(f"{names[on.starts.weekday()]} {day(on.starts.date(), year=False)}", what, seats, shorter=shorter)
