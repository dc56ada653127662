"""The repair time of some incidents cut by who held them: every second of T lies with one team or with nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.incidents import Status
from desktop_app.domain.rules import Rules
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.ends import Ends, Flags, Seconds
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.walks import NO_TEAM, Rows, Walk, stands, walk

Whole = npt.NDArray[np.integer]
"""Whole numbers as wide as they need to be: of a million incidents there are millions of stretches."""

_AT_ONCE: Final = 65_536  # incidents: what is worked out on the way stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the lives of some incidents in order, and how long the repair clock ran in each.

    ``row`` is the incident's place in the frame, ``team`` NO_TEAM where nobody held it. ``still`` says that the repair
    clock stood; ``seconds`` are then those of the running clock that it left out. The seconds of an incident's other
    stretches sum to its T.
    """

    row: Whole
    team: Whole
    status: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int8]
    seconds: Whole
    still: Flags

    @property
    def counted(self) -> Whole:
        """The seconds of T in each."""
        return np.where(self.still, np.int32(0), self.seconds)

    def of(self, rows: Flags) -> Stretches:
        """Those of the incidents of these rows of the frame."""
        wanted = rows[self.row]
        return self if wanted.all() else Stretches(*(getattr(self, name)[wanted] for name in Stretches.__slots__))


class Shares:
    """The stretches of every incident that has a T, worked out when they are first asked for.

    ``lives`` were made of the frame by this clock; ``repair`` is T by these rules, row by row.
    """

    def __init__(self, frame: Frame, lives: pl.DataFrame, repair: pl.Series, clock: RunningClock, rules: Rules) -> None:
        self._frame = frame
        self._ends = lives.select("as_of", "end_at", "open", "estimated", "cancelled")
        self._repair = repair
        self._clock = clock
        self._rules = rules

    @cached_property
    def stretches(self) -> Stretches:
        """What no segment tells of an incident's life is one more stretch, with nobody."""
        parts, start = [], 0
        for piece in self._frame.pieces(_AT_ONCE):
            parts.append(self._of_piece(piece, start))
            start += piece.incidents.height
        return Stretches(*(np.concatenate([getattr(part, name) for part in parts]) for name in Stretches.__slots__))

    def _of_piece(self, frame: Frame, start: int) -> Stretches:
        """``start`` is where the piece begins in the whole frame."""
        n = frame.incidents.height
        repair = self._repair[start : start + n]
        way = _apart(walk(frame, self._ended(frame, start)))
        seconds = _ran(way, self._clock.of(frame))
        still = stands(way, n, self._rules)
        counted = np.bincount(way.row, weights=np.where(still, 0, seconds), minlength=n).astype(np.int64)
        lost = np.flatnonzero(repair.fill_null(0).to_numpy() > counted)
        untold = repair.gather(lost).to_numpy() - counted[lost]
        if len(lost):
            place = np.searchsorted(way.row, lost, side="right")  # behind the incident's other stretches
            way = replace(
                way,
                row=np.insert(way.row, place, lost),
                team=np.insert(way.team, place, NO_TEAM),
                status=np.insert(way.status, place, Status.NEW.value),
                reason=np.insert(way.reason, place, 0),
            )
            seconds, still = np.insert(seconds, place, untold), np.insert(still, place, values=False)
        found = Stretches(way.row, _narrow(way.team), way.status, way.reason, _narrow(seconds), still)
        if repair.null_count():
            found = found.of(repair.is_not_null().to_numpy())
        return replace(found, row=_narrow(found.row + start))

    def _ended(self, frame: Frame, start: int) -> Ends:
        """The ends of these rows as they were measured."""
        ends = self._ends[start : start + frame.incidents.height]
        as_of, end, still_open, estimated, cancelled = (ends[name].to_numpy() for name in ends.columns)
        repaired = ~(still_open | estimated | cancelled)
        return Ends(frame.incidents["opened_at"].to_numpy(), as_of, end, still_open, repaired, estimated, cancelled)


def _narrow(values: Whole) -> Whole:
    """Half as wide where every one of them fits."""
    fits = not len(values) or -(2**31) <= int(values.min()) <= int(values.max()) < 2**31
    return values.astype(np.int32) if fits else values


def _ran(way: Walk, clock: RunningClock) -> Seconds:
    """How long the running clock went on in each segment; most begin where another ends, so that is looked up once."""
    if not len(way.row):
        return way.begin
    begun = clock.running(way.begin, way.row)
    ended = np.empty_like(begun)
    follows = (way.row[1:] == way.row[:-1]) & (way.begin[1:] == way.end[:-1])
    ended[:-1][follows] = begun[1:][follows]
    apart = np.append(np.flatnonzero(~follows), len(begun) - 1)
    ended[apart] = clock.running(way.end[apart], way.row[apart])
    return ended - begun


def some(frame: Frame, rows: Rows) -> Frame:
    """The frame with these of its incidents; ``rows`` ascend."""
    if len(rows) == frame.incidents.height:
        return frame
    incidents = frame.incidents[rows]
    ids, held = incidents["id"].to_numpy(), frame.segments["incident"].to_numpy()
    low, high = np.searchsorted(held, ids, side="left"), np.searchsorted(held, ids, side="right")
    lengths = high - low
    before = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(low - before, lengths)
    return replace(frame, incidents=incidents, segments=frame.segments[places])


def _apart(way: Walk) -> Walk:
    """The same walk without a moment told twice: each segment begins where those before it have ended."""
    if not len(way.row):
        return way
    same = way.row[1:] == way.row[:-1]
    if not (same & (way.begin[1:] < way.end[:-1])).any():
        return way
    reached = pl.DataFrame({"row": way.row, "end": way.end}).select(
        pl.col("end").cum_max().shift(1).over("row").fill_null(np.iinfo(np.int64).min)
    )
    begin = np.maximum(way.begin, reached["end"].to_numpy())
    return replace(way, begin=begin, end=np.maximum(way.end, begin))
