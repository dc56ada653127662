"""The normal range of the repair times of a classification, week by week, and the weeks that are unusual.

Times are compared by their logarithms, weighted by how many there are: raw durations would call one steady week in
twenty unusual, and weeks of unequal size a steady year three times as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import exp, log
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, Line, Span, Tone, Weeks
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.rules import End
from desktop_app.domain.stamps import day
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import behind_repaired, included, left_out, one_by_one, repaired
from desktop_app.measures.asking.cohort import MOST_ESTIMATED
from desktop_app.measures.asking.weeks import WholeWeeks, whole_weeks
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty import xmr
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.over_time import control
from desktop_app.measures.over_time.control import Phase, Sentences
from desktop_app.measures.over_time.control_words import time_headlines, time_signs
from desktop_app.measures.over_time.goal_lines import goal_lines

SHORTEST: Final = 60  # seconds: what was shorter counts as a minute
_LONGEST: Final = log(1e11)  # what a limit is drawn at when it lies beyond


def figure(asked: Asked) -> Figure:
    """Geometric means of T per whole week of the resolve; ``choice.classification``, or the one most repaired."""
    kept = repaired(asked)
    kind = asked.choice.classification or _most_repaired(asked, kept)
    found = _found(asked, kind, kept)
    nothing = _("No whole week here has a repaired incident of this classification")
    if not found.shown:
        nothing = _("Nothing to show yet: no whole week lies in the period and in what is known")
    sentences = Sentences(time_headlines(), nothing)
    return Figure(
        key="normal_range",
        title=_("Normal range of repair time: {classification}").format(classification=kind.label),
        headline=_unclaimed(found) or control.headline(found.phases, found.shown, found.weeks, sentences),
        definition=_definition(asked, found),
        definition_lines=_definition_lines(asked, found),
        chart=_chart(asked, found),
        table=_table(asked, found),
        n=found.n,
        values=_values(found),
        note="" if _unclaimed(found) else control.note(found.phases, found.shown),
    )


def _most_repaired(asked: Asked, kept: Flags) -> Classification:
    counts = np.bincount(asked.measured["classification"].to_numpy()[kept], minlength=max(Classification) + 1)
    return max(Classification, key=lambda kind: (int(counts[kind]), kind))


@dataclass(frozen=True, slots=True)
class _Found:
    """``means`` of ln T and ``sizes`` by week, 0 where nothing ended. ``estimated`` are those in shown weeks."""

    kind: Classification
    weeks: WholeWeeks
    shown: range
    means: npt.NDArray[np.float64]
    sizes: Seconds
    phases: tuple[Phase, ...]
    repaired: Seconds  # the rows behind them, and the week of each
    week_of: Seconds
    ended: Flags  # of this classification, ended in a week that is shown
    estimated: int

    @property
    def drawn(self) -> range:
        return control.drawn(self.shown)

    @property
    def n(self) -> int:
        return int(self.sizes[self.shown.start : self.shown.stop].sum())

    def typical(self, week: int) -> float | None:
        """The geometric mean of a week in seconds."""
        return exp(self.means[week]) if self.sizes[week] else None


def _found(asked: Asked, kind: Classification, kept: Flags) -> _Found:
    of_kind = asked.measured["classification"].to_numpy() == kind
    weeks = whole_weeks(asked.frame, included(asked))
    shown = weeks.shown(asked.period)
    week = weeks.of(asked.lives["end_at"].to_numpy())
    rows = np.flatnonzero(kept & of_kind & (week >= 0))
    logs = np.log(np.maximum(asked.measured["repair_s"].gather(rows).to_numpy(), SHORTEST))
    sizes = np.bincount(week[rows], minlength=weeks.n)
    means = np.bincount(week[rows], weights=logs, minlength=weeks.n) / np.maximum(sizes, 1)
    points = np.flatnonzero(sizes)

    def made(inside: Flags) -> xmr.Chart:
        held = points[inside]
        return xmr.of_means(means[held], sizes[held].astype(np.float64))

    ended = of_kind & (week >= shown.start) & (week < shown.stop) & ~asked.lives["open"].to_numpy()
    estimated = int((ended & included(asked) & asked.lives["estimated"].to_numpy()).sum())
    phases = control.phases(weeks, asked.events, kind, points, made)
    return _Found(kind, weeks, shown, means, sizes, phases, rows, week[rows], ended, estimated)


def _unclaimed(found: _Found) -> str:
    """Why nothing is claimed: too many incidents whose end is not known."""
    share = found.estimated / max(1, found.n + found.estimated)
    if share <= MOST_ESTIMATED:
        return ""
    return _("{share} of the incidents were closed without a resolve: too many to call a week unusual").format(
        share=percent(share)
    )


def _chart(asked: Asked, found: _Found) -> Weeks:
    values = tuple(found.typical(week) for week in found.drawn)
    line = Line(
        found.kind.label,
        Tone.FIRST,
        values,
        tuple(_week_words(asked, found, week) for week in found.drawn),
        tuple(_opens(asked, found, week) for week in found.drawn),
    )
    mondays = tuple(found.weeks.mondays[week] for week in found.drawn)
    return Weeks(
        mondays=mondays,
        lines=(line,),
        axis=Axis.LOG_TIME,
        spans=tuple(span for phase in found.phases if (span := _span(found, phase)) is not None),
        breaks=control.breaks(found.phases, found.shown),
        signals=control.signals(found.phases, found.shown, time_signs()),
        goals=goal_lines(asked, found.kind, mondays),
        day_seconds=asked.clock.day_seconds,
    )


def _span(found: _Found, phase: Phase) -> Span | None:
    first, last = max(phase.first, found.drawn.start), min(phase.end, found.drawn.stop) - 1
    chart = phase.chart
    if chart is None or chart.made_of < 2 or first > last:
        return None
    sizes = found.sizes[first : last + 1]
    limits = [_limits(chart, int(n)) if n else (None, None) for n in sizes]
    low, high = _limits(chart, _usual_size(found, phase))
    return Span(
        first - found.drawn.start,
        last - found.drawn.start,
        exp(chart.centre),
        low,
        high,
        chart.provisional,
        max(-1, phase.frozen_at - found.drawn.start),
        tuple(limit for limit, _high in limits),
        tuple(limit for _low, limit in limits),
    )


def _usual_size(found: _Found, phase: Phase) -> int:
    """How many incidents the median week of a phase has."""
    return int(np.median(found.sizes[phase.points]))


def _limits(chart: xmr.Chart, n: int) -> tuple[float, float]:
    """The range of the geometric mean of a week with so many incidents, in seconds, never below a minute."""
    half = chart.half / n**0.5
    return max(float(SHORTEST), exp(max(0.0, chart.centre - half))), exp(min(_LONGEST, chart.centre + half))


def _week_words(asked: Asked, found: _Found, week: int) -> str:
    typical = found.typical(week)
    if typical is None:
        return _("no repaired incident")
    return _("{time}, n = {n}").format(time=clocks.text(typical, asked.clock), n=number(int(found.sizes[week])))


def _opens(asked: Asked, found: _Found, week: int) -> IncidentFilter:
    """The incidents behind a week's point."""
    monday = found.weeks.mondays[week]
    week_of = Condition("resolved", "between", (monday.isoformat(), (monday + timedelta(days=6)).isoformat()))
    nearest = asked.base.merged(behind_repaired(Condition("classification", "one_of", (found.kind.key,)), week_of))
    if asked.base.rules.end is End.RESOLVED:
        return nearest
    return one_by_one(asked, found.repaired[found.week_of == week], nearest)  # no stamp alone says where these end


