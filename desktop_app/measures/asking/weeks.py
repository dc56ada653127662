"""Whole weeks of the workspace's zone, Monday to Sunday, as far back and as far on as something is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from desktop_app.domain.durations import DAY
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.domain.stamps import day as day_words
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.lives.frame import Frame

WEEK = timedelta(weeks=1)
_GAP: Final = 26 * 7 * DAY  # seconds without any opening
_SILENT: Final = 4 * 7 * DAY  # seconds without any opening that tell nothing yet of the end of the watch


@dataclass(frozen=True, slots=True)
class Watched:
    """Openings are watched from ``first`` to ``last``, UTC seconds, both inside.

    ``early`` and ``late`` stray openings lie outside of it; ``ended`` tells whether openings stop before the as-of.
    """

    first: int
    last: int
    early: int = 0
    late: int = 0
    ended: bool = False

    def lines(self, zone: str) -> tuple[str, ...]:
        """What a definition says of where the watch begins and ends; nothing where all that is known is watched."""
        return (*_early_words(self.early), *(_late_words(_day(self.last, zone), self.late) if self.ended else ()))


def watched(opened: Seconds, as_of: int) -> Watched:
    """From when to when openings were watched, of data known up to ``as_of``; at least one must be opened.

    At most one in a hundred, or one from ten on, that half a year without an opening parts from all others is passed
    over at the beginning. At the end as many, or none at all, that a silence of more than four weeks parts, longer
    than twice any pause before it: a dump of what was opened in some months goes on until the last of it is closed.
    """
    most = _most(opened)
    early, first = _begin(opened)
    late, newest = _end(opened[opened >= first], as_of, most) if most else (0, None)
    return Watched(first, as_of if newest is None else newest, early, late, newest is not None)


def _most(opened: Seconds) -> int:
    """How many of these may be stray openings."""
    return max(len(opened) // 100, 1) if len(opened) >= FEW else 0


def _begin(opened: Seconds) -> tuple[int, int]:
    """How many stray openings are passed over at the beginning, and the first of the others."""
    most = _most(opened)
    firsts = np.sort(np.partition(opened, most)[: most + 1])
    gaps = np.flatnonzero(np.diff(firsts) > _GAP)
    strays = int(gaps[-1]) + 1 if len(gaps) else 0
    return strays, int(firsts[strays])


def _end(opened: Seconds, as_of: int, most: int) -> tuple[int, int | None]:
    """How many stray openings follow the silence that ends the watch, and the newest before it; None without one."""
    lasts = np.sort(-np.partition(-opened, most)[: most + 1])
    silences = np.diff(np.append(lasts, max(as_of, int(lasts[-1]))))
    if silences.max() <= _SILENT:  # the usual: no need to put all in order
        return 0, None
    pauses = np.maximum.accumulate(np.diff(np.sort(opened), prepend=opened.min()))[-len(lasts) :]  # up to each of them
    ends = np.flatnonzero((silences > _SILENT) & (silences > 2 * pauses))
    return (len(lasts) - 1 - int(ends[0]), int(lasts[ends[0]])) if len(ends) else (0, None)


@dataclass(frozen=True, slots=True)
class WholeWeeks:
    """``mondays`` follow each other without gaps; ``bounds`` are where each begins and the last ends, UTC seconds.

    ``notes`` are what a definition says of openings that the weeks leave out.
    """

    mondays: tuple[date, ...]
    bounds: Seconds
    notes: tuple[str, ...] = ()

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
    """From the first Monday on or after the first opening of these rows, to the last Sunday on which is watched.

    The watch ends where the openings of all that comes from the same sources end: what these rows have no more of was
    still looked for.
    """
    opened = frame.incidents["opened_at"].to_numpy()
    if not rows.any():
        return WholeWeeks((), np.zeros(0, dtype=np.int64))
    as_of = known_to(frame, rows)
    early, begin = _begin(opened[rows])
    watch = replace(watched(opened[_same_sources(frame, rows)], as_of), first=begin, early=early)
    first, last = (_day(at, frame.zone) for at in (watch.first, watch.last))
    monday = first + timedelta(days=-first.weekday() % 7)
    mondays = [monday + n * WEEK for n in range(max(0, (last - monday).days // 7))]
    bounds = [_midnight(day, frame.zone) for day in [*mondays, monday + len(mondays) * WEEK]]
    return WholeWeeks(tuple(mondays), np.array(bounds, dtype=np.int64), watch.lines(frame.zone))


def _same_sources(frame: Frame, rows: Flags) -> Flags:
    """All incidents from where these come from, those logged by hand being a source of their own."""
    sources = frame.incidents["source"].fill_null(-1).to_numpy()
    found: Flags = np.isin(sources, np.unique(sources[rows]))
    return found


def _early_words(early: int) -> tuple[str, ...]:
    if not early:
        return ()
    text = ngettext(
        "{n} was opened more than half a year before all others: the watch begins after it.",
        "{n} were opened more than half a year before all others: the watch begins after them.",
        early,
    )
    return (text.format(n=number(early)),)


def _late_words(until: date, late: int) -> tuple[str, ...]:
    if not late:
        return (_("Watched until {day}: nothing was opened after it.").format(day=day_words(until)),)
    text = ngettext(
        "Watched until {day}: nothing but {n} incident was opened after it.",
        "Watched until {day}: nothing but {n} incidents was opened after it.",
        late,
    )
    return (text.format(day=day_words(until), n=number(late)),)


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
