"""The lines of a list of choices: what each says, and the model that a table shows them by."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tips import plain

NAME, NOTE, CHOICE = 0, 1, 2
FIXED_ROLE = Qt.ItemDataRole.UserRole + 21
SECOND_ROLE = Qt.ItemDataRole.UserRole + 22  # the quiet words under the first ones
WARNS_ROLE = Qt.ItemDataRole.UserRole + 23
TWO_ROLE = Qt.ItemDataRole.UserRole + 24  # whether any line has quiet words: then the first ones of all stand higher
_NONE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """``key`` is the file's own word; ``chosen`` the value and ``label`` the words of what it was taken for.

    A ``fixed`` line says what is so and offers no choice; one that is not ``settled`` was not recognised. ``under``
    stands below the key and ``why`` below the label. ``more`` are choices (words, value) of this line alone.
    """

    key: str
    note: str
    chosen: object
    label: str
    settled: bool = True
    fixed: bool = False
    under: str = ""
    why: str = ""
    warns: bool = False  # what stands under the key wants a look
    more: tuple[tuple[str, object], ...] = ()

    def holds(self, sought: str) -> bool:
        """Whether any of its words has ``sought``, which is in small letters."""
        return any(sought in words.casefold() for words in (self.key, self.under, self.label, self.why))


class LinesModel(QAbstractTableModel):
    def __init__(self, heads: tuple[str, str, str], *, note_right: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads, self._note_right = heads, note_right
        self.lines: tuple[Line, ...] = ()
        self.two = False  # whether any line has quiet words

    def show(self, lines: tuple[Line, ...]) -> None:
        """Lines with the same keys are renewed in place: selection and scroll position stay."""
        self.two = any(line.under or line.why for line in lines)
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
        second = (line.under, "", line.why)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{words}\n{second}" if second else words)
        if role == STYLE_ROLE:
            if column == CHOICE and not line.fixed:
                return CellStyle(link=True, medium=line.settled)
            return CellStyle(quiet=column != NAME, right=column == NOTE and self._note_right)
        if role == SECOND_ROLE:
            return brief(second)
        if role == TWO_ROLE:
            return self.two
        if role == WARNS_ROLE:
            return line.warns and column == NAME
        if role == FIXED_ROLE:
            return line.fixed
        return self._told(line, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == NOTE and self._note_right else _LEFT
        return None

    def _told(self, line: Line, column: int, role: int) -> object:
        """What a screen reader says of a cell."""
        if role == Qt.ItemDataRole.AccessibleTextRole and column == CHOICE:
            said = f"{line.key}: {line.label}"
            return f"{said}, {line.why}" if line.why else said
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME and line.under:
            return f"{line.key}, {line.under}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and not line.fixed:
            return _("Enter opens the choice.")
        return None
