"""A board answers who is where, and which places nobody fills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.domain.board import Board, last_working_day
from desktop_app.domain.people import Absence
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Role
from desktop_app.domain.teams import Side
from tests.planning.boards import START, board, simple, team


def stay(person_id: int, days: int = 12, number: int = 1, start: date = START) -> Block:
    return Block(number, person_id, BlockKind.GUEST, 1 if person_id > 100 else 2, start, start + DAY * (days - 1))


def gaps(made: Board) -> list[tuple[int, int, int, int]]:
    return [(p.slot.index, p.role.id, p.missing, len(p.days)) for p in made.open_places]


def test_every_place_is_open_before_anything_is_planned() -> None:
    assert gaps(simple(weeks=4)) == [(0, 1, 1, 10), (0, 2, 1, 10), (1, 1, 1, 10), (1, 2, 1, 10)]


def test_days_that_a_block_does_not_cover_stay_open() -> None:
    made = simple(weeks=2).with_blocks([stay(101, 3), stay(1)])
    assert gaps(made) == [(0, 1, 1, 7)]
    assert made.open_places[0].days[0] == START + 3 * DAY


def test_two_places_need_two_people() -> None:
    made = simple(weeks=2, places=2).with_blocks([stay(101), stay(1), stay(2, number=2)])
    assert gaps(made) == [(0, 1, 1, 10)]


def test_holidays_and_weekends_leave_nothing_open() -> None:
    made = simple(weeks=1, slot_weeks=1, holidays={"": {START + DAY * n: "A holiday" for n in range(5)}})
    assert gaps(made) == []
    assert made.working_days == ()


def test_leave_and_a_holiday_of_ones_own_region_are_no_work() -> None:
    made = simple(holidays={"": {}, "XX": {START: "Their own day"}}, absences=(Absence(1, 1, START, START),))
    one, two = made.person[1], replace(made.person[2], region="XX")
    made = replace(made, people=(one, two))
    assert not made.works(one, START)
    assert not made.works(two, START)
    assert made.works(two, START + DAY)


def test_a_board_with_other_blocks_forgets_nothing_and_mixes_nothing_up() -> None:
    made = simple(absences=(Absence(1, 1, START, START),))
    person = made.person[101]
    assert made.host_on(person, START) == 2
    moved = made.with_blocks([stay(101)])
    assert (made.host_on(person, START), moved.host_on(person, START)) == (2, 1)
    assert (moved.guests_of(1), made.guests_of(1)) == ((person,), ())
    assert not moved.works(moved.person[1], START)
    shorter = replace(moved, absences=())
    assert shorter.works(shorter.person[1], START)


def test_a_guest_sits_with_the_host_and_duty_is_at_home() -> None:
    made = simple().with_blocks([stay(101), Block(2, 1, BlockKind.DUTY, None, START, START + WEEK - DAY)])
    assert made.host_on(made.person[101], START) == 1
    assert made.host_on(made.person[1], START) == 1
    assert made.host_on(made.person[101], START + 2 * WEEK) == 2


def test_the_partner_of_a_duty_is_of_the_other_side() -> None:
    pair = [Block(n, who, BlockKind.DUTY, None, START, START + WEEK - DAY) for n, who in enumerate((1, 2, 101))]
    made = simple().with_blocks(pair)
    assert made.partner(pair[0]) == made.person[101]
    assert made.partner(pair[2]) == made.person[1]


def test_a_role_is_filled_by_the_right_side_in_the_right_team() -> None:
    made = simple()
    guest, duty = made.rota.roles[0], Role(9, BlockKind.DUTY, Side.DEV, None)
    assert made.fills(stay(101), guest)
    assert not made.fills(stay(1), guest)
    assert not made.fills(stay(101), duty)


def test_a_slot_ends_on_its_last_working_day() -> None:
    made = simple(holidays={"": {date(2026, 12, 11): "A holiday"}})
    assert last_working_day(made, START, START + 2 * WEEK - DAY) == date(2026, 12, 10)
    assert last_working_day(made, date(2026, 12, 12), date(2026, 12, 13)) == date(2026, 12, 13)


def test_teams_of_the_rota_come_ops_first_and_by_name() -> None:
    made = board([team(3, Side.DEV), team(2, Side.OPS), team(1, Side.DEV)], [], [])
    assert [each.id for each in made.rota_teams] == [2, 1, 3]
