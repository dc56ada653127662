"""Mean time to repair beside the article's targets, as the monthly sheet shows it: all, Ops, Dev, median, P85."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, number
from desktop_app.domain.monthly_sheet import Mean, MeanRow
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.against_goal.article_table import TOO_FEW
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.repair_ends import mean_claimable
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty.drift import skewed_mean_interval
from desktop_app.measures.certainty.intervals import quantile
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock, Seconds


def mean_rows(asked: Asked, repaired: pl.DataFrame, closed: pl.DataFrame, *, by_route: bool) -> tuple[MeanRow, ...]:
    """One for each classification; ``repaired`` are the measured rows of those resolved in the month.

    ``closed`` are those closed in it without a resolve: with too many of them nothing is claimed of the others.
    """
    estimated = closed["classification"]
    return tuple(
        _row(asked, repaired, int((estimated == kind.value).sum()), kind, by_route=by_route) for kind in Classification
    )


def _row(asked: Asked, repaired: pl.DataFrame, estimated: int, kind: Classification, *, by_route: bool) -> MeanRow:
    mine = repaired.filter(pl.col("classification") == kind.value)
    seconds: Seconds = np.sort(mine["repair_s"].to_numpy())
    side = mine["resolved_side"].fill_null(Side.UNKNOWN.value).to_numpy()
    times = mine["repair_s"].to_numpy()
    ops, dev = (_mean(times[side == wanted.value]) for wanted in (Side.OPS, Side.DEV))
    rest = _mean(times[(side != Side.OPS.value) & (side != Side.DEV.value)])
    whole, clock = _mean(seconds), asked.clock
    enough = mean_claimable(whole.n, estimated)

    def told(value: float) -> str:
        return clocks.text(value, clock) if enough else NONE

    return MeanRow(
        classification=kind,
        ops_target=_target(asked.ops, kind),
        dev_target=_target(asked.dev, kind),
        goal=_target(asked.target_set, kind),
        mean=told(whole.seconds or 0.0),
        interval=_interval(seconds, estimated, clock),
        ops=_side(ops, dev, whole, told) if by_route else NONE,
        dev=_side(dev, ops, whole, told) if by_route else NONE,
        median=told(quantile(seconds, 0.5)) if enough else NONE,
        p85=told(quantile(seconds, 0.85)) if enough else NONE,
        whole=whole,
        sides=(ops, dev, rest),
    )


def _mean(seconds: Seconds) -> Mean:
    return Mean(len(seconds), float(seconds.mean()) if len(seconds) else None)


def _target(held: TargetSet | None, kind: Classification) -> str:
    target = held.newest(kind) if held else None
    return target.label if target else NONE


def _interval(seconds: Seconds, estimated: int, clock: RunningClock) -> str:
    n = len(seconds)
    if not mean_claimable(n, estimated):
        return NONE
    low, high = skewed_mean_interval(seconds.astype(np.float64))
    return _("{low} – {high}").format(low=clocks.text(low, clock), high=clocks.text(high, clock))


def _side(own: Mean, other: Mean, whole: Mean, told: Callable[[float], str]) -> str:
    """``59 min (17)``, ``few`` below five, and where the other's few could be worked out from it."""
    if not own.n or own.seconds is None:
        return NONE
    told_by_rest = 0 < other.n < TOO_FEW and own.n + other.n == whole.n
    if own.n < TOO_FEW or told_by_rest:
        return _("few")
    mean = told(own.seconds)
    return mean if mean == NONE else _("{mean} ({n})").format(mean=mean, n=number(own.n))
