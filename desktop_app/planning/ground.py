"""What planning stands on: the people in a fixed order, the blocks that stay, and the periods that are filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind, Slot
from desktop_app.domain.teams import Side


@dataclass(frozen=True)
class Ground:
    board: Board
    published: tuple[Block, ...] = ()
    left_alone: tuple[Block, ...] = ()  # blocks of the plan that stay as if they were pinned

    @cached_property
    def today(self) -> date:
        """Nothing is planned before it."""
        return self.board.now.date() if self.board.now else date.min

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return tuple(sorted(self.board.people, key=lambda person: person.id))

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """By person, as positions everywhere else."""
        return tuple(self.board.side(person.id) for person in self.people)

    @cached_property
    def position(self) -> Mapping[int, int]:
        return {person.id: n for n, person in enumerate(self.people)}

    @cached_property
    def fixed(self) -> tuple[Block, ...]:
        """Blocks that are pinned or to be left alone, and those that have begun: they are what really happened.

        What begins today has begun when people know it from the published plan.
        """
        told = {_what(block) for block in self.published}
        return tuple(
            block for block in self.board.plan.blocks
            if block.pinned or block in self.left_alone or block.from_on < self.today
            or (block.from_on == self.today and _what(block) in told)
        )  # fmt: skip

    @cached_property
    def kept(self) -> Board:
        """The board with nothing planned but what stays."""
        return self.board.with_blocks(self.fixed)

    def guest_stays(self) -> Iterator[tuple[int, Block]]:
        """Every guest block that stays, of this plan and those around it, with the person's position."""
        for n, person in enumerate(self.people):
            for block in self.kept.blocks_of(person.id):
                if block.kind is BlockKind.GUEST:
                    yield n, block

    def periods(self, kind: BlockKind) -> tuple[Slot, ...]:
        """Slots for guests, single weeks for duties."""
        return self._weeks if kind is BlockKind.DUTY else self._slots

    @cached_property
    def _slots(self) -> tuple[Slot, ...]:
        return self.board.rota.slots

    @cached_property
    def _weeks(self) -> tuple[Slot, ...]:
        return replace(self.board.rota, slot_weeks=1).slots


def _what(block: Block) -> tuple[object, ...]:
    return block.person_id, block.kind, block.host_id, block.from_on, block.to_on
