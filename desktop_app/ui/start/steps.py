"""The three numbered steps from a file to the first chart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop_app.domain.language import number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.painting import CENTRE, text

NARROW = 620  # below this the steps stand under each other


class _Number(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setFixedSize(theme().px(26), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tokens.tint)
        painter.drawEllipse(self.rect())
        text(painter, QRectF(self.rect()), self._words, TextStyle.CAPTION_STRONG, look.tokens.accenttext, CENTRE)
        painter.end()


class Steps(QWidget):
    """Number, headline and sentence of each step, beside each other where there is room."""

    def __init__(self, steps: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().px(32))
        for place, (headline, sentence) in enumerate(steps, 1):
            self._line.addLayout(self._step(number(place), headline, sentence), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme().px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() is not way:
            self._line.setDirection(way)
            self._line.setSpacing(theme().px(16 if narrow else 32))
        super().resizeEvent(event)

    def _step(self, place: str, headline: str, sentence: str) -> QHBoxLayout:
        head = Label(headline, TextStyle.BODY_STRONG, wrap=True)
        body = Label(sentence, tone="text2", wrap=True)
        held = QHBoxLayout()
        held.setSpacing(theme().px(12))
        held.addWidget(_Number(place), 0, Qt.AlignmentFlag.AlignTop)
        held.addLayout(column(4, head, 6, body, None), 1)
        return held
