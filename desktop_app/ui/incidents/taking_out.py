"""Incidents for other programs: selected rows to the clipboard, the whole list to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.exports import ExportService
from desktop_app.services.incident_lists import View
from desktop_app.ui.incidents.copying import MOST_ROWS, Lines, as_mime, copied
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations

AskPath = Callable[[QWidget, str, str], Path | None]


def ask_path(parent: QWidget, suggested: str, kinds: str) -> Path | None:
    """The file to write, by the desktop's own dialog; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Export incidents"), suggested, kinds)
    return Path(chosen) if chosen else None


class TakingOut(QObject):
    """``said`` with a sentence about what was copied or written."""

    said = Signal(str)

    def __init__(
        self,
        exports: ExportService,
        operations: Operations,
        table: IncidentTable,
        model: IncidentTableModel,
        ask: AskPath,
    ) -> None:
        super().__init__(table)
        self._exports, self._operations, self._table, self._model, self._ask = exports, operations, table, model, ask

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown."""
        found, ranges = self._model.found, self._table.selected_ranges()
        if found is not None and ranges:
            read = partial(copied, found, ranges, self._table.placing.keys())
            self._operations.query(("incidents", "copy"), read, partial(self._put, self._table.selected_count()))

    def export(self, view: View, suffix: str) -> None:
        """Write the incidents of a view; ``suffix`` is ``.xlsx`` or ``.csv``."""
        kinds = _("Workbook (*.xlsx)") if suffix == ".xlsx" else _("Text (*.csv)")
        path = self._ask(self._table.window(), _("incidents") + suffix, kinds)
        if path is None:
            return
        if path.suffix.lower() not in (".xlsx", ".csv"):
            path = path.with_name(path.name + suffix)
        self._operations.work(
            partial(self._exports.incidents, view, path), title=_("Export incidents"), done=self.said.emit
        )

    def _put(self, selected: int, lines: Lines) -> None:
        QGuiApplication.clipboard().setMimeData(as_mime(lines))
        count = len(lines) - 1
        if selected > MOST_ROWS:
            words = _("The first {n} rows were copied; an export takes them all.")
            self.said.emit(words.format(n=number(MOST_ROWS)))
        else:
            words = ngettext("{n} row was copied.", "{n} rows were copied.", count)
            self.said.emit(words.format(n=number(count)))
