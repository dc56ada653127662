"""The logarithmic time axis: where it begins and ends, and which human ticks fit on it. Times are seconds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.domain.durations import DAY, HOUR, HUMAN_TICKS, MINUTE, duration
from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.language import _, number

ROUND = (
    1, 5, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR,
    8 * HOUR, 16 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 60 * DAY, 90 * DAY, 180 * DAY, 365 * DAY,
)  # fmt: skip
HEADROOM = 0.02  # of the axis, so that the last mark is whole
GUTTER = 0.06  # of the axis, left of it, for repairs of zero minutes
EMPTY = (HOUR, 90 * DAY)


def time_ticks(day_seconds: int) -> list[tuple[float, str]]:
    """Durations that people think in; on a working clock a day is as long as the clock runs on one."""
    if day_seconds == DAY:
        return [(float(seconds), label) for seconds, label in HUMAN_TICKS]
    short = [(float(seconds), label) for seconds, label in HUMAN_TICKS if seconds < day_seconds / 1.3]
    days = (1, 3, 5, 10, 30, 90, 180, 365)
    return [*short, *((float(n * day_seconds), _("{n} d").format(n=number(n))) for n in days)]


def tick_words(seconds: float, day_seconds: int = DAY) -> str:
    """A time as an axis labels it."""
    known = dict(time_ticks(day_seconds))
    return known.get(seconds) or time_words(seconds, day_seconds)


def time_words(seconds: float, day_seconds: int = DAY) -> str:
    """A duration as people say it; on a working clock a day is a working day."""
    if day_seconds == DAY or abs(seconds) < 2 * day_seconds:
        return duration(seconds)
    return duration(seconds * DAY / day_seconds)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """From ``low`` to ``high`` in log10 of seconds; ``gutter`` when zeros have a place of their own left of ``low``."""

    low: float
    high: float
    gutter: bool
    day_seconds: int = DAY

    @property
    def start(self) -> float:
        return self.low - GUTTER * (self.high - self.low) if self.gutter else self.low

    @property
    def zero(self) -> float:
        """Where repairs of zero minutes stand."""
        return (self.start + self.low) / 2

    def at(self, seconds: float) -> float:
        """The position of a time; less than a minute stands in the gutter if there is one, else at the beginning."""
        if seconds < MINUTE and self.gutter:
            return self.zero
        return max(math.log10(seconds), self.low) if seconds > 0 else self.low

    def share(self, position: float) -> float:
        """A position as a share of the drawn width, 0 to 1."""
        return (position - self.start) / (self.high - self.start)

    def ticks(self) -> list[tuple[float, str]]:
        """Human ticks inside the axis, as positions with their labels."""
        inside = [(math.log10(seconds), label) for seconds, label in time_ticks(self.day_seconds)]
        found = [(x, label) for x, label in inside if self.low <= x <= self.high]
        return [(self.zero, "0"), *found] if self.gutter else found


def scale_for(figure: RepairTimeFigure) -> TimeScale:
    """From the last round time below the shortest repair or goal to a little past the longest."""
    times = [t for group in figure.groups for row in group.rows for t in row.dots if t > 0]
    if not times:
        times = [float(t) for t in EMPTY]
    times += [g.goal_seconds for g in figure.groups if g.goal_seconds]
    times += [row.p85 for group in figure.groups for row in group.rows if row.p85 and row.p85 >= MINUTE]
    shortest, longest = min(times), max(times)
    low = math.log10(max((r for r in ROUND if r < shortest), default=shortest / 2))
    high = math.log10(longest)
    zeros = any(row.zeros for group in figure.groups for row in group.rows)
    return TimeScale(low, high + HEADROOM * (high - low), zeros, figure.day_seconds)


def fitting(
    ticks: Iterable[tuple[float, str]], place: Callable[[float], float], width: Callable[[str], float], gap: float = 10
) -> list[tuple[float, str]]:
    """The ticks whose labels do not touch: hours and days before what lies between them."""
    order = {label: i for i, label in enumerate(("0", "1 d", "1 h", "30 d", "1 w", "4 h", "3 d", "1 min", "15 min"))}
    kept: list[tuple[float, str]] = []
    all_ticks = list(ticks)
    for tick in sorted(all_ticks, key=lambda t: order.get(t[1], len(order))):
        x, half = place(tick[0]), width(tick[1]) / 2
        if all(abs(x - place(other)) >= half + width(label) / 2 + gap for other, label in kept):
            kept.append(tick)
    return [tick for tick in all_ticks if tick in kept]
