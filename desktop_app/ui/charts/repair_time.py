"""The repair-time chart under mouse and keyboard: every row and number opens the incidents behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.cursor import RowCursor
from desktop_app.ui.charts.reading import row_tip
from desktop_app.ui.charts.repair_time_picture import HANG, RepairTimePicture
from desktop_app.ui.theme import Tokens
from desktop_app.ui.widgets.painting import focus_ring, ring_after
from desktop_app.ui.widgets.tips import plain


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


class RepairTimeChart(RepairTimePicture):
    """Up and Down go through rows, Left and Right through a row's numbers; Enter or a click opens what is behind them.

    ``tokens`` fixes the colours (for prints and pictures); without it the chart follows the theme.
    It hangs out of the page's column by 8 px on both sides, like a table.
    """

    opened = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None, *, tokens: Tokens | None = None) -> None:
        super().__init__(parent, tokens=tokens)
        self._cursor, self._ring, self._over = RowCursor(), False, _Ring(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def laid_out(self) -> None:
        self._cursor.travel(self.places.rows)
        self._over.setGeometry(self.rect())
        self._show_ring()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._cursor.row_at(self._here(QPointF(event.pos())))
            if place is None or self.figure is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(
                    event.globalPos(),
                    plain(row_tip(place.group, place.row, self.figure.row_columns, self.figure.day_seconds)),
                    self,
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
