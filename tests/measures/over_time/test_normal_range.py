"""The normal range: on hand-made weeks to the digit, and on simulated stable years as often wrong as promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from math import exp, log
from typing import Any

import numpy as np
import pytest

from desktop_app.domain.charts import Weeks
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.phases import PhaseEvent, PhaseKind
from desktop_app.domain.rules import End, Rules
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.certainty import xmr
from desktop_app.measures.over_time import normal_range, weekly_counts
from tests.measures.factories import HOUR, at, frame, incident
from tests.measures.questions import ask, opened

WEEK_H = 168
FIRST = date(2026, 3, 2)


def weeks(*hours: tuple[float, ...] | float, **values: Any) -> list[dict[str, Any]]:
    """Repairs of so many hours, each from the Monday of its own week on, one week after the other."""
    made = []
    for week, each in enumerate(hours):
        monday = week * WEEK_H
        made += [incident(monday, monday + h, **values) for h in (each if isinstance(each, tuple) else (each,))]
    return made


def steady(n: int) -> list[float]:
    """Weeks of 2 and 3 hours in turn."""
    return [2.0 + (week % 2) for week in range(n)]


def asked_of(made: list[dict[str, Any]], until_week: int, **more: Any) -> Asked:
    return ask(frame(*made, now=at(until_week * WEEK_H + 8)), **more)


def drawn(asked: Asked) -> tuple[Figure, Weeks]:
    figure = normal_range.figure(asked)
    assert isinstance(figure.chart, Weeks)
    return figure, figure.chart


def test_points_are_geometric_means_of_whole_weeks_and_empty_weeks_have_none() -> None:
    asked = asked_of(weeks((1, 4), (), 9), 4)
    figure, chart = drawn(asked)
    assert chart.mondays == tuple(FIRST + timedelta(weeks=n) for n in range(4))
    assert chart.lines[0].values == (pytest.approx(2 * HOUR), None, pytest.approx(9 * HOUR), None)
    assert [len(opened(asked, wanted)) for wanted in chart.lines[0].opens] == [2, 0, 1, 0]
    assert (figure.n, figure.headline) == (3, "Too few weeks for a normal range (2 of 12)")
    assert figure.values["centre_h"] is None


def test_a_week_that_is_not_over_has_no_point() -> None:
    _figure, chart = drawn(ask(frame(*weeks(2, 3, 4), now=at(2 * WEEK_H + 100))))
    assert len(chart.mondays) == 2


def test_repairs_below_a_minute_count_as_a_minute() -> None:
    _figure, chart = drawn(asked_of(weeks((0, 0.001)), 1))
    assert chart.lines[0].values == (pytest.approx(60),)


def test_the_range_is_the_centre_and_the_mean_moving_range_scaled_by_the_size_of_a_week() -> None:
    figure, chart = drawn(asked_of(weeks(*steady(11), (2, 3, 2, 3)), 12))
    (span,) = chart.spans
    logs = [log(hours * HOUR) for hours in steady(11)] + [log(2 * HOUR), log(3 * HOUR)] * 2
    centre = sum(logs) / 15
    z = [value - centre for value in logs[:11]] + [2 * (sum(logs[11:]) / 4 - centre)]
    half = 2.66 * sum(abs(b - a) for a, b in pairwise(z)) / 11
    assert span.centre == pytest.approx(exp(centre))
    assert (span.lows[0], span.highs[0]) == (pytest.approx(exp(centre - half)), pytest.approx(exp(centre + half)))
    assert span.highs[11] == pytest.approx(exp(centre + half / 2))
    assert (span.low, span.high) == (span.lows[0], span.highs[0])
    assert (span.provisional, span.frozen_at) == (False, 11)
    assert figure.values["at_n"] == 1
    assert "Where one range is told for all weeks, it is that of a week with 1 incident, the median of its phase." in (
        figure.definition_lines
    )


@pytest.mark.parametrize(
    ("n", "provisional", "frozen_at"), [(11, True, 10), (12, False, 11), (24, False, 23), (30, False, 23)]
)
def test_the_range_is_provisional_below_12_weeks_and_frozen_after_24(n: int, provisional: bool, frozen_at: int) -> None:
    (span,) = drawn(asked_of(weeks(*steady(n)), n))[1].spans
    assert (span.provisional, span.frozen_at) == (provisional, frozen_at)


def test_what_comes_after_24_weeks_does_not_move_the_range() -> None:
    before = drawn(asked_of(weeks(*steady(24)), 24))[1].spans[0]
    after = drawn(asked_of(weeks(*steady(24), *[90.0] * 6), 30))[1].spans[0]
    assert (after.centre, after.low, after.high) == (before.centre, before.low, before.high)


def test_a_calm_year_says_that_nothing_is_unusual() -> None:
    figure, chart = drawn(asked_of(weeks(*steady(24)), 24))
    assert (figure.headline, figure.note, chart.signals) == ("Nothing unusual in 24 weeks", "", ())
    assert figure.values["signals"] == []


def test_one_long_week_is_named_with_its_day() -> None:
    figure, chart = drawn(asked_of(weeks(*steady(14), 80, *steady(3)), 18))
    assert figure.headline == "One week was unusually long: the one from 8 Jun 2026"
    assert [(signal.index, signal.words) for signal in chart.signals] == [(14, "longer than the normal range")]
    assert figure.table.rows[14][3].text == "longer than the normal range"


def test_eight_on_one_side_and_three_of_four_near_a_limit_are_signs() -> None:
    half, near = 1.0, 0.7
    run = xmr.signs(np.array([0.1] * 10), half)
    assert [n for n, sign in enumerate(run) if sign] == [7]
    assert run[7] is xmr.Sign.RUN_ABOVE
    close = xmr.signs(np.array([-near, 0.1, -near, -near, -near, 0.0]), half)
    assert [(n, sign) for n, sign in enumerate(close) if sign] == [(3, xmr.Sign.CLOSE_BELOW)]
    outside = xmr.signs(np.array([1.2, 0.7, 0.8, -1.3]), half)
    assert [sign and sign.value for sign in outside] == ["above", None, "close_above", "below"]


def test_a_phase_begins_with_the_first_whole_week_after_its_event_and_only_there() -> None:
    events = (
        PhaseEvent(date(2026, 6, 3), PhaseKind.FIX, "Pool doubled", Classification.MEDIUM),
        PhaseEvent(date(2026, 5, 4), PhaseKind.FIX, "Another one", Classification.LOW),
        PhaseEvent(date(2020, 1, 1), PhaseKind.OTHER, "Long ago"),
    )
    figure, chart = drawn(asked_of(weeks(*steady(14), *[20.0, 21.0] * 3), 20, events=events))
    assert [(b.index, b.label) for b in chart.breaks] == [(14, "Pool doubled, 3 Jun 2026")]
    assert [(s.first, s.last, s.provisional) for s in chart.spans] == [(0, 13, False), (14, 19, True)]
    assert figure.headline == "Nothing unusual in 14 weeks"
    assert figure.note == "Since “Pool doubled, 3 Jun 2026” there are too few weeks for a normal range (6 of 12)."
    assert figure.values["phases_from"] == ["2026-03-02", "2026-06-08"]


def test_every_goal_is_drawn_over_the_weeks_in_which_it_holds() -> None:
    steps = ((5, None), (4, date(2026, 4, 1)), (3, FIRST + timedelta(weeks=30)))
    goals = tuple(Target(Classification.MEDIUM, float(n), Unit.DAYS, begins) for n, begins in steps)
    chart = drawn(asked_of(weeks(*steady(14)), 14, target_set=TargetSet(1, "Goal", TargetSetKind.SHARED, goals)))[1]
    assert [(goal.first, goal.value / (24 * HOUR)) for goal in chart.goals] == [(0, 5), (4, 4), (14, 3)]
    assert [goal.label for goal in chart.goals] == ["", "", "goal 3 d from 28 Sep 2026"]


def test_a_goal_that_this_clock_cannot_place_ends_the_line_of_the_one_before() -> None:
    goals = (
        Target(Classification.MEDIUM, 3, Unit.DAYS),
        Target(Classification.MEDIUM, 2, Unit.WORKING_HOURS, date(2026, 4, 1)),
    )
    chart = drawn(asked_of(weeks(*steady(14)), 14, target_set=TargetSet(1, "Goal", TargetSetKind.SHARED, goals)))[1]
    assert [(goal.first, goal.value, goal.label) for goal in chart.goals] == [(0, 72 * HOUR, ""), (4, None, "")]


def test_the_range_of_a_short_period_comes_from_the_weeks_before_it_which_the_picture_shows() -> None:
    made = weeks(*steady(30))
    whole = drawn(asked_of(made, 30))[1].spans[0]
    figure, chart = drawn(asked_of(made, 30, period=Period(date(2026, 9, 2), date(2026, 9, 29))))
    assert (len(chart.mondays), chart.mondays[-1]) == (26, date(2026, 9, 21))
    assert [(each.index, each.label) for each in chart.breaks] == [(23, "the period begins")]
    assert (chart.spans[0].low, chart.spans[0].last, chart.spans[0].frozen_at) == (whole.low, 25, 19)
    assert (figure.n, len(figure.table.rows), figure.headline) == (3, 3, "Nothing unusual in 3 weeks")


def test_the_classification_with_most_repairs_is_shown_unless_another_is_chosen() -> None:
    made = weeks(*steady(3)) + weeks(9, classification=1)
    assert normal_range.figure(asked_of(made, 3)).values["classification"] == "Medium"
    chosen = normal_range.figure(asked_of(made, 3, choice=Choice(classification=Classification.CRITICAL)))
    assert (chosen.values["classification"], chosen.n) == ("Critical", 1)


def test_too_many_without_a_resolve_are_no_claim() -> None:
    made = weeks(*steady(14)) + [incident(week * WEEK_H, None, week * WEEK_H + 90) for week in range(3)]
    figure = normal_range.figure(asked_of(made, 14))
    assert figure.headline == "18 % of the incidents were closed without a resolve: too many to call a week unusual"
    assert "without a resolve 3" in figure.definition


def test_excluded_and_cancelled_are_left_out_and_counted() -> None:
    made = weeks(2, 3) + weeks(50, exclusion=3) + weeks(60, status=6)
    figure = normal_range.figure(asked_of(made, 2))
    assert figure.n == 2
    assert "2 of 4 incidents, 2 left out: cancelled 1, requests 1." in figure.definition


def test_by_the_end_of_the_impact_each_week_still_opens_its_own_incidents() -> None:
    made = [incident(0, 200, restored_at=at(20)), incident(0, 90)]
    asked = asked_of(made, 2, base=IncidentFilter(rules=Rules(end=End.RESTORED)))
    _figure, chart = drawn(asked)
    assert [opened(asked, wanted) for wanted in chart.lines[0].opens] == [[1, 2], []]


def test_without_any_incident_nothing_is_drawn_and_said_so() -> None:
    figure, chart = drawn(ask(frame()))
    assert figure.headline == "Nothing to show yet: no whole week lies in the period and in what is known"
    assert (chart.mondays, figure.table.rows, figure.n) == ((), (), 0)


def test_weekly_counts_have_a_range_clipped_at_zero_and_open_their_incidents() -> None:
    counts = [1, 2, 0] * 4
    asked = asked_of([incident(week * WEEK_H + k) for week, n in enumerate(counts) for k in range(n)], 12)
    figure = weekly_counts.figure(asked)
    assert isinstance(figure.chart, Weeks)
    line, (span,) = figure.chart.lines[0], figure.chart.spans
    assert line.values == tuple(map(float, counts))
    assert [len(opened(asked, wanted)) for wanted in line.opens] == [int(n or 0) for n in line.values]
    assert (span.low, span.centre, span.high) == (0, 1, pytest.approx(1 + 2.66 * 15 / 11))
    assert figure.headline == "Nothing unusual in 12 weeks"


def test_a_week_with_unusually_many_incidents_is_named() -> None:
    counts = [3, 4] * 7 + [30]
    asked = asked_of([incident(week * WEEK_H, None) for week, n in enumerate(counts) for _k in range(n)], 15)
    figure = weekly_counts.figure(asked)
    assert figure.headline == "One week had unusually many incidents: the one from 8 Jun 2026"
    kind = Choice(classification=Classification.LOW)
    assert weekly_counts.figure(asked_of([incident(0)], 15, choice=kind)).headline == "Nothing unusual in 15 weeks"


def test_a_change_of_every_target_on_one_day_begins_a_phase_of_all_together() -> None:
    day = date(2026, 4, 6)
    events = tuple(PhaseEvent(day, PhaseKind.TARGET, f"Goal {kind} h", kind) for kind in Classification)
    made = [incident(week * WEEK_H) for week in range(8)]
    figure = weekly_counts.figure(asked_of(made, 8, events=events))
    assert isinstance(figure.chart, Weeks)
    assert [(b.index, b.label) for b in figure.chart.breaks] == [(5, "Target change, 6 Apr 2026")]
    figure = weekly_counts.figure(asked_of(made, 8, events=events[:3]))
    assert isinstance(figure.chart, Weeks)
    assert figure.chart.breaks == ()


# -- simulations of stable years

YEARS, SIGMA = 600, 1.2

Sizes = Callable[[np.random.Generator], Any]


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def _one(_random: np.random.Generator) -> Any:
    return np.ones(52, dtype=np.int64)


def _five(_random: np.random.Generator) -> Any:
    return np.full(52, 5)


def _about_five(random: np.random.Generator) -> Any:
    sizes = random.poisson(5, 52)
    return sizes[sizes > 0]


def false_points(sizes: Sizes, *, raw: bool = False, scaled: bool = True, most: int = xmr.MOST) -> tuple[float, float]:
    """Of stable years: the share of points after the first ``most`` that are outside, and of years with any outside.

    With ``most`` a whole year, of all points.
    """
    random = np.random.default_rng(11)
    points = outside = years = 0
    for _year in range(YEARS):
        n = sizes(random)
        values = random.normal(0, SIGMA, int(n.sum()))
        means = np.add.reduceat(np.exp(values) if raw else values, np.cumsum(n) - n) / n
        made = xmr.of_means(means, n.astype(np.float64), most) if scaled else xmr.of_values(means, most)
        beyond = np.abs(made.z) > made.half
        later = beyond if most >= 52 else beyond[most:]
        points, outside, years = points + len(later), outside + int(later.sum()), years + bool(beyond.any())
    return outside / points, years / YEARS


def test_raw_durations_give_five_times_as_many_false_points_as_their_logarithms(figures: Callable[[str], None]) -> None:
    raw, logs = (false_points(_one, raw=raw, scaled=False)[0] for raw in (True, False))
    figures(f"normal range, stable years, false points: {raw:.1%} of raw durations, {logs:.1%} of their logarithms")
    assert 0.04 < raw < 0.065
    assert 0.006 < logs < 0.013


def test_unequal_weeks_do_not_raise_the_chance_of_a_false_point_in_a_stable_year(
    figures: Callable[[str], None],
) -> None:
    equal = false_points(_five, scaled=False, most=52)[1]
    naive = false_points(_about_five, scaled=False, most=52)[1]
    ours = false_points(_about_five, most=52)[1]
    figures(
        f"normal range, a stable year of about five incidents a week, a false point: {equal:.0%} with equal weeks, "
        f"{naive:.0%} with unequal ones, {ours:.0%} scaled by the root of n"
    )
    assert 0.08 < equal < 0.16
    assert naive > 0.3
    assert abs(ours - equal) < 0.04


def test_a_stamp_decades_early_begins_neither_chart_and_is_told() -> None:
    made = [incident(-20 * 365 * 24, -20 * 365 * 24 + 5), *weeks(*steady(20))]
    for measure in (normal_range, weekly_counts):
        figure = measure.figure(asked_of(made, 20))
        assert isinstance(figure.chart, Weeks)
        assert figure.chart.mondays[0] == FIRST
        assert "1 was opened more than half a year before all others: the watch begins after it." in (
            figure.definition_lines
        )


def test_weeks_after_openings_stopped_are_neither_shown_nor_part_of_the_range() -> None:
    made = [*weeks(*steady(20)), incident(70 * WEEK_H, 70 * WEEK_H + 1)]
    for measure in (normal_range, weekly_counts):
        figure = measure.figure(asked_of(made, 71))
        assert isinstance(figure.chart, Weeks)
        assert figure.values["weeks"] == len(figure.chart.mondays) == 19
        assert figure.values["signals"] == []
        assert any(line.startswith("Watched until ") for line in figure.definition_lines)
