"""Counts the list that is shown by one of its columns, and narrows it to the group that is pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.filters import Condition
from desktop_app.services.incident_groups import GroupCounts, filtered_by
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.groups import GroupList
from desktop_app.ui.incidents.shelf import Shelf
from desktop_app.ui.incidents.table_commands import NO_GROUPS
from desktop_app.ui.operations import Operations


class Grouping(QObject):
    """``narrowed`` carries the filter of the tab with the chosen group in it; ``field_changed`` what is counted by."""

    narrowed = Signal(object)
    field_changed = Signal(str)

    def __init__(self, service: IncidentService, operations: Operations, groups: GroupList, shelf: Shelf) -> None:
        super().__init__(groups)
        self._service, self._operations, self._groups, self._shelf = service, operations, groups, shelf
        self.field = NO_GROUPS
        groups.chosen.connect(self._choose)
        groups.closed.connect(partial(self.count_by, NO_GROUPS))

    def count_by(self, field: str) -> None:
        """Count by another column, or no more."""
        self.field = field
        self._groups.setVisible(field != NO_GROUPS)
        self.field_changed.emit(field)
        self.refresh()

    def refresh(self) -> None:
        """Count what is shown now, without the group it is narrowed to: the other groups stay in sight."""
        if self.field == NO_GROUPS:
            return
        field = filtered_by(self.field)
        view = self._shelf.shown_without(field)
        chosen = self._shelf.narrowed.filter.condition(field)
        self._operations.query(
            ("incidents", "groups"),
            partial(self._service.group_counts, view, self.field),
            partial(self._show, self.field, chosen),
        )

    # -- parts

    def _show(self, field: str, chosen: Condition | None, counts: GroupCounts) -> None:
        if field == self.field:
            self._groups.show_counts(counts, chosen)

    def _choose(self, condition: Condition | None) -> None:
        held = self._shelf.narrowed.filter
        if condition is None:
            self.narrowed.emit(held.without(filtered_by(self.field)))
        else:
            self.narrowed.emit(held.where(condition.field, condition.operator, *condition.values))
