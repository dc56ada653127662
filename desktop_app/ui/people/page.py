"""The page "People"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.people import PeopleService, Roster
from desktop_app.ui.operations import Operations
from desktop_app.ui.people import words
from desktop_app.ui.people.edits import Edits
from desktop_app.ui.people.list_import import ListImport
from desktop_app.ui.people.panes import Panes
from desktop_app.ui.people.roster_model import Listed, by_person
from desktop_app.ui.people.roster_section import RosterSection
from desktop_app.ui.people.roster_table import ADD_KEYS
from desktop_app.ui.people.saving import Saving
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState, local_files
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import HANG, Page, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity

_TOPICS = frozenset({Topic.PEOPLE, Topic.TEAMS, Topic.SETTINGS, Topic.WORKSPACE})


def _today() -> date:
    return date.today()  # noqa: DTZ011 - which absence is the next one, by the reader's own calendar


class PeoplePage(QWidget):
    """People by team with a pane for one of them. Loads when first shown and whenever its topics change."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        people: PeopleService,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = _today,
    ) -> None:
        super().__init__(parent)
        self._people, self._operations, self._today = people, operations, today
        self._stale, self._status, self._named = True, "", False
        self._wanted = 0  # the person to be opened as soon as the people are there
        self.edits = Edits(people, operations, self)
        self.section = RosterSection()
        self.table = self.section.table
        self.panes = Panes(self.edits, self.table)
        self.saving = Saving(self.edits, self.panes, self.table)
        self.message = MessageBar()
        self.importing = ListImport(people, operations, self.message, today, self)
        self.preview = self.importing.preview
        self._lay_out()
        self._listen()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        tip = _("Read people, teams and days away from a workbook or a csv file")
        self.take_list = Button(_("Import a list…"), icon="upload", tip=tip)
        self.add = Button(_("Add person"), icon="plus", look=Look.PRIMARY, tip=_("Add a person (N or Insert)"))
        self.header = PageHeader(self.title, actions=(self.take_list, self.add))
        self.first = Button(_("Add person"), icon="plus", look=Look.PRIMARY)
        self.first_list = Button(_("Import a list…"), icon="upload", tip=tip)
        self.empty = EmptyState(_("No people yet"), "", icon="users", buttons=(self.first, self.first_list))
        self._stack = QStackedWidget()
        for widget in (QWidget(), self.section, self.empty, self.preview):  # the first is the calm before the answer
            self._stack.addWidget(widget)
        message = row((self.message, 1))
        message.setContentsMargins(HANG, 0, HANG, 0)
        main = QWidget()
        main.setLayout(column(message, 8, (self._stack, 1)))
        self.body = Beside(main, self.panes.person, self.panes.holidays)
        self.panes.place = self.body
        page = Page()
        page.add(self.header)
        page.space(4)
        page.add(self.body, 1, hang=True)
        self.setLayout(column((page, 1)))

    def _listen(self) -> None:
        for button in (self.add, self.first):
            button.clicked.connect(self.new_person)
        for button in (self.take_list, self.first_list):
            button.clicked.connect(self.importing.choose)
        self.table.add_wanted.connect(self.new_person)
        self.table.remove_wanted.connect(self.edits.remove)
        self.table.sides_wanted.connect(partial(self.navigated.emit, "teams"))
        self.table.roster.team_edited.connect(self.edits.set_team)
        self.section.holidays_wanted.connect(self.panes.choose_holidays)
        self.edits.stored.connect(self._stored)
        self.edits.refused.connect(self._refuse)
        self.importing.shown.connect(self._show_list)
        self.importing.left.connect(self._leave_list)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("People")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    def reload(self) -> None:
        """Ask for the people again; what is shown stays until the answer is there."""
        self._stale = False
        self._operations.query(("people", "roster"), self._people.roster, self._show, self._fail)
        if not self._named:
            self._operations.query(("people", "regions"), self._people.regions, self._name_regions, self._fail)

    def new_person(self) -> None:
        """Open an empty form."""
        if self._stack.currentWidget() is not self.preview:
            self.panes.new()

    def show_person(self, person_id: int) -> None:
        """Open a person, as soon as the people are there."""
        self._wanted = person_id
        self.reload()

    def import_list(self, path: Path) -> None:
        """Read a list of people and show what it holds; nothing is stored before the user says so."""
        self.importing.begin(path)

    def commit_pending(self) -> None:
        """Store what is still being typed; the window calls it before it closes."""
        self.panes.leave()

    # -- what the services say

    def _show(self, roster: Roster) -> None:
        away = by_person(roster.absences)
        listed = Listed(roster.teams, roster.people, away, roster.region, self._today())
        self.section.show_roster(listed)
        self.panes.take(listed)
        self.preview.know(roster.people, roster.teams)
        self.header.set_answer(words.answer(roster.teams, roster.people))
        self.empty.say(_("No people yet"), _empty_words(bool(roster.teams)))
        if self._stack.currentWidget() is not self.preview:
            self._show_people()
        homes = {person.team_id for person in roster.people}
        self._status = _("{people} in {teams}").format(
            people=words.people_words(len(roster.people)), teams=words.teams_words(len(homes))
        )
        self.answered.emit(self._status)
        wanted, self._wanted = self.panes.find(self._wanted), 0
        if wanted is not None and self._stack.currentWidget() is self.section:
            self.table.point_at(wanted.id)
            self.panes.open(wanted)

    def _show_people(self) -> None:
        listed = self.table.roster.listed
        self._stack.setCurrentWidget(self.section if listed.people else self.empty)
        for button in (self.take_list, self.add):  # the empty page has its own
            button.setVisible(bool(listed.people))

    def _name_regions(self, regions: tuple[tuple[str, str], ...]) -> None:
        self._named = True
        named = dict(regions)
        self.section.name_regions(named)
        self.panes.name_regions(named)
        self.preview.name_regions(named)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _stored(self, said: str) -> None:
        self.message.dismiss()
        self.said.emit(said)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _refuse(self, sentence: str) -> None:
        self.message.say(sentence, Severity.WARNING)

    # -- a list of people

    def _show_list(self) -> None:
        self.panes.close()
        for button in (self.take_list, self.add):
            button.hide()
        self._stack.setCurrentWidget(self.preview)

    def _leave_list(self, said: str) -> None:
        """Back to the people; ``said`` is what was stored, empty for nothing."""
        self._show_people()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if said:
            self._stored(said)

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ADD_KEYS and not event.modifiers():
            self.new_person()
        elif event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.preview:
            self.importing.leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(local_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_list(local_files(event)[0])


def _empty_words(teams: bool) -> str:
    if teams:
        return _("Add the people of each team by hand, or drop a list of them here.")
    return _("Drop a list of people here, with a column for the name and one for the team. Teams come with it.")
