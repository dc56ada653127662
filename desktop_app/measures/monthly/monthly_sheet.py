"""The one page of a month against the goal, as data: made from the same groups as the workbook and the Targets page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _
from desktop_app.domain.month_names import month_name, month_title
from desktop_app.domain.monthly import MonthGroup
from desktop_app.domain.monthly_sheet import GoalRow, Sheet
from desktop_app.domain.periods import Period
from desktop_app.measures.against_goal import summary
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.lives.ordered import by_route as sides_known
from desktop_app.measures.monthly.monthly import as_of, sided_groups
from desktop_app.measures.monthly.monthly_ageing import ageing
from desktop_app.measures.monthly.monthly_between import between
from desktop_app.measures.monthly.monthly_definitions import definitions
from desktop_app.measures.monthly.monthly_groups import COUNTED, due_in, groups_of, in_force, month_of, open_at_end
from desktop_app.measures.monthly.monthly_headline import against_before, big, in_time_of, lead, waiting
from desktop_app.measures.monthly.monthly_means import mean_rows
from desktop_app.measures.monthly.monthly_strips import strips
from desktop_app.measures.monthly.monthly_top import top_errors


def monthly_sheet(asked: Asked, words: str) -> Sheet:
    """The sheet of the calendar month that is ``asked``'s period; ``words`` tell the reader's filter.

    What is not measured stays empty: the issue, restatements, what comes next, when it was printed. Raises ValueError
    for a period without a first day.
    """
    month = asked.period.from_on
    if month is None:
        raise ValueError("A month has a first day")
    frame, targets = asked.frame, asked.target_set
    earlier = month_of(date.fromordinal(month.toordinal() - 1))
    rows = _near(asked, earlier)
    bare = summary.measures(rows, frame=frame, target_set=targets, clock=asked.clock, period=asked.period)
    groups = list(sided_groups(rows, frame, targets, asked.clock, asked.period, bare))
    before = _groups_before(asked, rows, earlier)
    due, repaired, closed = due_rows(asked, rows), repaired_rows(asked, rows), _closed(asked, rows)
    by_route, whole, own = sides_known(frame), in_time_of(groups[-1]), in_force(asked)
    had_before = in_time_of(before[-1])
    more = (against_before(whole, had_before, _label_before(earlier)), waiting(due, asked.clock, by_route=by_route))
    made = Sheet(
        month=month,
        title=_("{goal}, {month}").format(goal=targets.name, month=month_title(month)),
        facts=_facts(asked, words),
        zone=frame.zone,
        as_of=as_of(bare, frame),
        big=big(whole),
        lead=lead(whole, targets, month_name(month)),
        more=" ".join(part for part in more if part),
        whole=whole,
        before=had_before,
        before_label=_label_before(earlier),
        goals=_goal_rows(groups, before),
        means=mean_rows(own, repaired, closed, by_route=by_route),
        strips=strips(own, repaired, closed, by_route=by_route),
        between=between(asked),
        errors=top_errors(asked, rows),
        ageing=ageing(own, rows),
        definitions=(),
        left_out=tuple((e.label, bare.excluded[e.key]) for e in Exclusion if bare.excluded.get(e.key)),
        reopened=int(due["reopened_7d"].sum()),
        month_label=month_name(month),
    )
    return replace(made, definitions=definitions(asked, made))


def due_rows(asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """Those whose deadline lies in the month and has passed: what the headline counts."""
    return rows.filter(COUNTED & due_in(asked.frame, asked.period))


def repaired_rows(asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """Those resolved in the month, with a repair time."""
    ended = ~pl.col("open") & ~pl.col("estimated") & summary.inside("resolved_at", asked.frame, asked.period)
    return rows.filter(COUNTED & ended.fill_null(value=False) & pl.col("repair_s").is_not_null())


def _closed(asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """Those closed in the month without a resolve."""
    inside = summary.inside("closed_at", asked.frame, asked.period).fill_null(value=False)
    return rows.filter(COUNTED & pl.col("estimated") & inside)


def _near(asked: Asked, earlier: Period) -> pl.DataFrame:
    """The rows with a stamp in the month or the one before, or open at the month's end: the rest cannot count."""
    span = Period(earlier.from_on, asked.period.to_on)
    stamps = ("opened_at", "deadline_at", "resolved_at", "closed_at")
    inside = [summary.inside(stamp, asked.frame, span).fill_null(value=False) for stamp in stamps]
    return asked.rows.filter(pl.any_horizontal(*inside, open_at_end(asked.frame, asked.period)))


def _groups_before(asked: Asked, rows: pl.DataFrame, earlier: Period) -> Sequence[MonthGroup]:
    frame, targets = asked.frame, asked.target_set
    bare = summary.measures(rows, frame=frame, target_set=targets, clock=asked.clock, period=earlier)
    return list(groups_of(rows, frame, targets, earlier, bare))


def _label_before(earlier: Period) -> str:
    """``September``, with its year where that is another one."""
    on = earlier.from_on or date.min
    return month_title(on) if on.month == 12 else month_name(on)


def _goal_rows(groups: Sequence[MonthGroup], before: Sequence[MonthGroup]) -> tuple[GoalRow, ...]:
    made = []
    for kind, now, then in zip(Classification, groups, before, strict=False):  # both end with all
        goal = _("goal {target}").format(target=now.goal) if now.goal else _("no goal")
        made.append(GoalRow(kind, goal, in_time_of(now), in_time_of(then).share))
    return tuple(made)


def _facts(asked: Asked, words: str) -> tuple[str, ...]:
    clock = _("elapsed clock, 24 x 7") if asked.clock.kind is Clock.ELAPSED else _("clock of the support hours")
    everything = not asked.base.conditions and not asked.base.text
    scope = _("all teams and services") if everything else _("filter: {filter}").format(filter=words)
    return (_("Monthly sheet"), scope, clock, asked.frame.zone)
