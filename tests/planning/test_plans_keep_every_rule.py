"""Whatever the organisation, no plan breaks a hard rule: judged by a validator that shares no code with planning."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts
from desktop_app.planning.plans import best_plan, quick_plan
from tests.planning.boards import boards
from tests.planning.validator import faults

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(boards())
def test_the_quick_plan_breaks_no_rule(board: Board) -> None:
    assert faults(board, quick_plan(board).blocks) == []


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(boards())
def test_the_solver_breaks_no_rule_and_is_never_worse_than_the_quick_plan(board: Board) -> None:
    quick, best = quick_plan(board), best_plan(board, effort=0.3)
    assert faults(board, best.blocks) == []
    assert not quick.better_than(best)


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(boards())
def test_a_fresh_plan_shows_no_conflict_on_any_block_that_planning_placed(board: Board) -> None:
    planned = board.with_blocks(quick_plan(board).blocks)
    told = [(block, conflicts(planned, block)) for block in planned.plan.blocks if not block.pinned]
    assert [(block, [c.sentence for c in found]) for block, found in told if found] == []


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(boards())
def test_no_block_that_planning_placed_begins_in_the_past(board: Board) -> None:
    placed = [block for block in quick_plan(board).blocks if not block.pinned]
    assert not board.now or all(block.from_on >= board.now.date() for block in placed)
