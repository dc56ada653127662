"""The foot of the window: counts at the left, work in progress, what is saved and which time zone holds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.stamps import day
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
        self._backup = Label("", TextStyle.CAPTION, "text2")
        self._zone = Label("", TextStyle.CAPTION, "text2")
        self._backup_sign = Glyph("hard-drive", 13, tone="text3")
        self._saved_sign, self._zone_sign = Glyph("check", 13, tone="text3"), Glyph("clock", 13, tone="text3")
        inner = row(
            (self._counts, 1), self.progress, 12, self._saved_sign, self._saved, 12,
            self._backup_sign, self._backup, 12, self._zone_sign, self._zone, spacing=6, margins=(20, 1, 20, 0),
        )  # fmt: skip
        self.setLayout(inner)
        self.show_saved(None)
        self.show_backup(None)
        self.setFixedHeight(theme().px(HEIGHT))

    def show_counts(self, text: str) -> None:
        self._text = text
        self._counts.setText(text)

    def show_tip(self, tip: str) -> None:
        self._counts.setText(tip or self._text)

    def show_saved(self, at: datetime | None) -> None:
        """When the newest step was stored, in the workspace's zone."""
        _put(self._saved, self._saved_sign, _("Saved {time}").format(time=_recently(at)) if at else "")

    def show_backup(self, at: datetime | None) -> None:
        """When the newest backup was written; nothing is said while there is none."""
        _put(self._backup, self._backup_sign, _("Backup {time}").format(time=_recently(at, named=True)) if at else "")

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


def _put(label: Label, sign: Glyph, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
    sign.setVisible(bool(words))


def _recently(at: datetime, *, named: bool = False) -> str:
    """``09:12`` of today, which may be named; the day of anything older."""
    now = datetime.now(at.tzinfo)
    if at.date() != now.date():
        return day(at, year=at.year != now.year)
    return _("today {time}").format(time=f"{at:%H:%M}") if named else f"{at:%H:%M}"
