"""Labels beside and on a plot that keep out of each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from desktop_app.domain.charts import Tone
from desktop_app.ui.charts.drawing import Drawing, Shape
from desktop_app.ui.charts.tones import LOOKS, outline
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme

SAMPLE, SAMPLE_GAP = 18, 6  # a piece of the line before its name
BEFORE = 10  # between plot and labels
HIGH = 18
EDGE = 7
LEAST_FLAG = 48
LARGEST_SHARE = 0.32


@dataclass(frozen=True, slots=True)
class SideLabel:
    """``y`` is where it would like to stand; a piece of its line in its ``tone`` or a ``ring`` stands before it."""

    words: str
    y: float
    tone: Tone | None = None
    style: TextStyle = TextStyle.CAPTION
    colour: str = "text2"
    ring: bool = False


def side_width(words: Iterable[tuple[str, bool, TextStyle]], width: float) -> float:
    """Room right of a plot for labels, each with or without a sample; 0 where that would be more than a third.

    The labels then stand below the plot, by ``draw_labels_below``.
    """
    look = theme()
    sample = look.px(SAMPLE) + look.px(SAMPLE_GAP)
    widest = max(
        (look.width(text, style) + 2 + (sample if with_sample else 0) for text, with_sample, style in words), default=0
    )
    needed = widest + look.px(BEFORE)
    return needed if widest and needed <= LARGEST_SHARE * width else 0.0


def spread(wanted: Sequence[float], high: float, top: float, bottom: float) -> list[float]:
    """Middles at least ``high`` apart, each near where it wants to be, inside ``top`` to ``bottom`` while they fit."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    lowest = top + high / 2
    for i in order:
        placed[i] = lowest = max(wanted[i], lowest)
        lowest += high
    highest = bottom - high / 2
    for i in reversed(order):
        placed[i] = highest = min(placed[i], highest)
        highest -= high
    return placed


def draw_side_labels(made: Drawing, labels: Sequence[SideLabel], plot: QRectF) -> list[QRectF]:
    """Draw them right of the plot, the first ones where not all find room, and give the place of each drawn one."""
    look = theme()
    high = look.px(HIGH)
    shown = labels[: max(1, int((plot.height() + high) // high))]
    x = plot.right() + look.px(BEFORE)
    boxes = []
    places = spread([label.y for label in shown], high, plot.top() - high / 2, plot.bottom() + high / 2)
    for label, y in zip(shown, places, strict=True):
        left = x
        if label.tone is not None:
            sample(made, label.tone, QPointF(x, y), look.px(SAMPLE))
            left += look.px(SAMPLE) + look.px(SAMPLE_GAP)
        box = QRectF(left, y - high / 2, max(0.0, made.width - left), high)
        made.word(label.words, box, label.style, label.colour)
        boxes.append(QRectF(x - 4, y - high / 2, made.width - x + 4, high))
    return boxes


def draw_labels_below(made: Drawing, labels: Sequence[SideLabel], top: float) -> list[QRectF]:
    """Draw them as lines under each other from ``top`` on, and give the place of each."""
    look = theme()
    high, boxes = look.px(HIGH), []
    for i, label in enumerate(labels):
        y = top + i * high
        left = 0.0
        if label.tone is not None:
            sample(made, label.tone, QPointF(0, y + high / 2), look.px(SAMPLE))
            left = float(look.px(SAMPLE) + look.px(SAMPLE_GAP))
        elif label.ring:
            made.circle(QPointF(look.px(6), y + high / 2), look.px(4), "text")
            left = float(look.px(SAMPLE))
        made.word(label.words, QRectF(left, y, made.width - left, high), label.style, label.colour)
        boxes.append(QRectF(-4, y, made.width + 8, high))
    return boxes


def sample(made: Drawing, tone: Tone, at: QPointF, wide: float) -> None:
    """A piece of a line with its mark."""
    kind = LOOKS[tone]
    path = QPainterPath(at)
    path.lineTo(at.x() + wide, at.y())
    made.shapes.append(Shape(path, line=kind.token, width=2, dash=kind.dash))
    made.shapes.append(Shape(outline(kind.shape, 3.5).translated(at.x() + wide / 2, at.y()), kind.token, "canvas", 1))


def ground_of(plot: QRectF) -> QRectF:
    """What a plot draws on: a little more than the plot, so that marks at its edges are whole."""
    return QRectF(plot.left() - EDGE, 0, plot.width() + 2 * EDGE, plot.bottom() + EDGE)


def base_line(made: Drawing, plot: QRectF) -> None:
    """The one line of the horizontal axis."""
    path = QPainterPath()
    path.addRect(QRectF(plot.left(), round(plot.bottom()), plot.width(), 1))
    made.plotted.append(Shape(path, "ctl", crisp=True))


@dataclass(slots=True)
class Placer:
    """Finds free places on a plot: what stands there already is ``taken``."""

    ground: QRectF
    taken: list[QRectF] = field(default_factory=list)

    def take(self, box: QRectF) -> None:
        self.taken.append(box)

    def place(self, candidates: Iterable[QRectF]) -> QRectF | None:
        """The first candidate that is inside the ground and free, now taken; None when there is none."""
        for box in candidates:
            if self.ground.contains(box) and not any(box.intersects(other) for other in self.taken):
                self.take(box)
                return box
        return None


def around(at: QPointF, size: tuple[float, float], away: float) -> list[QRectF]:
    """Places for a label beside a mark: right, left, above, below, then across its corners."""
    wide, high = size
    x, y = at.x(), at.y()
    return [
        QRectF(x + away, y - high / 2, wide, high),
        QRectF(x - away - wide, y - high / 2, wide, high),
        QRectF(x - wide / 2, y - away - high, wide, high),
        QRectF(x - wide / 2, y + away, wide, high),
        *(QRectF(left, y + up, wide, high) for up in (away, -away - high) for left in (x + away, x - away - wide)),
    ]


def draw_flags(
    made: Drawing, flags: Sequence[tuple[float, str]], plot: QRectF, strip: float, tone: str = "text2"
) -> list[QRectF]:
    """Upright lines over the plot's height with their labels in the strip above, right of the line or left of it.

    Gives where the labels are. One that finds no room is cut, and left out where even that would say nothing.
    """
    look, style = theme(), TextStyle.CAPTION_MEDIUM
    for x, _words in flags:
        path = QPainterPath()
        path.addRect(QRectF(round(x) - 1, plot.top() - strip, 1.5, plot.height() + strip))
        made.plotted.append(Shape(path, tone, crisp=True))
    free = Placer(QRectF(plot.left(), plot.top() - strip, plot.width(), strip))
    for x, _words in flags:
        free.take(QRectF(x - 1, plot.top() - strip, 2, strip))
    boxes = []
    top, high, gap = plot.top() - strip + 1, min(strip, look.px(HIGH)) - 1, look.px(5)
    for x, words in flags:
        wide = look.width(words, style) + 2
        whole = [QRectF(x + gap, top, wide, high), QRectF(x - gap - wide, top, wide, high)]
        found = free.place(whole) or free.place(_cut(x + gap, flags, plot, (top, high)))
        if found is not None:
            made.word(words, found, style)
            boxes.append(found)
    return boxes


def _cut(left: float, flags: Sequence[tuple[float, str]], plot: QRectF, at: tuple[float, float]) -> Iterator[QRectF]:
    """The room from ``left`` to the next line, if enough of a label can be read there."""
    top, high = at
    right = min([x - 2 for x, _words in flags if x > left], default=plot.right())
    if right - left >= theme().px(LEAST_FLAG):
        yield QRectF(left, top, right - left, high)
