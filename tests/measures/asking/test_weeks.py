"""Whole weeks: from the first Monday that is wholly known to the last Sunday, in the workspace's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from desktop_app.domain.periods import Period
from desktop_app.measures.asking.weeks import WholeWeeks, early_line, known_to, whole_weeks
from tests.measures.factories import at, frame, incident

WEEK_H = 168


def all_weeks(*opened: float, now: float, **values: object) -> WholeWeeks:
    found = frame(*(incident(hours) for hours in opened), now=at(now), **values)
    return whole_weeks(found, np.ones(len(opened), dtype=np.bool_))


def test_weeks_begin_with_the_first_monday_and_end_before_the_one_that_goes_on() -> None:
    assert all_weeks(0, now=2 * WEEK_H + 100).mondays == (date(2026, 3, 2), date(2026, 3, 9))
    assert all_weeks(30, now=2 * WEEK_H + 100).mondays == (date(2026, 3, 9),)
    assert all_weeks(30, now=100).mondays == ()
    assert all_weeks(now=100).n == 0


def test_a_week_with_a_change_of_the_clocks_is_an_hour_shorter() -> None:
    weeks = all_weeks(0, now=6 * WEEK_H, zone="Europe/Berlin")
    lengths = np.diff(weeks.bounds) // 3600
    assert lengths.tolist() == [168, 168, 168, 167, 168, 168]
    begins = [datetime.fromtimestamp(int(second), UTC).hour for second in weeks.bounds]
    assert begins == [23, 23, 23, 23, 22, 22, 22]


def test_an_instant_is_placed_in_its_week_or_in_none() -> None:
    weeks = all_weeks(0, now=2 * WEEK_H)
    instants = np.array([weeks.bounds[0] - 1, weeks.bounds[0], weeks.bounds[1], weeks.bounds[2]])
    assert weeks.of(instants).tolist() == [-1, 0, 1, -1]


def test_only_weeks_that_lie_wholly_in_the_period_are_shown() -> None:
    weeks = all_weeks(0, now=5 * WEEK_H)
    assert weeks.shown(Period()) == range(5)
    assert weeks.shown(Period(date(2026, 3, 3), date(2026, 3, 22))) == range(1, 3)
    assert weeks.shown(Period(date(2027, 1, 1), None)) == range(0)


def test_a_source_is_known_up_to_its_newest_stamp_and_what_is_logged_by_hand_up_to_now() -> None:
    both = (incident(0, source=1), incident(10))
    found = frame(*both, now=at(900), as_of={1: at(50)})
    assert known_to(found, np.array([True, False])) == at(50)
    assert known_to(found, np.array([True, True])) == at(50)
    newer = frame(*both, incident(60), now=at(900), as_of={1: at(50)})
    assert known_to(newer, np.array([True, True, True])) == at(900)


def test_a_stamp_decades_early_does_not_begin_the_weeks() -> None:
    stray = -20 * 365 * 24
    weeks = all_weeks(stray, *range(0, 400, 20), now=3 * WEEK_H + 100)
    assert (weeks.mondays[0], weeks.n, weeks.early) == (date(2026, 3, 2), 3, 1)
    assert early_line(weeks) == ("1 was opened more than half a year before all others: the weeks begin after it.",)
    assert early_line(all_weeks(0, now=3 * WEEK_H)) == ()


def test_a_long_pause_between_many_incidents_is_kept() -> None:
    early = -40 * 7 * 24
    weeks = all_weeks(early, early + 5, early + 9, *range(0, 400, 20), now=3 * WEEK_H + 100)
    assert (weeks.early, weeks.n) == (0, 43)
    assert all_weeks(early, 0, 5, now=3 * WEEK_H + 100).early == 0
