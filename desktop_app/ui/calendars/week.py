"""The support hours of the seven weekdays: two times a day, or closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.calendars.time_field import TimeField
from desktop_app.ui.calendars.words import Hours, weekdays
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.tick import TickBox

USUAL = (time(8), time(17))


class DayLine(QObject):
    """One weekday. ``edited`` tells that its row was left, or open or closed, with other hours than before."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = Label(name, TextStyle.BODY_MEDIUM)
        self.open = TickBox(_("open"))
        self.open.setAccessibleName(_("{day} is open").format(day=name))
        self.start = TimeField(_("{day}, from").format(day=name), ends=False)
        self.end = TimeField(_("{day}, to").format(day=name), ends=True)
        self.between = boxed(row(self.start, Label(_("to"), tone="text2"), self.end, spacing=10))
        self.closed = Label(_("closed"), tone="text2")
        self._shown: tuple[time, time] | None = None
        self.open.clicked.connect(self._toggle)
        for field in (self.start, self.end):
            field.installEventFilter(self)

    def show_hours(self, hours: tuple[time, time] | None) -> None:
        self._shown = hours
        self.open.setChecked(hours is not None)
        for field, at in zip((self.start, self.end), hours or (None, None), strict=True):
            field.show_time(at)
        self._show_open(hours is not None)

    def hours(self) -> tuple[time, time] | None:
        """What stands in the row, None for closed. Raises Refused and marks the field that is no time."""
        if not self.open.isChecked():
            return None
        found = []
        for field in (self.start, self.end):
            try:
                found.append(field.at())
                field.set_refused(False)
            except Refused:
                field.set_refused(True)
                raise
        return found[0], found[1]

    @property
    def differs(self) -> bool:
        """Whether something else stands there than was shown last; what cannot be read differs."""
        try:
            return self.hours() != self._shown
        except Refused:
            return True

    def _toggle(self, on: bool) -> None:
        if on:
            for field, at in zip((self.start, self.end), self._shown or USUAL, strict=True):
                field.show_time(at)
        self._show_open(on)
        self.edited.emit()

    def _show_open(self, on: bool) -> None:
        self.between.setVisible(on)
        self.closed.setVisible(not on)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._leave()
                return True
            if event.key() == Qt.Key.Key_Escape and self.differs:
                self.show_hours(self._shown)
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)  # the next widget has the focus only then
        return False

    def _left(self) -> None:
        if QApplication.focusWidget() not in (self.start, self.end):
            self._leave()

    def _leave(self) -> None:
        if self.differs:
            self.edited.emit()


class Week(QWidget):
    """``wanted`` tells the hours of the whole week after a day was changed; ``refused`` why they cannot be read."""

    wanted = Signal(object)  # Hours
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = tuple(DayLine(name, self) for name in weekdays())
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(3, 1)
        for at, day in enumerate(self.days):
            for place, cell in enumerate((day.name, day.open, day.between)):
                grid.addWidget(cell, 2 * at, place, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(day.closed, 2 * at, 2, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(2 * at, theme().px(40))
            grid.addWidget(Rule(), 2 * at + 1, 0, 1, 4)
            day.edited.connect(self._tell)
        self.setLayout(column(boxed(grid)))

    def show_hours(self, hours: Hours) -> None:
        for on, day in enumerate(self.days):
            day.show_hours(hours.get(on))

    def commit(self) -> None:
        """Tell what is being typed, as if its row had been left."""
        if any(day.differs for day in self.days):
            self._tell()

    def _tell(self) -> None:
        try:
            found: Mapping[int, tuple[time, time] | None] = {on: day.hours() for on, day in enumerate(self.days)}
        except Refused as error:
            self.refused.emit(error.sentence)
            return
        self.wanted.emit({on: pair for on, pair in found.items() if pair is not None})
