"""A month against the goal: which incidents count in it, and its figures by the functions of the Targets page.

Due are those whose deadline lies in the month and has passed; resolved are those repaired in it, with a repair time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import DAY, HOUR, MINUTE
from desktop_app.domain.figures import Measures
from desktop_app.domain.incidents import Exclusion, ReleaseRelated
from desktop_app.domain.language import _, number
from desktop_app.domain.monthly import Bin, Missed, MonthGroup, MonthIncident, MonthSheet, SideMean, SmallNumbers
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, Route, RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.against_goal import summary
from desktop_app.measures.against_goal.article_table import TOO_FEW
from desktop_app.measures.asking import definitions
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED, cohort
from desktop_app.measures.between.crack_kinds import late
from desktop_app.measures.between.crack_words import lacks
from desktop_app.measures.certainty.intervals import Z95
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.monthly.monthly_ageing import ages
from desktop_app.measures.monthly.monthly_between import parts
from desktop_app.measures.monthly.monthly_groups import (
    COUNTED,
    before,
    due_in,
    figures_of,
    groups_of,
    in_force,
    open_at_end,
    ways,
)
from desktop_app.measures.monthly.monthly_top import ranked_causes
from desktop_app.measures.waiting.ageing import age_edges

TOP_ERRORS: Final = 10
_EACH_SIDE: Final = 4  # bins below the goal, and above it


def monthly(asked: Asked, words: str) -> MonthSheet:
    """The workbook's month: ``asked``'s period is its first and last day, ``words`` tell the reader's filter.

    Raises ValueError for a period without a first day.
    """
    frame, target_set, clock, period = asked.frame, asked.target_set, asked.clock, asked.period
    measured = asked.rows.drop("row")
    if period.from_on is None:
        raise ValueError("A month has a first day")
    rows = (
        _rows(measured, frame, period)
        .join(_told_apart(asked), on="id", how="left")
        .join(ages(asked), on="id", how="left")
    )
    found, own = cohort(measured, frame, target_set, period), in_force(asked)
    bare = summary.measures(measured, frame=frame, target_set=target_set, clock=clock, period=period)
    non_release = rows.filter(pl.col("opened_in") & (pl.col("release_related") != ReleaseRelated.YES.value))
    return MonthSheet(
        month=period.from_on,
        target_set=target_set.name,
        zone=frame.zone,
        clock=clock.kind.value,
        filter=words,
        as_of=as_of(bare, frame),
        incidents=tuple(_incidents(rows, frame, by_route=found.by_route)),
        groups=tuple(sided_groups(measured, frame, target_set, clock, period, bare)),
        bins={kind: _bins(kind, own.target_set, clock) for kind in Classification},
        by_route=found.by_route,
        top_errors=_top_errors(non_release, frame),
        release_unknown=non_release.filter(pl.col("release_related") == ReleaseRelated.UNKNOWN.value).height,
        left_out=tuple((e.label, bare.excluded[e.key]) for e in Exclusion if bare.excluded.get(e.key)),
        not_due=found.not_due,
        definitions=(*definitions.lines(found, period, clock, target_set, asked.base.rules), *_own_definitions()),
        small=SmallNumbers(FEW, TOO_FEW, MOST_ESTIMATED, Z95),
        ways=ways(measured, frame, target_set, clock, period, by_route=found.by_route),
        before=before(measured, frame, target_set, clock, period.from_on),
        left_out_due=tuple((e.label, found.left_out[e]) for e in Exclusion if found.left_out.get(e)),
        bands=tuple((edge.label, edge.seconds / HOUR) for edge in age_edges(own)),
    )


def _rows(measured: pl.DataFrame, frame: Frame, period: Period) -> pl.DataFrame:
    """The included incidents that belong to the month, with the groups to which they do."""
    repaired = ~pl.col("open") & ~pl.col("estimated") & summary.inside("resolved_at", frame, period)
    closed = pl.col("estimated") & summary.inside("closed_at", frame, period)
    return (
        measured.filter(COUNTED)
        .with_columns(
            opened_in=summary.inside("opened_at", frame, period),
            due_in=due_in(frame, period),
            repaired_in=repaired.fill_null(value=False),
            open_at_end=open_at_end(frame, period),
            closed_in=closed.fill_null(value=False),
        )
        .filter(pl.any_horizontal("opened_in", "due_in", "repaired_in", "open_at_end", "closed_in"))
        .sort("opened_at", "id")
    )


def _incidents(rows: pl.DataFrame, frame: Frame, *, by_route: bool) -> Iterator[MonthIncident]:
    zone = ZoneInfo(frame.zone)
    groups = {route: group for group in RouteGroup if group is not RouteGroup.ALL for route in group.routes}
    names = Causes(frame)

    def wall(seconds: int | None) -> datetime | None:
        return None if seconds is None else datetime.fromtimestamp(seconds, zone).replace(tzinfo=None)

    for row in rows.with_columns(cause=Causes.key()).iter_rows(named=True):
        ended = not row["open"] and not row["estimated"]
        yield MonthIncident(
            ticket=row["ticket"] or "",
            classification=Classification(row["classification"]),
            route=groups[Route(row["route"])] if by_route else None,
            side=_side(row) if ended else None,
            system_error=names.label(row["cause"]) if row["cause"] != NO_CAUSE else "",
            release=ReleaseRelated(row["release_related"]),
            opened=datetime.fromtimestamp(row["opened_at"], zone).replace(tzinfo=None),
            resolved=wall(row["resolved_at"]) if ended else None,
            deadline=wall(row["deadline_at"]),
            repair_h=row["repair_s"] / HOUR if ended and row["repair_s"] is not None else None,
            goal_h=row["target_s"] / HOUR if row["target_s"] is not None else None,
            outcome=Outcome(row["outcome"]),
            opened_in=row["opened_in"],
            due_in=row["due_in"],
            repaired_in=row["repaired_in"],
            way=Route(row["route"]) if by_route else None,
            open_at_end=row["open_at_end"],
            closed_in=row["closed_in"],
            reopened=row["reopened_7d"],
            missed=Missed(row["missed"]) if row["missed"] and row["due_in"] else None,
            late_h=row["late_s"] / HOUR if row["late_s"] is not None and row["due_in"] else None,
            age_h=row["age_s"] / HOUR if row["age_s"] is not None and row["open_at_end"] else None,
        )


def _told_apart(asked: Asked) -> pl.DataFrame:
    """How what missed the goal did so, by id; nothing while no side is known."""
    schema = {"id": pl.Int64, "missed": pl.String}
    if lacks(asked):
        return pl.DataFrame(schema=schema)
    found = late(asked)
    kinds = np.select(parts(found), [Missed.BETWEEN.value, Missed.OPEN.value], Missed.OTHER.value)
    table = found.table.select("id").with_columns(missed=pl.Series(kinds.tolist(), dtype=pl.String))
    return table.filter(pl.Series(~found.replay))


def _side(row: dict[str, Any]) -> Side | None:
    return Side(row["resolved_side"]) if row["resolved_side"] is not None else None


def sided_groups(
    measured: pl.DataFrame,
    frame: Frame,
    target_set: TargetSet,
    clock: RunningClock,
    period: Period,
    bare: Measures,
) -> Iterator[MonthGroup]:
    """One for each classification, then all, with the means by the side that held it at the last resolve."""
    by_side = {
        side: summary.measures(
            measured.filter(pl.col("resolved_side") == side.value),
            frame=frame,
            target_set=target_set,
            clock=clock,
            period=period,
        )
        for side in (Side.OPS, Side.DEV)
    }
    for one in groups_of(measured, frame, target_set, period, bare):
        sides = (figures_of(by_side[side], one.classification) for side in (Side.OPS, Side.DEV))
        ops, dev = (SideMean(figures.resolved, figures.mean_h) for figures in sides)
        yield replace(one, ops=ops, dev=dev)


def _bins(kind: Classification, target_set: TargetSet, clock: RunningClock) -> tuple[Bin, ...]:
    """Human bins around the goal, which is itself an edge: four up to it, four past it, and what is longer."""
    target = target_set.newest(kind)
    mark = clocks.mark_seconds(target, clock) if target else None
    goal = clock.day_seconds if mark is None else mark
    ticks = human_ticks(clock)
    below = [tick for tick in ticks if tick[0] < goal / 1.3][-(_EACH_SIDE - 1) :]
    above = [tick for tick in ticks if tick[0] > goal * 1.3][:_EACH_SIDE]
    found, before = [], -1.0
    for edge, label in (*below, (goal, target.label if target and mark is not None else _("1 d")), *above):
        words = _("≤ {time}").format(time=label)
        found.append(Bin(words, before, edge / HOUR, within=mark is not None and edge <= goal))
        before = edge / HOUR
    return (*found, Bin(_("longer"), before, None, within=False))


def human_ticks(clock: RunningClock) -> list[tuple[int, str]]:
    """Durations that people think in, in seconds and words; a day is as long as the clock runs on one."""
    week = 7 if clock.day_seconds == DAY else 5
    minutes = [(n * MINUTE, _("{n} min").format(n=number(n))) for n in (5, 15, 30)]
    hours = [(n * HOUR, _("{n} h").format(n=number(n))) for n in (1, 2, 4, 8) if n * HOUR < clock.day_seconds / 1.3]
    days = [(n * clock.day_seconds, _("{n} d").format(n=number(n))) for n in (1, 3, week, 2 * week, 30, 90, 180, 365)]
    return [*minutes, *hours, *days]


def _top_errors(rows: pl.DataFrame, frame: Frame) -> tuple[tuple[str, int], ...]:
    return tuple((name, n) for name, n, _sure in ranked_causes(rows, frame)[:TOP_ERRORS])


def as_of(bare: Measures, frame: Frame) -> datetime | None:
    """Up to when the data tell, as wall time in the workspace's zone."""
    if bare.as_of is None:
        return None
    return datetime.fromisoformat(bare.as_of).astimezone(ZoneInfo(frame.zone)).replace(tzinfo=None)


