"""The import page: a file goes in, its dry run is shown and answered, stored, reported and, when wanted, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.import_runs import ImportRun
from desktop_app.services.imports import ImportService
from desktop_app.ui.imports import wiring
from desktop_app.ui.imports.flow import ImportFlow
from desktop_app.ui.imports.history_work import HistoryWork
from desktop_app.ui.imports.profile_work import ProfileWork
from desktop_app.ui.imports.saving import RefusedSaving
from desktop_app.ui.imports.states import ImportView, State
from desktop_app.ui.imports.undoing import Undoing
from desktop_app.ui.imports.words import zones
from desktop_app.ui.imports.work import ImportWork
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.empty import local_files
from desktop_app.ui.widgets.layouts import column


class ImportPage(QWidget):
    """Give it files by ``begin``. ``workspace_zone`` is asked off the GUI thread for the zone of stamps without one."""

    navigated = Signal(str)  # targets, incidents, teams
    answered = Signal(str)  # the text of the status bar
    choose_file = Signal()
    cancelled = Signal()  # the user left a file without importing it

    def __init__(
        self,
        imports: ImportService,
        operations: Operations,
        workspace_zone: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._imports, self._operations, self._asked = imports, operations, False
        self.work = ImportWork(imports, operations, workspace_zone, self)
        self.view = ImportView()
        self.flow = ImportFlow(self.work, self.view)
        self.saving = RefusedSaving(imports, operations, self.work, self)
        self.undoing = Undoing(imports, operations, self)
        self.profiles = ProfileWork(imports, operations, self.view.editors.profiles, lambda: self.work.prepared)
        self.runs = HistoryWork(imports, operations, self.view)
        self.setLayout(column((self.view, 1)))
        self.setAcceptDrops(True)
        self._listen()
        wiring.answers(self.view, self.work)
        operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Import")

    @property
    def status(self) -> str:
        prepared = self.work.prepared
        if prepared is None:
            return _("Nothing is being imported")
        report = self.view.state is State.REPORT
        said = _("Imported {file}") if report else _("Dry run of {file}: nothing is stored yet")
        return said.format(file=prepared.review.file_name)

    def begin(self, path: Path, *more: Path) -> None:
        """Read a file and show its dry run; more files wait until the user goes on to them."""
        self.flow.begin(path, *more)

    def reload(self) -> None:
        """Ask again for the imports there were."""
        self._asked = True
        self._operations.query(("import", "runs"), self._imports.runs, self._show_runs)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.view.review.recognised.zone.count():
            self._operations.query(("import", "zones"), zones, self._offer_zones)
        if not self._asked:
            self.reload()
        if self.view.state is State.IDLE:
            self.view.idle.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_status()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.flow.take(local_files(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commit, enter = self.view.footer.commit, event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.view.place.pane is not None:
            self.view.close_pane()
        elif event.key() == Qt.Key.Key_Escape and self.view.state is State.READING:
            self.flow.stop()
        elif enter and commit.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
            commit.click()
        else:
            super().keyPressEvent(event)

    def _listen(self) -> None:
        work, view, flow, footer = self.work, self.view, self.flow, self.view.footer
        flow.moved.connect(self._tell_status)
        for signal in (flow.choose_file, view.idle.file_wanted):
            signal.connect(self.choose_file)
        footer.commit_wanted.connect(work.commit)
        footer.cancelled.connect(self._cancel)
        footer.back_wanted.connect(flow.to_idle)
        footer.undo_wanted.connect(lambda: self.undoing.undo(flow.step))
        footer.targets_wanted.connect(partial(self.navigated.emit, "targets"))
        footer.incidents_wanted.connect(partial(self.navigated.emit, "incidents"))
        view.report.sides_wanted.connect(partial(self.navigated.emit, "teams"))
        for stop in (footer.stopped, view.reading.stopped):
            stop.connect(flow.stop)
        for history in (view.report.history, view.idle.history):
            history.undo_wanted.connect(self.undoing.undo)
        self.undoing.undone.connect(view.inform)
        view.idle.dropped.connect(flow.take)
        for wanted in (view.review.refused.save_wanted, view.report.save_wanted):
            wanted.connect(self.saving.begin)
        self.saving.saved.connect(self._on_saved)
        for failed in (self.saving.failed, self.undoing.failed):
            failed.connect(view.warn)

    def _offer_zones(self, names: tuple[str, ...]) -> None:
        self.view.review.recognised.zone.offer(names)
        self.view.editors.offer_zones(names)

    def _tell_status(self) -> None:
        self.answered.emit(self.status)

    def _cancel(self) -> None:
        self.flow.to_idle()
        self.cancelled.emit()

    def _on_saved(self, path: Path, told: str) -> None:
        """The refused rows are kept; the report says where."""
        self.flow.saved = path.name
        prepared = self.work.prepared
        if self.view.state is State.REPORT and prepared is not None:
            self.view.report.show_review(prepared.review, path.name)
        self.view.inform(told)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.topics & {Topic.INCIDENTS, Topic.WORKSPACE}:
            return
        if self.view.state is State.REVIEW:
            self.work.renew()
        self._asked = False
        if self.isVisible():
            self.reload()

    def _show_runs(self, runs: tuple[ImportRun, ...]) -> None:
        for history in (self.view.idle.history, self.view.report.history):
            history.show_runs(runs)
        gone = any(run.step == self.flow.step and run.undone for run in runs)
        if self.view.state is State.REPORT and gone:
            self.flow.to_idle()
