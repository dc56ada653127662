"""A chart drawn as it is laid out, at any width, in the window's colours or in light ones for paper and clipboard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.charts import Chart
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.layouts import lay_out
from desktop_app.ui.charts.painter import paint_shapes, paint_words
from desktop_app.ui.theme import LIGHT, Tokens, theme

if TYPE_CHECKING:
    from desktop_app.ui.charts.xy_plot import XYPlot

HANG = 8
DESIGN_WIDTH = 1184
LEAST_WIDTH = 240


class _Over(QWidget):
    """Words and focus ring above a plot; it takes no mouse."""

    def __init__(self, chart: ChartPicture) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(HANG, 0)
        self._chart.paint_over(painter, QRectF(event.rect()).translated(-HANG, 0))
        painter.end()


class ChartPicture(QWidget):
    """Draws any chart of ``domain.charts`` at its own height.

    ``tokens`` fixes the colours (for prints and pictures); without it the picture follows the theme. It hangs out of
    the page's column by 8 px on both sides, like a table. It is laid out once for each width, and its plot, which
    takes longer, is drawn once in a turn of the event loop and never while it is hidden.
    """

    def __init__(self, parent: QWidget | None = None, *, tokens: Tokens | None = None) -> None:
        super().__init__(parent)
        self._fixed, self._first = tokens, ""
        self._chart: Chart | None = None
        self.overhang = (HANG, HANG)
        self._places = Drawing(0)
        self._laid_out_for = 0  # the width of ``_places``, 0 when the chart or its type is another
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._draw_seen)
        self._drawn: Drawing | None = None  # what the plot shows
        self._plot: XYPlot | None = None  # made for the first chart that has one
        self.over = _Over(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if tokens is None:
            theme().changed.connect(self._restyle)

    def show_chart(self, chart: Chart, *, name: str = "", description: str = "", first: str = "") -> None:
        """Draw a chart in the place of the one before; ``first`` is the title over its labels."""
        self._chart, self._first = chart, first
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._laid_out_for = 0
        self._arrange()
        self._draw_seen()
        self.updateGeometry()

    @property
    def chart(self) -> Chart | None:
        return self._chart

    @property
    def places(self) -> Drawing:
        """Where everything stands, ``HANG`` pixels left of the widget's own coordinates."""
        return self._places

    @property
    def tokens(self) -> Tokens:
        return self._fixed or theme().tokens

    def copy_picture(self, ratio: float = 2.0) -> QPixmap:
        """The chart as wide as it stands, always in the light theme."""
        twin = self._twin()
        pixmap = QPixmap(twin.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(LIGHT.canvas)
        twin.render(pixmap, QPoint(0, 0))
        return pixmap

    def draw_on(self, painter: QPainter, box: QRectF) -> None:
        """Draw the light chart into a box of a painter, such as a printer's, keeping its proportions."""
        twin = self._twin()
        scale = min(box.width() / twin.width(), box.height() / twin.height())
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        twin.render(painter, QPoint(0, 0))
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(DESIGN_WIDTH, math.ceil(self._places.height) or theme().px(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def laid_out(self) -> None:
        """Called when everything has its place."""

    def paint_under(self, painter: QPainter) -> None:
        """What lies below everything, such as the ground of what the mouse is over."""

    def paint_over(self, painter: QPainter, around: QRectF) -> None:
        """What lies above the plot."""
        paint_words(painter, self._places, self.tokens, around)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.tokens.canvas)
        painter.translate(HANG, 0)
        self.paint_under(painter)
        paint_shapes(painter, self._places, self.tokens, QRectF(event.rect()).translated(-HANG, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if math.ceil(self._places.height) != self.height():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._due.start()

    def _twin(self) -> ChartPicture:
        twin = ChartPicture(tokens=LIGHT)
        width = self.width() if self.isVisible() else DESIGN_WIDTH
        twin.resize(width, self.height())
        if self._chart is not None:
            twin.show_chart(self._chart, first=self._first)
            twin.resize(width, twin.sizeHint().height())
            twin._draw_plot()
        return twin

    def _arrange(self) -> None:
        if self._chart is None or self.width() <= 2 * HANG:
            return
        if self._laid_out_for != self.width():
            self._laid_out_for = self.width()
            self._places = lay_out(self._chart, self.width() - 2 * HANG, self._first)
            self.laid_out()
            if self.isVisible():
                self._due.start()
        self.over.setGeometry(QRect(0, 0, self.width(), max(self.height(), math.ceil(self._places.height))))
        self.over.raise_()
        self.update()
        self.over.update()

    def _draw_seen(self) -> None:
        if self.isVisible() and self._drawn is not self._places:
            self._draw_plot()

    def _draw_plot(self) -> None:
        self._drawn = self._places
        if self._places.plot.isEmpty():
            if self._plot is not None:
                self._plot.hide()
            return
        if self._plot is None:
            from desktop_app.ui.charts.xy_plot import XYPlot  # pyqtgraph, which no first page needs

            self._plot = XYPlot(self)
            self._plot.stackUnder(self.over)  # words and rings stand on what is plotted, also on a first chart
        self._plot.draw(self._places, self._places.plot.translated(HANG, 0), self.tokens)
        self._plot.show()

    def _restyle(self) -> None:
        self._laid_out_for = 0
        self._arrange()
        self._draw_seen()
        self.updateGeometry()
