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
_TURNED = 5  # the most rows of a table that may stand as columns


class _Sized:
    """A table and the widths of its columns; measured once, for a layout asks again and again."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._needed: dict[float, list[int]] = {}

    def needed(self) -> list[int]:
        """What each column needs for its head and its longest text."""
        look = theme()
        if look.scale not in self._needed:
            heads = [look.width(words, TextStyle.CAPTION_MEDIUM) for words in self.table.columns]
            texts: list[set[tuple[str, TextStyle]]] = [set() for _head in heads]
            for row in self.table.rows:
                for at, cell in enumerate(row):
                    texts[at].add((cell.text, style(self.table, cell, at).type))
            self._needed[look.scale] = [
                int(max([head, *(look.width(words, kind) for words, kind in texts[at])])) + 2 * PADDING + 2
                for at, head in enumerate(heads)
            ]
        return self._needed[look.scale]


def style(table: Table, cell: Cell, column: int) -> CellStyle:
    return CellStyle(cell.strong, column == 0, cell.quiet, right=table.numeric[column])


class FigureTableModel(QAbstractTableModel):
    """Shows a ``domain.figures.Table`` as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = _EMPTY

    def show(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def cell(self, index: QModelIndex | QPersistentModelIndex) -> Cell:
        return self._table.rows[index.row()][index.column()]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == STYLE_ROLE:
            return style(self._table, cell, index.column())
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
    """As high as its rows. A click or Enter on a number tells its filter by ``incidents_wanted``.

    A few rows of many numbers stand as columns where they are too wide for the place, and the other way fits.
    """

    incidents_wanted = Signal(IncidentFilter)

    def __init__(self, *, row_height: int = 30, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(row_height=row_height, accessible_name=accessible_name, parent=parent)
        self._shown = FigureTableModel(self)
        self._told = self._sized = _Sized(_EMPTY)  # as it was told, and as it stands
        self._turned: _Sized | None = None
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
        self._told = self._sized = _Sized(table)
        turns = 0 < len(table.rows) <= _TURNED < len(table.columns) and all(table.numeric[1:])
        self._turned = _Sized(table.turned()) if turns else None
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

    def _natural(self) -> int:
        return sum(self._sized.needed())

    def _stand(self) -> None:
        """As it was told, or turned where only that fits."""
        wanted, room = self._told, self.viewport().width()
        if self._turned is not None and sum(wanted.needed()) > room >= sum(self._turned.needed()):
            wanted = self._turned
        if wanted is not self._sized:
            self._sized = wanted
            self._shown.show(wanted.table)

    def _share_width(self) -> None:
        """Give each column what it needs and the same share of what is left."""
        self._stand()
        needed = self._sized.needed()
        columns = len(needed)
        spare = max(0, self.viewport().width() - sum(needed))
        for column, width in enumerate(needed):
            extra = spare * (column + 1) // columns - spare * column // columns
            self.setColumnWidth(column, width + extra)
