"""What stands at the right of the table: a person, the form for a new one, the public holidays, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.people import Person
from desktop_app.ui.people.edits import Edits
from desktop_app.ui.people.holidays_pane import HolidaysPane
from desktop_app.ui.people.person_pane import PersonPane
from desktop_app.ui.people.roster_model import Listed
from desktop_app.ui.people.roster_table import RosterTable
from desktop_app.ui.widgets.beside import Beside


class Panes(QObject):
    """Whoever leaves an edited person stores the changes; a new person that is left waits in its form."""

    def __init__(self, edits: Edits, table: RosterTable) -> None:
        super().__init__(table)
        self._edits, self._table = edits, table
        self.person, self.holidays = PersonPane(), HolidaysPane()
        self.place: Beside | None = None  # the page puts it there when the list is laid out
        self.listed = Listed()
        self.regions: Mapping[str, str] = {}
        self.awaited = 0  # the person who was just added
        self._listen()

    def _listen(self) -> None:
        table = self._table
        table.clicked_person.connect(self._on_click)
        table.opened_person.connect(self.open)
        table.reached.connect(self._follow)
        table.escaped.connect(self.close)
        for each in (self.person, self.holidays):
            each.closed.connect(self.close)

    # -- what is shown

    def open(self, person: Person) -> None:
        """Show a person and put the cursor into the name."""
        if self.show(person):
            self.person.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.person.fields.name.end(False)

    def show(self, person: Person) -> bool:
        """Show a person; False when what is typed of another cannot be taken."""
        if not self.shows(person.id):
            if not self.leave():
                return False
            self.fill(person)
        self.put(self.person)
        return True

    def new(self) -> None:
        """The form for a new person, of the team where the cursor is."""
        if not self.leave():
            return
        self.person.show_new(self._table.team_id or self._only_team())
        self.put(self.person)
        self.person.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_holidays(self) -> None:
        """The field for the workspace's region."""
        if self.leave():
            self.put(self.holidays)
            self.holidays.begin(self.listed.region, self.regions)

    def close(self) -> None:
        """Put away what stands there, after storing it."""
        if self.shown is None or not self.leave():
            return
        inside = self._table.window().focusWidget()
        self.put(None)
        if inside is not None and not inside.isVisible():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Store what is edited before something else is shown; False when it cannot be taken, and says why."""
        pane = self.person
        if self.shown is not pane or not pane.is_edited:
            return True
        if pane.new:
            pane.keep_draft()
            return True
        person = pane.fields.person()
        if person is None:
            self._table.point_at(pane.person.id)
            return False
        self._edits.change(person, pane.fields.typed())
        return True

    # -- what the services say

    def take(self, listed: Listed) -> None:
        """Other people: the pane shows its own as stored now, unless somebody is typing."""
        self.listed = listed
        pane = self.person
        pane.fields.offer_teams(listed.teams)
        self._name()
        awaited = self.find(self.awaited) if self.awaited else None
        if awaited is not None:
            self.awaited = 0
            if self.shown is pane and not pane.new:
                self.fill(awaited)
            self._table.point_at(awaited.id)
            return
        if self.shown is not pane or pane.new:
            return
        person = self.find(pane.person.id)
        if person is None:
            self.put(None)
        elif pane.is_edited:
            pane.fields.rebase(person)
            pane.renew_absences(listed.away(person), listed.today)
        else:
            self.fill(person)

    def name_regions(self, regions: Mapping[str, str]) -> None:
        self.regions = regions
        self._name()

    def _name(self) -> None:
        self.person.fields.offer_regions(self.regions, self.listed.region)
        self.holidays.offer_regions(self.regions)

    # -- rows

    def _on_click(self, person: Person) -> None:
        if self.place is not None and (not self.place.covers or self.shown is not None):
            self.show(person)

    def _follow(self, person: Person | None) -> None:
        """Walking through the table with an open person shows each one there."""
        if person is not None and self.shown is self.person and not self.person.new:
            self.show(person)

    # -- places

    @property
    def shown(self) -> object:
        """The pane that stands there."""
        return self.place.pane if self.place is not None else None

    def shows(self, person_id: int) -> bool:
        """Whether that person is open; 0 is the form for a new one."""
        pane = self.person
        return self.shown is pane and pane.person.id == person_id and pane.new == (person_id == 0)

    def put(self, pane: PersonPane | HolidaysPane | None) -> None:
        if self.place is not None:
            self.place.show_pane(pane)

    def fill(self, person: Person) -> None:
        listed = self.listed
        self.person.show_person(person, listed.team(person.team_id), listed.away(person), listed.today)

    def find(self, person_id: int) -> Person | None:
        return next((each for each in self.listed.people if each.id == person_id), None)

    def _only_team(self) -> int | None:
        return self.listed.teams[0].id if len(self.listed.teams) == 1 else None
