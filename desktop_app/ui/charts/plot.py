"""A pyqtgraph plot in the house style: one axis line, human ticks, nothing to drag, no menus, no buttons."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.time_axis import TimeScale, fitting
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import CENTRE, text

SIDE = 24  # room beside the axis for half a label
AXIS_HEIGHT = 26


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Draws its line and labels itself: pyqtgraph would drop a label that does not fit without a word."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.tokens: Tokens = theme().tokens
        self.scale_shown: TimeScale | None = None
        self.shown_labels: list[tuple[str, QRectF]] = []
        self.setHeight(theme().px(AXIS_HEIGHT))

    def ticks_for(self, width: float) -> list[tuple[float, str]]:
        """The ticks that fit on an axis of ``width`` pixels."""
        scale, look = self.scale_shown, theme()
        if scale is None:
            return []
        return fitting(scale.ticks(), lambda x: width * scale.share(x), lambda t: look.width(t, TextStyle.CAPTION))

    def boundingRect(self) -> QRectF:
        side = theme().px(SIDE)
        return QRectF(super().boundingRect()).adjusted(-side, -1, side, 0)

    def paint(self, painter: QPainter, *_rest: object) -> None:
        scale, look, width = self.scale_shown, theme(), self.size().width()
        if scale is None:
            return
        start = width * scale.share(scale.low)
        painter.fillRect(QRectF(start, 0, width - start, 1), self.tokens.ctl)
        if scale.gutter:
            painter.fillRect(QRectF(0, 0, width * scale.share(scale.zero) * 2 - 8, 1), self.tokens.ctl)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

        self.shown_labels = []
        for x, label in self.ticks_for(width):
            wide = look.width(label, TextStyle.CAPTION) + 2
            box = QRectF(width * scale.share(x) - wide / 2, look.px(4), wide, look.px(18))
            text(painter, box, label, TextStyle.CAPTION, self.tokens.text2, CENTRE)
            self.shown_labels.append((label, box))


class LogTimePlot(pg.PlotWidget):  # type: ignore[misc]
    """x is log10 of seconds, y is pixels from the top; ``add`` takes pyqtgraph items."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._axis = TimeAxis()
        super().__init__(parent, axisItems={"bottom": self._axis})
        self._items: list[pg.GraphicsObject] = []
        side = theme().px(SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot = self.getPlotItem()
        plot.layout.setContentsMargins(side, 0, side, 0)
        plot.layout.setSpacing(0)
        plot.hideAxis("left")
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        view = plot.getViewBox()
        view.disableAutoRange()
        view.invertY(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the chart answers for its rows

    @property
    def axis(self) -> TimeAxis:
        return self._axis

    def empty(self, tokens: Tokens) -> None:
        """Take all marks off and put on the colours of a theme."""
        for item in self._items:
            self.removeItem(item)
        self._items.clear()
        self._axis.tokens = tokens
        self.setBackground(tokens.canvas)

    def show_scale(self, scale: TimeScale, height: float) -> None:
        """Let one unit of y be one pixel of ``height``."""
        self._axis.scale_shown = scale
        self._axis.update()
        self.getPlotItem().getViewBox().setRange(xRange=(scale.start, scale.high), yRange=(0, height), padding=0)

    def add(self, item: pg.GraphicsObject) -> None:
        self._items.append(item)
        self.addItem(item, ignoreBounds=True)
