"""The measures as bare numbers, for the command line, for exports and to reconcile with another tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import numpy as np
import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import GroupMeasures, Measures
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED
from desktop_app.measures.asking.repair_ends import mean_claimable
from desktop_app.measures.asking.stated import rules_words
from desktop_app.measures.certainty.intervals import quantile
from desktop_app.measures.clock.clocks import RunningClock, Seconds
from desktop_app.measures.lives.ends import known_until
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.tickets import as_tickets

STAMPS: Final[Mapping[str, str]] = {"resolved": "resolved_at", "closed": "closed_at"}


def measures(
    measured: pl.DataFrame,
    *,
    frame: Frame,
    target_set: TargetSet,
    clock: RunningClock,
    period: Period,
    rules: Rules | None = None,
) -> Measures:
    """The measures of measured incidents, each over the incidents that its definition names.

    ``rules`` are those by which they were measured, for the definitions alone; the house's by default.

    Within a period: ``incidents`` and ``open`` are those opened in it, ``resolved`` with mean, median and P85 those
    resolved in it, ``estimated`` those closed in it without a resolve, ``in_time``, ``missed`` and ``attainment`` those
    whose deadline lies in it and has passed. Without a period: all of them.
    """
    out = (pl.col("exclusion") != Exclusion.NONE.value) | (pl.col("status") == Status.CANCELLED.value)
    opened = inside("opened_at", frame, period)
    reason = pl.when(pl.col("exclusion") != Exclusion.NONE.value).then("exclusion").otherwise(Exclusion.CANCELLED.value)
    counts = measured.filter(out & opened).select(reason.alias("reason"))["reason"].value_counts().rows()
    groups = {c.key: _group(measured, out, frame, period, c) for c in Classification}
    counting = "; ".join(rules_words(rules or Rules(), clock))
    return Measures(
        as_of=_as_of(measured, frame),
        target_set=target_set.name,
        clock=clock.kind.value,
        incidents=measured.filter(opened).height,
        excluded=_by_key(dict(counts)),
        all=_group(measured, out, frame, period, None),
        by_classification=groups,
        definition=f"{counting[:1].upper()}{counting[1:]}.",
        definitions=_definitions(clock, counting),
    )


def claimed(found: Measures) -> Measures:
    """The same without the means and quantiles of too few, or of groups in which too many have no resolve."""

    def named(group: GroupMeasures) -> GroupMeasures:
        if mean_claimable(group.resolved, group.estimated):
            return group
        return replace(group, mean_h=None, median_h=None, p85_h=None)

    groups = {key: named(group) for key, group in found.by_classification.items()}
    return replace(found, all=named(found.all), by_classification=groups)


def _by_key(counts: Mapping[int, int]) -> dict[str, int]:
    return {e.key: counts.get(e.value, 0) for e in Exclusion if e is not Exclusion.NONE}


def inside(column: str, frame: Frame, period: Period) -> pl.Expr:
    """True where an instant lies in the period; in an open-ended one also where there is none."""
    start, end = period.instants(frame.zone)
    if start is None and end is None:
        return pl.lit(value=True)
    inside = pl.col(column).is_not_null()
    if start is not None:
        inside &= pl.col(column) >= start
    if end is not None:
        inside &= pl.col(column) < end
    return inside


def _group(
    measured: pl.DataFrame, out: pl.Expr, frame: Frame, period: Period, kind: Classification | None
) -> GroupMeasures:
    kept = ~out if kind is None else ~out & (pl.col("classification") == kind.value)
    due = kept & inside("deadline_at", frame, period) & pl.col("deadline_at").is_not_null()
    repaired = kept & ~pl.col("open") & ~pl.col("estimated") & inside("resolved_at", frame, period)
    missed = (Outcome.MISSED.value, Outcome.OPEN_PAST.value)

    def counted(where: pl.Expr) -> pl.Expr:
        return where.cast(pl.UInt32).sum()

    opened = kept & inside("opened_at", frame, period)
    row = measured.select(
        incidents=counted(opened),
        open=counted(opened & pl.col("open")),
        estimated=counted(kept & pl.col("estimated") & inside("closed_at", frame, period)),
        in_time=counted(due & (pl.col("outcome") == Outcome.IN_TIME.value)),
        missed=counted(due & pl.col("outcome").is_in(missed)),
        untold=counted(due & (pl.col("outcome") == Outcome.UNKNOWN.value)),
    ).row(0, named=True)
    seconds = measured.lazy().filter(repaired).select("repair_s").collect()["repair_s"].to_numpy()
    told = row["in_time"] + row["missed"]
    claimable = told >= FEW and row["untold"] <= MOST_ESTIMATED * (told + row["untold"])
    return _made(seconds, **row, attainment=row["in_time"] / told if claimable else None)


def _made(
    seconds: Seconds,
    *,
    incidents: int,
    open: int,
    estimated: int,
    in_time: int,
    missed: int,
    untold: int,
    attainment: float | None,
) -> GroupMeasures:
    ordered = np.sort(seconds)
    n = len(ordered)
    return GroupMeasures(
        incidents=incidents,
        open=open,
        resolved=n,
        estimated=estimated,
        mean_h=int(ordered.sum()) / n / HOUR if n else None,
        median_h=quantile(ordered, 0.5) / HOUR if n else None,
        p85_h=quantile(ordered, 0.85) / HOUR if n else None,
        in_time=in_time,
        missed=missed,
        untold=untold,
        attainment=attainment,
    )


def _as_of(incidents: pl.DataFrame, frame: Frame) -> str | None:
    """The newest instant that any of the incidents' sources tells of, in ISO and UTC."""
    if not incidents.height:
        return None
    return datetime.fromtimestamp(int(known_until(frame, incidents).max()), UTC).isoformat().replace("+00:00", "Z")


