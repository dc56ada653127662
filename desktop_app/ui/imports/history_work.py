"""What an import did, asked for when its line in the list of imports is opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.import_runs import RunReport, UndoOutcome
from desktop_app.services.imports import ImportService
from desktop_app.ui.imports.history import ImportHistory
from desktop_app.ui.imports.run_pane import RunPane
from desktop_app.ui.imports.states import ImportView
from desktop_app.ui.operations import Operations

VIEW = ("import", "run")


class HistoryWork(QObject):
    """Opens the pane of one import beside the list, and renews it when the import is taken back meanwhile."""

    def __init__(self, imports: ImportService, operations: Operations, view: ImportView) -> None:
        super().__init__(view)
        self._imports, self._operations, self._view = imports, operations, view
        self.pane = RunPane(view.place)
        self.pane.hide()
        self._step, self._from = 0, view.idle.history
        for history in (view.idle.history, view.report.history):
            history.opened.connect(partial(self._open, history))
        self.pane.closed.connect(self._close)
        operations.changed.connect(self._on_changed)

    def _open(self, history: ImportHistory, step: int) -> None:
        self._step, self._from = step, history
        self._ask()

    def _ask(self) -> None:
        self._operations.query(VIEW, partial(self._read, self._step), self._show, self._on_failed)

    def _read(self, step: int) -> tuple[RunReport, UndoOutcome | None]:
        return self._imports.run_report(step), self._imports.undo_outcome(step)

    def _show(self, found: tuple[RunReport, UndoOutcome | None]) -> None:
        report, outcome = found
        if report.run.step != self._step:
            return
        self.pane.show_run(report, outcome)
        if self._view.place.pane is not self.pane:
            self._view.place.show_pane(self.pane)
            self.pane.focus_body()

    def _on_failed(self, error: SecondWayError) -> None:
        self._view.warn(error.sentence)

    def _close(self) -> None:
        self._view.close_pane()
        self._from.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.INCIDENTS in changes.topics and self._view.place.pane is self.pane:
            self._ask()
