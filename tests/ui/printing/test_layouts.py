"""Which days a layout shows when it is told some of them or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.rotations import DAY
from desktop_app.ui.printing.calendar_words import month_end, period_words
from desktop_app.ui.printing.layouts import LONGEST_MONTH, Layout, Paper, Period, choices, compose, period
from tests.ui.printing.boards import board
from tests.ui.printing.judging import texts

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00")


def test_a_month_is_that_of_today_while_the_rota_runs_and_otherwise_its_first() -> None:
    own = board(3)
    assert period(Layout.MONTH, replace(own, now=at("2027-02-10"))) == Period(date(2027, 2, 1), date(2027, 2, 28))
    assert period(Layout.MONTH, replace(own, now=at("2026-12-01"))) == Period(date(2027, 1, 1), date(2027, 1, 31))
    assert period(Layout.MONTH, replace(own, now=None)).first == date(2027, 1, 1)


def test_a_rota_that_begins_at_the_end_of_a_month_is_printed_from_the_next() -> None:
    own = replace(board(3), now=None)
    late = replace(own, rota=replace(own.rota, from_on=date(2027, 3, 29)))
    assert period(Layout.MONTH, late).first == date(2027, 4, 1)


def test_the_wall_shows_the_whole_rota_or_the_quarter_of_a_day() -> None:
    own = board(3, weeks=8)
    assert period(Layout.QUARTER, own) == Period(own.rota.from_on, own.rota.to_on)
    assert period(Layout.QUARTER, own, date(2027, 5, 3)) == Period(date(2027, 4, 1), date(2027, 6, 30))


def test_the_programme_ends_with_the_month_of_its_last_session() -> None:
    assert period(Layout.HUB, board(24)) == Period(date(2027, 1, 1), date(2027, 3, 31))


def test_a_period_that_ends_before_it_begins_or_lasts_for_ever_is_refused() -> None:
    with pytest.raises(Refused, match="ends before it begins"):
        compose(Layout.MONTH, board(3), Paper.A4, first=date(2027, 2, 1), last=date(2027, 1, 1))
    with pytest.raises(Refused, match="three years"):
        compose(Layout.MONTH, board(3), Paper.A4, first=date(2027, 1, 1), last=date(2037, 1, 1))


def test_five_weeks_are_one_sheet_and_a_day_more_is_two_months() -> None:
    own = board(3)
    five = compose(Layout.MONTH, own, Paper.A4, None, date(2027, 1, 4), date(2027, 1, 4) + DAY * (LONGEST_MONTH - 1))
    more = compose(Layout.MONTH, own, Paper.A4, None, date(2027, 1, 4), date(2027, 1, 4) + DAY * LONGEST_MONTH)
    assert [len(five.pages), len(more.pages)] == [1, 2]
    assert "Rotation plan, 4 Jan – 7 Feb 2027" in texts(five.pages[0])
    assert "Page 2 of 2" in texts(more.pages[1])


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + DAY).day == 1


def test_whole_months_are_called_by_their_names() -> None:
    assert period_words(date(2027, 1, 1), date(2027, 1, 31)) == "January 2027"
    assert period_words(date(2027, 1, 1), date(2027, 3, 31)) == "January to March 2027"
    assert period_words(date(2026, 11, 1), date(2027, 1, 31)) == "November 2026 to January 2027"
    assert period_words(date(2026, 12, 28), date(2027, 1, 31)) == "28 Dec 2026 – 31 Jan 2027"


@pytest.mark.parametrize("layout", list(Layout))
def test_offered_periods_begin_with_the_proposal_and_repeat_none(layout: Layout) -> None:
    own = board(15)
    offered = [each for _words, each in choices(layout, own)]
    assert offered[0] == period(layout, own)
    assert len(set(offered)) == len(offered)
    words = [words for words, _each in choices(layout, own)]
    assert len(set(words)) == len(words)
