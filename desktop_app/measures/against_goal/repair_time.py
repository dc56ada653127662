"""Repair time per classification and route against a target set: picture, sentences and table of the Targets page."""

from __future__ import annotations

import numpy as np
import polars as pl

from desktop_app.domain.cells import Cell
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import DistributionGroup, DistributionRow, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.against_goal import claims
from desktop_app.measures.against_goal.article_table import article_table
from desktop_app.measures.against_goal.share_cells import in_time_cell, n_cell
from desktop_app.measures.asking import definitions
from desktop_app.measures.asking.asked import held
from desktop_app.measures.asking.cohort import FEW, NOTHING, Cohort, Part, cohort
from desktop_app.measures.asking.conditions import Behind
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty.intervals import quantile
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock, Seconds
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.ordered import Times

MOST_DOTS = 90
_MINUTE = 60


def figure(
    measured: pl.DataFrame,
    *,
    frame: Frame,
    target_set: TargetSet,
    clock: RunningClock,
    base: IncidentFilter,
    period: Period,
    kept: Flags | None = None,
    times: Times | None = None,
) -> RepairTimeFigure:
    """The figure of the measured incidents that ``base`` keeps; the period is applied here.

    ``measured`` comes from ``measured.against`` with the same frame, target set and clock. ``kept`` is the mask of
    ``base`` over its rows; None when they are kept already. ``times`` are those of its rows, if somebody holds them.
    Each count's ``opens`` selects exactly the incidents counted.
    """
    found = cohort(measured, frame, target_set, period, kept, times)
    behind = Behind(base, period, target_set)
    named = held(target_set, period, frame)  # and claimed; the cohort is judged by all of them
    titles = (_("In time"), _("Waiting"), _("Median"), _("P85"), _("n"))
    return RepairTimeFigure(
        answer=claims.answer(found, target_set),
        headline=claims.headline(found, named, clock),
        definition=definitions.line(found, period, clock, base.rules),
        definition_lines=definitions.lines(found, period, clock, target_set, base.rules),
        row_columns=titles,
        groups=tuple(_group(kind, found, named, clock, behind) for kind in Classification) if found.n else (),
        table=article_table(found, named, clock, behind),
        status=status(found, period),
        target_set=target_set.name,
        by_route=found.by_route,
        n=found.n,
        day_seconds=clock.day_seconds,
    )


def _group(
    kind: Classification, found: Cohort, target_set: TargetSet, clock: RunningClock, behind: Behind
) -> DistributionGroup:
    target = target_set.newest(kind)
    shown = [RouteGroup.ALL]
    if found.by_route:
        shown = [RouteGroup.OPS_ONLY, RouteGroup.THROUGH_DEV, RouteGroup.BOUNCED_OR_NOBODY]
        if (kind, RouteGroup.UNKNOWN) in found.parts:
            shown.append(RouteGroup.UNKNOWN)
    return DistributionGroup(
        kind,
        kind.label,
        _("goal {target}").format(target=target.label) if target else _("no goal"),
        float(mark) if target and (mark := clocks.mark_seconds(target, clock)) else None,
        tuple(
            _row(kind, group, found.parts.get((kind, group), NOTHING), clock, behind, judged=kind in found.goals)
            for group in shown
        ),
    )


def _row(
    kind: Classification, group: RouteGroup, part: Part, clock: RunningClock, behind: Behind, *, judged: bool
) -> DistributionRow:
    opens = behind.incidents(kind, group)
    repaired = behind.incidents(kind, group, repaired=True)
    times = part.repaired
    quarter, median, three_quarters, p85 = (_quantile(part, share) for share in (0.25, 0.5, 0.75, 0.85))
    waiting = quantile(part.waiting, 0.5) if len(part.waiting) >= FEW else None

    def share(outcomes: tuple[Outcome, ...]) -> IncidentFilter:
        return behind.incidents(kind, group, outcomes=outcomes)

    cells = (
        in_time_cell(part, share) if judged else Cell(NONE, quiet=True),
        _duration(waiting, clock, opens),
        _duration(median, clock, repaired),
        _duration(p85, clock, repaired),
        n_cell(part, share),
    )
    zeros = int(np.searchsorted(times, _MINUTE))
    return DistributionRow(
        group, group.label, part.n, _dots(times[zeros:]), zeros, quarter, median, three_quarters, p85, cells, opens
    )


def _quantile(part: Part, share: float) -> float | None:
    return quantile(part.repaired, share) if part.summarised else None


def _duration(seconds: float | None, clock: RunningClock, opens: IncidentFilter) -> Cell:
    if seconds is None:
        return Cell(NONE, quiet=True, opens=opens)
    return Cell(clocks.text(seconds, clock), seconds, opens=opens)


def _dots(times: Seconds) -> tuple[float, ...]:
    """All of them, or 90 at even ranks with the shortest and the longest: the same sample each time."""
    if len(times) > MOST_DOTS:
        times = times[np.linspace(0, len(times) - 1, MOST_DOTS).round().astype(np.int64)]
    return tuple(float(t) for t in times)


def status(found: Cohort, period: Period) -> str:
    """The counts for the status bar, here and where the same incidents are the headline."""
    n, part = found.n, found.judged
    if not found.goals:
        return ngettext("{n} incident resolved", "{n} incidents resolved", n).format(n=number(n))
    if period.from_on is None and period.to_on is None:
        text = ngettext("{n} incident past its deadline", "{n} incidents past their deadline", part.n)
    else:
        text = ngettext(
            "{n} incident with a deadline in the period", "{n} incidents with a deadline in the period", part.n
        )
    closed = part.n - part.repairs - part.open_past
    counts = _("{repaired} repaired, {open} open").format(repaired=number(part.repairs), open=number(part.open_past))
    if closed:
        counts += ", " + _("{n} closed without a resolve").format(n=number(closed))
    return f"{text.format(n=number(part.n))}: {counts}"
