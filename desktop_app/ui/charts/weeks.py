"""Weeks: values by week with their normal ranges, phases and signals."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop_app.domain import stamps
from desktop_app.domain.charts import Axis, Line, Span, Weeks
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number, percent
from desktop_app.ui.charts.axes import upright_axis
from desktop_app.ui.charts.drawing import AVERAGE, Drawing, Shape, Stop
from desktop_app.ui.charts.goal_lines import goal_lines
from desktop_app.ui.charts.scales import Scale, scale
from desktop_app.ui.charts.side_labels import (
    Placer,
    SideLabel,
    around,
    base_line,
    draw_flags,
    draw_labels_below,
    draw_side_labels,
    ground_of,
    side_width,
)
from desktop_app.ui.charts.time_axis import time_words
from desktop_app.ui.charts.tones import LOOKS, outline
from desktop_app.ui.charts.week_axis import week_labels, week_name
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RIGHT

HIGH, STRIP, FOOT = 200, 22, 26
LINE, POINT, SIGNAL, LEAST_STEP = 1.75, 3.5, 6.0, 7
INSET = 8
REACH = 8


class _Ground:
    """Where weeks and values stand."""

    def __init__(self, chart: Weeks, width: float) -> None:
        look = theme()
        self.chart = chart
        values = [value for line in chart.lines for value in line.values]
        values += [v for span in chart.spans for v in (span.low, span.high)]
        self.axis: Scale = scale(
            chart.axis, [*values, *(goal.value for goal in chart.goals if goal.value is not None)], chart.day_seconds
        )
        ticks = [look.width(label, TextStyle.CAPTION) for _value, label in self.axis.ticks]
        left = max(ticks, default=0.0) + look.px(10)
        strip = look.px(STRIP) if chart.breaks else look.px(10)
        self.side = side_width(_side_words(chart), width)
        right = width - max(self.side, look.px(14))
        self.strip = float(strip)
        self.plot = QRectF(round(left), strip, max(1, round(right - left)), look.px(HIGH))
        self.step = (self.plot.width() - 2 * INSET) / max(1, len(chart.mondays) - 1)

    def x(self, week: float) -> float:
        if len(self.chart.mondays) == 1:
            return self.plot.center().x()
        return self.plot.left() + INSET + week * self.step

    def y(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * self.axis.share(value)

    def at(self, line: Line, week: int) -> QPointF | None:
        value = line.values[week]
        return None if value is None else QPointF(self.x(week), self.y(value))


def lay_out(chart: Weeks, width: float) -> Drawing:
    """Plot, names beside it, numbers below; the height follows."""
    look, made = theme(), Drawing(width)
    made.across = True
    ground = _Ground(chart, width)
    plot = ground.plot
    _spans(made, ground)
    upright_axis(made, ground.axis, plot)
    base_line(made, plot)
    week_labels(made, chart.mondays, plot, ground.x)
    _centres(made, ground)
    for box in goal_lines(ground.chart, plot, ground.x, ground.y):
        path = QPainterPath()
        path.addRect(box)
        made.plotted.append(Shape(path, "text", crisp=True))
    for line in chart.lines:
        _line(made, ground, line)
    flags = [(ground.x(b.index - 0.5), _day_first(b.label)) for b in chart.breaks]
    free = _taken(ground, draw_flags(made, flags, plot, ground.strip))
    _signals(made, ground, free)
    _span_labels(made, ground, free)
    for line in chart.lines:
        made.stop(_stops(ground, line))
    made.plot = ground_of(plot)
    made.height = plot.bottom() + look.px(FOOT)
    labels = _side_labels(ground)
    if ground.side:
        draw_side_labels(made, labels, plot)
    else:
        boxes = draw_labels_below(made, labels, made.height)
        made.height = max([made.height, *(box.bottom() + look.px(4) for box in boxes)])
    return made


def value_words(value: float, axis: Axis, day_seconds: int) -> str:
    """A value of an axis as people say it."""
    if axis is Axis.LOG_TIME:
        return time_words(value, day_seconds)
    if axis is Axis.SHARE:
        return percent(value)
    words = number(value, 0 if value == round(value) or abs(value) >= 100 else 1)
    return _("{n} h").format(n=words) if axis is Axis.HOURS else words


def _day_first(label: str) -> str:
    """``3 Jun 2026, Pool doubled``: a flag that is cut must not lose its day."""
    title, _comma, last = label.rpartition(", ")
    try:
        day = stamps.read_day(last) if title else None
    except Refused:
        return label
    return _("{day}, {title}").format(day=stamps.day(day), title=title) if day else label


def _span_box(ground: _Ground, span: Span) -> QRectF:
    left = max(ground.plot.left(), ground.x(span.first - 0.5))
    right = min(ground.plot.right(), ground.x(span.last + 0.5))
    top, bottom = ground.y(span.high), ground.y(span.low)
    return QRectF(left, top, max(1.0, right - left), max(1.0, bottom - top))


def _spans(made: Drawing, ground: _Ground) -> None:
    for span in ground.chart.spans:
        path = QPainterPath()
        if span.lows:
            _add_steps(path, ground, span)
        else:
            path.addRect(_span_box(ground, span))
        made.plotted.append(Shape(path, "blue", wash=True))


def _add_steps(path: QPainterPath, ground: _Ground, span: Span) -> None:
    """A range of its own for each week that has a point, wider where it has few incidents; cut at the plot's edge."""
    box = _span_box(ground, span)
    for week, low, high in zip(range(span.first, span.last + 1), span.lows, span.highs, strict=True):
        if low is None or high is None:
            continue
        left, right = max(box.left(), ground.x(week - 0.5)), min(box.right(), ground.x(week + 0.5))
        path.addRect(QRectF(left, ground.y(high), max(1.0, right - left), max(1.0, ground.y(low) - ground.y(high))))


