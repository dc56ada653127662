"""What if: at today's goal exactly the headline, at any other exactly what judging by it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Curves
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.measures.against_goal import what_if
from desktop_app.measures.against_goal.replayed import Replayed, under
from desktop_app.measures.against_goal.tried_targets import tried
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import cohort
from desktop_app.measures.clock.clocks import ElapsedClock, RunningClock, Support, target_seconds
from tests.measures.factories import at, berlin, frame, incident, random_frame, targets
from tests.measures.questions import ask, opened

LOW, MEDIUM = Classification.LOW, Classification.MEDIUM
SUPPORT = Support({"": (berlin(),)}, start=at(0), end=at(90 * 24))
WORKING = SUPPORT.clock()
MARCH = Period(date(2026, 3, 10), date(2026, 4, 20))


def hours(value: float, kind: Classification = MEDIUM) -> Target:
    return Target(kind, value, Unit.HOURS)


def judged_by_cohort(asked: Asked, kind: Classification) -> tuple[int, int, int]:
    """Due, in time and unknown of a classification, as the headline counts them."""
    part = cohort(asked.measured, asked.frame, asked.target_set, asked.period, asked.kept).of(kind)
    return part.n, part.in_time, part.unknown


def repairs(*each: float | None, **values: Any) -> list[dict[str, Any]]:
    return [incident(0, long, **values) for long in each]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.booleans(),
    st.sampled_from([Period(), MARCH, Period(date(2026, 3, 20), None)]),
    st.sampled_from([Unit.HOURS, Unit.WORKING_HOURS, Unit.DAYS, Unit.WORKING_DAYS]),
    st.booleans(),
)
def test_every_target_gives_what_judging_by_it_gives(
    seed: int, working: bool, period: Period, unit: Unit, pauses: bool
) -> None:
    clock: RunningClock = WORKING if working else ElapsedClock(SUPPORT)
    base = IncidentFilter(rules=Rules(count_pauses=pauses))
    asked = ask(random_frame(seed, 40), targets(), period, base, clock)
    for value in (0.5, 10, 41):
        target = Target(MEDIUM, value, unit)
        replayed = under(asked, (target,))
        curve = tried(asked, MEDIUM, target)
        seconds = float(target_seconds(target, clock))
        counts = tuple(int(n[0]) for n in curve.counts(np.array([seconds])))
        assert counts == judged_by_cohort(replayed, MEDIUM)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.3, 0.5, 0.85]))
def test_the_tightest_target_is_the_smallest_that_the_share_met(seed: int, share: float) -> None:
    asked = ask(random_frame(seed, 80))
    curve = tried(asked, MEDIUM, hours(72))
    every = np.arange(1, 400 * 3600, 60, dtype=np.float64)
    tightest = curve.tightest(share)
    met = every[curve.shares(every) >= share]
    if tightest is None:
        first = curve.first_met(share)
        assert first is not None or not len(met)
        assert first is None or np.isnan(curve.shares(np.array([np.nextafter(first, 0)]))[0])
        return
    assert curve.shares(np.array([tightest]))[0] >= share
    assert not (curve.shares(every[every < tightest]) >= share).any()


def test_where_the_tightest_would_only_be_where_ten_are_due_it_is_too_few() -> None:
    """Under today's goal few are due in the two days; under goals around twelve days there would be twenty more."""
    two_days = Period(date(2026, 3, 4), date(2026, 3, 5))
    made = [incident(6 * n, 6 * n + 12) for n in range(9)]  # until Wednesday noon
    made += [incident(-240 + n, -228 + n) for n in range(20)]  # due in these days under goals around 12 days only
    figure = what_if.figure(ask(frame(*made), targets(24), two_days))
    assert figure.values["tightest_h"] == {"Critical": None, "High": None, "Medium": None, "Low": None}
    rows = {row[0].text: row for row in figure.table.rows}
    assert rows["Medium"][4].text == "too few"


def test_where_too_few_are_due_just_below_there_is_no_tightest_goal() -> None:
    """Opened an hour before the day, they are due in it under all longer goals; opened ten, under few of them."""
    made = [incident(-1, 4) for _n in range(12)]
    asked = ask(frame(*made), targets(12), Period(date(2026, 3, 2), date(2026, 3, 2)))
    curve = tried(asked, MEDIUM, hours(12))
    assert curve.first_met(0.85) == 5 * 3600
    assert curve.tightest(0.85) == 5 * 3600
    made = [incident(-10, -8) for _n in range(12)]
    asked = ask(frame(*made), targets(12), Period(date(2026, 3, 2), date(2026, 3, 2)))
    curve = tried(asked, MEDIUM, hours(12))
    assert curve.first_met(0.85) is not None
    assert curve.tightest(0.85) is None
    figure = what_if.figure(asked)
    assert figure.headline.startswith("At Medium too few are due under tighter goals to say")


