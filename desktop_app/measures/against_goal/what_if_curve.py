"""The curve of What if: the share in time against the goal, with today's, the tried and the tightest one."""

from __future__ import annotations

from typing import Final

import numpy as np

from desktop_app.domain.charts import Curve, Curves, Point, Tone
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, percent
from desktop_app.measures.against_goal.replayed import Replayed, Side
from desktop_app.measures.against_goal.tried_targets import Values
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock, runs_on, target_seconds

POINTS: Final = 60
"""Targets that the curve is drawn through."""


def clock_of(found: Replayed, kind: Classification) -> RunningClock:
    """The clock on which the target of a classification runs today."""
    target, clock = found.today.target(kind), found.today.asked.clock
    return runs_on(target, clock) if target else clock


def time_words(found: Replayed, kind: Classification, seconds: float) -> str:
    return clocks.words(seconds, clock_of(found, kind))


def chart(found: Replayed) -> Curves | None:
    """The share in time of the figure's classification at every goal; None where it has none."""
    kind = found.kind
    curve = found.curves.get(kind)
    if curve is None:
        return None
    points = _points(found)
    targets = _targets(curve.good_from, [point.seconds for point in points])
    shares = curve.shares(targets)
    known = ~np.isnan(shares)
    due, good, unknown = (counts[known] for counts in curve.counts(targets))
    bands = [wilson(int(hits), int(n)) for hits, n in zip(good, due - unknown, strict=True)]
    line = Curve(
        _("in time"),
        Tone.FIRST,
        tuple(float(target) for target in targets[known]),
        tuple(float(share) for share in shares[known]),
        tuple(low for low, _high in bands),
        tuple(high for _low, high in bands),
        opens=found.opens_due(kind),
    )
    agreed = found.today.asked.target_set.agreed_share
    return Curves((line,), tuple(points), (), agreed, clock_of(found, kind).day_seconds)


def _targets(good_from: Values, marked: list[float]) -> Values:
    """Targets at even steps of a log axis over what was ever in time, and those that are marked."""
    if not len(good_from):
        return np.unique(np.array(marked, dtype=np.float64))
    low, high = max(60.0, float(good_from[0])), max(120.0, float(good_from[-1]), *marked)
    return np.unique(np.concatenate([np.geomspace(min(low, high), high, POINTS), marked]))


def _points(found: Replayed) -> list[Point]:
    """Today's goal, the tried one where it runs on the same clock, and the tightest."""
    kind = found.kind
    points = [_goal_point(found, side) for side in (found.today, found.then) if side]
    tightest = found.tightest.get(kind)
    if tightest is not None:
        agreed = found.today.asked.target_set.agreed_share
        label = _("{share} within {time}").format(share=percent(agreed), time=time_words(found, kind, tightest))
        reached = found.curves[kind].shares(np.array([tightest]))[0]
        points.append(Point(label, tightest, float(reached)))
    return list(dict.fromkeys(point for point in points if point is not None))


def _goal_point(found: Replayed, side: Side) -> Point | None:
    kind, clock = found.kind, found.today.asked.clock
    target, today = side.target(kind), found.today.target(kind)
    if target is None or (side is not found.today and target == today):
        return None
    if runs_on(target, clock).kind is not clock_of(found, kind).kind:
        return None
    label = _("goal {target}") if side is found.today else _("tried {target}")
    return Point(label.format(target=target.label), float(target_seconds(target, clock)), reached(found, side))


def reached(found: Replayed, side: Side) -> float | None:
    """What the curve says of a side's goal, as if it had always held; None where too little is known at it."""
    target = side.target(found.kind)
    if target is None:
        return None
    seconds = float(target_seconds(target, found.today.asked.clock))
    share = float(found.curves[found.kind].shares(np.array([seconds]))[0])
    return None if np.isnan(share) else share
