"""Quiet axes: a hairline at each labelled tick, one line at the base, labels that never touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from desktop_app.ui.charts.drawing import Drawing, Shape
from desktop_app.ui.charts.scales import Scale
from desktop_app.ui.charts.time_axis import fitting
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, RIGHT

LABEL_BELOW, LABEL_HIGH = 4, 18


def axis_labels(made: Drawing, axis: Scale, plot: QRectF, *, base: bool = False) -> None:
    """Grid and labels of a horizontal axis below ``plot``; ``base`` draws its line. Labels stay inside the drawing."""
    ticks = ticks_that_fit(axis, plot)
    for value, _label in ticks:
        made.upright(plot.left() + plot.width() * axis.share(value), plot.top(), plot.bottom())
    if base:
        made.rule(plot.left(), plot.bottom(), plot.width(), "ctl")
    label_below(made, plot, [(plot.left() + plot.width() * axis.share(v), label) for v, label in ticks])


def ticks_that_fit(axis: Scale, plot: QRectF) -> list[tuple[float, str]]:
    """The ticks of a horizontal axis whose labels do not touch; the ends of a linear axis come first."""
    look = theme()

    def place(value: float) -> float:
        return plot.width() * axis.share(value)

    def width(label: str) -> float:
        return look.width(label, TextStyle.CAPTION)

    if axis.log:
        return fitting(axis.ticks, place, width)
    return thinned(axis.ticks, place, width)


def thinned(
    ticks: Sequence[tuple[float, str]], place: Callable[[float], float], width: Callable[[str], float], gap: float = 8
) -> list[tuple[float, str]]:
    """Every tick, or every second, fourth … until their labels do not touch; the last one always stays."""
    step = 1
    while step < len(ticks):
        kept = list(ticks[::-1][::step])[::-1]
        pairs = pairwise(kept)
        if all(place(b[0]) - place(a[0]) >= (width(a[1]) + width(b[1])) / 2 + gap for a, b in pairs):
            return kept
        step *= 2
    return list(ticks[-1:])


def label_below(made: Drawing, plot: QRectF, labels: Sequence[tuple[float, str]]) -> None:
    """Labels centred below their places, moved inside where they would leave the drawing."""
    look = theme()
    for x, label in labels:
        wide = look.width(label, TextStyle.CAPTION) + 2
        left = min(max(0.0, x - wide / 2), made.width - wide)
        box = QRectF(left, plot.bottom() + look.px(LABEL_BELOW), wide, look.px(LABEL_HIGH))
        made.word(label, box, TextStyle.CAPTION, "text2", CENTRE)


def upright_axis(made: Drawing, axis: Scale, plot: QRectF) -> None:
    """Grid lines on the plot and labels left of it, for the vertical axis of a plotted chart."""
    look, high = theme(), theme().px(LABEL_HIGH)
    last = None
    for value, label in axis.ticks:
        y = round(plot.bottom() - plot.height() * axis.share(value))
        if last is not None and last - y < high:
            continue
        last = y
        grid = QPainterPath()
        grid.addRect(QRectF(plot.left(), y, plot.width(), 1))
        made.plotted.append(Shape(grid, "line", crisp=True))
        box = QRectF(0, y - high / 2, plot.left() - look.px(8), high)
        made.word(label, box, TextStyle.CAPTION, "text2", RIGHT)
