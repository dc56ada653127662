"""Intervals around shares and medians, so that a sentence claims no more than the numbers carry."""

from __future__ import annotations

from math import floor, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

Z95: Final = 1.959963984540054


def wilson(hits: int, n: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a share, from 0 to 1, "as if independent". ``n`` of 0 tells nothing: (0, 1).

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    if n <= 0:
        return 0.0, 1.0
    share = hits / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    centre = share + z * z / (2 * n)
    low = 0.0 if hits == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if hits == n else min(1.0, (centre + spread) / scale)
    return low, high


def median_interval(ordered: npt.NDArray[np.int64], z: float = Z95) -> tuple[float, float]:
    """The order statistics around the median that hold it with about 95 %, from at least one ascending value."""
    n = len(ordered)
    below = max(0, floor((n - z * sqrt(n) - 1) / 2))  # the binomial by the normal, with continuity
    return float(ordered[below]), float(ordered[n - 1 - below])


def quantile(ordered: npt.NDArray[np.int64], share: float) -> float:
    """The quantile of ascending values by linear interpolation, as numpy and pandas do by default."""
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low]) + (place - low) * float(ordered[high] - ordered[low])
