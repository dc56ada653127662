"""The marks of a distribution row; a route is told by its shape as well as by its colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

from desktop_app.domain.figures import DistributionRow
from desktop_app.domain.routes import RouteGroup
from desktop_app.ui.charts.plot import TimePlot
from desktop_app.ui.charts.repair_time_layout import ChartLayout
from desktop_app.ui.charts.strokes import Caption, Dots, Ink, Strokes
from desktop_app.ui.charts.time_axis import TimeScale
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


def outline(shape: str, radius: float = 0.5) -> QPainterPath:
    """The path of a shape around the origin, of about the same area for all shapes."""
    path, r = QPainterPath(), radius
    if shape == "circle":
        path.addEllipse(QPointF(0, 0), r, r)
    elif shape == "square":
        path.addRect(QRectF(-r * 0.92, -r * 0.92, 2 * r * 0.92, 2 * r * 0.92))
    else:
        corners = {
            "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
            "triangle": [(0, -1.2), (1.2, 0.95), (-1.2, 0.95)],
        }[shape]
        path.addPolygon(QPolygonF([QPointF(x * r, y * r) for x, y in corners]))
        path.closeSubpath()
    return path


@dataclass(frozen=True, slots=True)
class Ground:
    """Where times lie on a plot of ``width`` pixels, and in which colours."""

    scale: TimeScale
    width: float
    tokens: Tokens

    def x(self, seconds: float) -> float:
        return self.at(self.scale.at(seconds))

    def at(self, position: float) -> float:
        """The pixel of a position on the scale."""
        return self.width * self.scale.share(position)


def row_marks(row: DistributionRow, middle: float, ground: Ground, seed: int) -> Iterator[Ink]:
    """Dots, then whisker, bar and median; ``middle`` is the row's y in pixels."""
    mark, tokens = MARKS[row.group], ground.tokens
    colour = tokens[mark.tone]
    yield _dots(row, middle, ground, mark, seed)
    if row.median is None or row.quarter is None or row.three_quarters is None:
        return
    low, high = ground.x(row.quarter), ground.x(row.three_quarters)
    cap = min(BAR / 2, (high - low) / 2)  # the round ends lie inside the bar
    if row.p85 is not None:
        end = ground.x(row.p85)
        yield Strokes([(high, middle, end, middle), (end, middle - 5, end, middle + 5)], QPen(colour, WHISKER))
    bar = [(low + cap, middle, high - cap, middle)]
    for around, width in ((tokens.canvas, BAR + 1.5), (colour, BAR - 1.5)):
        yield Strokes(bar, QPen(around, width, c=Qt.PenCapStyle.RoundCap))
    yield Dots([(ground.x(row.median), middle)], outline(mark.shape, MEDIAN), colour, QPen(tokens.canvas, RING))


def _dots(row: DistributionRow, middle: float, ground: Ground, mark: Mark, seed: int) -> Dots:
    few, zero = row.median is None, ground.scale.zero
    colour = QColor(ground.tokens[mark.tone])
    colour.setAlphaF(FEW_OPACITY if few else ground.tokens.dot_opacity)
    positions = [ground.scale.at(t) for t in row.dots] + [zero] * min(row.zeros, MOST_DOTS)
    jitter = np.random.default_rng(seed).uniform(-JITTER, JITTER, len(positions)).tolist()
    places = [
        (ground.at(at), middle + (off if at == zero or not few else 0))
        for at, off in zip(positions, jitter, strict=True)
    ]
    return Dots(places, outline(mark.shape, SMALL_DOT if few else DOT), colour, QPen(Qt.PenStyle.NoPen))


def goal_marks(x: float, top: float, bottom: float, tokens: Tokens) -> Iterator[Ink]:
    """A line in the colour of text, with a halo that keeps it apart from the dots."""
    yield Strokes([(x, top + 3, x, bottom - 3)], QPen(tokens.canvas, 5, c=Qt.PenCapStyle.FlatCap))
    yield Strokes([(x, top, x, bottom)], QPen(tokens.text, 2, c=Qt.PenCapStyle.FlatCap))


def goal_label(words: str, x: float, bottom: float, ground: Ground) -> Caption:
    """The one label of the goal lines, centred above the first and kept inside the plot."""
    style, look = TextStyle.CAPTION_STRONG, theme()
    wide, high = look.width(words, style) + 12, look.px(18)
    left = min(max(x - wide / 2, 0), ground.width - wide)
    return Caption(words, QRectF(left, bottom - high, wide, high), style, ground.tokens.text)


def draw(plot: TimePlot, layout: ChartLayout, scale: TimeScale, tokens: Tokens) -> None:
    """Put the marks of a laid-out figure on the plot, in the place of those before."""
    plot.axis.scale_shown = scale
    plot.show_marks(_marks(plot, layout, Ground(scale, max(1.0, layout.plot.width()), tokens)), tokens)


def _marks(plot: TimePlot, layout: ChartLayout, ground: Ground) -> Iterator[Ink]:
    """Grid, rows, goals: what comes later lies above."""
    place, tokens = layout.plot, ground.tokens
    top = layout.spans[0][1] - place.top() - theme().px(8) if layout.spans else 0.0
    lines = [(ground.at(x), top, ground.at(x), place.height()) for x, _label in plot.axis.ticks_for(ground.width)]
    yield Strokes(lines, QPen(tokens.line, 1), crisp=True)
    for seed, each in enumerate(layout.rows):
        yield from row_marks(each.row, each.box.center().y() - place.top(), ground, seed)
    for i, (group, upper, lower) in enumerate(layout.spans):
        if not group.goal_seconds:
            continue
        x, start, end = ground.x(group.goal_seconds), upper - place.top() - 4, lower - place.top() + 4
        yield from goal_marks(x, start, end, tokens)
        if i == 0:
            yield goal_label(group.goal_label, x, start, ground)
