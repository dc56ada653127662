"""The causes of what no release caused, counted or summed, with the bounds of what is not known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.figures import Amount
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.chosen import included, inside
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.lives.ends import Flags


@dataclass(frozen=True, slots=True)
class Cause:
    """``low`` is sure to come from no release, ``high`` may; both in incidents or in seconds. ``n`` are behind high."""

    key: int
    low: int
    high: int
    n: int


@dataclass(frozen=True, slots=True)
class Found:
    """Causes largest first, what has none, and the whole; all in the same amount."""

    ranked: list[Cause]
    nameless: Cause
    low: int
    high: int
    n: int
    unknown: int  # incidents of which it is not known whether a release caused them
    released: int  # incidents that a release caused, in no row
    untimed: int  # incidents without a repair time
    chosen: Flags  # the incidents counted, over the frame
    keys: npt.NDArray[np.int64]  # the cause of every row of the frame

    @property
    def told(self) -> bool:
        """Enough incidents for a share, and of at least half of them a release is known or ruled out."""
        return self.n >= FEW and 2 * self.unknown <= self.n

    def share(self, chosen: list[Cause]) -> tuple[float, float]:
        """The smallest and the largest share of the whole that these causes may have."""
        low, high = sum(c.low for c in chosen), sum(c.high for c in chosen)
        others_high, others_low = self.high - high, self.low - low
        least = low / (low + others_high) if low + others_high else 0.0
        return least, high / (high + others_low) if high + others_low else 0.0


def count(asked: Asked) -> Found:
    """The incidents opened in the period, by cause, in the amount that was chosen."""
    chosen = included(asked) & inside(asked.measured["opened_at"].to_numpy(), asked.period, asked.frame.zone)
    by_release = asked.measured["release_related"].to_numpy() == ReleaseRelated.YES
    released = int(np.count_nonzero(chosen & by_release))
    chosen &= ~by_release
    rows = asked.measured.select("system_error", "system", "release_related", "repair_s", "estimated")
    rows = rows.filter(pl.Series(chosen))
    timed = pl.col("repair_s").is_not_null() & ~pl.col("estimated")
    hours = asked.choice.amount is Amount.HOURS
    amount = pl.when(timed).then("repair_s").otherwise(0) if hours else pl.lit(1, pl.Int64)
    sure = pl.col("release_related") == ReleaseRelated.NO.value
    sums = (
        rows.lazy()
        .select(key=Causes.key(), amount=amount, sure=sure)
        .group_by("key")
        .agg(low=pl.col("amount").filter("sure").sum(), high=pl.col("amount").sum(), n=pl.len())
        .collect()
    )
    names = Causes(asked.frame)
    every = [Cause(*row) for row in sums.iter_rows()]
    ranked = sorted((c for c in every if c.key != NO_CAUSE), key=lambda c: (-c.high, -c.low, names.label(c.key), c.key))
    return Found(
        ranked,
        next((c for c in every if c.key == NO_CAUSE), Cause(NO_CAUSE, 0, 0, 0)),
        sum(c.low for c in every),
        sum(c.high for c in every),
        rows.height,
        int(np.count_nonzero(rows["release_related"].to_numpy() == ReleaseRelated.UNKNOWN)),
        released,
        rows.height - int(rows.select(timed.sum()).item()),
        chosen,
        asked.measured.select(key=Causes.key())["key"].to_numpy(),
    )
