"""Running clocks: W(t), the seconds a clock has run at an instant, and the way back.

The clock between a and b is W(b) - W(a), so a million durations are two vectorised look-ups. Everything is exact in
whole seconds. Opening hours are local wall time: daylight-saving days really have 23 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desktop_app.domain.calendars import Clock, SupportCalendar
from desktop_app.domain.durations import DAY, duration
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target, Unit

Seconds = npt.NDArray[np.int64]

_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(2400, 1, 1)
_MARGIN: Final = timedelta(days=400)  # most deadlines lie within a year of their incident


class RunningClock(Protocol):
    """W(t) and its inverse over arrays of UTC seconds since 1970."""

    @property
    def kind(self) -> Clock: ...

    @property
    def day_seconds(self) -> int:
        """How long the clock runs on one day of a target."""

    def running(self, instants: Seconds) -> Seconds:
        """W: the seconds the clock has run at each instant, since an epoch of its own."""

    def instants(self, running: Seconds) -> Seconds:
        """The first instant at which the clock has run so many seconds since its epoch."""


@dataclass(frozen=True, slots=True)
class ElapsedClock:
    """Runs 24 x 7: the identity."""

    @property
    def kind(self) -> Clock:
        return Clock.ELAPSED

    @property
    def day_seconds(self) -> int:
        return DAY

    def running(self, instants: Seconds) -> Seconds:
        return instants

    def instants(self, running: Seconds) -> Seconds:
        return running


@dataclass(frozen=True, slots=True)
class _Table:
    """Opening spans in UTC seconds: where each begins, how long it is, and how long the clock has run when it begins.

    It covers the instants from ``low`` up to ``high``.
    """

    first: date
    last: date
    low: int
    high: int
    begin: Seconds
    length: Seconds
    run: Seconds


class WorkingClock:
    """Runs inside a support calendar. Its table covers the days asked for and grows when an instant lies outside.

    A wall time that a daylight-saving change skips counts as the moment an hour later; of one that comes twice, a span
    begins at the first and ends at the second. Raises Refused for a calendar without opening hours.
    """

    def __init__(self, calendar: SupportCalendar, start: int, end: int) -> None:
        if calendar.working_day_seconds <= 0:
            raise Refused(_("The support calendar has no opening hours, so the working clock never runs."))
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._epoch = _bounded(datetime.fromtimestamp(start, UTC).date())
        self._table = self._built(self._epoch, _bounded(datetime.fromtimestamp(end, UTC).date() + _MARGIN))

    @property
    def kind(self) -> Clock:
        return Clock.WORKING

    @property
    def day_seconds(self) -> int:
        return self.calendar.working_day_seconds

    def running(self, instants: Seconds) -> Seconds:
        if not len(instants):
            return instants
        table = self._covering(int(instants.min()), int(instants.max()))
        span = np.searchsorted(table.begin, instants, side="right") - 1
        np.maximum(span, 0, out=span)
        inside = np.clip(instants - table.begin[span], 0, table.length[span])
        running: Seconds = table.run[span] + inside
        return running

    def instants(self, running: Seconds) -> Seconds:
        if not len(running):
            return running
        table = self._reaching(int(running.min()), int(running.max()))
        span = np.searchsorted(table.run, running, side="left") - 1
        np.maximum(span, 0, out=span)
        inside = np.clip(running - table.run[span], 0, table.length[span])
        instants: Seconds = table.begin[span] + inside
        return instants

    def _covering(self, low: int, high: int) -> _Table:
        table = self._table
        if low < table.low or high >= table.high:
            first = min(table.first, _bounded(_day(low) - timedelta(days=7)))
            last = max(table.last, _bounded(_day(high) + _MARGIN))
            if (first, last) != (table.first, table.last):
                table = self._table = self._built(first, last)
        return table

    def _reaching(self, low: int, high: int) -> _Table:
        """The table with spans on both sides of these running seconds; never beyond the years 1900 to 2400."""
        table = self._table
        while True:
            early = not len(table.run) or low <= table.run[0]
            late = not len(table.run) or high > table.run[-1] + table.length[-1]
            reach = table.last - table.first + _MARGIN
            first = _earlier(table.first, reach) if early else table.first
            last = _later(table.last, reach) if late else table.last
            if (first, last) == (table.first, table.last):
                return table
            table = self._table = self._built(first, last)

    def _built(self, first: date, last: date) -> _Table:
        spans = np.array(list(self._spans(first, last)), dtype=np.int64).reshape(-1, 2)
        begin, length = spans[:, 0], spans[:, 1] - spans[:, 0]
        run = np.cumsum(length) - length
        epoch = self._midnight(self._epoch)
        before = int(length[begin < epoch].sum())  # the epoch is a midnight and no span reaches over one
        return _Table(first, last, self._midnight(first), self._midnight(last), begin, length, run - before)

    def _spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        calendar, zone = self.calendar, self._zone
        for ordinal in range(first.toordinal(), last.toordinal()):
            day = date.fromordinal(ordinal)
            hours = calendar.hours.get(day.weekday())
            if hours is None or day in calendar.holidays:
                continue
            begin = int(datetime.combine(day, hours[0], zone).timestamp())
            end = int(datetime.combine(day, hours[1], zone).replace(fold=1).timestamp())
            if end > begin:
                yield begin, end

    def _midnight(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self._zone).timestamp())


def _day(instant: int) -> date:
    """The UTC day of an instant, kept within the years the clock knows."""
    low, high = (int(datetime(d.year, d.month, d.day, tzinfo=UTC).timestamp()) for d in (_FIRST_DAY, _LAST_DAY))
    return datetime.fromtimestamp(min(max(instant, low), high), UTC).date()


def _bounded(day: date) -> date:
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _later(day: date, reach: timedelta) -> date:
    return min(_LAST_DAY, day + min(reach, _LAST_DAY - day))


def _earlier(day: date, reach: timedelta) -> date:
    return max(_FIRST_DAY, day - min(reach, day - _FIRST_DAY))


def target_seconds(target: Target, clock: RunningClock) -> int:
    """A target on a clock: hours stay hours, a day is as long as the clock runs on one."""
    unit = clock.day_seconds if target.unit is Unit.DAYS else target.unit.seconds
    return round(target.value * unit)


def text(seconds: float, clock: RunningClock) -> str:
    """A duration as people say it; on the working clock a day is a working day."""
    if clock.day_seconds == DAY or abs(seconds) < 2 * clock.day_seconds:
        return duration(seconds)
    return duration(seconds * DAY / clock.day_seconds)
