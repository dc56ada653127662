"""The ground of what opens below a chip: raised, closed by Escape or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.ui.theme import theme


class Popup(QFrame):
    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(name)

    def open_below(self, anchor: QWidget) -> None:
        self.adjustSize()
        self.place_below(anchor)
        self.show()

    def place_below(self, anchor: QWidget) -> None:
        """Under the anchor, above it where the screen ends."""
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + theme().px(4)))
        free = anchor.screen().availableGeometry()
        place.setX(max(free.left(), min(place.x(), free.right() - self.width())))
        if place.y() + self.height() > free.bottom():
            place.setY(max(free.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - theme().px(4)))
        self.move(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().tokens.raised)
        painter.setPen(theme().tokens.line2)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
