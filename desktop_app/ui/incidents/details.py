"""Shows the incident of the current row in the pane, and asks again when it was changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.changes import Changes
from desktop_app.services.incident_details import IncidentDetail
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
        self.current = 0  # id of the incident in the pane or on its way there

    def show(self, incident_id: int) -> None:
        """Bring an incident into the pane; the one before stays until it is there."""
        self.current = incident_id
        self._ask(incident_id, self._take)

    def with_detail(self, incident_id: int, then: Then) -> None:
        """Call ``then`` with the incident as it is stored now."""
        self.current = incident_id
        self._ask(incident_id, partial(self._take_and, then))

    def refresh(self, changes: Changes) -> None:
        """Ask again if the incident may be another now."""
        if self.current and (not changes.ids or self.current in changes.ids):
            self._ask(self.current, self._take)

    def _ask(self, incident_id: int, take: Then) -> None:
        self._operations.query(("incidents", "detail"), partial(self._service.detail, incident_id), take, self._lose)

    def _take(self, detail: IncidentDetail) -> None:
        if detail.incident.id == self.current:
            self._pane.show_detail(detail)
            self.shown.emit()

    def _take_and(self, then: Then, detail: IncidentDetail) -> None:
        self._take(detail)
        then(detail)

    def _lose(self, _error: SecondWayError) -> None:
        """Deleted, here or elsewhere: there is nothing to show, and nothing to excuse."""
        self.current = 0
        self._pane.detail = None
        self.gone.emit()
