"""What the blocks of the coverage mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.blocks import State, paint_block
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import row


class Swatch(QWidget):
    """A small block as it stands in the coverage."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(theme().px(30), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_block(painter, QRectF(self.rect()), self._state)
        painter.end()


class Key(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = (
            (State.GIVEN, _("given")),
            (State.PLANNED, _("has a date, not given yet")),
            (State.UNDATED, _("no date yet")),
        )
        items: list[QWidget | int | None] = []
        for state, words in told:
            items += [Swatch(state), Label(words, TextStyle.CAPTION, "text2"), 12]
        self.setLayout(row(*items, None, spacing=8))
