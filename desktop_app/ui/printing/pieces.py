"""A block as it lies on the sheet: pieces of days on which somebody works, bridges between them, ends that go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.rotations import DAY, Block, BlockKind, days, monday


@dataclass(frozen=True, slots=True)
class Piece:
    """``week`` counts the block's weeks from 1."""

    first: date
    last: date
    week: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """``weeks`` are those of the whole block in which anybody works; the ends say whether it goes on outside."""

    pieces: tuple[Piece, ...]
    weeks: int
    goes_on_before: bool
    goes_on_after: bool

    @property
    def bridges(self) -> tuple[tuple[date, date], ...]:
        """The days between two pieces."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return tuple((before.last + DAY, after.first - DAY) for before, after in pairs)


def block_pieces(board: Board, block: Block, first: date, last: date) -> Pieces:
    """A guest's block is broken where nobody works, a duty block is not; leave breaks both."""

    def there(day: date) -> bool:
        works = block.kind is BlockKind.DUTY or board.working(day)
        return works and not board.on_leave(block.person_id, day)

    return _pieces(block.from_on, block.to_on, first, last, there, board)


def absence_pieces(board: Board, from_on: date, to_on: date, first: date, last: date) -> Pieces:
    """Time away, broken where nobody works anyhow."""
    return _pieces(from_on, to_on, first, last, board.working, board)


def _pieces(from_on: date, to_on: date, first: date, last: date, there: Callable[[date], bool], board: Board) -> Pieces:
    weeks = sorted({monday(day) for day in days(from_on, to_on) if board.working(day)})
    found: list[Piece] = []
    for day in days(max(from_on, first), min(to_on, last)):
        if there(day):
            if found and found[-1].last + DAY == day:
                found[-1] = Piece(found[-1].first, day, found[-1].week)
            else:
                found.append(Piece(day, day, weeks.index(monday(day)) + 1 if monday(day) in weeks else 1))
    return Pieces(tuple(found), len(weeks), from_on < first, to_on > last)


def lanes(blocks: tuple[Block, ...]) -> dict[int, int]:
    """A lane for each block (by its place in the tuple), so that two at the same time lie under each other."""
    ends: list[date] = []
    found: dict[int, int] = {}
    for index, block in sorted(enumerate(blocks), key=lambda pair: (pair[1].from_on, pair[0])):
        lane = next((n for n, end in enumerate(ends) if end < block.from_on), len(ends))
        ends[lane : lane + 1] = [block.to_on]
        found[index] = lane
    return found
