"""Whole weeks: from the first Monday that is wholly known to the last Sunday, in the workspace's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from desktop_app.domain.periods import Period
from desktop_app.measures.asking.weeks import Watched, WholeWeeks, known_to, watched, whole_weeks
from tests.measures.factories import DAY, at, frame, incident

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
    assert (weeks.mondays[0], weeks.n) == (date(2026, 3, 2), 3)
    assert weeks.notes == ("1 was opened more than half a year before all others: the watch begins after it.",)
    assert all_weeks(0, now=3 * WEEK_H).notes == ()


def test_a_long_pause_between_many_incidents_is_kept() -> None:
    early = -40 * 7 * 24
    weeks = all_weeks(early, early + 5, early + 9, *range(0, 400, 20), now=3 * WEEK_H + 100)
    assert (weeks.notes, weeks.n) == ((), 43)
    assert all_weeks(early, 0, 5, now=3 * WEEK_H + 100).notes == ()


DAILY = tuple(range(0, 8 * WEEK_H, 24))


def test_openings_that_stop_end_the_weeks_whatever_was_closed_later() -> None:
    """A dump of what was opened in some months, with one straggler when its last ones are closed on their own."""
    weeks = all_weeks(*DAILY, 48 * WEEK_H, now=48 * WEEK_H + 1)
    assert (weeks.n, weeks.mondays[-1]) == (7, date(2026, 4, 13))
    assert weeks.notes == ("Watched until 26 Apr 2026: nothing but 1 incident was opened after it.",)
    assert all_weeks(*DAILY, 17 * WEEK_H, now=40 * WEEK_H).notes == weeks.notes  # nine weeks later is enough
    silent = all_weeks(*DAILY, now=14 * WEEK_H)
    assert silent.n == 7
    assert silent.notes == ("Watched until 26 Apr 2026: nothing was opened after it.",)


def test_a_short_silence_and_one_like_those_before_are_watched() -> None:
    opened = np.array([n * DAY for n in range(40)], dtype=np.int64)
    last = 39 * DAY
    assert watched(opened, last + 28 * DAY) == Watched(0, last + 28 * DAY)
    assert watched(opened, last + 29 * DAY) == Watched(0, last, ended=True)
    assert watched(opened * 15, last * 15 + 30 * DAY) == Watched(0, last * 15 + 30 * DAY)  # one every fifteen days
    assert watched(opened * 15, last * 15 + 31 * DAY).ended
    assert not watched(opened[:9], 300 * DAY).ended  # too few to tell


def test_more_than_one_in_a_hundred_after_a_long_pause_are_no_stragglers() -> None:
    opened = np.array([*(n * DAY for n in range(40)), 300 * DAY, 301 * DAY], dtype=np.int64)
    assert watched(opened, 302 * DAY) == Watched(0, 302 * DAY)
    assert watched(opened[:-1], 302 * DAY) == Watched(0, 39 * DAY, 0, 1, ended=True)


def test_what_these_rows_have_no_more_of_was_watched_as_long_as_their_source_goes_on() -> None:
    made = [incident(hours, source=1) for hours in range(0, 20 * WEEK_H, 24)]
    found = frame(*made, now=at(20 * WEEK_H), as_of={1: at(20 * WEEK_H)})
    few = np.arange(len(made)) < 20
    assert whole_weeks(found, few).n == 20
