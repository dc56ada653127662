"""The dates of a session: those there are, and a line to add one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.sessions import SessionDate
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.words import LONG_AGO, date_words, read_time
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, clear, column, row

T = TypeVar("T")


class Dates(QWidget):
    """``edited`` when a date is added, taken away or being typed. Times are wall-clock times of ``zone``."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates: tuple[SessionDate, ...] = ()
        self._links: list[Link] = []
        self._zone, self._now = "UTC", LONG_AGO
        self._before: QWidget | None = None
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.day = LineEdit(stamps.day(stamps.EXAMPLE), accessible_name=_("Day of the session"))
        self.start = LineEdit("14:00", accessible_name=_("Start of the session"))
        self.asked = {field: Asked(field) for field in (self.day, self.start)}
        self.add = Link(_("Add this date"), icon="plus", tip=_("Add this date to the session (Enter)"))
        self.add.clicked.connect(self.take_typed)
        for field in (self.day, self.start):
            field.textChanged.connect(self.edited)
        self._zone_words = Label("", TextStyle.CAPTION, "text2")
        asked = row(
            (_captioned(_("Day"), self.asked[self.day]), 3), (_captioned(_("Start"), self.asked[self.start]), 2)
        )
        self.setLayout(column(self._lines, 8, asked, 4, row(self.add, None, self._zone_words, spacing=8)))

    def show_dates(self, dates: Sequence[SessionDate], zone: str, now: datetime) -> None:
        """Show dates, nothing being typed."""
        self._zone, self._now = zone, now
        self._zone_words.setText(zone)
        for field in (self.day, self.start):
            field.clear()
            self.asked[field].settle()
        self._put(tuple(dates))

    @property
    def dates(self) -> tuple[SessionDate, ...]:
        """The dates of the list, the earliest first."""
        return self._dates

    def follow(self, field: QWidget) -> None:
        """The Tab key comes from this field."""
        self._before = field
        self._order_tabs()

    def _order_tabs(self) -> None:
        if self._before is not None:
            for before, after in pairwise((self._before, *self._links)):
                QWidget.setTabOrder(before, after)

    def typed(self) -> tuple[object, ...]:
        """The list and what is being typed, for ``put_back``."""
        return self._dates, self.day.text(), self.start.text()

    def put_back(self, typed: tuple[object, ...]) -> None:
        dates, day, start = typed
        if isinstance(dates, tuple):
            self._put(dates)
        self.day.setText(str(day))
        self.start.setText(str(start))

    def take_typed(self) -> bool:
        """Put what is typed into the list; False when it cannot be taken, with the reason under its field."""
        day = self._read(self.day, lambda: _needed(self.day.text()))
        start = self._read(self.start, lambda: read_time(self.start.text()))
        if day is None or start is None:
            return False
        starts = datetime.combine(day, start)
        if any(each.starts == starts for each in self._dates):
            self.asked[self.day].refuse(_("The session has this date already."))
            return False
        self._put((*self._dates, SessionDate(0, starts, self._zone)))
        for field in (self.day, self.start):
            field.clear()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        return True

    @property
    def is_typing(self) -> bool:
        return bool(self.day.text().strip() or self.start.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.is_typing:
            self.take_typed()
            return
        super().keyPressEvent(event)

    def _put(self, dates: tuple[SessionDate, ...]) -> None:
        self._dates = tuple(sorted(dates, key=lambda each: each.starts))
        clear(self._lines)
        self._links = []
        for each in self._dates:
            self._lines.addWidget(self._line(each))
            self._lines.addWidget(Rule())
        self._order_tabs()
        if not self._dates:
            self._lines.addWidget(Label(_("No date yet."), tone="text2"))

    def _line(self, held: SessionDate) -> QWidget:
        words = date_words(held.starts, self._now)
        if held.zone != self._zone:
            words = _("{date} ({zone})").format(date=words, zone=held.zone)
        link = Link(_("Remove"), style=TextStyle.CAPTION_MEDIUM)
        link.setAccessibleName(_("Remove the date {date}").format(date=words))
        self._links.append(link)
        link.clicked.connect(lambda: self._remove(held))
        return boxed(row((Label(words, wrap=True), 1), link, margins=(0, 4, 0, 4)))

    def _remove(self, gone: SessionDate) -> None:
        self._put(tuple(each for each in self._dates if each is not gone))
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _read(self, field: LineEdit, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refused as error:
            self.asked[field].refuse(error.sentence)
            return None


def _needed(text: str) -> date:
    day = stamps.read_day(text)
    if day is None:
        raise Refused(_("Say the day, such as {example}.").format(example=stamps.day(stamps.EXAMPLE)))
    return day


def _captioned(words: str, field: QWidget) -> QVBoxLayout:
    held = column(Label(words, TextStyle.CAPTION, "text2"), field, spacing=2)
    held.addStretch(1)  # a reason under one field does not push the other down
    return held
