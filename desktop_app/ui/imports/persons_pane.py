"""Persons of the file: they stay there, unless they are added as people for rotas and sessions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import Field, FoundPerson, ImportAnswers, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief, listed
from desktop_app.ui.imports.words import SHORT, persons_fact
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.tick import TickBox

NAMED = 12  # columns told by name


class PersonsBody(QWidget):
    """``persons_chosen`` tells whether persons leave the file."""

    persons_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = TickBox(_("Add the persons of the file as people"))
        self._for = Label(_("For rotas and sessions, never for figures."), TextStyle.CAPTION, "text2", wrap=True)
        self._columns = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.people = ChoiceTable(
            (_("Person"), "", _("Is")),
            (),
            note_width=8,
            choice_width=116,
            accessible_name=_("People of the file"),
        )
        self._told = Label("", TextStyle.CAPTION_MEDIUM, wrap=True)
        head = column(self.switch, self._for, 10, self._columns, 10, self._told, 4)
        whole = column(inset(head), (self.people, 1))
        whole.addStretch(0)  # holds the rest while there is no list
        self.setLayout(whole)
        self.setFocusProxy(self.switch)
        self.switch.clicked.connect(self.persons_chosen)

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        on = answers.persons or bool(review.people)
        self.switch.setChecked(on)
        self._columns.setText(_columns(review, stay=not on))
        self._told.setText(_told(review, on=on))
        self.people.setVisible(bool(review.people))
        self.people.show_lines(tuple(_line(person) for person in review.people))


def _columns(review: ImportReview, *, stay: bool) -> str:
    names = [brief(each.column, SHORT) for each in review.columns if each.field is Field.PERSON]
    if not names:
        return _("No column of this file was taken for persons. Which ones are can be said under Columns.")
    told = listed(names, NAMED)
    if stay:
        return _("These columns stay in the file: {names}.").format(names=told)
    return _(
        "Columns of persons: {names}. Those who do the work are added as people; those who reported are not."
    ).format(names=told)


def _told(review: ImportReview, *, on: bool) -> str:
    if review.people:
        fact = persons_fact((), review.people)
        return fact[:1].upper() + fact[1:]
    return _("No column names who does the work.") if on else ""


def _line(person: FoundPerson) -> Line:
    label = _("here already") if person.known else _("new")
    return Line(person.name, "", person.name, label, settled=True, fixed=True, under=person.team)
