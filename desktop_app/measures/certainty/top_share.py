"""The share that the most frequent causes have, and what it can be at least and at most while something is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.domain.language import _, percent

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and the largest share that may be true, from 0 to 1."""

    low: float
    high: float

    @property
    def words(self) -> str:
        """``96 %``, or ``between 94 % and 96 %`` where that is not the same."""
        low, high = percent(self.low), percent(self.high)
        return low if low == high else _("between {low} and {high}").format(low=low, high=high)


def top_bounds(
    known: Mapping[int, int], nameless: int, perhaps: Mapping[int, int], perhaps_nameless: int, top: int
) -> Bounds:
    """The smallest and the largest share of the ``top`` most frequent errors, over all that may be true.

    ``known`` and ``perhaps`` count, by error, incidents that no release caused and those of which that is not known;
    the nameless may be of any error, also of one that nothing else has. (0, 0) when there is no incident at all.
    """
    errors = sorted(known.keys() | perhaps.keys())
    sure = np.array([known.get(error, 0) for error in errors], dtype=np.int64)
    more = np.array([perhaps.get(error, 0) for error in errors], dtype=np.int64)
    if not sure.sum() + more.sum() + nameless + perhaps_nameless:
        return Bounds(0.0, 0.0)
    return Bounds(
        _smallest(sure, more, nameless, perhaps_nameless, top), _largest(sure, more, nameless + perhaps_nameless, top)
    )  # fmt: skip


def _smallest(sure: Counts, more: Counts, nameless: int, perhaps_nameless: int, top: int) -> float:
    """Nameless incidents are errors of their own, and unsure ones lift errors just up to the edge of the top.

    Where the edge lies is tried out: between two counts that occur, the share only rises or only falls.
    """
    low = np.concatenate([sure, np.ones(nameless, dtype=np.int64), np.zeros(perhaps_nameless, dtype=np.int64)])
    high = low + np.concatenate([more, np.zeros(nameless, dtype=np.int64), np.ones(perhaps_nameless, dtype=np.int64)])
    shares = []
    for edge in np.unique(np.concatenate([low, high, [1]])):
        counts = np.clip(edge, low, high)
        if counts.sum():
            shares.append(_share_of_top(counts, top))
    return min(shares)


def _share_of_top(counts: Counts, top: int) -> float:
    largest = counts if len(counts) <= top else np.partition(counts, len(counts) - top)[-top:]
    return float(largest.sum() / counts.sum())


def _largest(sure: Counts, more: Counts, nameless: int, top: int) -> float:
    """Nameless incidents are of an error in the top; unsure ones count where they are of one too.

    Dinkelbach's method: with a share as the price of an incident more, the best top is known; it has a better share.
    """
    share = 0.0
    while True:
        chosen = np.argsort(-(sure + (1 - share) * more), kind="stable")[:top]
        joined = int(more[chosen].sum())
        every = int(sure.sum()) + joined + nameless
        better = (int(sure[chosen].sum()) + joined + nameless) / every if every else 0.0
        if better <= share:
            return share
        share = better
