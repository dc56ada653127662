"""The ground of everything that is pressed: a QPushButton that knows hover, keyboard focus and our palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import ring_after


class Pressable(QPushButton):
    """Subclasses give ``sizeHint`` and ``draw``; pressing, menus, shortcuts and accessibility are Qt's own."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    @property
    def words(self) -> str:
        """The text without the ampersands of its mnemonic."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def shows_ring(self) -> bool:
        return self._ring and self.hasFocus()

    @property
    def hovered(self) -> bool:
        return self.isEnabled() and self.underMouse()

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        self.draw(painter, theme().tokens)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # as on the web; Qt leaves Enter to the dialog
            self.click() if self.menu() is None else self.showMenu()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def _box(self, margin: float) -> QRectF:
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