def _centres(made: Drawing, ground: _Ground) -> None:
    for span in ground.chart.spans:
        box, y = _span_box(ground, span), ground.y(span.centre)
        path = QPainterPath(QPointF(box.left(), y))
        path.lineTo(box.right(), y)
        made.plotted.append(Shape(path, line="text2", width=1.25, dash=AVERAGE))


def _line(made: Drawing, ground: _Ground, line: Line) -> None:
    kind = LOOKS[line.tone]
    path, drawing = QPainterPath(), False
    places = [ground.at(line, week) for week in range(len(line.values))]
    for at in places:
        if at is not None:
            path.lineTo(at) if drawing else path.moveTo(at)
        drawing = at is not None
    dash = kind.dash if len(ground.chart.lines) > 1 else ()
    made.plotted.append(Shape(path, line=kind.token, width=LINE, dash=dash))
    signals = {signal.index for signal in ground.chart.signals} if line is ground.chart.lines[0] else set()
    alone = [i for i, at in enumerate(places) if at is not None and not any(_beside(places, i))]
    marks = range(len(places)) if ground.step >= LEAST_STEP else alone
    for week in marks:
        at = places[week]
        if at is not None and week not in signals:
            made.plotted.append(Shape(outline(kind.shape, POINT).translated(at), kind.token, "canvas", 1.25))


def _beside(places: list[QPointF | None], week: int) -> list[bool]:
    return [places[i] is not None for i in (week - 1, week + 1) if 0 <= i < len(places)]


def _taken(ground: _Ground, labels: list[QRectF]) -> Placer:
    """What stands on the plot and in the strip above it before any other label does."""
    free = Placer(ground.plot.adjusted(0, -ground.strip, 0, 0), list(labels))
    for line in ground.chart.lines:
        places = [ground.at(line, week) for week in range(len(line.values))]
        for one, other in pairwise(places):
            if one is not None and other is not None:
                _take_piece(free, one, other)
    for span in ground.chart.spans:
        box, y = _span_box(ground, span), ground.y(span.centre)
        free.take(QRectF(box.left(), y - 1, box.width(), 2))
    for each in ground.chart.breaks:
        free.take(QRectF(ground.x(each.index - 0.5) - 3, 0, 6, ground.plot.bottom()))
    for box in goal_lines(ground.chart, ground.plot, ground.x, ground.y):
        free.take(box.adjusted(0, -1, 0, 1))
    return free


