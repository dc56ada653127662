"""Clocks that run inside support calendars: one calendar over its versions, or one for each service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.domain.calendars import Clock, SupportCalendar
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.measures.clock.opening_hours import OpeningHours, Seconds, Table
from desktop_app.measures.lives.frame import Frame

Rows = npt.NDArray[np.int64]

_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(2400, 1, 1)
_MARGIN: Final = timedelta(days=400)  # most deadlines lie within a year of their incident
_EDGE: Final = timedelta(days=2)  # more than any two zones lie apart


class WorkingClock:
    """Runs inside a support calendar, given as its versions or as the only one.

    Its table covers the days asked for and grows when an instant lies outside. Raises Refused for a calendar without
    opening hours.
    """

    def __init__(self, calendar: SupportCalendar | Sequence[SupportCalendar], start: int, end: int) -> None:
        versions = (calendar,) if isinstance(calendar, SupportCalendar) else tuple(calendar)
        if not versions or min(v.working_day_seconds for v in versions) <= 0:
            raise Refused(_("The support calendar has no opening hours, so the working clock never runs."))
        self._hours = OpeningHours(versions)
        self._epoch = _bounded(datetime.fromtimestamp(start, UTC).date())
        last = _bounded(datetime.fromtimestamp(end, UTC).date() + _MARGIN)
        self._table = self._built(_earlier(self._epoch, _EDGE), last)
        self._day_lengths = np.array([v.working_day_seconds for v in self._hours.versions], dtype=np.int64)
        now = int(self._hours.version_at(np.array([end], dtype=np.int64))[0])
        self.calendar = self._hours.versions[now]

    @property
    def kind(self) -> Clock:
        return Clock.WORKING

    @property
    def day_seconds(self) -> int:
        return self.calendar.working_day_seconds

    @property
    def working(self) -> WorkingClock:
        return self

    def of(self, _frame: Frame) -> WorkingClock:
        return self

    def running(self, instants: Seconds, _row: Rows | None = None) -> Seconds:
        if not len(instants):
            return instants
        table = self._covering(int(instants.min()), int(instants.max()))
        span = np.searchsorted(table.begin, instants, side="right") - 1
        np.maximum(span, 0, out=span)
        inside = np.clip(instants - table.begin[span], 0, table.length[span])
        running: Seconds = table.run[span] + inside
        return running

    def instants(self, running: Seconds, _row: Rows | None = None) -> Seconds:
        if not len(running):
            return running
        table = self._reaching(int(running.min()), int(running.max()))
        span = np.searchsorted(table.run, running, side="left") - 1
        np.maximum(span, 0, out=span)
        inside = np.clip(running - table.run[span], 0, table.length[span])
        instants: Seconds = table.begin[span] + inside
        return instants

    def days(self, opened: Seconds) -> Seconds | None:
        if (self._day_lengths == self._day_lengths[0]).all():
            return None
        lengths: Seconds = self._day_lengths[self._hours.version_at(opened)]
        return lengths

    def _covering(self, low: int, high: int) -> Table:
        table = self._table
        if low < table.low or high >= table.high:
            first = min(table.first, _bounded(_day(low) - timedelta(days=7)))
            last = max(table.last, _bounded(_day(high) + _MARGIN))
            if (first, last) != (table.first, table.last):
                table = self._table = self._built(first, last)
        return table

    def _reaching(self, low: int, high: int) -> Table:
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

    def _built(self, first: date, last: date) -> Table:
        return self._hours.table(first, last, self._epoch)


class ServiceClocks:
    """Working clocks of several calendars: each incident runs on that of its system, others on the workspace's own."""

    def __init__(
        self, own: WorkingClock, systems: Mapping[int, WorkingClock], which: npt.NDArray[np.int16] | None = None
    ) -> None:
        """``which`` gives, per row of a frame, the place of its clock; None while no frame was named."""
        self._own = own
        self._systems = systems
        self._clocks = tuple(dict.fromkeys((own, *systems.values())))
        self._which = which

    @property
    def kind(self) -> Clock:
        return Clock.WORKING

    @property
    def day_seconds(self) -> int:
        """That of the workspace's own calendar."""
        return self._own.day_seconds

    @property
    def working(self) -> ServiceClocks:
        return self

    def of(self, frame: Frame) -> ServiceClocks:
        systems = frame.incidents["system"]
        place_of = np.zeros(2 + max((0, *self._systems)), dtype=np.int16)
        for key, clock in self._systems.items():
            place_of[key] = self._clocks.index(clock)
        keys = systems.fill_null(0).to_numpy()
        return ServiceClocks(self._own, self._systems, place_of[np.clip(keys, 0, len(place_of) - 1)])

    def running(self, instants: Seconds, row: Rows | None = None) -> Seconds:
        return self._each(instants, row, WorkingClock.running)

    def instants(self, running: Seconds, row: Rows | None = None) -> Seconds:
        return self._each(running, row, WorkingClock.instants)

    def days(self, opened: Seconds) -> Seconds | None:
        lengths = self._each(opened, None, _day_lengths)
        return None if not len(lengths) or (lengths == self.day_seconds).all() else lengths

    def _each(self, values: Seconds, row: Rows | None, asked: Callable[[WorkingClock, Seconds], Seconds]) -> Seconds:
        """The values in the same order, each answered by the clock of its row."""
        if self._which is None:
            return asked(self._own, values)
        which = self._which if row is None else self._which[row]
        if len(which) != len(values):
            raise ValueError("Several calendars: the rows of the frame must be named")
        answers = np.empty_like(values)
        for place, clock in enumerate(self._clocks):
            held = which == place
            if held.any():
                answers[held] = asked(clock, values[held])
        return answers


def _day_lengths(clock: WorkingClock, opened: Seconds) -> Seconds:
    lengths = clock.days(opened)
    return np.full(len(opened), clock.day_seconds, dtype=np.int64) if lengths is None else lengths


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
