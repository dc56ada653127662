"""Repair time by route, resolved in a month: every incident a dot, or an even sample of them, with their summaries."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import MINUTE
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Lane, Strip, Strips
from desktop_app.domain.routes import Route
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.repair_ends import mean_claimable
from desktop_app.measures.certainty.intervals import quantile
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import Seconds
from desktop_app.measures.monthly.monthly import human_ticks

MOST_DOTS: Final = 100
"""More of them on one line could not be told apart on paper."""

_DEV: Final = (Route.OPS_TO_DEV.value, Route.DEV_ONLY.value)
_OPS: Final = (Route.OPS_ONLY.value,)
_SHORTEST: Final = 3 * MINUTE
_DAYS: Final = 60  # the axis ends here, or at three times the longest goal


def strips(asked: Asked, repaired: pl.DataFrame, closed: pl.DataFrame, *, by_route: bool) -> Strips:
    """``repaired`` are the measured rows of those resolved in the month, ``closed`` of those closed without."""
    targets = [found for kind in Classification if (found := asked.target_set.newest(kind)) is not None]
    goals = [seconds for target in targets if (seconds := clocks.mark_seconds(target, asked.clock))]
    low = min([_SHORTEST, *(goal / 10 for goal in goals)])
    high = max([_DAYS * asked.clock.day_seconds, *(3 * goal for goal in goals)])
    others = by_route and not repaired["route"].is_in([*_OPS, *_DEV]).all()
    both = pl.concat([repaired, closed])
    made = tuple(_strip(asked, both, kind, by_route=by_route, others=others) for kind in Classification)
    ticks = tuple((float(s), words) for s, words in human_ticks(asked.clock) if low <= s <= high)
    sampled = any(len(lane.dots) < lane.n for strip in made for lane in strip.lanes)
    return Strips(made, float(low), float(high), ticks, _note(repaired.height, sampled=sampled))


def _strip(asked: Asked, rows: pl.DataFrame, kind: Classification, *, by_route: bool, others: bool) -> Strip:
    mine = rows.filter(pl.col("classification") == kind.value)
    target = asked.target_set.newest(kind)
    if not by_route:
        lanes = [_lane(_("All teams"), mine)]
    else:
        lanes = [
            _lane(Route.OPS_ONLY.label, mine.filter(pl.col("route").is_in(_OPS))),
            _lane(_("Through Dev"), mine.filter(pl.col("route").is_in(_DEV)), ring=True),
        ]
        if others:
            lanes.append(_lane(_("Other routes"), mine.filter(~pl.col("route").is_in([*_OPS, *_DEV]))))
    goal = clocks.mark_seconds(target, asked.clock) if target else None
    return Strip(
        kind,
        _("goal {target}").format(target=target.label) if target else _("no goal"),
        float(goal) if goal else None,
        tuple(lanes),
    )


def _lane(label: str, rows: pl.DataFrame, *, ring: bool = False) -> Lane:
    seconds: Seconds = np.sort(rows.filter(~pl.col("estimated"))["repair_s"].to_numpy())
    enough = mean_claimable(len(seconds), rows.height - len(seconds))
    return Lane(
        label,
        ring,
        len(seconds),
        even_sample(seconds),
        quantile(seconds, 0.5) if enough else None,
        quantile(seconds, 0.85) if enough else None,
        float(seconds.mean()) if enough else None,
    )


def even_sample(seconds: Seconds) -> tuple[float, ...]:
    """All of them, or MOST_DOTS at even ranks with the shortest and the longest: the same sample each time."""
    if len(seconds) > MOST_DOTS:
        seconds = seconds[np.linspace(0, len(seconds) - 1, MOST_DOTS).round().astype(np.int64)]
    return tuple(float(value) for value in seconds)


def _note(n: int, *, sampled: bool) -> str:
    if not n:
        return _("none")
    marks = _("line = goal, grey = past it; tall bar = median, short bar = P85, diamond = mean")
    if sampled:
        words = _("at most {most} dots a line of {n} incidents; {marks}")
        return words.format(most=number(MOST_DOTS), n=number(n), marks=marks)
    words = ngettext("every dot one of {n} incident; {marks}", "every dot one of {n} incidents; {marks}", n)
    return words.format(n=number(n), marks=marks)
