"""The ledger: debts of a side sum to zero whatever happens, and whoever really went is credited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.board import Board
from desktop_app.domain.ledger import Debt, LedgerWeek, balances, ledger, ledger_weeks
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Role
from desktop_app.domain.teams import Side
from desktop_app.planning.plans import quick_plan
from tests.planning.boards import START, board, boards, simple, team

GUEST = BlockKind.GUEST


def stay(person_id: int, week: int, weeks: int = 2, number: int = 0) -> Block:
    first = START + WEEK * week
    return Block(number, person_id, GUEST, 1 if person_id > 100 else 2, first, first + WEEK * weeks - 3 * DAY)


def later(made: Board, plan: tuple[Block, ...], n: int) -> Board:
    """The next rota: begins where the other ends, with what it carries."""
    start = made.rota.from_on + WEEK * made.rota.weeks * n
    moved = tuple(replace(b, from_on=b.from_on + (start - START), to_on=b.to_on + (start - START)) for b in plan)
    return replace(made.with_blocks(moved), rota=replace(made.rota, from_on=start))


@settings(max_examples=60, deadline=None)
@given(boards(), st.lists(st.booleans(), max_size=3))
def test_debts_of_each_kind_and_side_sum_to_zero_over_any_sequence_of_plans(made: Board, filled: list[bool]) -> None:
    carried: dict[tuple[int, BlockKind], float] = {}
    for n, full in enumerate(filled):
        begun = replace(later(made, made.plan.blocks, n), carried=carried)
        carried = balances(begun.with_blocks(quick_plan(begun).blocks) if full else begun)
    for kind in BlockKind:
        for side in (Side.OPS, Side.DEV):
            own = [amount for (person, of), amount in carried.items() if of is kind and made.side(person) is side]
            assert sum(own) == pytest.approx(0, abs=1e-6)


DAYS = st.just(0.0) | st.floats(0.01, 5)  # of a week; nobody works 5e-324 of a day


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(1, 6), DAYS, max_size=4),
            st.dictionaries(st.integers(1, 6), DAYS, max_size=6),
        ),
        max_size=8,
    )
)
def test_done_and_fair_shares_are_the_same_amount(weeks: list[tuple[dict[int, float], dict[int, float]]]) -> None:
    found = ledger(LedgerWeek(START, GUEST, Side.DEV, done, time) for done, time in weeks)
    done = sum(sum(week[0].values()) for week in weeks)
    assert sum(debt.done for debt in found.values()) == pytest.approx(done)
    assert sum(debt.fair for debt in found.values()) == pytest.approx(done)


def test_fourteen_people_on_a_rota_of_weekdays_all_get_a_turn() -> None:
    people = [Person(n + 1, f"Person {n + 1}", 1) for n in range(14)] + [Person(99, "Guest", 2)]
    roles = [Role(1, BlockKind.DUTY, Side.OPS, None)]
    made = board([team(1, Side.OPS), team(2, Side.DEV)], people, roles, weeks=14, slot_weeks=1)
    turns = [block.person_id for block in quick_plan(made).blocks]
    assert sorted(turns) == list(range(1, 15))


def test_a_joiner_begins_at_zero_and_owes_only_for_the_weeks_after() -> None:
    made = simple(2, 2, weeks=4, slot_weeks=1, rest_weeks=0)
    joiner = Person(103, "Dev 3", 2, joined_on=START + WEEK * 2)
    before = replace(made, people=(*made.people, joiner)).with_blocks([stay(101, 0), stay(102, 2)])
    weeks = list(ledger_weeks(before, START + WEEK * 2))
    assert ledger(weeks).get((103, GUEST), Debt()).balance == 0
    assert balances(before)[103, GUEST] == pytest.approx(-10 / 3)


def test_whoever_was_away_goes_as_soon_as_back() -> None:
    made = simple(1, 3, weeks=6, slot_weeks=2, rest_weeks=2, carried={(101, GUEST): -10.0})
    away = Absence(1, 101, START, START + WEEK)
    turns = [b.person_id for b in quick_plan(replace(made, absences=(away,))).blocks if b.person_id > 100]
    assert 101 not in turns[:1]
    assert turns[1] == 101


def test_a_swap_credits_who_really_went() -> None:
    made = simple(2, 2, weeks=4)
    planned = made.with_blocks([stay(101, 0, number=1), stay(102, 2, number=2)])
    swapped = made.with_blocks([stay(102, 0, number=1), stay(102, 2, number=2)])
    assert balances(planned)[101, GUEST] == pytest.approx(0)
    assert balances(swapped)[101, GUEST] == pytest.approx(-10)
    assert balances(swapped)[102, GUEST] == pytest.approx(10)


def test_leave_and_holidays_inside_a_block_are_not_done() -> None:
    made = simple(1, 2, weeks=2, holidays={"": {date(2026, 12, 1): "A holiday"}})
    away = Absence(1, 101, date(2026, 12, 2), date(2026, 12, 3))
    found = ledger(ledger_weeks(replace(made, absences=(away,)).with_blocks([stay(101, 0)])))
    assert found[101, GUEST].done == 10 - 1 - 2


def test_half_a_week_is_half_a_share() -> None:
    made = simple(1, 2, weeks=2)
    half = replace(made, people=tuple(replace(p, share=50) if p.id == 102 else p for p in made.people))
    found = ledger(ledger_weeks(half.with_blocks([stay(101, 0)])))
    assert found[101, GUEST].fair == pytest.approx(2 * found[102, GUEST].fair)


def test_what_was_carried_is_added() -> None:
    made = simple(1, 2, weeks=2, carried={(101, GUEST): -3.0})
    assert balances(made.with_blocks([stay(102, 0)]))[101, GUEST] == pytest.approx(-8)
