"""Improves a plan with CP-SAT, stage after stage, each fixed before the next and with its own bound.

Within a stage every pool is first bounded with the others ignored and, where the plan does not reach that bound, solved
with the others held; only what is still between plan and bound goes to a model of everything. One worker, a fixed seed
and deterministic limits: the same problem gives the same plan. Whoever cancels keeps the best plan so far.
"""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from math import ceil, isfinite
from typing import Any, Protocol

from desktop_app.planning.aims import Aims
from desktop_app.planning.draft import Draft
from desktop_app.planning.model import Model
from desktop_app.planning.moving import even_out
from desktop_app.planning.problem import Option, Problem
from desktop_app.planning.scores import Measure, Scores, rank, scores

EFFORT = 12.0  # CP-SAT's deterministic seconds for everything; about 20 s of a desktop's
OF_ALL, OF_POOL = 0.15, 0.12  # most of it that one model of all pools, and of one, may take
SEED = 7
POLL = 0.1  # seconds between two looks at the progress


class Progress(Protocol):
    """``services.changes.Progress`` fits it."""

    def __call__(self, text: str, share: float | None = None) -> None: ...

    @property
    def cancelled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage reached, and what no plan can be below as far as that is proven."""

    measure: Measure
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.value <= self.bound

    @property
    def gap(self) -> float:
        """How far the value may lie above the best, as a share of the value."""
        return 0.0 if self.proven else (self.value - self.bound) / self.value


@dataclass(frozen=True, slots=True)
class Solution:
    """``spent`` is deterministic time; ``stopped`` says that the user did not wait for the last stage's end."""

    taken: tuple[Option, ...]
    stages: tuple[Stage, ...]
    spent: float
    stopped: bool


def solve(
    problem: Problem, start: Collection[Option], progress: Progress | None = None, effort: float = EFFORT
) -> Solution:
    """The best plan found from ``start``, which keeps every hard rule. Never worse than it."""
    search = _Search(problem, start, progress, effort)
    stages = []
    for measure in Measure:
        if not search.stopped and search.matters(measure):
            stages.append(search.stage(measure))
    return Solution(search.best, tuple(stages), effort - search.left, search.stopped)