def _take_piece(free: Placer, one: QPointF, other: QPointF) -> None:
    """A slanted piece as a few small boxes, so that what lies beside it stays free."""
    pieces = max(1, int(abs(other.y() - one.y()) // 12))
    for i in range(pieces):
        start = one + (other - one) * (i / pieces)
        end = one + (other - one) * ((i + 1) / pieces)
        free.take(QRectF(start, end).normalized().adjusted(-3, -4, 3, 4))


def _signals(made: Drawing, ground: _Ground, free: Placer) -> None:
    """A triangle for each, its words where there is room, the first ones before the later."""
    look, chart, style = theme(), ground.chart, TextStyle.CAPTION_STRONG
    if not chart.lines:
        return
    found = [(signal, ground.at(chart.lines[0], signal.index)) for signal in chart.signals]
    for _signal, at in found:
        if at is not None:
            made.plotted.append(Shape(outline("triangle", SIGNAL).translated(at), "verm", "canvas", 1.25))
            free.take(QRectF(at.x() - 7, at.y() - 7, 14, 14))
    for signal, at in found:
        if at is not None:
            size = look.width(signal.words, style) + 2, float(look.px(16))
            box = free.place(around(at, size, look.px(10)))
            if box is not None:
                made.word(signal.words, box, style)


def _span_words(span: Span, chart: Weeks) -> list[str]:
    """``normal 2.1 to 7.2``, ``average 2.9`` and whether the range is provisional."""
    high, centre = (value_words(v, chart.axis, chart.day_seconds) for v in (span.high, span.centre))
    low = value_words(span.low, chart.axis, chart.day_seconds)
    normal = _("normal {low} to {high}") if span.low > 0 else _("normal to {high}")
    words = [normal.format(low=low, high=high), _("average {value}").format(value=centre)]
    return [*words, _("provisional")] if span.provisional else words


def _span_labels(made: Drawing, ground: _Ground, free: Placer) -> None:
    """Ranges before the last are labelled in their top right corner, where there is room."""
    look, style = theme(), TextStyle.CAPTION
    for span in ground.chart.spans[:-1]:
        box = _span_box(ground, span)
        words = ", ".join(_span_words(span, ground.chart))
        wide, high = look.width(words, style) + 2, look.px(16)
        if wide > box.width() - 8:
            continue
        right = box.right() - 5 - wide
        tops = [box.top() + 3, box.top() - high - 2, box.bottom() - high - 3, box.bottom() + 2]
        rights = [right, (right + box.left()) / 2, box.left() + 5]
        found = free.place(QRectF(x, y, wide, high) for y in tops for x in rights)
        if found is not None:
            made.word(words, found, style, "text2", RIGHT)


def _side_words(chart: Weeks) -> list[tuple[str, bool, TextStyle]]:
    found = [(line.label, True, TextStyle.CAPTION_MEDIUM) for line in chart.lines] if len(chart.lines) > 1 else []
    if chart.spans:
        found += [(words, False, TextStyle.CAPTION) for words in _span_words(chart.spans[-1], chart)]
    return found + [(goal.label, False, TextStyle.CAPTION_STRONG) for goal in chart.goals if goal.label]


def _side_labels(ground: _Ground) -> list[SideLabel]:
    """Right of the plot: what each line is, the goal, and the range that holds now."""
    chart, found = ground.chart, []
    if len(chart.lines) > 1:
        for line in chart.lines:
            last = next((v for v in reversed(line.values) if v is not None), None)
            y = ground.plot.bottom() if last is None else ground.y(last)
            found.append(SideLabel(line.label, y, line.tone, TextStyle.CAPTION_MEDIUM, "text"))
    goals = [(goal.label, goal.value) for goal in chart.goals if goal.label and goal.value is not None]
    found += [SideLabel(label, ground.y(value), None, TextStyle.CAPTION_STRONG, "text") for label, value in goals]
    if chart.spans:
        span = chart.spans[-1]
        high, centre = ground.y(span.high), ground.y(span.centre)
        places = (high, centre, centre + 1)
        found += [SideLabel(w, y) for w, y in zip(_span_words(span, chart), places, strict=False)]
    return found


def _stops(ground: _Ground, line: Line) -> list[Stop]:
    """Every week that has a value."""
    chart, found = ground.chart, []
    half = max(2.0, ground.step / 2)
    signals = {signal.index: signal.words for signal in chart.signals} if line is chart.lines[0] else {}
    for week, monday in enumerate(chart.mondays):
        at = ground.at(line, week)
        if at is None:
            continue
        opens = line.opens[week] if week < len(line.opens) else None
        words = [week_name(monday)]
        said = line.cells[week] if week < len(line.cells) else ""
        words.append(_("{name}: {value}").format(name=line.label, value=said) if line.label else said)
        words += [signals[week]] if week in signals else []
        words += [", ".join(_span_words(span, chart)) for span in chart.spans if span.first <= week <= span.last]
        words += [_day_first(each.label) for each in chart.breaks if each.index == week]
        words += [_("Click shows the incidents.")] if opens is not None else []
        ring = QRectF(at.x() - REACH, at.y() - REACH, 2 * REACH, 2 * REACH)
        hit = QRectF(at.x() - half, ground.plot.top(), 2 * half, ground.plot.height())
        found.append(Stop(ring, hit, "\n".join(part for part in words if part), opens))
    return found
