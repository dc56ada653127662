"""What planning has to decide: places to fill, who can take which, and what must hold.

It is made from a board and knows no solver. People, places and pools are named by their position in the problem's
tuples. Guests are planned per slot of the rota, duties per week. Turns are counted in thousandths (``TURN``); the last
slot of a rota may be shorter and counts less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import free_weeks
from desktop_app.domain.rotations import Block, BlockKind, Role, Slot, monday
from desktop_app.domain.teams import Side

TURN = 1000

Option = tuple[int, int]  # a place and a person


@dataclass(frozen=True, slots=True)
class Place:
    """``needed`` people of a role in one slot (a week, for a duty), beside those that pinned blocks bring."""

    index: int
    role: Role
    slot: Slot
    from_on: date  # first and last day of a block that fills it
    to_on: date
    needed: int
    weight: int  # thousandths of a turn
    pool: int
    takers: tuple[int, ...]  # who can take it as far as that does not hang on other places


@dataclass(frozen=True, slots=True)
class Pool:
    """Those who share the turns of one kind; ``before`` and ``fair`` are thousandths of a turn by person."""

    kind: BlockKind
    side: Side
    members: tuple[int, ...]  # who could take at least one place
    before: tuple[int, ...]  # carried from plans before, and what fixed blocks do
    fair: tuple[int, ...]  # the fair share of everything that is demanded


@dataclass(frozen=True, slots=True)
class Desk:
    """A team on one working day: nobody leaves for a place while fewer than the minimum would stay.

    ``spare`` is how many sit there above the minimum before anything is planned (below zero when leave alone
    or a pinned block takes the team under it); every taken option of ``leaving`` is one less, of ``coming`` one more.
    """

    spare: int
    leaving: frozenset[Option]
    coming: frozenset[Option]


@dataclass(frozen=True, slots=True)
class Streak:
    """Places of which a person must not take one of every slot, as that would be too long away without a break."""

    person: int
    slots: tuple[frozenset[int], ...]  # the places of each slot


@dataclass(frozen=True)
class Problem:
    board: Board  # as given
    fixed: tuple[Block, ...]  # blocks of the plan that stay where they are
    places: tuple[Place, ...]
    people: tuple[int, ...]  # ids
    teams: tuple[int, ...]  # ids of their home teams
    pools: tuple[Pool, ...]
    desks: tuple[Desk, ...]
    streaks: tuple[Streak, ...]
    accrued: Mapping[tuple[int, date], tuple[int, ...]]  # by pool and first day: fair share up to the end of that place
    published: frozenset[Option]  # options that the published plan has
    beside_leave: frozenset[Option]
    visited: frozenset[tuple[int, int]]  # person, host team's id: has been there
    met: frozenset[tuple[int, int]]  # home team's id, host team's id

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Everything that may be taken, by place and person."""
        return tuple((place.index, person) for place in self.places for person in place.takers)

    @cached_property
    def clashes(self) -> tuple[frozenset[int], ...]:
        """By place: the other places that nobody can take as well."""
        rest = self.board.rota.rest_weeks
        blocks = [Block(0, 0, p.role.kind, p.role.host_id, p.from_on, p.to_on) for p in self.places]
        found: list[set[int]] = [set() for _ in blocks]
        for one, block in enumerate(blocks):
            for other in range(one):
                if too_close(block, blocks[other], rest):
                    found[one].add(other)
                    found[other].add(one)
        return tuple(frozenset(them) for them in found)

    @cached_property
    def cliques(self) -> tuple[frozenset[int], ...]:
        """Sets of places of which a person takes one at most; together they say all of ``clashes``."""
        in_time = sorted(self.places, key=lambda p: (p.from_on, p.index))
        found: list[frozenset[int]] = []
        for kind in BlockKind:
            places = [place.index for place in in_time if place.role.kind is kind]
            for n, place in enumerate(places):  # blocks of a kind lie in a row: what clashes with the first, clashes
                found.append(frozenset((place, *(p for p in places[n + 1 :] if p in self.clashes[place]))))
            found += [self._together(place) for place in places if kind is BlockKind.DUTY]
        return tuple(c for n, c in enumerate(found) if len(c) > 1 and not any(c <= o for o in found[:n][-20:]))

    def _together(self, duty: int) -> frozenset[int]:
        """A duty and everything else on its days."""
        there = self.places[duty]
        return frozenset(
            p.index for p in self.places if p.from_on <= there.to_on and there.from_on <= p.to_on
        )  # fmt: skip

    @cached_property
    def demanded(self) -> int:
        """How many places there are to fill."""
        return sum(place.needed for place in self.places)

    def block(self, place: int, person: int) -> Block:
        """A new block for a place; ``id`` 0."""
        there = self.places[place]
        return Block(0, self.people[person], there.role.kind, there.role.host_id, there.from_on, there.to_on)


def too_close(block: Block, other: Block, rest_weeks: int) -> bool:
    """Whether one person cannot have both: the same days, or too short a time at home between two of a kind."""
    if block.touches(other.from_on, other.to_on):
        return True
    if block.kind is not other.kind:
        return False
    first, second = sorted((block, other), key=lambda b: b.from_on)
    needed = rest_weeks if block.kind is BlockKind.GUEST else 1
    return monday(first.to_on) == monday(second.from_on) or free_weeks(block, other) < needed
