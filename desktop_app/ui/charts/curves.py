"""Curves: shares against time on a log axis as steps, with bands, and under them how many are still watched."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop_app.domain.charts import Axis, Curve, Curves, Point
from desktop_app.domain.language import _, number, percent
from desktop_app.ui.charts.axes import label_below, thinned, upright_axis
from desktop_app.ui.charts.bullets import agreed_words
from desktop_app.ui.charts.drawing import Drawing, Shape, Stop
from desktop_app.ui.charts.scales import Scale, scale, shares
from desktop_app.ui.charts.side_labels import (
    SAMPLE,
    Placer,
    SideLabel,
    around,
    base_line,
    draw_flags,
    draw_labels_below,
    draw_side_labels,
    ground_of,
    sample,
    side_width,
)
from desktop_app.ui.charts.time_axis import fitting, tick_words
from desktop_app.ui.charts.tones import LOOKS, outline
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE

HIGH, STRIP, FOOT, RISK_ROW = 260, 22, 26, 20
LINE = 2.0
REACH = 7  # of the ring around a place on a curve


def lay_out(chart: Curves, width: float) -> Drawing:
    """Plot, names beside it, numbers below; the height follows."""
    look, made = theme(), Drawing(width)
    made.across = True
    left = max(look.width(label, TextStyle.CAPTION) for _v, label in shares().ticks) + look.px(10)
    named = [(curve.label, True, TextStyle.CAPTION_MEDIUM) for curve in chart.curves]
    if chart.agreed is not None:
        named.append((agreed_words(chart.agreed), False, TextStyle.CAPTION_STRONG))
    strip = look.px(STRIP) if any(point.share is None for point in chart.points) else look.px(10)
    side = side_width(named, width)
    right = width - (side or look.px(SAMPLE) + look.px(10))
    plot = QRectF(round(left), strip, max(1, round(right - left)), look.px(HIGH))
    axis = axis_of(chart)
    upright_axis(made, shares(), plot)
    ticks = _ticks(chart, axis, plot)
    _across(made, axis, plot, ticks)
    for curve in chart.curves:
        _band(made, curve, axis, plot)
    if chart.agreed is not None:
        _agreed(made, chart.agreed, plot)
    for curve in chart.curves:
        _steps(made, curve, axis, plot)
    flags = [(_x(axis, plot, p.seconds), p.label) for p in chart.points if p.share is None]
    draw_flags(made, flags, plot, strip, "text")
    labels, homeless = _labels(chart, plot), _points(made, chart, axis, plot)
    made.plot = ground_of(plot)
    bottom = plot.bottom() + look.px(FOOT)
    boxes = draw_side_labels(made, labels, plot) if side else []
    below = draw_labels_below(made, [*([] if side else labels), *homeless], bottom)
    boxes = boxes or below
    bottom = max([bottom, *(box.bottom() + look.px(4) for box in below)])
    for curve, box in zip(chart.curves, boxes, strict=False):
        made.stop(_stops(curve, chart, axis, plot, (box, ticks)))
    made.stop([_point_stop(point, axis, plot) for point in chart.points])
    places = [(_x(axis, plot, seconds), seconds) for seconds, _label in ticks]
    made.height = bottom + _at_risk(made, chart, plot, places, (bottom, side))
    return made


def axis_of(chart: Curves) -> Scale:
    """The log axis that holds every curve's times and points; steps at zero stand at its beginning."""
    ends = [t for curve in chart.curves for t in _positive_ends(curve)]
    return scale(Axis.LOG_TIME, [*ends, *(p.seconds for p in chart.points), *chart.ticks], chart.day_seconds)


def _positive_ends(curve: Curve) -> tuple[float, ...]:
    times = np.asarray(curve.seconds, dtype=float)
    times = times[times > 0]
    return (float(times.min()), float(times.max())) if len(times) else ()


def share_at(curve: Curve, seconds: float) -> float | None:
    """The share that holds at a time; None before the curve begins or after it ends."""
    if not curve.seconds or not curve.seconds[0] <= seconds <= curve.seconds[-1]:
        return None
    return curve.shares[int(np.searchsorted(np.asarray(curve.seconds), seconds, side="right")) - 1]


def _x(axis: Scale, plot: QRectF, seconds: float) -> float:
    return plot.left() + plot.width() * axis.share(seconds)


def _y(plot: QRectF, share: float) -> float:
    return plot.bottom() - plot.height() * min(1.0, max(0.0, share))


