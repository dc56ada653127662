"""Bars: amounts from zero with their numbers in line, what is over a goal told apart, the rest below a rule."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop_app.domain.charts import BarRow, Bars
from desktop_app.ui.charts.columns import (
    HEAD,
    Columns,
    Line,
    add_stops,
    draw_head,
    draw_line,
    measure,
    tip_of,
    tone_of,
)
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme

ROW, PLAIN_ROW, LIST_ROW = 25, 28, 34
BAR, GOAL_BAR, GOAL = 12, 8, 16
BEFORE_REST = 12
AFTER_BAR = 8


def lay_out(chart: Bars, width: float, first: str = "") -> Drawing:
    """With words before the bars it is a list with rules, without columns the numbers stand at the bars' ends."""
    look, made = theme(), Drawing(width)
    lines = [Line(row.label, "", row.cells, row.opens, quiet=row.rest) for row in chart.rows]
    columns = measure(width, lines, chart.columns, first if chart.columns else "", words=chart.words, tail=_tail(chart))
    heads = bool(chart.columns)
    y = float(look.px(HEAD) if heads else 0)
    if heads:
        draw_head(made, columns, chart.columns, first)
    if chart.words:
        made.rule(0, y, width, "line2")
    high = look.px(LIST_ROW if chart.words else ROW if heads else PLAIN_ROW)
    longest = max((max(row.value, row.goal or 0) for row in chart.rows), default=0) or 1
    for i, (row, line) in enumerate(zip(chart.rows, lines, strict=True)):
        if row.rest and i and not chart.rows[i - 1].rest and heads:
            made.rule(0, y + look.px(BEFORE_REST) / 2, width)
            y += look.px(BEFORE_REST)
        box = QRectF(0, y, width, high)
        draw_line(made, columns, line, y, high)
        _bar(made, columns, row, box.center().y(), columns.plot / longest)
        if not heads and row.cells:
            _end_label(made, columns, row, box, columns.plot / longest)
        add_stops(made, columns, line, box, tip_of(line, chart.columns))
        y += high
        if chart.words:
            made.rule(0, y - 1, width)
    made.height = y + look.px(4)
    return made


def _tail(chart: Bars) -> float:
    """Room for the number at the end of the longest bar."""
    if chart.columns:
        return 0.0
    look = theme()
    widest = [look.width(row.cells[0].text, TextStyle.BODY_MEDIUM) for row in chart.rows if row.cells]
    return max(widest, default=0.0) + look.px(AFTER_BAR) + 1


def _bar(made: Drawing, columns: Columns, row: BarRow, middle: float, per_unit: float) -> None:
    look = theme()
    high = look.px(GOAL_BAR if columns.words or row.goal is not None else BAR)
    end = columns.left + row.value * per_unit
    wide = max(end - columns.left, 1.0 if row.value > 0 else 0.0)
    if row.goal is None:
        made.fill(QRectF(columns.left, middle - high / 2, wide, high), "ctl" if row.rest else "blue")
        return
    goal = columns.left + row.goal * per_unit
    inside = QRectF(columns.left, middle - high / 2, min(wide, goal - columns.left), high)
    made.fill(inside, "line2")
    if end > goal:
        made.fill(QRectF(goal, middle - high / 2, end - goal, high), "blue")
    half = look.px(GOAL) / 2
    made.upright(goal, middle - half, middle + half, "canvas", 4)
    made.upright(goal, middle - half, middle + half, "text", 2)


def _end_label(made: Drawing, columns: Columns, row: BarRow, box: QRectF, per_unit: float) -> None:
    look, cell = theme(), row.cells[0]
    wide = look.width(cell.text, TextStyle.BODY_MEDIUM) + 1
    x = columns.left + row.value * per_unit + look.px(AFTER_BAR)
    at = QRectF(min(x, made.width - wide), box.top(), wide, box.height())
    made.word(cell.text, at, TextStyle.BODY_MEDIUM, tone_of(cell))
