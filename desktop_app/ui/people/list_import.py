"""A list of people on its way in: chosen, read in the background, and stored when the user says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import Cancelled, SecondWayError
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _
from desktop_app.domain.people_lists import PeopleList
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.people import PeopleService
from desktop_app.ui.operations import Job, Operations
from desktop_app.ui.people.list_preview import ListPreview
from desktop_app.ui.widgets.messages import MessageBar, Severity

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class ListImport(QObject):
    """``shown`` when the preview has something to look at; nothing is stored before it says so."""

    shown = Signal()
    left = Signal(str)  # what was stored, in a sentence; empty when nothing was

    def __init__(
        self,
        people: PeopleService,
        operations: Operations,
        message: MessageBar,
        today: Callable[[], date],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._people, self._operations, self._page = people, operations, page
        self._message, self._today = message, today
        self._path: Path | None = None
        self._list: PeopleList | None = None
        self._job: Job | None = None
        self.ask: Chooser = QFileDialog.getOpenFileName
        self.preview = ListPreview()
        self.preview.taken.connect(self.take)
        self.preview.cancelled.connect(self.leave)
        self.preview.order_chosen.connect(self._again)

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Lists (*.xlsx *.csv *.txt *.tsv)")
        chosen, _kind = self.ask(self._page, _("Import a list of people"), "", kinds)
        if chosen:
            self.begin(Path(chosen))

    def begin(self, path: Path, order: DateOrder | None = None) -> None:
        """Read a file; ``order`` says how dates are read that read both ways."""
        self.stop()
        self._path = path
        reading = _("Reading {file}; nothing is stored.").format(file=path.name)
        self._message.say(reading, action=_("Stop"), act=self.stop)
        self._job = self._operations.work(
            partial(self._read, path, order),
            title=_("Reading {file}").format(file=path.name),
            done=self._on_read,
            failed=self._on_failed,
        )

    def stop(self) -> None:
        """Give up a file that is still being read."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def take(self) -> None:
        """Store the list that was read."""
        if self._list is None:
            return
        held = self._list
        self._operations.execute(
            lambda _progress: self._people.take_list(held),
            title=_("Importing people"),
            done=self._on_taken,
            failed=self._on_failed,
        )

    def leave(self) -> None:
        """The user does not want the list."""
        self.stop()
        self._list = self._path = None
        self._message.dismiss()
        self.left.emit("")

    def _again(self, order: object) -> None:
        """The same file with another order of day and month."""
        if self._path is not None:
            self.begin(self._path, DateOrder(str(order)) if order else None)

    def _read(self, path: Path, order: DateOrder | None, progress: Progress) -> PeopleList:
        return self._people.prepare_list(path, progress, order)

    def _on_read(self, found: PeopleList) -> None:
        self._job, self._list = None, found
        self._message.dismiss()
        self.preview.show_list(found, self._today())
        self.shown.emit()
        (self.preview.take if found.people else self.preview.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self, changes: Changes) -> None:
        self._list = self._path = None
        self.left.emit(f"{changes.message}.")

    def _on_failed(self, error: SecondWayError) -> None:
        if isinstance(error, Cancelled):
            self._message.dismiss()
        else:
            self._message.say(error.sentence, Severity.WARNING)
