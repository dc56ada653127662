"""The CP-SAT model of a problem, or of some of its pools while the others are held or ignored.

A pool's people share one kind of turn; pools touch only where a person has a duty and a visit at once, or where a guest
lets somebody else go. With the other pools held as they are, a model improves a plan; with them ignored, which only
takes rules away, it bounds what any plan can reach. Both are small enough to be solved to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from desktop_app.planning.problem import Option, Problem


class Model:
    """The hard rules. ``pools`` are decided; ``held`` are the taken options of the others, None to ignore them."""

    def __init__(self, problem: Problem, pools: Collection[int], held: Collection[Option] | None = None) -> None:
        from ortools.sat.python import cp_model

        self.problem, self.pools = problem, tuple(sorted(pools))
        self.cp: Any = cp_model.CpModel()
        self.taken: dict[Option, Any] = {
            option: self.cp.new_bool_var("") for option in problem.options if problem.places[option[0]].pool in pools
        }
        self._ignored = held is None
        self._held = {option for option in held or () if option not in self.taken}
        self._hints: list[tuple[Any, Callable[[frozenset[Option]], int]]] = []
        self._fill()
        self._one_place_at_a_time()
        self._spare_people()

    def of_pool(self, pool: int) -> tuple[Option, ...]:
        return tuple(option for option in self.taken if self.problem.places[option[0]].pool == pool)

    def sum(self, options: Iterable[Option]) -> Any:
        """How many of these are taken, held ones included."""
        return sum(self.taken[o] if o in self.taken else int(o in self._held) for o in options)

    def integer(self, low: int, high: int, hint: Callable[[frozenset[Option]], int]) -> Any:
        """A variable; ``hint`` is its value in a plan, given the options taken."""
        variable = self.cp.new_int_var(low, high, "")
        self._hints.append((variable, hint))
        return variable

    def begin_from(self, taken: Collection[Option]) -> None:
        """Let the search begin from a plan."""
        known = frozenset(taken)
        self.cp.clear_hints()
        for option, variable in self.taken.items():
            self.cp.add_hint(variable, option in known)
        for variable, hint in self._hints:
            self.cp.add_hint(variable, hint(known))

    # -- hard rules

    def _fill(self) -> None:
        for place in self.problem.places:
            if place.pool in self.pools and place.takers:
                self.cp.add(self.sum((place.index, person) for person in place.takers) <= place.needed)

    def _one_place_at_a_time(self) -> None:
        for clique in self.problem.cliques:
            for person in range(len(self.problem.people)):
                own = [self.taken[place, person] for place in clique if (place, person) in self.taken]
                if any((place, person) in self._held for place in clique):
                    for variable in own:
                        self.cp.add(variable == 0)
                elif len(own) > 1:
                    self.cp.add_at_most_one(own)
        for streak in self.problem.streaks:
            options = [(place, streak.person) for slot in streak.slots for place in slot]
            if any(option in self.taken for option in options):
                self.cp.add(self.sum(options) <= len(streak.slots) - 1)

    def _spare_people(self) -> None:
        for desk in self.problem.desks:
            gone = [self.taken[option] for option in desk.leaving if option in self.taken]
            come = sum(self.taken[option] for option in desk.coming if option in self.taken)
            gone_anyway = len(desk.leaving & self._held)
            spare = desk.spare - gone_anyway + self._guests_beside(desk.coming)
            if gone_anyway or (gone and spare >= 0):
                self.cp.add(sum(gone) - come <= spare)
            elif gone:  # leave alone takes the team under its minimum: nobody goes, unless guests make up for it
                anybody = self.integer(0, 1, partial(_any_of, desk.leaving))
                for variable in gone:
                    self.cp.add(variable <= anybody)
                self.cp.add(sum(gone) - come <= spare + (len(gone) - spare) * (1 - anybody))

    def _guests_beside(self, coming: Collection[Option]) -> int:
        """Guests of pools that are not decided here: those held, or as many as could come."""
        if not self._ignored:
            return sum(1 for option in coming if option in self._held)
        return sum(self.problem.places[place].needed for place in {o[0] for o in coming if o not in self.taken})


def _any_of(options: frozenset[Option], known: frozenset[Option]) -> int:
    return int(not options.isdisjoint(known))
