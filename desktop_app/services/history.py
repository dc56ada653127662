"""Undo and redo of the user's own steps."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import journal


@dataclass(frozen=True, slots=True)
class UndoNames:
    """What undo and redo would do next; None when there is nothing."""

    undo: str | None
    redo: str | None


class HistoryService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def names(self) -> UndoNames:
        with self._workspace.database.read() as connection:
            undo = journal.undoable(connection, self._workspace.author)
            redo = journal.redoable(connection, self._workspace.author)
        return UndoNames(undo.name if undo else None, redo.name if redo else None)

    def undo(self) -> Changes:
        """Take back the newest step of one's own. Raises Refused when there is none."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            newest = journal.undoable(connection, workspace.author)
            if newest is None:
                raise Refused(_("There is nothing to undo."))
            return undone(journal.undo(connection, newest.step, workspace.author, workspace.now()))

    def undo_step(self, step: int) -> Changes:
        """Take back one step at any later time, such as an import."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            return undone(journal.undo(connection, step, workspace.author, workspace.now()))

    def redo(self) -> Changes:
        """Do again what was undone last. Raises Refused when there is nothing."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            if journal.redoable(connection, workspace.author) is None:
                raise Refused(_("There is nothing to redo."))
            outcome = journal.redo(connection, workspace.author, workspace.now())
            return _changes(outcome, _("Redone: {name}").format(name=outcome.name))


def undone(outcome: journal.Outcome) -> Changes:
    return _changes(outcome, _("Undone: {name}").format(name=outcome.name))


def _changes(outcome: journal.Outcome, name: str) -> Changes:
    """An undo in words; what was kept because it was edited since is counted, never overwritten."""
    message = ""
    kept = len(outcome.kept)
    if kept:
        message = ngettext(
            "{n} row was kept as it is, because it was edited since.",
            "{n} rows were kept as they are, because they were edited since.",
            kept,
        ).format(n=number(kept))
    return Changes(frozenset(Topic), step=outcome.step, name=name, message=message)
