"""Mean, interval and quantiles of repair times, where so many may be named at all."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from desktop_app.measures.asking.repair_ends import mean_claimable
from desktop_app.measures.certainty.drift import skewed_mean_interval
from desktop_app.measures.certainty.intervals import quantile
from desktop_app.measures.lives.ends import Seconds


class Means:
    """What a group of repaired incidents says of itself; all None where too little is known.

    The group gives ``seconds``, ascending, and ``estimated``: how many more were closed without a resolve.
    """

    seconds: Seconds
    estimated: int

    @cached_property
    def n(self) -> int:
        return len(self.seconds)

    @cached_property
    def claimable(self) -> bool:
        """Enough of them, and few enough that were closed without a resolve."""
        return mean_claimable(self.n, self.estimated)

    @cached_property
    def mean(self) -> float | None:
        return float(self.seconds.mean()) if self.claimable else None

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        return skewed_mean_interval(self.seconds.astype(np.float64)) if self.claimable else None

    def quantile(self, share: float) -> float | None:
        return quantile(self.seconds, share) if self.claimable else None
