"""Where everything of the repair-time chart stands: measured first, so nothing overlaps at any width or type size."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from desktop_app.domain.figures import DistributionGroup, DistributionRow, RepairTimeFigure
from desktop_app.domain.language import _
from desktop_app.ui.charts.drawing import Word
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Theme, theme
from desktop_app.ui.widgets.painting import RIGHT

HEAD, TOP, ROW, GAP = 20, 40, 24, 14
FOOT = 34
LEAST_PLOT = 360
GIVE_WAY = ((3, LEAST_PLOT), (1, LEAST_PLOT), (2, 200))  # P85, waiting, then the median: below which plot they go


@dataclass(frozen=True, slots=True)
class RowPlace:
    """``box`` is the whole row, ``cells`` the places of the numbers that are shown, by their index."""

    row: DistributionRow
    group: DistributionGroup
    box: QRectF
    label: QRectF
    cells: dict[int, QRectF]


@dataclass(slots=True)
class ChartLayout:
    """Coordinates of the chart widget. ``plot`` is the ground of the marks without the axis' labels."""

    width: float
    height: float = 0
    plot: QRectF = field(default_factory=QRectF)
    words: list[Word] = field(default_factory=list)
    rules: list[QRectF] = field(default_factory=list)
    rows: list[RowPlace] = field(default_factory=list)
    spans: list[tuple[DistributionGroup, float, float]] = field(default_factory=list)  # top and bottom of its goal line


def lay_out(figure: RepairTimeFigure, width: float) -> ChartLayout:
    """Place the figure in ``width`` pixels; the height follows from the rows."""
    look, made = theme(), ChartLayout(width)
    first, left = _left_columns(figure, look)
    columns = _right_columns(figure, look, width - left)
    right_edge = min((edge - wide for edge, wide in columns.values()), default=0.0)
    plot_right = width + right_edge
    _head(made, figure, first, columns, look)
    y = float(look.px(TOP))
    for i, group in enumerate(figure.groups):
        y = _group(made, group, y, (first, left), columns, look)
        if i < len(figure.groups) - 1:
            middle = y + round(look.px(GAP) / 2) - 1
            made.rules.append(QRectF(0, middle, left - look.px(16), 1))
            made.rules.append(QRectF(plot_right + look.px(16), middle, width - plot_right - look.px(16), 1))
            y += look.px(GAP)
    made.plot = QRectF(left, look.px(HEAD - 6), plot_right - left, y + look.px(8) - look.px(HEAD - 6))
    made.height = y + look.px(FOOT)
    return made


def _left_columns(figure: RepairTimeFigure, look: Theme) -> tuple[float, float]:
    """Where the route begins and where the plot begins."""
    names = [look.width(g.label, TextStyle.BODY_STRONG) for g in figure.groups]
    names += [look.width(g.goal_label, TextStyle.CAPTION) for g in figure.groups]
    routes = [look.width(r.label, TextStyle.BODY) for g in figure.groups for r in g.rows]
    first = max(look.px(112), *(n + look.px(16) for n in names)) if names else float(look.px(112))
    return first, first + max(look.px(144), *(r + look.px(28) for r in routes)) if routes else first + look.px(144)


def _right_columns(figure: RepairTimeFigure, look: Theme, room: float) -> dict[int, tuple[float, float]]:
    """Right edge (0 is the chart's right end, so it is negative) and width of each column that stays."""
    shown = list(range(len(figure.row_columns)))
    needed = {i: _column_width(figure, i, look) for i in shown}
    for index, least in GIVE_WAY:
        if room - sum(needed[i] for i in shown) < look.px(least) and index in shown and len(shown) > 2:
            shown.remove(index)
    edges, edge = {}, 0.0
    for i in reversed(shown):
        edges[i] = (edge, needed[i])
        edge -= needed[i]
    return edges


def _column_width(figure: RepairTimeFigure, index: int, look: Theme) -> float:
    cells = [r.cells[index] for g in figure.groups for r in g.rows]
    wide = [look.width(c.text, TextStyle.BODY_STRONG if c.strong else TextStyle.BODY) for c in cells]
    widest = max([look.width(figure.row_columns[index], TextStyle.CAPTION_MEDIUM), *wide])
    last = index == len(figure.row_columns) - 1
    return max(look.px(64 if last else 88), widest + look.px(36 if index == 0 else 28))


def _head(
    made: ChartLayout, figure: RepairTimeFigure, first: float, columns: dict[int, tuple[float, float]], look: Theme
) -> None:
    high, style = look.px(HEAD), TextStyle.CAPTION_MEDIUM
    for x, name in ((0.0, _("Classification")), (first, _("Route") if figure.by_route else "")):
        made.words.append(Word(name, QRectF(x, 0, look.width(name, style) + 1, high), style, "text2"))
    for i, (edge, _wide) in columns.items():
        name = figure.row_columns[i]
        wide = look.width(name, style) + 1
        made.words.append(Word(name, QRectF(made.width + edge - wide, 0, wide, high), style, "text2", RIGHT))


def _group(
    made: ChartLayout,
    group: DistributionGroup,
    y: float,
    left: tuple[float, float],
    columns: dict[int, tuple[float, float]],
    look: Theme,
) -> float:
    """Place one classification and give the y below it."""
    row, top = look.px(ROW), y
    first, plot_left = left
    made.words.append(Word(group.label, QRectF(0, y, first - 8, row), TextStyle.BODY_STRONG))
    goal = QRectF(0, y + row - look.px(4), first - 8, look.px(20))
    made.words.append(Word(group.goal_label, goal, TextStyle.CAPTION, "text2"))
    for each in group.rows:
        label = QRectF(first, y, plot_left - first - look.px(16), row)
        made.words.append(Word(each.label, label, TextStyle.BODY))
        cells = {}
        for i, (edge, wide) in columns.items():
            cell = each.cells[i]
            cells[i] = QRectF(made.width + edge - wide + look.px(12), y, wide - look.px(12), row)
            tone = "text3" if cell.text == "–" else "text2" if cell.quiet else "text"
            style = TextStyle.BODY_STRONG if cell.strong else TextStyle.BODY
            made.words.append(Word(cell.text, cells[i], style, tone, RIGHT))
        made.rows.append(RowPlace(each, group, QRectF(0, y, made.width, row), label, cells))
        y += row
    made.spans.append((group, top, y))
    return max(y, goal.bottom())
