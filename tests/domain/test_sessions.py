"""Sessions of the knowledge hub, and which teams have given one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.sessions import (
    Coverage,
    Session,
    SessionDate,
    SessionKind,
    check_session,
    check_start,
    coverage,
)
from desktop_app.domain.teams import Side, Team

NOW = datetime.fromisoformat("2026-11-23T08:00")
TEAMS = tuple(
    Team(n, name, side)
    for n, (name, side) in enumerate(
        [
            ("Network", Side.OPS),
            ("Portal", Side.DEV),
            ("Accounts", Side.DEV),
            ("Desk", Side.OPS),
            ("Canteen", Side.OTHER),
        ],
        1,
    )
)


def _session(team: int, *hours: float, minutes: int = 120) -> Session:
    """A session of a team with dates so many hours from now."""
    dates = tuple(SessionDate(n, NOW + timedelta(hours=h), "UTC") for n, h in enumerate(hours, 1))
    return Session(team, f"Session {team}", SessionKind.TOOLS, team, minutes, dates=dates)


@pytest.mark.parametrize("minutes", [0, 60, 119, 481, 540])
def test_a_session_of_one_or_of_nine_hours_is_refused_with_the_reason(minutes: int) -> None:
    with pytest.raises(Refused, match=r"2 to 8 hours: shorter ones teach little, longer ones nobody can leave"):
        check_session(_session(1, minutes=minutes))


@pytest.mark.parametrize("minutes", [120, 150, 480])
def test_two_to_eight_hours_are_a_session(minutes: int) -> None:
    assert check_session(_session(1, minutes=minutes)).minutes == minutes


def test_its_words_are_trimmed_and_a_topic_is_needed() -> None:
    checked = check_session(replace(_session(1), topic="  Logs  and traces ", place=" Room  2 ", needs="\t"))
    assert (checked.topic, checked.place, checked.needs) == ("Logs and traces", "Room 2", "")
    for topic in ("", " ", "x" * 81):
        with pytest.raises(Refused, match="topic"):
            check_session(replace(_session(1), topic=topic))


@pytest.mark.parametrize("seats", [0, -3, 1001])
def test_seats_are_counted_from_one_or_not_at_all(seats: int) -> None:
    assert check_session(_session(1)).seats is None
    with pytest.raises(Refused, match="seats"):
        check_session(replace(_session(1), seats=seats))


def test_a_length_is_told_in_hours() -> None:
    assert [_session(1, minutes=m).length for m in (120, 150, 480)] == ["2 h", "2.5 h", "8 h"]


def test_teams_without_a_contribution_come_first_then_those_that_only_plan_one() -> None:
    lines = coverage(TEAMS, [_session(1, -48, 24), _session(2, 24), _session(4)], NOW).lines
    assert [line.team.name for line in lines] == ["Accounts", "Desk", "Portal", "Network"]
    assert [line.words for line in lines] == ["none yet", "none yet", "1 planned", "1 given"]
    assert len(lines[1].undated) == 1


def test_a_session_is_given_when_it_has_ended_and_not_before() -> None:
    def given_by(hours: float) -> int:
        return len(next(c for c in coverage(TEAMS, [_session(1, hours)], NOW).lines if c.team.id == 1).given)

    assert [given_by(hours) for hours in (-2, -1.99, 0, 1)] == [1, 0, 0, 0]


def test_the_answer_names_who_has_not_given_one() -> None:
    def answer(*given_by: int) -> str:
        return coverage(TEAMS, [_session(team, -48) for team in given_by], NOW).answer

    assert answer() == "0 of 4 teams have given a session; Accounts, Desk and 2 more not yet"
    assert answer(1) == "1 of 4 teams have given a session; Accounts, Desk and Portal not yet"
    assert answer(1, 2) == "2 of 4 teams have given a session; Accounts and Desk not yet"
    assert answer(1, 2, 3) == "3 of 4 teams have given a session; Desk not yet"
    assert answer(1, 2, 3, 4) == "All 4 teams have given a session"
    assert Coverage(()).answer == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.lists(st.integers(-200, 200), max_size=3)), max_size=8))
def test_every_session_of_a_team_is_given_planned_or_undated(made: list[tuple[int, list[int]]]) -> None:
    sessions = [replace(_session(team, *hours), id=n) for n, (team, hours) in enumerate(made, 1)]
    lines = coverage(TEAMS, sessions, NOW).lines
    assert {line.team.id for line in lines} == {1, 2, 3, 4}, "only teams of Dev and Ops"
    for line in lines:
        parts = (*line.given, *line.planned, *line.undated)
        assert sorted(s.id for s in parts) == sorted(s.id for s in sessions if s.team_id == line.team.id)
    ranks = [(bool(line.given), bool(line.planned) and not line.given) for line in lines]
    assert ranks == sorted(ranks)


def test_a_session_over_a_change_of_the_clock_lasts_its_real_hours() -> None:
    session = Session(0, "Queues", SessionKind.TOOLS, 1, 120)
    spring, autumn = "2027-03-28T01:00", "2027-10-31T01:30"
    assert session.ends(SessionDate(0, datetime.fromisoformat(spring), "Europe/Berlin")).isoformat() == (
        "2027-03-28T04:00:00"
    )
    assert session.ends(SessionDate(0, datetime.fromisoformat(autumn), "Europe/Berlin")).isoformat() == (
        "2027-10-31T02:30:00"
    )


def test_a_time_that_no_clock_shows_is_refused_with_the_reason() -> None:
    with pytest.raises(Refused, match="28 Mar 2027 02:30 the clocks of Europe/Berlin are put forward"):
        check_start(datetime.fromisoformat("2027-03-28T02:30"), "Europe/Berlin")
    assert check_start(datetime.fromisoformat("2027-03-28T02:30:59"), "UTC").isoformat() == "2027-03-28T02:30:00"
