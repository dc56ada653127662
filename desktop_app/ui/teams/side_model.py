"""The teams as a table: a row per team, a column per side to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.teams import Side
from desktop_app.services.teams import TeamLine
from desktop_app.ui.widgets.cells import OPENS_ROLE, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE = Qt.ItemDataRole.UserRole + 11  # Mark, on the cells of a side
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    NAME = 0
    INCIDENTS = 1
    OPS = 2
    DEV = 3
    OTHER = 4
    NOT_SET = 5
    PROPOSED = 6

    @property
    def side(self) -> Side | None:
        """The side that a cell of this column chooses."""
        return _SIDES.get(self)


_SIDES = {
    Column.OPS: Side.OPS,
    Column.DEV: Side.DEV,
    Column.OTHER: Side.OTHER,
    Column.NOT_SET: Side.UNKNOWN,
}


class Mark(IntEnum):
    FREE = 0
    PROPOSED = 1  # the name suggests it and nothing is set
    CHOSEN = 2
    UNSET = 3  # chosen, and it is "not set"


class SideModel(QAbstractTableModel):
    """Sorted and narrowed in Python: an organisation has hundreds of teams, not millions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[TeamLine, ...] = ()
        self._shown: list[TeamLine] = []
        self._words = ""
        self._sort, self._descending = Column.INCIDENTS, True

    @property
    def lines(self) -> tuple[TeamLine, ...]:
        """Every team, shown or not."""
        return self._all

    def show(self, lines: Sequence[TeamLine]) -> None:
        self._all = tuple(lines)
        self._arrange()

    def narrow(self, words: str) -> None:
        """Show the teams whose name contains every one of the words."""
        self._words = words
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort, self._descending = Column(column), order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def line(self, row: int) -> TeamLine:
        return self._shown[row]

    def rows_of(self, ids: Collection[int]) -> list[int]:
        return [row for row, line in enumerate(self._shown) if line.id in ids]

    def put(self, ids: Collection[int], side: Side) -> None:
        """Show a side at once, while it is being stored; the rows keep their places."""
        self._all = tuple(replace(line, side=side) if line.id in ids else line for line in self._all)
        for row in self.rows_of(ids):
            self._shown[row] = replace(self._shown[row], side=side)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown_text(line, column)
        if role == STYLE_ROLE:
            return _style(line, column)
        if role == MARK_ROLE and column.side is not None:
            return _mark(line, column.side)
        if role == OPENS_ROLE and column in (Column.NAME, Column.INCIDENTS) and line.incidents:
            return IncidentFilter().where("team", "one_of", line.name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Column.INCIDENTS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.NAME:
            return plain(line.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Column.INCIDENTS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column.side is not None:
            return _("Press to sort: teams of this side first")
        return None

    def _arrange(self) -> None:
        wanted = self._words.casefold().split()
        kept = [line for line in self._all if all(word in line.name.casefold() for word in wanted)]
        kept.sort(key=lambda line: line.name.casefold())
        kept.sort(key=self._key, reverse=self._descending)
        self.beginResetModel()
        self._shown = kept
        self.endResetModel()

    def _key(self, line: TeamLine) -> str | int:
        column = self._sort
        if column is Column.NAME:
            return line.name.casefold()
        if column is Column.INCIDENTS:
            return line.incidents
        if column is Column.PROPOSED:
            return 1 if _suggestion(line) is not None else 0
        return 1 if line.side is column.side else 0


def _suggestion(line: TeamLine) -> Side | None:
    """The proposal that still waits for a yes."""
    waits = line.side is Side.UNKNOWN and line.proposed is not Side.UNKNOWN
    return line.proposed if waits else None


def _title(column: Column) -> str:
    side = column.side
    if side is not None:
        return side.label
    return {
        Column.NAME: _("Team"),
        Column.INCIDENTS: _("Incidents"),
        Column.PROPOSED: _("Name suggests"),
    }[column]


def _shown_text(line: TeamLine, column: Column) -> str:
    if column is Column.NAME:
        return line.name
    if column is Column.INCIDENTS:
        return number(line.incidents)
    if column is Column.PROPOSED:
        return line.proposed.label if line.proposed is not Side.UNKNOWN else "–"
    return ""


def _spoken(line: TeamLine, column: Column) -> str:
    """What a screen reader says of a cell."""
    side = column.side
    if side is None:
        return _shown_text(line, column)
    if line.side is side:
        return _("{side}, chosen").format(side=side.label)
    if _suggestion(line) is side:
        return _("{side}, suggested by the name").format(side=side.label)
    return side.label


def _style(line: TeamLine, column: Column) -> CellStyle:
    if column is Column.NAME:
        return CellStyle(medium=True)
    if column is Column.INCIDENTS:
        return CellStyle(right=True, quiet=not line.incidents)
    if column is Column.PROPOSED:
        return CellStyle(link=True) if _suggestion(line) is not None else CellStyle(quiet=True)
    return CellStyle()


def _mark(line: TeamLine, side: Side) -> Mark:
    if line.side is side:
        return Mark.UNSET if side is Side.UNKNOWN else Mark.CHOSEN
    return Mark.PROPOSED if _suggestion(line) is side else Mark.FREE
