"""Inputs of a target: a number with steps, and a day that may be empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.stamps import read_day
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.day_popup import DayPopup
from desktop_app.ui.teams.target_words import day_words, read_value, value_words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.drop_field import DropField
from desktop_app.ui.widgets.fields import LineEdit

STEP_WIDTH = 22
_WIDE = date(2026, 5, 28)  # as wide as a day gets


class ValueField(LineEdit):
    """A number above zero: typed, or stepped by Up, Down, the wheel and the small arrows. Empty is no target."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("none"), accessible_name=accessible_name, parent=parent)
        look = theme()
        self.setAccessibleDescription(_("A number above zero. Up and Down change it by one."))
        self.setTextMargins(look.px(8), 0, look.px(STEP_WIDTH), 0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(12)

    def value(self) -> float | None:
        """Raises Refused for what is no number above zero."""
        return read_value(self.text())

    def set_value(self, value: float | None) -> None:
        self.setText("" if value is None else value_words(value))

    def step(self, by: int) -> None:
        """Add ``by``, never below one step above zero; what is no number is left as it is."""
        try:
            value = self.value() or 0.0
        except Refused:
            return
        self.setText(value_words(value + by if value + by > 0 else value or 1))
        self.textEdited.emit(self.text())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(84), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}.get(
            Qt.Key(event.key())
        )
        if by is not None and not event.modifiers():
            self.step(by)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus() or not event.angleDelta().y():  # scrolling past it changes nothing
            event.ignore()
            return
        self.step(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if position.x() >= self.width() - theme().px(STEP_WIDTH) and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.step(1 if position.y() < self.height() / 2 else -1)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = event.position().x() >= self.width() - theme().px(STEP_WIDTH)
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, x = look.px(11), self.width() - look.px(18)
        middle = self.height() / 2
        colour = look.tokens.text2
        look.icons.paint(painter, QRectF(x, middle + 1, size, size), "chevron-down", colour, 2.25)
        painter.translate(x + size / 2, middle - 1 - size / 2)
        painter.rotate(180)
        look.icons.paint(painter, QRectF(-size / 2, -size / 2, size, size), "chevron-down", colour, 2.25)
        painter.end()


class DayField(DropField):
    """A day, typed or chosen in a calendar (Alt+Down); empty is the beginning."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("the beginning"), accessible_name=accessible_name, parent=parent)
        look = theme()
        self.setAccessibleDescription(_("A day; empty is the beginning. Alt and Down open a calendar."))
        self.setTextMargins(look.px(10), 0, look.px(26), 0)
        self._calendar: DayPopup | None = None

    def day(self) -> date | None:
        """None for the beginning. Raises Refused for what is no day."""
        return read_day(self.text())

    def set_day(self, day: date | None) -> None:
        self.setText("" if day is None else day_words(day))

    def drop_down(self) -> None:
        """Show the month of the day, or of today."""
        try:
            day = self.day()
        except Refused:
            day = None
        if self._calendar is not None:
            self._calendar.deleteLater()
        calendar = DayPopup(self)
        calendar.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)), day or date.today())  # noqa: DTZ011
        calendar.chosen.connect(self._on_chosen)
        self._calendar = calendar

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The open calendar."""
        return self._calendar.grid if self._calendar is not None and self._calendar.isVisible() else None

    def _on_chosen(self, day: date) -> None:
        self.set_day(day)
        self.textEdited.emit(self.text())
        self.setFocus()

    def sizeHint(self) -> QSize:
        look = theme()
        widest = max(look.width(self.placeholderText(), TextStyle.BODY), look.width(day_words(_WIDE), TextStyle.BODY))
        return QSize(int(widest) + look.px(42), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
