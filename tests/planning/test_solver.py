"""The solver finds the best there is, says what it has proven, repeats itself, and stops when asked."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import product
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.board import Board
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import BlockKind, Role
from desktop_app.domain.teams import Side
from desktop_app.planning.plans import Planned, best_plan, quick_plan
from desktop_app.planning.posing import problem
from desktop_app.planning.scores import Measure
from desktop_app.planning.solver import _Search
from tests.planning.boards import board, simple, team
from tests.planning.brute_force import optimum
from tests.planning.validator import faults

THOUSANDTHS = 0.02  # fair shares are kept in thousandths of a turn


def reaches_the_optimum(made: Board) -> Planned:
    found = best_plan(made, effort=4.0)
    fewest, spread = optimum(made)
    assert found.open_places == fewest
    assert found.spread == pytest.approx(float(spread), abs=THOUSANDTHS)
    assert found.proven
    assert faults(made, found.blocks) == []
    return found


@st.composite
def small(draw: st.DrawFn) -> Board:
    """Up to five people and six slots: two to three teams, shares, carried debts, minimums, rest."""
    ops = draw(st.integers(1, 4))
    shares = draw(st.lists(st.sampled_from([100, 100, 80, 50]), min_size=5, max_size=5))
    minimums = draw(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)))
    teams = [team(1, Side.OPS, minimums[0]), team(2, Side.DEV, minimums[1]), team(3, Side.DEV, minimums[2])]
    people = [Person(n + 1, f"P{n + 1}", 1 if n < ops else draw(st.sampled_from([2, 3])), shares[n]) for n in range(5)]
    kinds = [(Side.DEV, 1), (Side.OPS, 2), (Side.OPS, 3)]
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3, unique=True))
    roles = [Role(n + 1, BlockKind.GUEST, side, host, draw(st.integers(1, 2))) for n, (side, host) in enumerate(chosen)]
    slot_weeks = draw(st.sampled_from([1, 2]))
    carried = {(p.id, BlockKind.GUEST): float(draw(st.integers(-12, 12))) for p in people}
    return board(
        teams,
        people,
        roles,
        weeks=slot_weeks * draw(st.integers(1, 6)),
        slot_weeks=slot_weeks,
        longest_weeks=slot_weeks * draw(st.integers(1, 3)),
        rest_weeks=draw(st.integers(0, 4)),
        carried=carried,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small())
def test_no_plan_of_five_people_and_six_slots_is_better_than_the_solvers(made: Board) -> None:
    reaches_the_optimum(made)


@pytest.mark.parametrize("ops", [1, 2])
@pytest.mark.parametrize("slots", [1, 3, 6])
def test_every_small_pair_of_teams_is_planned_as_well_as_can_be(ops: int, slots: int) -> None:
    for dev, minimum, rest in product([1, 3], [0, 1], [0, 2]):
        reaches_the_optimum(simple(ops, dev, minimum=minimum, weeks=2 * slots, rest_weeks=rest))


def test_the_same_board_gives_the_same_plan_twice() -> None:
    made = simple(6, 7, minimum=4, places=2, weeks=26, rest_weeks=4)
    once, again = best_plan(made, effort=0.6), best_plan(made, effort=0.6)
    assert once.blocks == again.blocks
    assert once.stages == again.stages


class Watch:
    """A progress that cancels after some reports, and keeps what it was told."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.told: list[tuple[str, float | None]] = []

    def __call__(self, text: str, share: float | None = None) -> None:
        self.told.append((text, share))

    @property
    def cancelled(self) -> bool:
        return len(self.told) > self.patience


def test_cancelling_keeps_the_best_plan_until_then() -> None:
    made = simple(12, 14, minimum=9, places=2, weeks=52, slot_weeks=1, rest_weeks=5)
    watch = Watch(0)
    found = best_plan(made, progress=watch)
    assert found.stopped
    assert not quick_plan(made).better_than(found)
    assert faults(made, found.blocks) == []


class Broken(Watch):
    """A progress that fails while a search is running."""

    def __call__(self, text: str, share: float | None = None) -> None:
        super().__call__(text, share)
        raise RuntimeError("The window is gone.")


class Endless:
    """A search that ends only when it is stopped; it begins late, and so does not hear the first call."""

    def __init__(self) -> None:
        self.asked = 0
        self._stopped = Event()

    def solve(self, _model: object) -> int:
        return int(self._stopped.wait(20))

    def stop_search(self) -> None:
        self.asked += 1
        if self.asked > 1:
            self._stopped.set()


def test_a_progress_that_fails_ends_the_search() -> None:
    endless, search = Endless(), _Search(problem(simple()), (), Broken(0), 1.0)
    with pytest.raises(RuntimeError, match="The window is gone"):
        search._watched(endless, None)
    assert endless.asked > 1


def test_progress_says_in_words_what_is_done_and_never_goes_back() -> None:
    watch = Watch(10_000)
    best_plan(simple(12, 14, minimum=9, places=2, weeks=52, slot_weeks=1, rest_weeks=5), progress=watch, effort=2.0)
    shares = [share for _text, share in watch.told]
    assert shares == sorted(shares)
    assert all(text for text, _share in watch.told)


def test_a_bound_is_never_above_what_was_reached() -> None:
    found = best_plan(simple(5, 6, minimum=3, weeks=24, rest_weeks=4), effort=1.0)
    assert [stage.measure for stage in found.stages] == [
        Measure.OPEN, Measure.SPREAD, Measure.UNEVEN, Measure.MEETING,
    ]  # fmt: skip
    assert all(0 <= stage.bound <= stage.value for stage in found.stages)


def test_replanning_a_published_plan_changes_as_little_as_fairness_lets_it() -> None:
    made = simple(4, 4, weeks=16, rest_weeks=2)
    first = best_plan(made, effort=1.0).blocks
    published = tuple(replace(block, id=n + 1) for n, block in enumerate(first))
    again = best_plan(made.with_blocks(()), published, effort=1.0)
    kept = {(b.person_id, b.host_id, b.from_on) for b in published} & {
        (b.person_id, b.host_id, b.from_on) for b in again.blocks
    }
    assert len(kept) == len(published)
    changed = next(stage for stage in again.stages if stage.measure is Measure.CHANGED)
    assert (changed.value, changed.proven) == (0, True)


def test_the_solver_is_loaded_only_to_solve() -> None:
    """It takes most of a second and half the memory of the application."""
    look = "import sys, desktop_app.services.rota_plans; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
