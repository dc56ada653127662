"""The stretches of an incident's life as a line of dots, the lasting one in the accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.durations import duration
from desktop_app.domain.filter_words import nobody
from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_details import SegmentLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RIGHT, text

STEP, INDENT, DOT = 43, 23, 4.0


class Life(QWidget):
    def __init__(self, segments: Sequence[SegmentLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = tuple(segments)
        self.setAccessibleName(_("History"))
        self.setAccessibleDescription("; ".join(", ".join(self._words(s)) for s in self._segments))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(STEP) * len(self._segments))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        step = theme().px(STEP)
        first, last = event.rect().top() // step, event.rect().bottom() // step
        for place in range(max(0, first), min(len(self._segments), last + 1)):
            self._paint_step(painter, place, float(place * step))
        painter.end()

    def _paint_step(self, painter: QPainter, place: int, top: float) -> None:
        look, tokens = theme(), theme().tokens
        line = self._segments[place]
        middle = QPointF(look.px(6), top + look.px(11))
        if place < len(self._segments) - 1:
            below = QRectF(middle.x() - 0.75, middle.y(), 1.5, look.px(STEP))
            painter.fillRect(below, tokens.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent if line.lasting else tokens.ctl)
        painter.drawEllipse(middle, look.px(DOT), look.px(DOT))
        label, when, took = self._words(line)
        wide = look.width(took, TextStyle.BODY) + 1
        x, right, high = look.px(INDENT), float(self.width()), look.px(22)
        text(painter, QRectF(x, top, right - wide - x - 8, high), label, TextStyle.BODY_MEDIUM, tokens.text)
        text(painter, QRectF(right - wide, top, wide, high), took, TextStyle.BODY, tokens.text, RIGHT)
        below = QRectF(x, top + look.px(19), right - x, look.px(18))
        text(painter, below, when, TextStyle.CAPTION, tokens.text2)

    @staticmethod
    def _words(line: SegmentLine) -> tuple[str, str, str]:
        return line.label, f"{stamp(line.from_at)} · {line.team or nobody('team')}", duration(line.seconds)
