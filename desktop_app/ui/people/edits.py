"""What the page stores: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.teams import Team
from desktop_app.services.changes import Changes
from desktop_app.services.people import PeopleService
from desktop_app.ui.operations import Operations
from desktop_app.ui.people.words import days_words

Done = Callable[[Changes], None]
Failed = Callable[[SecondWayError], None]


class Edits(QObject):
    """Runs on the writer thread. ``stored`` gives the sentence after a step; the refusals say why there was none."""

    stored = Signal(str)
    added = Signal(int, bool)  # the new person's id, whether the next one follows
    changed = Signal(object, object)  # Person, what was typed
    absence_added = Signal(int)
    person_refused = Signal(object, object, object)  # SecondWayError, Person, what was typed
    absence_refused = Signal(int, str)
    refused = Signal(str)

    def __init__(self, people: PeopleService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._people, self._operations = people, operations

    def add(self, person: Person, typed: tuple[object, ...], *, next_open: bool) -> None:
        said = _("{name} was added.").format(name=person.name)
        done, failed = partial(self._on_added, said, next_open), partial(self._refuse_person, person, typed)
        self._store(_("Adding a person"), partial(self._people.add, person), done, failed)

    def change(self, person: Person, typed: tuple[object, ...]) -> None:
        said = _("The changes of {name} were stored.").format(name=person.name)
        done, failed = partial(self._on_changed, said, person, typed), partial(self._refuse_person, person, typed)
        self._store(_("Storing a person"), partial(self._people.change, person), done, failed)

    def remove(self, person: Person) -> None:
        said = _("{name} was removed.").format(name=person.name)
        self._store(_("Removing a person"), partial(self._people.remove, person.id), partial(self._done, said))

    def add_absence(self, person: Person, first: date, last: date, today: date) -> None:
        said = _("{name} is away {days}.").format(name=person.name, days=days_words(first, last, today))
        call = partial(self._people.add_absence, person.id, first, last)
        done, failed = partial(self._on_absence, said, person), partial(self._refuse_absence, person)
        self._store(_("Storing days away"), call, done, failed)

    def remove_absence(self, person: Person, absence: Absence, today: date) -> None:
        days = days_words(absence.first_on, absence.last_on, today)
        said = _("{name} is not away {days} any more.").format(name=person.name, days=days)
        call = partial(self._people.remove_absence, absence.id)
        self._store(_("Removing days away"), call, partial(self._done, said))

    def set_team(self, team: Team, code: str, minimum: int) -> None:
        if minimum != team.minimum:
            said = _("{team} keeps no minimum now.").format(team=team.name)
            if minimum:
                said = _("{team} keeps at least {n} at the desk.").format(team=team.name, n=minimum)
        else:
            said = _("{team} has no code of its own now.").format(team=team.name)
            if code:
                said = _("{team} is called {code} in plans now.").format(team=team.name, code=code)
        call = partial(self._people.set_team, team.id, code, minimum, seen=team.changed_in)
        self._store(_("Storing the team"), call, partial(self._done, said))

    def set_region(self, code: str, words: str) -> None:
        said = _("No public holidays are kept now.")
        if code:
            said = _("The public holidays of {region} are kept now.").format(region=words)
        self._store(_("Storing the public holidays"), partial(self._people.set_region, code), partial(self._done, said))

    def _store(self, title: str, call: Callable[[], Changes], done: Done, failed: Failed | None = None) -> None:
        self._operations.execute(lambda _progress: call(), title=title, done=done, failed=failed or self._refuse)

    def _done(self, said: str, changes: Changes) -> None:
        self.stored.emit(" ".join(words for words in (said, changes.message) if words))

    def _on_added(self, said: str, next_open: bool, changes: Changes) -> None:
        self.added.emit(changes.ids[0], next_open)
        self._done(said, changes)

    def _on_changed(self, said: str, person: Person, typed: tuple[object, ...], changes: Changes) -> None:
        self.changed.emit(person, typed)
        self._done(said, changes)

    def _on_absence(self, said: str, person: Person, changes: Changes) -> None:
        self.absence_added.emit(person.id)
        self._done(said, changes)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)

    def _refuse_person(self, person: Person, typed: tuple[object, ...], error: SecondWayError) -> None:
        self.person_refused.emit(error, person, typed)

    def _refuse_absence(self, person: Person, error: SecondWayError) -> None:
        self.absence_refused.emit(person.id, error.sentence)
