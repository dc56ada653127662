"""Plans as blocks: pinned ones untouched, those that stay known again, gaps left open, contradictions told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.domain.conflicts import Rule
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind
from desktop_app.planning.plans import best_plan, irregular, quick_plan, standing_plan
from tests.planning.boards import START, simple
from tests.planning.test_posing import stay
from tests.planning.validator import faults


def test_everything_is_filled_where_that_is_possible() -> None:
    made = simple(4, 4, minimum=2, weeks=12)
    planned = quick_plan(made)
    assert (planned.open_places, planned.places, len(planned.blocks)) == (0, 12, 12)
    assert made.with_blocks(planned.blocks).open_places == ()


def test_whoever_owes_most_goes_first() -> None:
    made = simple(1, 4, weeks=4, carried={(103, BlockKind.GUEST): -9.0, (102, BlockKind.GUEST): -4.0})
    assert [b.person_id for b in quick_plan(made).blocks if b.person_id > 100] == [103, 102]


def test_what_nobody_can_take_stays_open() -> None:
    made = simple(3, 3, minimum=4, weeks=4)
    planned = quick_plan(made)
    assert (planned.open_places, planned.blocks) == (4, ())
    assert len(made.open_places) == 4


def test_teams_at_their_minimum_send_two_people_at_once() -> None:
    made = simple(3, 3, minimum=3, weeks=4)
    planned = quick_plan(made)
    assert planned.open_places == 0
    assert faults(made, planned.blocks) == []


def test_a_block_that_stays_keeps_its_id_mentor_and_question() -> None:
    made = simple(1, 1, weeks=2)
    old = stay(101, 0, 10, pinned=False, number=7)
    known = replace(old, mentor_id=1, question="Why at night?")
    planned = quick_plan(made.with_blocks([known]))
    assert replace(known, to_on=START + 11 * DAY) in planned.blocks


def test_pinned_blocks_are_never_touched_even_where_they_contradict_each_other() -> None:
    pinned = (stay(101, 0, 12, number=1), stay(101, 4, 12, number=2))
    made = simple(2, 3, weeks=8).with_blocks(pinned)
    for planned in (quick_plan(made), best_plan(made, effort=0.5)):
        assert planned.blocks[:2] == pinned
        assert {conflict.rule for conflict in planned.contradictions} == {Rule.TWO_PLACES}
        assert faults(made, planned.blocks) == []


def test_blocks_by_hand_that_break_a_rule_do_not_count_as_the_standing_plan() -> None:
    made = simple(2, 2, weeks=4).with_blocks([stay(101, pinned=False), stay(101, 14, pinned=False, number=2)])
    assert standing_plan(made).open_places == 3


def test_blocks_that_planning_would_not_have_placed_so_are_named() -> None:
    regular, long = stay(103, 28, pinned=False, number=3), stay(102, 28, 26, pinned=False, number=4)
    twice = [stay(101, pinned=False), stay(101, 14, pinned=False, number=2)]
    made = simple(2, 4, weeks=8).with_blocks([*twice, regular])
    assert set(irregular(made)) == set(twice)
    assert irregular(made.with_blocks([regular])) == ()
    assert irregular(made.with_blocks([long])) == (long,)  # two slots: one place would be cut from it


def test_blocks_left_alone_stay_as_they_are() -> None:
    twice = (stay(101, pinned=False), stay(101, 14, pinned=False, number=2))
    made = simple(2, 4, weeks=8).with_blocks(twice)
    found = best_plan(made, effort=0.3, left_alone=twice)
    assert set(twice) <= set(found.blocks)
    assert {conflict.rule for conflict in found.contradictions} == {Rule.REST}


def test_planning_a_running_rota_anew_invents_no_stays_that_never_were() -> None:
    made = replace(simple(3, 3, weeks=8), now=datetime(2026, 12, 30, tzinfo=UTC))
    for planned in (quick_plan(made), best_plan(made, effort=0.3)):
        assert {block.from_on for block in planned.blocks} == {START + 30 * DAY, START + 42 * DAY}


def test_a_plan_can_be_made_again_from_itself() -> None:
    made = simple(4, 4, weeks=8)
    first = quick_plan(made)
    held = tuple(replace(block, id=n + 1) for n, block in enumerate(first.blocks))
    assert {b.id for b in quick_plan(made.with_blocks(held)).blocks} == {b.id for b in held}


def test_a_duty_and_a_visit_of_one_person_never_meet() -> None:
    duty = Block(5, 101, BlockKind.DUTY, None, START + WEEK, START + 2 * WEEK - DAY, pinned=True)
    planned = quick_plan(simple(1, 1, weeks=4).with_blocks([duty]))
    assert [b.from_on for b in planned.blocks if b.person_id == 101 and b.kind is BlockKind.GUEST] == [START + 2 * WEEK]
