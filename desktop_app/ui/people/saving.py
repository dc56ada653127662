"""What the panes want stored, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.errors import Conflict, SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.ui.people.edits import Edits
from desktop_app.ui.people.panes import Panes
from desktop_app.ui.people.roster_table import RosterTable
from desktop_app.ui.people.words import region_words


class Saving(QObject):
    """Between the panes and the writer thread: what is refused comes back as it was typed."""

    def __init__(self, edits: Edits, panes: Panes, table: RosterTable) -> None:
        super().__init__(table)
        self._edits, self._panes, self._table = edits, panes, table
        pane = panes.person
        pane.save_wanted.connect(self._save)
        pane.remove_wanted.connect(edits.remove)
        pane.absence_added.connect(self._add_absence)
        pane.absence_removed.connect(self._remove_absence)
        panes.holidays.region_wanted.connect(self._set_region)
        edits.added.connect(self._on_added)
        edits.changed.connect(self._on_changed)
        edits.absence_added.connect(self._on_absence)
        edits.person_refused.connect(self._on_refused)
        edits.absence_refused.connect(self._on_absence_refused)

    def _save(self, next_open: bool) -> None:
        pane = self._panes.person
        person = pane.fields.person()
        if person is None:
            return
        if pane.new:
            self._edits.add(person, pane.fields.typed(), next_open=next_open)
        elif pane.is_edited:
            self._edits.change(person, pane.fields.typed())

    def _add_absence(self, person: Person, first: object, last: object) -> None:
        self._edits.add_absence(person, first, last, self._panes.listed.today)  # type: ignore[arg-type]

    def _remove_absence(self, person: Person, absence: object) -> None:
        self._edits.remove_absence(person, absence, self._panes.listed.today)  # type: ignore[arg-type]

    def _set_region(self, code: str) -> None:
        self._panes.put(None)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if code != self._panes.listed.region:
            self._edits.set_region(code, region_words(code, self._panes.regions))

    def _on_added(self, person_id: int, next_open: bool) -> None:
        pane = self._panes.person
        pane.forget_draft()
        self._panes.awaited = person_id
        if self._panes.shown is not pane or not pane.new:
            return
        if next_open:
            pane.show_new(pane.fields.team.currentData())
            return
        pane.new = False
        pane.fields.settle(pane.person)  # stored; the new roster is on its way and brings the id
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, person: Person, typed: tuple[object, ...]) -> None:
        """The fields are as stored; the new roster is on its way and fills them."""
        fields = self._panes.person.fields
        if self._panes.shows(person.id) and fields.typed() == typed:
            fields.settle(person)

    def _on_absence(self, person_id: int) -> None:
        if self._panes.shows(person_id):
            self._panes.person.absences.empty()

    def _on_refused(self, error: SecondWayError, person: Person, typed: tuple[object, ...]) -> None:
        """What was typed comes back, with the reason."""
        pane = self._panes.person
        if not self._panes.shows(person.id):
            stored = self._panes.find(person.id)
            if stored is not None:
                self._panes.fill(stored)
            else:
                pane.show_new(person.team_id)
            pane.fields.put_back(typed)
            self._panes.put(pane)
            self._table.point_at(person.id)
        if isinstance(error, Conflict):
            pane.say(error.sentence, action=_("Show what is stored"), act=self._show_stored)
        else:
            pane.say(error.sentence)

    def _on_absence_refused(self, person_id: int, sentence: str) -> None:
        if self._panes.shows(person_id):
            self._panes.person.absences.refuse(sentence)

    def _show_stored(self) -> None:
        person = self._panes.find(self._panes.person.person.id)
        if person is not None:
            self._panes.fill(person)
