"""The import page: a file goes in, its dry run is shown and answered, stored, reported and, when wanted, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.imports import DateOrder, Field, ImportReview, Question
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.imports import ImportRun, ImportService, PreparedImport
from desktop_app.ui.imports.states import ImportView, State
from desktop_app.ui.imports.words import field_label, zones
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
        self._imports, self._operations = imports, operations
        self.work = ImportWork(imports, operations, workspace_zone, self)
        self.view = ImportView()
        self.setLayout(column((self.view, 1)))
        self.setAcceptDrops(True)
        self._waiting: list[Path] = []
        self._step = 0  # of the import that the report speaks of
        self._asked = False
        self._listen_to_work()
        self._listen_to_view()

    @property
    def title(self) -> str:
        return _("Import")

    @property
    def status(self) -> str:
        prepared = self.work.prepared
        if prepared is None:
            return _("Nothing is being imported")
        said = (
            _("Imported {file}") if self.view.state is State.REPORT else _("Dry run of {file}: nothing is stored yet")
        )
        return said.format(file=prepared.review.file_name)

    def begin(self, path: Path, *more: Path) -> None:
        """Read a file and show its dry run; more files wait until the user goes on to them."""
        self._waiting = list(more)
        self.work.begin(path)

    def reload(self) -> None:
        """Ask again for the imports there were."""
        self._asked = True
        self._operations.query(("import", "runs"), self._imports.runs, self._show_runs)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._operations.query(("import", "zones"), zones, self.view.review.recognised.zone.offer)
            self.reload()
        if self.view.state is State.IDLE:
            self.view.idle.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(self.status)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_files(local_files(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commit, enter = self.view.footer.commit, event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.view.place.pane is not None:
            self.view.close_pane()
        elif event.key() == Qt.Key.Key_Escape and self.view.state is State.READING:
            self._stop()
        elif enter and commit.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
            commit.click()
        else:
            super().keyPressEvent(event)

    def take_files(self, paths: list[Path]) -> None:
        """Begin the first of some dropped files; where one is under way already, all of them wait."""
        if not paths:
            return
        if self.view.state in (State.IDLE, State.REPORT):
            self.begin(*paths)
        else:
            self._waiting += paths
            self._tell_waiting()

    def _listen_to_work(self) -> None:
        work = self.work
        work.reading.connect(self._on_reading)
        work.progressed.connect(self._on_progress)
        work.planned.connect(self._on_planned)
        work.checking.connect(self._on_checking)
        work.refused.connect(self._on_refused)
        work.stopped.connect(self._to_idle)
        work.answer_refused.connect(self._on_answer_refused)
        work.committing.connect(self._on_committing)
        work.committed.connect(self._on_committed)
        work.commit_failed.connect(self._on_commit_failed)
        work.undone.connect(self._on_undone)
        work.undo_failed.connect(self.view.warn)
        self._operations.changed.connect(self._on_changed)

    def _listen_to_view(self) -> None:
        work, view, footer, editors = self.work, self.view, self.view.footer, self.view.editors
        footer.commit_wanted.connect(work.commit)
        footer.cancelled.connect(self._cancel)
        footer.stopped.connect(self._stop)
        footer.other_wanted.connect(self.choose_file)
        footer.undo_wanted.connect(lambda: work.undo(self._step))
        footer.targets_wanted.connect(partial(self.navigated.emit, "targets"))
        footer.incidents_wanted.connect(partial(self.navigated.emit, "incidents"))
        view.report.sides_wanted.connect(partial(self.navigated.emit, "teams"))
        view.report.history.undo_wanted.connect(work.undo)
        view.idle.history.undo_wanted.connect(work.undo)
        view.idle.file_wanted.connect(self.choose_file)
        view.idle.dropped.connect(self.take_files)
        view.reading.stopped.connect(self._stop)
        view.review.zone_chosen.connect(work.set_zone)
        view.questions.answered.connect(self._answer)
        editors.fields_chosen.connect(work.set_field)
        editors.order_chosen.connect(work.set_order)
        editors.sheet_chosen.connect(work.set_sheet)
        editors.classification_chosen.connect(work.set_classification)
        editors.side_chosen.connect(work.set_side)

    def _on_reading(self, name: str) -> None:
        self.view.show_reading(name)
        self._tell_waiting()
        self.answered.emit(self.status)

    def _on_progress(self, words: str, share: float | None) -> None:
        place = self.view.reading if self.view.state is State.READING else self.view.footer
        place.report(words, share)

    def _on_planned(self, prepared: PreparedImport) -> None:
        first, focused = self.view.state is not State.REVIEW, QApplication.focusWidget()
        asked = focused is not None and self.view.questions.isAncestorOf(focused)
        before = tuple(bar.question for bar in self.view.questions.bars)
        self.view.show_review(prepared.review, blocked(prepared.review))
        lost = focused is None or (asked and before != prepared.review.questions)
        if self.isVisible() and (first or lost):
            self._focus()
        self.answered.emit(self.status)

    def _on_checking(self) -> None:
        if self.work.prepared is not None:
            self.view.block(self.work.prepared.review, _("Every row is being checked with the new answer."))

    def _on_refused(self, sentence: str) -> None:
        self._to_idle()
        self.view.warn(sentence, action=_("Choose another file"), act=self.choose_file.emit)

    def _on_answer_refused(self, sentence: str) -> None:
        if self.work.prepared is not None:
            self._on_planned(self.work.prepared)
        self.view.warn(sentence)

    def _on_committing(self, title: str) -> None:
        self.view.enter(State.RUNNING)
        self.view.footer.show_running(title)

    def _on_committed(self, changes: Changes) -> None:
        self._step = changes.step
        if self.work.prepared is not None:
            self.view.bar.dismiss()
            self.view.show_report(self.work.prepared.review)
            self.view.footer.focus_primary()
        self._tell_waiting()
        self.answered.emit(self.status)

    def _on_commit_failed(self, sentence: str, stopped: bool) -> None:
        if self.work.prepared is not None:
            self._on_planned(self.work.prepared)
        self.view.inform(sentence) if stopped else self.view.warn(sentence)

    def _on_undone(self, changes: Changes) -> None:
        self.view.inform(" ".join(part for part in (_("The import was taken back."), changes.message) if part))

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
        gone = any(run.step == self._step and run.undone for run in runs)
        if self.view.state is State.REPORT and gone:
            self._to_idle()

    def _answer(self, question: Question, choice: str) -> None:
        if question.name == "date_order":
            self.work.set_order(DateOrder(choice))
        elif question.name == "sheet":
            self.work.set_sheet(choice)
        else:
            wanted = {field_label(field): field for field in Field}
            self.work.set_field([choice], wanted[question.column])

    def _stop(self) -> None:
        self.view.reading.stopping()
        self.work.stop()

    def _cancel(self) -> None:
        self._to_idle()
        self.cancelled.emit()

    def _to_idle(self) -> None:
        self.work.leave()
        self.view.enter(State.IDLE)
        self.view.idle.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_waiting()
        self.answered.emit(self.status)

    def _focus(self) -> None:
        if self.view.questions.bars:
            self.view.questions.bars[0].focus_first()
        else:
            self.view.footer.focus_primary()

    def _tell_waiting(self) -> None:
        self.view.tell_waiting(len(self._waiting), self._go_on)

    def _go_on(self) -> None:
        if self._waiting:
            self.begin(*self._waiting)


def blocked(review: ImportReview) -> str:
    """Why the dry run cannot be stored; empty when it can."""
    if review.questions:
        return review.questions[0].text
    if review.counts.new + review.counts.changed:
        return ""
    if review.counts.same:
        return _("Every incident of this file is here already, unchanged.")
    return _("No row of this file can be stored.")