def _ticks(chart: Curves, axis: Scale, plot: QRectF) -> list[tuple[float, str]]:
    """Where the chart tells how many are watched; else the human ticks."""
    look = theme()

    def width(label: str) -> float:
        widest = max((n for curve in chart.curves for n in curve.at_risk), default=0)
        return max(look.width(label, TextStyle.CAPTION), look.width(number(widest), TextStyle.CAPTION))

    def place(value: float) -> float:
        return plot.width() * axis.share(value)

    if chart.ticks:
        return thinned([(s, tick_words(s, chart.day_seconds)) for s in chart.ticks], place, width)
    return fitting(axis.ticks, place, width)


def _across(made: Drawing, axis: Scale, plot: QRectF, ticks: list[tuple[float, str]]) -> None:
    for seconds, _label in ticks:
        grid = QPainterPath()
        grid.addRect(QRectF(round(_x(axis, plot, seconds)), plot.top(), 1, plot.height()))
        made.plotted.append(Shape(grid, "line", crisp=True))
    base_line(made, plot)
    label_below(made, plot, [(_x(axis, plot, seconds), label) for seconds, label in ticks])


def _corners(seconds: tuple[float, ...], values: tuple[float, ...], axis: Scale, plot: QRectF) -> list[QPointF]:
    """The corners of a step line, one step a pixel at most: the last of those that share one."""
    times = np.asarray(seconds, dtype=float)
    with np.errstate(divide="ignore"):
        places = (np.log10(times) - axis.low) / (axis.high - axis.low)
    xs = plot.left() + plot.width() * np.clip(places, 0, 1)
    ys = plot.bottom() - plot.height() * np.clip(np.asarray(values, dtype=float), 0, 1)
    pixels = np.floor(xs)
    last = np.append(pixels[1:] != pixels[:-1], True)
    last[0] = True
    xs, ys = xs[last], ys[last]
    found = [QPointF(xs[0], ys[0])]
    for i in range(1, len(xs)):
        found += [QPointF(xs[i], ys[i - 1]), QPointF(xs[i], ys[i])]
    return found


def _band(made: Drawing, curve: Curve, axis: Scale, plot: QRectF) -> None:
    if not curve.low or not curve.high:
        return
    upper, lower = (_corners(curve.seconds, values, axis, plot) for values in (curve.high, curve.low))
    path = QPainterPath(upper[0])
    for corner in (*upper[1:], *reversed(lower)):
        path.lineTo(corner)
    path.closeSubpath()
    made.plotted.append(Shape(path, LOOKS[curve.tone].token, wash=True))


