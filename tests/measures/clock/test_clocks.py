from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.targets import Target, Unit
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import ElapsedClock, Support, WorkingClock
from tests.measures.factories import DAY, HOUR, MONDAY, NOW, berlin, frame, incident

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")


def stamp(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def seconds(*instants: int) -> np.ndarray:
    return np.array(instants, dtype=np.int64)


def between(clock: WorkingClock, start: int, end: int) -> int:
    a, b = clock.running(seconds(start, end))
    return int(b - a)


def walked(versions: Sequence[SupportCalendar], start: int, end: int) -> int:
    """The working seconds between two instants, by asking each minute's local wall time."""
    total = 0
    for minute in range(start - start % 60, end, 60):
        calendar = held_at(versions, minute)
        local = datetime.fromtimestamp(minute, ZoneInfo(calendar.zone))
        hours = calendar.hours.get(local.weekday())
        if not hours or local.date() in calendar.holidays:
            continue
        if hours[0] <= local.time() and (local.time() < hours[1] or hours[1] == time(0)):
            total += min(minute + 60, end) - max(minute, start)
    return total


def held_at(versions: Sequence[SupportCalendar], instant: int) -> SupportCalendar:
    """The newest version whose first midnight has passed, the oldest before that."""
    begun = [
        v
        for v in versions[1:]
        if datetime.combine(v.valid_from or date.min, time(), ZoneInfo(v.zone)).timestamp() <= instant
    ]
    return begun[-1] if begun else versions[0]


# Opening and closing times keep clear of the hour that a change of daylight saving skips or repeats.
quarter = st.sampled_from([time(0), time(0, 45), *(time(h, m) for h in range(4, 24) for m in (0, 15, 30))])
spans = st.tuples(quarter, quarter).filter(lambda pair: pair[0] < pair[1] or pair[1] == time(0))
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    SupportCalendar,
    zone=st.sampled_from(ZONES),
    hours=st.dictionaries(st.integers(0, 6), spans, min_size=1),
    holidays=st.frozensets(days, max_size=4),
)
# Days around the changes of daylight saving come up as often as all others together.
starts = st.one_of(st.sampled_from([date(2026, 3, 7), date(2026, 3, 28), date(2026, 10, 24), date(2026, 10, 31)]), days)


@settings(max_examples=60, deadline=None)
@given(calendars, starts, st.integers(0, DAY), st.integers(0, 5 * DAY))
def test_the_working_clock_agrees_with_a_walk_to_the_second(
    calendar: SupportCalendar, day: date, second: int, length: int
) -> None:
    start = int(datetime.combine(day, time(), UTC).timestamp()) + second
    end = start + length
    assert between(WorkingClock(calendar, start, end), start, end) == walked([calendar], start, end)


@settings(max_examples=60, deadline=None)
@given(st.lists(calendars, min_size=2, max_size=4), starts, st.lists(st.integers(-3, 3)), st.integers(0, 5 * DAY))
def test_a_new_version_of_a_calendar_holds_from_its_own_midnight_on(
    drawn: list[SupportCalendar], day: date, offsets: list[int], length: int
) -> None:
    begins = sorted(day + timedelta(days=n) for n in {*range(len(drawn) - 1), *offsets})
    versions = [
        drawn[0],
        *(replace(v, valid_from=d, id=n) for n, (v, d) in enumerate(zip(drawn[1:], begins, strict=False))),
    ]
    start = int(datetime.combine(day, time(), UTC).timestamp()) - 2 * DAY
    clock = WorkingClock(list(reversed(versions)), start, start)
    assert between(clock, start, start + length) == walked(versions, start, start + length)
    wanted = clock.running(seconds(start))[0] + np.arange(1, 90 * HOUR, 7 * HOUR - 1)
    found = clock.instants(wanted)
    assert (clock.running(found) == wanted).all()
    assert (clock.running(found - 1) == wanted - 1).all()


