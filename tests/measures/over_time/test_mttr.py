from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Intervals
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import End, Rules
from desktop_app.measures.against_goal import summary
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.over_time import mttr
from tests.measures.factories import ELAPSED, HOUR, TEAMS, at, excluded, frame, incident, random_frame, segment, targets
from tests.measures.made import BLAME, asked, bases, columns, opened, periods, said


def drawn(found: Frame, **values: Any) -> Figure:
    return mttr.figure(asked(found, **values))


def test_the_mean_stands_beside_its_interval_median_total_and_goal() -> None:
    figure = drawn(frame(*(incident(0, n + 1.5) for n in range(20))))
    assert isinstance(figure.chart, Intervals)
    medium = figure.chart.rows[2]
    assert (medium.value, medium.goal) == (11 * HOUR, 72 * HOUR)
    assert medium.low is not None
    assert medium.high is not None
    assert medium.low < 11 * HOUR < medium.high
    assert [cell.text for cell in medium.cells] == ["11 h", "8.2 h – 14 h", "11 h", "18 h", "220", "0", "20"]
    assert figure.headline == "20 resolved incidents took 11 h on average"


def test_what_is_open_past_the_goal_is_said_with_the_mean_that_leaves_it_out() -> None:
    late, early = (incident(0) for _n in range(5)), (incident(8750) for _n in range(2))
    found = frame(*(incident(0, n + 1.5) for n in range(20)), *late, *early)
    assert drawn(found).headline == (
        "20 resolved incidents took 11 h on average; 7 that are still open are not in this mean, 5 of them past the "
        "shared goal"
    )
    figure = drawn(found, target_set=targets((None,) * 4))
    assert figure.headline.endswith("7 that are still open are not in this mean")


def test_below_ten_incidents_there_is_a_number_and_no_mean() -> None:
    figure = drawn(frame(*(incident(0, 5) for _n in range(9))))
    assert figure.headline == "9 incidents were resolved: too few for a mean"
    assert (figure.values["mean_h"], figure.values["low_h"], figure.values["hours"]) == (None, None, 45.0)
    assert isinstance(figure.chart, Intervals)
    assert {row.value for row in figure.chart.rows} == {None}


def test_above_a_tenth_closed_without_a_resolve_there_is_no_mean() -> None:
    figure = drawn(frame(*(incident(0, 5) for _n in range(17)), *(incident(0, None, 9) for _n in range(3))))
    assert figure.headline == "15 % were closed without a resolve: too many for a mean"
    assert (figure.values["mean_h"], figure.values["estimated"]) == (None, 3)


def test_the_cohort_is_resolved_in_the_period_and_leaves_the_excluded_out_loud() -> None:
    found = frame(
        *(incident(0, 24 * day) for day in range(1, 30)), incident(0, 24 * 8, **excluded(Exclusion.DUPLICATE))
    )
    figure = drawn(found, period=Period(date(2026, 3, 5), date(2026, 3, 14)))
    assert figure.n == 10
    assert figure.definition.startswith("Resolved in the period; ")
    assert "10 of 11 incidents, 1 left out: duplicates 1." in figure.definition


def test_who_came_back_within_a_week_is_shown_and_opened() -> None:
    back = [segment(0, 5), segment(5, 20, Status.RESOLVED), segment(20, 30)]
    late = [segment(0, 5), segment(5, 300, Status.RESOLVED), segment(300, 310)]
    found = frame(
        incident(0, 30, segments=back), incident(0, 310, segments=late), *(incident(0, 5) for _n in range(10))
    )
    over = asked(found)
    figure = mttr.figure(over)
    cell = dict(zip(figure.table.columns, figure.table.rows[2], strict=True))["Reopened in 7 d"]
    assert (cell.text, opened(cell, over), figure.values["reopened_7d"]) == ("1", 1, 1)


def test_a_classification_narrows_the_figure() -> None:
    found = frame(*(incident(0, 5, classification=1 + n % 2) for n in range(30)))
    figure = drawn(found, choice=Choice(classification=Classification.HIGH))
    assert (figure.n, [row[0].text for row in figure.table.rows]) == (15, ["High"])


def test_nothing_resolved_is_said_in_plain_words() -> None:
    figure = drawn(Frame.empty())
    assert (figure.chart, figure.n) == (None, 0)
    assert figure.headline == "Nothing to average yet: no incident was resolved here"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 150), periods, bases)
def test_every_count_opens_exactly_its_incidents_and_the_mean_is_the_bare_measure(
    seed: int, size: int, period: Period, base: IncidentFilter
) -> None:
    over = asked(random_frame(seed, size), None, period, Choice(), base)
    figure = mttr.figure(over)
    for title, cell in columns(figure):
        if title in ("n", "Reopened in 7 d"):
            assert opened(cell, over) == cell.value
    rows = over.measured if over.kept is None else over.measured.filter(over.kept)
    bare = summary.measures(rows, frame=over.frame, target_set=over.target_set, clock=ELAPSED, period=period).all
    assert figure.n == bare.resolved
    for key in ("mean_h", "median_h", "p85_h"):
        if figure.values[key] is not None:
            assert figure.values[key] == pytest.approx(getattr(bare, key))
    json.dumps(dict(figure.values), allow_nan=False)


def test_no_sentence_names_a_team_or_blames() -> None:
    words = said(drawn(frame(*(incident(0, 5) for _n in range(20)), *(incident(0) for _n in range(3)))))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_where_a_workaround_ends_a_repair_the_period_cuts_by_it_and_opens_those() -> None:
    made = [incident(24 * n, None, restored_at=at(24 * n + 5)) for n in range(12)]
    since = Period(date(2026, 3, 3), None)
    over = asked(frame(*made), period=since, rules=Rules(end=End.RESTORED))
    figure = mttr.figure(over)
    assert (figure.n, figure.values["mean_h"]) == (11, 5.0)
    assert figure.definition.startswith("Repair ended in the period; ")
    assert {opened(cell, over) for title, cell in columns(figure) if title == "n" and cell.value} == {11}
    assert drawn(frame(*made), period=since).n == 0


def test_what_ended_at_a_time_that_nothing_tells_is_not_called_open_meanwhile() -> None:
    made = [*(incident(n, n + 5) for n in range(12)), *(incident(1, status=Status.CLOSED.value) for _n in range(7))]
    march = Period(date(2026, 3, 10), date(2026, 3, 20))
    figure = drawn(frame(*made, incident(1)), period=march)
    assert (figure.values["open_at_begin"], figure.values["open_at_end"]) == (1, 1)


def test_what_newer_files_no_longer_name_is_not_called_open_at_the_end() -> None:
    made = [incident(n, n + 5, source=1) for n in range(12)]
    gone = [incident(1, source=1, seen_until=at(10 * 24)) for _n in range(7)]
    march = Period(date(2026, 3, 10), date(2026, 3, 20))
    figure = drawn(frame(*made, *gone, as_of={1: at(60 * 24)}), period=march)
    assert (figure.values["open_at_begin"], figure.values["open_at_end"]) == (7, 0)


def test_a_past_period_stands_beside_the_goal_that_held_then() -> None:
    early = targets(10)
    later = tuple(replace(t, value=1.0, valid_from=date(2026, 4, 1)) for t in early.targets)
    goals = replace(early, targets=(*early.targets, *later))
    found = frame(*(incident(0, n + 1.5) for n in range(20)))
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    for period, goal in ((march, 10 * HOUR), (Period(), HOUR)):
        chart = drawn(found, target_set=goals, period=period).chart
        assert isinstance(chart, Intervals)
        assert chart.rows[2].goal == goal
