"""Organisations at random: teams with minimums, people with shares, leave and regions, roles, blocks already there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.teams import Side, Team

START = date(2026, 11, 30)  # a Monday, with Christmas inside eight weeks
NOON = time(12, tzinfo=UTC)
HOLIDAYS = {
    "": {date(2026, 12, 7): "St Nicholas", date(2026, 12, 25): "Christmas", date(2027, 1, 1): "New Year"},
    "XX": {date(2026, 12, 7): "St Nicholas", date(2026, 12, 9): "Their own day", date(2026, 12, 25): "Christmas"},
}


def team(team_id: int, side: Side, minimum: int = 0) -> Team:
    return Team(team_id, f"Team {team_id}", side, minimum=minimum)


def board(
    teams: Sequence[Team],
    people: Sequence[Person],
    roles: Sequence[Role],
    *,
    weeks: int = 8,
    slot_weeks: int = 2,
    longest_weeks: int = 4,
    rest_weeks: int = 2,
    blocks: Sequence[Block] = (),
    **more: object,
) -> Board:
    """A board over a rota that begins on ``START``."""
    rota = Rota(
        1, "Winter", START, weeks, slot_weeks, longest_weeks, rest_weeks, tuple(t.id for t in teams), tuple(roles)
    )
    held = {each.id: each for each in teams}
    return Board(rota, Plan(1, 1, 1, blocks=tuple(blocks)), held, tuple(people), **more)  # type: ignore[arg-type]


def simple(ops: int = 3, dev: int = 3, *, minimum: int = 0, places: int = 1, **more: object) -> Board:
    """One Ops team (people 1..) and one Dev team (people 101..), a guest from each in the other."""
    teams = [team(1, Side.OPS, minimum), team(2, Side.DEV, minimum)]
    people = [Person(n + 1, f"Ops {n + 1}", 1) for n in range(ops)]
    people += [Person(n + 101, f"Dev {n + 1}", 2) for n in range(dev)]
    roles = [Role(1, BlockKind.GUEST, Side.DEV, 1, places), Role(2, BlockKind.GUEST, Side.OPS, 2, places)]
    return board(teams, people, roles, **more)  # type: ignore[arg-type]


@st.composite
def boards(draw: st.DrawFn, most_people: int = 12, most_weeks: int = 8) -> Board:
    """Boards that a manager could have made, contradictions included."""
    sides = [Side.OPS, Side.DEV, *draw(st.lists(st.sampled_from([Side.OPS, Side.DEV]), max_size=2))]
    teams = [team(n + 1, side, draw(st.integers(0, 2))) for n, side in enumerate(sides)]
    people = [_person(draw, n + 1, teams) for n in range(draw(st.integers(most_people // 3, most_people)))]
    roles = [_role(draw, n + 1, teams) for n in range(draw(st.integers(1, 4)))]
    slot_weeks = draw(st.integers(1, 3))
    made = board(
        teams,
        people,
        roles,
        weeks=draw(st.integers(2, most_weeks)),
        slot_weeks=slot_weeks,
        longest_weeks=draw(st.integers(slot_weeks, slot_weeks + 3)),
        rest_weeks=draw(st.integers(0, 3)),
        absences=tuple(_absences(draw, people)),
        holidays=HOLIDAYS,
        carried={(p.id, kind): draw(st.integers(-15, 15)) * 1.0 for p in people[::2] for kind in BlockKind},
        now=draw(st.none() | st.integers(-5, 60).map(lambda day: datetime.combine(START + DAY * day, NOON))),
    )
    known = replace(made, around=tuple(_blocks(draw, made, 500, START - 6 * WEEK, pinned=False)))
    return known.with_blocks(_blocks(draw, made, 900, START, pinned=True))


def _person(draw: st.DrawFn, person_id: int, teams: Sequence[Team]) -> Person:
    joined, left = draw(st.sampled_from([(None, None)] * 4 + [(12, None), (None, 30), (3, 24)]))
    return Person(
        person_id,
        f"Person {person_id}",
        draw(st.sampled_from(teams)).id,
        draw(st.sampled_from([100, 100, 80, 50])),
        draw(st.sampled_from(["", "", "XX"])),
        START + timedelta(days=joined) if joined else None,
        START + timedelta(days=left) if left else None,
    )


def _role(draw: st.DrawFn, role_id: int, teams: Sequence[Team]) -> Role:
    side = draw(st.sampled_from([Side.OPS, Side.DEV]))
    if draw(st.integers(0, 3)) == 0:
        return Role(role_id, BlockKind.DUTY, side, None, draw(st.integers(1, 2)))
    across = [each for each in teams if each.side is not side] if draw(st.integers(0, 9)) else []
    return Role(role_id, BlockKind.GUEST, side, draw(st.sampled_from(across or teams)).id, draw(st.integers(1, 2)))


def _absences(draw: st.DrawFn, people: Sequence[Person]) -> Iterator[Absence]:
    for n in range(draw(st.integers(0, len(people)))):
        first = START + DAY * draw(st.integers(-10, 60))
        yield Absence(n + 1, draw(st.sampled_from(people)).id, first, first + DAY * draw(st.integers(0, 16)))


def _blocks(draw: st.DrawFn, made: Board, first_id: int, start: date, *, pinned: bool) -> Iterator[Block]:
    for n in range(draw(st.integers(0, 3))):
        person = draw(st.sampled_from(made.people))
        kind = draw(st.sampled_from(BlockKind))
        host = draw(st.sampled_from(sorted(made.teams))) if kind is BlockKind.GUEST else None
        first = start + DAY * draw(st.integers(0, 60))
        yield Block(first_id + n, person.id, kind, host, first, first + DAY * draw(st.integers(0, 18)), pinned=pinned)
