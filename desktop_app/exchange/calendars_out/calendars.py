"""A plan as calendar files (iCalendar), one for each person and each team, that a calendar updates in place.

A stay keeps its UID over all versions of a plan: it is named by rota, person, kind and the Monday of the week in which
it begins, so that moving it within that week, or to another host, is a change and not a second stay. SEQUENCE is the
version. A stay of an earlier published version that is gone, or begins in another week now, is in the file as cancelled
under its old UID; one that was only ever in a draft is not, and neither is the date of a session that was taken away.
Leave is never exported. Who has nothing in the rota gets a calendar without stays, so that an older file of the same
name does not stay behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind, days, monday
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Team
from desktop_app.exchange.exports import whole_file
from desktop_app.exchange.file_names import distinct
from desktop_app.exchange.rota.rota_words import full_words

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//Second Way//Rotations//EN"
DOMAIN: Final = "second-way"
_KINDS: Final = {BlockKind.GUEST: "guest", BlockKind.DUTY: "duty"}


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What one file holds; ``busy_for`` is the person whose own sessions take up time."""

    name: str
    blocks: tuple[Block, ...]
    cancelled: tuple[tuple[str, _Stay], ...]
    sessions: tuple[tuple[Session, SessionDate], ...]
    busy_for: int = 0


@dataclass(frozen=True, slots=True)
class _Stay:
    """A block with the version that it is from."""

    board: Board
    block: Block

    def of(self, person: Person) -> bool:
        return self.block.person_id == person.id

    def at(self, team: Team) -> bool:
        """Whether somebody of the team goes, or comes there."""
        person = self.board.person.get(self.block.person_id)
        return self.block.host_id == team.id or (person is not None and person.team_id == team.id)


@dataclass(frozen=True, slots=True)
class _Stays:
    """By UID: those of the plan, and the newest form of each that an earlier version had."""

    now: Mapping[str, _Stay]
    before: Mapping[str, _Stay]

    @classmethod
    def of(cls, board: Board, earlier: Sequence[Board], origin: str) -> _Stays:
        before: dict[str, _Stay] = {}
        for version in sorted(earlier, key=lambda held: held.plan.version):
            before |= _uids(version, origin)
        return cls(_uids(board, origin), before)

    def calendar(
        self, name: str, wanted: Callable[[_Stay], bool], held: tuple[tuple[Session, SessionDate], ...], person: int = 0
    ) -> _Calendar:
        """A stay that goes to another team now is still in the calendar of the first, and says so."""
        once = {uid: stay for uid, stay in self.before.items() if wanted(stay)}
        blocks = tuple(stay.block for uid, stay in self.now.items() if uid in once or wanted(stay))
        cancelled = tuple((uid, stay) for uid, stay in once.items() if uid not in self.now)
        return _Calendar(name, blocks, cancelled, held, person)


