"""Shows the incident of the current row in the pane, and asks again when it was changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.changes import Changes
from desktop_app.services.incident_details import IncidentDetail
from desktop_app.services.incident_lists import IncidentList
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.detail_pane import IncidentPane
from desktop_app.ui.operations import Operations

Then = Callable[[IncidentDetail], None]


class Details(QObject):
    """``shown`` when a detail has come, ``gone`` when the incident is no longer there."""

    shown = Signal()
    gone = Signal()

    def __init__(self, service: IncidentService, operations: Operations, pane: IncidentPane) -> None:
        super().__init__(pane)
        self._service, self._operations, self._pane = service, operations, pane
        self.current = 0  # id of the incident in the pane

    def show(self, incident_id: int) -> None:
        """Bring an incident into the pane; the one before stays until it is there."""
        self._ask(partial(self._service.detail, incident_id), self._take)

    def show_row(self, found: IncidentList, row: int, then: Then | None = None) -> None:
        """Bring the incident of a row into the pane, whether the row has been read or not, then call ``then``."""
        take = partial(self._take_and, then) if then else self._take
        self._ask(partial(_of_row, self._service, found, row), take)

    def with_current(self, then: Then) -> None:
        """Call ``then`` with the incident in the pane as it is stored now."""
        self._ask(partial(self._service.detail, self.current), partial(self._take_and, then))

    def refresh(self, changes: Changes) -> None:
        """Ask again if the incident may be another now."""
        if self.current and (not changes.ids or self.current in changes.ids):
            self.show(self.current)

    def forget(self) -> None:
        self.current = 0
        self._pane.detail = None

    def _ask(self, read: Callable[[], IncidentDetail], take: Then) -> None:
        self._operations.query(("incidents", "detail"), read, take, self._lose)

    def _take(self, detail: IncidentDetail) -> None:
        self.current = detail.incident.id
        self._pane.show_detail(detail)
        self.shown.emit()

    def _take_and(self, then: Then, detail: IncidentDetail) -> None:
        self._take(detail)
        then(detail)

    def _lose(self, _error: SecondWayError) -> None:
        """Deleted, here or elsewhere: there is nothing to show, and nothing to excuse."""
        self.forget()
        self.gone.emit()


def _of_row(service: IncidentService, found: IncidentList, row: int) -> IncidentDetail:
    """On a worker thread."""
    return service.detail(found.ids([row])[0])
