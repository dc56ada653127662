"""What can be done with several rows at once, joined to the page's commands and to the bar at the foot."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.services.suite import Services
from desktop_app.ui.incidents.bulk import Bulk
from desktop_app.ui.incidents.bulk_choices import BulkChoices
from desktop_app.ui.incidents.merging import Merging
from desktop_app.ui.incidents.panes import Panes
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations


class ManyRows(QObject):
    """``said`` is a sentence about what was stored."""

    said = Signal(str)

    def __init__(
        self, services: Services, operations: Operations, parts: Parts, model: IncidentTableModel, panes: Panes
    ) -> None:
        super().__init__(parts.table)
        self._parts, self._panes = parts, panes
        self.bulk = Bulk(services, operations, parts, model)
        self.choices = BulkChoices(services, operations, parts, model, self.bulk)
        self.merging = Merging(services, operations, parts, model)
        for speaker in (self.bulk, self.choices, self.merging):
            speaker.said.connect(self.said)
        for each in (self.bulk, self.merging):
            each.opening.connect(panes.close)  # a form that is open keeps what was typed
        commands, bar = parts.commands, parts.bulk
        commands.edit_many.triggered.connect(self.bulk.open)
        for edits in (commands.edit.triggered, bar.edit.clicked):
            edits.connect(self.edit)
        for merges in (commands.merge.triggered, bar.merge.clicked):
            merges.connect(self.merging.open)
        parts.table.selection_changed.connect(self._show_count)
        self._show_count()

    def edit(self) -> None:
        """The form of one incident, or the fields of many."""
        if self._parts.table.selected_count() > 1:
            self.bulk.open()
        else:
            self._panes.edit()

    def _show_count(self) -> None:
        self._parts.bulk.show_count(self._parts.table.selected_count())
