"""The sentences at the head of the monthly sheet: the share, the month before, and where incidents waited."""

from __future__ import annotations

import numpy as np
import polars as pl

from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.monthly import MonthGroup
from desktop_app.domain.monthly_sheet import InTime
from desktop_app.domain.routes import RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED, Counts
from desktop_app.measures.asking.wording import NONE, goal_name, in_time, interval
from desktop_app.measures.certainty.intervals import median_interval, quantile
from desktop_app.measures.certainty.newcombe import difference
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock, Seconds

_COMPARED = (RouteGroup.OPS_ONLY, RouteGroup.THROUGH_DEV, RouteGroup.BOUNCED_OR_NOBODY)


def in_time_of(group: MonthGroup) -> InTime:
    """The group's share in time in words and numbers; no share below ten, or with too many that cannot be told."""
    part = Counts(group.due, group.in_time, group.missed, group.open_past, group.unknown, group.resolved)
    claimed = part.claimable and group.interval is not None
    low, high = group.interval if claimed and group.interval else (None, None)
    counts = _("{hits} of {n}").format(hits=number(group.in_time), n=number(part.told if claimed else group.due))
    if claimed:
        counts = f"{counts}, {interval(part)}"
    elif not group.due:
        counts = _("none due")
    return InTime(
        group.due, group.in_time, group.missed, group.open_past, group.unknown,
        group.attainment if claimed else None, low, high, in_time(part), counts,
    )  # fmt: skip


def lead(now: InTime, target_set: TargetSet, month: str) -> str:
    """What the great figure is: ``of 433 incidents due in October were repaired within the shared goal (...).``"""
    goal = goal_name(target_set)
    if not now.due:
        return _("No incident was due in {month} under {goal}.").format(month=month, goal=goal)
    told = now.due - now.unknown
    if now.share is not None and now.low is not None and now.high is not None:
        due = _("{n} incidents due in {month} that can be told") if now.unknown else _("{n} incidents due in {month}")
        return _("of {due} were repaired within {goal} ({hits} of {n}; 95 % interval {low} to {high}).").format(
            due=due.format(n=number(told), month=month), n=number(told), goal=goal, hits=number(now.in_time),
            low=number(round(100 * now.low)), high=percent(now.high),
        )  # fmt: skip
    if told >= FEW:
        return _(
            "of {n} incidents due in {month} were repaired within {goal}: {unknown} were closed without a resolve, "
            "too many for one figure."
        ).format(n=number(now.due), month=month, goal=goal, unknown=number(now.unknown))
    words = ngettext(
        "incident due in {month} was repaired within {goal}; too few for a percentage.",
        "incidents due in {month} were repaired within {goal}; too few for a percentage.",
        now.due,
    )
    return words.format(month=month, goal=goal)


def against_before(now: InTime, before: InTime, label: str) -> str:
    """``September: 88 % of 429; difference −8 to +1 points, no clear change.``"""
    if not before.due:
        return _("{month}: none due.").format(month=label)
    told = before.due - before.unknown
    said = _("{month}: {share} of {n}").format(month=label, share=before.words, n=number(told))
    if before.share is None:
        return (_("{month}: {counts}") if told < FEW else _("{month}: {counts} of {n}")).format(
            month=label, counts=before.words, n=number(before.due)
        ) + "."
    if now.share is None:
        return f"{said}."
    found = difference(now.in_time, now.due - now.unknown, before.in_time, told)
    verdict = _("no clear change")
    if found.clear:
        verdict = _("clearly more in time") if found.value > 0 else _("clearly fewer in time")
    words = _("{before}; difference {low} to {high} points, {verdict}.")
    return words.format(before=said, low=_points(found.low), high=_points(found.high), verdict=verdict)


def _points(share: float) -> str:
    points = round(100 * share)
    return ("+" if points > 0 else "−" if points < 0 else "±") + number(abs(points))


def waiting(due: pl.DataFrame, clock: RunningClock, *, by_route: bool) -> str:
    """Which route waited clearly longest before work began, or nothing. ``due`` are the rows due in the month."""
    known = due.filter(pl.col("waiting_s").is_not_null())
    estimated = int(due["estimated"].sum())
    if not by_route or estimated > MOST_ESTIMATED * max(1, due.height):
        return ""
    times: dict[RouteGroup, Seconds] = {}
    for group in _COMPARED:
        mine = known.filter(pl.col("route").is_in([route.value for route in group.routes]))
        if mine.height >= FEW:
            times[group] = np.sort(mine["waiting_s"].to_numpy())
    longest = _clearly_longest(times)
    if longest is None:
        return ""
    median = clocks.words(quantile(times[longest], 0.5), clock)
    said = _sentence(longest).format(median=median)
    ended = known.filter(
        pl.col("route").is_in([route.value for route in longest.routes]), pl.col("repair_s") > 0, ~pl.col("open")
    )
    if ended.height < FEW:
        return f"{said}."
    share = int(ended["waiting_s"].sum()) / int(ended["repair_s"].sum())
    words = _("{said}; waiting made up {share} of the repair time on that route.")
    return words.format(said=said, share=percent(min(1.0, share)))


def _clearly_longest(times: dict[RouteGroup, Seconds]) -> RouteGroup | None:
    """The route whose median's 95 % interval lies above those of all others."""
    if len(times) < 2:
        return None
    spans = {group: median_interval(values) for group, values in times.items()}
    longest = max(spans, key=lambda group: spans[group])
    others = max(high for group, (_low, high) in spans.items() if group is not longest)
    return longest if spans[longest][0] > others else None


def _sentence(group: RouteGroup) -> str:
    return {
        RouteGroup.OPS_ONLY: _("Incidents that stayed in Ops waited longest before work began (median {median})"),
        RouteGroup.THROUGH_DEV: _("Incidents routed through Dev waited longest before work began (median {median})"),
        RouteGroup.BOUNCED_OR_NOBODY: _(
            "Incidents that bounced or lay with nobody waited longest before work began (median {median})"
        ),
    }[group]


def big(now: InTime) -> str:
    return now.words if now.due else NONE
