"""The figures of a month's groups: by classification, by classification and route, and of the months before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import GroupMeasures, Measures
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.monthly import MonthGroup, PastMonth, SideMean
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.against_goal import summary
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.frame import Frame

MONTHS: Final = 12  # that are shown beside each other, this one included
COUNTED: Final = (pl.col("exclusion") == Exclusion.NONE.value) & (pl.col("status") != Status.CANCELLED.value)
_TOLD: Final = (Outcome.IN_TIME, Outcome.MISSED, Outcome.OPEN_PAST, Outcome.UNKNOWN)
_ROUTES: Final = (Route.OPS_ONLY, Route.OPS_TO_DEV, Route.DEV_ONLY, Route.BOUNCED, Route.NOBODY)
_NO_SIDE: Final = SideMean(0, None)


def month_of(month: date) -> Period:
    """The whole calendar month of a day."""
    first = month.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(first, date.fromordinal(following.toordinal() - 1))


def in_force(asked: Asked) -> Asked:
    """With the goals that held at the period's end: a month keeps its own where later ones came."""
    last = asked.period.to_on
    ops, dev = (held and held.until(last) for held in (asked.ops, asked.dev))
    return replace(asked, target_set=asked.target_set.until(last), ops=ops, dev=dev)


def due_in(frame: Frame, period: Period) -> pl.Expr:
    """The deadline lies in the period and has passed."""
    due = summary.inside("deadline_at", frame, period) & pl.col("outcome").is_in([o.value for o in _TOLD])
    return (due & pl.col("deadline_at").is_not_null()).fill_null(value=False)


def open_at_end(frame: Frame, period: Period) -> pl.Expr:
    """Opened before the period's end and not over by then; where the data end earlier, open when they do."""
    _start, end = period.instants(frame.zone)
    over_at = pl.when("estimated").then("closed_at").otherwise("resolved_at")
    return ((pl.col("opened_at") < end) & (pl.col("open") | (over_at >= end))).fill_null(value=False)


def groups_of(
    measured: pl.DataFrame,
    frame: Frame,
    target_set: TargetSet,
    period: Period,
    bare: Measures,
    route: Route | None = None,
) -> Iterator[MonthGroup]:
    """One for each classification, then all; ``bare`` are the measures of the same incidents and period."""
    due, left, bare = due_in(frame, period), open_at_end(frame, period), summary.claimed(bare)
    counts = measured.filter(COUNTED).select("classification", "outcome", due.alias("due"), left.alias("left"))
    for kind in (*Classification, None):
        mine = counts if kind is None else counts.filter(pl.col("classification") == kind.value)
        outcomes = dict(mine.filter("due")["outcome"].value_counts().iter_rows())
        figures = figures_of(bare, kind)
        target = target_set.target(kind, period.to_on or date.max) if kind else None
        told, unknown = figures.in_time + figures.missed, outcomes.get(Outcome.UNKNOWN.value, 0)
        yield MonthGroup(
            classification=kind,
            goal=target.label if target else "",
            due=told + unknown,
            in_time=figures.in_time,
            open_past=outcomes.get(Outcome.OPEN_PAST.value, 0),
            unknown=unknown,
            attainment=figures.in_time / told if told else None,
            interval=wilson(figures.in_time, told) if told else None,
            resolved=figures.resolved,
            mean_h=figures.mean_h,
            ops=_NO_SIDE,
            dev=_NO_SIDE,
            median_h=figures.median_h,
            p85_h=figures.p85_h,
            route=route,
            opened=figures.incidents,
            open_at_end=int(mine["left"].sum()),
            closed=figures.estimated,
        )


def figures_of(found: Measures, kind: Classification | None) -> GroupMeasures:
    return found.by_classification[kind.key] if kind else found.all


def ways(
    measured: pl.DataFrame,
    frame: Frame,
    target_set: TargetSet,
    clock: RunningClock,
    period: Period,
    *,
    by_route: bool,
) -> tuple[MonthGroup, ...]:
    """For each classification, then all: a group for every route that can be told, then all routes together.

    Not known is one of them where the month has such incidents; without sides there is no route but all.
    """
    routes: list[Route | None] = [*_ROUTES, Route.UNKNOWN, None] if by_route else [None]
    by_way = {}
    for route in routes:
        mine = measured if route is None else measured.filter(pl.col("route") == route.value)
        bare = summary.measures(mine, frame=frame, target_set=target_set, clock=clock, period=period)
        by_way[route] = list(groups_of(mine, frame, target_set, period, bare, route))
    unknown = by_way.get(Route.UNKNOWN)
    if unknown and not any(one.due or one.resolved or one.open_at_end for one in unknown):
        del by_way[Route.UNKNOWN]
    return tuple(found[place] for place in range(len(Classification) + 1) for found in by_way.values())


def before(
    measured: pl.DataFrame, frame: Frame, target_set: TargetSet, clock: RunningClock, month: date
) -> tuple[PastMonth, ...]:
    """The months up to this one that the data reach back to, at most MONTHS, oldest first."""
    found: list[PastMonth] = []
    counted = measured.filter(COUNTED)["opened_at"]
    if not counted.len():
        return ()
    oldest = int(counted.min())  # type: ignore[arg-type]  # stamps are never null
    period = month_of(month)
    while len(found) < MONTHS and period.from_on is not None:
        _start, end = period.instants(frame.zone)
        if found and end is not None and oldest >= end:
            break
        bare = summary.measures(measured, frame=frame, target_set=target_set, clock=clock, period=period)
        groups = tuple(groups_of(measured, frame, target_set, period, bare))
        found.append(PastMonth(period.from_on, groups))
        period = month_of(date.fromordinal(period.from_on.toordinal() - 1))
    return tuple(reversed(found))
