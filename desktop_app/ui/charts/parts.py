"""Parts: each row one whole, cut into the same parts in the order of the key; every part has a texture of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop_app.domain.charts import Parts, PartsRow
from desktop_app.ui.charts.axes import axis_labels
from desktop_app.ui.charts.columns import HEAD, Columns, Line, add_stops, draw_head, draw_line, measure, tip_of
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.scales import shares
from desktop_app.ui.charts.tones import LOOKS
from desktop_app.ui.theme import theme

ROW, BAR, GAP, FOOT = 32, 18, 2, 26


def lay_out(chart: Parts, width: float, first: str = "") -> Drawing:
    """A row without anything has an empty track."""
    look, made = theme(), Drawing(width)
    lines = [Line(row.label, "", row.cells, row.opens) for row in chart.rows]
    columns = measure(width, lines, chart.columns, first)
    draw_head(made, columns, chart.columns, first)
    top, high = look.px(HEAD), look.px(ROW)
    bottom = top + high * len(lines)
    axis_labels(made, shares(), QRectF(columns.left, top, columns.plot, bottom - top), base=True)
    for i, (row, line) in enumerate(zip(chart.rows, lines, strict=True)):
        box = QRectF(0, top + i * high, width, high)
        draw_line(made, columns, line, box.top(), high)
        _parts(made, columns, row, chart, box.center().y())
        add_stops(made, columns, line, box, tip_of(line, chart.columns))
    made.height = bottom + look.px(FOOT)
    return made


def _parts(made: Drawing, columns: Columns, row: PartsRow, chart: Parts, middle: float) -> None:
    high = theme().px(BAR)
    made.fill(QRectF(columns.left, middle - high / 2, columns.plot, high), "canvas")  # the grid does not shine through
    if not sum(row.shares):
        made.fill(QRectF(columns.left, middle - high / 2, columns.plot, high), "track")
        return
    x = columns.left
    for share, (_name, tone) in zip(row.shares, chart.key, strict=False):
        wide = columns.plot * share
        if wide > 0:
            look = LOOKS[tone]
            inner = QRectF(x, middle - high / 2, max(0.75, wide - GAP if wide > 2 * GAP else wide), high)
            made.fill(inner, look.token, hatch=look.hatch)
        x += wide
