"""What a plan is measured by, stage after stage; each is a sum over pools, and smaller is better.

The same numbers as the solver's model, counted on the finished plan without a solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from enum import IntEnum

from desktop_app.domain.language import _
from desktop_app.domain.rotations import BlockKind
from desktop_app.planning.fairness import Fairness, fairness, spread, unevenness
from desktop_app.planning.problem import Option, Problem


class Measure(IntEnum):
    """In the order of the stages."""

    OPEN = 0  # places that nobody fills
    SPREAD = 1  # largest minus smallest debt, thousandths of a turn
    UNEVEN = 2  # sum of the squared debts
    CHANGED = 3  # turns of the published plan that somebody loses
    MEETING = 4  # visits where the person has been, teams that do not meet, visits beside leave

    @property
    def words(self) -> str:
        """What the solver is about, while it is."""
        return {
            0: _("Filling every place"),
            1: _("Sharing the turns fairly"),
            2: _("Evening out what is left"),
            3: _("Keeping what is published"),
            4: _("Letting teams meet that have not"),
        }[self.value]


Scores = dict[Measure, tuple[int, ...]]  # by pool


def scores(problem: Problem, taken: Collection[Option]) -> Scores:
    """Every measure of a plan, by pool."""
    fair: Fairness = fairness(problem, taken)
    pools = range(len(problem.pools))
    return {
        Measure.OPEN: tuple(_open(problem, taken, pool) for pool in pools),
        Measure.SPREAD: tuple(spread(debts) for debts in fair.debts),
        Measure.UNEVEN: tuple(unevenness(debts) for debts in fair.debts),
        Measure.CHANGED: tuple(_changed(problem, taken, pool) for pool in pools),
        Measure.MEETING: tuple(_meeting(problem, taken, pool) for pool in pools),
    }


def rank(found: Scores) -> tuple[int, ...]:
    """Totals in the order of the stages: of two plans the one with the smaller rank is better."""
    return tuple(sum(found[measure]) for measure in Measure)


def _open(problem: Problem, taken: Collection[Option], pool: int) -> int:
    demanded = sum(place.needed for place in problem.places if place.pool == pool)
    return demanded - sum(1 for place, _person in taken if problem.places[place].pool == pool)


def _changed(problem: Problem, taken: Collection[Option], pool: int) -> int:
    return sum(1 for option in problem.published - set(taken) if problem.places[option[0]].pool == pool)


def _meeting(problem: Problem, taken: Collection[Option], pool: int) -> int:
    if problem.pools[pool].kind is not BlockKind.GUEST:
        return 0
    here = [option for option in taken if problem.places[option[0]].pool == pool]
    visits = Counter((person, host_of(problem, place)) for place, person in here)
    again = sum(count - (0 if who in problem.visited else 1) for who, count in visits.items())
    apart = possible_pairs(problem, pool) - problem.met - {(problem.teams[p], host_of(problem, n)) for n, p in here}
    return again + len(apart) + sum(1 for option in here if option in problem.beside_leave)


def possible_pairs(problem: Problem, pool: int) -> set[tuple[int, int]]:
    """Home team and host of everything that can be taken."""
    places = [place for place in problem.places if place.pool == pool]
    return {(problem.teams[person], host_of(problem, place.index)) for place in places for person in place.takers}


def host_of(problem: Problem, place: int) -> int:
    """The id of the team a place is in; 0 for a duty."""
    return problem.places[place].role.host_id or 0
