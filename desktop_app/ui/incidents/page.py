"""The Incidents page: what needs me?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.stamps import stamp
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.bulk_rows import ManyRows
from desktop_app.ui.incidents.choice_counting import ChoiceCounting
from desktop_app.ui.incidents.columns import ColumnChoice, Memory, ShortMemory
from desktop_app.ui.incidents.commands import Commands
from desktop_app.ui.incidents.listing import Answer, Keep, Listing
from desktop_app.ui.incidents.panes import Panes
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.shelf import BEHIND, ShelfState
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.incidents.table_work import TableWork
from desktop_app.ui.incidents.taking_out import AskPath, TakingOut, ask_path
from desktop_app.ui.incidents.views import ALL, Views
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.layouts import Page
from desktop_app.ui.widgets.messages import Severity

_LISTED = frozenset(Topic) - {Topic.VIEWS}


@dataclass(frozen=True, slots=True)
class PageState:
    """Where the user was; opaque to the window, which hands it back to ``restore``."""

    shelf: ShelfState
    incident: int


class IncidentsPage(Page):
    """``memory`` keeps the columns; ``ask`` asks for the file of an export."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    counted = Signal(int)
    views_listed = Signal()  # ``own_views`` or the one that is shown are different now
    print_wanted = Signal(object)  # IncidentsOnPaper

    def __init__(
        self,
        services: Services,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        memory: Memory | None = None,
        ask: AskPath = ask_path,
    ) -> None:
        super().__init__(bottom=0, parent=parent)
        memory = memory or ShortMemory()
        choice = ColumnChoice(memory)
        model = IncidentTableModel(operations, self)
        self._parts = parts = Parts(self, model, choice)
        parts.form.remember(memory)
        self._views = Views(services, operations, parts.tabs, parts.filters, choice)
        ChoiceCounting(services.incidents, operations, parts.filters, self._views.shelf.shown)
        self._listing = Listing(services.incidents, operations, parts.table, model)
        self._panes = Panes(services, operations, parts)
        self._taking_out = TakingOut(services, operations, parts.table, model, ask)
        self._many = ManyRows(services, operations, parts, model, self._panes)
        self._work = TableWork(services, operations, parts, model, self._views, self._listing, self._panes)
        self._status = ""
        self._loaded, self._stale, self._deleting = False, True, False
        self._sought = 0  # the incident that every list is asked for until one has answered
        self._listen()
        _wire_commands(self, parts, self._panes, self._views, self._taking_out)
        operations.changed.connect(self._on_changed)

    def _listen(self) -> None:
        parts, panes = self._parts, self._panes
        self._views.changed.connect(self._ask)
        self._views.left.connect(self._many.bulk.leave)
        self._views.counted.connect(self.counted)
        self._listing.shown.connect(self._on_list)
        self._listing.failed.connect(lambda words: parts.bar.say(words, Severity.WARNING))
        panes.list_wanted.connect(self._ask)
        self._work.list_wanted.connect(self._ask)
        self._views.listed.connect(self.views_listed)
        panes.deleting.connect(partial(setattr, self, "_deleting"))
        parts.detail.incidents_wanted.connect(self.opened)
        parts.table.selection_changed.connect(self._on_selection)
        self._on_selection()
        for speaker in (self._views.saved, panes.said, self._taking_out.said, self._many.said):
            speaker.connect(self.said)
        self._taking_out.print_wanted.connect(self.print_wanted)

    # -- the window's side

    @property
    def title(self) -> str:
        return _("Incidents")

    @property
    def status(self) -> str:
        """For the left of the status bar."""
        return self._status

    @property
    def commands(self) -> Commands:
        """Actions for the menu "Incident"; their keys work on this page already."""
        return self._parts.commands

    def reload(self) -> None:
        """Ask for everything again; the place, the selection and the pane stay."""
        self._loaded, self._stale = True, False
        self._views.reload()
        deleting, self._deleting = self._deleting, False
        self._ask(Keep(stay=True, neighbour=deleting))

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        """The window's filter above every view but the incidents behind a figure.

        The period is the days of opening; a view of open incidents shows those opened before it too.
        """
        if self._views.set_scope(incident_filter, period):
            self._refresh()

    def show_filter(self, incident_filter: IncidentFilter, title: str = "") -> None:
        """Show exactly these incidents, whatever the scope, in a tab of their own until it is closed."""
        self._sought = 0
        self._views.show_behind(incident_filter, title)
        self._panes.close()
        self._ask(Keep())

    def show_incident(self, incident_id: int) -> None:
        """Open one incident in its row; all incidents are shown when the view leaves it out."""
        self._sought = incident_id
        self._panes.show(incident_id)
        self._ask(Keep())

    def show_view(self, view_id: int) -> None:
        """Go to the tab of a view."""
        self._views.choose(view_id)

    @property
    def own_views(self) -> tuple[tuple[int, str, int | None], ...]:
        """Id, name and count of the user's own views."""
        return self._views.own

    @property
    def shown_view(self) -> int:
        """The id of the view that is shown."""
        return self._views.shelf.view.id

    def open_view_menu(self, view_id: int, at: QPoint) -> None:
        """What can be done with a view of the user's own, at a place of the screen."""
        self._views.choose(view_id)
        menu = self._parts.tabs.menu_of(view_id)
        if menu is not None:
            menu.popup(at)

    def state(self) -> PageState:
        return PageState(self._views.shelf.state(), self._panes.details.current if self._panes.shows_detail else 0)

    def restore(self, state: PageState) -> None:
        """Come back to where ``state`` was taken."""
        self._sought = 0
        self._views.restore(state.shelf)
        self._panes.close()
        if state.incident:
            self._panes.show(state.incident)
        self._ask(Keep(reveal=state.incident))

    def take_focus(self) -> None:
        """The arrow keys go to the table."""
        self._parts.table.setFocus(Qt.FocusReason.MouseFocusReason)

    def print_(self) -> None:
        """Ask for the list on paper as it is shown."""
        self._taking_out.print_(self._views.shelf.shown(), self._views.shelf.view.name)

    def commit_pending(self) -> None:
        """Keep a half-typed form over a restart."""
        self._panes.editing.commit_pending()
        self._panes.acts.acting.commit_pending()

    def new_incident(self) -> None:
        """Open the empty form with the cursor in its title."""
        self._panes.editing.begin_new()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # -- parts

    def _ask(self, keep: Keep) -> None:
        """Nothing is asked for before the page is first shown."""
        shown = self._views.shelf.shown()
        self._parts.table.placing.show_sort(shown.sort, descending=shown.descending)
        self._parts.columns.show_sort(shown.sort, descending=shown.descending)
        if self._sought:
            keep = Keep(reveal=self._sought, stay=True)
        if self._loaded:
            self._listing.ask(shown, keep)

    def _refresh(self) -> None:
        """Ask anew if anybody looks, else when the page is shown again; the count in the sidebar is always right."""
        if self.isVisible():
            self.reload()
            return
        self._stale = True
        if self._loaded:
            self._views.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _LISTED:
            self._refresh()
            self._panes.details.refresh(changes)
        elif changes.topics and self._loaded:  # a draft that was kept changes nothing that is shown
            self._views.reload()

    def _on_list(self, answer: Answer) -> None:
        parts, shelf, found = self._parts, self._views.shelf, answer.found
        if found.of and not found.total and self._views.leave_empty():
            return
        parts.bar.hide()
        behind = shelf.view.name if shelf.view.id == BEHIND else ""
        parts.header.set_answer(f"{behind}: {found.answer}" if behind else found.answer)
        narrowed = shelf.narrowed.filter != IncidentFilter()
        parts.middle.show_for(total=found.total, of=found.of, narrowed=narrowed, nothing=self._views.nothing)
        parts.filters.setVisible(found.of > 0)
        self._views.show_total(found.total)
        if self._sought and answer.current is None and shelf.view.id != ALL:
            self._views.restore(replace(shelf.state(), current=ALL))
            self._ask(Keep())
            return
        self._sought = 0
        self._panes.take_list(answer)
        self._status = found.status
        if found.as_of is not None and found.of:
            self._status += _("; ages as of {time}").format(time=stamp(found.as_of))
        self.answered.emit(self._status)

    def _on_selection(self) -> None:
        self._parts.commands.set_selected(self._parts.table.selected_count())


def _wire_commands(page: IncidentsPage, parts: Parts, panes: Panes, views: Views, taking_out: TakingOut) -> None:
    """Each command to what it does, with every button that stands for it."""
    commands = parts.commands
    for opens in (commands.new.triggered, parts.new_button.clicked, parts.first_button.clicked):
        opens.connect(page.new_incident)
    commands.find.triggered.connect(parts.filters.focus_search)
    commands.save_view.triggered.connect(parts.filters.begin_saving)
    for copies in (commands.copy.triggered, parts.bulk.copy.clicked):
        copies.connect(taking_out.copy)
    commands.table.copy_all.triggered.connect(taking_out.copy_all)
    for deletes in (commands.delete.triggered, parts.bulk.delete.clicked):
        deletes.connect(panes.delete_selected)
    for suffix, command in ((".xlsx", commands.export_xlsx), (".csv", commands.export_csv)):
        command.triggered.connect(lambda _on=False, s=suffix: taking_out.export(views.shelf.shown(), s))
    parts.import_button.clicked.connect(lambda: page.navigated.emit("import"))
    parts.clear_button.clicked.connect(views.widen)
    for sorts in (parts.columns.sort_wanted, parts.table.placing.sort_wanted):
        sorts.connect(views.sort)
