"""The measures of a plan as expressions of the solver's model, by pool; exact when bounded from above or made small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from desktop_app.domain.rotations import BlockKind
from desktop_app.planning.fairness import debts_of
from desktop_app.planning.model import Model
from desktop_app.planning.problem import TURN, Option, Problem
from desktop_app.planning.reach import Reach, reach
from desktop_app.planning.scores import Measure, host_of


class Aims:
    """Built on a model when first asked for. ``limits`` says what each may be at most, and holds from the beginning."""

    def __init__(self, model: Model, limits: Mapping[tuple[Measure, int], int]) -> None:
        self._model = model
        self._limits = limits
        self._problem: Problem = model.problem
        self._turns: dict[tuple[int, int], tuple[Any, Reach]] = {}
        self._built: dict[tuple[Measure, int], Any] = {}
        for (measure, pool), most in limits.items():
            self._model.cp.add(self.of(measure, pool) <= most)

    def of(self, measure: Measure, pool: int) -> Any:
        key = measure, pool
        if key not in self._built:
            build = (self._open, self._spread, self._uneven, self._changed, self._meeting)[measure]
            self._built[key] = build(pool)
        return self._built[key]

    def total(self, measure: Measure) -> Any:
        return sum(self.of(measure, pool) for pool in self._model.pools)

    def _open(self, pool: int) -> Any:
        demanded = sum(place.needed for place in self._problem.places if place.pool == pool)
        return demanded - self._model.sum(self._model.of_pool(pool))

    def _turns_of(self, pool: int, person: int) -> tuple[Any, Reach]:
        """Thousandths of a turn that a person takes, and everything that they can be."""
        if (pool, person) not in self._turns:
            able = reach(self._problem, pool, person)
            turns = self._model.integer(
                0, able.turns[-1], lambda known: self._debt(known, pool, person) - able.debts[0]
            )  # fmt: skip
            own = [p for p in self._problem.places if p.pool == pool and person in p.takers]
            self._model.cp.add(turns == sum(place.weight * self._model.taken[place.index, person] for place in own))
            self._turns[pool, person] = turns, able
        return self._turns[pool, person]

    def _debt(self, known: Iterable[Option], pool: int, person: int) -> int:
        places = (self._problem.places[place] for place, who in known if who == person)
        there = self._problem.pools[pool]
        return there.before[person] - there.fair[person] + sum(p.weight for p in places if p.pool == pool)

    def _square(self, pool: int, person: int, known: Iterable[Option]) -> int:
        return self._debt(known, pool, person) ** 2

    def _is_end(self, pool: int, end: Callable[[Iterable[int]], int], debt: int, known: Iterable[Option]) -> int:
        return int(end(self._debts(known, pool).values()) == debt)

    def _debts(self, known: Iterable[Option], pool: int) -> dict[int, int]:
        done: dict[int, int] = {}
        for place, person in known:
            if self._problem.places[place].pool == pool:
                done[person] = done.get(person, 0) + self._problem.places[place].weight
        return debts_of(self._problem.pools[pool], done)

    def _uneven(self, pool: int) -> Any:
        """The squares as chords between what is possible: convex, so that being small makes them exact."""
        squares = []
        for person in self._problem.pools[pool].members:
            turns, able = self._turns_of(pool, person)
            heights = [debt * debt for debt in able.debts]
            square = self._model.integer(
                min(heights), max(heights), partial(self._square, pool, person)
            )  # fmt: skip
            for n in range(len(heights) - 1):
                run = able.turns[n + 1] - able.turns[n]
                rise = heights[n + 1] - heights[n]
                self._model.cp.add(run * (square - heights[n]) >= rise * (turns - able.turns[n]))
            squares.append(square)
        return sum(squares)

    def _spread(self, pool: int) -> Any:
        """One lowest and one highest debt are chosen; each says at once how many turns everybody has at least, at most.

        That bounds far better than two integers do, since turns are whole.
        """
        able = [self._turns_of(pool, person) for person in self._problem.pools[pool].members]
        if len(able) < 2:
            return 0
        lowest, highest = self._ends(pool, [reached for _turns, reached in able])
        low = {debt: self._model.integer(0, 1, partial(self._is_end, pool, min, debt)) for debt in lowest}
        high = {debt: self._model.integer(0, 1, partial(self._is_end, pool, max, debt)) for debt in highest}
        cp = self._model.cp
        cp.add(sum(low.values()) == 1)
        cp.add(sum(high.values()) == 1)
        for turns, reached in able:
            cp.add(turns >= sum(reached.at_least(debt) * chosen for debt, chosen in low.items()))
            cp.add(turns <= sum(reached.at_most(debt) * chosen for debt, chosen in high.items()))
        width = sum(debt * chosen for debt, chosen in high.items()) - sum(debt * chosen for debt, chosen in low.items())
        cp.add(width >= 0)
        return width

    def _ends(self, pool: int, able: list[Reach]) -> tuple[list[int], list[int]]:
        """What the smallest and the largest debt can be: all can reach them, and the mean lies between."""
        fixed = sum(reached.debts[0] for reached in able)
        weights = [(place.weight, place.needed) for place in self._problem.places if place.pool == pool]
        demanded = sum(weight * needed for weight, needed in weights)
        still_open = self._limits.get((Measure.OPEN, pool), sum(needed for _weight, needed in weights)) * TURN
        least, most = (fixed + demanded - still_open) // len(able), -(-(fixed + demanded) // len(able))
        room = self._limits.get((Measure.SPREAD, pool), demanded + able[0].debts[-1] - able[0].debts[0])
        debts = sorted({debt for reached in able for debt in reached.debts})
        lowest = [d for d in debts if least - room <= d <= most and all(reached.debts[-1] >= d for reached in able)]
        highest = [d for d in debts if least <= d <= most + room and all(reached.debts[0] <= d for reached in able)]
        return lowest, highest

    def _changed(self, pool: int) -> Any:
        kept = [option for option in self._model.of_pool(pool) if option in self._problem.published]
        return len(kept) - self._model.sum(kept)

    def _meeting(self, pool: int) -> Any:
        if self._problem.pools[pool].kind is not BlockKind.GUEST:
            return 0
        own = self._model.of_pool(pool)
        visits: dict[tuple[int, int], list[Option]] = {}
        pairs: dict[tuple[int, int], list[Option]] = {}
        for place, person in own:
            host = host_of(self._problem, place)
            visits.setdefault((person, host), []).append((place, person))
            pairs.setdefault((self._problem.teams[person], host), []).append((place, person))
        terms = [self._model.sum(option for option in own if option in self._problem.beside_leave)]
        terms += [self._again(them, 0 if who in self._problem.visited else 1) for who, them in visits.items()]
        terms += [self._apart(them) for pair, them in pairs.items() if pair not in self._problem.met]
        return sum(terms)

    def _again(self, options: list[Option], first: int) -> Any:
        """Visits of a person to a team beyond the first."""
        inside = frozenset(options)
        again = self._model.integer(0, len(options), lambda known: max(0, len(known & inside) - first))
        self._model.cp.add(again >= self._model.sum(options) - first)
        return again

    def _apart(self, options: list[Option]) -> Any:
        """1 when nobody of a team visits the other."""
        inside = frozenset(options)
        apart = self._model.integer(0, 1, lambda known: int(known.isdisjoint(inside)))
        self._model.cp.add(apart >= 1 - self._model.sum(options))
        return apart
