"""A laid-out picture: every word, shape and stop with its place, before anything is painted.

Painter, pyqtgraph, printer and tests all read this one record, so what a test measures is what is drawn. Coordinates
are logical pixels from the picture's top left corner; colours are names of tokens and get their value when painted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.tones import outline
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import LEFT

Dash = tuple[float, ...]
AVERAGE: Dash = (4, 2.5)
INK = 0.74  # of a line's height: what letters with their descenders really cover


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text; it is cut at the end where it does not fit its box."""

    text: str
    box: QRectF
    style: TextStyle
    tone: str = "text"
    align: Qt.AlignmentFlag = LEFT

    @property
    def ink(self) -> QRectF:
        """What the letters cover, as far as it can be measured before painting."""
        metrics = theme().metrics(self.style)
        wide = min(metrics.horizontalAdvance(self.text), self.box.width())
        high = metrics.height() * INK
        left = self.box.left()
        if self.align & Qt.AlignmentFlag.AlignRight:
            left = self.box.right() - wide
        elif self.align & Qt.AlignmentFlag.AlignHCenter:
            left = self.box.center().x() - wide / 2
        return QRectF(left, self.box.center().y() - high / 2, wide, high)

    @property
    def cut(self) -> bool:
        return theme().width(self.text, self.style) > self.box.width() + 0.5


@dataclass(frozen=True, slots=True)
class Shape:
    """``fill`` and ``line`` name tokens, empty for none. ``hatch`` lays a texture in the ground's colour over the fill.

    A ``wash`` is a fill so pale that lines and words stand on it.
    """

    path: QPainterPath
    fill: str = ""
    line: str = ""
    width: float = 1.0
    dash: Dash = ()
    wash: bool = False
    hatch: str = ""
    crisp: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that mouse and keyboard reach. ``ring`` is framed when it has the focus, ``hit`` answers the mouse."""

    ring: QRectF
    hit: QRectF
    tip: str
    opens: IncidentFilter | None = None


@dataclass(slots=True)
class Drawing:
    """``shapes`` are painted first, then what is ``plotted`` on the plot's ground, then the words.

    ``stops`` are lists beside each other from top to bottom; in each, Left and Right go on. ``across`` tells that Home
    and End mean the ends of such a list instead of the first and last.
    """

    width: float
    height: float = 0
    plot: QRectF = field(default_factory=QRectF)
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    plotted: list[Shape] = field(default_factory=list)
    stops: list[list[Stop]] = field(default_factory=list)
    across: bool = False

    def word(
        self, text: str, box: QRectF, style: TextStyle, tone: str = "text", align: Qt.AlignmentFlag = LEFT
    ) -> None:
        if text:
            self.words.append(Word(text, box, style, tone, align))

    def fill(self, box: QRectF, tone: str, radius: float = 0, *, hatch: str = "") -> None:
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        self.shapes.append(Shape(path, tone, hatch=hatch, crisp=not radius))

    def rule(self, x: float, y: float, width: float, tone: str = "line") -> None:
        """A horizontal rule of one pixel."""
        self.fill(QRectF(x, round(y), width, 1), tone)

    def upright(self, x: float, top: float, bottom: float, tone: str = "line", width: float = 1) -> None:
        """A vertical line on whole pixels."""
        self.fill(QRectF(round(x - width / 2), top, width, bottom - top), tone)

    def dashed(self, start: QPointF, end: QPointF, tone: str) -> None:
        path = QPainterPath(start)
        path.lineTo(end)
        self.shapes.append(Shape(path, line=tone, width=1.25, dash=AVERAGE))

    def wash(self, box: QRectF, tone: str) -> None:
        path = QPainterPath()
        path.addRect(box)
        self.shapes.append(Shape(path, tone, wash=True))

    def whisker(self, low: float, high: float, y: float, tone: str, half: float = 4) -> None:
        """A horizontal interval with its two caps."""
        path = QPainterPath(QPointF(low, y))
        path.lineTo(high, y)
        for x in (low, high):
            path.moveTo(x, y - half)
            path.lineTo(x, y + half)
        self.shapes.append(Shape(path, line=tone, width=1.5))

    def mark(self, shape: str, at: QPointF, radius: float, tone: str) -> None:
        """A mark with a ring in the ground's colour, so that it stands apart from what lies under it."""
        self.shapes.append(Shape(outline(shape, radius).translated(at), tone, "canvas", 1.5))

    def circle(self, at: QPointF, radius: float, tone: str) -> None:
        """An open circle."""
        path = QPainterPath()
        path.addEllipse(at, radius, radius)
        self.shapes.append(Shape(path, "canvas", tone, 1.25))

    def stop(self, stops: list[Stop]) -> None:
        if stops:
            self.stops.append(stops)