def _table(asked: Asked, found: _Found) -> Table:
    columns = (_("Week from"), _("Typical repair time"), _("Normal range"), _("Sign"), _("Incidents"))
    signs = {week: sign for phase in found.phases for week, sign in phase.signs()}
    rows = []
    for phase in found.phases:
        for week in range(max(phase.first, found.shown.start), min(phase.end, found.shown.stop)):
            typical, n, monday = found.typical(week), int(found.sizes[week]), found.weeks.mondays[week]
            sign = time_signs()[signs[week]] if week in signs else ""
            opens = _opens(asked, found, week)
            rows.append(
                (
                    Cell(day(monday)),
                    Cell(NONE, quiet=True) if typical is None else Cell(clocks.text(typical, asked.clock), typical),
                    Cell(_range_words(asked, phase, n), quiet=not phase.solid),
                    Cell(sign, strong=bool(sign)),
                    Cell(number(n), float(n), quiet=True, opens=opens),
                )
            )
    return Table(columns, (False, True, True, False, True), tuple(rows))


def _range_words(asked: Asked, phase: Phase, n: int) -> str:
    if phase.chart is None or not n or phase.chart.made_of < 2:
        return NONE
    low, high = (clocks.text(limit, asked.clock) for limit in _limits(phase.chart, n))
    return _("{low} – {high}").format(low=low, high=high)


