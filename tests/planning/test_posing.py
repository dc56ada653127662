"""A board becomes a problem: places, who can take them, what is fair, and what teams can spare."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Role
from desktop_app.domain.teams import Side
from desktop_app.planning.fairness import fairness
from desktop_app.planning.posing import problem
from desktop_app.planning.problem import TURN, Problem
from tests.planning.boards import START, board, simple, team

GUEST, DUTY = BlockKind.GUEST, BlockKind.DUTY


def stay(person_id: int, first: int = 0, days: int = 12, *, pinned: bool = True, number: int = 1) -> Block:
    start = START + DAY * first
    return Block(number, person_id, GUEST, 1 if person_id > 100 else 2, start, start + DAY * (days - 1), pinned=pinned)


def takers(posed: Problem, role_id: int, slot: int) -> list[int]:
    (place,) = [p for p in posed.places if p.role.id == role_id and p.slot.index == slot]
    return [posed.people[n] for n in place.takers]


def needed(posed: Problem, role_id: int) -> list[int]:
    found = {p.slot.index: p.needed for p in posed.places if p.role.id == role_id}
    return [found.get(slot, 0) for slot in range(4)]


def test_a_guest_is_planned_per_slot_from_first_to_last_working_day() -> None:
    posed = problem(simple(weeks=2, holidays={"": {START: "A holiday", START + 11 * DAY: "Another"}}))
    assert {(p.from_on, p.to_on) for p in posed.places} == {(START + DAY, START + 10 * DAY)}


def test_a_duty_is_planned_per_week_whatever_the_slots() -> None:
    made = board([team(1, Side.OPS)], [Person(1, "Ada", 1)], [Role(1, DUTY, Side.OPS, None)], weeks=4, slot_weeks=2)
    places = problem(made).places
    assert [(p.from_on, p.to_on) for p in places] == [(START + WEEK * n, START + WEEK * n + 6 * DAY) for n in range(4)]


def test_a_shorter_last_slot_is_part_of_a_turn() -> None:
    assert [p.weight for p in problem(simple(weeks=3)).places if p.role.id == 1] == [TURN, TURN // 2]


def test_a_pinned_block_fills_a_place_wherever_it_touches_a_slot() -> None:
    assert needed(problem(simple(places=2, weeks=8).with_blocks([stay(101, 0, 19)])), 1) == [1, 1, 2, 2]
    two = [stay(101, 0, 5), stay(102, 7, 5, number=2)]
    assert needed(problem(simple(places=2, weeks=8).with_blocks(two)), 1) == [1, 2, 2, 2]  # one after the other is one


def test_unpinned_blocks_are_planned_anew() -> None:
    assert needed(problem(simple(weeks=8).with_blocks([stay(101, pinned=False)])), 1) == [1, 1, 1, 1]


def test_what_the_published_plan_has_begun_stays() -> None:
    begun, to_come = stay(101, 0, pinned=False), stay(102, 28, pinned=False, number=2)
    made = replace(simple(weeks=8).with_blocks([begun, to_come]), now=datetime(2026, 12, 2, tzinfo=UTC))
    assert problem(made, [begun, to_come]).fixed == (begun,)
    assert problem(made, []).fixed == (begun,)


def test_what_begins_today_stays_only_when_people_know_it() -> None:
    today = stay(101, 0, pinned=False)
    made = replace(simple(weeks=8).with_blocks([today]), now=datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert problem(made, [today]).fixed == (today,)
    assert problem(made, []).fixed == ()


def test_nothing_is_planned_before_today() -> None:
    past, to_come = stay(101, 0, pinned=False), stay(102, 28, pinned=False, number=2)
    made = replace(simple(weeks=8).with_blocks([past, to_come]), now=datetime(2026, 12, 16, tzinfo=UTC))
    posed = problem(made)
    assert posed.fixed == (past,)
    assert needed(posed, 1) == [0, 1, 1, 1]
    assert {p.from_on for p in posed.places if p.slot.index == 1} == {datetime(2026, 12, 16, tzinfo=UTC).date()}
    over = problem(replace(made, now=datetime(2027, 2, 1, tzinfo=UTC)))
    assert (over.places, over.fixed) == ((), (past, to_come))


def test_a_running_duty_week_is_planned_from_today_to_its_sunday() -> None:
    made = board([team(1, Side.OPS)], [Person(1, "Ada", 1)], [Role(1, DUTY, Side.OPS, None)], weeks=2)
    places = problem(replace(made, now=datetime(2026, 12, 3, tzinfo=UTC))).places
    assert [(p.from_on, p.to_on) for p in places] == [
        (START + 3 * DAY, START + 6 * DAY), (START + WEEK, START + WEEK + 6 * DAY),
    ]  # fmt: skip


def test_nobody_is_a_taker_with_leave_or_not_here_or_too_near_a_pinned_block() -> None:
    made = simple(1, 4, weeks=8, absences=(Absence(1, 101, START + DAY, START + DAY),))
    people = tuple(replace(p, joined_on=START + 14 * DAY) if p.id == 102 else p for p in made.people)
    posed = problem(replace(made, people=people).with_blocks([stay(103, 28)]))
    assert takers(posed, 1, 0) == [103, 104]
    assert takers(posed, 1, 1) == [101, 102, 104]
    assert takers(posed, 1, 3) == [101, 102, 104]


def test_leave_on_days_when_nobody_works_keeps_nobody() -> None:
    weekend = Absence(1, 101, START + 5 * DAY, START + 6 * DAY)
    assert takers(problem(simple(1, 1, weeks=2, absences=(weekend,))), 1, 0) == [101]


def test_a_role_in_a_team_of_the_same_side_has_no_taker() -> None:
    teams = [team(1, Side.DEV), team(2, Side.DEV)]
    made = board(teams, [Person(1, "Ada", 1)], [Role(1, GUEST, Side.DEV, 2)], weeks=2)
    assert takers(problem(made), 1, 0) == []


def test_fair_shares_are_what_is_demanded_by_the_time_people_have() -> None:
    made = simple(1, 3, weeks=8, carried={(101, GUEST): -5.0})
    people = tuple(replace(p, share=50) if p.id == 103 else p for p in made.people)
    pool = next(p for p in problem(replace(made, people=people)).pools if p.side is Side.DEV)
    assert pool.fair[1:] == (1600, 1600, 800)
    assert pool.before[1:] == (-500, 0, 0)


def test_a_pinned_block_is_credited_and_shared_out() -> None:
    posed = problem(simple(1, 2, weeks=4).with_blocks([stay(101, 0, 12)]))
    pool = next(p for p in posed.pools if p.side is Side.DEV)
    assert (pool.before[1:], pool.fair[1:]) == ((1000, 0), (1000, 1000))
    assert sum(fairness(posed, [(p.index, 2) for p in posed.places if p.role.id == 1]).debts[1].values()) == 0


def test_a_team_that_can_spare_everybody_has_no_desk_to_watch() -> None:
    assert problem(simple(3, 3)).desks == ()
    assert {desk.spare for desk in problem(simple(3, 3, minimum=2, weeks=2)).desks} == {1}


def test_without_rest_runs_that_are_too_long_are_named() -> None:
    posed = problem(simple(1, 1, weeks=6, rest_weeks=0, longest_weeks=4))
    assert {len(streak.slots) for streak in posed.streaks} == {3}
    assert problem(simple(1, 1, weeks=6, rest_weeks=1)).streaks == ()


def test_a_board_without_roles_people_or_working_days_is_no_problem() -> None:
    empty: Board = board([team(1, Side.OPS)], [], [Role(1, GUEST, Side.DEV, 1)], weeks=2)
    assert problem(empty).options == ()
    assert problem(replace(empty, rota=replace(empty.rota, roles=()))).places == ()
    closed = replace(empty, holidays={"": {START + DAY * n: "Closed" for n in range(14)}})
    assert problem(closed).places == ()


def test_a_team_that_no_longer_takes_part_sends_nobody() -> None:
    made = simple(weeks=2)
    apart = replace(made, rota=replace(made.rota, team_ids=(1,)))
    assert 101 in takers(problem(made), 1, 0)
    assert takers(problem(apart), 1, 0) == []
