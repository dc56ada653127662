"""Brings the number of incidents to each choice of an open popup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop_app.services.incident_lists import View
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.operations import Operations


class ChoiceCounting(QObject):
    """Counts within what is shown now, the other conditions on the field left aside."""

    def __init__(
        self, service: IncidentService, operations: Operations, filters: FilterRow, shown: Callable[[], View]
    ) -> None:
        super().__init__(filters)
        self._service, self._operations, self._filters, self._shown = service, operations, filters, shown
        filters.counts_wanted.connect(self._ask)

    def _ask(self, field: str) -> None:
        self._operations.query(
            ("incidents", "choice counts"),
            partial(self._service.choice_counts, field, self._shown().filter.without(field)),
            partial(self._filters.show_counts, field),
        )
