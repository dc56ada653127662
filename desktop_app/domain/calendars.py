"""Support calendars: when the working clock runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Clock(StrEnum):
    ELAPSED = "elapsed"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class SupportCalendar:
    """One version of a calendar, valid from a day on.

    Opening hours in local wall time per weekday (0 is Monday), without the holidays.

    ``hours`` maps a weekday to one (from, to) pair of the same day; a ``to`` of 00:00 is the day's last midnight, and a
    weekday that is absent is closed.
    """

    zone: str = "UTC"
    hours: Mapping[int, tuple[time, time]] = field(
        default_factory=lambda: {day: (time(8), time(17)) for day in range(5)}
    )
    holidays: frozenset[date] = frozenset()
    name: str = ""  # of the calendar; the empty one is the workspace's own
    valid_from: date | None = None  # None: from the beginning
    id: int = 0
    changed_in: int = 0

    @property
    def working_day_seconds(self) -> int:
        """The length of one working day: the most common opening span of the week, in seconds."""
        spans = [open_seconds(*pair) for pair in self.hours.values()]
        return max(set(spans), key=lambda s: (spans.count(s), s)) if spans else 0


def open_seconds(start: time, end: time) -> int:
    """Seconds on the wall from one to the other on a day; a 00:00 at the end is the day's last midnight."""
    return (_of_day(end) or 86400) - _of_day(start)


def _of_day(wall: time) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second
