"""The blocks that stand for sessions: filled and underlined, dashed, or dotted, so that no colour is needed."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import rounded

RADIUS = 4


class State(Enum):
    GIVEN = "presentation"
    PLANNED = "calendar-range"
    UNDATED = ""

    @property
    def icon(self) -> str:
        return self.value


def paint_block(painter: QPainter, box: QRectF, state: State) -> None:
    """Draw the ground of a block."""
    look, tokens = theme(), theme().tokens
    if state is State.GIVEN:
        rounded(painter, box, RADIUS, tokens.track)
        bar = look.px(3)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.bottom() - bar, box.width(), bar))
        rounded(painter, box, RADIUS, tokens.accent)
        painter.restore()
        return
    pen = QPen(tokens.ctl, 1.25 if state is State.PLANNED else 1)
    pen.setDashPattern([4, 3] if state is State.PLANNED else [1, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
