"""A board answers who is where, and which places nobody fills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.board import Board, last_working_day
from desktop_app.domain.people import Absence
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Role
from desktop_app.domain.teams import Side, Team, distinct_letters
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


def test_a_day_of_leave_leaves_a_place_open_and_a_holiday_of_ones_own_does_not() -> None:
    away = Absence(1, 101, START + DAY, START + 2 * DAY)
    made = simple(weeks=2, absences=(away,), holidays={"": {}, "XX": {START: "Their own day"}})
    made = replace(made, people=tuple(replace(p, region="XX") for p in made.people)).with_blocks([stay(101), stay(1)])
    assert gaps(made) == [(0, 1, 1, 2)]
    assert made.open_places[0].days == (START + DAY, START + 2 * DAY)
    whole = replace(made, absences=(Absence(1, 101, START, START + 20 * DAY),))
    assert gaps(whole) == [(0, 1, 1, 10)]


def test_a_guest_who_has_left_fills_nothing() -> None:
    made = simple(weeks=2).with_blocks([stay(101), stay(1)])
    people = tuple(replace(p, left_on=START + DAY) if p.id == 101 else p for p in made.people)
    assert gaps(replace(made, people=people)) == [(0, 1, 1, 8)]


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


def test_of_two_pairs_on_duty_the_first_goes_with_the_first() -> None:
    who = (1, 2, 102, 101)
    pairs = [Block(n + 1, each, BlockKind.DUTY, None, START, START + WEEK - DAY) for n, each in enumerate(who)]
    made = simple().with_blocks(pairs)
    assert [getattr(made.partner(block), "id", None) for block in pairs] == [102, 101, 1, 2]


def test_other_blocks_can_be_tried_while_another_thread_asks_the_board() -> None:
    class Asked(dict[str, object]):
        """Another thread fills the board as soon as somebody walks through what it knows."""

        def items(self) -> Any:
            for each in super().items():
                made.rota_teams, made.members  # noqa: B018
                yield each

    made = simple()
    assert made.person
    object.__setattr__(made, "__dict__", Asked(vars(made)))
    assert made.with_blocks([stay(101)]).plan.blocks == (stay(101),)


def test_teams_with_like_names_have_letters_of_their_own() -> None:
    names = {1: "Payments Ops", 2: "Payments Dev", 3: "Payments Data", 4: "Ledger", 5: "Payments", 6: ""}
    teams = [Team(n, name, Side.OPS if n == 1 else Side.DEV, code="LED" if n == 3 else "") for n, name in names.items()]
    made = board(teams, [], [])
    assert [made.letters(n) for n in (*names, 7)] == ["PAY", "PAD", "LED", "LEG", "PAM", "?", ""]
    assert [made.host_words(n) for n in (1, 2, None)] == ["PAY", "PAD", ""]
    assert {each.id: each.letters for each in made.rota_teams} == {n: made.letters(n) for n in names}


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(Side)), max_size=30))
def test_letters_are_never_the_same_whatever_teams_are_called(named: list[tuple[str, Side]]) -> None:
    found = distinct_letters([Team(n, name, side) for n, (name, side) in enumerate(named)])
    assert len({letters.casefold() for letters in found.values()}) == len(named)
    assert all(0 < len(letters) <= 4 for letters in found.values())


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