@settings(max_examples=60, deadline=None)
@given(calendars, starts, st.integers(0, DAY), st.lists(st.integers(1, 90 * 9 * HOUR), min_size=1, max_size=5))
def test_the_instant_of_a_running_time_is_the_first_that_reaches_it(
    calendar: SupportCalendar, day: date, second: int, lengths: list[int]
) -> None:
    start = int(datetime.combine(day, time(), UTC).timestamp()) + second
    clock = WorkingClock(calendar, start, start)
    wanted = clock.running(seconds(start))[0] + np.array(lengths)
    found = clock.instants(wanted)
    assert (clock.running(found) == wanted).all()
    assert (clock.running(found - 1) == wanted - 1).all()


def test_elapsed_is_the_time_itself() -> None:
    now = seconds(5, 70, -3)
    assert (ElapsedClock().running(now) == now).all()
    assert (ElapsedClock().instants(now) == now).all()


def test_a_working_day_in_berlin_runs_from_eight_to_five_local() -> None:
    clock = WorkingClock(berlin(), stamp("2026-03-27T00:00"), stamp("2026-04-01T00:00"))
    friday, monday = stamp("2026-03-27T16:00", "Europe/Berlin"), stamp("2026-03-30T09:00", "Europe/Berlin")
    assert between(clock, friday, monday) == 2 * HOUR
    assert monday - friday == 64 * HOUR  # one of the 65 hours on the wall was skipped


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_of_daylight_saving_really_has_23_or_25_hours(day: str, hours: int) -> None:
    always = SupportCalendar("Europe/Berlin", dict.fromkeys(range(7), (time(0), time(23, 59, 59))))
    start = stamp(f"{day}T00:00", "Europe/Berlin")
    end = start + hours * HOUR
    assert between(WorkingClock(always, start, end), start, end) == hours * HOUR - 1


def test_holidays_are_closed() -> None:
    calendar = SupportCalendar(holidays=frozenset({date(2026, 12, 25)}))
    start = stamp("2026-12-24T12:00")
    assert between(WorkingClock(calendar, start, start), start, start + 4 * DAY) == 9 * HOUR


def test_the_clock_grows_to_both_sides_and_keeps_its_readings() -> None:
    start = stamp("2026-03-02T08:00")
    clock = WorkingClock(SupportCalendar(), start, start + DAY)
    before = clock.running(seconds(start + 3 * HOUR))[0]
    assert between(clock, start - 52 * 7 * DAY, start) == 52 * 45 * HOUR
    assert between(clock, start, start + 520 * 7 * DAY) == 520 * 45 * HOUR
    assert clock.running(seconds(start + 3 * HOUR))[0] == before
    assert clock.instants(seconds(before))[0] == start + 3 * HOUR


def test_a_running_time_that_is_never_reached_ends_with_the_calendar() -> None:
    calendar = SupportCalendar(hours={0: (time(8), time(9))})
    clock = WorkingClock(calendar, stamp("2026-01-01T00:00"), stamp("2026-01-02T00:00"))
    assert clock.instants(seconds(10**9))[0] < stamp("2400-01-02T00:00")


def test_a_calendar_without_hours_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="no opening hours"):
        WorkingClock(SupportCalendar(hours={}), 0, 1)


def test_hours_of_a_target_stay_hours_and_days_are_working_days() -> None:
    working, elapsed = WorkingClock(SupportCalendar(), 0, 1), clocks.ElapsedClock()
    hours, days_ = (Target(Classification.LOW, 3.0, unit) for unit in (Unit.HOURS, Unit.DAYS))
    assert [clocks.target_seconds(t, elapsed) for t in (hours, days_)] == [3 * HOUR, 3 * DAY]
    assert [clocks.target_seconds(t, working) for t in (hours, days_)] == [3 * HOUR, 27 * HOUR]


