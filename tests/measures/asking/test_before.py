from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.periods import Period, relative, whole_month
from desktop_app.measures.asking.before import before, before_label, days_in, period_line

days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(days, st.integers(0, 4000))
def test_the_period_before_is_as_long_and_ends_the_day_before(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assume(whole_month(period) is None)
    found = before(period)
    assert found is not None
    assert days_in(found) == days_in(period) == length + 1
    assert found.to_on == start - timedelta(days=1)


@given(days)
def test_before_a_whole_month_lies_the_month_before(day: date) -> None:
    period = relative("this_month", day)
    assert before(period) == relative("last_month", day)
    assert before_label(period) == "month before"


@pytest.mark.parametrize("period", [Period(), Period(date(2026, 1, 1), None), Period(None, date(2026, 1, 1))])
def test_an_open_ended_period_has_none_before_it_and_no_name_for_it(period: Period) -> None:
    assert (before(period), before_label(period), days_in(period)) == (None, "", None)


def test_before_the_first_day_of_all_there_is_nothing() -> None:
    assert before(Period(date(1, 1, 2), date(1, 1, 9))) is None
    assert before(Period(date(1, 1, 1), date(1, 1, 31))) is None


@pytest.mark.parametrize(
    ("length", "label"),
    [(1, "day before"), (7, "week before"), (168, "24 weeks before"), (30, "30 days before"), (2, "2 days before")],
)
def test_whole_weeks_are_called_weeks(length: int, label: str) -> None:
    assert before_label(Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length - 1))) == label


def test_the_definition_names_the_days() -> None:
    assert period_line("deadline", Period()) == "Period: all that is known, by deadline."
    assert period_line("opened", Period(date(2026, 1, 1), None)) == (
        "Period: opened from 2026-01-01 to the newest known instant, both days inside, in the workspace's time zone."
    )
    assert "from the beginning to 2026-03-31," in period_line("opened", Period(None, date(2026, 3, 31)))
