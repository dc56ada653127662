"""Merging the selected incidents into one of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes
from desktop_app.services.incident_lists import IncidentRow
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.bulk_selection import Selection, selection_of
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations

MOST = 100  # incidents that are merged at once


class Merging(QObject):
    """``said`` is a sentence about what was stored; ``opening`` comes before the pane takes its place."""

    said = Signal(str)
    opening = Signal()

    def __init__(self, services: Services, operations: Operations, parts: Parts, model: IncidentTableModel) -> None:
        super().__init__(parts.table)
        self._life, self._operations = services.life, operations
        self._parts, self._model, self._pane = parts, model, parts.merge_pane
        self._ids: tuple[int, ...] = ()
        self._into = ""
        self._pane.closed.connect(self.close)
        self._pane.store_wanted.connect(self.store)
        parts.side.changed.connect(self._on_side)
        parts.table.selection_changed.connect(self._follow)

    @property
    def active(self) -> bool:
        return bool(self._ids)

    def open(self) -> None:
        """Show the pane for the selected incidents; says why when it cannot be."""
        selection = self._selection()
        if selection is None or selection.count < 2:
            self.said.emit(_("Select two or more incidents to merge them."))
        elif selection.count > MOST:
            self.said.emit(_("At most {n} incidents are merged at once.").format(n=number(MOST)))
        else:
            self._ask(selection)

    def close(self) -> None:
        """Put the pane away; the selection stays."""
        self._parts.side.show_pane(None)
        self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def store(self) -> None:
        into = self._pane.into
        if into is None:
            return
        ids = tuple(each for each in self._ids if each != into.id)
        self._into = into.ticket
        self._pane.set_busy(True)
        self._operations.execute(
            lambda _progress: self._life.merge(ids, into.id),
            title=_("Merge incidents"),
            done=self._on_stored,
            failed=self._on_failed,
        )

    # -- parts

    def _ask(self, selection: Selection) -> None:
        self._operations.query(("incidents", "to merge"), selection.rows, partial(self._show, again=self.active))

    def _show(self, rows: tuple[IncidentRow, ...], *, again: bool) -> None:
        if again and not self.active:
            return
        if not again:
            self.opening.emit()
        self._pane.problem.hide()
        self._pane.set_busy(False)
        self._pane.show_rows(rows)
        self._ids = tuple(row.id for row in rows)
        self._parts.side.show_pane(self._pane)
        if not again:
            self._pane.candidates.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The pane speaks of what is selected."""
        selection = self._selection() if self.active else None
        if selection is not None and 2 <= selection.count <= MOST:
            self._ask(selection)

    def _on_side(self) -> None:
        if self.active and self._parts.side.shown is not self._pane:
            self._ids = ()

    def _on_stored(self, changes: Changes) -> None:
        if self.active:
            self.close()
        count = len(changes.ids)
        words = ngettext("{n} incident was merged into {ticket}.", "{n} incidents were merged into {ticket}.", count)
        self.said.emit(f"{words.format(n=number(count), ticket=self._into)} {changes.message}".strip())

    def _on_failed(self, error: SecondWayError) -> None:
        self._pane.set_busy(False)
        if self.active:
            self._pane.say(error.sentence)
        else:
            self._operations.failed.emit(error.sentence)

    def _selection(self) -> Selection | None:
        return selection_of(self._parts.table, self._model)
