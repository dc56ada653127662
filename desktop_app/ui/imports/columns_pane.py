"""What each column of the file is: the user's own columns in their order, searched by any word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import ColumnReview, Field, ImportAnswers, ImportReview
from desktop_app.domain.language import _, number, percent
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.first_rows import FirstRowsFoot
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import field_label
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column

BY_NAME = 0.75  # a confidence from here on comes from the column's name
SAMPLE = 60  # characters


class _Search(SearchField):
    """Down goes on to the list."""

    below = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.below.emit()
            return
        super().keyPressEvent(event)


class ColumnsBody(QWidget):
    """Search, columns with the choice beside each, and the first rows, in which the current column is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = _Search(_("Search columns"))
        self.table = ChoiceTable(
            (_("Column of the file"), _("Filled"), _("Is")),
            [(field_label(field), field) for field in Field],
            note_width=60,
            choice_width=148,
            accessible_name=_("Columns of the file"),
        )
        self.first_rows = FirstRowsFoot()
        self._none = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._none.hide()
        self.setLayout(column(inset(self.search), 6, inset(self._none), (self.table, 1), self.first_rows))
        self.setFocusProxy(self.table)
        self.search.textChanged.connect(self._seek)
        self.search.below.connect(self._go_to_list)
        self.table.selectionModel().currentRowChanged.connect(self._mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.first_rows.fit(self.height())

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        self.table.show_lines(tuple(_line(each, review, answers) for each in review.columns))
        self.first_rows.show_review(review)
        self._seek(self.search.text())

    def _seek(self, words: str) -> None:
        found = self.table.seek(words)
        self._none.setText("" if found else _("No column has these words."))
        self._none.setVisible(not found and bool(words.strip()))

    def _go_to_list(self) -> None:
        shown = [place for place in range(len(self.table.lines)) if not self.table.isRowHidden(place)]
        if shown:
            self.table.setCurrentIndex(self.table.model().index(shown[0], 0))
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.table.lines):
            self.first_rows.rows.mark(self.table.lines[place].key)


def _line(found: ColumnReview, review: ImportReview, answers: ImportAnswers) -> Line:
    away = found.field is Field.PERSON and found.column not in review.header  # never left the reader
    return Line(
        found.column,
        "" if away else _filled(found.filled, review.counts.read),
        found.field,
        field_label(found.field),
        settled=found.field is not Field.EXTRA,
        fixed=away,
        under=_under(found),
        why=_away(answers) if away else _why(found, by_hand=found.column in answers.fields),
    )


def _under(found: ColumnReview) -> str:
    if found.field is Field.PERSON:
        return _("names are not shown")
    return _("e.g. {sample}").format(sample=brief(" ".join(found.sample.split()), SAMPLE)) if found.sample else ""


def _away(answers: ImportAnswers) -> str:
    """What happens to a column of persons."""
    return _("never in figures") if answers.persons else _("stays in the file")


def _why(found: ColumnReview, *, by_hand: bool) -> str:
    """The confidence in words."""
    if by_hand:
        return _("chosen by hand")
    if found.field is Field.EXTRA:
        return _("not recognised")
    return _("by its name") if found.confidence >= BY_NAME else _("by what it holds")


def _filled(filled: int, read: int) -> str:
    if not filled:
        return _("empty")
    return percent(min(1.0, filled / read)) if read else number(filled)
