"""How many incidents are opened in a week, and the weeks in which that is unusual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, Line, Span, Tone, Weeks
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import day
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import included, left_out
from desktop_app.measures.asking.weeks import WholeWeeks, whole_weeks
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty import xmr
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.over_time import control
from desktop_app.measures.over_time.control import Phase, Sentences
from desktop_app.measures.over_time.control_words import count_headlines, count_signs


def figure(asked: Asked) -> Figure:
    """Opened per whole week, of ``choice.classification`` or of all."""
    found = _found(asked)
    kind = asked.choice.classification
    return Figure(
        key="weekly_counts",
        title=_("Opened per week: {classification}").format(classification=kind.label)
        if kind
        else _("Opened per week"),
        headline=control.headline(
            found.phases, found.shown, found.weeks, Sentences(count_headlines(), _("No whole week is known here yet"))
        ),
        definition=stated.one_line([_("normal range (XmR) of the incidents opened in each whole week")], found.counted),
        definition_lines=(
            _(
                "Each point counts the incidents opened in a whole week, Monday to Sunday in the workspace's "
                "time zone; a week without any counts as 0."
            ),
            _("The range does not go below 0."),
            *found.weeks.notes,
            *control.definition_lines(),
            *control.span_note(found.phases, found.shown, found.weeks),
            found.counted,
        ),
        chart=_chart(asked, found),
        table=_table(asked, found),
        n=found.n,
        values=_values(asked, found),
        note=control.note(found.phases, found.shown),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """``counts`` are by week."""

    weeks: WholeWeeks
    shown: range
    counts: Seconds
    phases: tuple[Phase, ...]
    counted: str  # how many are in the weeks shown, in words

    @property
    def drawn(self) -> range:
        return control.drawn(self.shown)

    @property
    def n(self) -> int:
        return int(self.counts[self.shown.start : self.shown.stop].sum())


def _found(asked: Asked) -> _Found:
    kind = asked.choice.classification
    all_kinds = np.ones(asked.measured.height, dtype=np.bool_)
    of_kind = all_kinds if kind is None else asked.measured["classification"].to_numpy() == kind
    rows = included(asked)
    weeks = whole_weeks(asked.frame, rows)  # of all classifications: one that is rare has weeks without any
    shown = weeks.shown(asked.period)
    week = weeks.of(asked.frame.incidents["opened_at"].to_numpy())
    counts = np.bincount(week[rows & of_kind & (week >= 0)], minlength=weeks.n)

    def made(inside: Flags) -> xmr.Chart:
        return xmr.of_values(counts[inside].astype(np.float64))

    phases = control.phases(weeks, asked.events, kind, np.arange(weeks.n), made)
    out = left_out(asked, of_kind & (week >= shown.start) & (week < shown.stop))
    n = int(counts[shown.start : shown.stop].sum())
    return _Found(weeks, shown, counts, phases, stated.counts(n, out))


def _chart(asked: Asked, found: _Found) -> Weeks:
    kind = asked.choice.classification
    line = Line(
        kind.label if kind else _("Opened"),
        Tone.FIRST,
        tuple(float(found.counts[week]) for week in found.drawn),
        tuple(
            ngettext("{n} opened", "{n} opened", int(found.counts[week])).format(n=number(int(found.counts[week])))
            for week in found.drawn
        ),
        tuple(_opens(asked, found, week) for week in found.drawn),
    )
    return Weeks(
        mondays=tuple(found.weeks.mondays[week] for week in found.drawn),
        lines=(line,),
        axis=Axis.COUNT,
        spans=tuple(span for phase in found.phases if (span := _span(found, phase)) is not None),
        breaks=control.breaks(found.phases, found.shown),
        signals=control.signals(found.phases, found.shown, count_signs()),
    )


def _span(found: _Found, phase: Phase) -> Span | None:
    first, last = max(phase.first, found.drawn.start), min(phase.end, found.drawn.stop) - 1
    if phase.chart is None or phase.chart.made_of < 2 or first > last:
        return None
    low, high = _limits(phase.chart)
    start = found.drawn.start
    frozen_at = max(-1, phase.frozen_at - start)
    return Span(first - start, last - start, phase.chart.centre, low, high, phase.chart.provisional, frozen_at)


def _limits(chart: xmr.Chart) -> tuple[float, float]:
    return max(0.0, chart.centre - chart.half), chart.centre + chart.half


def _opens(asked: Asked, found: _Found, week: int) -> IncidentFilter:
    """The incidents opened in a week."""
    kind, monday = asked.choice.classification, found.weeks.mondays[week]
    conditions = [
        Condition("opened", "between", (monday.isoformat(), (monday + timedelta(days=6)).isoformat())),
        Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
        Condition("status", "not_one_of", (Status.CANCELLED.key,)),
    ]
    if kind is not None:
        conditions.append(Condition("classification", "one_of", (kind.key,)))
    return asked.base.merged(IncidentFilter(tuple(conditions)))


def _table(asked: Asked, found: _Found) -> Table:
    signs = {week: sign for phase in found.phases for week, sign in phase.signs()}
    rows = []
    for phase in found.phases:
        for week in range(max(phase.first, found.shown.start), min(phase.end, found.shown.stop)):
            n, sign = int(found.counts[week]), count_signs()[signs[week]] if week in signs else ""
            rows.append(
                (
                    Cell(day(found.weeks.mondays[week])),
                    Cell(number(n), float(n), opens=_opens(asked, found, week)),
                    Cell(_range_words(phase), quiet=not phase.solid),
                    Cell(sign, strong=bool(sign)),
                )
            )
    return Table((_("Week from"), _("Opened"), _("Normal range"), _("Sign")), (False, True, True, False), tuple(rows))


def _range_words(phase: Phase) -> str:
    if phase.chart is None or phase.chart.made_of < 2:
        return NONE
    low, high = _limits(phase.chart)
    return _("{low} – {high}").format(low=number(low, 1), high=number(high, 1))


def _values(asked: Asked, found: _Found) -> dict[str, object]:
    shown = [phase for phase in found.phases if phase.points_in(found.shown)]
    newest = shown[-1] if shown else None
    solid = newest.chart if newest and newest.solid else None
    low, high = _limits(solid) if solid else (None, None)
    kind: Classification | None = asked.choice.classification
    return {
        "classification": kind.key if kind else None,
        "weeks": len(found.shown),
        "opened": found.n,
        "made_of": newest.chart.made_of if newest and newest.chart else 0,
        "centre": solid.centre if solid else None,
        "low": low,
        "high": high,
        "provisional": solid is None,
        "phases_from": [found.weeks.mondays[phase.first].isoformat() for phase in shown],
        "signals": [
            {"week": found.weeks.mondays[week].isoformat(), "sign": sign.value, "n": int(found.counts[week])}
            for phase in shown
            for week, sign in phase.signs()
            if week in found.shown
        ],
    }