def test_days_are_said_in_days_of_the_clock() -> None:
    working = WorkingClock(SupportCalendar(), 0, int(timedelta(days=9).total_seconds()))
    assert clocks.text(27 * HOUR, working) == "3.0 d"
    assert clocks.words(27 * HOUR, working) == "3.0 working d"
    assert clocks.text(17 * HOUR, working) == "17 h"
    assert clocks.text(27 * HOUR, ElapsedClock()) == "27 h"


def test_a_closing_time_that_comes_twice_is_the_second_one() -> None:
    calendar = SupportCalendar("Europe/Berlin", {6: (time(0), time(2, 30))})
    start = stamp("2026-10-25T00:00", "Europe/Berlin")
    assert between(WorkingClock(calendar, start, start), start, start + DAY) == 3.5 * HOUR


def test_support_hours_may_last_until_midnight_and_a_day_may_never_close() -> None:
    late, always = {4: (time(16), time(0))}, dict.fromkeys(range(7), (time(0), time(0)))
    friday = stamp("2026-03-27T00:00", "Europe/Berlin")
    evening = WorkingClock(SupportCalendar("Europe/Berlin", late), friday, friday)
    assert (between(evening, friday, friday + 3 * DAY), evening.day_seconds) == (8 * HOUR, 8 * HOUR)
    whole = WorkingClock(SupportCalendar("Europe/Berlin", always), friday, friday)
    assert (between(whole, friday, friday + 3 * DAY), whole.day_seconds) == (3 * DAY, DAY)


def test_a_new_version_does_not_rewrite_the_past() -> None:
    old, new = SupportCalendar(), SupportCalendar(hours={0: (time(8), time(10))}, valid_from=date(2026, 4, 6))
    march, may = stamp("2026-03-02T00:00"), stamp("2026-05-04T00:00")
    before, after = WorkingClock(old, march, march), WorkingClock([old, new], march, march)
    assert between(after, march, march + 7 * DAY) == between(before, march, march + 7 * DAY) == 45 * HOUR
    assert between(after, may, may + 7 * DAY) == 2 * HOUR
    assert after.day_seconds == 9 * HOUR, "as of the newest known instant"
    lengths = after.days(seconds(march, may))
    assert lengths is not None
    assert lengths.tolist() == [9 * HOUR, 2 * HOUR]
    assert before.days(seconds(march, may)) is None


def test_each_system_runs_on_its_own_calendar() -> None:
    night = SupportCalendar(hours=dict.fromkeys(range(7), (time(20), time(0))), name="Night")
    support = Support({"": (SupportCalendar(),), "Night": (night,)}, {2: "Night", 3: "Gone"}, MONDAY, NOW)
    found = frame(*(incident(0, system=system) for system in (1, 2, None, 3, 2)))
    clock = support.clock().of(found)
    day = clock.running(np.full(5, MONDAY + DAY)) - clock.running(np.full(5, MONDAY))
    assert (day / HOUR).tolist() == [9, 4, 9, 9, 4]
    rows = np.array([4, 0])
    again = clock.running(np.full(2, MONDAY + DAY), rows) - clock.running(np.full(2, MONDAY), rows)
    assert (again / HOUR).tolist() == [4, 9]
    ran = clock.running(np.full(5, MONDAY))
    assert (clock.running(clock.instants(ran + 3 * HOUR)) == ran + 3 * HOUR).all()
    assert clock.day_seconds == 9 * HOUR
    with pytest.raises(ValueError, match="rows of the frame"):
        clock.running(np.full(2, MONDAY))


def test_working_units_run_on_the_working_clock_whatever_the_reader_looks_at() -> None:
    working, elapsed = WorkingClock(SupportCalendar(), 0, 1), ElapsedClock()
    days_, hours = (Target(Classification.LOW, 2.0, unit) for unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS))
    assert [clocks.target_seconds(days_, clock) for clock in (working, elapsed)] == [18 * HOUR] * 2
    assert [clocks.mark_seconds(hours, clock) for clock in (working, elapsed)] == [2 * HOUR, None]
    assert clocks.mark_seconds(Target(Classification.LOW, 2.0, Unit.DAYS), elapsed) == 2 * DAY
