"""What a block becomes when it is moved, resized, given away or begun."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Rule, conflicts
from desktop_app.domain.cover import cover
from desktop_app.domain.rotations import Block, BlockKind, Role, days
from desktop_app.domain.teams import Side
from desktop_app.ui.rotations.moving import (
    begun,
    given_to,
    host_for,
    moved,
    proposed,
    stepped_end,
    with_end,
    with_start,
)
from desktop_app.ui.rotations.reading import Reading, affected, extended, judge
from tests.ui.rotations.boards import DEV, OPS, PAY, PEOPLE, POR, board, guest, large_board, on, rota


def working(held: Board, block: Block) -> int:
    return sum(1 for day in days(block.from_on, block.to_on) if held.working(day))


@given(first=st.integers(0, 30), length=st.integers(0, 12), by=st.integers(-40, 40))
@settings(max_examples=60, deadline=None)
def test_a_moved_guest_keeps_its_working_days_and_stays_in_the_rota(first: int, length: int, by: int) -> None:
    held = board()
    block = guest(99, DEV[4], OPS, first, min(first + length, 34))
    after = moved(held, block, by)
    assert held.rota.from_on <= after.from_on <= after.to_on <= held.rota.to_on
    if by and working(held, block):
        assert working(held, after) == working(held, block)
        assert held.working(after.from_on)
        assert held.working(after.to_on)


def test_moving_over_a_weekend_comes_out_on_the_next_working_day() -> None:
    after = moved(board(), guest(5, DEV[1], OPS, 14, 18), 5)  # Saturday
    assert (after.from_on, after.to_on) == (on(21), on(25))


def test_a_holiday_in_the_way_makes_the_block_end_later_or_stand_against_the_end() -> None:
    after = moved(board(), guest(5, DEV[1], OPS, 21, 25), 7)  # the week of Christmas has four working days
    assert (after.from_on, after.to_on) == (on(25), on(31))


def test_a_duty_moves_by_whole_weeks() -> None:
    held = board()
    duty = Block(9, DEV[1], BlockKind.DUTY, None, on(7), on(13))
    assert moved(held, duty, 2).from_on == on(14)
    assert moved(held, duty, -1).from_on == on(0)
    assert moved(held, moved(held, duty, 30), 7).to_on == on(34)


def test_ends_snap_to_working_days_and_never_cross() -> None:
    held, block = board(), guest(5, DEV[1], OPS, 14, 18)
    assert with_end(held, block, on(20)).to_on == on(18)
    assert with_start(held, block, on(12)).from_on == on(14)
    assert with_end(held, block, on(3)).to_on == on(14)
    assert with_start(held, block, on(30)).from_on == on(18)
    assert stepped_end(held, block, 1).to_on == on(21)
    assert stepped_end(held, block, -1).to_on == on(17)


def test_a_block_is_given_to_people_of_the_same_side_only() -> None:
    held, block = board(), guest(5, DEV[1], OPS, 14, 18)
    met = []
    for _step in range(8):
        block = given_to(held, block, 1)
        met.append(block.person_id)
    assert sorted(met) == sorted(DEV.values())
    assert given_to(held, guest(1, 2, PAY, 14, 18), -1).person_id == 1


def test_a_new_block_goes_where_a_place_is_open() -> None:
    held = board()
    dev4 = next(person for person in PEOPLE if person.id == DEV[4])
    ops4 = next(person for person in PEOPLE if person.id == 4)
    assert host_for(held, dev4, on(28), on(32)) == OPS
    assert host_for(held, ops4, on(28), on(32)) == PAY
    made = proposed(held, dev4, on(0))
    assert (made.host_id, made.from_on, made.to_on) == (OPS, on(28), on(31))
    assert conflicts(held, made) == ()


def test_a_block_drawn_backwards_is_the_same() -> None:
    held = board()
    dev4 = next(person for person in PEOPLE if person.id == DEV[4])
    assert begun(held, dev4, on(18), on(12)) == begun(held, dev4, on(14), on(18)) == guest(0, DEV[4], OPS, 14, 18)


@given(
    which=st.integers(0, 7), person=st.sampled_from([p.id for p in PEOPLE]), first=st.integers(0, 30),
    length=st.integers(0, 9), host=st.sampled_from([OPS, PAY, POR]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_cover_counted_on_is_cover_counted_anew(which: int, person: int, first: int, length: int, host: int) -> None:
    before = Reading.of(board())
    old = before.board.plan.blocks[which]
    new = replace(old, person_id=person, host_id=host, from_on=on(first), to_on=on(min(34, first + length)))
    after = before.replaced(old, new)
    assert after.at_desk == cover(after.board).at_desk
    assert after.cover.shortfalls == cover(after.board).shortfalls


def test_a_drag_is_judged_against_everything_but_itself() -> None:
    reading = Reading.of(board())
    old = reading.board.plan.blocks[4]
    ghost = judge(reading, old, moved(reading.board, old, 1))
    assert ghost.conflicts == ()
    away = judge(reading, old, replace(old, person_id=DEV[3], from_on=on(21), to_on=on(25)))
    assert [conflict.rule for conflict in away.conflicts] == [Rule.LEAVE]


def test_judging_a_drag_in_a_large_rota_counts_only_what_moved() -> None:
    reading = Reading.of(large_board())
    old = reading.board.plan.blocks[3]
    ghost = judge(reading, old, moved(reading.board, old, 7))
    assert ghost.reading.at_desk == cover(ghost.reading.board).at_desk


def test_a_shortfall_beside_a_block_can_be_mended_by_a_longer_one() -> None:
    reading = Reading.of(board())
    dev5 = reading.board.plan.blocks[6]
    short = affected(reading, dev5)
    assert [each.on for each in short] == [on(28), on(29), on(30)]
    longer = extended(reading, dev5, short)
    assert longer is not None
    assert longer.to_on == on(30)
    assert reading.replaced(dev5, longer).cover.days_short == 0


@pytest.mark.parametrize("kind", [BlockKind.GUEST, BlockKind.DUTY])
def test_a_block_is_found_again_in_a_draft_with_other_ids(kind: BlockKind) -> None:
    block = replace(guest(5, DEV[1], OPS, 14, 18), kind=kind)
    copied = Reading.of(board(plan=replace(board().plan, blocks=(replace(block, id=77, to_on=on(17)),))))
    assert copied.find(block) == replace(block, id=77, to_on=on(17))
    roles = (Role(1, BlockKind.DUTY, Side.DEV, None),)
    assert Reading.of(board(rota=rota(roles=roles))).find(replace(block, id=70, person_id=1)) is None
