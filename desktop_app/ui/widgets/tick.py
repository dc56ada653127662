"""A box to tick, in the house's lines: Fusion's own is hardly seen in the dark."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RING, focus_ring, ring_after, rounded, text
from desktop_app.ui.widgets.tips import plain

BOX, GAP = 16, 10


class TickBox(QCheckBox):
    """Pressing and keyboard are Qt's own. Words that do not fit are cut, and whole in the tool tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words, self._ring = words, False
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        wide = look.px(BOX + GAP) + math.ceil(look.width(self._words, TextStyle.BODY)) + 2
        return QSize(wide, look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(32))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position) and position.x() <= self.sizeHint().width() + RING

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
        left = size + look.px(GAP)
        words = QRectF(left, 0, self.width() - left, self.height())
        cut = text(painter, words, self._words, TextStyle.BODY, tokens.text)
        self.setToolTip(plain(self._words) if cut else "")
        if self._ring and self.hasFocus():
            wide = min(self.width(), left + look.width(self._words, TextStyle.BODY) + look.px(6))
            focus_ring(painter, QRectF(0, 2, wide, self.height() - 4), 4)
        painter.end()
