"""What stands at the right of the table: the incident of the row, the form, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.incident_lists import IncidentList
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.act_desk import ActDesk
from desktop_app.ui.incidents.details import Details, Then
from desktop_app.ui.incidents.editing import Editing
from desktop_app.ui.incidents.listing import Answer, Keep
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.operations import Operations

_Ids = Callable[[], tuple[int, ...]]


class Panes(QObject):
    """``list_wanted`` says how the next list finds its place; ``said`` is a sentence about what was stored."""

    list_wanted = Signal(Keep)
    deleting = Signal(bool)  # whether the next change of the list is a deletion by this page
    said = Signal(str)

    def __init__(self, services: Services, operations: Operations, parts: Parts) -> None:
        super().__init__(parts.table)
        service = services.incidents
        self._service, self._operations, self._parts = service, operations, parts
        self._found: IncidentList | None = None
        self._revealing = 0  # the incident that was just logged
        self.details = Details(service, operations, parts.detail)
        self.editing = Editing(services, operations, parts.form, self)
        self.acts = ActDesk(services, operations, parts, self)
        self._listen()

    def _listen(self) -> None:
        table, pane = self._parts.table, self._parts.detail
        table.row_clicked.connect(self._on_click)
        table.row_reached.connect(self._follow)
        table.opened.connect(self._on_open)
        table.escaped.connect(self.close)
        pane.closed.connect(self.close)
        pane.edit_wanted.connect(self.edit)
        pane.delete_wanted.connect(self._delete_shown)
        self.details.gone.connect(self._on_gone)
        self.editing.opened.connect(partial(self._parts.side.show_pane, self._parts.form))
        self.editing.closed.connect(self._after_form)
        self.editing.logged.connect(self._on_logged)
        self.editing.edited.connect(self._on_edited)
        self.acts.said.connect(self.said)

    @property
    def shows_detail(self) -> bool:
        return not self._parts.detail.isHidden()

    def close(self) -> None:
        """Put away what stands there: first the form, then the incident."""
        if self.acts.active:
            self.acts.acting.back()
            return
        if self.editing.active:
            self.editing.close()
            return
        inside = self._parts.side.isAncestorOf(self._parts.table.window().focusWidget() or self._parts.table)
        self._parts.side.show_pane(None)
        self.details.forget()
        if inside:
            self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show(self, incident_id: int) -> None:
        self.details.show(incident_id)
        self._parts.side.show_pane(self._parts.detail)

    def take_list(self, answer: Answer) -> None:
        """Follow the list: the pane shows its current incident, or goes when another list does not hold it."""
        self._found = answer.found
        if answer.found.as_of is not None and answer.found.as_of.tzinfo is not None:
            self.editing.zone = answer.found.as_of.tzinfo
        if self._revealing:
            hidden, self._revealing = answer.current is None, 0
            self.said.emit(
                _("The incident was logged; this view leaves it out.") if hidden else _("The incident was logged.")
            )
        if not self.shows_detail:
            return
        if answer.current is not None and answer.current_id != self.details.current:
            self.details.show(answer.current_id)
        elif answer.current is None and not answer.stay and not self.editing.active:
            self.close()

    def edit(self) -> None:
        """Open the form for the incident in the pane, else for the current row."""
        self.with_one(self.editing.begin_edit)

    def with_one(self, then: Then) -> None:
        """Call ``then`` with the incident in the pane, else with that of the current row."""
        row = self._parts.table.currentIndex().row()
        if self.details.current and (self.shows_detail or self.acts.active):
            self.details.with_current(then)
        elif self._found is not None and 0 <= row < self._found.total:
            self.details.show_row(self._found, row, then)

    def selected_ids(self) -> _Ids | None:
        """What gives the ids of the selected incidents, to be called off the GUI thread."""
        ranges = self._parts.table.selected_ranges()
        return partial(_ids_of, self._found, ranges) if self._found is not None and ranges else None

    @property
    def zone(self) -> tzinfo:
        """The workspace's zone."""
        return self.editing.zone

    def delete_selected(self) -> None:
        ids = self.selected_ids()
        if ids is not None:
            self._delete(ids)

    # -- rows

    def _on_click(self, row: int) -> None:
        if not self._parts.body.covers or self.shows_detail:
            self._open(row)

    def _on_open(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _open(self, row: int) -> None:
        if self.editing.active:
            self.editing.close()
        if self._found is not None and 0 <= row < self._found.total:
            self.details.show_row(self._found, row)
            self._parts.side.show_pane(self._parts.detail)

    def _follow(self, row: int) -> None:
        """Walking through the list with an open pane shows each incident there."""
        if self.shows_detail and self._found is not None and 0 <= row < self._found.total:
            self.details.show_row(self._found, row)

    def _on_gone(self) -> None:
        """Deleted while it was shown: the pane goes, a form that is open stays."""
        if not self.editing.active and not self.acts.active:
            self.close()

    # -- the form and what comes of it

    def _after_form(self) -> None:
        """Show the incident that was there before, or where the row has moved to meanwhile."""
        row = self._parts.table.currentIndex().row()
        shown = self._parts.detail if self.details.current else None
        self._parts.side.show_pane(shown)
        self._follow(row)
        self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_logged(self, incident_id: int, next_open: bool) -> None:
        self._revealing = incident_id
        if not next_open:
            self.show(incident_id)
            self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list_wanted.emit(Keep(reveal=incident_id, stay=True))

    def _on_edited(self, incident_id: int) -> None:
        self.show(incident_id)
        self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(_("The changes were stored."))

    def _delete_shown(self) -> None:
        if self.details.current:
            self._delete(partial(_the_one, self.details.current))

    def _delete(self, ids: _Ids) -> None:
        def write(_progress: Progress) -> Changes:
            return self._service.delete(ids())

        self.deleting.emit(True)
        self._operations.execute(
            write, title=_("Delete incidents"), done=self._on_deleted, failed=self._on_delete_failed
        )

    def _on_deleted(self, changes: Changes) -> None:
        n = len(changes.ids)
        text = ngettext("{n} incident was deleted.", "{n} incidents were deleted.", n)
        self.said.emit(text.format(n=number(n)))

    def _on_delete_failed(self, error: SecondWayError) -> None:
        self.deleting.emit(False)
        self._operations.failed.emit(error.sentence)


def _ids_of(found: IncidentList, ranges: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return found.ids([row for first, last in ranges for row in range(first, last + 1)])


def _the_one(incident_id: int) -> tuple[int, ...]:
    return (incident_id,)
