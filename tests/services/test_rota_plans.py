"""Planning a stored rota: one step, undone as a whole, refused when the plan moved meanwhile, kept when stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts
from desktop_app.domain.errors import Cancelled, Conflict, Refused
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind, Role, Rota
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Silent
from desktop_app.services.history import HistoryService
from desktop_app.services.rota_plans import RotaPlanService
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import teams as team_store

MONDAY = date(2027, 1, 11)


@pytest.fixture
def plans(workspace: Workspace, services: Services) -> RotaPlanService:
    workspace.now = lambda: int(datetime(2027, 1, 4, 9, tzinfo=UTC).timestamp())
    return RotaPlanService(workspace, services.rotations, effort=0.5)


@pytest.fixture
def plan_id(workspace: Workspace, services: Services) -> int:
    """An empty draft of eight weeks: three people of Ops, four of Dev, a guest of each in the other."""
    with workspace.step("Teams") as (_connection, step):
        ops, dev = (
            step.insert("team", {"name": name, "side": int(Side.UNKNOWN)}) for name in ("Operations", "Payments")
        )
        team_store.set_side(step, ops, Side.OPS)
        team_store.set_side(step, dev, Side.DEV)
    for team_id, size in ((ops, 3), (dev, 4)):
        for n in range(size):
            services.people.add(Person(0, f"Person {team_id}-{n}", team_id))
    roles = (Role(0, BlockKind.GUEST, Side.DEV, ops), Role(0, BlockKind.GUEST, Side.OPS, dev))
    _rota_id, draft = services.rotations.add_rota(
        Rota(0, "Spring rota", MONDAY, 8, team_ids=(ops, dev), roles=roles)
    ).ids
    return draft


def held(services: Services, plan_id: int) -> Board:
    board = services.rotations.board(plan_id=plan_id)
    assert board is not None
    return board


class Meddler(Silent):
    """Changes the plan while it is being thought about."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act
        self._done = False

    def __call__(self, text: str, share: float | None = None) -> None:
        if not self._done:
            self._done = True
            self._act()


