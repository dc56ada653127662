"""How many turns a person can take at all, and what debts that leaves: the whole numbers behind the solver's bounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from desktop_app.planning.problem import TURN, Place, Problem


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything possible in ascending order: thousandths of a turn taken, and the debt that each of them leaves."""

    turns: tuple[int, ...]
    debts: tuple[int, ...]

    def at_least(self, debt: int) -> int:
        """The fewest turns that leave no smaller debt than this; there must be some."""
        return self.turns[bisect_left(self.debts, debt)]

    def at_most(self, debt: int) -> int:
        """The most turns that leave no larger debt than this; there must be some."""
        return self.turns[bisect_right(self.debts, debt) - 1]


def reach(problem: Problem, pool: int, person: int) -> Reach:
    """By the person's own places alone: as many as do not clash, a shorter last slot at most once."""
    own = sorted((p for p in problem.places if p.pool == pool and person in p.takers), key=lambda p: (p.to_on, p.index))
    most = _most(problem, own)
    shorter = {place.weight for place in own} - {TURN}  # none, or the one of a shorter last slot
    turns = {TURN * n for n in range(most + 1)} | {TURN * n + less for n in range(most) for less in shorter}
    start = problem.pools[pool].before[person] - problem.pools[pool].fair[person]
    ordered = tuple(sorted(turns))
    return Reach(ordered, tuple(start + each for each in ordered))


def _most(problem: Problem, places: list[Place]) -> int:
    """The most places that one person can take: always the one that ends first."""
    count, last = 0, -1
    for place in places:
        if last < 0 or (place.index != last and place.index not in problem.clashes[last]):
            count, last = count + 1, place.index
    return count
