"""The table of incidents: the user's columns, selection of many rows, and the keys of a list."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.domain.language import _
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.incidents.wording import day, stamp
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, Index
from desktop_app.ui.widgets.tables import ARROW, DataTable

_SELECT_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
WIDEST = datetime(2028, 12, 28, 20, 28, tzinfo=UTC)
_ONLY_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate


class IncidentTable(DataTable):
    """``row_clicked`` is a row chosen by mouse, ``row_reached`` any new current row, -1 for none."""

    sort_wanted = Signal(str)
    row_clicked = Signal(int)
    row_reached = Signal(int)
    selection_changed = Signal()
    escaped = Signal()
    columns_wanted = Signal(QPoint)  # global place of a right click on the head

    def __init__(self, model: IncidentTableModel, choice: ColumnChoice, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("Incidents"), parent=parent)
        self._shown, self._choice, self._quiet = model, choice, False
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns_wanted.emit(header.mapToGlobal(at)))
        header.sectionClicked.connect(self._on_head)
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        model.titled.connect(self.place_columns)
        self._relay = QTimer(self)  # once after a drag, not at each of its pixels
        self._relay.setSingleShot(True)
        self._relay.setInterval(250)
        self._relay.timeout.connect(self.place_columns)
        self.place_columns()

    # -- columns

    def place_columns(self) -> None:
        """Show, order and size the columns as chosen and as far as the width allows."""
        header = self.horizontalHeader()
        empty = () if self._shown.has_titles else ("title",)
        placed = self._choice.placed(self.viewport().width(), self._needed(), theme().scale, empty)
        visible = [p.key for p in placed]
        order = [*visible, *(key for key in self._choice.order if key not in visible)]
        with self._silently():
            for key in order:
                header.setSectionHidden(COLUMNS.index(key), key not in visible)
            for place, key in enumerate(order):  # hidden ones come last, so that the first shown is the first of all
                header.moveSection(header.visualIndex(COLUMNS.index(key)), place)
            for column in placed:
                header.resizeSection(COLUMNS.index(column.key), column.width)
        widths = {column.key: column.width for column in placed}
        self._shown.set_days_only(widths.get("opened", 0) < self._width_of(stamp(WIDEST)))
        self.viewport().update()

    def shown_keys(self) -> list[str]:
        """The visible columns from left to right."""
        header = self.horizontalHeader()
        sections = [header.logicalIndex(place) for place in range(header.count())]
        return [COLUMNS[section] for section in sections if not header.isSectionHidden(section)]

    def show_sort(self, key: str, *, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(COLUMNS.index(key), order)

    def _needed(self) -> dict[str, int]:
        """What each head takes with its arrow, and a day in the column of days."""
        look = theme()
        extra = 2 * PADDING + look.px(ARROW) + 6
        columns = self._choice.columns.values()
        needed = {c.key: math.ceil(look.width(c.title, TextStyle.CAPTION_STRONG)) + extra for c in columns}
        needed["opened"] = max(needed["opened"], self._width_of(day(WIDEST)))
        return needed

    @staticmethod
    def _width_of(words: str) -> int:
        return math.ceil(theme().width(words, TextStyle.BODY)) + 2 * PADDING + 2

    @contextmanager
    def _silently(self) -> Iterator[None]:
        """Changes of the head in here are ours, not the user's."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _on_head(self, section: int) -> None:
        if self._shown.sortable(section):
            self.sort_wanted.emit(COLUMNS[section])

    def _on_moved(self, _logical: int, _old: int, _new: int) -> None:
        if not self._quiet:
            self._choice.reorder(self.shown_keys())

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if not self._quiet and new > 0:
            self._choice.resize(COLUMNS[section], new)
            self._relay.start()

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
        column = COLUMNS.index(self.shown_keys()[0])
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._shown.index(row, 0), self._shown.index(row, len(COLUMNS) - 1))
        with self._silently():
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Clear | _SELECT_ROWS)
            if current is not None:
                index = self._shown.index(current, column)
                self.selectionModel().setCurrentIndex(index, _ONLY_CURRENT)
                if reveal:
                    self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
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
        keys = self.shown_keys()
        return COLUMNS[index.column()] == keys[0], COLUMNS[index.column()] == keys[-1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        row = self.rowAt(round(event.position().y()))
        if plain and row >= 0 and self.selected_count() == 1:
            self.row_clicked.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place_columns()
