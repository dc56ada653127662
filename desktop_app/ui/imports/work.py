"""The import that is under way, without its looks: the file, the answers so far, and the work in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Cancelled, SecondWayError
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.imports import ImportService, PreparedImport
from desktop_app.ui.imports.answering import Answering, rereads
from desktop_app.ui.operations import Job, Operations


class ImportWork(Answering):
    """One file at a time. Its signals arrive on the GUI thread; what an older file or answer brings is dropped."""

    reading = Signal(str)  # name of the file
    progressed = Signal(str, object)  # words, share from 0 to 1 or None
    planned = Signal(object)  # PreparedImport, after reading and after each answer
    checking = Signal(str)  # an answer is being worked in; with a title where the file is read again for it
    refused = Signal(str)  # the file cannot be taken
    stopped = Signal()  # reading was stopped by the user
    answer_refused = Signal(str)
    committing = Signal(str)
    committed = Signal(object)  # Changes
    commit_failed = Signal(str, bool)  # sentence, whether the user stopped it

    def __init__(
        self,
        imports: ImportService,
        operations: Operations,
        workspace_zone: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._imports, self._operations, self._workspace_zone = imports, operations, workspace_zone
        self.prepared: PreparedImport | None = None
        self.pending = False  # an answer is not in the plan yet
        self._turn = 0  # counts files and answers, so that late results are known as such
        self._job: Job | None = None  # the first reading, or the commit
        self._again: Job | None = None  # reading again for an answer
        self._title = ""
        operations.progress.connect(self._on_progress)
        self.given.connect(self._answer)

    def begin(self, path: Path) -> None:
        """Read a file in the zone of the workspace; whatever was under way is given up."""
        self.leave()
        self._title = _("Reading {file}").format(file=path.name)
        self.reading.emit(path.name)
        self._job = self._operations.work(
            partial(self._prepare, path),
            title=self._title,
            done=partial(self._on_planned, self._turn),
            failed=partial(self._on_refused, self._turn),
        )

    def leave(self) -> None:
        """Forget the file; nothing was stored."""
        self.stop()
        self._turn += 1
        self.prepared, self.pending, self._job, self._again = None, False, None, None

    def stop(self) -> None:
        """Ask the reading or the commit to end early."""
        for job in (self._job, self._again):
            if job is not None:
                job.cancel()

    def commit(self) -> None:
        """Store the plan that is shown; not while an answer is being worked in."""
        if self.prepared is None or self.pending or self.prepared.review.questions or self._job is not None:
            return
        self._title = _("Importing {file}").format(file=self.prepared.review.file_name)
        self._job = self._operations.execute(
            partial(self._imports.commit, self.prepared),
            title=self._title,
            done=partial(self._on_committed, self._turn),
            failed=partial(self._on_commit_failed, self._turn),
        )
        self.committing.emit(self._title)

    def renew(self) -> None:
        """Plan again with the same answers, because the workspace has changed under the plan."""
        if self.prepared is not None and self._job is None:
            self._plan(self.answers)

    def _prepare(self, path: Path, progress: Progress) -> PreparedImport:
        """On a worker thread."""
        return self._imports.prepare(path, ImportAnswers(time_zone=self._workspace_zone()), progress)

    def _answer(self, answers: ImportAnswers) -> None:
        """Plan again with all answers so far; a newer answer takes the place of one that still waits."""
        if self.prepared is not None and answers != self.answers and self._job is None:
            self._plan(answers)

    def _plan(self, answers: ImportAnswers) -> None:
        if self.prepared is None:
            return
        if self._again is not None:
            self._again.cancel()
        self.answers, self._again = answers, None
        self._turn += 1
        self.pending = True
        done, failed = partial(self._on_planned, self._turn), partial(self._on_answer_refused, self._turn)
        again = partial(self._imports.again, self.prepared, answers)
        if rereads(self.prepared.answers, answers):
            self._title = _("Reading {file} again").format(file=self.prepared.review.file_name)
            self._again = self._operations.work(again, title=self._title, done=done, failed=failed)
        else:
            self._operations.query(("import", "plan"), again, done, failed)
        self.checking.emit(self._title if self._again else "")

    def _on_planned(self, turn: int, prepared: PreparedImport) -> None:
        if turn == self._turn:
            self.prepared, self.answers, self.pending = prepared, prepared.answers, False
            self._job = self._again = None
            self.planned.emit(prepared)

    def _on_refused(self, turn: int, error: SecondWayError) -> None:
        if turn == self._turn:
            self._job = None
            if isinstance(error, Cancelled):
                self.stopped.emit()
            else:
                self.refused.emit(error.sentence)

    def _on_answer_refused(self, turn: int, error: SecondWayError) -> None:
        if turn == self._turn and self.prepared is not None:
            self.answers, self.pending, self._again = self.prepared.answers, False, None
            self.answer_refused.emit(error.sentence)

    def _on_committed(self, turn: int, changes: Changes) -> None:
        if turn == self._turn:
            self._job = None
            self.committed.emit(changes)

    def _on_commit_failed(self, turn: int, error: SecondWayError) -> None:
        if turn == self._turn:
            self._job = None
            self.commit_failed.emit(error.sentence, isinstance(error, Cancelled))

    def _on_progress(self, title: str, words: str, share: float | None) -> None:
        if (self._job is not None or self._again is not None) and title == self._title:
            self.progressed.emit(words, share)
