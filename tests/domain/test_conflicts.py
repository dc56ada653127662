"""What speaks against a block, rule by rule, in the words that people read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Rule, conflicts, free_weeks, snapped
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Role
from desktop_app.domain.teams import Side
from tests.planning.boards import START, board, simple, team

MONDAY, FRIDAY = START, START + 11 * DAY


def stay(
    person_id: int = 101, first: date = MONDAY, last: date = FRIDAY, host: int | None = 1, number: int = 0
) -> Block:
    return Block(number, person_id, BlockKind.GUEST, host, first, last)


def duty(person_id: int = 101, week: int = 0, number: int = 0) -> Block:
    first = START + WEEK * week
    return Block(number, person_id, BlockKind.DUTY, None, first, first + WEEK - DAY)


def said(made: Board, block: Block) -> list[tuple[Rule, str]]:
    return [(conflict.rule, conflict.sentence) for conflict in conflicts(made, block)]


def changed(made: Board, person_id: int, **values: object) -> Board:
    people = tuple(replace(p, **values) if p.id == person_id else p for p in made.people)  # type: ignore[arg-type]
    return replace(made, people=people)


def test_a_block_that_makes_nothing_worse_has_no_conflict() -> None:
    assert said(simple(3, 3, minimum=2), stay()) == []


def test_a_block_outside_the_rota_says_when_it_runs() -> None:
    first = START + WEEK * 8
    assert said(simple(), stay(first=first, last=first + 4 * DAY)) == [
        (Rule.PERIOD, "The rota runs 30 Nov 2026 – 24 Jan 2027; this block lies outside.")
    ]


def test_a_block_longer_than_the_longest_time_away() -> None:
    assert said(simple(longest_weeks=4), stay(last=START + WEEK * 5 - DAY)) == [
        (Rule.LENGTH, "Dev 1 would be away from the team for over 4 weeks.")
    ]


def test_blocks_that_join_up_count_as_one_time_away_where_no_rest_is_asked_for() -> None:
    made = simple(rest_weeks=0, longest_weeks=4).with_blocks(
        [stay(number=1), stay(first=MONDAY + 2 * WEEK, last=FRIDAY + 2 * WEEK, number=2)]
    )
    assert said(made, made.plan.blocks[1]) == []
    assert said(made, stay(first=MONDAY + 4 * WEEK, last=FRIDAY + 4 * WEEK)) == [
        (Rule.LENGTH, "Dev 1 would be away from the team for over 4 weeks.")
    ]


def test_a_block_in_which_nobody_works() -> None:
    assert said(simple(), stay(first=START + 5 * DAY, last=START + 6 * DAY)) == [
        (Rule.HOLIDAY, "There is no working day in this block.")
    ]


def test_somebody_who_is_not_here_yet_or_no_more() -> None:
    assert said(changed(simple(), 101, joined_on=date(2026, 12, 2)), stay()) == [
        (Rule.NOT_HERE, "Dev 1 joins on 2 Dec 2026.")
    ]
    assert said(changed(simple(), 101, left_on=date(2026, 12, 9)), stay()) == [
        (Rule.NOT_HERE, "Dev 1 leaves on 9 Dec 2026.")
    ]
    assert said(simple(), stay(999)) == [(Rule.NOT_HERE, "This person is in no team of the rota.")]


def test_leave_counts_where_it_holds_a_working_day() -> None:
    away = Absence(1, 101, date(2026, 12, 3), date(2026, 12, 4))
    assert said(replace(simple(), absences=(away,)), stay()) == [(Rule.LEAVE, "Dev 1 is away 3 – 4 Dec 2026.")]
    weekend = Absence(1, 101, date(2026, 12, 5), date(2026, 12, 6))
    assert said(replace(simple(), absences=(weekend,)), stay()) == []


def test_a_holiday_of_ones_own_region_is_no_leave() -> None:
    made = replace(simple(), holidays={"": {}, "XX": {date(2026, 12, 1): "Their own day"}})
    assert said(changed(made, 101, region="XX"), stay()) == []


def test_home_is_no_place_to_be_a_guest_and_sides_are_crossed() -> None:
    made = simple()
    teams = {**made.teams, 3: team(3, Side.DEV)}
    assert said(made, stay(host=2)) == [(Rule.SIDE, "Dev 1 is at home in Team 2.")]
    assert said(replace(made, teams=teams), stay(host=3)) == [
        (Rule.SIDE, "A rotation goes from Dev to Ops or from Ops to Dev; Dev 1 and Team 3 are on the same side.")
    ]
    assert said(made, stay(host=None)) == [(Rule.SIDE, "A guest needs a team to go to.")]


def test_a_duty_needs_a_side() -> None:
    made = board([team(1, Side.OTHER)], [Person(1, "Ada", 1)], [Role(1, BlockKind.DUTY, Side.OPS, None)])
    assert said(made, duty(1)) == [(Rule.SIDE, "A duty pair is one person of Dev and one of Ops.")]


def test_nobody_is_in_two_places() -> None:
    made = simple().with_blocks([stay(number=1)])
    assert said(made, duty()) == [(Rule.TWO_PLACES, "Dev 1 is a guest of Team 1 30 Nov – 6 Dec 2026.")]
    on_duty = simple().with_blocks([duty(number=1)])
    assert said(on_duty, stay()) == [(Rule.TWO_PLACES, "Dev 1 is on duty 30 Nov – 6 Dec 2026.")]


def test_a_block_of_a_neighbouring_rota_counts_as_well() -> None:
    made = replace(simple(rest_weeks=2), around=(stay(first=START - WEEK, last=START - 3 * DAY, number=7),))
    (found,) = conflicts(made, stay())
    assert found.rule is Rule.REST


@pytest.mark.parametrize(("weeks_between", "rules"), [(1, [Rule.REST]), (2, [])])
def test_between_two_rotations_lie_the_weeks_asked_for(weeks_between: int, rules: list[Rule]) -> None:
    made = simple(rest_weeks=2).with_blocks([stay(number=1)])
    first = MONDAY + (2 + weeks_between) * WEEK
    found = said(made, stay(first=first, last=first + 4 * DAY))
    assert [rule for rule, _words in found] == rules
    if found:
        assert found[0][1] == (
            "Dev 1 has another rotation 30 Nov – 11 Dec 2026; at least 2 weeks at home lie between two."
        )


def test_duties_do_not_follow_each_other() -> None:
    made = simple().with_blocks([duty(number=1)])
    assert said(made, duty(week=1)) == [
        (Rule.REST, "Dev 1 is on duty in the week beside it; a week lies between two duties.")
    ]
    assert said(made, duty(week=2)) == []


def test_the_home_team_keeps_its_minimum_with_guests_counted() -> None:
    made = simple(3, 3, minimum=3)
    assert said(made, stay(last=MONDAY)) == [
        (Rule.MINIMUM, "Team 2 would have 2 people at the desk on 30 Nov 2026; its minimum is 3.")
    ]
    with_guest = made.with_blocks([Block(1, 1, BlockKind.GUEST, 2, MONDAY, MONDAY)])
    assert said(with_guest, stay(last=MONDAY)) == []


def test_a_duty_takes_nobody_from_home() -> None:
    assert said(simple(3, 3, minimum=3), duty()) == []


def test_leave_that_takes_a_team_below_its_minimum_is_no_blame_for_those_elsewhere() -> None:
    away = Absence(1, 102, MONDAY, FRIDAY)
    made = replace(simple(3, 3, minimum=3), absences=(away,))
    assert said(made, duty()) == []
    assert [rule for rule, _words in said(made, stay(1, host=2))] == [Rule.MINIMUM]


def test_a_moved_block_is_not_in_its_own_way() -> None:
    made = simple(rest_weeks=4).with_blocks([stay(number=1)])
    assert said(made, stay(first=MONDAY + WEEK, last=FRIDAY + WEEK, number=1)) == []


def test_weeks_between_blocks_are_whole_and_free() -> None:
    assert free_weeks(stay(), stay(first=MONDAY + 2 * WEEK, last=MONDAY + 3 * WEEK)) == 0
    assert free_weeks(stay(first=MONDAY + 5 * WEEK, last=MONDAY + 6 * WEEK), stay()) == 3


def test_a_dragged_guest_ends_on_a_working_day_and_a_duty_keeps_its_weekend() -> None:
    made = replace(simple(), holidays={"": {MONDAY: "A holiday"}})
    assert snapped(made, stay(last=START + 13 * DAY)) == stay(first=MONDAY + DAY)
    assert snapped(made, duty()) == duty()
