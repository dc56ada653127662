"""How fair an assignment is: one pure function that the quick plan, the solver and every report use.

A person's debt is what was done, carried on and fixed blocks included, minus the fair share, in thousandths of a turn:
below zero is owed. Per pool only those count who could take at least one of its places.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktop_app.planning.problem import Option, Pool, Problem


@dataclass(frozen=True, slots=True)
class Fairness:
    """Smaller is fairer: first ``spread`` (largest minus smallest debt, summed over pools), then ``unevenness``.

    Both come from ``debts``, by pool and person, in thousandths of a turn; unevenness is the sum of their squares.
    """

    spread: int
    unevenness: int
    debts: tuple[Mapping[int, int], ...]

    @property
    def rank(self) -> tuple[int, int]:
        return self.spread, self.unevenness


def fairness(problem: Problem, taken: Collection[Option]) -> Fairness:
    """The fairness of the taken options."""
    done: list[dict[int, int]] = [{} for _ in problem.pools]
    for place, person in taken:
        there = problem.places[place]
        done[there.pool][person] = done[there.pool].get(person, 0) + there.weight
    debts = tuple(debts_of(pool, them) for pool, them in zip(problem.pools, done, strict=True))
    return Fairness(sum(map(spread, debts)), sum(map(unevenness, debts)), debts)


def debts_of(pool: Pool, done: Mapping[int, int]) -> dict[int, int]:
    """By member of the pool, from the thousandths of a turn that each takes in this plan."""
    return {person: pool.before[person] + done.get(person, 0) - pool.fair[person] for person in pool.members}


def spread(debts: Mapping[int, int]) -> int:
    """Largest minus smallest; 0 where there are fewer than two."""
    return max(debts.values()) - min(debts.values()) if debts else 0


def unevenness(debts: Mapping[int, int]) -> int:
    """The sum of squares: of two plans with the same spread, the one with fewer far from fair."""
    return sum(debt * debt for debt in debts.values())
