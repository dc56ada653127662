from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.charts import Curves
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import By, Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.measures.clock.clocks import Support
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.over_time import mttr, survival
from tests.measures.factories import (
    DEV,
    HOUR,
    OPS,
    TEAMS,
    at,
    berlin,
    excluded,
    frame,
    incident,
    random_frame,
    targets,
)  # fmt: skip
from tests.measures.made import BLAME, asked, bases, columns, opened, periods, said

BY_ROUTE = Choice(by=By.ROUTE)


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def drawn(found: Frame, **values: Any) -> Figure:
    return survival.figure(asked(found, **values))


def chart(figure: Figure) -> Curves:
    assert isinstance(figure.chart, Curves)
    return figure.chart


def row(figure: Figure, label: str) -> dict[str, str]:
    found = next(row for row in figure.table.rows if row[0].text == label)
    return dict(zip(figure.table.columns, (cell.text for cell in found), strict=True))


def evenly(n: int, last: float, **values: Any) -> list[dict[str, Any]]:
    """Repaired one after the other, the last one after so many hours."""
    return [incident(0, last * (k + 1) / n, **values) for k in range(n)]


def test_those_still_open_are_counted_for_as_long_as_they_were_watched() -> None:
    found = frame(*evenly(10, 10), *(incident(0) for _n in range(10)), now=at(20))
    figure = drawn(found, target_set=targets(72))
    assert figure.headline == "Half of the 20 incidents opened are repaired after 10 h; 85 % is not reached"
    assert row(figure, "Medium")["85 % repaired after"] == "not reached"
    assert (figure.values["events"], figure.values["open"], figure.values["n"]) == (10, 10, 20)


def test_a_share_at_the_goal_is_not_said_beyond_what_was_watched() -> None:
    figure = drawn(frame(*evenly(10, 10), *(incident(0) for _n in range(10)), now=at(20)), target_set=targets(72))
    assert figure.values["open_at_target"] is None
    assert row(figure, "Medium")["Open at the goal"] == "–"


def test_the_share_open_at_the_goal_counts_a_repair_exactly_at_it_as_in_time() -> None:
    figure = drawn(frame(*(incident(0, 72) for _n in range(10)), *(incident(0, 73) for _n in range(10))))
    assert figure.values["open_at_target"] == 0.5
    assert row(figure, "Medium")["Open at the goal"].startswith("50 % (")


def test_each_incident_is_held_against_the_goal_of_its_own_day() -> None:
    dated = (
        Target(Classification.MEDIUM, 10.0, Unit.HOURS),
        Target(Classification.MEDIUM, 40.0, Unit.HOURS, date(2026, 3, 10)),
    )
    goals = TargetSet(1, "Shared goal", TargetSetKind.SHARED, dated)
    found = frame(*(incident(0, 20) for _n in range(10)), *(incident(24 * 20, 24 * 20 + 20) for _n in range(10)))
    assert drawn(found, target_set=goals).values["open_at_target"] == 0.5


def test_the_route_that_is_open_longest_is_named_when_the_difference_is_clear() -> None:
    found = frame(*evenly(60, 80), *evenly(60, 300, team=DEV))
    figure = drawn(found, choice=BY_ROUTE)
    assert figure.headline == "Incidents routed through Dev are most often still open at the goal: 77 %"
    assert [curve.label for curve in chart(figure).curves] == ["Ops only", "Through Dev"]


def test_no_route_is_named_where_they_differ_by_chance_or_by_little() -> None:
    figure = drawn(frame(*evenly(40, 100), *evenly(40, 110, team=DEV)), choice=BY_ROUTE)
    assert figure.headline.endswith("no route is clearly open more often at its goal")


def test_no_route_is_named_from_fewer_than_ten_incidents() -> None:
    figure = drawn(frame(*evenly(60, 50), *evenly(9, 900, team=DEV)), choice=BY_ROUTE)
    assert "Dev" not in figure.headline
    assert [curve.label for curve in chart(figure).curves] == ["Ops only"]
    assert row(figure, "Through Dev")["Half repaired after"] == "–"


