"""The versions of a calendar, each valid from a day on, and the way to another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.calendars.words import version_words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.day_field import DayField
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row


class Versions(QWidget):
    """``chosen`` tells the day of a version, ``added`` a new day, ``removed`` that the shown one is to go."""

    chosen = Signal(object)  # date or None
    added = Signal(object)  # date
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date | None, ...] = ()
        self.combo = Combo(accessible_name=_("Hours that hold"))
        self.combo.setFixedWidth(theme().px(200))
        self.add = Link(_("Other hours from a day…"), icon="plus")
        self.add.setStatusTip(_("A new version: what was counted before that day stays as it was"))
        self.remove = Link(_("Remove these hours"))
        self.remove.setStatusTip(_("Take this version away; undo brings it back"))
        self.day = DayField(_("First day of the other hours"), needed=True)
        self._asked = Asked(self.day)
        self.accept, self.cancel = Button(_("Add"), look=Look.PRIMARY), Button(_("Cancel"))
        words = Label(_("The hours hold from this day on; what was before stays as it was."), tone="text2", wrap=True)
        self._form = boxed(column(8, words, 4, row(self._asked, 4, self.accept, self.cancel, None, spacing=0)))
        self._form.hide()
        line = row(self.combo, None, self.remove, 8, self.add, spacing=8)
        self.setLayout(column(line, self._form))
        self._listen()

    def _listen(self) -> None:
        self.combo.activated.connect(lambda at: self.chosen.emit(self._days[at]))
        self.add.clicked.connect(self._ask)
        self.remove.clicked.connect(self.removed)
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.calm)

    def show_versions(self, versions: Sequence[SupportCalendar], shown: date | None) -> None:
        """By their days; the one of the day ``shown`` is marked."""
        days = tuple(each.valid_from for each in versions)
        if days != self._days:
            self._days = days
            self.combo.clear()
            for each in versions:
                self.combo.addItem(version_words(each))
        self.combo.setCurrentIndex(days.index(shown))
        self.remove.setVisible(len(days) > 1)

    def calm(self) -> None:
        """Close the form."""
        self._form.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._form.isHidden() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif not self._form.isHidden() and event.key() == Qt.Key.Key_Escape:
            self.calm()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.day.clear()
        self._asked.settle()
        self._form.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        try:
            day = self.day.day()
            if day is None:
                raise Refused(_("Write the day from which the other hours hold."))
            if day in self._days:
                raise Refused(_("There are support hours from that day on already; change those."))
        except Refused as error:
            self._asked.refuse(error.sentence)
            return
        self.added.emit(day)
