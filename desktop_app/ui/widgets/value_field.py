"""A number above zero that is typed or stepped, such as a target."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit

STEP_WIDTH = 22


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


def read_value(text: str) -> float | None:
    """Read a number above zero with a point or a comma; nothing is no target. Raises Refused."""
    words = text.strip()
    if not words:
        return None
    plain = re.fullmatch(r"\d+([.,]\d{1,2})?", words)  # 1,000 may be one or a thousand: it is not guessed
    value = float(words.replace(",", ".")) if plain else 0.0
    if not 0 < value < 100_000:
        raise Refused(
            _("“{text}” is not a target; it is a number of hours or days above zero, such as 4 or 1.5.").format(
                text=words
            )
        )
    return value


def value_words(value: float) -> str:
    """The number as the field shows it, without signs for thousands."""
    return number(value, decimals(value)) if value < 1000 else f"{value:.{decimals(value)}f}"


def decimals(value: float) -> int:
    """As many digits as the value has, two at most."""
    return next((digits for digits in (0, 1) if round(value, digits) == value), 2)
