"""An assignment that grows and changes option by option and knows at once whether every hard rule holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop_app.planning.problem import Option, Problem


class Draft:
    """Begins empty; ``put`` and ``take`` trust that the caller asked ``fits`` before, or asks ``sound`` after."""

    def __init__(self, problem: Problem, taken: Iterable[Option] = ()) -> None:
        self.problem: Final = problem
        self.held: list[set[int]] = [set() for _ in problem.places]  # people by place
        self.places_of: list[set[int]] = [set() for _ in problem.people]
        self.done: list[list[int]] = [[0] * len(problem.people) for _ in problem.pools]
        self._streaks: dict[int, list[tuple[frozenset[int], ...]]] = {}
        for streak in problem.streaks:
            self._streaks.setdefault(streak.person, []).append(streak.slots)
        self._level = [desk.spare for desk in problem.desks]
        self._gone = [0 for _ in problem.desks]
        self._leaving: dict[Option, list[int]] = {}
        self._coming: dict[Option, list[int]] = {}
        for n, desk in enumerate(problem.desks):
            for option in desk.leaving:
                self._leaving.setdefault(option, []).append(n)
            for option in desk.coming:
                self._coming.setdefault(option, []).append(n)
        for place, person in taken:
            self.put(place, person)

    @property
    def taken(self) -> tuple[Option, ...]:
        return tuple((place, person) for place, them in enumerate(self.held) for person in sorted(them))

    def missing(self, place: int) -> int:
        return self.problem.places[place].needed - len(self.held[place])

    @property
    def open_places(self) -> int:
        return sum(self.missing(place) for place in range(len(self.held)))

    def balance(self, pool: int, person: int) -> int:
        """Thousandths of a turn done minus the fair share of the whole rota: below zero is owed."""
        there = self.problem.pools[pool]
        return there.before[person] + self.done[pool][person] - there.fair[person]

    @property
    def rank(self) -> tuple[int, int]:
        """As ``Fairness.rank``: smaller is fairer."""
        them = [[self.balance(n, p) for p in pool.members] for n, pool in enumerate(self.problem.pools) if pool.members]
        return sum(max(d) - min(d) for d in them), sum(debt * debt for d in them for debt in d)

    def fits(self, place: int, person: int) -> bool:
        """Whether the person may take the place as everything else stands."""
        return self.at_liberty(place, person) and self.desks_allow(place, person)

    def at_liberty(self, place: int, person: int) -> bool:
        """Whether the person's own other places leave room for this one."""
        own = self.places_of[person]
        return place not in own and self.problem.clashes[place].isdisjoint(own) and not self._too_long(place, person)

    def desks_allow(self, place: int, person: int) -> bool:
        return all(self._level[desk] > 0 for desk in self._leaving.get((place, person), ()))

    def put(self, place: int, person: int) -> None:
        self._count(place, person, 1)
        self.held[place].add(person)
        self.places_of[person].add(place)

    def take(self, place: int, person: int) -> None:
        self._count(place, person, -1)
        self.held[place].remove(person)
        self.places_of[person].remove(place)

    def sound(self) -> bool:
        """Whether every team that somebody left still has its minimum."""
        return all(self._kept(desk) for desk in range(len(self._level)))

    def sound_around(self, *options: Option) -> bool:
        """The same for the teams that these options take somebody from or bring somebody to."""
        return all(self._kept(desk) for o in options for desk in (*self._leaving.get(o, ()), *self._coming.get(o, ())))

    def _kept(self, desk: int) -> bool:
        return self._level[desk] >= 0 or not self._gone[desk]

    def _count(self, place: int, person: int, one: int) -> None:
        there = self.problem.places[place]
        self.done[there.pool][person] += one * there.weight
        for desk in self._leaving.get((place, person), ()):
            self._level[desk] -= one
            self._gone[desk] += one
        for desk in self._coming.get((place, person), ()):
            self._level[desk] += one

    def _too_long(self, place: int, person: int) -> bool:
        own = self.places_of[person]
        return any(
            all(place in slot or not slot.isdisjoint(own) for slot in slots)
            for slots in self._streaks.get(person, ())
            if any(place in slot for slot in slots)
        )
