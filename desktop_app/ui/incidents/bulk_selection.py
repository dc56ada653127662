"""The selected rows of a list, held as stretches: a million of them cost nothing until something is done."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services.incident_lists import IncidentList, IncidentRow
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel


@dataclass(frozen=True, slots=True)
class Selection:
    """``ranges`` are first and last row of each stretch in ``found``."""

    found: IncidentList
    ranges: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    def ids(self) -> tuple[int, ...]:
        """Of all selected incidents; on a worker thread."""
        rows: list[int] = []
        for first, last in self.ranges:
            rows.extend(range(first, last + 1))
        return self.found.ids(rows)

    def rows(self) -> tuple[IncidentRow, ...]:
        """The selected incidents as the table shows them; on a worker thread, and only for a few."""
        return tuple(row for first, last in self.ranges for row in self.found.page(first, last - first + 1))


def selection_of(table: IncidentTable, model: IncidentTableModel) -> Selection | None:
    """None when nothing is selected."""
    found, ranges = model.found, tuple(table.selected_ranges())
    return Selection(found, ranges) if found is not None and ranges else None
