"""From values to places on an axis, with round ticks: linear for counts, hours, shares and rates, log for time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.charts import Axis
from desktop_app.domain.durations import DAY
from desktop_app.domain.language import _, number
from desktop_app.ui.charts.time_axis import EMPTY, HEADROOM, ROUND, time_ticks

LEAST_FACTOR = 6  # a log axis never shows less than this from end to end
STEPS = (1, 2, 5)
ABOUT = 4  # ticks a linear axis has, about


@dataclass(frozen=True, slots=True)
class Scale:
    """``low`` and ``high`` are its ends: log10 of seconds where ``log``, else values. ``ticks`` are values."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def share(self, value: float) -> float:
        """Where a value stands between the ends, from 0 to 1; what lies outside stands at the end."""
        if self.log:
            value = math.log10(value) if value > 0 else self.low
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale(axis: Axis, values: Iterable[float | None], day_seconds: int = DAY) -> Scale:
    """The axis that holds all values; None is no value."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    if axis is Axis.LOG_TIME:
        return _log_time(known, day_seconds)
    if axis is Axis.SHARE:
        return shares()
    if axis is Axis.POINTS:
        return _points(known)
    return _linear(known, axis)


def shares() -> Scale:
    """From nothing to all of it, in quarters."""
    quarters = [(n / 4, number(25 * n)) for n in range(4)]
    return Scale(0, 1, (*quarters, (1.0, _("{n} %").format(n=number(100)))))


def _log_time(values: list[float], day_seconds: int) -> Scale:
    times = [value for value in values if value > 0] or [float(seconds) for seconds in EMPTY]
    ticks = time_ticks(day_seconds)
    rounds = ROUND if day_seconds == DAY else tuple(seconds for seconds, _label in ticks)
    start = max((r for r in rounds if r < min(times)), default=min(times) / 2)
    end = max(*times, start * LEAST_FACTOR)
    low, high = math.log10(start), math.log10(end)
    high += HEADROOM * (high - low)
    inside = tuple((seconds, label) for seconds, label in ticks if low <= math.log10(seconds) <= high)
    return Scale(low, high, inside, log=True)


def _step(reach: float, least: float) -> float:
    """The round step that cuts ``reach`` into about ``ABOUT`` parts."""
    if reach <= 0:
        return max(least, 1.0)
    size = 10.0 ** math.floor(math.log10(reach / ABOUT))
    wanted = next((n * size for n in (*STEPS, 10) if n * size >= reach / ABOUT - 1e-9), 10 * size)
    return max(wanted, least)


def _linear(values: list[float], axis: Axis) -> Scale:
    reach = max([*values, 0.0])
    step = _step(reach, 1.0 if axis is Axis.COUNT else 0.0)
    n = max(1, math.ceil(reach / step - 1e-9))
    digits = max(0, -math.floor(math.log10(step))) if step < 1 else 0
    ticks = [(i * step, number(i * step, digits)) for i in range(n + 1)]
    if axis is Axis.HOURS:
        ticks[-1] = (ticks[-1][0], _("{n} h").format(n=ticks[-1][1]))
    return Scale(0, n * step, tuple(ticks))


def _points(values: list[float]) -> Scale:
    reach = max([100 * abs(value) for value in values], default=10.0) or 10.0
    step = _step(2 * reach, 1.0)
    n = math.ceil(reach / step - 1e-9)
    ticks = [(i * step / 100, _signed(i * step)) for i in range(-n, n + 1)]
    last = _("{n} points").format(n=ticks[-1][1])
    return Scale(-n * step / 100, n * step / 100, (*ticks[:-1], (ticks[-1][0], last)))


def _signed(value: float) -> str:
    return number(0) if not value else ("+" if value > 0 else "−") + number(abs(value))
