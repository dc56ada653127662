"""What the frame around a figure shows of it, whichever kind of figure it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.cells import Table
from desktop_app.domain.charts import Axis, Bars, Bullets, Chart, Curves, Intervals, Matrix, Parts, Tone, Weeks
from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.language import _
from desktop_app.ui.charts.key import Entry, repair_time_key
from desktop_app.ui.charts.layouts import is_empty


@dataclass(frozen=True, slots=True)
class Face:
    """``picture`` is None where only the table can be shown; ``first`` is the title over the labels of its rows."""

    title: str
    headline: str
    note: str
    definition: str
    definition_lines: tuple[str, ...]
    key: tuple[Entry, ...]
    table: Table
    picture: Chart | RepairTimeFigure | None
    first: str = ""


def face_of(figure: Figure | RepairTimeFigure) -> Face:
    """A repair-time figure has no title of its own and always a picture."""
    if isinstance(figure, RepairTimeFigure):
        key = repair_time_key(figure.target_set)
        said = figure.headline, figure.note, figure.definition, figure.definition_lines
        return Face("", *said, key, figure.as_table(), figure)
    chart = None if is_empty(figure.chart) else figure.chart
    first = figure.table.columns[0] if figure.table.columns else ""
    said = figure.headline, figure.note, figure.definition, figure.definition_lines
    return Face(figure.title, *said, key_of(chart), figure.table, chart, first)


def key_of(chart: Chart | None) -> tuple[Entry, ...]:
    """What the marks of a chart mean, only those that are there; what is labelled where it stands is not repeated."""
    match chart:
        case Bullets():
            return _bullets(chart)
        case Bars():
            over = any(row.goal is not None and row.value > row.goal for row in chart.rows)
            goal = any(row.goal is not None for row in chart.rows)
            return _some((goal, Entry("goal", _("goal"))), (over, Entry("share", _("past the goal"))))
        case Parts():
            return tuple(Entry("part", name, tone) for name, tone in chart.key)
        case Matrix():
            goal = any(row.goal_after is not None for row in chart.rows)
            return _some((goal, Entry("edge", _("goal; what is past it stands on grey"))))
        case Intervals():
            return _intervals(chart)
        case Curves():
            band = any(curve.low for curve in chart.curves)
            return _some((band, Entry("band", _("95 % band"), Tone.FIRST)))
        case Weeks():
            signal = Entry("signal", _("unusual week"))
            range_of = Entry("band", _("normal range"), Tone.FIRST), Entry("average", _("average"))
            return (*_some(*((bool(chart.spans), each) for each in range_of)), *_some((bool(chart.signals), signal)))
        case None:
            return ()


def _bullets(chart: Bullets) -> tuple[Entry, ...]:
    before = any(row.before is not None for row in chart.rows) and chart.before_label
    return _some(
        (any(row.share is not None for row in chart.rows), Entry("share", _("in time"))),
        (any(row.low is not None for row in chart.rows), Entry("interval", _("95 % interval"))),
        (bool(before), Entry("ring", chart.before_label)),
        (chart.agreed is not None, Entry("agreed", _("agreed share"))),
    )


def _intervals(chart: Intervals) -> tuple[Entry, ...]:
    named = {Axis.POINTS: _("difference"), Axis.RATE: _("per 30 d")}.get(chart.axis) or (*chart.columns, _("value"))[0]
    return _some(
        (any(row.value is not None for row in chart.rows), Entry("value", named)),
        (any(row.low is not None for row in chart.rows), Entry("interval", _("95 % interval"), Tone.FIRST)),
        (any(row.goal is not None for row in chart.rows), Entry("goal", _("goal"))),
        (any(row.before is not None for row in chart.rows), Entry("ring", _("the period before"))),
    )


def _some(*choices: tuple[bool, Entry]) -> tuple[Entry, ...]:
    return tuple(entry for wanted, entry in choices if wanted)