class _Search:
    def __init__(self, problem: Problem, start: Collection[Option], progress: Progress | None, effort: float) -> None:
        self.problem = problem
        self.best = tuple(sorted(start))
        self.left = self._effort = effort
        self.stopped = False
        self._progress = progress
        self._pools = range(len(problem.pools))
        self._scores: Scores = scores(problem, self.best)
        self._bounds: dict[Measure, list[int]] = {}
        self._now = Measure.OPEN

    def matters(self, measure: Measure) -> bool:
        if measure is Measure.CHANGED:
            return bool(self.problem.published)
        return bool(self.problem.options) or measure is Measure.OPEN

    def stage(self, measure: Measure) -> Stage:
        self._now = measure
        together = self._together(measure) if measure is Measure.OPEN else 0
        self._bounds[measure] = [0 for _ in self._pools]
        for pool in self._pools:
            self._bounds[measure][pool] = self._pool(measure, pool)
        if measure is Measure.OPEN:
            self._even_pools()
        elif self._value(measure) > sum(self._bounds[measure]):
            together = self._together(measure)
        return Stage(measure, self._value(measure), max(together, sum(self._bounds[measure])))

    def _value(self, measure: Measure) -> int:
        return sum(self._scores[measure])

    def _pool(self, measure: Measure, pool: int) -> int:
        """A bound of one pool; on the way the plan is improved where it does not reach it."""
        if not self._scores[measure][pool]:
            return 0
        alone = Model(self.problem, [pool])
        aims = Aims(alone, {(m, pool): self._room(m, pool) for m in Measure if self._limits(m, measure)})
        bound = self._solve(alone, aims.of(measure, pool), OF_POOL)
        if bound < self._scores[measure][pool] and measure is not Measure.OPEN:
            self._improve(measure, pool)
        return bound

    def _improve(self, measure: Measure, pool: int, until: Measure | None = None) -> None:
        """Solve one pool while the others stay as they are; earlier measures of the pool get no worse."""
        own = {place.index for place in self.problem.places if place.pool == pool}
        model = Model(self.problem, [pool], [option for option in self.best if option[0] not in own])
        limited = (m for m in Measure if m < (until or measure) and self.matters(m))
        aims = Aims(model, {(m, pool): self._scores[m][pool] for m in limited})
        self._solve(model, aims.of(measure, pool), OF_POOL)

    def _even_pools(self) -> None:
        """The most even plan of each pool is found at once and mostly has the smallest spread too."""
        for _round in range(2):
            before = self._scores
            for pool in self._pools:
                if self._scores[Measure.UNEVEN][pool]:
                    self._improve(Measure.UNEVEN, pool, until=Measure.SPREAD)
            if self._scores == before:
                return

    def _together(self, measure: Measure) -> int:
        """A bound by the model of all pools; the plan is improved on the way."""
        if not self._value(measure):
            return 0
        model = Model(self.problem, self._pools)
        limited = [m for m in Measure if self._limits(m, measure)]
        aims = Aims(model, {(m, pool): self._room(m, pool) for m in limited for pool in self._pools})
        for limit in limited:
            model.cp.add(aims.total(limit) <= self._value(limit))
        return self._solve(model, aims.total(measure), OF_ALL)

    def _limits(self, limit: Measure, measure: Measure) -> bool:
        """Whether a measure is limited while another is made small: what came before, and the spread itself."""
        return limit in self._bounds and (limit < measure or limit is Measure.SPREAD)

    def _room(self, measure: Measure, pool: int) -> int:
        """The most that a pool can have of a measure in any plan that is no worse: what the others' bounds leave."""
        bounds = self._bounds[measure]
        return self._value(measure) - sum(bounds) + bounds[pool]

    def _solve(self, model: Model, aim: Any, most: float) -> int:
        """Make an aim small, keep what is better than the plan, and give the bound: 0 when nothing is proven."""
        from ortools.sat.python import cp_model

        self._look()
        limit = min(most * self._effort, self.left)
        if self.stopped or limit <= 0 or isinstance(aim, int):
            return 0
        model.begin_from(self.best)
        model.cp.minimize(aim)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = limit
        status = self._watched(solver, model.cp)
        self.left -= min(self.left, solver.deterministic_time)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return 0
        own = [option for option, variable in model.taken.items() if solver.boolean_value(variable)]
        self._take([option for option in self.best if option not in model.taken] + own)
        bound = solver.best_objective_bound
        return max(0, ceil(bound - 1e-6)) if isfinite(bound) else 0

    def _watched(self, solver: Any, model: Any) -> Any:
        """Solve on a thread of its own; this one tells the progress and stops the search when it is cancelled."""
        with ThreadPoolExecutor(1, "solver") as pool:
            running = pool.submit(solver.solve, model)
            try:
                while not wait([running], POLL).done:
                    self._look()
                    if self.stopped:
                        solver.stop_search()
            finally:  # a progress that fails must not leave the search running to its limit
                while not wait([running], POLL).done:
                    solver.stop_search()  # again and again: it may not have begun when it is asked first
            return running.result()

    def _look(self) -> None:
        """Tell how far it is, and learn whether to stop."""
        if self._progress is None:
            return
        spent = 1 - self.left / self._effort if self._effort else 1.0
        share = max(self._now / len(Measure), spent)
        self._progress(self._now.words, share)
        self.stopped = self.stopped or self._progress.cancelled

    def _take(self, taken: Collection[Option]) -> None:
        """Keep a plan if it is sound as a whole and better; a bound's model has ignored the other pools."""
        draft = Draft(self.problem, taken)
        if not draft.sound() or not _lawful(draft):
            return
        if self._now is Measure.OPEN:
            even_out(draft)
        found = scores(self.problem, draft.taken)
        if rank(found) < rank(self._scores):
            self.best, self._scores = draft.taken, found


def _lawful(draft: Draft) -> bool:
    """Whether nobody has two places that cannot be had together."""
    problem = draft.problem
    return all(problem.clashes[place].isdisjoint(own) for own in draft.places_of for place in own) and all(
        len(them) <= problem.places[n].needed for n, them in enumerate(draft.held)
    )
