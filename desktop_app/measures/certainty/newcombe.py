"""The difference of two shares with its interval: never judged by whether two intervals overlap."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from desktop_app.measures.certainty.intervals import Z95, wilson


@dataclass(frozen=True, slots=True)
class Difference:
    """The later share minus the earlier one, from -1 to 1, and the interval that holds it."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out "no difference"."""
        return self.low > 0 or self.high < 0


def difference(hits: int, n: int, hits_before: int, n_before: int, z: float = Z95) -> Difference:
    """Newcombe's hybrid score interval of ``hits / n - hits_before / n_before``. Raises ValueError without incidents.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of
    eleven methods, Statistics in Medicine 17 (1998), method 10.
    """
    if n <= 0 or n_before <= 0:
        raise ValueError("A difference needs incidents on both sides")
    share, before = hits / n, hits_before / n_before
    low, high = wilson(hits, n, z)
    low_before, high_before = wilson(hits_before, n_before, z)
    value = share - before
    down = sqrt((share - low) ** 2 + (high_before - before) ** 2)
    up = sqrt((high - share) ** 2 + (before - low_before) ** 2)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))


def z_of_many(looks: int) -> float:
    """The z with which so many 95 % intervals hold all at once (Bonferroni): 1.96 for one, 2.24 for two."""
    return NormalDist().inv_cdf(1 - 0.025 / looks) if looks > 1 else Z95
