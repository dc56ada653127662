"""Straight lines of a plot with widths in logical pixels: pyqtgraph's cosmetic pens get thin on dense screens."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

Line = tuple[float, float, float, float]


class Strokes(pg.GraphicsObject):  # type: ignore[misc]
    """Lines (x1, y1, x2, y2) in the units of the view; ``crisp`` ones stand on whole pixels without smoothing."""

    def __init__(self, lines: Sequence[Line], pen: QPen, *, crisp: bool = False) -> None:
        super().__init__()
        self._lines, self._pen, self._crisp = lines, pen, crisp

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return QRectF(view.viewRect()) if view is not None else QRectF()

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_rest: object) -> None:
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self._crisp)
        painter.setPen(self._pen)
        for x1, y1, x2, y2 in self._lines:
            start, end = to_pixels.map(QPointF(x1, y1)), to_pixels.map(QPointF(x2, y2))
            if self._crisp:
                painter.fillRect(QRectF(round(start.x()), start.y(), 1, end.y() - start.y()), self._pen.color())
            else:
                painter.drawLine(start, end)
        painter.restore()
