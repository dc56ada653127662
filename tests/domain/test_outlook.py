"""The coming two weeks in one sentence: who goes where, which sessions, and whether cover is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.outlook import Outlook, Where, outlook
from desktop_app.domain.rotations import Block, BlockKind, Plan
from tests.ui.rotations import boards


def seen(board: Board, first: date = boards.FIRST) -> Outlook:
    return outlook([board], board.sessions, first)


def with_minimum(minimum: int) -> Board:
    teams = {key: replace(team, minimum=minimum) for key, team in boards.TEAMS.items()}
    return boards.board(teams=teams)


def test_the_sentence_counts_people_by_the_team_that_they_go_to() -> None:
    found = seen(with_minimum(1))
    assert found.sentence == (
        "2 people go to Operations, 1 to Payments Dev; 2 sessions; cover is kept on all 10 working days"
    )


def test_days_below_the_minimum_are_named() -> None:
    """Ops has six: on 25 to 27 November one is away as a guest, on 2 to 4 December another on leave too."""
    found = seen(with_minimum(6))
    assert "cover is kept on" in found.sentence
    assert "below it: Mon 23 Nov PAY" in found.sentence


def test_without_any_minimum_nothing_is_said_of_cover() -> None:
    assert "cover" not in seen(with_minimum(0)).sentence


def test_two_stays_of_one_person_stand_in_one_row_in_order_of_time() -> None:
    found = seen(boards.board())
    assert [outing.name for outing in found.outings] == ["Dev 2", "Ops 3", "Dev 6"]
    ops3 = found.outings[1]
    assert [(stay.first.day, stay.last.day, stay.code) for stay in ops3.stays] == [(25, 27, "→ PAY"), (30, 2, "→ PAY")]
    assert ops3.words == "Ops 3: Payments Dev, 25 – 27 Nov 2026; Payments Dev, 30 Nov – 2 Dec 2026"


def test_a_stay_that_began_before_and_ends_after_is_cut_to_the_days() -> None:
    first, last = date(2026, 11, 24), date(2026, 12, 7)
    long = Block(1, 2, BlockKind.GUEST, boards.PAY, boards.on(0), boards.on(25))
    found = seen(boards.board(plan=Plan(1, 1, 1, blocks=(long,))), first)
    assert [(stay.first, stay.last) for stay in found.outings[0].stays] == [(first, last)]


def test_the_end_on_the_first_day_counts_and_the_day_before_does_not() -> None:
    assert "Dev 2" in [outing.name for outing in seen(boards.board(), boards.on(4)).outings]
    assert "Dev 2" not in [outing.name for outing in seen(boards.board(), boards.on(5)).outings]


def test_people_on_duty_are_counted_apart() -> None:
    duty = Block(9, boards.DEV[4], BlockKind.DUTY, None, boards.on(7), boards.on(13))
    found = seen(boards.board(plan=Plan(1, 1, 1, blocks=(*boards.blocks(), duty))))
    assert "; 1 person is on duty;" in found.sentence
    assert [s.where for o in found.outings if o.name == "Dev 4" for s in o.stays] == [Where.DUTY]


def test_two_rotas_with_the_same_person_make_one_row() -> None:
    one = boards.board()
    other = boards.board(plan=Plan(2, 2, 1, blocks=(boards.guest(77, boards.DEV[2], boards.OPS, 7, 11),)))
    found = outlook([one, other], (), boards.FIRST)
    assert [len(outing.stays) for outing in found.outings if outing.name == "Dev 2"] == [2]


def test_many_hosts_are_summed_up() -> None:
    """Three teams beside the first would make the sentence a list."""
    hosts = {n: replace(boards.TEAMS[boards.PAY], id=n, name=f"Team {n}", code=f"T{n}") for n in range(2, 8)}
    teams = {boards.OPS: boards.TEAMS[boards.OPS], **hosts}
    blocks = tuple(boards.guest(n, n, n, 0, 4) for n in range(2, 7))
    found = seen(boards.board(teams=teams, plan=Plan(1, 1, 1, blocks=blocks), absences=()))
    assert found.sentence.startswith("1 person goes to Team 2, 1 to Team 3, 3 to other teams; ")


def test_holidays_and_weekends_are_no_working_days() -> None:
    found = seen(boards.board(), date(2026, 12, 21))
    assert sorted(day.day for day in found.working) == [1, 21, 22, 23, 24, 28, 29, 30, 31]
    assert len(found.days) == 14


def test_without_a_plan_the_sessions_are_still_told() -> None:
    found = outlook([], boards.sessions(), boards.FIRST)
    assert not found.planned
    assert found.sentence == "2 sessions"
    assert [(held.starts.day, held.words) for held in found.sessions] == [(26, "Log search 2 h"), (2, "Chef runs 4 h")]


def test_a_plan_in_which_nobody_goes_anywhere_says_so() -> None:
    found = seen(boards.board(plan=Plan(1, 1, 1), sessions=()))
    assert found.sentence.startswith("nobody goes to another team; no session;")