def write(
    board: Board,
    folder: Path,
    origin: str = "",
    *,
    earlier: Sequence[Board] = (),
    changed: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write a file for each person and each team of the rota, and return their paths, people first.

    ``origin`` tells the rotas of different workspaces apart in the UIDs. ``earlier`` are the versions published
    before, whose stays are cancelled where they are gone. ``changed`` is by session date the step that moved it last.
    The folder is made when it is not there; each file appears whole or not at all. Raises Refused with the reason.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = _("The calendars need a folder, and “{path}” cannot be one: {reason}.")
        raise Refused(text.format(path=folder, reason=error.strerror or error)) from error
    stays = _Stays.of(board, earlier, origin)
    uids = {stay.block: uid for uid, stay in stays.now.items()}
    written = []
    for name, calendar in _calendars(board, stays):
        events = chain(_stay_events(board, calendar, uids), _session_events(board, calendar, origin, changed))
        path = folder / f"{name}.ics"
        with whole_file(path) as file:
            file.write(_ical(board, calendar, events))
        written.append(path)
    return tuple(written)


def _calendars(board: Board, stays: _Stays) -> Iterator[tuple[str, _Calendar]]:
    people = sorted(board.people, key=lambda p: (p.name.casefold(), p.id))
    teams = board.rota_teams
    held = tuple(_sessions(board))
    names = distinct([*(("person", p.name, p.id) for p in people), *(("team", t.name, t.id) for t in teams)])
    for name, person in zip(names, people, strict=False):
        yield name, stays.calendar(person.name, partial(_Stay.of, person=person), held, person.id)
    for name, team in zip(names[len(people) :], teams, strict=True):
        yield name, stays.calendar(team.name, partial(_Stay.at, team=team), held)


def _sessions(board: Board) -> Iterator[tuple[Session, SessionDate]]:
    for session in board.sessions:
        for on in session.dates:
            if board.rota.from_on <= on.starts.date() <= board.rota.to_on:
                yield session, on


def _uids(board: Board, origin: str) -> dict[str, _Stay]:
    """The stays of a version by their UIDs. Of two that begin in the same week the later is numbered."""
    found: dict[str, _Stay] = {}
    seen: Counter[tuple[int, str, str]] = Counter()
    for block in sorted(board.plan.blocks, key=lambda b: (b.from_on, b.to_on, b.id)):
        week = monday(block.from_on).isoformat()
        key = (block.person_id, _KINDS[block.kind], week)
        seen[key] += 1
        again = f"-{seen[key]}" if seen[key] > 1 else ""
        stay = f"rota-{board.rota.id}-person-{block.person_id}-{_KINDS[block.kind]}-{week}{again}"
        found[_uid(stay, origin)] = _Stay(board, block)
    return found


def _uid(what: str, origin: str) -> str:
    return f"{what}@{origin}.{DOMAIN}" if origin else f"{what}@{DOMAIN}"


def _ical(board: Board, calendar: _Calendar, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar, vText

    from desktop_app.exchange.calendars_out.calendar_zones import timezone

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    title = _("{name}: {rota}, {version}").format(name=calendar.name, rota=board.rota.name, version=board.plan.label)
    for named in ("name", "x-wr-calname"):  # the standard's and the one most calendars read
        made.add(named, vText(title))
    zones = {board.zone, *(on.zone for _session, on in calendar.sessions)}
    for zone in sorted(zones):
        made.add_component(timezone(zone, board.rota.from_on.year, board.rota.to_on.year))
    for event in events:
        made.add_component(event)
    ical: bytes = made.to_ical()
    return ical


def _stay_events(board: Board, calendar: _Calendar, uids: Mapping[Block, str]) -> Iterator[Event]:
    for block in sorted(calendar.blocks, key=lambda b: (b.from_on, b.person_id, b.id)):
        if block.person_id in board.person:
            yield _stay(board, block, uids[block])
    for uid, gone in sorted(calendar.cancelled, key=lambda pair: pair[0]):
        yield _cancelled(board, gone, uid)


def _session_events(board: Board, calendar: _Calendar, origin: str, changed: Mapping[int, int]) -> Iterator[Event]:
    for session, on in sorted(calendar.sessions, key=lambda held: (held[1].starts, held[1].id)):
        uid = _uid(f"session-{session.id}-date-{on.id}", origin)
        busy = calendar.busy_for in session.host_ids
        event = _event(board, uid, max(session.changed_in, changed.get(on.id, 0)))  # either may move without the other
        yield _session(board, session, on, event, busy=busy)


def _stay(board: Board, block: Block, uid: str) -> Event:
    event = _days_away(board, _Stay(board, block), uid)
    event.add("description", "\n".join(_stay_lines(board, block)))
    event.add("status", "CONFIRMED" if board.plan.published else "TENTATIVE")
    return event


def _cancelled(board: Board, gone: _Stay, uid: str) -> Event:
    """The stay as it was handed out last, so that a calendar takes it away."""
    event = _days_away(board, gone, uid)
    event.add("description", _plan_line(board))
    event.add("status", "CANCELLED")
    return event


def _days_away(board: Board, stay: _Stay, uid: str) -> Event:
    event = _event(board, uid, board.plan.version)
    event.add("dtstart", stay.block.from_on)
    event.add("dtend", stay.block.to_on + DAY)  # the first day that is not part of it
    event.add("summary", full_words(stay.board, stay.block))
    event.add("transp", "TRANSPARENT")  # who is elsewhere can still be invited
    return event


def _stay_lines(board: Board, block: Block) -> Iterator[str]:
    person = board.person[block.person_id]
    home = board.teams.get(person.team_id)
    if home:
        yield _("At home in {team}.").format(team=home.name)
    if block.question:
        yield _("To go and see: {question}").format(question=block.question)
    worked = sum(board.works(person, day) for day in days(block.from_on, block.to_on))
    yield ngettext("{n} working day.", "{n} working days.", worked).format(n=number(worked))
    yield _plan_line(board)
    if board.rota.contact:
        yield _("Swap or cover: {contact}").format(contact=board.rota.contact)
    if board.demo:
        yield _("Made-up people of a demo.")


def _plan_line(board: Board) -> str:
    return _("Rota {name}, {version}.").format(name=board.rota.name, version=board.plan.label)


def _session(board: Board, session: Session, on: SessionDate, event: Event, *, busy: bool) -> Event:
    zone = ZoneInfo(on.zone)
    event.add("dtstart", on.starts.replace(tzinfo=zone))
    event.add("dtend", session.ends(on).replace(tzinfo=zone))
    team = board.teams.get(session.team_id)
    title = _("Hub session: {topic} ({team})") if team else _("Hub session: {topic}")
    event.add("summary", title.format(topic=session.topic, team=team.name if team else ""))
    event.add("description", "\n".join(_session_lines(board, session)))
    if session.place:
        event.add("location", session.place)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    return event


def _session_lines(board: Board, session: Session) -> Iterator[str]:
    yield _("{length}, {kind}.").format(length=session.length, kind=session.kind.label)
    hosts = _names(board.person[host] for host in session.host_ids if host in board.person)
    if hosts:
        yield _("Given by {names}.").format(names=hosts)
    if session.needs:
        yield _("To know or have done before: {needs}").format(needs=session.needs)
    if session.seats is not None:
        yield ngettext("{n} seat.", "{n} seats.", session.seats).format(n=number(session.seats))
    if session.own_pace:
        yield _("Can also be followed at one's own pace.")


def _names(people: Iterable[Person]) -> str:
    return ", ".join(person.name for person in people)


def _event(board: Board, uid: str, sequence: int) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(board))
    event.add("sequence", sequence)
    return event


def _stamp(board: Board) -> datetime:
    """When the board was made, in UTC; the rota's first midnight for a board that knows no clock."""
    at = board.now or datetime.combine(board.rota.from_on, time())
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(board.zone))).astimezone(UTC).replace(microsecond=0)