def test_below_ten_incidents_there_are_counts_and_no_share() -> None:
    figure = drawn(frame(*evenly(3, 10), incident(0)))
    assert figure.headline == "Fewer than ten incidents: 3 of 4 are repaired"
    assert row(figure, "Medium")["Repaired"] == "3 of 4"
    values = {key: figure.values[key] for key in ("median_h", "p85_h", "open_at_target", "median_low_h")}
    assert set(values.values()) == {None}
    assert chart(figure).curves == ()
    assert "%" not in figure.headline


def test_above_a_tenth_closed_without_a_resolve_nothing_is_claimed() -> None:
    found = frame(*evenly(17, 10), *(incident(0, None, 50) for _n in range(3)))
    figure = drawn(found)
    assert figure.headline == "15 % were closed without a resolve: too many to say how long incidents stay open"
    assert (figure.values["median_h"], figure.values["estimated"], figure.n) == (None, 3, 17)
    assert chart(figure).curves[0].low == ()
    assert "closed without a resolve 3" in figure.definition


def test_a_few_closed_without_a_resolve_and_the_excluded_are_counted_out_loud() -> None:
    found = frame(*evenly(19, 10), incident(0, None, 50), incident(0, 5, **excluded(Exclusion.REQUEST)))
    figure = drawn(found)
    assert "19 of 21 incidents, 2 left out: requests 1, closed without a resolve 1." in figure.definition
    assert figure.values["median_h"] is not None


def test_the_cohort_is_opened_in_the_period() -> None:
    found = frame(*(incident(24 * day, 24 * day + 500) for day in range(30)))
    figure = drawn(found, period=Period(date(2026, 3, 5), date(2026, 3, 16)))
    assert figure.n == 12
    assert figure.definition.startswith("Opened in the period; ")


def test_nothing_at_all_is_said_in_plain_words() -> None:
    figure = drawn(Frame.empty())
    assert (figure.n, figure.chart, figure.table.rows) == (0, None, ())
    assert figure.headline == "Nothing to show yet: no incident was opened here"
    assert figure.values["groups"] == {}


def test_nobody_repaired_yet_has_no_median() -> None:
    figure = drawn(frame(*(incident(0) for _n in range(12)), now=at(100)))
    assert "a median is not reached" in figure.headline
    assert (figure.values["median_h"], figure.values["open_at_target"]) == (None, 1.0)


def test_without_sides_there_is_one_curve_of_all_teams() -> None:
    figure = drawn(frame(*evenly(12, 10), teams={OPS: TEAMS[OPS]}), choice=BY_ROUTE)
    assert [curve.label for curve in chart(figure).curves] == ["All"]


def test_a_classification_narrows_the_routes_and_draws_one_goal() -> None:
    found = frame(*evenly(12, 100), *evenly(12, 50, team=DEV), *evenly(12, 20, classification=4))
    figure = drawn(found, choice=Choice(By.ROUTE, Classification.MEDIUM))
    assert figure.n == 24
    assert [(point.label, point.seconds, point.share) for point in chart(figure).points] == [
        ("goal 72 h", 72 * HOUR, None)
    ]


def test_each_classification_has_its_goal_on_its_curve() -> None:
    found = frame(*evenly(12, 100), *evenly(12, 200, classification=4))
    points = chart(drawn(found, target_set=targets((2, 4, 72, 120)))).points
    assert [point.label for point in points] == ["Medium: goal 72 h", "Low: goal 120 h"]
    assert all(point.share is not None for point in points)


def test_the_watched_are_counted_at_round_times() -> None:
    figure = drawn(frame(*evenly(48, 48)))
    drawn_chart = chart(figure)
    assert drawn_chart.ticks[-1] == 24 * HOUR
    assert drawn_chart.curves[0].at_risk[-1] == 25  # those of at least 24 h
    assert figure.values["at_risk"][-1] == {"h": 24.0, "n": 25}  # type: ignore[index]


def test_a_goal_in_working_time_is_not_drawn_on_the_elapsed_clock() -> None:
    from desktop_app.measures.clock.clocks import ElapsedClock

    days = tuple(Target(kind, 2.0, Unit.WORKING_DAYS) for kind in Classification)
    clock = ElapsedClock(Support({"": (berlin(),)}))
    goals = TargetSet(1, "Shared goal", TargetSetKind.SHARED, days)
    figure = drawn(frame(*evenly(20, 100)), target_set=goals, clock=clock)
    assert (chart(figure).points, figure.values["open_at_target"]) == ((), None)
    assert any("choose support hours" in line for line in figure.definition_lines)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 150), periods, bases, st.sampled_from([Choice(), BY_ROUTE]))
