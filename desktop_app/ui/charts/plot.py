"""The ground of a chart over time in the house style: one axis line, human ticks, and the marks above them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.strokes import Ink
from desktop_app.ui.charts.time_axis import TimeScale, fitting
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import CENTRE, text

SIDE = 24  # room beside the axis for half a label
AXIS_HEIGHT = 26


class TimeAxis:
    """A logarithmic axis of time; ``shown_labels`` are those drawn last, with their places."""

    def __init__(self) -> None:
        self.scale_shown: TimeScale | None = None
        self.shown_labels: list[tuple[str, QRectF]] = []

    def ticks_for(self, width: float) -> list[tuple[float, str]]:
        """The ticks that fit on an axis of ``width`` pixels."""
        scale, look = self.scale_shown, theme()
        if scale is None:
            return []
        return fitting(scale.ticks(), lambda x: width * scale.share(x), lambda t: look.width(t, TextStyle.CAPTION))

    def paint(self, painter: QPainter, width: float, tokens: Tokens) -> None:
        """Draw line and labels below the painter's origin."""
        scale, look = self.scale_shown, theme()
        self.shown_labels = []
        if scale is None:
            return
        start = width * scale.share(scale.low)
        painter.fillRect(QRectF(start, 0, width - start, 1), tokens.ctl)
        if scale.gutter:
            painter.fillRect(QRectF(0, 0, width * scale.share(scale.zero) * 2 - 8, 1), tokens.ctl)
        for x, label in self.ticks_for(width):
            wide = look.width(label, TextStyle.CAPTION) + 2
            box = QRectF(width * scale.share(x) - wide / 2, look.px(4), wide, look.px(18))
            text(painter, box, label, TextStyle.CAPTION, tokens.text2, CENTRE)
            self.shown_labels.append((label, box))


class TimePlot(QWidget):
    """Draws ``marks`` in their order, in pixels from the upper left of the ground, ``SIDE`` inside the widget.

    It takes no mouse: the chart around it answers for its rows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = TimeAxis()
        self.marks: tuple[Ink, ...] = ()
        self._tokens = theme().tokens
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_marks(self, marks: Iterable[Ink], tokens: Tokens) -> None:
        """Draw these in the place of those before."""
        self.marks, self._tokens = tuple(marks), tokens
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, side, look = QPainter(self), theme().px(SIDE), theme()
        painter.fillRect(self.rect(), self._tokens.canvas)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(side, 0)
        for mark in self.marks:
            mark.paint(painter)
        painter.translate(0, self.height() - look.px(AXIS_HEIGHT))
        self.axis.paint(painter, self.width() - 2 * side, self._tokens)
        painter.end()
