"""Every chart under mouse and keyboard: each row, number and point opens the incidents behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.picture import HANG, ChartPicture
from desktop_app.ui.charts.stop_cursor import StopCursor
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import focus_ring, ring_after, rounded
from desktop_app.ui.widgets.tips import plain


class ChartView(ChartPicture):
    """Up and Down go through rows or lines, Left and Right through what stands in one; Enter or a click opens it."""

    opened = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None, *, tokens: Tokens | None = None) -> None:
        super().__init__(parent, tokens=tokens)
        self._cursor, self._ring, self._hovered = StopCursor(), False, QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def stop_cursor(self) -> StopCursor:
        return self._cursor

    def laid_out(self) -> None:
        self._cursor.travel(self.places)
        self._hovered = QRectF()

    def paint_under(self, painter: QPainter) -> None:
        if not self._hovered.isEmpty():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, self._hovered, 4, self.tokens.hover)
            painter.restore()

    def paint_over(self, painter: QPainter, around: QRectF) -> None:
        super().paint_over(painter, around)
        if self._ring and self.hasFocus() and not self._cursor.ring().isEmpty():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self._cursor.ring(), 4)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            stop = self._cursor.under(self._here(QPointF(event.pos())))
            if stop is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain(stop.tip), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)
        self.over.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.over.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        elif self._cursor.move(Qt.Key(event.key())):
            self._ring = True
            self.over.update()
            self._keep_in_sight()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        stop = self._cursor.under(self._here(event.position()))
        leads = stop is not None and stop.opens is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._hover(stop.ring if stop is not None and leads else QRectF())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QRectF())
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._cursor.go_to(self._here(event.position())):
            self._ring = False
            self.over.update()
            self._open()

    def _open(self) -> None:
        stop = self._cursor.stop
        if stop is not None and stop.opens is not None:
            self.opened.emit(stop.opens)

    def _hover(self, box: QRectF) -> None:
        if box != self._hovered:
            self._hovered = box
            self.update()

    def _here(self, position: QPointF) -> QPointF:
        return QPointF(position.x() - HANG, position.y())

    def _keep_in_sight(self) -> None:
        """Scroll the page to where the cursor went."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if above is not None else None
        if above is not None and content is not None:
            at = self.mapTo(content, self._cursor.ring().center().toPoint())
            above.ensureVisible(at.x(), at.y(), 0, theme().px(40))
