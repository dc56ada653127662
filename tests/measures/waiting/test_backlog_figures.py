"""Ageing work, the oldest, and who holds what is open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Bars, Matrix
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.measures.clock.clocks import WorkingClock
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.waiting import ageing, oldest, work_in_progress
from desktop_app.measures.waiting.work_in_progress import told_apart
from tests.measures.factories import (
    DEV,
    OPS,
    TEAMS,
    at,
    berlin,
    excluded,
    frame,
    incident,
    random_frame,
    segment,
    targets,
)  # fmt: skip
from tests.measures.made import BLAME, asked, bases, columns, opened, said

ARTICLE = targets((2, 4, 72, 120))
NOW = 1000


def still(hours: float, **values: Any) -> dict[str, Any]:
    """An incident that has been open for so many hours."""
    return incident(NOW - hours, **values)


def held(*incidents: dict[str, Any], **values: Any) -> Frame:
    return frame(*incidents, now=at(NOW), **values)


def matrix(found: Frame, **values: Any) -> Matrix:
    chart = ageing.figure(asked(found, ARTICLE, **values)).chart
    assert isinstance(chart, Matrix)
    return chart


def bars(figure: Any) -> list[tuple[str, str]]:
    assert isinstance(figure.chart, Bars)
    return [(row.label, row.cells[-1].text) for row in figure.chart.rows]


def test_the_heavy_line_of_each_classification_follows_its_goal() -> None:
    chart = matrix(held(still(1)))
    assert chart.columns == ("to 2 h", "to 4 h", "to 72 h", "to 120 h", "to 30 d", "longer")
    assert [row.goal_after for row in chart.rows] == [1, 2, 3, 4]
    assert [row.note for row in chart.rows] == ["goal 2 h", "goal 4 h", "goal 72 h", "goal 120 h"]


def test_an_incident_exactly_as_old_as_its_goal_is_past_it_in_picture_and_sentence() -> None:
    found = held(still(72), still(71))
    medium = matrix(found).rows[2]
    assert [cell.text for cell in medium.cells] == ["·", "·", "1", "1", "·", "·"]
    assert [cell.strong for cell in medium.cells] == [False, False, False, True, False, False]
    assert ageing.figure(asked(found, ARTICLE)).headline == "2 incidents are open, 1 of them past the shared goal"


def test_what_is_past_the_heavy_line_is_as_many_as_the_sentence_says() -> None:
    found = held(*(still(hours, classification=kind) for hours in (1, 3, 50, 100, 900) for kind in (1, 2, 3, 4)))
    figure = ageing.figure(asked(found, ARTICLE))
    late = sum(
        cell.value or 0
        for row in matrix(found).rows
        for place, cell in enumerate(row.cells)
        if row.goal_after is not None and place >= row.goal_after
    )
    assert late == figure.values["past_goal"] == 10


def test_what_was_opened_before_its_goal_held_is_said_where_picture_and_sentence_differ() -> None:
    since = datetime.fromtimestamp(at(NOW - 200), UTC).date()
    dated = (Target(Classification.MEDIUM, 72.0, Unit.HOURS, since),)
    goals = TargetSet(1, "Shared goal", TargetSetKind.SHARED, dated)
    over = asked(held(still(500), still(100)), goals)
    figure = ageing.figure(over)
    assert figure.headline == (
        "2 incidents are open, 1 of them past the shared goal; 1 was opened before there was a goal"
    )
    assert figure.note == "1 more stands past today's goal, which did not hold yet when it was opened"
    assert oldest.figure(over).note == "1 of them was opened before its goal held"
    assert ageing.figure(asked(held(still(100)), goals)).note == ""


def test_a_pause_makes_no_incident_older() -> None:
    life = [segment(NOW - 100, NOW - 90), segment(NOW - 90, None, Status.PAUSED, reason=PauseReason.USER)]
    found = held(still(100, segments=life, status=Status.PAUSED.value))
    assert oldest.figure(asked(found, ARTICLE)).headline == "The one open incident is 10 h old"


def test_nothing_open_is_said_and_drawn_as_nothing() -> None:
    for made in (ageing, oldest, work_in_progress):
        for found in (Frame.empty(), held(incident(0, 5))):
            figure = made.figure(asked(found))
            assert (figure.headline, figure.chart, figure.n) == ("Nothing is open", None, 0)


def test_without_goals_age_has_round_bands_and_no_line() -> None:
    figure = ageing.figure(asked(held(still(30), still(300)), targets((None,) * 4)))
    assert isinstance(figure.chart, Matrix)
    assert figure.chart.columns == ("to 1 d", "to 3 d", "to 7 d", "to 30 d", "longer")
    assert {row.goal_after for row in figure.chart.rows} == {None}
    assert figure.headline == "2 incidents are open"


def test_long_goals_leave_a_band_beyond_them() -> None:
    figure = ageing.figure(asked(held(still(1)), targets((12, 15, 2160, 2160))))
    assert isinstance(figure.chart, Matrix)
    assert figure.chart.columns == ("to 12 h", "to 15 h", "to 2,160 h", "to 180 d", "longer")


def test_the_excluded_and_cancelled_are_no_work() -> None:
    found = held(still(5), still(5, **excluded(Exclusion.REQUEST)), still(5, status=Status.CANCELLED.value))
    figure = ageing.figure(asked(found))
    assert figure.n == 1
    assert "1 of 3 incidents, 2 left out: cancelled 1, requests 1." in figure.definition


def test_the_oldest_stand_first_each_against_the_goal_of_its_day() -> None:
    found = held(still(10, ticket="B"), still(400, ticket="A", system_error=1), system_errors={1: "Queue full"})
    figure = oldest.figure(asked(found, ARTICLE))
    assert [cell.text for cell in figure.table.rows[0]] == ["A", "Queue full", "Medium", "5.6 × goal", "17 d"]
    assert isinstance(figure.chart, Bars)
    assert (figure.chart.rows[0].value, figure.chart.rows[0].goal) == (400, 72)
    assert figure.headline == "The 2 oldest are 10 h to 17 d old; 1 is past the shared goal"


def test_only_the_ten_oldest_are_shown_and_the_same_ten_each_time() -> None:
    found = held(*(still(100 + n % 7, ticket=f"T{n}") for n in range(40)))
    tickets = [row.label for row in oldest.figure(asked(found)).chart.rows]  # type: ignore[union-attr]
    assert len(tickets) == 10
    assert len(oldest.figure(asked(found, choice=Choice(rows=6))).table.rows) == 6
    assert tickets[:5] == ["T6", "T13", "T20", "T27", "T34"]
    assert [each["ticket"] for each in ageing.figure(asked(found)).values["oldest"]] == tickets  # type: ignore[attr-defined]


def test_on_the_working_clock_ages_are_working_time() -> None:
    clock = WorkingClock(berlin(), at(0), at(NOW))
    figure = oldest.figure(asked(frame(incident(0), now=at(24)), clock=clock))
    assert figure.headline == "The one open incident is 9.0 h old"


def test_work_in_progress_names_holders_and_what_nobody_holds() -> None:
    found = held(*(still(5) for _n in range(12)), *(still(5, team=DEV) for _n in range(8)), still(5, team=None))
    figure = work_in_progress.figure(asked(found))
    assert bars(figure) == [("Service desk", "12"), ("Payments dev", "8"), ("Nobody", "1")]
    assert figure.headline == "21 incidents are open; 1 waits with nobody, 5 %"


def test_few_incidents_give_no_share_with_nobody() -> None:
    figure = work_in_progress.figure(asked(held(still(5), still(5), still(5, team=None))))
    assert figure.headline == "3 incidents are open; 1 of 3 wait with nobody"


def test_a_team_that_holds_few_hides_behind_the_next_larger_one() -> None:
    found = held(
        *(still(5) for _n in range(12)),
        *(still(5, team=DEV) for _n in range(8)),
        *(still(5, team=5) for _n in range(2)),
    )
    figure = work_in_progress.figure(asked(found))
    assert bars(figure) == [("Service desk", "12"), ("2 other teams", "10")]
    assert figure.values["teams"] == {"Service desk": 12}


def test_where_there_is_no_team_to_compare_with_it_is_only_called_few() -> None:
    figure = work_in_progress.figure(asked(held(still(5), still(5))))
    assert bars(figure) == [("1 team", "few")]
    assert figure.values["others"] == {"teams": 1, "open": None}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 30), max_size=20))
def test_the_sum_of_those_counted_together_never_gives_one_away(counts: list[int]) -> None:
    by_team = dict(enumerate(counts))
    shown, others = told_apart(by_team)
    assert sorted((*shown, *others)) == sorted(by_team)
    assert all(by_team[team] >= work_in_progress.SMALL for team in shown)
    assert len(shown) <= work_in_progress.MOST
    small = [team for team in others if by_team[team] < work_in_progress.SMALL]
    if small and shown:
        every, large = sum(by_team[team] for team in others), len(others) - len(small)
        assert len(others) > 1
        assert large or len(small) < every < (work_in_progress.SMALL - 1) * len(small)


def test_a_classification_narrows_each_of_them() -> None:
    found = held(*(still(5, classification=kind) for kind in (1, 1, 3)))
    choice = Choice(classification=Classification.CRITICAL)
    for made in (ageing, oldest, work_in_progress):
        assert made.figure(asked(found, choice=choice)).n == 2


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 120), bases, st.sampled_from([None, Classification.LOW]))
def test_every_count_opens_exactly_its_incidents(
    seed: int, size: int, base: IncidentFilter, only: Classification | None
) -> None:
    over = asked(random_frame(seed, size), ARTICLE, None, Choice(classification=only), base)
    figure = ageing.figure(over)
    for _title, cell in columns(figure):
        if cell.opens is not None:
            assert opened(cell, over) == cell.value
    assert sum(row.total.value or 0 for row in figure.chart.rows) == figure.n if figure.chart else figure.n == 0  # type: ignore[union-attr]
    for _title, cell in columns(oldest.figure(over)):
        if cell.opens is not None:
            assert opened(cell, over) == 1
    for _title, cell in columns(work_in_progress.figure(over)):
        if cell.opens is not None and cell.value is not None:
            assert opened(cell, over) == cell.value
    for made in (ageing, oldest, work_in_progress):
        json.dumps(dict(made.figure(over).values), allow_nan=False)


@pytest.mark.parametrize("made", [ageing, oldest, work_in_progress])
def test_no_sentence_names_a_team_or_blames(made: Any) -> None:
    words = said(made.figure(asked(held(*(still(500, team=OPS) for _n in range(12))))))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_what_newer_files_no_longer_name_is_counted_apart_from_what_is_open() -> None:
    seen = {"source": 1, "seen_until": at(100)}
    gone = [still(990, **seen) for _n in range(70)]
    over = asked(held(*(still(50, source=1) for _n in range(12)), *gone, as_of={1: at(NOW)}), ARTICLE)
    for made in (ageing, oldest, work_in_progress):
        figure = made.figure(over)
        assert figure.n == 12
        assert figure.headline.endswith("; 70 more were last seen open in an older file")
        assert "12 of 82 incidents, 70 left out: missing from newer files 70." in figure.definition
        assert any(line.startswith("70 more were open when last seen, ") for line in figure.definition_lines)
        for _title, cell in columns(figure):
            if cell.opens is not None and cell.value is not None and made is not oldest:
                assert opened(cell, over) == cell.value


def test_teams_of_fewer_than_three_people_roll_into_their_side() -> None:
    found = held(
        *(still(5) for _n in range(6)), *(still(5, team=5) for _n in range(7)), *(still(5, team=DEV) for _n in range(9))
    )
    over = replace(asked(found), small_teams=frozenset({OPS, 5}))
    figure = work_in_progress.figure(over)
    assert bars(figure) == [("Ops, teams under three people", "13"), ("Payments dev", "9")]
    assert [opened(row[1], over) for row in figure.table.rows] == [13, 9]
