"""The marks of a distribution row as pyqtgraph items; a route is told by its shape as well as by its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from desktop_app.domain.figures import DistributionRow
from desktop_app.domain.routes import RouteGroup
from desktop_app.ui.charts.plot import LogTimePlot
from desktop_app.ui.charts.repair_time_layout import ChartLayout
from desktop_app.ui.charts.strokes import Strokes
from desktop_app.ui.charts.time_axis import TimeScale
from desktop_app.ui.charts.tones import outline
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme

DOT, SMALL_DOT, MEDIAN = 1.75, 3.0, 6.5  # radii
JITTER = 6.5
MOST_DOTS = 90
BAR, WHISKER, RING = 7.0, 1.75, 1.75
FEW_OPACITY = 0.85


@dataclass(frozen=True, slots=True)
class Mark:
    tone: str
    shape: str


MARKS = {
    RouteGroup.ALL: Mark("blue", "circle"),
    RouteGroup.OPS_ONLY: Mark("blue", "circle"),
    RouteGroup.THROUGH_DEV: Mark("verm", "diamond"),
    RouteGroup.BOUNCED_OR_NOBODY: Mark("purple", "square"),
    RouteGroup.UNKNOWN: Mark("green", "triangle"),
}


def row_items(
    row: DistributionRow, middle: float, scale: TimeScale, per_pixel: float, tokens: Tokens, seed: int
) -> list[pg.GraphicsObject]:
    """Dots, then bar, whisker and median. ``middle`` is the row's y, ``per_pixel`` the x units of one pixel."""
    mark = MARKS[row.group]
    colour = tokens[mark.tone]
    items = [_dots(row, middle, scale, tokens, mark, seed)]
    if row.median is None or row.quarter is None or row.three_quarters is None:
        return items
    low, high = scale.at(row.quarter), scale.at(row.three_quarters)
    cap = min(BAR / 2 * per_pixel, (high - low) / 2)  # the round ends lie inside the bar
    if row.p85 is not None:
        end = scale.at(row.p85)
        items.append(Strokes([(high, middle, end, middle), (end, middle - 5, end, middle + 5)], QPen(colour, WHISKER)))
    bar = [(low + cap, middle, high - cap, middle)]
    for around, width in ((tokens.canvas, BAR + 1.5), (colour, BAR - 1.5)):
        items.append(Strokes(bar, QPen(around, width, c=Qt.PenCapStyle.RoundCap)))
    median = pg.ScatterPlotItem(antialias=True)
    pen = pg.mkPen(tokens.canvas, width=RING)
    median.addPoints(
        x=[scale.at(row.median)],
        y=[middle],
        size=2 * MEDIAN,
        symbol=outline(mark.shape),
        pen=pen,
        brush=pg.mkBrush(colour),
    )
    items.append(median)
    return items


def goal_items(position: float, top: float, bottom: float, tokens: Tokens) -> list[pg.GraphicsObject]:
    """A line in the colour of text, with a halo that keeps it apart from the dots."""
    halo = Strokes([(position, top + 3, position, bottom - 3)], QPen(tokens.canvas, 5, c=Qt.PenCapStyle.FlatCap))
    line = Strokes([(position, top, position, bottom)], QPen(tokens.text, 2, c=Qt.PenCapStyle.FlatCap))
    return [halo, line]


def goal_label(
    words: str, position: float, bottom: float, scale: TimeScale, per_pixel: float, tokens: Tokens
) -> pg.TextItem:
    """The one label of the goal lines, centred above the first and kept inside the plot."""
    style = TextStyle.CAPTION_STRONG
    half = (theme().width(words, style) / 2 + 6) * per_pixel
    label = pg.TextItem(words, color=tokens.text, anchor=(0.5, 1))
    label.setFont(theme().font(style))
    label.setPos(min(max(position, scale.start + half), scale.high - half), bottom)
    return label


def grid_item(positions: Sequence[float], top: float, bottom: float, tokens: Tokens) -> pg.GraphicsObject:
    return Strokes([(x, top, x, bottom) for x in positions], QPen(tokens.line, 1), crisp=True)


def _dots(
    row: DistributionRow, middle: float, scale: TimeScale, tokens: Tokens, mark: Mark, seed: int
) -> pg.ScatterPlotItem:
    few = row.median is None
    colour = QColor(tokens[mark.tone])
    colour.setAlphaF(FEW_OPACITY if few else tokens.dot_opacity)
    x = np.array([scale.at(t) for t in row.dots] + [scale.zero] * min(row.zeros, MOST_DOTS), dtype=float)
    jitter = np.random.default_rng(seed).uniform(-JITTER, JITTER, len(x))
    y = np.full(len(x), middle) + np.where((x == scale.zero) | (not few), jitter, 0)
    dots = pg.ScatterPlotItem(antialias=True)
    size = 2 * (SMALL_DOT if few else DOT)
    dots.addPoints(x=x, y=y, size=size, symbol=outline(mark.shape), pen=pg.mkPen(None), brush=pg.mkBrush(colour))
    return dots


def draw(plot: LogTimePlot, layout: ChartLayout, scale: TimeScale, tokens: Tokens) -> None:
    """Put the marks of a laid-out figure on the plot, in the place of those before."""
    place, look = layout.plot, theme()
    per_pixel = (scale.high - scale.start) / max(1.0, place.width())
    plot.empty(tokens)
    plot.show_scale(scale, place.height())
    ticks = plot.axis.ticks_for(place.width())
    top = layout.spans[0][1] - place.top() - look.px(8) if layout.spans else 0.0
    plot.add(grid_item([x for x, _label in ticks], top, place.height(), tokens))
    for seed, each in enumerate(layout.rows):
        for item in row_items(each.row, each.box.center().y() - place.top(), scale, per_pixel, tokens, seed):
            plot.add(item)
    for i, (group, upper, lower) in enumerate(layout.spans):
        if not group.goal_seconds:
            continue
        x, start, end = scale.at(group.goal_seconds), upper - place.top() - 4, lower - place.top() + 4
        for item in goal_items(x, start, end, tokens):
            plot.add(item)
        if i == 0:
            plot.add(goal_label(group.goal_label, x, start + 2, scale, per_pixel, tokens))
