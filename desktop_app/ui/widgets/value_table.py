"""A small table of a figure, all of it shown; numbers open the incidents behind them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import OPENS_ROLE, PADDING, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tables import DataTable

_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EMPTY = Table((), (), ())


class FigureTableModel(QAbstractTableModel):
    """Shows a ``domain.figures.Table`` as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = _EMPTY
        self._widest: dict[tuple[int, float], int] = {}

    def show(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self._widest.clear()
        self.endResetModel()

    def cell(self, index: QModelIndex | QPersistentModelIndex) -> Cell:
        return self._table.rows[index.row()][index.column()]

    def widest(self, column: int) -> int:
        """The width of the column's longest text; measured once, for a layout asks again and again."""
        key = (column, theme().scale)
        if key not in self._widest:
            texts = {(row[column].text, self._style(row[column], column).type) for row in self._table.rows}
            self._widest[key] = int(max((theme().width(words, kind) for words, kind in texts), default=0.0))
        return self._widest[key]

    def _style(self, cell: Cell, column: int) -> CellStyle:
        return CellStyle(cell.strong, column == 0, cell.quiet, right=self._table.numeric[column])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == STYLE_ROLE:
            return self._style(cell, index.column())
        if role == OPENS_ROLE:
            return cell.opens
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._table.numeric[index.column()] else _LEFT
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and cell.opens is not None:
            return _("Enter shows the incidents behind it.")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._table.numeric[section] else _LEFT
        return None


class ValueTable(DataTable):
    """As high as its rows. A click or Enter on a number tells its filter by ``incidents_wanted``."""

    incidents_wanted = Signal(IncidentFilter)

    def __init__(self, *, row_height: int = 30, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(row_height=row_height, accessible_name=accessible_name, parent=parent)
        self._shown = FigureTableModel(self)
        self.setModel(self._shown)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._open)
        self.opened.connect(self._open)
        self.doubleClicked.disconnect(self.on_double_click)

    def show_table(self, table: Table) -> None:
        self._shown.show(table)
        self._share_width()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = self._shown.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().height() if self._natural() > self.width() else 0
        return QSize(self._natural(), self.horizontalHeader().height() + rows + bar + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and index.data(OPENS_ROLE) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _open(self, index: QModelIndex) -> None:
        opens = index.data(OPENS_ROLE)
        if opens is not None:
            self.incidents_wanted.emit(opens)

    def _needed(self, column: int) -> int:
        head = theme().width(str(self._shown.headerData(column, Qt.Orientation.Horizontal)), TextStyle.CAPTION_MEDIUM)
        return max(int(head), self._shown.widest(column)) + 2 * PADDING + 2

    def _natural(self) -> int:
        return sum(self._needed(column) for column in range(self._shown.columnCount()))

    def _share_width(self) -> None:
        """Give each column what it needs and the same share of what is left."""
        columns = self._shown.columnCount()
        if not columns:
            return
        needed = [self._needed(column) for column in range(columns)]
        spare = max(0, self.viewport().width() - sum(needed))
        for column, width in enumerate(needed):
            extra = spare * (column + 1) // columns - spare * column // columns
            self.setColumnWidth(column, width + extra)
