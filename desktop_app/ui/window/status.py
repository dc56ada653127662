"""The foot of the window: counts at the left, work in progress, what is saved and which time zone holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.empty import Glyph
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.progress import ProgressStrip

HEIGHT = 28


class StatusBar(QWidget):
    """``tip`` texts of menus and buttons replace the counts while the mouse or focus is on them."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = ElidedLabel("", TextStyle.CAPTION, "text2")
        self._text = ""
        self.progress = ProgressStrip()
        self.progress.follow(operations)
        self._saved = Label("", TextStyle.CAPTION, "text2")
        self._zone = Label("", TextStyle.CAPTION, "text2")
        self._saved_sign, self._zone_sign = Glyph("check", 13, tone="text3"), Glyph("clock", 13, tone="text3")
        inner = row(
            (self._counts, 1), self.progress, 12, self._saved_sign, self._saved, 12, self._zone_sign, self._zone,
            spacing=6, margins=(20, 1, 20, 0),
        )  # fmt: skip
        self.setLayout(inner)
        self.show_saved("")
        self.setFixedHeight(theme().px(HEIGHT))

    def show_counts(self, text: str) -> None:
        self._text = text
        self._counts.setText(text)

    def show_tip(self, tip: str) -> None:
        self._counts.setText(tip or self._text)

    def show_saved(self, text: str) -> None:
        self._saved.setText(text)
        self._saved_sign.setVisible(bool(text))

    def show_zone(self, zone: str) -> None:
        self._zone.setText(zone)

    @property
    def counts(self) -> str:
        return self._text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens.chrome)
        painter.fillRect(QRectF(0, 0, self.width(), 1), tokens.line)
        painter.end()
