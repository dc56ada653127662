"""The ground of charts with two axes: a pyqtgraph plot whose units are pixels, without any of its own furniture.

Axes, ticks and labels are the drawing's own: pyqtgraph would drop labels that do not fit, draw lines on a log axis at
10^y, know days of 23 hours not at all and keep the colours of the theme before.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.drawing import Drawing, Shape
from desktop_app.ui.charts.painter import paint_shape
from desktop_app.ui.theme import Tokens


class ShapesItem(pg.GraphicsObject):  # type: ignore[misc]
    """The shapes of a drawing as one pyqtgraph item: an item each would cost more than everything else here."""

    def __init__(self, shapes: Sequence[Shape], tokens: Tokens) -> None:
        super().__init__()
        self.shapes, self._tokens = shapes, tokens
        self._bounds = QRectF()
        for shape in shapes:
            more = shape.width + 1
            self._bounds |= shape.path.boundingRect().adjusted(-more, -more, more, more)

    def boundingRect(self) -> QRectF:
        return QRectF(self._bounds)

    def paint(self, painter: QPainter, *_rest: object) -> None:
        for shape in self.shapes:
            paint_shape(painter, shape, self._tokens)


class XYPlot(pg.PlotWidget):  # type: ignore[misc]
    """Nothing to drag, no menus, no buttons; the chart above it answers for mouse and keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ShapesItem | None = None
        plot = self.getPlotItem()
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.layout.setSpacing(0)
        for side in ("left", "bottom"):
            plot.hideAxis(side)
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        view = plot.getViewBox()
        view.disableAutoRange()
        view.invertY(True)
        view.setBorder(None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def draw(self, drawing: Drawing, box: QRectF, tokens: Tokens) -> None:
        """Show what is plotted in ``box`` of the chart, in place of what was shown."""
        if self._item is not None:
            self.removeItem(self._item)
        self.setBackground(tokens.canvas)
        self.getPlotItem().getViewBox().setRange(
            xRange=(drawing.plot.left(), drawing.plot.right()),
            yRange=(drawing.plot.top(), drawing.plot.bottom()),
            padding=0,
        )
        self.setGeometry(box.toRect())
        self._item = ShapesItem(tuple(drawing.plotted), tokens)
        self.addItem(self._item, ignoreBounds=True)