def test_every_count_opens_exactly_its_incidents(
    seed: int, size: int, period: Period, base: IncidentFilter, choice: Choice
) -> None:
    over = asked(random_frame(seed, size), targets((2, 4, 72, None)), period, choice, base)
    figure = survival.figure(over)
    for title, cell in columns(figure):
        if title in ("n", "Repaired", "Still open", "Closed without a resolve"):
            assert opened(cell, over) == cell.value, title
    if isinstance(figure.chart, Curves):
        for curve in figure.chart.curves:
            assert opened(Cell("", opens=curve.opens), over) >= 10
    json.dumps(dict(figure.values), allow_nan=False)


def test_no_sentence_names_a_team_or_blames() -> None:
    words = said(drawn(frame(*evenly(60, 80), *evenly(60, 300, team=DEV)), choice=BY_ROUTE))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_a_quarter_still_open_hides_a_fifth_of_the_median_from_the_naive_figure(
    figures: Callable[[str], None],
) -> None:
    """A year of arrivals with a true median of 60 days: what is open at its end is what takes longest."""
    rng = np.random.default_rng(60)
    arrived, lasted = rng.uniform(0, 365 * 24, 4000), 60 * 24 * np.exp(rng.normal(0, 1.0, 4000))
    end = 365 * 24.0
    year = [
        incident(came, came + took if came + took <= end else None) for came, took in zip(arrived, lasted, strict=True)
    ]
    found = frame(*year, now=at(end))
    values = drawn(found).values
    naive = mttr.figure(asked(found)).values["median_h"]
    still = values["open"] / values["n"]  # type: ignore[operator]
    days = [float(hours) / 24 for hours in (naive, values["median_h"])]  # type: ignore[arg-type]
    figures(
        f"still open after: true median 60 d, {still:.0%} still open: naive median {days[0]:.0f} d, "
        f"Kaplan-Meier {days[1]:.0f} d"
    )
    assert 0.22 < still < 0.28
    assert days[0] == pytest.approx(47, abs=3)
    assert days[1] == pytest.approx(60, abs=3)
    assert values["median_low_h"] < 60 * 24 < values["median_high_h"]  # type: ignore[operator]


def by_kind(**hours: float) -> Figure:
    """Sixty of each classification, repaired evenly up to so many hours, against a goal of 20 h for each."""
    kinds = {kind.key.lower(): kind for kind in Classification}
    made = [one for key, last in hours.items() for one in evenly(60, last, classification=kinds[key])]
    return drawn(frame(*made), target_set=targets((20, 20, 20, 20)))


def test_the_classifications_that_stand_above_the_others_are_named_together() -> None:
    figure = by_kind(critical=90, high=85, medium=24, low=23)
    assert figure.headline == "Critical and High are open at their goal more often than Medium and Low"


def test_where_only_some_pairs_differ_those_are_named() -> None:
    figure = by_kind(critical=60, high=45, medium=34)
    assert figure.headline == "Critical is open at its goal more often than Medium"


def test_only_where_no_pair_differs_no_classification_is_named() -> None:
    figure = by_kind(critical=40, high=39, medium=38, low=37)
    assert figure.headline.endswith("; no classification is clearly open more often at its goal")


def test_the_share_at_the_goal_tells_of_how_many_it_is() -> None:
    goals = TargetSet(1, "Shared goal", TargetSetKind.SHARED, (Target(Classification.MEDIUM, 10.0, Unit.HOURS),))
    figure = drawn(frame(*evenly(20, 20), *evenly(5, 5, classification=Classification.LOW)), target_set=goals)
    assert (figure.values["n"], figure.values["open_at_target_n"]) == (25, 20)
    assert "Open at the goal is of the 20 of 25 incidents that have a goal on this clock." in figure.definition_lines
    same = drawn(frame(*evenly(20, 20)), target_set=goals)
    assert same.values["open_at_target_n"] == 20
    assert not any("that have a goal on this clock" in line for line in same.definition_lines)


@pytest.mark.parametrize("n", [10, 22, 58, 94, 1186])
def test_half_is_reached_where_the_curve_is_one_half_whatever_the_rounding(n: int) -> None:
    assert drawn(frame(*evenly(n, n))).values["median_h"] == n / 2