def _definitions(clock: RunningClock, counting: str) -> dict[str, str]:
    """``counting`` tells how repair time is counted: it is part of whatever hangs on that."""
    hours = _("hours, 24 × 7") if clock.kind is Clock.ELAPSED else _("support hours")
    told = {
        "mean_h": _("mean repair time of those resolved in the period, in {hours}; {counting}"),
        "median_h": _("median repair time of those resolved in the period, in {hours}; {counting}"),
        "p85_h": _("85 % of those resolved in the period were repaired within this, in {hours}; {counting}"),
        "in_time": _("deadline in the period and repaired by it; {counting}"),
        "missed": _("deadline in the period and repaired later, or still open past it; {counting}"),
    }
    return {
        "incidents": _("opened in the period; at the top all of them, in each group the included ones"),
        "excluded": _("opened in the period and left out, by reason; the headlines count those due in it instead"),
        "open": _("opened in the period and neither resolved, closed nor cancelled at as-of"),
        "resolved": _("resolved in the period"),
        "estimated": _("closed in the period without a resolve; in no mean"),
        **{name: words.format(hours=hours, counting=counting) for name, words in told.items()},
        "untold": _("deadline in the period and closed late without a resolve: may have been in time, in no share"),
        "attainment": _("in time of all whose deadline lies in the period, without those that cannot be told"),
    }


def as_stamped(frame: Frame, end: str, incidents: pl.DataFrame | None = None) -> Measures:
    """Another tool's own figure: elapsed hours from opened to the stamp ``resolved`` or ``closed``, nothing taken off.

    Every ticket that has the stamp at or after its opening, excluded or not, also one that was reopened late; the
    ``incidents`` (default: the frame's) are those a filter kept. No target, so nothing is in time or missed. Raises
    ValueError for another stamp.
    """
    if end not in STAMPS:
        raise ValueError(f"The end is resolved or closed, not {end}")
    table = as_tickets(frame.incidents if incidents is None else incidents)
    counts = dict(table["exclusion"].value_counts().rows())
    ended = pl.col(STAMPS[end]) >= pl.col("opened_at")
    open_ = pl.col("resolved_at").is_null() & pl.col("closed_at").is_null() & (pl.col("status") < Status.RESOLVED.value)
    estimated = pl.col("resolved_at").is_null() & pl.col("closed_at").is_not_null()

    def group(kind: Classification | None) -> GroupMeasures:
        rows = table if kind is None else table.filter(pl.col("classification") == kind.value)
        row = rows.select(open=open_.sum(), estimated=estimated.sum()).row(0, named=True)
        seconds = rows.filter(ended).select(pl.col(STAMPS[end]) - pl.col("opened_at")).to_series().to_numpy()
        return _made(seconds, incidents=rows.height, **row, in_time=0, missed=0, untold=0, attainment=None)

    return Measures(
        as_of=_as_of(table, frame),
        target_set="",
        clock=Clock.ELAPSED.value,
        incidents=table.height,
        excluded=_by_key(counts),
        all=group(None),
        by_classification={c.key: group(c) for c in Classification},
        definition=_("Elapsed from opened to {stamp}, nothing taken off, every incident that has the stamp.").format(
            stamp=end
        ),
    )