def test_without_a_trial_and_with_todays_own_goals_it_is_the_headline() -> None:
    asked = ask(random_frame(3, 200), targets((2, 4, 72, 120)), MARCH)
    trial = tuple(hours(value, kind) for kind, value in zip(Classification, (2, 4, 72, 120), strict=True))
    values = what_if.figure(ask(asked.frame, asked.target_set, MARCH, choice=Choice(trial=trial))).values
    headline = cohort(asked.measured, asked.frame, asked.target_set, asked.period).judged
    assert values["today"] == values["tried"]
    today = values["today"]
    assert isinstance(today, dict)
    assert [today[name] for name in ("n", "in_time", "missed", "open_past", "unknown")] == [
        headline.n, headline.in_time, headline.missed, headline.open_past, headline.unknown,
    ]  # fmt: skip
    assert values["flips"] == {"newly_in_time": 0, "newly_late": 0, "newly_due": 0, "no_longer_due": 0}


def test_a_tried_goal_holds_from_the_day_of_the_first_one() -> None:
    made = [incident(24 * n, 24 * n + 30) for n in range(20)]
    since = Target(MEDIUM, 24, Unit.HOURS, date(2026, 3, 8))
    goals = TargetSet(1, "Shared goal", TargetSetKind.SHARED, (since,))
    figure = what_if.figure(ask(frame(*made), goals, choice=Choice(trial=(hours(24),))))
    assert figure.values["today"] == figure.values["tried"]
    assert figure.n == 14
    assert isinstance(figure.chart, Curves)
    (curve,) = figure.chart.curves
    assert dict(zip(curve.seconds, curve.shares, strict=True))[24 * 3600.0] == 0


def test_the_sentence_names_the_tightest_goal_and_what_is_assumed() -> None:
    figure = what_if.figure(ask(frame(*repairs(*range(1, 21))), targets(10)))
    assert figure.headline == "At Medium the tightest goal met 85 % of the time is 17 h; today's 10 h is met 50 %"
    assert figure.note == "This assumes that nobody acted differently."
    assert figure.definition.startswith("Every incident whose deadline has passed; assumes nobody acted differently; ")
    assert figure.values["tightest_h"] == {"Critical": None, "High": None, "Medium": 17.0, "Low": None}
    assert isinstance(figure.chart, Curves)
    assert [(p.label, p.share) for p in figure.chart.points] == [("goal 10 h", 0.5), ("85 % within 17 h", 0.85)]
    (curve,) = figure.chart.curves
    assert dict(zip(curve.seconds, curve.shares, strict=True))[36000.0] == 0.5


def test_where_the_goal_changed_its_mark_lies_on_the_curve_and_the_sentence_says_both() -> None:
    goals = targets(10)
    goals = replace(goals, targets=(*goals.targets, Target(MEDIUM, 15, Unit.HOURS, date(2026, 4, 1))))
    made = frame(*repairs(*range(1, 21)))
    figure = what_if.figure(ask(made, goals))
    assert figure.headline == (
        "At Medium the tightest goal met 85 % of the time is 17 h; today's 15 h would have been met 75 %; "
        "the goals of their time were met 50 %"
    )
    assert isinstance(figure.chart, Curves)
    assert [(p.label, p.share) for p in figure.chart.points] == [("goal 15 h", 0.75), ("85 % within 17 h", 0.85)]
    assert figure.table.rows[2][2].text == "50 %"
    figure = what_if.figure(ask(made, goals, choice=Choice(trial=(hours(18),))))
    assert figure.headline == (
        "With the tried goals 90 % of 20 would have been in time; with the goals of their time 50 % of 20"
    )


def test_where_the_data_stop_short_it_is_not_reached() -> None:
    figure = what_if.figure(ask(frame(*repairs(*[5] * 12), *repairs(*[None] * 8), now=at(30)), targets(10)))
    assert "no goal would have been met 85 % of the time, as far as the data reach" in figure.headline
    assert figure.table.rows[2][4].text == "not reached"


