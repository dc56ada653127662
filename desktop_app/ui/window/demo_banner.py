"""A strip over every page of the demo, so that nobody takes its figures for their own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.empty import Glyph
from desktop_app.ui.widgets.labels import ElidedLabel
from desktop_app.ui.widgets.layouts import row


class DemoBanner(QWidget):
    """Hidden until a demo is shown; ``own_wanted`` asks for a workspace of one's own."""

    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Demo: a made-up company with made-up people and incidents. Try anything; Ctrl+Z takes it back.")
        text = ElidedLabel(words, TextStyle.CAPTION_MEDIUM, "accenttext")
        link = Link(_("Begin with your own data"), style=TextStyle.CAPTION_MEDIUM)
        link.clicked.connect(lambda _checked=False: self.own_wanted.emit())
        self.setLayout(row(Glyph("info", 14, tone="accenttext"), (text, 1), link, spacing=8, margins=(32, 3, 32, 4)))
        self.setAccessibleName(words)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens.tint)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.tintline)
        painter.end()
