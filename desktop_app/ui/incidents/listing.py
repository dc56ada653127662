"""Brings the list of the chosen view into the table, with the rows on the screen and the selection it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.incident_lists import IncidentList, View
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel, Pages, pages_of, read_pages
from desktop_app.ui.operations import Operations

MOST_KEPT = 10_000  # selected rows that are found again after a reload
MANY = 20_000  # incidents from which on the order by title is prepared before anybody asks


@dataclass(frozen=True, slots=True)
class Keep:
    """What a new list shall show again: ``reveal`` is scrolled to, ``stay`` keeps the place on the screen.

    ``neighbour`` chooses the row that follows when the current incident is gone.
    """

    reveal: int = 0
    stay: bool = False
    neighbour: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """The old list and where the user was in it."""

    found: IncidentList | None
    ranges: Sequence[tuple[int, int]]
    row: int
    first: int
    screen: int
    scroll: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A new list with the pages on the screen; ``current`` is the row of the current incident, if it is in."""

    found: IncidentList
    pages: Pages
    current: int | None
    current_id: int
    rows: tuple[int, ...]
    stay: bool


class Listing(QObject):
    """``shown`` after each new list, ``failed`` with the sentence when there is none."""

    shown = Signal(Answer)
    failed = Signal(str)

    def __init__(
        self, service: IncidentService, operations: Operations, table: IncidentTable, model: IncidentTableModel
    ) -> None:
        super().__init__(table)
        self._service, self._operations, self._table, self._model = service, operations, table, model
        self._held: tuple[View, Keep] | None = None
        self._warm = False
        table.edit_ended.connect(self._ask_held)

    def ask(self, view: View, keep: Keep) -> None:
        """Ask for a view; the old rows stay until the new ones are there, and while a cell is edited."""
        table = self._table
        if table.is_editing:
            self._held = (view, keep)
            return
        before = _Before(
            self._model.found,
            table.selected_ranges(),
            table.currentIndex().row(),
            table.first_visible_row() if keep.stay else 0,
            table.rows_per_screen(),
            table.verticalScrollBar().value() if keep.stay else 0,
        )
        self._operations.query(
            ("incidents", "list"),
            partial(_read, self._service, view, keep, before),
            partial(self._show, view, keep, before),
            self._fail,
        )

    def _ask_held(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self.ask(*held)

    def _show(self, view: View, keep: Keep, before: _Before, answer: Answer) -> None:
        if self._table.is_editing:  # begun since: no row moves under the editor
            self._held = (view, keep)
            return
        self._table.setUpdatesEnabled(False)
        self._model.show(answer.found, answer.pages)
        self._table.scroll_to(before.scroll)
        reveal = not keep.stay or keep.reveal > 0 or keep.neighbour
        self._table.choose_rows(answer.rows, answer.current, reveal=reveal)
        self._table.setUpdatesEnabled(True)
        self.shown.emit(answer)
        if not self._warm and answer.found.of >= MANY:
            self._warm = True
            self._operations.query(("incidents", "warm up"), self._service.warm_up, _nothing)

    def _fail(self, error: SecondWayError) -> None:
        self.failed.emit(error.sentence)


def _nothing(_none: None) -> None:
    """Nothing to show."""


def _read(service: IncidentService, view: View, keep: Keep, before: _Before) -> Answer:
    """On a worker thread: the list, the selection by incident, and the pages that will be on the screen."""
    found = service.open_list(view)
    current_id, current = keep.reveal, found.position_of(keep.reveal) if keep.reveal else None
    rows: list[int] = [] if current is None else [current]
    old = before.found
    if not keep.reveal and old is not None:
        if 0 <= before.row < old.total:
            current_id = old.ids([before.row])[0]
            current = found.position_of(current_id)
        rows = _found_again(found, old, before.ranges)
        if current is None and keep.neighbour and found.total:
            current = min(before.row, found.total - 1)
            current_id, rows = found.ids([current])[0], [current]
    around = [] if current is None else range(current - before.screen, current + before.screen)
    screen = [*range(before.first, before.first + before.screen), *around]
    return Answer(found, read_pages(found, pages_of(screen, found.total)), current, current_id, tuple(rows), keep.stay)


def _found_again(found: IncidentList, old: IncidentList, ranges: Sequence[tuple[int, int]]) -> list[int]:
    """The rows of what was selected; a selection too large to follow is given up."""
    if sum(last - first + 1 for first, last in ranges) > MOST_KEPT:
        return []
    positions = [row for first, last in ranges for row in range(first, last + 1) if row < old.total]
    return list(found.positions_of(old.ids(positions)))
