"""Changing many incidents at once by the pane with every field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes
from desktop_app.services.incident_edits import BulkEdit, BulkForm, IncidentEditService
from desktop_app.services.incidents import Choices, IncidentService
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.bulk_selection import Selection, selection_of
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations


@dataclass(frozen=True, slots=True)
class Asked:
    """The incidents of the pane and what they have in common."""

    ids: tuple[int, ...]
    form: BulkForm
    choices: Choices


class Bulk(QObject):
    """``said`` is a sentence about what was stored; ``opening`` comes before the pane takes its place."""

    said = Signal(str)
    opening = Signal()

    def __init__(self, services: Services, operations: Operations, parts: Parts, model: IncidentTableModel) -> None:
        super().__init__(parts.table)
        self._edits, self._incidents, self._operations = services.edits, services.incidents, operations
        self._parts, self._model, self._pane = parts, model, parts.bulk_pane
        self._active = False
        self._ids: tuple[int, ...] = ()
        self._left: tuple[tuple[int, ...], BulkEdit] = ((), BulkEdit())
        self._wanted = (BulkEdit(), "")  # what the pane shall be filled with, and its field with the cursor
        parts.table.selection_changed.connect(self._follow)
        parts.side.changed.connect(self._on_side)
        self._pane.closed.connect(self.close)
        self._pane.store_wanted.connect(self.store)

    # -- the pane

    def open(self) -> None:
        """Show the pane for the selected incidents."""
        self.begin(BulkEdit())

    def begin(self, edit: BulkEdit, focus: str = "") -> None:
        """Show the pane with the fields of ``edit`` touched and the cursor in the field ``focus``."""
        selection = self._selection()
        if selection is not None:
            self._wanted = (edit, focus)
            self._ask(selection, self._show)

    def close(self) -> None:
        """Put the pane away; the selection stays, and what was typed is there when it is opened for it again."""
        self._parts.side.show_pane(None)
        self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the pane away when it is open, and leave the cursor where it is; what was typed is kept."""
        if self._active:
            self._parts.side.show_pane(None)

    def store(self) -> None:
        """Store the touched fields in one step."""
        ids, edit = self._ids, self._pane.fields.edit()
        self._pane.problem.hide()
        self._pane.set_busy(True)
        self._operations.execute(
            lambda _progress: self._edits.bulk_edit(ids, edit),
            title=_("Edit incidents"),
            done=self._on_stored,
            failed=self._on_failed,
        )

    def _ask(self, selection: Selection, show: Callable[[Asked], None]) -> None:
        read = partial(_read, self._edits, self._incidents, selection)
        self._operations.query(("incidents", "bulk form"), read, show, self._on_unread)

    def _show(self, asked: Asked) -> None:
        edit, focus = self._wanted
        self.opening.emit()
        self._pane.problem.hide()
        self._pane.set_busy(False)
        self._fill(asked, keep=False)
        if self._left[0] == asked.ids:
            self._pane.fields.put(self._left[1])
        self._left = ((), BulkEdit())
        self._pane.fields.put(edit)
        self._parts.side.show_pane(self._pane)
        self._active = True
        self._pane.fields.focus(focus)

    def _fill(self, asked: Asked, *, keep: bool) -> None:
        self._ids = asked.ids
        self._pane.show_count(asked.form.count)
        self._pane.fields.offer(asked.choices)
        self._pane.fields.fill(asked.form, keep=keep)

    def _follow(self) -> None:
        """The pane speaks of what is selected; when a new list knows the selection no more, of what was."""
        selection = self._selection() if self._active else None
        if selection is not None:
            self._ask(selection, self._refill)

    def _refill(self, asked: Asked) -> None:
        if self._active:
            self._fill(asked, keep=True)

    def _on_side(self) -> None:
        """Another pane took the place, or none: keep what was typed."""
        if self._active and self._parts.side.shown is not self._pane:
            self._active = False
            self._left = (self._ids, self._pane.fields.edit())
            self._ids = ()

    def _on_stored(self, changes: Changes) -> None:
        if self._active:
            self._active = False
            self._ids = ()
            self.close()
        self.said.emit(stored_words(changes))

    def _on_failed(self, error: SecondWayError) -> None:
        self._pane.set_busy(False)
        if self._active:
            self._pane.say(error.sentence)
        else:
            self._operations.failed.emit(error.sentence)

    def _on_unread(self, error: SecondWayError) -> None:
        self._operations.failed.emit(error.sentence)

    def _selection(self) -> Selection | None:
        return selection_of(self._parts.table, self._model)


def stored_words(changes: Changes) -> str:
    """What a change of many incidents did, as a sentence."""
    count = len(changes.ids)
    words = ngettext("{n} incident was changed.", "{n} incidents were changed.", count).format(n=number(count))
    return f"{words} {changes.message}".strip()


def _read(edits: IncidentEditService, incidents: IncidentService, selection: Selection) -> Asked:
    """On a worker thread."""
    ids = tuple(sorted(selection.ids()))  # the same incidents in another order are the same
    return Asked(ids, edits.bulk_form(ids), incidents.choices())
