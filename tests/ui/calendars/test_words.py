"""What is said of support hours, and what is read from typing."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.errors import Refused
from desktop_app.ui.calendars.words import days_words, holidays_words, meaning, read_time, stepped, time_words

WEEK = {on: (time(8), time(17)) for on in range(5)}
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def test_a_calendar_is_said_in_one_sentence() -> None:
    holidays = frozenset(date(2026, 1, day) for day in range(1, 12))
    assert meaning(SupportCalendar(hours=WEEK, holidays=holidays)) == (
        "Mon to Fri 8:00 to 17:00, 45 h a week; 11 holidays in 2026"
    )


def test_days_of_the_same_hours_are_one_span() -> None:
    assert days_words(WEEK | {5: (time(9), time(12, 30))}) == "Mon to Fri 8:00 to 17:00, Sat 9:00 to 12:30"
    assert days_words({0: WEEK[0], 2: WEEK[0]}) == "Mon 8:00 to 17:00, Wed 8:00 to 17:00"
    assert days_words({on: (time(0), time(0)) for on in range(7)}) == "Mon to Sun 0:00 to 24:00"
    assert days_words({}) == "closed all week"


def test_holidays_are_counted_with_their_years() -> None:
    assert holidays_words([]) == "no holidays"
    assert holidays_words([date(2026, 1, 1)]) == "1 holiday in 2026"
    assert holidays_words([date(2026, 1, 1), date(2028, 1, 1)]) == "2 holidays 2026 to 2028"


@given(TIMES, st.booleans())
def test_a_time_reads_as_it_is_said(at: time, ends: bool) -> None:
    assert read_time(time_words(at, ends=ends), ends=ends) == at


@given(TIMES, st.sampled_from([-1, 1]), st.booleans())
def test_a_step_ends_on_a_half_hour_of_the_same_day(at: time, by: int, ends: bool) -> None:
    moved = stepped(at, by, ends=ends)
    assert moved.minute in (0, 30)
    before, after = _minutes(at, ends), _minutes(moved, ends)
    assert (after - before) * by >= 0 or after in (30 if ends else 0, 1440 if ends else 1410)
    assert abs(after - before) <= 30


def _minutes(at: time, ends: bool) -> int:
    minutes = at.hour * 60 + at.minute
    return 1440 if ends and not minutes else minutes


@pytest.mark.parametrize("text", ["", "eight", "25:00", "8:60", "24:00"])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(Refused, match="is not a time of the day"):
        read_time(text)
