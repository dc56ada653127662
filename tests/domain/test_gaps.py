"""A place that nobody fills says why, and who comes closest; a block says why this person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Rule, conflicts
from desktop_app.domain.gaps import explain
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.reasons import why
from desktop_app.domain.rotations import Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.teams import Side, Team

OPS, PAY, POR = 1, 2, 3
MONDAY = date(2027, 1, 11)


def board(size: int = 3, *, minimum: int = 1, absences: tuple[Absence, ...] = ()) -> Board:
    """Operations and two Dev teams of ``size`` people each; one guest of Ops from Dev in each of two slots."""
    teams = {
        OPS: Team(OPS, "Operations", Side.OPS, minimum=minimum),
        PAY: Team(PAY, "Payments Dev", Side.DEV, minimum=minimum),
        POR: Team(POR, "Portal Dev", Side.DEV, minimum=minimum),
    }
    people = tuple(
        Person(team * 100 + n, f"{teams[team].letters.title()} {n}", team) for team in teams for n in range(1, size + 1)
    )
    roles = (Role(1, BlockKind.GUEST, Side.DEV, OPS),)
    rota = Rota(1, "Winter", MONDAY, 4, 2, team_ids=(OPS, PAY, POR), roles=roles)
    return Board(rota, Plan(1, 1, 1), teams, people, absences)


def stay(person_id: int, first: date, last: date, number: int = 0) -> Block:
    return Block(number, person_id, BlockKind.GUEST, OPS, first, last)


def test_a_place_that_somebody_could_take_says_so_and_proposes_who_owes_most() -> None:
    held = replace(board(), carried={(203, BlockKind.GUEST): -4.0})
    reason = explain(held, held.open_places[0])
    assert reason.sentence == "6 of 6 people could take this place."
    assert reason.proposals[0].block.person_id == 203
    assert reason.proposals[0].rules == ()
    assert reason.proposals[0].sentence == "Pay 3 could go: no rule speaks against it."
    assert (reason.proposals[0].block.from_on, reason.proposals[0].block.to_on) == (MONDAY, date(2027, 1, 22))


def test_a_place_that_nobody_can_take_counts_the_reasons() -> None:
    away = tuple(Absence(n, 200 + n, MONDAY, MONDAY) for n in (1, 2))
    held = board(minimum=3, absences=away)
    reason = explain(held, held.open_places[0])
    assert reason.sentence == "Of 6 developers 2 are away and 4 are needed at home."
    assert len(reason.proposals) == 3
    assert all(proposal.rules for proposal in reason.proposals)
    assert "minimum" in reason.proposals[0].sentence


def test_a_proposal_that_is_taken_closes_the_gap() -> None:
    held = board()
    block = explain(held, held.open_places[0]).proposals[0].block
    taken = held.with_blocks([replace(block, id=7)])
    assert [place.slot.index for place in taken.open_places] == [1]
    assert not conflicts(taken, replace(block, id=7))


def test_somebody_between_two_rotations_rests() -> None:
    held = board(1, minimum=0).with_blocks([stay(201, MONDAY, date(2027, 1, 22), 7)])
    reason = explain(held, held.open_places[0])
    assert reason.sentence == "1 of 2 people could take this place."
    assert reason.proposals[1].rules == (Rule.REST,)


def test_nobody_is_proposed_who_is_not_in_the_team_then() -> None:
    held = board(2)
    gone = tuple(replace(p, left_on=date(2027, 1, 12)) if p.team_id == PAY else p for p in held.people)
    reason = explain(replace(held, people=gone), held.open_places[0])
    assert [proposal.block.person_id for proposal in reason.proposals] == [301, 302]
    assert reason.sentence == "2 of 4 people could take this place."


def test_a_duty_is_proposed_for_one_week() -> None:
    held = board()
    rota = replace(held.rota, roles=(Role(1, BlockKind.DUTY, Side.OPS, None),))
    held = replace(held, rota=rota)
    block = explain(held, held.open_places[0]).proposals[0].block
    assert (block.from_on, block.to_on, block.host_id) == (MONDAY, date(2027, 1, 17), None)


def test_a_place_without_anybody_on_its_side_says_so() -> None:
    held = board()
    reason = explain(replace(held, people=()), held.open_places[0])
    assert reason.sentence == "There is nobody in the rota who could take this place."
    assert reason.proposals == ()


def test_fewer_broken_rules_come_before_older_debts() -> None:
    away = Absence(1, 201, MONDAY, MONDAY)
    held = replace(board(2, absences=(away,)), carried={(201, BlockKind.GUEST): -20.0})
    proposals = explain(held, held.open_places[0]).proposals
    assert [(p.block.person_id, p.rules) for p in proposals] == [(301, ()), (302, ()), (201, (Rule.LEAVE,))]


def test_a_block_says_who_waited_longest_and_who_is_next() -> None:
    carried = {(201, BlockKind.GUEST): -4.0, (202, BlockKind.GUEST): -2.0, (301, BlockKind.GUEST): 6.0}
    held = replace(board(), carried=carried)
    block = stay(201, MONDAY, date(2027, 1, 22), 7)
    reasons = why(held.with_blocks([block]), block)
    assert reasons.lines == (
        "Owes 4 guest days to the ledger",
        "Waited longest of 6 people",
        "Payments Dev keeps its minimum of 1",
    )
    assert reasons.next_in_line is not None
    assert reasons.next_in_line.id == 202
    assert reasons.ledger[0] == (held.person[201], -4.0)
    assert len(reasons.ledger) == 5


def test_whoever_is_away_all_the_time_is_proposed_last() -> None:
    away = (Absence(1, 201, MONDAY, date(2027, 1, 22)), Absence(2, 202, MONDAY, MONDAY))
    held = replace(board(2, absences=away), carried={(201, BlockKind.GUEST): -20.0})
    blocks = [stay(301, date(2027, 1, 25), date(2027, 2, 5), 7), stay(302, date(2027, 1, 25), date(2027, 2, 5), 8)]
    proposals = explain(held.with_blocks(blocks), held.open_places[0]).proposals
    assert proposals[0].block.person_id != 201
    assert proposals[-1].block.person_id == 201 or all(p.block.person_id != 201 for p in proposals)