def _definition(asked: Asked, found: _Found) -> str:
    parts = [
        _("normal range (XmR) of the geometric mean of each whole week of the resolve"),
        *stated.rules_words(asked.base.rules, asked.clock),
    ]
    return stated.one_line(parts, _counts(asked, found))


def _counts(asked: Asked, found: _Found) -> str:
    return stated.counts(found.n, left_out(asked, found.ended), {_("without a resolve"): found.estimated})


def _definition_lines(asked: Asked, found: _Found) -> tuple[str, ...]:
    return (
        _(
            "Each point is the geometric mean of the repair times of one classification that ended in a whole week, "
            "Monday to Sunday in the workspace's time zone; a repair below a minute counts as a minute."
        ),
        _(
            "A week without a repair has no point. The range of a week widens as it has fewer incidents: "
            "z = (mean of ln T − centre) × √n."
        ),
        *found.weeks.notes,
        *control.definition_lines(),
        *control.span_note(found.phases, found.shown, found.weeks),
        *_size_line(found),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _counts(asked, found),
    )


def _size_line(found: _Found) -> tuple[str, ...]:
    """For how many incidents the one range stands that is told of the newest phase shown."""
    shown = [phase for phase in found.phases if phase.points_in(found.shown)]
    if not shown or not shown[-1].solid:
        return ()
    n = _usual_size(found, shown[-1])
    text = ngettext(
        "Where one range is told for all weeks, it is that of a week with {n} incident, the median of its phase.",
        "Where one range is told for all weeks, it is that of a week with {n} incidents, the median of its phase.",
        n,
    )
    return (text.format(n=number(n)),)


def _values(found: _Found) -> dict[str, object]:
    shown = [phase for phase in found.phases if phase.points_in(found.shown)]
    newest = shown[-1] if shown else None
    solid = newest.chart if newest and newest.solid else None
    low, high = _limits(solid, _usual_size(found, newest)) if solid and newest else (None, None)
    signs = [(week, sign) for phase in shown for week, sign in phase.signs() if week in found.shown]
    return {
        "classification": found.kind.key,
        "weeks": len(found.shown),
        "points": sum(phase.points_in(found.shown) for phase in shown),
        "made_of": newest.chart.made_of if newest and newest.chart else 0,
        "centre_h": exp(solid.centre) / HOUR if solid else None,
        "low_h": low / HOUR if low else None,
        "high_h": high / HOUR if high else None,
        "at_n": _usual_size(found, newest) if solid and newest else None,
        "provisional": solid is None,
        "phases_from": [found.weeks.mondays[phase.first].isoformat() for phase in shown],
        "signals": [
            {"week": found.weeks.mondays[week].isoformat(), "sign": sign.value, "n": int(found.sizes[week])}
            for week, sign in signs
        ],
    }
