"""The repair time of some incidents cut by who held them: every second of T lies with one team or with nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.incidents import Status
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.ends import Ends, Flags, Seconds
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.walks import NO_TEAM, Rows, Walk, stands, walk

_AT_ONCE: Final = 65_536  # incidents: what is worked out on the way stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the lives of some incidents in order, and how long the repair clock ran in each.

    ``row`` is the incident's place in the frame, ``team`` NO_TEAM where nobody held it. ``still`` says that the repair
    clock stood; ``seconds`` are then those of the running clock that it left out. The seconds of an incident's other
    stretches sum to its T.
    """

    row: Rows
    team: Rows
    status: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int8]
    seconds: Seconds
    still: Flags

    @property
    def counted(self) -> Seconds:
        """The seconds of T in each."""
        return np.where(self.still, 0, self.seconds)


def stretches(asked: Asked, rows: Flags) -> Stretches:
    """The stretches of the incidents of these rows, which have a T.

    What no segment tells of an incident's life is one more stretch, with nobody.
    """
    chosen = np.flatnonzero(rows)
    if 2 * len(chosen) < len(rows):
        starts = range(0, max(1, len(chosen)), _AT_ONCE)
        each = [chosen[start : start + _AT_ONCE] for start in starts]
        parts = [_of_piece(asked, some(asked.frame, piece), piece) for piece in each]
    else:  # slices of the frame cost nothing
        starts = range(0, max(1, len(rows)), _AT_ONCE)
        each = [np.arange(start, min(start + _AT_ONCE, len(rows))) for start in starts]
        pieces = zip(asked.frame.pieces(_AT_ONCE), each, strict=True)
        parts = [_kept(_of_piece(asked, frame, piece), rows) for frame, piece in pieces]
    return Stretches(*(np.concatenate([getattr(part, name) for part in parts]) for name in Stretches.__slots__))


def _kept(part: Stretches, rows: Flags) -> Stretches:
    wanted = rows[part.row]
    return part if wanted.all() else Stretches(*(getattr(part, name)[wanted] for name in Stretches.__slots__))


def _of_piece(asked: Asked, frame: Frame, chosen: Rows) -> Stretches:
    """``frame`` holds exactly the incidents of the rows that are chosen."""
    clock, rules = asked.clock.of(frame), asked.base.rules
    at = _ends(asked, frame, chosen)
    way = _apart(walk(frame, at))
    seconds = _ran(way, clock)
    still = stands(way, len(chosen), rules)
    counted = np.bincount(way.row, weights=np.where(still, 0, seconds), minlength=len(chosen)).astype(np.int64)
    untold = asked.measured["repair_s"].gather(chosen).fill_null(0).to_numpy() - counted
    lost = np.flatnonzero(untold > 0)
    if not len(lost):
        return Stretches(chosen[way.row], way.team, way.status, way.reason, seconds, still)
    place = np.searchsorted(way.row, lost, side="right")  # behind the incident's other stretches
    return Stretches(
        chosen[np.insert(way.row, place, lost)],
        np.insert(way.team, place, NO_TEAM),
        np.insert(way.status, place, Status.NEW.value),
        np.insert(way.reason, place, 0),
        np.insert(seconds, place, untold[lost]),
        np.insert(still, place, values=False),
    )


def _ends(asked: Asked, frame: Frame, chosen: Rows) -> Ends:
    """The ends of these rows as they were measured."""
    lives = asked.lives.select("as_of", "end_at", "open", "estimated", "cancelled")[chosen]
    as_of, end, still_open, estimated, cancelled = (lives[name].to_numpy() for name in lives.columns)
    repaired = ~(still_open | estimated | cancelled)
    opened = frame.incidents["opened_at"].to_numpy()
    return Ends(opened, as_of, end, still_open, repaired, estimated, cancelled)


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
