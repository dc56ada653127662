"""One choice of a few, in the house's lines; those of one parent exclude each other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets import marked
from desktop_app.ui.widgets.painting import ring_after

INSET, DISC, GAP, HIGH = 4, 16, 10, 28  # the inset is room for the ring


class RadioLine(QRadioButton):
    """Arrow keys and grouping are Qt's own. Words that do not fit are cut, and whole in the tool tip."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words, self._ring = words, False
        marked.dress(self, words)

    def sizeHint(self) -> QSize:
        return marked.size(self._words, INSET + DISC + GAP, HIGH)

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
        inset, size, middle = look.px(INSET), look.px(DISC), self.height() / 2
        chosen = self.isChecked()
        painter.setPen(QPen(tokens.accent if chosen else tokens.ctl, 1.5))
        painter.setBrush(tokens.raised)
        painter.drawEllipse(QPointF(inset + size / 2, middle), size / 2 - 1, size / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(QPointF(inset + size / 2, middle), size / 4, size / 4)
        marked.draw_words(self, painter, self._words, inset + size + look.px(GAP), 1, ring=self._ring)
        painter.end()
