"""Rows of a list that is not stored yet, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

Row = tuple[str, ...]
_NONE = QModelIndex()
_QUIET = ("–", "")


class RowsModel(QAbstractTableModel):
    """Texts as they are; the first column is medium, dashes are quiet."""

    def __init__(self, heads: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, at: int) -> Row:
        return self._rows[at]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(words)
        if role == STYLE_ROLE:
            return CellStyle(medium=index.column() == 0, quiet=words in _QUIET)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class RowsTable(DataTable):
    """Each column what its words need; ``elastic`` takes the rest and gives way. At least ``least`` rows are seen."""

    def __init__(self, heads: Row, *, elastic: int, least: int, most: int, accessible_name: str) -> None:
        super().__init__(row_height=30, accessible_name=accessible_name)
        self._elastic, self._least, self._most = elastic, least, most
        self.rows = RowsModel(heads, self)
        self.setModel(self.rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.rows.show(rows)
        self.setMaximumHeight(self._high(len(rows)))
        for column in range(self.rows.columnCount()):  # what the list tells of nobody needs no room
            self.setColumnHidden(column, all(row[column] in _QUIET for row in rows))
        self._share_width()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), self._high(self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self._high(self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _high(self, rows: int) -> int:
        shown = min(self.rows.rowCount(), rows)
        return self.horizontalHeader().height() + shown * self.verticalHeader().defaultSectionSize() + 2

    def _share_width(self) -> None:
        columns = [column for column in range(self.rows.columnCount()) if not self.isColumnHidden(column)]
        if not columns:
            return
        needed = {column: self._needed(column) for column in columns}
        needed[self._elastic] = max(needed.get(self._elastic, 0), theme().px(120))
        spare = self.viewport().width() - sum(needed.values())
        for column in sorted(columns, key=lambda each: -needed[each]):  # the widest give way first
            if spare >= 0:
                break
            given = min(-spare, max(0, needed[column] - theme().px(64)))
            needed[column] -= given
            spare += given
        alike = 0 if len(columns) < 3 else max(0, spare) // len(columns)  # a sentence takes all of the rest
        for column in columns:
            rest = max(0, spare) - alike * (len(columns) - 1) if column == self._elastic else alike
            self.setColumnWidth(column, needed[column] + rest)

    def _needed(self, column: int) -> int:
        head = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
        width = int(theme().width(head, TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
        return max(width, self.sizeHintForColumn(column)) + theme().px(8)
