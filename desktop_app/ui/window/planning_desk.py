"""Rotas and sessions on paper and in files: the preview, and where to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.file_names import file_name
from desktop_app.domain.language import _
from desktop_app.services.changes import Progress

if TYPE_CHECKING:
    from desktop_app.domain.board import Board
    from desktop_app.ui.printing.incident_list import IncidentsOnPaper
    from desktop_app.ui.window.window import MainWindow

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class PlanningDesk(QObject):
    """What the menus Plan and File do with rotas; each goes to the page that it is about first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.ask_save: Chooser = QFileDialog.getSaveFileName
        self.ask_folder: Callable[[QWidget, str, str], str] = QFileDialog.getExistingDirectory

    # -- paper

    def print_page(self) -> None:
        """Print what the page shows: a list, the month's sheet, the programme of the hub, otherwise the rota."""
        if self._window.page_name == "incidents":
            self._window.pages.incidents.print_()
        elif self._window.page_name == "cracks":
            self._window.pages.cracks.print_()
        elif self._window.page_name == "overview":
            self._window.monthly.preview()
        elif self._window.page_name == "hub":
            self.preview("hub", None)
        else:
            self._window.navigator.show_page("rotations")
            self._window.pages.rotations.print_()

    def programme(self) -> None:
        """The knowledge hub's programme on paper."""
        self._window.navigator.show_page("hub")
        self.preview("hub", None)

    def preview(self, layout: str, board: Board | None) -> None:
        """Show pages as they will be printed; without a board the newest one is asked for."""
        if board is not None:
            self._open_preview(layout, board)
            return
        services = self._window.services
        self._window.operations.query(
            ("window", "paper"), services.rotations.paper, lambda found: self._open_preview(layout, found)
        )

    def preview_list(self, listed: IncidentsOnPaper) -> None:
        """Show a list of incidents as it will be printed."""
        from desktop_app.ui.printing.incident_list_preview import ListPreview

        dialog = ListPreview(listed, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._window.teller.tell)
        dialog.open()

    def _open_preview(self, layout: str, board: Board) -> None:
        from desktop_app.ui.printing.layouts import Layout
        from desktop_app.ui.printing.preview import PreviewDialog

        if layout == Layout.HUB and not board.sessions:
            self._window.teller.tell(_("There is nothing to print yet: the hub has no session."))
            return
        dialog = PreviewDialog(board, Layout(layout), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._window.teller.tell)
        dialog.open()

    # -- files

    def export_rota(self, kind: str) -> None:
        """Export the rota that its page shows: ``xlsx`` or ``ics``."""
        self._window.navigator.show_page("rotations")
        self._window.pages.rotations.export(kind)

    def write_rota(self, kind: str, board: Board) -> None:
        exports = self._window.services.rota_exports
        if kind == "ics":
            folder = self.ask_folder(self._window, _("A folder for the calendar files"), str(self._folder()))
            if folder:
                self._write(_("Export calendars"), lambda _p: exports.calendars(board, Path(folder)))
            return
        name = self._ask(_("Export the rota"), f"{file_name(board.rota.name)}.xlsx")
        if name:
            self._write(_("Export the rota"), lambda _p: exports.workbook(board, Path(name)))

    def _ask(self, title: str, name: str) -> str:
        chosen = self.ask_save(self._window, title, str(self._folder() / name), _("Excel workbook") + " (*.xlsx)")[0]
        return chosen if not chosen or chosen.casefold().endswith(".xlsx") else chosen + ".xlsx"

    def _folder(self) -> Path:
        last = self._window.memory.last()
        return last.parent if last else Path.home()

    def _write(self, title: str, write: Callable[[Progress], str]) -> None:
        self._window.operations.work(
            write,
            title=title,
            done=self._window.teller.tell,
            failed=lambda error: self._window.teller.warn(error.sentence),
        )
