"""Which layout draws which kind of chart."""

from __future__ import annotations

from desktop_app.domain.charts import Bars, Bullets, Chart, Curves, Intervals, Matrix, Parts, Weeks
from desktop_app.ui.charts import bars, bullets, curves, intervals, matrix, parts, weeks
from desktop_app.ui.charts.drawing import Drawing


def lay_out(chart: Chart, width: float, first: str = "") -> Drawing:
    """Place a chart in ``width`` pixels; the height follows. ``first`` is the title over the labels."""
    match chart:
        case Bullets():
            return bullets.lay_out(chart, width, first)
        case Bars():
            return bars.lay_out(chart, width, first)
        case Parts():
            return parts.lay_out(chart, width, first)
        case Matrix():
            return matrix.lay_out(chart, width, first)
        case Intervals():
            return intervals.lay_out(chart, width, first)
        case Curves():
            return curves.lay_out(chart, width)
        case Weeks():
            return weeks.lay_out(chart, width)


def is_empty(chart: Chart | None) -> bool:
    """Whether there is nothing to draw."""
    match chart:
        case None:
            return True
        case Curves():
            return not any(curve.seconds for curve in chart.curves)
        case Weeks():
            return not any(value is not None for line in chart.lines for value in line.values)
        case _:
            return not chart.rows
