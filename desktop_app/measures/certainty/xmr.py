"""The XmR chart: the range in which the points of a steady process lie, and the signs that it is not steady.

Limits are the centre and 2.66 times the mean moving range to either side. They are made of the first points of a phase
and then frozen, so that what came later is judged by what was before. Source: D. J. Wheeler, Understanding Variation
(1993); the signs are his three detection rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

LEAST: Final = 12
"""Below this many points a range is provisional, and nothing is claimed from it."""

MOST: Final = 24
"""The range is frozen once it is made of this many points."""

SPREAD: Final = 2.66
RUN: Final = 8
_CLOSE, _OF = 3, 4
_TOLERANCE: Final = 1e-9  # of rounding

Values = npt.NDArray[np.float64]


class Sign(Enum):
    """What a point says of the process; the gravest first."""

    ABOVE = "above"
    BELOW = "below"
    RUN_ABOVE = "run_above"  # the eighth in a row on the same side of the centre
    RUN_BELOW = "run_below"
    CLOSE_ABOVE = "close_above"  # the third of four that are closer to the same limit than to the centre
    CLOSE_BELOW = "close_below"


@dataclass(frozen=True, slots=True)
class Chart:
    """One phase. ``z`` are its points around the centre: scaled so that each has the same range, ``half`` to a side.

    ``made_of`` is how many of the first points the range was made of; ``signs`` are by point.
    """

    centre: float
    z: Values
    half: float
    made_of: int
    signs: tuple[Sign | None, ...]

    @property
    def provisional(self) -> bool:
        return self.made_of < LEAST


def of_means(means: Values, sizes: Values, most: int = MOST) -> Chart:
    """Of the means of ``sizes`` values each: z = (mean - centre) x sqrt(n), so that a small week may stray further.

    The centre is the mean of all values behind the first points, at most ``most`` of them. At least one point.
    """
    centre = float(np.average(means[:most], weights=sizes[:most]))
    return _chart(centre, (means - centre) * np.sqrt(sizes), most)


def of_values(values: Values, most: int = MOST) -> Chart:
    """Of values that each stand for themselves, such as counts. At least one point."""
    centre = float(np.mean(values[:most]))
    return _chart(centre, values - centre, most)


def _chart(centre: float, z: Values, most: int) -> Chart:
    made_of = min(len(z), most)
    half = SPREAD * float(np.mean(np.abs(np.diff(z[:made_of])))) if made_of > 1 else 0.0
    found = signs(z, half) if made_of >= LEAST else (None,) * len(z)
    return Chart(centre, z, half, made_of, found)


def signs(z: Values, half: float) -> tuple[Sign | None, ...]:
    """The gravest sign of each point. A run, or points close to a limit, is told once: where it becomes one."""
    found: list[Sign | None] = [None] * len(z)
    for side, (outside, run, close) in (
        (1.0, (Sign.ABOVE, Sign.RUN_ABOVE, Sign.CLOSE_ABOVE)),
        (-1.0, (Sign.BELOW, Sign.RUN_BELOW, Sign.CLOSE_BELOW)),
    ):
        on_side = z * side
        beyond = on_side > half + _TOLERANCE
        begins = (
            (outside, beyond),
            (run, _begins(_of_last(on_side > _TOLERANCE, RUN) == RUN)),
            (close, _begins(_of_last(on_side > half / 2 + _TOLERANCE, _OF) >= _CLOSE)),
        )
        for sign, places in begins:
            for place in np.flatnonzero(places):
                found[place] = found[place] or sign
    return tuple(found)


def _of_last(flags: npt.NDArray[np.bool_], n: int) -> npt.NDArray[np.int64]:
    """How many of the last ``n`` flags up to each are set; before there are so many, of those there are."""
    total = np.cumsum(np.concatenate([np.zeros(n, dtype=np.int64), flags.astype(np.int64)]))
    counted: npt.NDArray[np.int64] = total[n:] - total[:-n]
    return counted


def _begins(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """True where a flag is set and was not at the point before."""
    before = np.concatenate([[False], flags[:-1]])
    begun: npt.NDArray[np.bool_] = flags & ~before
    return begun
