"""Keeping what was refused: as a workbook that is mended and imported like any other file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.imports import ImportService
from desktop_app.ui.imports.work import ImportWork
from desktop_app.ui.operations import Operations

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class RefusedSaving(QObject):
    """``saved`` tells the path and what was done in words; ``failed`` why it could not be. ``ask_save`` is a dialog."""

    saved = Signal(object, str)
    failed = Signal(str)

    def __init__(self, imports: ImportService, operations: Operations, work: ImportWork, page: QWidget) -> None:
        super().__init__(page)
        self._imports, self._operations, self._work, self._page = imports, operations, work, page
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    def begin(self) -> None:
        """Ask where, and write the refused rows of the dry run that is shown."""
        prepared = self._work.prepared
        if prepared is None:
            return
        name = _("{file} refused rows").format(file=prepared.path.stem)
        proposed = prepared.path.with_name(f"{name}.xlsx")
        chosen, _kind = self.ask_save(
            self._page, _("Save the refused rows"), str(proposed), _("Excel workbook") + " (*.xlsx)"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        self._operations.work(
            lambda _progress: self._imports.save_refused(prepared, path),
            title=_("Saving the refused rows"),
            done=partial(self._on_saved, path),
            failed=self._on_failed,
        )

    def _on_saved(self, path: Path, rows: int) -> None:
        self.saved.emit(path, saved_told(path, rows))

    def _on_failed(self, error: SecondWayError) -> None:
        self.failed.emit(error.sentence)


def saved_told(path: Path, rows: int) -> str:
    told = ngettext(
        "{n} row was saved in {file}, in {folder}, with its reason. Mend it there and import that workbook.",
        "{n} rows were saved in {file}, in {folder}, each with its reason. Mend them there and import that workbook.",
        rows,
    )
    return told.format(n=number(rows), file=path.name, folder=path.parent)
