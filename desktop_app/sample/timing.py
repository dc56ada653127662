"""How long the made-up company takes, who is still open at the end, and when each stage of a life ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.sample.causes import Cure
from desktop_app.sample.lives import AFTER_RELEASE, GRAVE, WAYS, Holder, Lives, Way, lived, paths, reopened
from desktop_app.sample.openings import Days, Seconds
from desktop_app.sample.story import Story

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_HOUR, _DAY = 3600, 86400
_OPEN_FROM, _OPEN_UNTIL = 8 * _HOUR, 18 * _HOUR
_SPREAD = {Way.OPS: 0.8, Way.DEV: 0.85, Way.BOUNCED: 0.8, Way.NOBODY: 0.7}
_REOPENED = {Cure.OPS: 0.035, Cure.CODE: 0.075, Cure.SUPPLIER: 0.03}
_AUTO_CLOSE = 5 * _DAY


@dataclass(frozen=True)
class Facts:
    """What is known of each incident before anybody works on it, in order of its opening."""

    opened: Seconds
    cure: Numbers
    classification: Numbers
    by_release: Flags
    exclusion: npt.NDArray[np.int8]

    @property
    def size(self) -> int:
        return len(self.opened)


@dataclass(frozen=True)
class Fates:
    """``ends`` are the instants at which the stages of ``lives`` end, those of open incidents also after the end.

    ``end`` is the end of the repair, or of the story where ``left_open``; ``unresolved`` are closed later without one.
    """

    lives: Lives
    ends: npt.NDArray[np.int64]
    end: Seconds
    way: Numbers
    left_open: Flags
    unresolved: Flags


def fates(story: Story, facts: Facts, days: Days, goal_at: int, random: np.random.Generator) -> Fates:
    """Let every incident take its way. The counts of the story hold exactly."""
    way = _ways(facts, random)
    age = (days.end - facts.opened).astype(np.float64)
    seconds = _seconds(story, facts, way, goal_at, days.end, random)
    mild = facts.classification >= Classification.MEDIUM
    included = facts.exclusion == Exclusion.NONE
    stuck = _some((way == Way.DEV) & mild & included & (age > 21 * _DAY), story.stuck, random)
    left_open = _longest(np.where(stuck, np.inf, seconds / age), included, story.left_open)
    stuck |= left_open & (way == Way.DEV) & (age > 60 * _DAY)  # what is so old lies in a queue
    calm = (way == Way.OPS) & mild & included & ~left_open & (seconds < age - 21 * _DAY)
    unresolved = _some(calm, story.unresolved, random)
    lately = np.where(facts.opened >= goal_at, 2.0, 1.0)
    by_dev = _some((way == Way.DEV) & included & ~left_open, story.by_dev, random, lately)
    lives = lived(paths(way, facts.cure, by_dev, random), seconds, random)
    again = included & ~left_open & ~unresolved & (seconds < age - 30 * _DAY)
    often = np.array([_REOPENED[Cure(cure)] for cure in range(len(Cure))])[facts.cure]
    reopened(lives, np.flatnonzero(again & (random.random(facts.size) < often)), random)
    _fit(lives, age, left_open, stuck, random)
    ends = _ends(lives, facts, mild, days, random)
    end = np.where(left_open, days.end, ends[:, -1])
    return Fates(lives, ends, end, way, left_open, unresolved)


def closed(fates: Fates, days: Days) -> tuple[Seconds, Flags]:
    """When each incident closes by itself, and where that has happened."""
    at = fates.end + _AUTO_CLOSE
    return at, ~fates.left_open & (at <= days.end)


def _ways(facts: Facts, random: np.random.Generator) -> Numbers:
    table = np.array([WAYS[Cure(cure)] for cure in range(len(Cure))])
    chances = np.where(facts.by_release[:, None], np.array(AFTER_RELEASE), table[facts.cure])
    grave = facts.classification <= Classification.HIGH
    for way, more in GRAVE.items():
        chances[grave, way] *= more
    chances[:, Way.OPS] = 1 - chances[:, Way.DEV] - chances[:, Way.BOUNCED] - chances[:, Way.NOBODY]
    taken: Numbers = (random.random(facts.size)[:, None] > np.cumsum(chances, axis=1)[:, :-1]).sum(axis=1)
    return np.where(facts.exclusion == Exclusion.NONE, taken, Way.OPS)


def _seconds(
    story: Story, facts: Facts, way: Numbers, goal_at: int, end: int, random: np.random.Generator
) -> npt.NDArray[np.float64]:
    hours = np.array([story.ops_hours, story.dev_hours, story.bounced_hours, story.nobody_hours])
    spread = np.array([_SPREAD[Way(each)] for each in range(len(Way))])
    first, last = story.dev_relief
    since = np.clip((facts.opened - goal_at) / (end - goal_at), 0, 1)
    relief = np.where(facts.opened < goal_at, 1.0, first + (last - first) * since)
    relief = np.select([way == Way.DEV, way == Way.BOUNCED], [relief, (1 + relief) / 2], 1.0)
    median = hours[way, facts.classification - 1] * _HOUR * relief
    seconds: npt.NDArray[np.float64] = np.maximum(median * random.lognormal(0, 1, facts.size) ** spread[way], 300.0)
    return seconds


def _some(
    among: Flags, count: int, random: np.random.Generator, weights: npt.NDArray[np.float64] | None = None
) -> Flags:
    """Exactly so many of these, by chance. Raises ValueError when there are too few: the story does not add up."""
    rows = np.flatnonzero(among)
    if len(rows) < count:
        raise ValueError(f"The story wants {count} incidents of a kind and has only {len(rows)}")
    given = None if weights is None else weights[rows] / weights[rows].sum()
    chosen = np.zeros(len(among), dtype=np.bool_)
    chosen[random.choice(rows, count, replace=False, p=given)] = True
    return chosen


def _longest(length: npt.NDArray[np.float64], among: Flags, count: int) -> Flags:
    """The so many whose repair takes longest against the time there was for it."""
    chosen = np.zeros(len(length), dtype=np.bool_)
    chosen[np.argsort(np.where(among, -length, np.inf), kind="stable")[:count]] = True
    return chosen


def _fit(
    lives: Lives, age: npt.NDArray[np.float64], left_open: Flags, stuck: Flags, random: np.random.Generator
) -> None:
    """Stretch what is to stay open past the end, and shorten what is not to end before it."""
    total = lives.seconds.sum(axis=1)
    draw = random.random(len(age))
    wanted = np.where(
        left_open, np.maximum(total, age * (1.05 + 0.6 * draw)), np.minimum(total, age * (0.3 + 0.6 * draw))
    )
    wanted = np.where(~left_open & (total < 0.9 * age), total, wanted)
    lives.seconds[:] *= (wanted / total)[:, None]
    queue = (lives.holder == Holder.OWNER) & (lives.status != Status.IN_WORK) & stuck[:, None]
    lives.seconds[:] = np.where(queue, lives.seconds + 2 * age[:, None], lives.seconds)


def _ends(lives: Lives, facts: Facts, mild: Flags, days: Days, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """The end of each stage. Medium and low ones are worked on by day: their stages end in working hours."""
    steps = np.where(lives.seconds > 0, np.maximum(lives.seconds, 60), 0).astype(np.int64)
    ends = facts.opened[:, None] + np.cumsum(steps, axis=1)
    late = random.integers(0, 5400, ends.shape)
    by_day = np.where(mild[:, None] & (steps > 0), _working_hour(ends, late, days), ends)
    before = facts.opened
    for stage in range(ends.shape[1]):
        there = steps[:, stage] > 0
        by_day[:, stage] = np.where(there, np.maximum(by_day[:, stage], before + 60), before)
        before = by_day[:, stage]
    fits: npt.NDArray[np.int64] = np.where((by_day[:, -1] < days.end)[:, None], by_day, ends)
    return fits


def _working_hour(at: npt.NDArray[np.int64], late: npt.NDArray[np.int64], days: Days) -> npt.NDArray[np.int64]:
    """The instant itself in working hours, otherwise a little after the next working day has begun."""
    count = len(days.midnights)
    day = np.clip(np.searchsorted(days.midnights, at, side="right") - 1, 0, count - 1)
    of_day = at - days.midnights[day]
    weekday = (days.first.weekday() + np.arange(count + 4)) % 7
    opens = np.concatenate([days.midnights, days.midnights[-1] + _DAY * np.arange(1, 5)]) + _OPEN_FROM
    following = np.array([next(n for n in range(day, day + 4) if weekday[n] < 5) for day in range(count + 1)])
    works = weekday[day] < 5
    inside = works & (of_day >= _OPEN_FROM) & (of_day < _OPEN_UNTIL)
    target = following[np.where(works & (of_day < _OPEN_FROM), day, day + 1)]
    moved: npt.NDArray[np.int64] = np.where(inside, at, opens[target] + late)
    return moved
