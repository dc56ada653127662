"""The ground of charts with two axes: a pyqtgraph plot whose units are pixels, without any of its own furniture.

Axes, ticks and labels are the drawing's own: pyqtgraph would drop labels that do not fit, draw lines on a log axis at
10^y, know days of 23 hours not at all and keep the colours of the theme before.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.drawing import Drawing, Shape
from desktop_app.ui.charts.painter import paint_shape
from desktop_app.ui.theme import Tokens


class ShapeItem(pg.GraphicsObject):  # type: ignore[misc]
    """One shape of a drawing as a pyqtgraph item."""

    def __init__(self, shape: Shape, tokens: Tokens) -> None:
        super().__init__()
        self._shape, self._tokens = shape, tokens

    def boundingRect(self) -> QRectF:
        more = self._shape.width + 1
        return QRectF(self._shape.path.boundingRect()).adjusted(-more, -more, more, more)

    def paint(self, painter: QPainter, *_rest: object) -> None:
        paint_shape(painter, self._shape, self._tokens)


class XYPlot(pg.PlotWidget):  # type: ignore[misc]
    """Nothing to drag, no menus, no buttons; the chart above it answers for mouse and keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[ShapeItem] = []
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
        for item in self._items:
            self.removeItem(item)
        self.setBackground(tokens.canvas)
        self.getPlotItem().getViewBox().setRange(
            xRange=(drawing.plot.left(), drawing.plot.right()),
            yRange=(drawing.plot.top(), drawing.plot.bottom()),
            padding=0,
        )
        self.setGeometry(box.toRect())
        self._items = [ShapeItem(shape, tokens) for shape in drawing.plotted]
        for item in self._items:
            self.addItem(item, ignoreBounds=True)

    @property
    def items_shown(self) -> int:
        return len(self._items)
