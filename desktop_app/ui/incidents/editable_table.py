"""A table whose cells are changed in their place, as in a spreadsheet: F2 or a double click, Enter, Tab, Escape."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.incidents.cell_editors import FIELDS, ChoiceEditor, EditingDelegate
from desktop_app.ui.widgets.tables import DataTable


class EditableTable(DataTable):
    """``edit_begins`` when a double click is about to open an editor: the click before it may have done something."""

    edit_begins = Signal()
    edit_ended = Signal()

    def __init__(self, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._pressed = QPersistentModelIndex()
        self.editors = EditingDelegate(self)
        self.setItemDelegate(self.editors)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # ``edit_cell`` alone opens an editor

    def columns_shown(self) -> list[str]:
        """The keys of the visible columns from left to right."""
        raise NotImplementedError

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def on_double_click(self, index: QModelIndex) -> None:
        """Change the cell where that is possible, else open the incident."""
        if not self._can_edit(index):
            self.opened.emit(index)
            return
        self.edit_begins.emit()
        if self.edit_cell(index):
            editor = self.indexWidget(index)
            if isinstance(editor, ChoiceEditor) and not editor.isEditable():
                editor.showPopup()

    def edit_cell(self, index: QModelIndex, words: str | None = None) -> bool:
        """Open the editor of a cell, with ``words`` in place of what is stored; False where there is none."""
        if not self._can_edit(index):
            return False
        self._go(index)
        self.editors.words = words
        self.edit(index)
        editor = self.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.end(False)
        elif isinstance(editor, ChoiceEditor) and (line := editor.lineEdit()) is not None and words is None:
            line.selectAll()  # a name is replaced, a title mended
        return self.is_editing

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes to the row below, Tab to the next cell that can be changed and opens it."""
        hints, here = QAbstractItemDelegate.EndEditHint, self.currentIndex()
        super().closeEditor(editor, hints.NoHint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if hint == hints.SubmitModelCache and here.row() + 1 < self.model().rowCount():
            self._go(self.model().index(here.row() + 1, here.column()))
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._edit_next(here, 1 if hint == hints.EditNextItem else -1)
        if not self.is_editing:
            self.edit_ended.emit()

    def _edit_next(self, here: QModelIndex, step: int) -> None:
        """The next editable cell to one side, on the next row after the last of a row."""
        columns = [COLUMNS.index(key) for key in self.columns_shown() if key in FIELDS]
        if here.column() not in columns:
            return
        row, place = divmod(here.row() * len(columns) + columns.index(here.column()) + step, len(columns))
        if 0 <= row < self.model().rowCount():
            index = self.model().index(row, columns[place])
            if not self.edit_cell(index):
                self._go(index)

    def _go(self, index: QModelIndex) -> None:
        """Make a cell the current one and its row the chosen one."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _can_edit(self, index: QModelIndex) -> bool:
        return (
            index.isValid()
            and not self.isColumnHidden(index.column())
            and bool(self.model().flags(index) & Qt.ItemFlag.ItemIsEditable)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Means the cell of the first click, which may lie elsewhere since: that click can open the pane."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed.isValid():
            self.on_double_click(self.model().index(self._pressed.row(), self._pressed.column()))
            return
        super().mouseDoubleClickEvent(event)
