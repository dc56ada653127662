"""The rows of the timeline: what nobody fills, the people by team, the sessions; each knows what lies in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import Block, OpenPlace
from desktop_app.domain.teams import Team


class RowKind(Enum):
    OPEN = auto()
    BAND = auto()
    PERSON = auto()
    SESSIONS = auto()


HEIGHTS = {RowKind.OPEN: 28, RowKind.BAND: 26, RowKind.PERSON: 30, RowKind.SESSIONS: 30}  # design pixels
LANE = 22


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a row from one day to another; blocks that meet lie under each other, ``lane`` of ``lanes``."""

    item: Block | Absence | OpenPlace
    first: date
    last: date
    lane: int = 0
    lanes: int = 1
    ours: bool = True  # of this plan; another plan's blocks are only seen

    @property
    def block(self) -> Block | None:
        """The block of this plan, which can be moved."""
        return self.item if isinstance(self.item, Block) and self.ours else None


@dataclass(frozen=True, slots=True)
class Row:
    kind: RowKind
    team: Team | None = None
    person: Person | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def lanes(self) -> int:
        """How many blocks lie under each other where most do."""
        return max((piece.lanes for piece in self.pieces), default=1)

    @property
    def height(self) -> int:
        """In design pixels; a row with two blocks on a day is taller, so that both keep their words."""
        return HEIGHTS[self.kind] + LANE * (self.lanes - 1)

    @property
    def can_focus(self) -> bool:
        return self.kind in (RowKind.OPEN, RowKind.PERSON)


def rows_of(board: Board) -> tuple[Row, ...]:
    """From top to bottom; the sessions' row is left out when there is no session."""
    return tuple(_rows(board))


def _rows(board: Board) -> Iterator[Row]:
    for lane in _open_lanes(board.open_places):
        yield Row(RowKind.OPEN, pieces=tuple(Piece(place, place.days[0], place.days[-1]) for place in lane))
    ours = {id(block) for block in board.plan.blocks}
    for team in board.rota_teams:
        yield Row(RowKind.BAND, team)
        for person in board.members.get(team.id, ()):
            yield Row(RowKind.PERSON, team, person, _pieces(board, person, ours))
    if board.session_dates:
        yield Row(RowKind.SESSIONS)


def _open_lanes(places: Sequence[OpenPlace]) -> list[list[OpenPlace]]:
    """Each place in the first row where it meets no other."""
    lanes: list[list[OpenPlace]] = []
    for place in sorted(places, key=lambda p: (p.days[0], p.role.id)):
        lane = next((lane for lane in lanes if lane[-1].days[-1] < place.days[0]), None)
        if lane is None:
            lanes.append([place])
        else:
            lane.append(place)
    return lanes


def _pieces(board: Board, person: Person, ours: set[int]) -> tuple[Piece, ...]:
    """Leave first, because blocks are drawn over it."""
    away = [Piece(a, a.first_on, a.last_on) for a in board.leave(person.id)]
    placed = [Piece(b, b.from_on, b.to_on, ours=id(b) in ours) for b in board.blocks_of(person.id)]
    return (*away, *_side_by_side(placed))


def _side_by_side(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Those that meet, one under the other; a group ends where a day is free."""
    group: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.first, p.last)):
        if group and piece.first > max(p.last for p in group):
            yield from _stacked(group)
            group = []
        group.append(piece)
    yield from _stacked(group)


def _stacked(group: list[Piece]) -> Iterator[Piece]:
    ends: list[date] = []
    placed: list[tuple[Piece, int]] = []
    for piece in group:
        lane = next((n for n, end in enumerate(ends) if end < piece.first), len(ends))
        ends[lane : lane + 1] = [piece.last]
        placed.append((piece, lane))
    for piece, lane in placed:
        yield Piece(piece.item, piece.first, piece.last, lane, len(ends), piece.ours)
