"""The opening spans of one support calendar over its versions, as instants: what the working clock runs through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desktop_app.domain.calendars import SupportCalendar

Seconds = npt.NDArray[np.int64]

ALWAYS: Final = 2**62  # beyond every instant
_MIDNIGHT: Final = time(0)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Table:
    """Opening spans in UTC seconds: where each begins, how long it is, and how long the clock has run when it begins.

    It covers the instants from ``low`` up to ``high``; ``first`` and ``last`` are the local days it was made of.
    """

    first: date
    last: date
    low: int
    high: int
    begin: Seconds
    length: Seconds
    run: Seconds


class OpeningHours:
    """The versions of one calendar in their order. At each instant the newest holds whose first midnight has passed.

    That midnight is one of the version's own zone. The oldest holds for the time before it too. A wall time that a
    daylight-saving change skips counts as the moment an hour later; of one that comes twice, a span begins at the first
    and ends at the second.
    """

    def __init__(self, versions: Sequence[SupportCalendar]) -> None:
        self.versions = tuple(sorted(versions, key=lambda v: (v.valid_from or date.min, v.id)))
        later = [_midnight(v.valid_from or date.min, ZoneInfo(v.zone)) for v in self.versions[1:]]
        self.since = np.maximum.accumulate(np.array([-ALWAYS, *later], dtype=np.int64))

    def version_at(self, instants: Seconds) -> npt.NDArray[np.int64]:
        """The place of the version that holds at each instant."""
        place: npt.NDArray[np.int64] = np.searchsorted(self.since, instants, side="right") - 1
        return place

    def table(self, first: date, last: date, epoch: date) -> Table:
        """The spans of these local days, ``last`` outside; the clock has run 0 seconds at the epoch's UTC midnight."""
        spans = np.array(list(self._spans(first, last)), dtype=np.int64).reshape(-1, 2)
        begin, end = spans[:, 0], np.maximum.accumulate(spans[:, 1]) if len(spans) else spans[:, 1]
        begin[1:] = np.maximum(begin[1:], end[:-1])  # a day that a zone skipped altogether falls upon the next one
        length = np.maximum(end - begin, 0)
        start = _midnight(epoch, ZoneInfo("UTC"))
        before = int(np.clip(start - begin, 0, length).sum())
        zones = {ZoneInfo(v.zone) for v in self.versions}
        low, high = max(_midnight(first, zone) for zone in zones), min(_midnight(last, zone) for zone in zones)
        return Table(first, last, low, high, begin, length, np.cumsum(length) - length - before)

    def _spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        ends = [*self.since[1:].tolist(), ALWAYS]
        for version, since, until in zip(self.versions, self.since.tolist(), ends, strict=True):
            low = first if since == -ALWAYS else max(first, _day(since) - _DAY)
            high = last if until == ALWAYS else min(last, _day(until) + 2 * _DAY)
            for begin, end in _spans(version, low, high):
                if min(end, until) > max(begin, since):
                    yield max(begin, since), min(end, until)


def _spans(calendar: SupportCalendar, first: date, last: date) -> Iterator[tuple[int, int]]:
    zone = ZoneInfo(calendar.zone)
    for ordinal in range(first.toordinal(), last.toordinal()):
        day = date.fromordinal(ordinal)
        hours = calendar.hours.get(day.weekday())
        if hours is None or day in calendar.holidays:
            continue
        begin = int(datetime.combine(day, hours[0], zone).timestamp())
        if hours[1] == _MIDNIGHT:
            yield begin, _midnight(day + _DAY, zone)
        else:
            yield begin, int(datetime.combine(day, hours[1], zone).replace(fold=1).timestamp())


def _midnight(day: date, zone: ZoneInfo) -> int:
    if day == date.min:
        return -ALWAYS
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def _day(instant: int) -> date:
    return datetime.fromtimestamp(instant, UTC).date()
