"""Which target each incident has, and how long it is on the clock that the target runs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.rules import ClassifiedAt, Rules
from desktop_app.domain.targets import Target, TargetSet
from desktop_app.measures.clock.clocks import RunningClock, Seconds, target_seconds
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.frame import Frame

NO_TARGET = 0


@dataclass(frozen=True, slots=True)
class Goals:
    """``seconds`` per incident on the target's own clock, NO_TARGET where the set has none.

    ``working`` are the rows whose target runs on the working clock although the reader looks at another one.
    """

    seconds: Seconds
    working: npt.NDArray[np.int64]

    @property
    def has(self) -> Flags:
        flags: Flags = self.seconds != NO_TARGET
        return flags


def goals(frame: Frame, target_set: TargetSet, clock: RunningClock, rules: Rules) -> Goals:
    """The targets of a set, by the classification that the rules choose, valid on the day of opening.

    ``clock`` is that of the frame's incidents. Days of a target are as long as they were on the day of opening.
    """
    held, place = _places(frame, target_set, rules)
    seconds: Seconds = np.array([NO_TARGET, *(max(1, target_seconds(t, clock)) for t in held)], dtype=np.int64)[place]
    elsewhere = [n for n, t in enumerate(held, 1) if t.unit.working and clock.kind is not Clock.WORKING]
    opened = frame.incidents["opened_at"].to_numpy()
    for apart in (False, True):
        days = [n for n, t in enumerate(held, 1) if t.unit.days and (n in elsewhere) is apart]
        lengths = (clock.working if apart else clock).of(frame).days(opened) if days else None
        if lengths is not None:
            for n in days:
                rows = np.flatnonzero(place == n)
                seconds[rows] = np.maximum(1, np.rint(held[n - 1].value * lengths[rows]).astype(np.int64))
    working = np.flatnonzero(np.isin(place, elsewhere)) if elsewhere else np.zeros(0, dtype=np.int64)
    return Goals(seconds, working)


def classified(incidents: pl.DataFrame, rules: Rules) -> pl.Series:
    """The classification that gives each incident its target: today's, or the one with which it was opened."""
    today, first = incidents["classification"], incidents["first_classification"]
    if rules.classified is ClassifiedAt.RESOLVE or first.null_count() == len(first):
        return today
    return incidents.select(pl.coalesce("first_classification", "classification")).to_series()


def _places(frame: Frame, target_set: TargetSet, rules: Rules) -> tuple[list[Target], npt.NDArray[np.int64]]:
    """The targets that a set ever had, and per incident the place of its own among them, from 1; 0 is none."""
    kind = classified(frame.incidents, rules).to_numpy()
    always = np.zeros(max(Classification) + 1, dtype=np.int64)
    held: list[Target] = []
    dated = []
    for classification in Classification:
        starts = sorted({t.valid_from or date.min for t in target_set.targets if t.classification is classification})
        before, found = len(held), [target_set.target(classification, day) for day in starts]
        held += [t for t in found if t is not None]
        if starts == [date.min]:
            always[classification] = len(held)
        elif starts:
            dated.append((classification, [_midnight(day, frame.zone) for day in starts], before))
    place = always[kind]
    for classification, begins, before in dated:
        rows = np.flatnonzero(kind == classification)
        opened = frame.incidents["opened_at"].to_numpy()[rows]
        nth = np.searchsorted(np.array(begins), opened, side="right")
        place[rows] = np.where(nth > 0, before + nth, 0)
    return held, place


def _midnight(day: date, zone: str) -> int:
    if day == date.min:
        return -(2**62)
    return int(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).timestamp())
