"""The picture of the Targets page: repair time per classification and route against the goal, on a log axis."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.cursor import RowCursor
from desktop_app.ui.charts.marks import draw
from desktop_app.ui.charts.plot import SIDE, LogTimePlot
from desktop_app.ui.charts.reading import description, row_tip
from desktop_app.ui.charts.repair_time_layout import ChartLayout, lay_out
from desktop_app.ui.charts.time_axis import TimeScale, scale_for
from desktop_app.ui.theme import LIGHT, Tokens, theme
from desktop_app.ui.widgets.painting import focus_ring, ring_after, rule, text
from desktop_app.ui.widgets.tips import plain

HANG = 8
PICTURE_WIDTH = 1184


class _Ring(QWidget):
    """The focus ring over the plot; it takes no mouse."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self.box = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.box.isEmpty():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self.box, 4)
            painter.end()


class RepairTimeChart(QWidget):
    """Up and Down go through rows, Left and Right through a row's numbers; Enter or a click opens what is behind them.

    ``tokens`` fixes the colours (for prints and pictures); without it the chart follows the theme.
    It hangs out of the page's column by 8 px on both sides, like a table.
    """

    opened = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None, *, tokens: Tokens | None = None) -> None:
        super().__init__(parent)
        self._fixed = tokens
        self.overhang = (HANG, HANG)
        self._figure: RepairTimeFigure | None = None
        self._layout = ChartLayout(0)
        self._scale = TimeScale(0, 1, False)
        self._cursor, self._ring = RowCursor(), False
        self._plot, self._over = LogTimePlot(self), _Ring(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
        """Draw a figure in the place of the one before; the cursor stays on its row if that is still there."""
        self._figure = figure
        self._scale = scale_for(figure)
        self.setAccessibleName(figure.headline)
        self.setAccessibleDescription(description(figure))
        self._lay_out()
        self.updateGeometry()

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

    def _twin(self) -> RepairTimeChart:
        twin = RepairTimeChart(tokens=LIGHT)
        twin.resize(self.width() if self.isVisible() else PICTURE_WIDTH, self.height())
        if self._figure is not None:
            twin.show_figure(self._figure)
            twin.resize(twin.width(), twin.sizeHint().height())
        return twin

    def sizeHint(self) -> QSize:
        return QSize(PICTURE_WIDTH, round(self._layout.height) or theme().px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(760), self.sizeHint().height())

    @property
    def _tokens(self) -> Tokens:
        return self._fixed or theme().tokens

    def _lay_out(self) -> None:
        if self._figure is None or self.width() <= 2 * HANG:
            return
        self._layout = lay_out(self._figure, self.width() - 2 * HANG)
        self._cursor.travel(self._layout.rows)
        plot, side = self._layout.plot.translated(HANG, 0), theme().px(SIDE)
        left, top = round(plot.left()) - side, round(plot.top())
        self._plot.setGeometry(left, top, round(plot.width()) + 2 * side, round(self._layout.height) - top)
        self._over.setGeometry(self.rect())
        draw(self._plot, self._layout, self._scale, self._tokens)
        self._show_ring()
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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationPaletteChange and self._fixed is None and self._figure is not None:
            draw(self._plot, self._layout, self._scale, self._tokens)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._cursor.row_at(self._here(QPointF(event.pos())))
            if place is None or self._figure is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(
                    event.globalPos(), plain(row_tip(place.group, place.row, self._figure.row_columns)), self
                )
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._cursor.opens())
        elif self._cursor.move(Qt.Key(event.key())):
            self._ring = True
            self._show_ring()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cursor.row_at(self._here(event.position())) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._cursor.go_to(self._here(event.position())):
            self._ring = False
            self._show_ring()
            self._open(self._cursor.opens())

    def _open(self, wanted: IncidentFilter | None) -> None:
        if wanted is not None:
            self.opened.emit(wanted)

    def _here(self, position: QPointF) -> QPointF:
        return QPointF(position.x() - HANG, position.y())

    def _show_ring(self) -> None:
        shown = self._ring and self.hasFocus()
        self._over.box = self._cursor.box().translated(HANG, 0) if shown else QRectF()
        self._over.update()
