"""A text field that something opens from: by the sign at its right end, Alt+Down or F4."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit, chevron

SIGN = 30  # design pixels at the right end that open it


class DropField(LineEdit):
    """A subclass says by ``drop_down`` what opens."""

    def drop_down(self) -> None:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.drop_down()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_sign(event) and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.drop_down()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._on_sign(event)
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        chevron(self)

    def _on_sign(self, event: QMouseEvent) -> bool:
        return event.position().x() >= self.width() - theme().px(SIGN)
