"""The marks of a distribution row as pyqtgraph items; a route is told by its shape as well as by its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from desktop_app.domain.figures import DistributionRow
from desktop_app.domain.routes import RouteGroup
from desktop_app.ui.charts.plot import LogTimePlot
from desktop_app.ui.charts.repair_time_layout import ChartLayout
from desktop_app.ui.charts.strokes import Line, Strokes
from desktop_app.ui.charts.time_axis import TimeScale
from desktop_app.ui.charts.tones import outline
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme

DOT, SMALL_DOT, MEDIAN = 1.75, 3.0, 6.5  # radii
JITTER = 6.5
MOST_DOTS = 90
BAR, WHISKER, RING = 7.0, 1.75, 1.75
FEW_OPACITY = 0.85

Places = npt.NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Place:
    """A row, the y of its ``middle`` in pixels, and the seed that scatters its dots the same way each time."""

    row: DistributionRow
    middle: float
    seed: int


def row_items(places: Sequence[Place], scale: TimeScale, per_pixel: float, tokens: Tokens) -> list[pg.GraphicsObject]:
    """Dots, then whiskers, bars and medians; ``per_pixel`` are the x units of one pixel.

    The marks of one look are one item for all rows: an item costs pyqtgraph far more than what it draws.
    """
    dots: dict[tuple[Mark, bool], list[Place]] = {}
    for place in places:
        dots.setdefault((MARKS[place.row.group], place.row.median is None), []).append(place)
    items = [_dots(found, scale, tokens, mark, few=few) for (mark, few), found in dots.items()]
    told = [(mark, found) for (mark, few), found in dots.items() if not few]
    whiskers = [Strokes(_whiskers(found, scale), QPen(tokens[mark.tone], WHISKER)) for mark, found in told]
    bars = {mark: _bars(found, scale, per_pixel) for mark, found in told}
    round_ends = Qt.PenCapStyle.RoundCap
    halo = Strokes([bar for each in bars.values() for bar in each], QPen(tokens.canvas, BAR + 1.5, c=round_ends))
    filled = [Strokes(each, QPen(tokens[mark.tone], BAR - 1.5, c=round_ends)) for mark, each in bars.items()]
    return [*items, *whiskers, halo, *filled, *(_medians(found, scale, tokens, mark) for mark, found in told)]


def goal_items(lines: Sequence[Line], tokens: Tokens) -> list[pg.GraphicsObject]:
    """Lines (x, top, x, bottom) in the colour of text, with a halo that keeps them apart from the dots."""
    halos = [(x, top + 3, x, bottom - 3) for x, top, _x, bottom in lines]
    flat = Qt.PenCapStyle.FlatCap
    return [Strokes(halos, QPen(tokens.canvas, 5, c=flat)), Strokes(lines, QPen(tokens.text, 2, c=flat))]


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


def _dots(places: Sequence[Place], scale: TimeScale, tokens: Tokens, mark: Mark, *, few: bool) -> pg.ScatterPlotItem:
    colour = QColor(tokens[mark.tone])
    colour.setAlphaF(FEW_OPACITY if few else tokens.dot_opacity)
    x, y = [np.empty(0)], [np.empty(0)]
    for place in places:
        at = np.array([scale.at(t) for t in place.row.dots] + [scale.zero] * min(place.row.zeros, MOST_DOTS))
        jitter = np.random.default_rng(place.seed).uniform(-JITTER, JITTER, len(at))
        x.append(at)
        y.append(place.middle + np.where((at == scale.zero) | (not few), jitter, 0))
    size = 2 * (SMALL_DOT if few else DOT)
    return _scatter(np.concatenate(x), np.concatenate(y), size, mark, pg.mkPen(None), colour)


def _whiskers(places: Sequence[Place], scale: TimeScale) -> list[Line]:
    lines = []
    for place in places:
        row, y = place.row, place.middle
        if row.p85 is not None and row.three_quarters is not None:
            end = scale.at(row.p85)
            lines += [(scale.at(row.three_quarters), y, end, y), (end, y - 5, end, y + 5)]
    return lines


def _bars(places: Sequence[Place], scale: TimeScale, per_pixel: float) -> list[Line]:
    lines = []
    for place in places:
        if place.row.quarter is not None and place.row.three_quarters is not None:
            low, high = scale.at(place.row.quarter), scale.at(place.row.three_quarters)
            cap = min(BAR / 2 * per_pixel, (high - low) / 2)  # the round ends lie inside the bar
            lines.append((low + cap, place.middle, high - cap, place.middle))
    return lines


def _medians(places: Sequence[Place], scale: TimeScale, tokens: Tokens, mark: Mark) -> pg.ScatterPlotItem:
    told = [(scale.at(place.row.median), place.middle) for place in places if place.row.median is not None]
    x, y = np.array(told).T
    return _scatter(x, y, 2 * MEDIAN, mark, pg.mkPen(tokens.canvas, width=RING), tokens[mark.tone])


def _scatter(x: Places, y: Places, size: float, mark: Mark, pen: QPen, colour: QColor) -> pg.ScatterPlotItem:
    item = pg.ScatterPlotItem(antialias=True)
    item.addPoints(x=x, y=y, size=size, symbol=outline(mark.shape), pen=pen, brush=pg.mkBrush(colour))
    return item


def draw(plot: LogTimePlot, layout: ChartLayout, scale: TimeScale, tokens: Tokens) -> None:
    """Put the marks of a laid-out figure on the plot, in the place of those before."""
    place, look = layout.plot, theme()
    per_pixel = (scale.high - scale.start) / max(1.0, place.width())
    plot.empty(tokens)
    plot.show_scale(scale, place.height())
    ticks = plot.axis.ticks_for(place.width())
    top = layout.spans[0][1] - place.top() - look.px(8) if layout.spans else 0.0
    plot.add(grid_item([x for x, _label in ticks], top, place.height(), tokens))
    rows = [Place(each.row, each.box.center().y() - place.top(), seed) for seed, each in enumerate(layout.rows)]
    for item in row_items(rows, scale, per_pixel, tokens):
        plot.add(item)
    goals = [
        (group, scale.at(group.goal_seconds), upper - place.top() - 4, lower - place.top() + 4)
        for group, upper, lower in layout.spans
        if group.goal_seconds
    ]
    for item in goal_items([(x, start, x, end) for _group, x, start, end in goals], tokens):
        plot.add(item)
    if goals and layout.spans[0][0] is goals[0][0]:
        group, x, start, _end = goals[0]
        plot.add(goal_label(group.goal_label, x, start + 2, scale, per_pixel, tokens))