def test_a_rota_is_planned_in_one_step_that_undo_takes_back(
    workspace: Workspace, services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    changes = plans.plan(plan_id)
    assert (changes.ids[0], changes.name) == (plan_id, "Plan Spring rota")
    assert changes.message == "All 8 places are filled."
    board = held(services, plan_id)
    assert (len(board.plan.blocks), board.open_places) == (8, ())
    HistoryService(workspace).undo()
    assert held(services, plan_id).plan.blocks == ()


def test_pinned_blocks_stay_and_the_others_are_planned_around_them(
    services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    plans.plan(plan_id)
    chosen = held(services, plan_id).plan.blocks[3]
    services.rotations.pin(plan_id, [chosen.id], True)
    plans.plan(plan_id)
    assert replace(chosen, pinned=True, changed_in=0) in [
        replace(b, changed_in=0) for b in held(services, plan_id).plan.blocks
    ]


def test_planning_twice_changes_nothing_and_stores_no_step(plans: RotaPlanService, plan_id: int) -> None:
    plans.plan(plan_id)
    again = plans.plan(plan_id)
    assert (again.topics, again.step) == (frozenset(), 0)


def test_a_published_plan_is_planned_in_a_new_draft(services: Services, plans: RotaPlanService, plan_id: int) -> None:
    plans.plan(plan_id)
    services.rotations.publish(plan_id)
    left = held(services, plan_id).plan.blocks[0]
    draft = services.rotations.remove_blocks(plan_id, [left.id]).ids[0]
    changes = plans.improve(draft)
    assert changes.ids[0] == draft != plan_id
    assert held(services, draft).open_places == ()
    assert held(services, plan_id).plan.published


def test_improving_says_what_became_better_and_how_sure_it_is(
    services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    changes = plans.improve(plan_id)
    assert changes.name == "Improve Spring rota"
    assert changes.message.startswith("8 more places are filled.")
    assert changes.message.endswith("No plan fills more places or shares the turns more fairly.")
    assert held(services, plan_id).open_places == ()


def test_improving_the_best_plan_stores_nothing(services: Services, plans: RotaPlanService, plan_id: int) -> None:
    plans.improve(plan_id)
    before = held(services, plan_id).plan
    again = plans.improve(plan_id)
    assert (again.step, again.topics) == (0, frozenset())
    assert again.message.startswith("Nothing better was found.")
    assert held(services, plan_id).plan == before


def test_the_sentence_counts_what_the_board_shows_open(
    services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    board = held(services, plan_id)
    short = Block(0, board.people[-1].id, BlockKind.GUEST, board.rota.roles[0].host_id, MONDAY, date(2027, 1, 13), True)
    services.rotations.place(plan_id, short)
    changes = plans.plan(plan_id)
    assert changes.message == "7 of 7 places are filled. 1 place stays open, on 7 working days."
    assert sum(len(place.days) for place in held(services, plan_id).open_places) == 7


def test_improving_leaves_what_was_placed_by_hand_against_a_rule_and_says_so(
    services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    board = held(services, plan_id)
    first, then = ((MONDAY, date(2027, 1, 22)), (date(2027, 1, 25), date(2027, 2, 5)))
    for from_on, to_on in (first, then):
        host = board.rota.roles[0].host_id
        services.rotations.place(plan_id, Block(0, board.people[-1].id, BlockKind.GUEST, host, from_on, to_on))
    by_hand = held(services, plan_id).plan.blocks
    changes = plans.improve(plan_id)
    assert {b.id for b in by_hand} <= {b.id for b in held(services, plan_id).plan.blocks}
    assert "2 blocks that break a rule or fit no place were left as they are" in changes.message
    plans.improve(plan_id)
    again = plans.improve(plan_id)
    assert (again.step, again.message.split(".")[0]) == (0, "Nothing better was found")
    plans.plan(plan_id)
    kept = held(services, plan_id)
    assert not any(conflicts(kept, block) for block in kept.plan.blocks)


def test_a_running_rota_is_planned_from_today_on(
    workspace: Workspace, services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    workspace.now = lambda: int(datetime(2027, 2, 8, 9, tzinfo=UTC).timestamp())
    changes = plans.plan(plan_id)
    assert changes.message == "All 4 places are filled."
    assert {block.from_on for block in held(services, plan_id).plan.blocks} == {date(2027, 2, 8), date(2027, 2, 22)}
    plans.plan(plan_id, as_of=MONDAY)
    assert held(services, plan_id).open_places == ()


@pytest.mark.parametrize("verb", ["plan", "improve"])
def test_a_plan_that_moved_meanwhile_is_refused_and_left_as_it_is(
    services: Services, plans: RotaPlanService, plan_id: int, verb: str
) -> None:
    board = held(services, plan_id)
    by_hand = Block(0, board.people[-1].id, BlockKind.GUEST, board.rota.roles[0].host_id, MONDAY, date(2027, 1, 22))
    meddler = Meddler(lambda: services.rotations.place(plan_id, by_hand))
    with pytest.raises(Conflict, match="changed meanwhile"):
        getattr(plans, verb)(plan_id, meddler)
    assert len(held(services, plan_id).plan.blocks) == 1


def test_planning_that_is_stopped_stores_nothing(services: Services, plans: RotaPlanService, plan_id: int) -> None:
    with pytest.raises(Cancelled):
        plans.plan(plan_id, Silent(lambda: True))
    assert held(services, plan_id).plan.blocks == ()


def test_improving_that_is_stopped_keeps_the_best_so_far(
    services: Services, plans: RotaPlanService, plan_id: int
) -> None:
    changes = plans.improve(plan_id, Silent(lambda: True))
    assert held(services, plan_id).open_places == ()
    assert "Stopped early" in changes.message


def test_a_plan_that_is_gone_is_a_sentence(plans: RotaPlanService) -> None:
    with pytest.raises(Refused, match=r"This plan is no longer there\."):
        plans.plan(999)
