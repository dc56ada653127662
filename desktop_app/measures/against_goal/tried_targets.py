"""How many would have been in time under any target, in one pass: for each incident, from which target on what holds.

The deadline moves on as the target grows. So an incident is due in the period for the targets between two thresholds,
and in time from a third on, its repair time; how many there are at a target is then counted from sorted thresholds. At
every target this equals ``measured.against`` with ``chosen.judged``, which the tests compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import Target, TargetSet
from desktop_app.measures.asking import chosen
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED
from desktop_app.measures.clock.clocks import RunningClock, runs_on
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.lives.goals import classified
from desktop_app.measures.lives.shares_of_time import some

Values = npt.NDArray[np.float64]


_COLUMNS: Final = ("running_opened", "as_of", "end_at", "open", "estimated", "repair_s", "stop_at", "stop_s")
_LOOKED_AT: Final = 5000  # targets at a time, when the tightest is looked for


@dataclass(frozen=True, slots=True)
class Tried:
    """Ascending targets, in seconds, from which on incidents are due in the period, and no longer; in time; unknown."""

    due_from: Values
    due_until: Values
    good_from: Values
    good_until: Values
    unknown_from: Values
    unknown_until: Values

    def counts(self, targets: Values) -> tuple[Seconds, Seconds, Seconds]:
        """How many are due, in time, and cannot be told, at each of these targets."""
        return (
            _between(self.due_from, self.due_until, targets),
            _between(self.good_from, self.good_until, targets),
            _between(self.unknown_from, self.unknown_until, targets),
        )

    def shares(self, targets: Values) -> Values:
        """The share in time at each target; not a number where too few are due, or too many cannot be told."""
        due, good, unknown = self.counts(targets)
        told = due - unknown
        claimable = (told >= FEW) & (unknown <= MOST_ESTIMATED * due)
        return np.where(claimable, good / np.maximum(told, 1), np.nan)

    def tightest(self, share: float) -> float | None:
        """The smallest target that so many would have met; None where the data do not reach it.

        None too where too little is known just below it: then it is only where enough are due, and no limit.
        """
        found = self.first_met(share)
        if found is None or np.isnan(self.shares(np.array([np.nextafter(found, 0)]))[0]):
            return None
        return found

    def first_met(self, share: float) -> float | None:
        """The smallest target at which enough is known and so many met it, whatever is known below."""
        ends = (self.due_from, self.due_until, self.good_from, self.unknown_until)  # where the share can change
        stride = max(1, sum(len(each) for each in ends) // _LOOKED_AT)
        coarse = np.unique(np.concatenate([np.append(each[::stride], each[-1:]) for each in ends]))
        reached = np.flatnonzero(self.shares(coarse) >= share)
        if not len(reached):
            return None
        low, high = (float(coarse[n - 1]) if n else 0.0 for n in (reached[0], reached[0] + 1))
        near = np.unique(np.concatenate([_inside(each, low, high) for each in ends]))
        return float(near[np.flatnonzero(self.shares(near) >= share)[0]])


def _inside(ordered: Values, low: float, high: float) -> Values:
    """Those above ``low`` up to ``high``."""
    return ordered[np.searchsorted(ordered, low, side="right") : np.searchsorted(ordered, high, side="right")]


def _between(begins: Values, ends: Values, targets: Values) -> Seconds:
    counted: Seconds = np.searchsorted(begins, targets, side="right") - np.searchsorted(ends, targets, side="right")
    return counted


def tried(asked: Asked, kind: Classification, target: Target | None) -> Tried:
    """All targets for the incidents of one classification, on the clock on which ``target`` runs.

    They hold from the day on which the set first had one.
    """
    wanted = chosen.included(asked) & (classified(asked.frame.incidents, asked.base.rules).to_numpy() == kind)
    since, _end = Period(first_day(asked.target_set, kind)).instants(asked.frame.zone)
    if since is not None:
        wanted &= asked.frame.incidents["opened_at"].to_numpy() >= since
    rows = np.flatnonzero(wanted)
    clock = asked.clock if target is None else runs_on(target, asked.clock)
    if clock.kind is asked.clock.kind:
        lives = asked.lives.select(*_COLUMNS)[rows]
        reach = _Reach(lives, clock.of(asked.frame), rows, _scale(asked, target, clock, rows))
    else:
        frame = some(asked.frame, rows)
        lives = measured.lives(frame, clock, asked.base.rules)
        reach = _Reach(lives, clock.of(frame), np.arange(len(rows)), _scale(asked, target, clock, rows))
    start, end = asked.period.instants(asked.frame.zone)
    n = len(rows)
    due_from = reach.at(np.full(n, start)) if start is not None else np.ones(n)
    due_until = reach.at(lives["as_of"].to_numpy() + 1)
    if end is not None:
        due_until = np.minimum(due_until, reach.at(np.full(n, end)))
    ended = reach.at(lives["end_at"].to_numpy())
    still_open, estimated = lives["open"].to_numpy(), lives["estimated"].to_numpy()
    good_from = np.where(estimated, ended, reach.scaled(lives["repair_s"].fill_null(0).to_numpy()))
    return Tried(
        *_spans(due_from, due_until),
        *_spans(np.maximum(due_from, good_from)[~still_open], due_until[~still_open]),
        *_spans(due_from[estimated], np.minimum(due_until, ended)[estimated]),
    )


def first_day(target_set: TargetSet, kind: Classification) -> date | None:
    """From when on the set has a target for a classification; None from the beginning, or where it has none."""
    days = [target.valid_from for target in target_set.targets if target.classification is kind]
    return min((day for day in days if day is not None), default=None) if None not in days else None


def _spans(begins: Values, ends: Values) -> tuple[Values, Values]:
    """Both ends, each in order, of the spans that are not empty."""
    some_time: Flags = ends > begins
    return _sorted(begins[some_time]), _sorted(ends[some_time])


def _sorted(values: Values) -> Values:
    """In order; whole seconds below 68 years as half as wide numbers, which is twice as quick."""
    narrow = values.astype(np.int32) if len(values) and values.max() < 2**31 else values
    if narrow is values or (narrow != values).any():
        return np.sort(values)
    found: Values = np.sort(narrow).astype(np.float64)
    return found


def _scale(asked: Asked, target: Target | None, clock: RunningClock, rows: Seconds) -> Values | None:
    """How much longer a day of each incident's target was than today's; None where days never changed."""
    if target is None or not target.unit.days:
        return None
    opened = asked.frame.incidents["opened_at"].to_numpy()
    lengths = clock.of(asked.frame).days(opened)
    return None if lengths is None else lengths[rows] / clock.day_seconds


class _Reach:
    """From which target on the deadline lies at an instant or after it."""

    def __init__(self, lives: pl.DataFrame, clock: RunningClock, rows: Seconds, scale: Values | None) -> None:
        """``rows`` are those of the lives in the frame of the clock."""
        self._clock = clock
        self._rows = rows
        self._scale = scale
        self._opened = lives["running_opened"].to_numpy()
        stops = lives.select("stop_at", "stop_s").with_row_index("row").drop_nulls().explode("stop_at", "stop_s")
        self._row, self._at = stops["row"].to_numpy(), stops["stop_at"].to_numpy()
        self._first = np.flatnonzero(np.concatenate([[True], self._row[1:] != self._row[:-1]])) if len(stops) else None
        self._stopped = self._sums(stops["stop_s"].to_numpy())

    def _sums(self, seconds: Seconds) -> Seconds:
        """How long the clock had stood in all after each stop of an incident."""
        total = np.cumsum(seconds)
        if self._first is None:
            return total
        before = (total - seconds)[self._first]
        lengths = np.diff(np.append(self._first, len(total)))
        stopped: Seconds = total - np.repeat(before, lengths)
        return stopped

    def at(self, instants: Seconds) -> Values:
        """The smallest target in seconds, one at least.

        The deadline is the first instant at which the running clock has gone on for the target and the stops that begin
        before the repair clock reaches it. It lies at t or later once that sum is above W(t - 1).
        """
        needed = self._clock.running(instants - 1, self._rows) + 1 - self._opened
        least = np.maximum(needed, 1)
        if self._first is not None:
            after = np.maximum(self._at + 1, needed[self._row] - self._stopped)
            rows = self._row[self._first]
            least[rows] = np.minimum(least[rows], np.minimum.reduceat(after, self._first))
        return self.scaled(least)

    def scaled(self, seconds: Seconds) -> Values:
        """The targets that come to so many seconds; where days changed, a goal is rounded to whole seconds."""
        found: Values = seconds.astype(np.float64) if self._scale is None else (seconds - 0.5) / self._scale
        return found
