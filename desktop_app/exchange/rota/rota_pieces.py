"""A person's blocks and leave laid into the columns of a sheet: days, or whole weeks for a long rota."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, days, monday
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.teams import Side
from desktop_app.exchange.rota.rota_words import code_words

LONGEST_IN_DAYS = 16  # weeks; a longer rota has weeks as columns


@dataclass(frozen=True, slots=True)
class Column:
    """One day, or the days of one week that belong to the sheet."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        return days(self.first, self.last)

    @property
    def one_day(self) -> bool:
        return self.first == self.last


class Look(Enum):
    TO_OPS = "to ops"
    TO_DEV = "to dev"
    DUTY = "duty"
    AWAY = "away"
    BRIDGE = "bridge"  # nobody works, and the stay goes on after it
    OPEN = "open"  # a place that nobody fills
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Piece:
    """From one column to another, both inside; ``words`` are the longest first, to choose from by the room there is."""

    first: int
    last: int
    look: Look
    words: tuple[str, ...]


def columns(board: Board, from_on: date, to_on: date) -> tuple[Column, ...]:
    """Days, or weeks where the rota is long."""
    if board.rota.weeks <= LONGEST_IN_DAYS:
        return tuple(Column(day, day) for day in days(from_on, to_on))
    starts = [day for day in days(from_on, to_on) if day.weekday() == 0 or day == from_on]
    return tuple(Column(start, min(monday(start) + WEEK - DAY, to_on)) for start in starts)


def person_rows(board: Board, person: Person, shown: Sequence[Column]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of a person, a row for each place held at the same time; leave stands in the first row."""
    blocks = [block for block in board.blocks_of(person.id) if block.touches(shown[0].first, shown[-1].last)]
    lanes = _lanes(blocks, shown) or [[]]
    return tuple(tuple(_Row(board, person, shown).pieces(lane, leave=lane is lanes[0])) for lane in lanes)


def _lanes(blocks: list[Block], shown: Sequence[Column]) -> list[list[Block]]:
    """Blocks that share no column lie in one row."""
    lanes: list[list[Block]] = []
    for block in blocks:
        free = (lane for lane in lanes if not any(_shared(block, other, shown) for other in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([block])
        else:
            lane.append(block)
    return lanes


def _shared(block: Block, other: Block, shown: Sequence[Column]) -> bool:
    return any(block.touches(c.first, c.last) and other.touches(c.first, c.last) for c in shown)


_Held = tuple[Block | None, Look] | None  # what a column of a row holds: a block with its look, leave, or nothing


@dataclass(frozen=True, slots=True)
class _Row:
    board: Board
    person: Person
    shown: Sequence[Column]

    def pieces(self, lane: list[Block], *, leave: bool) -> Iterator[Piece]:
        """Neighbouring columns that hold the same, as one piece."""
        held = [self._held(lane, column, leave=leave) for column in self.shown]
        start = 0
        for end in range(1, len(held) + 1):
            if end < len(held) and held[end] == held[start]:
                continue
            run = held[start]
            if run is not None and (run[1] is not Look.BRIDGE or _between(held, start, end)):
                yield Piece(start, end - 1, run[1], self._words(run[0], run[1], start, end))
            start = end

    def _held(self, lane: list[Block], column: Column, *, leave: bool) -> _Held:
        block = next((b for b in lane if b.touches(column.first, column.last)), None)
        duty = block is not None and block.kind is BlockKind.DUTY
        counted = [day for day in column.days if duty or self.board.working(day)]
        away = [day for day in counted if self.board.on_leave(self.person.id, day)]
        if away and (block is None or len(away) == len(counted)):
            return (None, Look.AWAY) if leave else None
        if block is None:
            return None
        return block, _look(self.board, block) if counted else Look.BRIDGE

    def _words(self, block: Block | None, look: Look, start: int, end: int) -> tuple[str, ...]:
        if look is Look.BRIDGE:
            return ("–",)
        if block is None:
            return self._away_words(start, end)
        host = self.board.host_words(block.host_id)
        part, parts = self._part(block, self.shown[start])
        full, code = code_words(self.board, block, part, parts)
        outside = self._outside(block, start, end)
        longer = (f"{full} {outside}", f"{code} {outside}") if outside else ()
        shorter = (_("duty")[:1].upper(),) if look is Look.DUTY else (host, host[:1])
        return (*longer, full, code, *shorter)

    def _part(self, block: Block, column: Column) -> tuple[int, int]:
        """Which week of the stay it is, of how many; 1 of 1 where columns are weeks."""
        weeks = sorted({monday(day) for day in days(block.from_on, block.to_on) if self.board.working(day)})
        here = monday(column.first)
        return (weeks.index(here) + 1, len(weeks)) if column.one_day and here in weeks else (1, 1)

    def _outside(self, block: Block, start: int, end: int) -> str:
        """``to 5 Feb`` where the stay goes on after the sheet, ``from 28 Dec`` where it began before it."""
        if end == len(self.shown) and block.to_on > self.shown[-1].last:
            return _("to {day}").format(day=day_words(block.to_on, year=False))
        if start == 0 and block.from_on < self.shown[0].first:
            return _("from {day}").format(day=day_words(block.from_on, year=False))
        return ""

    def _away_words(self, start: int, end: int) -> tuple[str, ...]:
        letter = _("away")[:1].upper()
        if self.shown[start].one_day:
            return _("away"), letter
        inside = days(self.shown[start].first, self.shown[end - 1].last)
        count = sum(self.board.working(day) and self.board.on_leave(self.person.id, day) for day in inside)
        words = ngettext("away {n} day", "away {n} days", count).format(n=number(count))
        return words, _("away"), letter


def _look(board: Board, block: Block) -> Look:
    if block.kind is BlockKind.DUTY:
        return Look.DUTY
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    return Look.TO_OPS if host is not None and host.side is Side.OPS else Look.TO_DEV


def _between(held: list[_Held], start: int, end: int) -> bool:
    """Whether the stay goes on before and after the days on which nobody works."""
    run = held[start]
    if run is None or start == 0 or end == len(held):
        return False
    before, after = held[start - 1], held[end]
    return before is not None and after is not None and before[0] is run[0] and after[0] is run[0]
