"""What the page shows: a board with its cover, and the same after a block was moved, without counting all again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Conflict, conflicts
from desktop_app.domain.cover import Cover, Shortfall, cover
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, days
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.rotations.rows import Row, rows_of

DeskKey = tuple[int, date]
TOP_TEAMS = 2  # more Ops teams than these have their figures in their band, like the Dev teams


@dataclass(frozen=True)
class Reading:
    """``at_desk`` is the cover by team id and working day."""

    board: Board
    at_desk: Mapping[DeskKey, int]

    @classmethod
    def of(cls, board: Board) -> Reading:
        """Cost: people x days; made off the GUI thread."""
        reading = cls(board, cover(board).at_desk)
        _ = reading.rows, reading.cover  # worked out here, not while it is painted
        return reading

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.board)

    @cached_property
    def top_teams(self) -> tuple[Team, ...]:
        """The Ops teams whose cover stands above all rows."""
        ops = [team for team in self.board.rota_teams if team.side is Side.OPS]
        return tuple(ops) if len(ops) <= TOP_TEAMS else ()

    @cached_property
    def cover(self) -> Cover:
        teams = self.board.rota_teams
        working = self.board.working_days
        short = tuple(
            Shortfall(team, day, self.at_desk[team.id, day])
            for day in working
            for team in teams
            if self.at_desk[team.id, day] < team.minimum
        )
        return Cover(self.board.rota.from_on, self.board.rota.to_on, self.at_desk, working, short)

    def below(self, team: Team, day: date) -> bool:
        """Whether fewer people than the minimum are at the team's desk."""
        return self.at_desk.get((team.id, day), team.minimum) < team.minimum

    def with_blocks(self, blocks: Iterable[Block]) -> Reading:
        """After the plan's blocks became these; only the people and days that differ are counted again."""
        board = self.board.with_blocks(blocks)
        before, after = set(self.board.plan.blocks), set(board.plan.blocks)
        return Reading(board, _recounted(self, board, before ^ after))

    def replaced(self, old: Block | None, new: Block | None) -> Reading:
        """After one block became another; None is none."""
        kept = [block for block in self.board.plan.blocks if block != old]
        return self.with_blocks([*kept, new] if new is not None else kept)

    def find(self, block: Block) -> Block | None:
        """The block after it was stored anew: by its id, else the one of the same person that begins on that day."""
        blocks = self.board.plan.blocks
        for other in blocks:
            if block.id and other.id == block.id:
                return other
        for other in blocks:
            if (other.person_id, other.kind, other.from_on) == (block.person_id, block.kind, block.from_on):
                return other
        return None


@dataclass(frozen=True)
class Ghost:
    """A block where it would be: what would speak against it, and the cover it would make."""

    block: Block
    old: Block | None
    conflicts: tuple[Conflict, ...]
    reading: Reading


def judge(reading: Reading, old: Block | None, block: Block) -> Ghost:
    """Cheap enough for every day that a drag passes."""
    base = reading if old is None or old.id else reading.replaced(old, None)
    return Ghost(block, old, conflicts(base.board, block), reading.replaced(old, block))


def _recounted(reading: Reading, board: Board, moved: Iterable[Block]) -> dict[DeskKey, int]:
    at_desk = dict(reading.at_desk)
    touched: set[tuple[Person, date]] = set()
    for block in moved:
        person = board.person.get(block.person_id)
        if person is not None:
            touched |= {(person, day) for day in days(block.from_on, block.to_on)}
    for person, day in touched:
        if board.works(person, day):
            for here, change in ((reading.board, -1), (board, 1)):
                key = (here.host_on(person, day), day)
                if key in at_desk:
                    at_desk[key] += change
    return at_desk


def affected(reading: Reading, block: Block) -> tuple[Shortfall, ...]:
    """The shortfalls of the person's own team and of the host on the days of a block and in the week after it."""
    person = reading.board.person.get(block.person_id)
    teams = {block.host_id, person.team_id if person else None}
    last = block.to_on.toordinal() + 7
    return tuple(
        short for short in reading.cover.shortfalls
        if short.team.id in teams and block.from_on <= short.on and short.on.toordinal() <= last
    )  # fmt: skip


def extended(reading: Reading, block: Block, short: Iterable[Shortfall]) -> Block | None:
    """The block longer by the days on which its host lacks people, if that breaks no rule."""
    lacking = [s.on for s in short if s.team.id == block.host_id and s.on > block.to_on]
    if not lacking:
        return None
    longer = replace(block, to_on=lacking[-1])
    if conflicts(reading.board, longer):
        return None
    return longer
