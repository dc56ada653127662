"""Intervals: a value with its whisker on a common axis, the goal and the period before as marks beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from desktop_app.domain.charts import Axis, IntervalRow, Intervals
from desktop_app.ui.charts.axes import axis_labels
from desktop_app.ui.charts.columns import HEAD, Line, add_stops, draw_head, draw_line, measure, tip_of
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.scales import Scale, scale
from desktop_app.ui.theme import theme

ROW, DOT, GOAL, FOOT = 30, 5, 20, 28
INSET = 8  # between the axis' ends and the plot's, so that a mark at the end is whole


def lay_out(chart: Intervals, width: float, first: str = "") -> Drawing:
    """Rows without a value show their numbers alone."""
    look, made = theme(), Drawing(width)
    lines = [Line(row.label, "", row.cells, row.opens) for row in chart.rows]
    columns = measure(width, lines, chart.columns, first)
    draw_head(made, columns, chart.columns, first)
    top, high = look.px(HEAD), look.px(ROW)
    plot = QRectF(columns.left + INSET, top, max(1.0, columns.plot - 2 * INSET), high * len(lines))
    axis = axis_of(chart)
    axis_labels(made, axis, plot, base=True)
    if chart.zero:
        made.upright(plot.left() + plot.width() * axis.share(0), plot.top(), plot.bottom(), "ctl", 2)
    for i, (row, line) in enumerate(zip(chart.rows, lines, strict=True)):
        box = QRectF(0, top + i * high, width, high)
        draw_line(made, columns, line, box.top(), high)
        _marks(made, row, axis, plot, box.center().y())
        add_stops(made, columns, line, box, tip_of(line, chart.columns))
    made.height = plot.bottom() + look.px(FOOT)
    return made


def axis_of(chart: Intervals) -> Scale:
    """The axis that holds every value, interval and mark of a chart."""
    values = [v for row in chart.rows for v in (row.value, row.low, row.high, row.goal, row.before)]
    if chart.zero and chart.axis is not Axis.LOG_TIME:
        values.append(0.0)
    return scale(chart.axis, values, chart.day_seconds)


def _marks(made: Drawing, row: IntervalRow, axis: Scale, plot: QRectF, middle: float) -> None:
    look = theme()

    def at(value: float) -> float:
        return plot.left() + plot.width() * axis.share(value)

    if row.goal is not None:
        half = look.px(GOAL) / 2
        made.upright(at(row.goal), middle - half, middle + half, "canvas", 5)
        made.upright(at(row.goal), middle - half, middle + half, "text", 2)
    if row.low is not None and row.high is not None:
        made.whisker(at(row.low), at(row.high), middle, "blue")
    if row.before is not None:
        made.circle(QPointF(at(row.before), middle + look.px(9)), look.px(3.5), "text2")
    if row.value is not None:
        made.mark("circle", QPointF(at(row.value), middle), look.px(DOT), "blue")
