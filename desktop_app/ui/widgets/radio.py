"""One choice of a few, in the house's lines; those of one parent exclude each other."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RING, focus_ring, ring_after, text
from desktop_app.ui.widgets.tips import plain

INSET, DISC, GAP = 4, 16, 10  # the inset is room for the ring


class RadioLine(QRadioButton):
    """Arrow keys and grouping are Qt's own. Words that do not fit are cut, and whole in the tool tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words, self._ring = words, False
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        wide = look.px(INSET + DISC + GAP) + math.ceil(look.width(self._words, TextStyle.BODY)) + 2
        return QSize(wide, look.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(28))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position) and position.x() <= self.sizeHint().width() + RING

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, tokens = QPainter(self), theme(), theme().tokens
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        inset, size, middle = look.px(INSET), look.px(DISC), self.height() / 2
        chosen = self.isChecked()
        painter.setPen(QPen(tokens.accent if chosen else tokens.ctl, 1.5))
        painter.setBrush(tokens.raised)
        painter.drawEllipse(QPointF(inset + size / 2, middle), size / 2 - 1, size / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(QPointF(inset + size / 2, middle), size / 4, size / 4)
        left = inset + size + look.px(GAP)
        words = QRectF(left, 0, self.width() - left, self.height())
        cut = text(painter, words, self._words, TextStyle.BODY, tokens.text)
        self.setToolTip(plain(self._words) if cut else "")
        if self._ring and self.hasFocus():
            wide = min(self.width(), left + look.width(self._words, TextStyle.BODY) + look.px(6))
            focus_ring(painter, QRectF(0, 1, wide, self.height() - 2), 4)
        painter.end()
