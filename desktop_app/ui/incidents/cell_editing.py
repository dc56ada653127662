"""What is typed into a cell, from the editor to the service and back: nothing typed is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.incident_edits import IncidentEditService
from desktop_app.services.incident_lists import COLUMNS, IncidentRow
from desktop_app.ui.incidents.cell_editors import FIELDS, ROW_ROLE
from desktop_app.ui.incidents.listing import Answer, Keep
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.messages import MessageBar, Severity


@dataclass(frozen=True, slots=True)
class _Typed:
    """A value on its way, and the row as it was shown before."""

    before: IncidentRow
    key: str
    value: object
    words: str


class CellEditing(QObject):
    """``list_wanted`` asks for the row of something that could not be stored, to type it again."""

    list_wanted = Signal(Keep)

    def __init__(
        self,
        edits: IncidentEditService,
        operations: Operations,
        table: IncidentTable,
        model: IncidentTableModel,
        bar: MessageBar,
    ) -> None:
        """``bar`` says what could not be stored, and holds it."""
        super().__init__(table)
        self._edits, self._operations, self._table, self._model, self._bar = edits, operations, table, model, bar
        self._steps: dict[int, int] = {}  # per incident our newest step; used on the writer thread alone
        self._unstored: list[tuple[_Typed, str]] = []
        self._again: _Typed | None = None
        table.editors.entered.connect(self._store)
        bar.closed.connect(self._dismiss)

    def take_list(self, answer: Answer) -> None:
        """Open the editor on what shall be typed again, once its row is there."""
        typed, self._again = self._again, None
        if typed is None:
            return
        if answer.current is None or answer.current_id != typed.before.id:
            self._keep(typed, _("“{name}” is not in this view.").format(name=typed.before.ticket))
            return
        index = self._model.index(answer.current, COLUMNS.index(typed.key))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._table.edit_cell(index, typed.words):
            self._keep(typed, _("“{column}” is hidden.").format(column=self._title(typed.key)))

    # -- parts

    def _store(self, index: QModelIndex, value: object, words: str) -> None:
        row, key = index.data(ROW_ROLE), COLUMNS[index.column()]
        typed = _Typed(row, key, value, words)
        self._model.put(index.row(), shown_with(row, key, value))
        self._operations.execute(
            partial(self._write, typed),
            title=_("Edit {ticket}").format(ticket=row.ticket),
            failed=partial(self._on_failed, typed),
        )

    def _write(self, typed: _Typed, _progress: Progress) -> Changes:
        """On the writer thread: our own edits of the same row just before do not count as somebody else's."""
        row = typed.before
        seen = max(row.seen, self._steps.get(row.id, 0))
        changes = self._edits.set_field(row.id, FIELDS[typed.key], typed.value, seen)
        self._steps[row.id] = changes.step or seen
        return changes

    def _on_failed(self, typed: _Typed, error: SecondWayError) -> None:
        self._model.put_back(typed.before)
        self._keep(typed, error.sentence)

    def _keep(self, typed: _Typed, sentence: str) -> None:
        self._unstored.append((typed, sentence))
        self._say()

    def _say(self) -> None:
        typed, sentence = self._unstored[-1]
        words = _("{column} of {ticket} was not stored: {reason} What was typed is kept.").format(
            column=self._title(typed.key), ticket=typed.before.ticket, reason=sentence
        )
        self._bar.say(words, Severity.WARNING, action=_("Type again"), act=partial(self._type_again, typed))

    def _type_again(self, typed: _Typed) -> None:
        self._again = typed
        self.list_wanted.emit(Keep(reveal=typed.before.id, stay=True))

    def _dismiss(self) -> None:
        """The bar was closed, by hand or to type again: what was kept before is said next."""
        if self._unstored:
            self._unstored.pop()
        if self._unstored:
            self._say()

    def _title(self, key: str) -> str:
        return str(self._model.headerData(COLUMNS.index(key), Qt.Orientation.Horizontal))


def shown_with(row: IncidentRow, key: str, value: object) -> IncidentRow:
    """The row as it will read once the value is stored."""
    if key == "status" and isinstance(value, Status):
        reason = row.pause_reason if value is Status.PAUSED else PauseReason.NONE
        return replace(row, status=value, pause_reason=reason, status_label=value.label)
    parts: dict[str, Any] = {FIELDS[key]: value}
    return replace(row, **parts)
