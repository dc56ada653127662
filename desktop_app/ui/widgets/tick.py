"""A box to tick, in the house's lines: Fusion's own is hardly seen in the dark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets import marked
from desktop_app.ui.widgets.painting import ring_after, rounded

BOX, GAP, HIGH = 16, 10, 32


class TickBox(QCheckBox):
    """Pressing and keyboard are Qt's own. Words that do not fit are cut, and whole in the tool tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words, self._ring = words, False
        marked.dress(self, words)

    def sizeHint(self) -> QSize:
        return marked.size(self._words, BOX + GAP, HIGH)

    def minimumSizeHint(self) -> QSize:
        return marked.least(HIGH)

    def hitButton(self, position: QPoint) -> bool:
        return marked.hit(self, position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, tokens = QPainter(self), theme(), theme().tokens
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        size, middle = look.px(BOX), self.height() / 2
        box = QRectF(0, middle - size / 2, size, size)
        if self.isChecked():
            rounded(painter, box, 3, tokens.accent)
            look.icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", tokens.onaccent, 3)
        else:
            rounded(painter, box, 3, tokens.raised, tokens.ctl, 1.25)
        marked.draw_words(self, painter, self._words, size + look.px(GAP), 2, ring=self._ring)
        painter.end()
