"""Taking a whole import back, at any later time, and saying what was kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes
from desktop_app.services.import_runs import UndoOutcome
from desktop_app.services.imports import ImportService
from desktop_app.ui.imports.plain_text import listed
from desktop_app.ui.operations import Operations

NAMED = 5  # tickets told by name


class Undoing(QObject):
    """``undone`` tells what became of it in words, ``failed`` why it could not be."""

    undone = Signal(str)
    failed = Signal(str)

    def __init__(self, imports: ImportService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._imports, self._operations = imports, operations

    def undo(self, step: int) -> None:
        self._operations.execute(
            lambda _progress: self._imports.undo(step),
            title=_("Undoing the import"),
            done=partial(self._on_undone, step),
            failed=self._on_failed,
        )

    def _on_undone(self, step: int, _changes: Changes) -> None:
        self._operations.query(("import", "undone"), partial(self._imports.undo_outcome, step), self._tell)

    def _on_failed(self, error: SecondWayError) -> None:
        self.failed.emit(error.sentence)

    def _tell(self, outcome: UndoOutcome | None) -> None:
        self.undone.emit(outcome_told(outcome) if outcome else _("The import was taken back."))


def outcome_told(outcome: UndoOutcome) -> str:
    """``The import was taken back: 888 incidents. 2 incidents were kept, because they were edited since: INC1.``"""
    n = outcome.reversed
    parts = [
        ngettext(
            "The import was taken back: {n} incident.", "The import was taken back: {n} incidents.", n
        ).format(n=number(n))
    ]  # fmt: skip
    if outcome.kept_in_all:
        parts.append(_kept_told(outcome))
    if outcome.failed:
        parts.append(_("Not taken back: {names}.").format(names=listed(outcome.failed, NAMED, between="; ")))
    return " ".join(parts)


def _kept_told(outcome: UndoOutcome) -> str:
    count = outcome.kept_in_all
    names = listed([kept.ticket for kept in outcome.kept], NAMED, among=count)
    told = ngettext(
        "{n} incident was kept, because it was edited since: {names}.",
        "{n} incidents were kept, because they were edited since: {names}.",
        count,
    )
    return told.format(n=number(count), names=names)
