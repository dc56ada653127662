"""What follows what on the import page: the work in the background tells, the view shows, and files wait in line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.domain.imports import DateOrder, Field, ImportReview, Question
from desktop_app.domain.language import _, number
from desktop_app.services.changes import Changes
from desktop_app.services.imports import PreparedImport
from desktop_app.ui.imports.pace import Pace, progress_told
from desktop_app.ui.imports.questions import MANY_ENDS
from desktop_app.ui.imports.states import ImportView, State
from desktop_app.ui.imports.words import field_label
from desktop_app.ui.imports.work import ImportWork


class ImportFlow(QObject):
    """``moved`` after each change of state; ``choose_file`` when the user wants another file."""

    moved = Signal()
    choose_file = Signal()

    def __init__(self, work: ImportWork, view: ImportView) -> None:
        super().__init__(view)
        self._work, self._view = work, view
        self._waiting: list[Path] = []
        self._path: Path | None = None  # the file that is read, shown or stored
        self._pace = Pace()
        self.step = 0  # of the import that the report speaks of
        self.saved = ""  # the workbook its refused rows were written to
        work.reading.connect(self._on_reading)
        work.progressed.connect(self._on_progress)
        work.planned.connect(self._on_planned)
        work.checking.connect(self._on_checking)
        work.refused.connect(self._on_refused)
        work.stopped.connect(self.to_idle)
        work.answer_refused.connect(self._on_answer_refused)
        work.committing.connect(self._on_committing)
        work.committed.connect(self._on_committed)
        work.commit_failed.connect(self._on_commit_failed)
        view.questions.answered.connect(self._answer)

    def begin(self, path: Path, *more: Path) -> None:
        """Read a file; the others wait until the user goes on to them, and all of them while one is being stored."""
        if self._view.state is State.RUNNING:
            self.take([path, *more])
            return
        self._waiting = _once([*more, *self._waiting], [path])
        self._path, self.saved = path, ""
        self._view.review.refused.forget()
        self._work.begin(path)

    def take(self, paths: list[Path]) -> None:
        """Begin the first of some dropped files; where one is under way already, all of them wait.

        What waits or is under way already is not taken twice.
        """
        if self._view.state in (State.IDLE, State.REPORT):
            new = _once([*self._waiting, *paths])
            if paths and new:
                self.begin(*new)
            return
        known = [self._path, *self._waiting] if self._path else self._waiting
        self._waiting += _once(paths, known)
        self._tell_waiting()

    def stop(self) -> None:
        """Ask the reading or the commit to end early."""
        self._view.reading.stopping()
        self._work.stop()

    def to_idle(self) -> None:
        """Leave the file; nothing more is stored."""
        self._work.leave()
        self._path = None
        self._view.enter(State.IDLE)
        self._view.idle.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_waiting()
        self.moved.emit()

    def _on_reading(self, name: str) -> None:
        self._pace.begin()
        self._view.show_reading(name)
        self._tell_waiting()
        self.moved.emit()

    def _on_progress(self, words: str, share: float | None) -> None:
        place = self._view.reading if self._view.state is State.READING else self._view.footer
        if self._view.state is State.RUNNING and share is not None and self._work.prepared is not None:
            words = storing_told(self._work.prepared.review, words, share)
        place.report(progress_told(words, share, self._pace.left(share)), share)

    def _on_planned(self, prepared: PreparedImport) -> None:
        first, focused = self._view.state is not State.REVIEW, QApplication.focusWidget()
        asked = focused is not None and self._view.questions.isAncestorOf(focused)
        before = tuple(bar.question for bar in self._view.questions.bars)
        self._view.show_review(prepared.review, prepared.answers, blocked(prepared.review))
        self._tell_waiting()
        lost = focused is None or (asked and before != prepared.review.questions)
        if self._view.isVisible() and (first or lost):
            self._focus()
        self.moved.emit()

    def _on_checking(self, title: str) -> None:
        if title:
            self._pace.begin()
            self._view.footer.show_running(title)
        elif self._work.prepared is not None:
            self._view.block(self._work.prepared.review, _("Every row is being checked with the new answer."))

    def _on_refused(self, sentence: str) -> None:
        self.to_idle()
        self._view.warn(sentence, action=_("Choose another file"), act=self.choose_file.emit)

    def _on_answer_refused(self, sentence: str) -> None:
        if self._work.prepared is not None:
            self._on_planned(self._work.prepared)
        self._view.warn(sentence)

    def _on_committing(self, title: str) -> None:
        self._pace.begin()
        self._view.enter(State.RUNNING)
        self._view.footer.show_running(title)

    def _on_committed(self, changes: Changes) -> None:
        self.step = changes.step
        if self._work.prepared is not None:
            self._view.bar.dismiss()
            self._view.show_report(self._work.prepared.review, self.saved)
            self._view.footer.focus_primary()
        self._tell_waiting()
        self.moved.emit()

    def _on_commit_failed(self, sentence: str, stopped: bool) -> None:
        if self._work.prepared is not None:
            self._on_planned(self._work.prepared)
        self._view.inform(sentence) if stopped else self._view.warn(sentence)

    def _answer(self, question: Question, choice: str) -> None:
        if question.name == "date_order":
            self._work.set_order(DateOrder(choice))
        elif question.name == "sheet":
            self._work.set_sheet(choice)
        elif question.name == "delimiter":
            self._work.set_delimiter(choice)
        elif question.name == MANY_ENDS:
            self._work.agree_many_ends()
        else:
            wanted = {field_label(field): field for field in Field}
            self._work.set_field([choice], wanted[question.column])

    def _focus(self) -> None:
        if self._view.questions.bars:
            self._view.questions.bars[0].focus_first()
        else:
            self._view.footer.focus_primary()

    def _tell_waiting(self) -> None:
        self._view.tell_waiting([path.name for path in self._waiting], self._go_on)

    def _go_on(self) -> None:
        if self._waiting:
            self.begin(*self._waiting)


def storing_told(review: ImportReview, words: str, share: float) -> str:
    """``Storing incidents: 600 of 1,193``"""
    every = review.counts.new + review.counts.changed
    return _("{words}: {n} of {all}").format(words=words, n=number(round(share * every)), all=number(every))


def _once(paths: Iterable[Path], known: Iterable[Path] = ()) -> list[Path]:
    """The paths that are not known, each once."""
    old = set(known)
    return [path for path in dict.fromkeys(paths) if path not in old]


def blocked(review: ImportReview) -> str:
    """Why the dry run cannot be stored; empty when it can."""
    if review.refusal or review.counts.new + review.counts.changed:
        return review.refusal
    if review.counts.refused:
        return _("What this file holds is here already and stays as it is, or is refused.")
    return _("Every incident of this file is here already, and stays as it is.")
