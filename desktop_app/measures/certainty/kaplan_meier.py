"""How many are still open after a time, with those that are open now counted for as long as they were watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.measures.certainty.intervals import Z95
from desktop_app.measures.lives.ends import Flags, Seconds

Shares = npt.NDArray[np.float64]

_EXACT: Final = 1e-12  # a share that should be one half may come out a rounding above it
_ALMOST: Final = 0.95  # of the neighbours in order: a merge sort is then the quicker one
_PLACES: Final = 300  # a drawn curve moves by less than one part in so many of its picture's height plus width


@dataclass(frozen=True, eq=False)
class Survival:
    """The product-limit estimate of Kaplan and Meier (1958) of one group.

    ``times`` are the distinct times, ascending, ended or not, in seconds; ``shares[i]`` is still open right after
    ``times[i]`` and ``watched[i]`` of ``n`` were still open and watched right before it. ``low`` and ``high`` are the
    pointwise 95 % band on the scale log(-log S) (Kalbfleisch and Prentice 1980) with Greenwood's variance (of
    log S). Where nobody has ended yet the band is (1, 1); once nobody is left it keeps its upper edge, the lower is 0.
    """

    n: int
    events: int
    times: Seconds
    shares: Shares
    greenwood: Shares
    watched: Seconds

    @cached_property
    def edges(self) -> tuple[Shares, Shares]:
        """The band's lower and upper edge after each of ``times``."""
        return _band(self.shares, self.greenwood)

    @property
    def low(self) -> Shares:
        return self.edges[0]

    @property
    def high(self) -> Shares:
        return self.edges[1]

    def place(self, seconds: float) -> int | None:
        """Which of ``times`` holds at a time: -1 before them all, None where nobody was watched for so long."""
        if not self.n or (seconds > self.times[-1] and self.shares[-1] > 0):
            return None
        return int(np.searchsorted(self.times, seconds, side="right")) - 1

    def share(self, seconds: float) -> float | None:
        """The share still open after a time; None where nobody was watched for so long."""
        place = self.place(seconds)
        if place is None:
            return None
        return 1.0 if place < 0 else float(self.shares[place])

    def band(self, seconds: float) -> tuple[float, float] | None:
        """The band at a time; None where ``share`` is."""
        place = self.place(seconds)
        if place is None:
            return None
        if place < 0:
            return 1.0, 1.0
        left = place if self.shares[place] > 0 else int(np.flatnonzero(self.shares <= 0)[0])
        span = slice(max(0, left - 1), left + 1)
        low, high = _band(self.shares[span], self.greenwood[span])
        return float(low[-1]), float(high[-1])

    def quantile(self, ended: float) -> float | None:
        """The first time by which this share of all had ended; None where that is not reached."""
        return _first_below(self.times, self.shares, 1 - ended)

    def quantile_interval(self, ended: float) -> tuple[float | None, float | None]:
        """Where the band reaches that share, by Brookmeyer and Crowley (1982); None where an edge does not."""
        return _first_below(self.times, self.low, 1 - ended), _first_below(self.times, self.high, 1 - ended)

    def at_risk(self, seconds: float) -> int:
        """How many are still open and watched right before a time."""
        place = int(np.searchsorted(self.times, seconds, side="left"))
        return int(self.watched[place]) if place < len(self.times) else 0

    def drawn(self) -> Seconds:
        """The places of at most about 400 points by which the curve looks the same on a log axis, the last included.

        Along the curve the distance in height and width together is cut into even pieces, and a step that is larger
        than a piece keeps both its ends: no point of the curve is further than half a piece from what is drawn.
        """
        if len(self.times) <= _PLACES:
            return np.arange(len(self.times))
        wide = np.log(np.maximum(self.times, 60).astype(np.float64))
        reach = (wide - wide[0]) / max(wide[-1] - wide[0], _EXACT) + (1 - self.shares)
        piece = np.floor(reach * _PLACES / 2)
        first = np.ones(len(piece), dtype=np.bool_)
        first[1:] = piece[1:] != piece[:-1]
        kept = first.copy()
        kept[:-1] |= first[1:] & (np.diff(reach) > 2 / _PLACES)
        kept[-1] = True
        return np.flatnonzero(kept)


