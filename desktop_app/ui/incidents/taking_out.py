"""Incidents for elsewhere: selected rows to the clipboard, the whole list to a file or on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.incident_lists import COLUMNS, View
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.copying import MOST_ROWS, Lines, as_mime, copied
from desktop_app.ui.incidents.list_on_paper import on_paper
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations

AskPath = Callable[[QWidget, str, str], Path | None]


def ask_path(parent: QWidget, suggested: str, kinds: str) -> Path | None:
    """The file to write, by the desktop's own dialog; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Export incidents"), suggested, kinds)
    return Path(chosen) if chosen else None


class TakingOut(QObject):
    """``said`` with a sentence about what was copied or written, ``print_wanted`` with the list as IncidentsOnPaper."""

    said = Signal(str)
    print_wanted = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Operations,
        table: IncidentTable,
        model: IncidentTableModel,
        ask: AskPath,
    ) -> None:
        super().__init__(table)
        self._services, self._operations, self._table, self._model, self._ask = services, operations, table, model, ask

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown."""
        self._copy(self._table.placing.keys())

    def copy_all(self) -> None:
        """Put the selected rows on the clipboard with every column, those shown first."""
        shown = self._table.placing.keys()
        self._copy([*shown, *(key for key in COLUMNS if key not in shown)])

    def _copy(self, keys: Sequence[str]) -> None:
        found, ranges = self._model.found, self._table.selected_ranges()
        if found is not None and ranges:
            read = partial(copied, found, ranges, keys)
            self._operations.query(("incidents", "copy"), read, partial(self._put, self._table.selected_count()))

    def export(self, view: View, suffix: str) -> None:
        """Write the incidents of a view with the columns shown; ``suffix`` is ``.xlsx`` or ``.csv``."""
        kinds = _("Workbook (*.xlsx)") if suffix == ".xlsx" else _("Text (*.csv)")
        path = self._ask(self._table.window(), _("incidents") + suffix, kinds)
        if path is None:
            return
        if path.suffix.lower() not in (".xlsx", ".csv"):
            path = path.with_name(path.name + suffix)
        write = partial(self._services.exports.incidents, view, path, columns=self._table.placing.keys())
        self._operations.work(write, title=_("Export incidents"), done=self.said.emit)

    def print_(self, view: View, name: str) -> None:
        """Make the list ready for paper as it is shown; ``name`` is the tab's."""
        found = self._model.found
        if found is None or not found.total:
            self.said.emit(_("There is nothing to print: no incident is shown."))
            return
        read = partial(on_paper, self._services.workspace, found, view, name, self._table.placing.keys())
        self._operations.query(("incidents", "paper"), read, self.print_wanted.emit)

    def _put(self, selected: int, lines: Lines) -> None:
        QGuiApplication.clipboard().setMimeData(as_mime(lines))
        count = len(lines) - 1
        if selected > MOST_ROWS:
            words = _("The first {n} rows were copied; an export takes them all.")
            self.said.emit(words.format(n=number(MOST_ROWS)))
        else:
            words = ngettext("{n} row was copied.", "{n} rows were copied.", count)
            self.said.emit(words.format(n=number(count)))
