"""Editors that open inside a cell of the table: a line for the title, a choice for the rest, names completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Fix, ReleaseRelated, Status
from desktop_app.services.incident_lists import COLUMNS, IncidentRow
from desktop_app.services.incidents import Choices
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import CellDelegate, Index
from desktop_app.ui.widgets.fields import Combo, LineEdit

FIELDS: Final = {
    "title": "title", "classification": "classification", "team": "team", "system": "system",
    "system_error": "system_error", "status": "status", "release": "release_related", "fix": "fix",
}  # fmt: skip
"""Columns that can be changed in place, and what the service calls them."""

ROW_ROLE = Qt.ItemDataRole.UserRole + 10  # the IncidentRow of a cell, None until it is read
_Hint = QAbstractItemDelegate.EndEditHint
_LONGEST = 1_000  # signs of a title
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceEditor(Combo):
    """``picked`` when an entry was taken from the open list, not while the arrow keys walk through them."""

    picked = Signal()

    def __init__(self, choices: Sequence[tuple[str, object]], *, editable: bool, name: str, parent: QWidget) -> None:
        super().__init__(choices, editable=editable, accessible_name=name, parent=parent)
        self._open = False
        self.setAutoFillBackground(True)
        self.activated.connect(self._on_activated)

    def showPopup(self) -> None:
        self._open = True
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        QTimer.singleShot(0, self, self._closed)  # Qt hides the list first and tells the choice then

    def _closed(self) -> None:
        self._open = False

    def _on_activated(self, _index: int) -> None:
        if self._open:
            self.picked.emit()


class EditingDelegate(CellDelegate):
    """``entered`` carries the index, the value for the service, and the words as they were typed."""

    entered = Signal(QModelIndex, object, str)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self.choices = Choices((), (), ())
        self.words: str | None = None  # what the next editor begins with instead of the stored value

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        key, row = COLUMNS[index.column()], cast("IncidentRow", index.data(ROW_ROLE))
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        if key == "title":
            line = LineEdit(accessible_name=name, parent=parent)
            line.setMaxLength(_LONGEST)
            line.setAutoFillBackground(True)
            return line
        named = self._names(key)
        if named is not None:
            made = ChoiceEditor([(n, n) for n in named], editable=True, name=name, parent=parent)
        else:
            made = ChoiceEditor(coded(key, row), editable=False, name=name, parent=parent)
        made.picked.connect(lambda: self._finish(made, _Hint.NoHint))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor once: what is typed is never overwritten."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        words, self.words = self.words, None
        key, row = COLUMNS[index.column()], cast("IncidentRow", index.data(ROW_ROLE))
        if isinstance(editor, ChoiceEditor) and not editor.isEditable():
            editor.choose(value_of(row, key))
            if words is not None and editor.findText(words) >= 0:
                editor.setCurrentIndex(editor.findText(words))
            return
        stored = str(value_of(row, key))
        if isinstance(editor, ChoiceEditor):
            editor.setCurrentIndex(editor.findText(stored))
            editor.setEditText(stored if words is None else words)
        elif isinstance(editor, QLineEdit):
            editor.setText(stored if words is None else words)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Tell what was entered, unless it is what was there."""
        row, key = cast("IncidentRow", index.data(ROW_ROLE)), COLUMNS[index.column()]
        if isinstance(editor, ChoiceEditor):
            words = editor.currentText().strip()
            value = words if editor.isEditable() else editor.currentData()
        else:
            words = cast("QLineEdit", editor).text().strip()
            value = words
        if row is not None and value != value_of(row, key):
            self.entered.emit(index.model().index(index.row(), index.column()), value, words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the cell, wider where a choice needs it."""
        cell, room = option.rect.adjusted(0, 0, 0, -1), cast("QTableView", self.parent()).viewport().width()
        least = min(editor.sizeHint().width(), theme().px(260)) if isinstance(editor, ChoiceEditor) else theme().px(120)
        width = max(cell.width(), least)
        left = max(0, min(cell.left(), room - width))
        editor.setGeometry(QRect(left, cell.top(), min(width, room), cell.height()))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter stores and moves down; no key of the table or the page reaches past the editor."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._finish(cast("QWidget", editor), _Hint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def _names(self, key: str) -> Sequence[str] | None:
        known = {"team": self.choices.teams, "system": self.choices.systems, "system_error": self.choices.system_errors}
        return known.get(key)


def coded(key: str, row: IncidentRow) -> list[tuple[str, object]]:
    """The choices of a column that has a fixed few; a pause needs a reason and is no plain change."""
    if key == "classification":
        return [(kind.label, kind) for kind in Classification]
    if key == "release":
        return [(said.label, said) for said in ReleaseRelated]
    if key == "fix":
        return [(fix.label, fix) for fix in Fix]
    kept = [status for status in Status if status is not Status.PAUSED or row.status is Status.PAUSED]
    return [(row.status_label if status is row.status else status.label, status) for status in kept]


def value_of(row: IncidentRow, key: str) -> object:
    """What the row holds in an editable column, as the service takes it."""
    return getattr(row, FIELDS[key])
