"""Days as seen from today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.periods import RELATIVE, Period, days_ago, last_days, next_days, relative, whole_month

TODAY = date(2026, 1, 1)  # a Thursday


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("today", "2026-01-01", "2026-01-01"),
        ("yesterday", "2025-12-31", "2025-12-31"),
        ("tomorrow", "2026-01-02", "2026-01-02"),
        ("this_week", "2025-12-29", "2026-01-04"),
        ("last_week", "2025-12-22", "2025-12-28"),
        ("next_week", "2026-01-05", "2026-01-11"),
        ("this_month", "2026-01-01", "2026-01-31"),
        ("last_month", "2025-12-01", "2025-12-31"),
        ("this_quarter", "2026-01-01", "2026-03-31"),
        ("last_quarter", "2025-10-01", "2025-12-31"),
        ("this_year", "2026-01-01", "2026-12-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
    ],
)
def test_periods_around_the_turn_of_a_year(key: str, first: str, last: str) -> None:
    assert relative(key, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_counted_days_take_today_in() -> None:
    assert last_days(1, TODAY) == relative("today", TODAY)
    assert last_days(7, TODAY) == Period(date(2025, 12, 26), TODAY)
    assert next_days(7, TODAY) == Period(TODAY, date(2026, 1, 7))
    assert days_ago(7, TODAY) == Period(None, date(2025, 12, 24))


@given(st.dates(date(1950, 1, 1), date(2900, 1, 1)))
def test_last_this_and_next_follow_each_other_without_a_gap(today: date) -> None:
    for unit in ("week", "month", "quarter", "year"):
        this, last = relative(f"this_{unit}", today), relative(f"last_{unit}", today)
        assert this.from_on is not None
        assert this.to_on is not None
        assert this.from_on <= today <= this.to_on
        assert last.to_on == this.from_on - timedelta(days=1)
    assert {key.partition("_")[2] for key in RELATIVE} == {"", "week", "month", "quarter", "year"}


@pytest.mark.parametrize(
    ("period", "month"),
    [
        (Period(date(2026, 2, 1), date(2026, 2, 28)), date(2026, 2, 1)),
        (Period(date(2026, 12, 1), date(2026, 12, 31)), date(2026, 12, 1)),
        (Period(date(2026, 2, 1), date(2026, 3, 31)), None),
        (Period(date(2026, 2, 2), date(2026, 2, 28)), None),
        (Period(date(2026, 2, 1), None), None),
        (Period(), None),
    ],
)
def test_a_period_is_known_to_be_a_whole_month(period: Period, month: date | None) -> None:
    assert whole_month(period) == month
