"""The picture of the Targets page: repair time per classification and route against the goal, on a log axis."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.ui.charts.marks import draw
from desktop_app.ui.charts.plot import SIDE, LogTimePlot
from desktop_app.ui.charts.reading import description
from desktop_app.ui.charts.repair_time_layout import ChartLayout, lay_out
from desktop_app.ui.charts.time_axis import TimeScale, scale_for
from desktop_app.ui.theme import LIGHT, Tokens, theme
from desktop_app.ui.widgets.painting import rule, text

HANG = 8
PICTURE_WIDTH = 1184


class RepairTimePicture(QWidget):
    """Draws a figure at its own height; ``tokens`` fixes the colours, without it the picture follows the theme."""

    def __init__(self, parent: QWidget | None = None, *, tokens: Tokens | None = None) -> None:
        super().__init__(parent)
        self._fixed = tokens
        self.overhang = (HANG, HANG)
        self._figure: RepairTimeFigure | None = None
        self._layout = ChartLayout(0)
        self._scale = TimeScale(0, 1, False)
        self._plot = LogTimePlot(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if tokens is None:
            theme().changed.connect(self._recolour)

    @property
    def figure(self) -> RepairTimeFigure | None:
        return self._figure

    @property
    def places(self) -> ChartLayout:
        """Where everything stands, ``HANG`` pixels left of the widget's own coordinates."""
        return self._layout

    @property
    def plot(self) -> LogTimePlot:
        return self._plot

    def show_figure(self, figure: RepairTimeFigure) -> None:
        """Draw a figure in the place of the one before."""
        self._figure = figure
        self._scale = scale_for(figure)
        self.setAccessibleName(figure.headline)
        self.setAccessibleDescription(description(figure))
        self._lay_out()
        self.updateGeometry()

    def laid_out(self) -> None:
        """Called when everything has its place."""

    def copy_picture(self, ratio: float = 2.0) -> QPixmap:
        """The chart as it stands, always in the light theme."""
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

    def _twin(self) -> RepairTimePicture:
        twin = RepairTimePicture(tokens=LIGHT)
        twin.resize(self.width() if self.isVisible() else PICTURE_WIDTH, self.height())
        if self._figure is not None:
            twin.show_figure(self._figure)
            twin.resize(twin.width(), twin.sizeHint().height())
        return twin

    def sizeHint(self) -> QSize:
        return QSize(PICTURE_WIDTH, round(self._layout.height) or theme().px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(560), self.sizeHint().height())

    @property
    def _tokens(self) -> Tokens:
        return self._fixed or theme().tokens

    def _lay_out(self) -> None:
        if self._figure is None or self.width() <= 2 * HANG:
            return
        self._layout = lay_out(self._figure, self.width() - 2 * HANG)
        plot, side = self._layout.plot.translated(HANG, 0), theme().px(SIDE)
        left, top = round(plot.left()) - side, round(plot.top())
        self._plot.setGeometry(left, top, round(plot.width()) + 2 * side, round(self._layout.height) - top)
        draw(self._plot, self._layout, self._scale, self._tokens)
        self.laid_out()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._tokens
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), tokens.canvas)
        painter.translate(HANG, 0)
        for box in self._layout.rules:
            rule(painter, box.left(), box.top(), box.width(), tokens.line)
        for word in self._layout.words:
            text(painter, word.box, word.text, word.style, tokens[word.tone], word.align)
        painter.end()

    def _recolour(self) -> None:
        if self._figure is not None:
            draw(self._plot, self._layout, self._scale, self._tokens)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._layout.height
        self._lay_out()
        if self._layout.height != before:  # a narrow chart may need another line
            self.updateGeometry()
