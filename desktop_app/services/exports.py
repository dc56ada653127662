"""What a page shows, as a workbook or csv file, or for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange import exports
from desktop_app.exchange.exports import Column, Sheet, Value
from desktop_app.services.changes import Progress, Silent
from desktop_app.services.export_columns import ExportColumn, Notes, export_columns
from desktop_app.services.incident_lists import IncidentList, View
from desktop_app.services.incidents import IncidentService
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import export_texts

_PAGE = 5_000
_NOTHING = Notes("", "")


class ExportService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def incidents(
        self, view: View, path: Path, progress: Progress | None = None, *, columns: Sequence[str] | None = None
    ) -> str:
        """Write the incidents of a view, filtered and sorted as shown; returns a sentence. Raises Refused.

        ``columns`` are those of the table in its order; what tells an incident from others, when it was opened and
        resolved and how long it took always follow. Without it every column is written, and what the table never shows.
        """
        found = IncidentService(self._workspace).open_list(view)
        exports.fitting(found.total, path)
        about = self._about(view.filter, found)
        chosen = export_columns(columns, zone=self._zone)
        rows = self._rows(found, chosen, progress or Silent())
        count = exports.write(Sheet(_("Incidents"), [each.head for each in chosen], rows, about), path)
        text = ngettext("{n} incident written to {name}.", "{n} incidents written to {name}.", count)
        return text.format(n=number(count), name=path.name)

    def figure(self, figure: RepairTimeFigure | Figure, path: Path) -> str:
        """Write the tables of a figure as numbers, with its sentences and definition. Raises Refused.

        Durations are hours on the figure's clock, shares run from 0 to 1. A csv holds the first table alone.
        """
        if isinstance(figure, Figure):
            return self._one_table(figure, path)
        about = [figure.answer, figure.headline, figure.definition, *figure.definition_lines]
        about += [_("Measured against {goal}").format(goal=figure.target_set), self._zone_line()]
        first = _sheet(_("Repair time by route"), figure.as_table(), about)
        exports.write(first, path, _sheet(_("By classification"), figure.table))
        return _("The tables were written to {name}.").format(name=path.name)

    def _one_table(self, figure: Figure, path: Path) -> str:
        said = (figure.headline, figure.note, figure.definition, *figure.definition_lines, self._zone_line())
        exports.write(_sheet(figure.title, figure.table, [line for line in said if line]), path)
        return _("The table was written to {name}.").format(name=path.name)

    def _rows(
        self, found: IncidentList, columns: Sequence[ExportColumn], progress: Progress
    ) -> Iterator[Sequence[Value]]:
        noted = any(column.noted for column in columns)
        for start in range(0, found.total, _PAGE):
            if progress.cancelled:
                raise Cancelled(_("The export was stopped; no file was written."))
            progress(_("Writing incidents"), start / found.total)
            page = found.page(start, _PAGE)
            notes = self._notes([row.id for row in page]) if noted else {}
            for row in page:
                yield [column.value(row, notes.get(row.id, _NOTHING)) for column in columns]

    def _about(self, incident_filter: IncidentFilter, found: IncidentList) -> list[str]:
        lines = [found.status, _("Filter: {filter}").format(filter=filter_words(incident_filter)), self._zone_line()]
        lines.append(_("Measured against {goal}").format(goal=found.goal))
        if found.as_of is not None:
            lines.append(_("Ages as of {at}").format(at=found.as_of.isoformat(sep=" ", timespec="minutes")))
        return lines

    def _notes(self, ids: Sequence[int]) -> Mapping[int, Notes]:
        """What was written about how incidents were put right; those of which nothing was are left out."""
        with self._workspace.database.read() as connection:
            return {row_id: Notes(*said) for row_id, said in export_texts.notes(connection, ids).items()}

    def _zone_line(self) -> str:
        return _("Times are in the zone {zone}").format(zone=self._zone)

    @property
    def _zone(self) -> str:
        return self._workspace.frames.current().zone


def _sheet(title: str, table: Table, about: Sequence[str] = ()) -> Sheet:
    hours = [any(_is_duration(row[place]) for row in table.rows) for place in range(len(table.columns))]
    columns = [
        Column(_("{title} (h)").format(title=name) if timed else name, 20)
        for name, timed in zip(table.columns, hours, strict=True)
    ]
    return Sheet(title, columns, [[_number(cell) for cell in row] for row in table.rows], about)


def _is_duration(cell: Cell) -> bool:
    return cell.value is not None and cell.text.rpartition(" ")[2] in ("min", "h", "d")


def _number(cell: Cell) -> Value:
    """A number where the cell has one: hours, a share, a count; its words otherwise."""
    if cell.value is None:
        return cell.text
    if _is_duration(cell):
        return round(cell.value / 3600, 4)
    return int(cell.value) if cell.value == int(cell.value) and "%" not in cell.text else cell.value
