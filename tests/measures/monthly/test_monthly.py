"""A month: its days, the bins around a goal, and which incidents belong to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.monthly import Bin, MonthSheet
from desktop_app.domain.rules import End, Rules
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit, article_targets
from desktop_app.measures.clock.clocks import ElapsedClock, RunningClock, WorkingClock
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.monthly.monthly import monthly
from desktop_app.measures.monthly.monthly_groups import month_of
from desktop_app.measures.monthly.monthly_sheet import monthly_sheet
from tests.measures.questions import ask


def _goals(*targets: Target) -> TargetSet:
    return TargetSet(1, "Shared goal", TargetSetKind.SHARED, targets or tuple(article_targets()[0][2]))


def _sheet(goals: TargetSet, clock: RunningClock | None = None, frame: Frame | None = None) -> MonthSheet:
    frame = frame or Frame.empty(zone="Europe/Berlin")
    return monthly(ask(frame, goals, month_of(date(2026, 12, 24)), clock=clock or ElapsedClock()), "none")


def _labels(bins: tuple[Bin, ...]) -> list[str]:
    return [one.label for one in bins]


def test_a_month_is_whole_also_over_the_turn_of_the_year() -> None:
    assert (month_of(date(2026, 12, 24)).from_on, month_of(date(2026, 12, 24)).to_on) == (
        date(2026, 12, 1),
        date(2026, 12, 31),
    )
    assert month_of(date(2028, 2, 1)).to_on == date(2028, 2, 29)
    assert _sheet(_goals()).last_on == date(2026, 12, 31)


def test_bins_are_durations_that_people_think_in_and_the_goal_is_an_edge() -> None:
    bins = _sheet(_goals()).bins
    assert _labels(bins[Classification.HIGH]) == [
        "≤ 30 min", "≤ 1 h", "≤ 2 h", "≤ 4 h", "≤ 8 h", "≤ 1 d", "≤ 3 d", "≤ 7 d", "longer",
    ]  # fmt: skip
    assert [one.label for one in bins[Classification.HIGH] if one.within][-1] == "≤ 4 h"
    assert "≤ 5 d" in _labels(bins[Classification.LOW])


def test_on_the_working_clock_a_day_is_a_working_day() -> None:
    calendar = SupportCalendar("Europe/Berlin")
    start = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    bins = _sheet(_goals(), WorkingClock(calendar, start, start)).bins[Classification.MEDIUM]
    goal = next(one for one in bins if one.label == "≤ 3 d")
    assert goal.to_h == 3 * calendar.working_day_seconds / 3600
    assert "≤ 5 d" in _labels(bins), "five working days are a week"


def test_the_definitions_follow_the_rules_by_which_the_month_was_counted() -> None:
    counted = IncidentFilter(rules=Rules(End.RESTORED, count_gaps=True, count_pauses=True))
    period = month_of(date(2026, 12, 24))
    told = " ".join(monthly(ask(Frame.empty(), _goals(), period, counted), "none").definitions)
    assert "Waiting counts, whatever it is for." in told
    assert "reopening after it counts." in told
    assert "to the end of the impact" in told
    assert "stops the clock" not in told
    assert "stops the clock" in " ".join(_sheet(_goals()).definitions)


def test_a_classification_without_a_goal_has_bins_and_none_within() -> None:
    bins = _sheet(_goals(Target(Classification.LOW, 5, Unit.DAYS))).bins[Classification.HIGH]
    assert not any(one.within for one in bins)


def test_an_odd_goal_is_an_edge_and_no_tick_lies_beside_it() -> None:
    bins = _sheet(_goals(Target(Classification.HIGH, 4.5, Unit.HOURS))).bins[Classification.HIGH]
    assert "≤ 4.5 h" in _labels(bins)
    assert "≤ 4 h" not in _labels(bins)


def test_an_empty_frame_has_zeros_and_no_shares() -> None:
    sheet = _sheet(_goals())
    assert (sheet.incidents, sheet.all.due, sheet.all.attainment, sheet.as_of) == ((), 0, None, None)
    assert [group.label for group in sheet.groups] == ["Critical", "High", "Medium", "Low", "All"]


def test_a_period_without_a_first_day_is_no_month() -> None:
    with pytest.raises(ValueError, match="first day"):
        monthly(ask(Frame.empty(), _goals()), "none")
    with pytest.raises(ValueError, match="first day"):
        monthly_sheet(ask(Frame.empty(), _goals()), "none")
