"""Running clocks: W(t), the seconds a clock has run at an instant, and the way back.

The clock between a and b is W(b) - W(a), so a million durations are two vectorised look-ups. Everything is exact in
whole seconds. Opening hours are local wall time: daylight-saving days really have 23 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from desktop_app.domain.calendars import Clock, SupportCalendar
from desktop_app.domain.durations import DAY, duration
from desktop_app.domain.targets import Target
from desktop_app.measures.clock.opening_hours import Seconds
from desktop_app.measures.clock.working_clock import Rows, ServiceClocks, WorkingClock
from desktop_app.measures.lives.frame import Frame

__all__ = [
    "ElapsedClock", "Rows", "RunningClock", "Seconds", "Support", "WorkingClock", "mark_seconds", "runs_on",
    "target_seconds", "text", "words",
]  # fmt: skip


class RunningClock(Protocol):
    """W(t) and its inverse over arrays of UTC seconds since 1970.

    Each service may have a calendar of its own: ``of`` gives the clock of each incident of a frame, and then ``row``
    says whose clock is meant by each entry, as rows of that frame. Without ``row`` there is one entry for every row.
    """

    @property
    def kind(self) -> Clock: ...

    @property
    def day_seconds(self) -> int:
        """How long the clock runs on one day of a target."""

    @property
    def working(self) -> RunningClock:
        """The working clock beside it, on which working hours and days run whatever the reader looks at."""

    def of(self, frame: Frame) -> RunningClock: ...

    def running(self, instants: Seconds, row: Rows | None = None) -> Seconds:
        """W: the seconds the clock has run at each instant, since an epoch of its own."""

    def instants(self, running: Seconds, row: Rows | None = None) -> Seconds:
        """The first instant at which the clock has run so many seconds since its epoch."""

    def days(self, opened: Seconds) -> Seconds | None:
        """``day_seconds`` as it was at each opening, row by row; None where it never was another."""


@dataclass(frozen=True, slots=True)
class Support:
    """The support calendars of a workspace: the versions of each by name ("" is its own), and each system's calendar.

    ``systems`` maps keys of the frame to names; a system that is not in it, or whose calendar is gone, has the
    workspace's own. ``start`` and ``end`` are the UTC seconds that are mostly asked for.
    """

    calendars: Mapping[str, tuple[SupportCalendar, ...]] = field(
        default_factory=lambda: MappingProxyType({"": (SupportCalendar(),)})
    )
    systems: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    start: int = 0
    end: int = 0

    def clock(self) -> RunningClock:
        """The working clock. Raises Refused for a calendar in use without opening hours."""
        own = WorkingClock(self.calendars[""], self.start, self.end)
        used = {name for name in self.systems.values() if name and name in self.calendars}
        if not used:
            return own
        each = {name: WorkingClock(self.calendars[name], self.start, self.end) for name in sorted(used)}
        return ServiceClocks(own, {key: each[name] for key, name in self.systems.items() if name in each})


@dataclass(frozen=True, slots=True)
class ElapsedClock:
    """Runs 24 x 7: the identity."""

    support: Support = field(default_factory=Support, compare=False)

    @property
    def kind(self) -> Clock:
        return Clock.ELAPSED

    @property
    def day_seconds(self) -> int:
        return DAY

    @property
    def working(self) -> RunningClock:
        return self.support.clock()

    def of(self, _frame: Frame) -> ElapsedClock:
        return self

    def running(self, instants: Seconds, _row: Rows | None = None) -> Seconds:
        return instants

    def instants(self, running: Seconds, _row: Rows | None = None) -> Seconds:
        return running

    def days(self, _opened: Seconds) -> None:
        return None


def runs_on(target: Target, clock: RunningClock) -> RunningClock:
    """The clock on which a target runs: the reader's, and for working hours and days the working one."""
    return clock.working if target.unit.working else clock


def target_seconds(target: Target, clock: RunningClock) -> int:
    """A target on its own clock: hours stay hours, a day is as long as that clock runs on one today."""
    return round(target.value * (runs_on(target, clock).day_seconds if target.unit.days else target.unit.seconds))


def mark_seconds(target: Target, clock: RunningClock) -> int | None:
    """Where a target lies among times on the reader's clock; None where it runs on another one."""
    return None if runs_on(target, clock).kind is not clock.kind else target_seconds(target, clock)


def text(seconds: float, clock: RunningClock) -> str:
    """A duration as people say it; on the working clock a day is a working day."""
    if clock.day_seconds == DAY or abs(seconds) < 2 * clock.day_seconds:
        return duration(seconds)
    return duration(seconds * DAY / clock.day_seconds)


def words(seconds: float, clock: RunningClock) -> str:
    """The same in a sentence, which says of its days whether they are working days."""
    days = clock.kind is Clock.WORKING and abs(seconds) >= 2 * clock.day_seconds
    return duration(seconds * DAY / clock.day_seconds, working=True) if days else text(seconds, clock)
