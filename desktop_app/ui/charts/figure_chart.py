"""A chart as a widget of its own, for pages that place it without the frame."""

from __future__ import annotations

from desktop_app.domain.charts import Chart
from desktop_app.ui.charts.view import ChartView
from desktop_app.ui.theme import Tokens


def chart_widget(chart: Chart, *, tokens: Tokens | None = None, first: str = "", name: str = "") -> ChartView:
    """The chart under mouse and keyboard; ``tokens`` fixes its colours, ``first`` is the title over its labels."""
    made = ChartView(tokens=tokens)
    made.show_chart(chart, name=name, first=first)
    return made