def test_flips_are_counted_opened_and_told_with_the_hours_above() -> None:
    made = [*repairs(*[5] * 10), *repairs(*[20] * 4), *repairs(*[100] * 6)]
    asked = ask(frame(*made), targets(10), choice=Choice(trial=(hours(50),)))
    figure = what_if.figure(asked)
    assert figure.headline == "With the tried goals 70 % of 20 would have been in time; with today's 50 % of 20"
    assert figure.note.startswith("4 of those late today would have been in time, 0 of those in time would")
    row = dict(zip(figure.table.columns, figure.table.rows[2], strict=True))
    assert (row["Newly in time"].text, opened(asked, row["Newly in time"].opens)) == ("4", [11, 12, 13, 14])
    assert (row["Hours above the goal"].value, row["Hours above then"].value) == (4 * 10 + 6 * 90, 6 * 50)
    assert (row["Newly late"].text, opened(asked, row["Newly late"].opens)) == ("0", [])


def test_what_is_due_changes_with_the_goal() -> None:
    """A goal of four days puts what was opened at the end of the period beyond it."""
    made = [incident(24 * n, 24 * n + 1) for n in range(20)]
    asked = ask(
        frame(*made), targets(24), Period(date(2026, 3, 3), date(2026, 3, 12)), choice=Choice(trial=(hours(96),))
    )
    assert what_if.figure(asked).values["flips"] == {
        "newly_in_time": 0, "newly_late": 0, "newly_due": 0, "no_longer_due": 3,
    }  # fmt: skip


def test_below_ten_there_are_counts_and_no_share() -> None:
    figure = what_if.figure(ask(frame(*repairs(1, 2, 3, 30)), targets(10), choice=Choice(trial=(hours(2),))))
    assert figure.headline == "With the tried goals 2 of 4 would have been in time; with today's 3 of 4"
    tried_values = figure.values["tried"]
    assert isinstance(tried_values, dict)
    assert tried_values["share"] is None
    plain = what_if.figure(ask(frame(*repairs(1, 2, 3, 30)), targets(10)))
    assert plain.headline.startswith("Medium: too few incidents")


def test_without_goals_it_says_so() -> None:
    figure = what_if.figure(ask(frame(*repairs(1, 2)), targets((None, None, None, None))))
    assert (figure.headline, figure.chart) == ("“Shared goal” has no goals yet", None)


@pytest.mark.parametrize("period", [Period(), MARCH])
def test_every_count_opens_its_incidents(period: Period) -> None:
    asked = ask(random_frame(9, 120), targets(), period, choice=Choice(trial=(hours(10), hours(30, LOW))))
    for row in what_if.figure(asked).table.rows:
        for cell in (*row[-3:],):
            assert len(opened(asked, cell.opens)) == cell.value


def test_a_goal_in_working_hours_is_tried_on_the_working_clock() -> None:
    asked = ask(
        frame(*repairs(*range(1, 21))), targets(10), choice=Choice(trial=(Target(MEDIUM, 3, Unit.WORKING_HOURS),))
    )
    assert Replayed(asked).then is not None
    figure = what_if.figure(asked)
    assert isinstance(figure.chart, Curves)
    assert not any(point.label.startswith("tried") for point in figure.chart.points)


def test_a_repair_that_takes_exactly_the_goal_is_in_time_under_it_although_it_ends_after_closing_time() -> None:
    """Also where a working day was shorter or longer than today's."""
    short = replace(berlin(), hours=dict.fromkeys(range(5), (time(8), time(15, 17))))
    today = replace(berlin(), valid_from=date(2026, 3, 16), id=2)
    clock = Support({"": (short, today)}, start=at(0), end=at(90 * 24)).clock()
    made = [incident(24 * day - 2, 24 * day + 11) for day in (0, 1, 2, 14, 15)]  # each a whole working day
    target = Target(MEDIUM, 1, Unit.WORKING_DAYS)
    goal = TargetSet(1, "Goal", TargetSetKind.SHARED, (target,))
    asked = ask(frame(*made, now=at(60 * 24)), goal, clock=clock)
    assert judged_by_cohort(asked, MEDIUM) == (5, 5, 0)
    counts = tried(asked, MEDIUM, target).counts(np.array([float(target_seconds(target, clock))]))
    assert [int(n[0]) for n in counts] == [5, 5, 0]
