"""The coming days at a glance: who is in another team, which sessions are held, and whether cover is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Cover, cover
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import by_name
from desktop_app.domain.rotations import Block, BlockKind, days
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side

DAYS = 14
ARROW = "→"
_MOST_HOSTS = 3  # named in the sentence


class Where(Enum):
    """What a stay is, which decides how it is drawn."""

    OPS = "ops"
    DEV = "dev"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Stay:
    """Days of a block that lie in the outlook, both ends inside. ``host`` is a team's name, empty on duty."""

    first: date
    last: date
    where: Where
    code: str
    host: str

    @property
    def words(self) -> str:
        """``Payments Dev, 25 – 27 Nov 2026``."""
        return _("{where}, {days}").format(where=self.host or _("on duty"), days=span(self.first, self.last))


@dataclass(frozen=True, slots=True)
class Outing:
    """One person's stays, the first one first."""

    name: str
    stays: tuple[Stay, ...]

    @property
    def words(self) -> str:
        """``Dev 2: Ops, 23 – 27 Nov 2026; on duty, 30 Nov – 4 Dec 2026``."""
        return _("{name}: {stays}").format(name=self.name, stays="; ".join(stay.words for stay in self.stays))


@dataclass(frozen=True, slots=True)
class Held:
    """A session on one of the days; ``starts`` is wall-clock time."""

    id: int
    starts: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """``planned`` tells whether a published rota lies over any of the days. ``working`` are the days worked on."""

    from_on: date
    to_on: date
    working: frozenset[date]
    outings: tuple[Outing, ...]
    sessions: tuple[Held, ...]
    planned: bool
    sentence: str

    @property
    def days(self) -> tuple[date, ...]:
        return days(self.from_on, self.to_on)


def outlook(boards: Sequence[Board], sessions: Iterable[Session], first: date, length: int = DAYS) -> Outlook:
    """``boards`` are those of the published plans that touch the days; each may lie over a part of them."""
    last = first + timedelta(days=length - 1)
    outings = _outings(boards, first, last)
    held = _held(sessions, first, last)
    off = {day for board in boards for day in days(first, last) if board.holiday(day)}
    working = frozenset(day for day in days(first, last) if day.weekday() < 5 and day not in off)
    return Outlook(first, last, working, outings, held, bool(boards), _sentence(boards, outings, held, (first, last)))


def _outings(boards: Sequence[Board], first: date, last: date) -> tuple[Outing, ...]:
    """By first day, then by name; a person whose home is in two rotas is one."""
    names: dict[int, str] = {}
    stays: dict[int, list[Stay]] = {}
    for board in boards:
        for block in board.plan.blocks:
            person = board.person.get(block.person_id)
            if person is not None and block.touches(first, last):
                names[person.id] = person.name
                stays.setdefault(person.id, []).append(_stay(board, block, first, last))
    found = [
        Outing(names[person], tuple(sorted(set(them), key=lambda stay: (stay.first, stay.host))))
        for person, them in stays.items()
    ]
    return tuple(sorted(found, key=lambda outing: (outing.stays[0].first, by_name(outing.name), outing.name)))


def _stay(board: Board, block: Block, first: date, last: date) -> Stay:
    inside = (max(first, block.from_on), min(last, block.to_on))
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    if block.kind is BlockKind.DUTY or host is None:
        return Stay(*inside, Where.DUTY, _("duty"), "")
    where = Where.OPS if host.side is Side.OPS else Where.DEV
    return Stay(*inside, where, f"{ARROW} {board.host_words(block.host_id)}", host.name)


def _held(sessions: Iterable[Session], first: date, last: date) -> tuple[Held, ...]:
    found: list[tuple[Session, SessionDate]] = [(session, on) for session in sessions for on in session.dates]
    inside = [(session, on) for session, on in found if first <= on.starts.date() <= last]
    words = _("{topic} {hours}")
    return tuple(
        Held(session.id, on.starts, words.format(topic=session.topic, hours=session.length))
        for session, on in sorted(inside, key=lambda pair: (pair[1].starts, pair[0].topic))
    )


def _sentence(
    boards: Sequence[Board], outings: Sequence[Outing], held: Sequence[Held], inside: tuple[date, date]
) -> str:
    """``2 people go to Ops, 1 to Payments Dev; 2 sessions; cover is kept on all 10 working days``."""
    parts = []
    if boards:
        parts += [_going(outings), *_on_duty(outings)]
    parts.append(
        ngettext("{n} session", "{n} sessions", len(held)).format(n=number(len(held))) if held else _("no session")
    )
    kept = _cover(boards, *inside)
    if kept is not None:
        parts.append(_("cover is {result}").format(result=kept.result))
    return "; ".join(parts)


def _going(outings: Sequence[Outing]) -> str:
    hosts: dict[str, int] = {}
    for outing in outings:
        for host in {stay.host for stay in outing.stays if stay.host}:
            hosts[host] = hosts.get(host, 0) + 1
    if not hosts:
        return _("nobody goes to another team")
    (first, count), *others = sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
    words = ngettext("{n} person goes to {team}", "{n} people go to {team}", count)
    parts = [words.format(n=number(count), team=first)]
    named = others if len(others) < _MOST_HOSTS else others[: _MOST_HOSTS - 2]
    parts += [_("{n} to {team}").format(n=number(n), team=team) for team, n in named]
    if rest := sum(n for _team, n in others[len(named) :]):
        parts.append(_("{n} to other teams").format(n=number(rest)))
    return ", ".join(parts)


def _on_duty(outings: Sequence[Outing]) -> list[str]:
    count = sum(1 for outing in outings if any(stay.where is Where.DUTY for stay in outing.stays))
    words = ngettext("{n} person is on duty", "{n} people are on duty", count)
    return [words.format(n=number(count))] if count else []


def _cover(boards: Sequence[Board], first: date, last: date) -> Cover | None:
    """Cover of every rota's teams, each over the days that its rota has; None where no team has set a minimum."""
    asked = [board for board in boards if any(team.minimum for team in board.rota_teams)]
    made = [cover(board, max(first, board.rota.from_on), min(last, board.rota.to_on)) for board in asked]
    if not made:
        return None
    working = sorted({day for each in made for day in each.working_days})
    short = {(lack.on, lack.team.id): lack for each in made for lack in each.shortfalls}
    at_desk = {key: count for each in made for key, count in each.at_desk.items()}
    return Cover(first, last, at_desk, tuple(working), tuple(short[key] for key in sorted(short)))