def _steps(made: Drawing, curve: Curve, axis: Scale, plot: QRectF) -> None:
    if not curve.seconds:
        return
    corners = _corners(curve.seconds, curve.shares, axis, plot)
    path = QPainterPath(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    kind = LOOKS[curve.tone]
    made.plotted.append(Shape(path, line=kind.token, width=LINE, dash=kind.dash))
    if len(corners) == 1:  # a single step has no length
        made.plotted.append(Shape(outline(kind.shape, 4).translated(corners[0]), kind.token, "canvas", 1))


def _agreed(made: Drawing, agreed: float, plot: QRectF) -> None:
    path = QPainterPath()
    path.addRect(QRectF(plot.left(), round(_y(plot, agreed)) - 1, plot.width(), 2))
    made.plotted.append(Shape(path, "text", crisp=True))


def _points(made: Drawing, chart: Curves, axis: Scale, plot: QRectF) -> list[SideLabel]:
    """Marks with their labels where there is room; gives the labels that found none."""
    look, style = theme(), TextStyle.CAPTION_STRONG
    free, left_over = Placer(plot), []
    for curve in chart.curves:
        corners = _corners(curve.seconds, curve.shares, axis, plot) if curve.seconds else []
        for one, other in pairwise(corners):
            free.take(QRectF(one, other).normalized().adjusted(-2, -2, 2, 2))
    if chart.agreed is not None:
        free.take(QRectF(plot.left(), _y(plot, chart.agreed) - 2, plot.width(), 4))
    for point in chart.points:
        x = _x(axis, plot, point.seconds)
        if point.share is None:
            free.take(QRectF(x - 2, plot.top(), 4, plot.height()))
    for point in chart.points:
        if point.share is not None:
            at = QPointF(_x(axis, plot, point.seconds), _y(plot, point.share))
            path = QPainterPath()
            path.addEllipse(at, look.px(5), look.px(5))
            made.plotted.append(Shape(path, "canvas", "text", 2))
            size = look.width(point.label, style) + 2, float(look.px(16))
            found = free.place(_near(at, size, plot))
            if found is not None:
                made.word(point.label, found, style, "text", CENTRE)
            else:
                left_over.append(SideLabel(point.label, at.y(), None, style, "text", ring=True))
    return left_over


def _near(at: QPointF, size: tuple[float, float], plot: QRectF) -> list[QRectF]:
    """Beside a mark, then further and further above and below it, kept inside the plot's sides."""
    found = around(at, size, theme().px(10))
    for step in (1, 2):
        for way in (-1, 1):
            box = QRectF(at.x() + 8, at.y() + way * step * size[1] - size[1] / 2, *size)
            box.moveLeft(min(max(box.left(), plot.left() + 2), plot.right() - size[0] - 2))
            found.append(box)
    return found


def _labels(chart: Curves, plot: QRectF) -> list[SideLabel]:
    ends = [_y(plot, curve.shares[-1]) if curve.shares else plot.bottom() for curve in chart.curves]
    style = TextStyle.CAPTION_MEDIUM
    found = [SideLabel(c.label, y, c.tone, style, "text") for c, y in zip(chart.curves, ends, strict=True)]
    if chart.agreed is not None:
        words = agreed_words(chart.agreed)
        found.append(SideLabel(words, _y(plot, chart.agreed), None, TextStyle.CAPTION_STRONG, "text"))
    return found


def _stops(
    curve: Curve, chart: Curves, axis: Scale, plot: QRectF, at: tuple[QRectF, list[tuple[float, str]]]
) -> list[Stop]:
    """The curve's name, then where it crosses each tick."""
    box, ticks = at
    more = [_("Click shows the incidents.")] if curve.opens is not None else []
    found = [Stop(box, box, "\n".join([curve.label, *more]), curve.opens)]
    for seconds, label in ticks:
        share = share_at(curve, seconds)
        if share is None:
            continue
        x, y = _x(axis, plot, seconds), _y(plot, share)
        words = [_("{name} at {time}: {value}").format(name=curve.label, time=label, value=percent(share))]
        if curve.at_risk and seconds in chart.ticks:
            watched = _("{n} still watched")
            words.append(watched.format(n=number(curve.at_risk[chart.ticks.index(seconds)])))
        ring = QRectF(x - REACH, y - REACH, 2 * REACH, 2 * REACH)
        hit = QRectF(x - 16, plot.top(), 32, plot.height())
        found.append(Stop(ring, hit, "\n".join([*words, *more]), curve.opens))
    return found


def _point_stop(point: Point, axis: Scale, plot: QRectF) -> Stop:
    x = _x(axis, plot, point.seconds)
    y = plot.top() if point.share is None else _y(plot, point.share)
    ring = QRectF(x - REACH, y - REACH, 2 * REACH, 2 * REACH)
    return Stop(ring, ring, point.label)


def _at_risk(
    made: Drawing, chart: Curves, plot: QRectF, ticks: list[tuple[float, float]], at: tuple[float, float]
) -> float:
    """A row a curve with how many are still watched at each tick, from ``at``'s y on; gives the height it took.

    Without room at the side (``at``'s second) only a piece of its line tells which row is which.
    """
    curves = [curve for curve in chart.curves if curve.at_risk]
    if not curves or not chart.ticks:
        return 0.0
    (top, side), look, high = at, theme(), theme().px(RISK_ROW)
    made.word(_("still watched"), QRectF(0, top, made.width, high), TextStyle.CAPTION, "text2")
    y = top + high
    for curve in curves:
        for x, seconds in ticks:
            words = number(curve.at_risk[chart.ticks.index(seconds)])
            half = look.width(words, TextStyle.CAPTION) / 2 + 1
            left = min(max(0.0, x - half), made.width - 2 * half)
            made.word(words, QRectF(left, y, 2 * half, high), TextStyle.CAPTION, "text2", CENTRE)
        row = QRectF(plot.left(), y, plot.width(), high)
        if side:
            draw_side_labels(made, [SideLabel(curve.label, row.center().y(), curve.tone)], row)
        else:
            sample(made, curve.tone, QPointF(row.right() + look.px(8), row.center().y()), look.px(SAMPLE))
        y += high
    return y - top + look.px(4)
