"""MTTR: the mean repair time of what was resolved in the period, beside what it hides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, IntervalRow, Intervals
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking import backlog, chosen, stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.backlog import Backlog
from desktop_app.measures.asking.before import before
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.means import Means
from desktop_app.measures.asking.repair_ends import behind_ended, cohort_words, repair_ends
from desktop_app.measures.asking.wording import NONE, goal_name
from desktop_app.measures.certainty import detectability
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Flags, Seconds, instants
from desktop_app.measures.lives.ordered import Times
from desktop_app.measures.over_time import mttr_beside

KEY: Final = "mttr"


@dataclass(frozen=True, eq=False)
class _Group(Means):
    """``seconds`` ascend. ``reopened`` of them came back within 7 days; ``estimated`` were closed without a resolve."""

    key: str
    label: str
    seconds: Seconds
    reopened: Seconds
    estimated: int
    goal: int | None
    goal_label: str
    opens: IncidentFilter


def figure(asked: Asked) -> Figure:
    """By classification, then all of them. It is never the verdict: what is still open is in no mean."""
    cut = _Cut(asked)
    only = asked.choice.classification
    groups = [cut.group(kind) for kind in Classification if only in (None, kind)]
    whole = cut.group(only)
    still = backlog.backlog(asked)
    earlier = before(asked.period)
    past = _Cut(replace(asked, period=earlier)).group(only).mean if earlier else None
    aside = mttr_beside.beside(asked, whole.mean, past)
    shown = groups if only else [*groups, whole]
    rows = [(group, _cells(group, asked)) for group in shown]
    counted = stated.counts(
        whole.n, chosen.left_out(asked, cut.inside), {_("closed without a resolve"): whole.estimated}
    )
    columns = (_("Mean"), _("95 % interval"), _("Median"), _("P85"), _("Hours in all"), _("Reopened in 7 d"), _("n"))
    return Figure(
        key=KEY,
        title=_("Mean time to repair"),
        headline=_headline(whole, still, aside.end, asked),
        definition=stated.one_line([cohort_words(asked), *stated.rules_words(asked.base.rules, asked.clock)], counted),
        definition_lines=_lines(asked, counted),
        chart=Intervals(
            tuple(_drawn(group, cells) for group, cells in rows), columns, Axis.LOG_TIME, False, asked.clock.day_seconds
        )
        if whole.n
        else None,
        table=_table(rows, columns),
        n=whole.n,
        values={
            **_bare(whole),
            "open_now": still.n,
            "open_past_goal": int(still.past.sum()),
            **aside.values,
            "by_classification": {group.key: _bare(group) for group in groups},
        },
        note=aside.sentence(asked),
    )


class _Cut:
    """The incidents whose repair ended in the period as masks over the frame."""

    def __init__(self, asked: Asked) -> None:
        table = asked.measured
        self._asked = asked
        self._kind = table["classification"].to_numpy()
        zone, only = asked.frame.zone, asked.choice.classification
        narrowed = np.ones(len(self._kind), dtype=np.bool_) if only is None else self._kind == only
        self.inside: Flags = chosen.inside(repair_ends(asked), asked.period, zone) & narrowed
        closed = chosen.inside(instants(table["closed_at"]), asked.period, zone)
        self._repaired: Flags = chosen.repaired(asked) & self.inside
        self._estimated: Flags = chosen.included(asked) & table["estimated"].to_numpy() & closed
        self._times = asked.times or Times.of(table["classification"], asked.lives, asked.frame)
        self._reopened = table["reopened_7d"].fill_null(value=False).to_numpy()

    def group(self, kind: Classification | None) -> _Group:
        asked = self._asked
        mine = np.ones(len(self._kind), dtype=np.bool_) if kind is None else self._kind == kind
        rows = np.flatnonzero(self._repaired & mine)
        target = asked.held.newest(kind) if kind else None
        conditions = (Condition("classification", "one_of", (kind.key,)),) if kind else ()
        return _Group(
            kind.key if kind else "all",
            kind.label if kind else _("All"),
            np.maximum(self._times.repaired.ascending(self._repaired, kind), 0),
            rows[self._reopened[rows]],
            int((self._estimated & mine).sum()),
            clocks.mark_seconds(target, asked.clock) if target else None,
            target.label if target else "",
            behind_ended(asked, rows, *conditions),
        )


def _cells(group: _Group, asked: Asked) -> tuple[Cell, ...]:
    def time(seconds: float | None, *, strong: bool = False) -> Cell:
        if seconds is None:
            return Cell(NONE, quiet=True, opens=group.opens)
        return Cell(clocks.text(seconds, asked.clock), seconds, strong=strong, opens=group.opens)

    interval = NONE
    if group.interval:
        low, high = (clocks.text(edge, asked.clock) for edge in group.interval)
        interval = _("{low} – {high}").format(low=low, high=high)
    hours, back = int(group.seconds.sum()) / HOUR, len(group.reopened)
    return (
        time(group.mean, strong=True),
        Cell(interval, quiet=True),
        time(group.quantile(0.5)),
        time(group.quantile(0.85)),
        Cell(number(hours, 0 if hours >= 10 else 1), hours, opens=group.opens),
        Cell(number(back), float(back), opens=chosen.one_by_one(asked, group.reopened, group.opens)),
        Cell(number(group.n), float(group.n), quiet=True, opens=group.opens),
    )


def _drawn(group: _Group, cells: tuple[Cell, ...]) -> IntervalRow:
    low, high = group.interval or (None, None)
    goal = float(group.goal) if group.goal else None
    return IntervalRow(group.label, group.mean, low, high, cells, group.opens, goal)


def _table(rows: list[tuple[_Group, tuple[Cell, ...]]], columns: tuple[str, ...]) -> Table:
    def goal(group: _Group) -> Cell:
        if group.goal is None:
            return Cell(NONE, quiet=True)
        return Cell(group.goal_label, float(group.goal))

    titles = (_("Classification"), _("Goal"), *columns)
    lines = tuple((Cell(group.label, opens=group.opens), goal(group), *cells) for group, cells in rows)
    return Table(titles, (False, *(True for _title in titles[1:])), lines)


def _headline(whole: _Group, still: Backlog, at_end: int | None, asked: Asked) -> str:
    """The mean, and at once what is not in it."""
    n = whole.n
    if not n:
        return _("Nothing to average yet: no incident was resolved here")
    if n < FEW:
        return ngettext(
            "{n} incident was resolved: too few for a mean", "{n} incidents were resolved: too few for a mean", n
        ).format(n=number(n))
    if whole.mean is None:
        return _("{share} were closed without a resolve: too many for a mean").format(
            share=percent(whole.estimated / (n + whole.estimated))
        )
    text = _("{n} resolved incidents took {mean} on average").format(
        n=number(n), mean=clocks.words(whole.mean, asked.clock)
    )
    if at_end is not None:
        return _ended(text, at_end)
    if not still.n:
        return text
    text = ngettext(
        "{text}; {n} that is still open is not in this mean",
        "{text}; {n} that are still open are not in this mean",
        still.n,
    ).format(text=text, n=number(still.n))
    if past := int(still.past.sum()):
        text = _("{text}, {n} of them past {goal}").format(text=text, n=number(past), goal=goal_name(asked.target_set))
    return text


def _ended(text: str, n: int) -> str:
    """A mean of a period, and how many were open at its end: what is open today says nothing of it."""
    if not n:
        return text
    return ngettext(
        "{text}; {n} that was open at the end of the period is not in this mean",
        "{text}; {n} that were open at the end of the period are not in this mean",
        n,
    ).format(text=text, n=number(n))


def _bare(group: _Group) -> dict[str, object]:
    low, high = group.interval or (None, None)
    hours = {"mean_h": group.mean, "low_h": low, "high_h": high}
    hours |= {"median_h": group.quantile(0.5), "p85_h": group.quantile(0.85)}
    return {
        "n": group.n,
        "hours": int(group.seconds.sum()) / HOUR,
        **{key: None if seconds is None else seconds / HOUR for key, seconds in hours.items()},
        "goal_h": None if group.goal is None else group.goal / HOUR,
        "reopened_7d": len(group.reopened),
        "estimated": group.estimated,
    }


def _lines(asked: Asked, counted: str) -> tuple[str, ...]:
    return (
        _("MTTR: the mean repair time of the incidents resolved in the period, with their number and hours in all."),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _(
            "It is shown because targets are often means, and is never the verdict: what is still open is in no mean, "
            "so leaving hard incidents open lowers it."
        ),
        counted,
        _("Closed without a resolve: in no mean; above 10 % of a group nothing is claimed of it."),
        _(
            "The 95 % interval is Student's, moved for skewness by Johnson (1978). Repair times have long tails: with "
            "few incidents it is narrower than 95 %, and one long repair moves it."
        ),
        detectability.line(),
        _(
            "Reopened in 7 d: of these, worked on again within seven days (24 × 7) after a resolve, as far as the "
            "history tells."
        ),
        _("Below ten incidents: number and hours only."),
    )
