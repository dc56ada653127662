"""What the menus of the window do beyond going from page to page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog

from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.ui.theme import Mode, theme

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow


class WindowCommands(QObject):
    """Each runs against the workspace that is open at that moment."""

    def __init__(self, window: MainWindow, resources: Path, logs: Path) -> None:
        super().__init__(window)
        self._window, self._resources, self._logs = window, resources, logs
        self.ask_zone = QInputDialog.getItem
        self.start_process: Callable[[str, list[str]], bool] = _start

    def import_sample(self) -> None:
        sample = self._window.services.imports.sample_path
        if sample is not None:
            self._window.navigator.import_files([sample])

    def undo(self) -> None:
        history = self._window.services.history
        self._execute(history.undo, _("Undo"))

    def undo_step(self, step: int) -> None:
        """Take back the step that a sentence spoke of, whatever was done since."""
        history = self._window.services.history
        self._execute(lambda: history.undo_step(step), _("Undo"))

    def redo(self) -> None:
        history = self._window.services.history
        self._execute(history.redo, _("Redo"))

    def choose_zone(self) -> None:
        """Ask which time zone decides the workspace's days and shows its times."""
        from desktop_app.services.workspaces import time_zones

        workspace, zones = self._window.services.workspace, time_zones()
        now = zones.index(self._window.zone) if self._window.zone in zones else 0
        title, words = _("Time zone"), _("Days, weeks and times of this workspace are those of")
        zone, chosen = self.ask_zone(self._window, title, words, zones, now)
        if chosen:
            self._execute(lambda: workspace.set_zone(zone), title)

    def new_window(self) -> None:
        """Open the same workspace in a process of its own; both windows see what the other stores."""
        path = str(self._window.services.workspace.database.path)
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_app"]
        if not self.start_process(program[0], [*program[1:], path]):
            self._window.teller.warn(_("A second window could not be opened."))

    def choose_mode(self, mode: Mode) -> None:
        self._window.memory.keep_mode(mode)
        theme().set_mode(mode)

    def back_up(self) -> None:
        self._window.desk.back_up(self._window.services)

    def check(self) -> None:
        self._window.desk.check(self._window.services)

    def about(self) -> None:
        from desktop_app.ui.window.about import AboutDialog

        AboutDialog(self._resources, self._window).exec()

    def open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))

    def _execute(self, use_case: Callable[[], Changes], title: str) -> None:
        window = self._window
        window.operations.execute(lambda _p: use_case(), title=title, done=window.teller.tell_changes)


def _start(program: str, arguments: list[str]) -> bool:
    """Start a process that outlives this one."""
    started = QProcess.startDetached(program, arguments)
    return bool(started[0] if isinstance(started, tuple) else started)