def _own_definitions() -> tuple[str, ...]:
    return (
        _("Resolved in the month: mean, median and P85 of the repair times where the last resolve lies in it."),
        _(
            "Below ten of them, or where more than 10 % of those that ended in it were closed without a resolve, no "
            "mean, median or P85 is named."
        ),
        _("Ops and Dev: the side that held the incident at its last resolve."),
        _(
            "Routes: bounced is three hand-overs or more, through nobody lay longer without a team than with one; an "
            "incident is in one route alone."
        ),
        _("Open at the month's end: opened before it and not repaired by then, or when the data end before."),
        _(
            "Earlier months are counted anew from what is known today: a later reopening changes them, and an issued "
            "sheet may differ."
        ),
        _("Where the mean of one side is called few and the other would give it away, both are."),
        _("Top system errors: opened in the month, without those known to come from a release."),
        _(
            "Left out: cancelled, a duplicate, a request or a test; in no figure, not in Data. They are counted once "
            "by their opening and once by their deadline, as the figures of the month go by either."
        ),
        _(
            "Due and in time go by the deadline, opened by the opening, resolved by the last resolve: each incident "
            "may be in one, two or all three of a month's counts."
        ),
        _("Bins: repair times above the bin before and up to the one named; they are not equally wide."),
    )
