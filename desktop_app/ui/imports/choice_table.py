"""A list whose lines carry a choice: a column and its field, a priority and its meaning, a team and its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, STYLE_ROLE, CellDelegate, CellStyle, Index
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

NAME, NOTE, CHOICE = 0, 1, 2
FIXED_ROLE = Qt.ItemDataRole.UserRole + 21
_NONE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """``key`` is the file's own word; ``chosen`` the value and ``label`` the words of what it was taken for.

    A ``fixed`` line says what is so and offers no choice; one that is not ``settled`` was not recognised.
    """

    key: str
    note: str
    chosen: object
    label: str
    settled: bool = True
    fixed: bool = False


class LinesModel(QAbstractTableModel):
    def __init__(self, heads: tuple[str, str, str], *, note_right: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads, self._note_right = heads, note_right
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Lines with the same keys are renewed in place: selection and scroll position stay."""
        if [line.key for line in lines] == [line.key for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, CHOICE))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        words = (line.key, line.note, line.label)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(words)
        if role == STYLE_ROLE:
            if column == CHOICE and not line.fixed:
                return CellStyle(link=True, medium=line.settled)
            return CellStyle(quiet=column != NAME, right=column == NOTE and self._note_right)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == CHOICE:
            return f"{line.key}: {line.label}"
        if role == FIXED_ROLE:
            return line.fixed
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and not line.fixed:
            return _("Enter opens the choice.")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == NOTE and self._note_right else _LEFT
        return None


class _Delegate(CellDelegate):
    """The choice has a chevron at its right end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() == CHOICE and not index.data(FIXED_ROLE):
            look, box = theme(), QRectF(option.rect)
            size = look.px(12)
            at = QRectF(box.right() - PADDING - size, box.center().y() - size / 2, size, size)
            look.icons.paint(painter, at, "chevron-down", look.tokens.accenttext, 2)


class ChoiceTable(DataTable):
    """A click on the choice, Enter, F2 or Space opens the menu; it holds for every selected line."""

    chosen = Signal(list, object)  # keys, value
    selected = Signal(int)  # how many lines

    def __init__(
        self,
        heads: tuple[str, str, str],
        choices: Sequence[tuple[str, object]],
        *,
        note_right: bool = True,
        note_width: int = 72,
        choice_width: int = 132,
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._choices = tuple(choices)
        self._lines = LinesModel(heads, note_right=note_right, parent=self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NOTE, theme().px(note_width))
        header.resizeSection(CHOICE, theme().px(choice_width))
        self.menu = QMenu(self)
        self.doubleClicked.disconnect(self.on_double_click)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self.open_menu)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines.show(lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines.lines

    def selected_keys(self) -> list[str]:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self._lines.lines[row].key for row in rows if not self._lines.lines[row].fixed]

    def open_menu(self, index: QModelIndex) -> None:
        """Offer the choices for the line, or for all selected lines when it is one of them."""
        key = self._lines.lines[index.row()].key
        keys = self.selected_keys()
        if index.data(FIXED_ROLE):
            return
        if key not in keys:
            keys = [key]
        self.menu.clear()
        for words, value in self._choices:
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self._lines.lines[index.row()].chosen)
            action.triggered.connect(partial(self._choose, keys, value))
        below = self.visualRect(index.siblingAtColumn(CHOICE)).bottomLeft()
        self.menu.popup(self.viewport().mapToGlobal(below + QPoint(0, 1)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(len(self.selectionModel().selectedRows()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        over = index.column() == CHOICE and not index.data(FIXED_ROLE)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Space) and not event.modifiers()
        if opens and self.currentIndex().isValid():
            self.open_menu(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == CHOICE:
            self.open_menu(index)

    def _choose(self, keys: list[str], value: object) -> None:
        self.chosen.emit(keys, value)
