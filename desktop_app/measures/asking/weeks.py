"""Whole weeks of the workspace's zone, Monday to Sunday, as far back and as far on as something is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from desktop_app.domain.durations import DAY
from desktop_app.domain.language import ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.lives.frame import Frame

WEEK = timedelta(weeks=1)
_GAP: Final = 26 * 7 * DAY  # seconds without any opening


@dataclass(frozen=True, slots=True)
class WholeWeeks:
    """``mondays`` follow each other without gaps; ``bounds`` are where each begins and the last ends, UTC seconds.

    ``early`` incidents were opened so long before all others that the weeks begin after them.
    """

    mondays: tuple[date, ...]
    bounds: Seconds
    early: int = 0

    @property
    def n(self) -> int:
        return len(self.mondays)

    def of(self, instants: Seconds) -> Seconds:
        """The place of each instant's week, -1 outside of them all."""
        place = np.searchsorted(self.bounds, instants, side="right") - 1
        return np.where(place < self.n, place, -1)

    def shown(self, period: Period) -> range:
        """The weeks that lie wholly in the period."""
        inside = [
            place
            for place, monday in enumerate(self.mondays)
            if (period.from_on is None or monday >= period.from_on)
            and (period.to_on is None or monday + timedelta(days=6) <= period.to_on)
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def first_from(self, day: date) -> int:
        """The first week that begins on the day or after it; ``n`` when there is none."""
        return next((place for place, monday in enumerate(self.mondays) if monday >= day), self.n)


def whole_weeks(frame: Frame, rows: Flags) -> WholeWeeks:
    """From the first Monday on or after the first opening of these rows, to the last Sunday that is wholly known.

    At most one in a hundred, or one of ten, that half a year without an opening parts from all others is passed over.
    """
    opened = frame.incidents["opened_at"].to_numpy()[rows]
    if not len(opened):
        return WholeWeeks((), np.zeros(0, dtype=np.int64))
    early, begin = _begin(opened)
    first, last = (_day(at, frame.zone) for at in (begin, known_to(frame, rows)))
    monday = first + timedelta(days=-first.weekday() % 7)
    mondays = [monday + n * WEEK for n in range(max(0, (last - monday).days // 7))]
    bounds = [_midnight(day, frame.zone) for day in [*mondays, monday + len(mondays) * WEEK]]
    return WholeWeeks(tuple(mondays), np.array(bounds, dtype=np.int64), early)


def early_line(weeks: WholeWeeks) -> tuple[str, ...]:
    """What a definition says of the openings that the weeks leave out; nothing where there are none."""
    if not weeks.early:
        return ()
    text = ngettext(
        "{n} was opened more than half a year before all others: the weeks begin after it.",
        "{n} were opened more than half a year before all others: the weeks begin after them.",
        weeks.early,
    )
    return (text.format(n=number(weeks.early)),)


def _begin(opened: Seconds) -> tuple[int, int]:
    """How many stray openings are passed over, and the first of the others."""
    most = max(len(opened) // 100, 1) if len(opened) >= FEW else 0
    firsts = np.sort(np.partition(opened, most)[: most + 1])
    gaps = np.flatnonzero(np.diff(firsts) > _GAP)
    early = int(gaps[-1]) + 1 if len(gaps) else 0
    return early, int(firsts[early])


def known_to(frame: Frame, rows: Flags) -> int:
    """The newest instant that the sources of these rows tell of, in UTC seconds.

    Incidents logged by hand are known up to now, which counts only where they are newer than every source.
    """
    sources = frame.incidents["source"]
    told = [frame.as_of.get(key, frame.now) for key in sources.filter(pl.Series(rows)).drop_nulls().unique()]
    by_hand = rows & sources.is_null().to_numpy()
    newest = frame.incidents["opened_at"].to_numpy()[by_hand]
    if not told or (len(newest) and int(newest.max()) > max(told)):
        return frame.now
    return max(told)


def _day(instant: int, zone: str) -> date:
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).date()


def _midnight(day: date, zone: str) -> int:
    return int(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).timestamp())
