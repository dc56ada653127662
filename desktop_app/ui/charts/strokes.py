"""What is drawn on a plot: straight lines, dots and a word, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.painting import CENTRE, text

Line = tuple[float, float, float, float]


class Ink(Protocol):
    """Anything that draws itself on a plot."""

    def paint(self, painter: QPainter) -> None: ...


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines (x1, y1, x2, y2); ``crisp`` ones are upright, one pixel wide and on whole pixels."""

    lines: Sequence[Line]
    pen: QPen
    crisp: bool = False

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.pen)
        for x1, y1, x2, y2 in self.lines:
            if self.crisp:
                painter.fillRect(QRectF(round(x1), y1, 1, y2 - y1), self.pen.color())
            else:
                painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


@dataclass(frozen=True, slots=True)
class Dots:
    """A shape drawn once at each place; where several lie on each other, a translucent colour gets denser."""

    places: Sequence[tuple[float, float]]
    shape: QPainterPath
    colour: QColor
    pen: QPen

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.pen)
        painter.setBrush(QBrush(self.colour))
        for x, y in self.places:
            painter.drawPath(self.shape.translated(x, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of plain text in the middle of a box."""

    words: str
    box: QRectF
    style: TextStyle
    colour: QColor

    def paint(self, painter: QPainter) -> None:
        text(painter, self.box, self.words, self.style, self.colour, CENTRE)
