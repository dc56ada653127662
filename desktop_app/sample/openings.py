"""When incidents begin: by season, weekday and hour, in bursts, and after releases. Instants are UTC seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desktop_app.sample.causes import Allotted, Cause
from desktop_app.sample.story import Story

Seconds = npt.NDArray[np.int64]

_DAY, _HOUR = 86400, 3600
_WEEKDAYS = (1.32, 1.16, 1.08, 1.05, 1.0, 0.34, 0.28)
_MONTHS = (0.98, 0.95, 1.0, 0.98, 0.97, 0.95, 0.86, 0.84, 1.0, 1.05, 1.26, 1.32)  # parcels: before Christmas
_HOURS = (2, 2, 2, 2, 3, 5, 9, 14, 22, 26, 25, 22, 17, 20, 22, 20, 16, 12, 8, 6, 5, 4, 3, 2)
_BURST = 6
_IN_BURSTS = 0.18  # of the incidents of a cause that strikes often
_RELEASE_HOUR = 20
_LATEST = 2 * _HOUR  # before the end: time enough to be repaired in between


@dataclass(frozen=True)
class Days:
    """Every day from the first on, each with the instant of its local midnight; ``end`` is the last of these."""

    midnights: Seconds
    first: date

    @classmethod
    def between(cls, first: date, end: date, zone: str) -> Days:
        local = ZoneInfo(zone)
        some = [first + timedelta(days=n) for n in range((end - first).days + 1)]
        at = [int(datetime.combine(day, time(), local).astimezone(UTC).timestamp()) for day in some]
        return cls(np.array(at, dtype=np.int64), first)

    @property
    def end(self) -> int:
        return int(self.midnights[-1])

    def instant(self, day: date) -> int:
        return int(self.midnights[(day - self.first).days])


def opened(
    story: Story, allotted: Allotted, days: Days, today: date, random: np.random.Generator
) -> tuple[Seconds, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Per incident of the story when it was opened, its cause and whether a release brought it; oldest first."""
    weights = _busy(days, random)
    goal = (story.goal_day(today) - days.first).days
    begins, causes = [], []
    for n, (cause, count) in enumerate(zip(allotted.causes, allotted.others, strict=True)):
        begins.append(_of_cause(cause, count, weights, goal, days, random))
        causes.append(np.full(count, n))
    begins.append(_after_releases(story, days, today, random))
    causes.append(np.repeat(np.arange(len(allotted.causes)), allotted.by_release))
    at, cause_of = np.concatenate(begins), np.concatenate(causes)
    by_release = np.arange(len(at)) >= sum(allotted.others)
    order = np.argsort(at, kind="stable")
    return at[order], cause_of[order], by_release[order]


def plain(count: int, days: Days, random: np.random.Generator) -> Seconds:
    """Instants spread over all days as the working week goes."""
    return _spread(count, _busy(days, random), days, random)


def _busy(days: Days, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """How much each day brings, without the last, which is only an end."""
    some = [days.first + timedelta(days=n) for n in range(len(days.midnights) - 1)]
    base = np.array([_WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1] * _quiet(day) for day in some])
    return base * random.lognormal(0, 0.14, len(some))


def _quiet(day: date) -> float:
    return 0.4 if (day.month, day.day) in {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)} else 1.0


def _spread(count: int, weights: npt.NDArray[np.float64], days: Days, random: np.random.Generator) -> Seconds:
    day = random.choice(len(weights), count, p=weights / weights.sum())
    hours = np.array(_HOURS) / sum(_HOURS)
    at = days.midnights[day] + random.choice(24, count, p=hours) * _HOUR + random.integers(0, _HOUR, count)
    found: Seconds = np.minimum(at, days.end - _LATEST)
    return found


def _of_cause(
    cause: Cause, count: int, weights: npt.NDArray[np.float64], goal: int, days: Days, random: np.random.Generator
) -> Seconds:
    """Some of a frequent cause's incidents come together within hours; one that was fixed for good has none after."""
    lasts = len(weights) if cause.gone_after is None else min(len(weights), goal + cause.gone_after)
    alive = np.where(np.arange(len(weights)) < lasts, weights, 0.0)
    bursts = int(count * _IN_BURSTS) // _BURST if count >= 5 * _BURST else 0
    begins = np.repeat(_spread(bursts, alive, days, random), _BURST)
    later = begins + random.exponential(_HOUR, len(begins)).astype(np.int64)
    return np.concatenate([
        np.minimum(later, days.midnights[lasts] - _LATEST), _spread(count - len(later), alive, days, random),
    ])  # fmt: skip


def _after_releases(story: Story, days: Days, today: date, random: np.random.Generator) -> Seconds:
    """Release-related incidents follow a release within two days, most of them by the next noon."""
    evenings = [days.instant(day) + _RELEASE_HOUR * _HOUR for day in story.releases(today)]
    size = random.lognormal(0, 0.5, len(evenings))
    at = random.choice(np.array(evenings), sum(story.release), p=size / size.sum())
    late = np.minimum(random.gamma(2.2, 6 * _HOUR, len(at)), 46 * _HOUR).astype(np.int64)
    return np.minimum(at + late, days.end - _LATEST)
