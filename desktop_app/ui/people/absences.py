"""When a person is away: the days to come, those that are over behind a link, and a line to add some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Absence, check_absence
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.people.words import days_words, upcoming
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, clear, column, row


class Absences(QWidget):
    """``added`` tells the first and the last day, ``removed`` the absence to take away. Enter adds what is typed."""

    added = Signal(object, object)  # date, date
    removed = Signal(object)  # Absence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._absences: tuple[Absence, ...] = ()
        self._links: list[Link] = []
        self._today, self._unfolded = date.min, False
        self._before: QWidget | None = None
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.earlier = Link("", style=TextStyle.CAPTION_MEDIUM)
        self.earlier.clicked.connect(self._unfold)
        example = stamps.day(stamps.EXAMPLE)
        self.first = LineEdit(example, accessible_name=_("First day away"))
        self.last = LineEdit(_("the same day"), accessible_name=_("Last day away"))
        self.asked = {field: Asked(field) for field in (self.first, self.last)}
        self.add = Link(_("Add these days"), icon="plus", tip=_("Store these days away (Enter)"))
        self.add.clicked.connect(self._add)
        days = row(*(_captioned(words, self.asked[field]) for words, field in
                     ((_("Away from"), self.first), (_("to"), self.last))), spacing=8)  # fmt: skip
        self.setLayout(column(self._lines, self.earlier, 8, days, 6, row(self.add, None, spacing=0)))

    def show_absences(self, absences: Sequence[Absence], today: date) -> None:
        self._absences, self._today = tuple(absences), today
        coming = upcoming(self._absences, today)
        past = sorted((a for a in self._absences if a not in coming), key=lambda a: a.first_on, reverse=True)
        clear(self._lines)
        self._links = []
        for absence in (*coming, *(past if self._unfolded else ())):
            self._lines.addWidget(self._line(absence))
            self._lines.addWidget(Rule())
        self._order_tabs()
        if not coming:
            self._lines.insertWidget(0, Label(_("No days away are known."), tone="text2"))
        shown = bool(past) and not self._unfolded
        words = ngettext("Show {n} that is over", "Show {n} that are over", len(past))
        self.earlier.setText(words.format(n=number(len(past))))
        self.earlier.setVisible(shown)

    def follow(self, field: QWidget) -> None:
        """The Tab key comes from this field."""
        self._before = field
        self._order_tabs()

    def _order_tabs(self) -> None:
        if self._before is not None:
            for before, after in pairwise((self._before, *self._links)):
                QWidget.setTabOrder(before, after)

    def begin(self) -> None:
        """Another person: nothing is typed and the past is folded away."""
        self._unfolded = False
        self.empty()

    def empty(self) -> None:
        """What was typed is stored."""
        for field in (self.first, self.last):
            field.clear()
            self.asked[field].settle()

    def refuse(self, sentence: str) -> None:
        """The days typed cannot be stored; they stay."""
        self.asked[self.last].refuse(sentence)

    @property
    def is_typed(self) -> bool:
        return bool(self.first.text().strip() or self.last.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_typed:
            self._add()
            return
        super().keyPressEvent(event)

    def _line(self, absence: Absence) -> QWidget:
        words = days_words(absence.first_on, absence.last_on, self._today)
        link = Link(_("Remove"), style=TextStyle.CAPTION_MEDIUM)
        link.setAccessibleName(_("Remove the days away {days}").format(days=words))
        self._links.append(link)
        link.clicked.connect(lambda: self.removed.emit(absence))
        over = absence.last_on < self._today
        return boxed(row((Label(words, tone="text2" if over else "text", wrap=True), 1), link, margins=(0, 4, 0, 4)))

    def _unfold(self) -> None:
        self._unfolded = True
        self.show_absences(self._absences, self._today)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        first = self._read(self.first, lambda: stamps.read_day(self.first.text()))
        last = self._read(self.last, lambda: stamps.read_day(self.last.text()))
        if any(each.reason for each in self.asked.values()):
            return
        if first is None:
            self.asked[self.first].refuse(_("Say the first day, such as {example}.").format(
                example=stamps.day(stamps.EXAMPLE)))  # fmt: skip
            return
        until = last or first
        try:
            check_absence(first, until)
        except Refused as error:
            self.asked[self.last].refuse(error.sentence)
            return
        self.added.emit(first, until)

    def _read(self, field: LineEdit, read: Callable[[], date | None]) -> date | None:
        try:
            return read()
        except Refused as error:
            self.asked[field].refuse(error.sentence)
            return None


def _captioned(words: str, field: QWidget) -> QVBoxLayout:
    held = column(Label(words, TextStyle.CAPTION, "text2"), field, spacing=2)
    held.addStretch(1)  # a reason under one field does not push the other down
    return held
