"""Deleted incidents as rows: number, title, when they were deleted and by whom."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_edits import TrashedIncident
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle, Index
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

_NONE = QModelIndex()
_TITLE = 1
_WIDTHS = {0: 140, 2: 150, 3: 200}  # px; the title takes the rest
LEAST_TITLE = 160


class TrashModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = (_("Incident"), _("Title"), _("Deleted"), _("By"))
        self.rows: tuple[TrashedIncident, ...] = ()

    def show(self, rows: Sequence[TrashedIncident]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._words(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(words)
        if role == STYLE_ROLE:
            return CellStyle(medium=index.column() == 0, quiet=index.column() > _TITLE)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    @staticmethod
    def _words(row: TrashedIncident, column: int) -> str:
        texts = (row.ticket, row.title, stamp(row.deleted_at), row.author or "–")
        return " ".join(texts[column].split())


class TrashTable(DataTable):
    """Several rows can be selected; after a new list the same incidents are."""

    def __init__(self) -> None:
        super().__init__(accessible_name=_("Deleted incidents"))
        self.incidents = TrashModel(self)
        self.setModel(self.incidents)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[TrashedIncident]) -> None:
        chosen, at = set(self.selected_ids()), self.currentIndex().row()
        self.incidents.show(rows)
        self._share_width()
        flag = self.selectionModel().SelectionFlag
        for place, row in enumerate(rows):
            if row.id in chosen:
                self.selectionModel().select(self.incidents.index(place, 0), flag.Select | flag.Rows)
        if rows and at >= 0:
            index = self.incidents.index(min(at, len(rows) - 1), 0)
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)

    def selected_ids(self) -> tuple[int, ...]:
        rows = self.incidents.rows
        return tuple(rows[index.row()].id for index in self.selectionModel().selectedRows() if index.row() < len(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        px, room = theme().px, self.viewport().width()
        for column, wide in _WIDTHS.items():
            self.setColumnWidth(column, math.ceil(px(wide)))
        taken = sum(self.columnWidth(column) for column in _WIDTHS)
        self.setColumnWidth(_TITLE, max(px(LEAST_TITLE), room - taken))
