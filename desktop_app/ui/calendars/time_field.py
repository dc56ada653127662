"""A time of the day, typed or stepped by half hours."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.calendars.words import read_time, stepped, time_words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit


class TimeField(LineEdit):
    """Up and Down go to the next half hour; ``ends``: the field may say 24:00."""

    def __init__(self, accessible_name: str, *, ends: bool, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._ends = ends
        self.setAccessibleDescription(_("A time such as 8:00. Up and Down change it by half an hour."))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(5)
        self.setFixedWidth(theme().px(72))

    def at(self) -> time:
        """Raises Refused for what is no time."""
        return read_time(self.text(), ends=self._ends)

    def show_time(self, at: time | None) -> None:
        self.setText("" if at is None else time_words(at, ends=self._ends))
        self.set_refused(False)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None or event.modifiers():
            super().keyPressEvent(event)
            return
        try:
            self.setText(time_words(stepped(self.at(), by, ends=self._ends), ends=self._ends))
        except Refused:
            return
        self.textEdited.emit(self.text())