def _first_below(times: Seconds, shares: Shares, share: float) -> float | None:
    below = np.flatnonzero(shares <= share + _EXACT)
    return float(times[below[0]]) if len(below) else None


def packed(seconds: Seconds, ended: Flags) -> Seconds:
    """Times and whether they ended as one ascending row of numbers, for ``curve_of``.

    It takes what is in order already, or almost, many times more quickly.
    """
    held: Seconds = seconds.astype(np.int64)
    held <<= 1
    held |= ~ended
    if len(held) > 1 and (held[1:] >= held[:-1]).mean() <= _ALMOST:
        return pl.Series(held).sort().to_numpy()
    held.sort(kind="stable")
    return held


def joined(parts: Sequence[Seconds]) -> Seconds:
    """What several ``packed`` are together, in order."""
    every = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    every.sort(kind="stable")  # merges what is in order already
    return every


def kaplan_meier(seconds: Seconds, ended: Flags) -> Survival:
    """The curve of times of at least 0 seconds, of which ``ended`` tells whether they ended or are only watched so far.

    Who stops being watched at the time at which another ends was still watched then.
    """
    return curve_of(packed(seconds, ended))


def curve_of(held: Seconds) -> Survival:
    """The curve of what ``packed`` or ``joined`` gave."""
    n = len(held)
    every = held >> 1
    last = np.ones(n, dtype=np.bool_)
    last[:-1] = every[1:] != every[:-1]
    ends = np.flatnonzero(last)
    starts = np.concatenate([np.zeros(min(1, n), dtype=np.int64), ends[:-1] + 1])
    so_far = np.cumsum(1 - (held & 1))[ends]
    events = np.diff(so_far, prepend=0)
    watched = n - starts
    left = watched - events
    shares = np.cumprod(left / np.maximum(watched, 1))
    greenwood = np.cumsum(np.divide(events, watched * left, out=np.zeros(len(ends)), where=left > 0))
    return Survival(n, int(events.sum()), every[ends], shares, greenwood, watched)


def _band(shares: Shares, greenwood: Shares) -> tuple[Shares, Shares]:
    inside = (shares > 0) & (shares < 1)
    low, high = np.where(shares >= 1, 1.0, 0.0), np.ones(len(shares))
    logs = np.log(shares[inside])
    spread = Z95 * np.sqrt(greenwood[inside]) / np.abs(logs)
    low[inside], high[inside] = np.exp(logs * np.exp(spread)), np.exp(logs * np.exp(-spread))
    over = np.flatnonzero(shares <= 0)
    if len(over):
        high[over] = high[over[0] - 1] if over[0] else 1.0
    return low, high


def difference_z(first: Survival, second: Survival, at_first: float, at_second: float) -> float:
    """How many standard errors the first is more open than the second, each at a time of its own, on log(-log S).

    Source: J. P. Klein and others, Analyzing survival curves at a fixed point in time (2007). A share of 0 or 1, which
    has no such scale, counts as half an incident away from it with the variance of a plain share. 0 where either is not
    known so far.
    """
    sides = [_on_the_scale(first, at_first), _on_the_scale(second, at_second)]
    if sides[0] is None or sides[1] is None:
        return 0.0
    (one, spread_one), (two, spread_two) = sides[0], sides[1]
    return (two - one) / sqrt(spread_one + spread_two)


def _on_the_scale(curve: Survival, seconds: float) -> tuple[float, float] | None:
    """log(-log S) at a time and its variance."""
    place = curve.place(seconds)
    if place is None:
        return None
    share = 1.0 if place < 0 else float(curve.shares[place])
    variance = 0.0 if place < 0 else float(curve.greenwood[place])
    if not 0 < share < 1:
        share = min(max(share, 0.5 / curve.n), 1 - 0.5 / curve.n)
        variance = (1 - share) / (share * curve.n)
    return log(-log(share)), variance / log(share) ** 2
