"""A table of lines under heads: what every list that is shown whole has in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LinesModel(QAbstractTableModel):
    """``numbers`` are the columns whose heads stand at the right; what a cell says is the subclass's ``data``."""

    def __init__(self, heads: Sequence[str], numbers: Collection[int], parent: QObject) -> None:
        super().__init__(parent)
        self._heads, self._numbers = tuple(heads), frozenset(numbers)
        self.lines: tuple[Any, ...] = ()

    def show(self, lines: tuple[Any, ...]) -> None:
        """Lines that are there already stay as they are."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers else None
