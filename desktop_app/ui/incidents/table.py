"""The table of incidents: the user's columns, selection of many rows, and the keys of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.domain.language import _
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.editable_table import EditableTable
from desktop_app.ui.incidents.placing import Placing
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.widgets.cells import Index

_SELECT_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ONLY_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate
_AT_THE_CURSOR = (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up)


class IncidentTable(EditableTable):
    """``row_clicked`` is a row chosen by mouse, ``row_reached`` any new current row, -1 for none."""

    row_clicked = Signal(int)
    row_reached = Signal(int)
    selection_changed = Signal()
    escaped = Signal()
    columns_wanted = Signal(QPoint, str)  # global place of a right click on the head, key of its column

    def __init__(self, model: IncidentTableModel, choice: ColumnChoice, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("Incidents"), parent=parent)
        self._shown, self._quiet = model, False
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_head_menu)
        self.placing = Placing(self, model, choice)

    def columns_shown(self) -> list[str]:
        return self.placing.keys()

    @property
    def current_key(self) -> str:
        """The column of the current cell, the first one shown where there is none."""
        index = self.currentIndex()
        visible = index.isValid() and not self.isColumnHidden(index.column())
        return COLUMNS[index.column()] if visible else self.placing.keys()[0]

    def _on_head_menu(self, at: QPoint) -> None:
        header = self.horizontalHeader()
        section = header.logicalIndexAt(at)
        self.columns_wanted.emit(header.mapToGlobal(at), COLUMNS[section] if section >= 0 else "")

    # -- selection

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as first and last of each stretch, so that a million cost no more than one."""
        selection = self.selectionModel().selection()
        ranges = (selection.at(i) for i in range(selection.count()))
        return sorted((r.top(), r.bottom()) for r in ranges)

    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def choose_rows(self, rows: Sequence[int], current: int | None, *, reveal: bool = False) -> None:
        """Select rows after a reload and make one of them the current one, without telling anybody."""
        column = COLUMNS.index(self.placing.keys()[0])
        chosen = QItemSelection()
        for first, last in stretches(rows):
            chosen.select(self._shown.index(first, 0), self._shown.index(last, len(COLUMNS) - 1))
        self._quiet = True
        self.setAutoScroll(False)  # only ``reveal`` moves the list
        try:
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Clear | _SELECT_ROWS)
            if current is not None:
                index = self._shown.index(current, column)
                self.selectionModel().setCurrentIndex(index, _ONLY_CURRENT)
                if reveal:
                    self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        finally:
            self.setAutoScroll(True)
            self._quiet = False
        self.selection_changed.emit()

    def scroll_to(self, value: int) -> None:
        """Go to a place of the scroll bar, also right after the model was reset."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(value)

    def first_visible_row(self) -> int:
        return max(0, self.rowAt(0))

    def rows_per_screen(self) -> int:
        return self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 2

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.row() != previous.row():
            self.row_reached.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selection_changed.emit()

    # -- keys and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last incident, as in every list."""
        move, total = QAbstractItemView.CursorAction, self._shown.rowCount()
        if action in (move.MoveHome, move.MoveEnd) and total:
            column = max(0, self.currentIndex().column())
            return self._shown.index(0 if action == move.MoveHome else total - 1, column)
        return super().moveCursor(action, modifiers)

    def edges(self, index: Index) -> tuple[bool, bool]:
        keys = self.placing.keys()
        return COLUMNS[index.column()] == keys[0], COLUMNS[index.column()] == keys[-1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        if event.key() in _AT_THE_CURSOR and self.currentIndex().isValid() and not self.selected_count():
            self.selectRow(self.currentIndex().row())  # the keys have not moved, and yet mean the row they stand in
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        row = self.rowAt(round(event.position().y()))
        if plain and row >= 0 and self.selected_count() == 1 and not self.is_editing:
            self.row_clicked.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.placing.place()


def stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending rows as first and last of each run without a gap."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
