"""A block on its way, by mouse or by keys: what is held, where it would be, and what it meets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from desktop_app.domain.board import Board
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block
from desktop_app.ui.rotations.moving import begun, given_to, moved, stepped_end, stepped_start, with_end, with_start
from desktop_app.ui.rotations.reading import Ghost, Reading, judge


class Gesture(Enum):
    MOVE = auto()
    START = auto()
    END = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class Drop:
    """``old`` None is a new block. ``meets`` is the other person's block under it, with which it could be swapped."""

    new: Block
    old: Block | None
    sentences: tuple[str, ...]
    meets: Block | None = None


class Carrying:
    """Judges the block once per place; ``person`` and ``day`` say where it was taken."""

    def __init__(self, reading: Reading, gesture: Gesture, old: Block | None, person: Person | None, day: date) -> None:
        self._reading, self._gesture, self._old = reading, gesture, old
        self._person, self._day = person, day
        self._by = 0
        self._carried = old
        self.ghost: Ghost | None = None

    @property
    def old(self) -> Block | None:
        return self._old

    def to(self, person: Person | None, day: date) -> bool:
        """The mouse is over a person's row and a day; True when the block changed by it."""
        board = self._reading.board
        if self._gesture is Gesture.NEW:
            made = begun(board, self._person, self._day, day) if self._person else None
        elif self._old is None:
            made = None
        elif self._gesture is Gesture.START:
            made = with_start(board, self._old, day)
        elif self._gesture is Gesture.END:
            made = with_end(board, self._old, day)
        else:
            made = moved(board, self._old, (day - self._day).days)
            made = replace(made, person_id=person.id) if person is not None else made
        return self._take(made)

    def days(self, step: int) -> bool:
        """By keys: some days on from where it was taken, so that no step shortens the block."""
        if self._old is None or self._carried is None:
            return False
        self._by += step
        made = moved(self._reading.board, self._old, self._by)
        return self._take(replace(made, person_id=self._carried.person_id))

    def end(self, step: int) -> bool:
        return self._stepped(stepped_end, step)

    def start(self, step: int) -> bool:
        return self._stepped(stepped_start, step)

    def give(self, step: int) -> bool:
        return self._stepped(given_to, step)

    def drop(self) -> Drop | None:
        """What there is to store; nothing when the block is where it was."""
        if self.ghost is None or self.ghost.block == self._old:
            return None
        new, old = self.ghost.block, self._old
        sentences = tuple(conflict.sentence for conflict in self.ghost.conflicts)
        return Drop(new, old, sentences, self._met(new, old))

    def _stepped(self, step_of: Callable[[Board, Block, int], Block], step: int) -> bool:
        return self._carried is not None and self._take(step_of(self._reading.board, self._carried, step))

    def _take(self, block: Block | None) -> bool:
        if block is None or (self.ghost is not None and self.ghost.block == block):
            return False
        if self.ghost is None and block == self._old:
            return False
        self._carried = block
        self.ghost = judge(self._reading, self._old, block)
        return True

    def _met(self, new: Block, old: Block | None) -> Block | None:
        """The first block of the plan under it, when it came to another person."""
        if old is None or new.person_id == old.person_id:
            return None
        there = [
            other for other in self._reading.board.plan.blocks
            if other.person_id == new.person_id and other.kind is new.kind and other.touches(new.from_on, new.to_on)
        ]  # fmt: skip
        return min(there, key=lambda other: other.from_on, default=None)
