"""What a page shows, as a workbook or csv file, or for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.figures import RepairTimeFigure, Table
from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange import exports
from desktop_app.exchange.exports import Column, Sheet, Value
from desktop_app.services.changes import Progress, Silent
from desktop_app.services.incident_lists import IncidentList, IncidentRow, View
from desktop_app.services.incidents import IncidentService
from desktop_app.services.workspaces import Workspace

_PAGE = 5_000


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Incident"), 16),
        Column(_("Title"), 48),
        Column(_("System error"), 28),
        Column(_("Classification"), 14),
        Column(_("Status"), 18),
        Column(_("Team"), 24),
        Column(_("System"), 24),
        Column(_("Opened"), 20),
        Column(_("Goal"), 16),
        Column(_("Route"), 16),
    )


def _values(row: IncidentRow) -> tuple[Value, ...]:
    return (
        row.ticket,
        row.title,
        row.system_error,
        row.classification.label,
        row.status_label,
        row.team,
        row.system,
        row.opened_at.replace(tzinfo=None),
        row.goal_label,
        row.route_label,
    )


class ExportService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def incidents(self, view: View, path: Path, progress: Progress | None = None) -> str:
        """Write the incidents of a view, filtered and sorted as shown; returns a sentence. Raises Refused."""
        found = IncidentService(self._workspace).open_list(view)
        about = self._about(view.filter, found)
        rows = self._rows(found, progress or Silent())
        count = exports.write(Sheet(_("Incidents"), _columns(), rows, about), path)
        text = ngettext("{n} incident written to {name}.", "{n} incidents written to {name}.", count)
        return text.format(n=number(count), name=path.name)

    def figure(self, figure: RepairTimeFigure, path: Path) -> str:
        """Write the table behind a figure with its sentence and definition. Raises Refused."""
        about = [figure.headline, figure.definition, *figure.definition_lines, self._zone_line()]
        table = figure.as_table()
        exports.write(Sheet(_("Repair time"), _table_columns(table), _table_rows(table), about), path)
        return _("The table was written to {name}.").format(name=path.name)

    def _rows(self, found: IncidentList, progress: Progress) -> Iterator[Sequence[Value]]:
        for start in range(0, found.total, _PAGE):
            if progress.cancelled:
                raise Cancelled(_("The export was stopped; no file was written."))
            progress(_("Writing incidents"), start / found.total)
            for row in found.page(start, _PAGE):
                yield _values(row)

    def _about(self, incident_filter: IncidentFilter, found: IncidentList) -> list[str]:
        lines = [found.status, _("Filter: {filter}").format(filter=filter_words(incident_filter)), self._zone_line()]
        lines.append(_("Measured against {goal}").format(goal=found.goal))
        if found.as_of is not None:
            lines.append(_("Ages as of {at}").format(at=found.as_of.isoformat(sep=" ", timespec="minutes")))
        return lines

    def _zone_line(self) -> str:
        return _("Times are in the zone {zone}").format(zone=self._workspace.frames.current().zone)


def _table_columns(table: Table) -> tuple[Column, ...]:
    return tuple(Column(title, 18) for title in table.columns)


def _table_rows(table: Table) -> Iterator[Sequence[Value]]:
    for row in table.rows:
        yield [cell.text for cell in row]
