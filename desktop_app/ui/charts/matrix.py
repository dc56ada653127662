"""Matrix: counts by row and column; a heavy line follows the goal, what lies past it is on grey."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop_app.domain.cells import Cell
from desktop_app.domain.charts import Matrix, MatrixRow
from desktop_app.ui.charts.columns import HANG, Line, tip_of, tone_of
from desktop_app.ui.charts.drawing import Drawing, Shape, Stop
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, RIGHT

ROW, HEAD_LINE, GOAL = 36, 18, 2.5
WIDEST_CELL, TOTAL = 180, 64
LABEL_SHARE = 0.28


def lay_out(chart: Matrix, width: float, first: str = "") -> Drawing:
    """All columns stay; their titles take two lines where one is too narrow."""
    look, made = theme(), Drawing(width)
    label, cell, total = _widths(chart, width, first)
    heads = [_broken(name, cell) for name in chart.columns]
    deep = max((len(lines) for lines in heads), default=1)
    top, high = look.px(HEAD_LINE) * deep + look.px(6), look.px(ROW)
    for i, lines in enumerate(heads):
        _head(made, lines, QRectF(label + i * cell, 0, cell, top), deep)
    style, step = TextStyle.CAPTION_MEDIUM, look.px(HEAD_LINE)
    made.word(first, QRectF(0, (deep - 1) * step, label, step), style, "text2")
    right = label + cell * len(chart.columns)
    made.word(chart.total, QRectF(right, (deep - 1) * step, total, step), style, "text2", RIGHT)
    for i, row in enumerate(chart.rows):
        box = QRectF(0, top + i * high, right + total, high)
        _row(made, chart, row, box, (label, cell))
        if i:
            made.rule(0, box.top(), right + total)
    _goal_line(made, chart, (label, cell), (top, high))
    made.height = top + high * len(chart.rows) + look.px(6)
    return made


def _widths(chart: Matrix, width: float, first: str) -> tuple[float, float, float]:
    """Of the labels, of each column and of the total."""
    look = theme()
    needed = [look.width(row.label, TextStyle.BODY_MEDIUM) for row in chart.rows]
    needed.append(look.width(first, TextStyle.CAPTION_MEDIUM))
    needed += [look.width(row.note, TextStyle.CAPTION) for row in chart.rows]
    label = min(max(needed) + look.px(16), width * LABEL_SHARE)
    sums = [look.width(row.total.text, TextStyle.BODY_STRONG) for row in chart.rows]
    wanted = max([look.width(chart.total, TextStyle.CAPTION_MEDIUM), *sums]) + look.px(12)
    total = min(max(look.px(TOTAL), wanted) if width > look.px(520) else wanted, width * 0.2)
    cell = min((width - label - total) / max(1, len(chart.columns)), look.px(WIDEST_CELL))
    return label, cell, total


def _broken(name: str, cell: float) -> list[str]:
    """A title in one line, or in two where it is wider than its column."""
    if theme().width(name, TextStyle.CAPTION_MEDIUM) <= cell - 4 or " " not in name:
        return [name]
    words = name.split(" ")
    middle = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))))
    return [" ".join(words[:middle]), " ".join(words[middle:])]


def _head(made: Drawing, lines: list[str], box: QRectF, deep: int) -> None:
    step = theme().px(HEAD_LINE)
    for i, words in enumerate(lines):
        y = (deep - len(lines) + i) * step
        at = QRectF(box.left() + 2, y, box.width() - 4, step)
        made.word(words, at, TextStyle.CAPTION_MEDIUM, "text2", CENTRE)


def _row(made: Drawing, chart: Matrix, row: MatrixRow, box: QRectF, widths: tuple[float, float]) -> None:
    look = theme()
    label, cell = widths
    step = look.px(16)
    middle = box.center().y()
    inner = label - look.px(8)
    if row.note:
        made.word(row.label, QRectF(0, middle - step, inner, step), TextStyle.BODY_MEDIUM)
        made.word(row.note, QRectF(0, middle, inner, step), TextStyle.CAPTION, "text2")
    else:
        made.word(row.label, QRectF(0, box.top(), inner, box.height()), TextStyle.BODY_MEDIUM)
    past = len(row.cells) if row.goal_after is None else row.goal_after
    if past < len(row.cells):
        made.fill(QRectF(label + past * cell, box.top(), cell * (len(row.cells) - past), box.height()), "track")
    stops = [_stop(chart, row, chart.total, row.total, box.adjusted(-HANG, 0, HANG, 0))]
    for i, each in enumerate(row.cells):
        at = QRectF(label + i * cell, box.top(), cell, box.height())
        strong = TextStyle.BODY_STRONG if each.strong else TextStyle.BODY
        empty = each.value == 0 or each.text in ("", "0")
        made.word("·" if empty else each.text, at, strong, "text3" if empty else tone_of(each), CENTRE)
        if each.opens is not None and not empty:
            stops.append(_stop(chart, row, chart.columns[i], each, at))
    total = QRectF(label + cell * len(row.cells), box.top(), box.right() - label - cell * len(row.cells), box.height())
    made.word(row.total.text, total, TextStyle.BODY_STRONG, tone_of(row.total), RIGHT)
    made.stop(stops)


def _stop(chart: Matrix, row: MatrixRow, column: str, cell: Cell, box: QRectF) -> Stop:
    whole = column == chart.total and cell is row.total
    heads = (*chart.columns, chart.total) if whole else (column,)
    cells = (*row.cells, row.total) if whole else (cell,)
    return Stop(box, box, tip_of(Line(row.label, row.note, cells, cell.opens), heads), cell.opens)


def _goal_line(made: Drawing, chart: Matrix, widths: tuple[float, float], heights: tuple[float, float]) -> None:
    """One stepped line through all rows that have a goal."""
    (label, cell), (top, high) = widths, heights
    path, joined = QPainterPath(), False
    for i, row in enumerate(chart.rows):
        if row.goal_after is None:
            joined = False
            continue
        x, y = label + row.goal_after * cell, top + i * high
        path.lineTo(QPointF(x, y)) if joined else path.moveTo(QPointF(x, y))
        path.lineTo(QPointF(x, y + high))
        joined = True
    if not path.isEmpty():
        made.shapes.append(Shape(path, line="text", width=GOAL))
