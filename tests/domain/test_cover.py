"""Cover against a recount by hand over random rotas."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.board import Board
from desktop_app.domain.cover import cover, cover_rule
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.teams import Side, Team

START = date(2027, 1, 4)
SPAN = 28
TEAMS = {
    1: Team(1, "Ops", Side.OPS, minimum=2),
    2: Team(2, "Portal", Side.DEV, minimum=1),
    3: Team(3, "Mobile", Side.DEV),
}
OFFSETS = st.integers(-3, SPAN + 3)
HOLIDAYS = st.dictionaries(st.integers(0, SPAN - 1), st.just("holiday"), max_size=4)


def on(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    count = draw(st.integers(0, 7))
    people = []
    for n in range(count):
        joined = draw(st.none() | OFFSETS)
        left = draw(st.none() | OFFSETS)
        people.append(
            Person(
                n + 1, f"P{n}", draw(st.sampled_from([1, 2, 3])), region=draw(st.sampled_from(["", "X"])),
                joined_on=None if joined is None else on(joined), left_on=None if left is None else on(left),
            )
        )  # fmt: skip
    spans = st.tuples(OFFSETS, st.integers(0, 9))
    whose = st.integers(1, max(1, count))
    blocks = [
        Block(n + 1, who, kind, host if kind is BlockKind.GUEST else None, on(first), on(first + length))
        for n, (who, kind, host, (first, length)) in enumerate(
            draw(st.lists(st.tuples(whose, st.sampled_from(BlockKind), st.sampled_from([1, 2]), spans), max_size=6))
        )
    ]
    away = [
        Absence(n + 1, who, on(first), on(first + length))
        for n, (who, (first, length)) in enumerate(draw(st.lists(st.tuples(whose, spans), max_size=5)))
    ]
    holidays = {
        "": {on(k): v for k, v in draw(HOLIDAYS).items()}, "X": {on(k): v for k, v in draw(HOLIDAYS).items()}
    }  # fmt: skip
    rota = Rota(1, "R", START, 4, team_ids=(1, 2, 3), roles=(Role(1, BlockKind.GUEST, Side.DEV, 1),))
    return Board(rota, Plan(1, 1, 1, blocks=tuple(blocks)), TEAMS, tuple(people), tuple(away), holidays)


def recount(board: Board, team: int, day: date) -> int:
    """Everybody asked one after the other, as one would on the day itself."""
    there = 0
    for person in board.people:
        gone = any(a.person_id == person.id and a.first_on <= day <= a.last_on for a in board.absences)
        early = person.joined_on is not None and day < person.joined_on
        late = person.left_on is not None and day > person.left_on
        free = day in board.holidays.get(person.region, {}) or day in board.holidays[""]
        if gone or early or late or free:
            continue
        stays = [
            b for b in board.plan.blocks
            if b.person_id == person.id and b.kind is BlockKind.GUEST and b.from_on <= day <= b.to_on
        ]  # fmt: skip
        stays.sort(key=lambda b: (b.from_on, b.id))
        there += (stays[0].host_id if stays else person.team_id) == team
    return there


@settings(max_examples=150, deadline=None)
@given(boards())
def test_every_figure_is_that_of_a_recount(board: Board) -> None:
    found = cover(board)
    working = [on(n) for n in range(SPAN) if on(n).weekday() < 5 and on(n) not in board.holidays[""]]
    assert list(found.working_days) == working
    assert found.at_desk == {(team, day): recount(board, team, day) for team in TEAMS for day in working}
    short = {(s.team.id, s.on, s.have) for s in found.shortfalls}
    assert short == {
        (team.id, day, recount(board, team.id, day))
        for team in TEAMS.values()
        for day in working
        if recount(board, team.id, day) < team.minimum
    }
    assert found.days_short == len({day for _team, day, _have in short})
    assert all(found.below(team, day) for team, day, _have in short)


@settings(max_examples=50, deadline=None)
@given(boards(), st.integers(0, SPAN - 1), st.integers(0, SPAN - 1))
def test_a_part_of_the_period_has_the_same_figures(board: Board, one: int, other: int) -> None:
    first, last = sorted((on(one), on(other)))
    whole, part = cover(board), cover(board, first, last)
    assert set(part.at_desk.items()) <= set(whole.at_desk.items())
    assert part.working_days == tuple(day for day in whole.working_days if first <= day <= last)


def test_a_guest_counts_for_the_host_and_duty_at_home() -> None:
    people = (Person(1, "Ops 1", 1), Person(2, "Dev 1", 2), Person(3, "Dev 2", 2))
    blocks = (
        Block(1, 2, BlockKind.GUEST, 1, START, on(4)), Block(2, 3, BlockKind.DUTY, None, START, on(6))
    )  # fmt: skip
    rota = Rota(1, "R", START, 1, team_ids=(1, 2))
    board = Board(rota, Plan(1, 1, 1, blocks=blocks), TEAMS, people)
    found = cover(board)
    assert found.at_desk[1, START] == 2
    assert found.at_desk[2, START] == 1
    assert found.result == "kept on all 5 working days"


def test_the_result_names_the_days_below_and_at_most_four_of_them() -> None:
    people = (Person(1, "Ops 1", 1), Person(2, "Ops 2", 1))
    rota = Rota(1, "R", START, 2, team_ids=(1,))
    one = Board(rota, Plan(1, 1, 1), TEAMS, people, (Absence(1, 2, START, START),))
    assert cover(one).result == "kept on 9 of 10 working days; below it: Mon 4 Jan OPS 1 of 2"
    many = Board(rota, Plan(1, 1, 1), TEAMS, people, (Absence(1, 2, START, on(13)),))
    assert cover(many).result.startswith("kept on 0 of 10 working days; below it: Mon 4 Jan OPS 1 of 2; Tue 5 Jan")
    assert cover(many).result.endswith("and 6 more days")


def test_the_rule_leaves_teams_without_a_minimum_out() -> None:
    rota = Rota(1, "R", START, 1, team_ids=(1, 2, 3))
    assert cover_rule(Board(rota, Plan(1, 1, 1), TEAMS, ())) == (
        "at the desk every working day at least OPS 2, POR 1, guests included"
    )
    quiet = {key: Team(key, team.name, team.side) for key, team in TEAMS.items()}
    assert cover_rule(Board(rota, Plan(1, 1, 1), quiet, ())) == "no team has set a minimum"
