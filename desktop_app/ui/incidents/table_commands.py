"""What can be done with cells, columns and views, as actions with keys; the menus that hold them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.services.incident_groups import group_fields
from desktop_app.ui.theme import theme

NO_GROUPS = ""


class GroupMenu(QMenu):
    """``chosen`` carries a field of ``group_fields``, or NO_GROUPS."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("&Group by"), parent)
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        names: Mapping[str, str] = {NO_GROUPS: _("Nothing"), **group_fields()}
        for field, words in names.items():
            action = QAction(words, self._group)
            action.setCheckable(True)
            action.setStatusTip(_("Count the incidents shown by the values of a column"))
            action.triggered.connect(lambda _on=False, f=field: self.chosen.emit(f))
            self._actions[field] = action
            self.addAction(action)
            if field == NO_GROUPS:
                self.addSeparator()
        self.show_field(NO_GROUPS)

    def show_field(self, field: str) -> None:
        self._actions[field].setChecked(True)


class TableCommands:
    """The actions belong to ``page``: their keys work there and nowhere else."""

    def __init__(self, page: QWidget, table: QWidget) -> None:
        self.edit_cell = _action(page, _("Edit &cell"), _("Change the cell under the cursor in its place"), "F2")
        self.copy_all = _action(
            table, _("Copy &all columns"), _("Copy the selected rows with every column"), "Ctrl+Shift+Insert"
        )
        self.columns = _action(table, _("Choose co&lumns…"), _("Show, hide and order the columns"), "Ctrl+Shift+C")
        self.column_left = _action(table, _("Move to the &left"), _("Move the column to the left"), "Ctrl+Shift+Left")
        self.column_right = _action(
            table, _("Move to the &right"), _("Move the column to the right"), "Ctrl+Shift+Right"
        )
        self.wider = _action(table, _("&Wider"), _("Make the column wider"), "Alt+Shift+Right")
        self.narrower = _action(table, _("&Narrower"), _("Make the column narrower"), "Alt+Shift+Left")
        self.fit = _action(table, _("&Fit by itself"), _("Let the table choose the column's width"))
        self.sort = _action(table, _("S&ort by this column"), _("Once more turns the order"), "Ctrl+Shift+O")
        self.hide = _action(table, _("&Hide"), _("Hide the column"))
        self.groups = GroupMenu(page)
        self.save_changes = _action(
            page, _("Save c&hanges to the view"), _("Keep filter, order and columns as they are shown now")
        )
        self.rename_view = _action(page, _("Re&name view"), _("Give the view another name"))
        self.view_left = _action(page, _("Move to the &left"), _("Move the view among your own"))
        self.view_right = _action(page, _("Move to the &right"), _("Move the view among your own"))
        self.delete_view = _action(page, _("&Delete view"), _("Take the view away; its incidents stay"))
        self.column_menu = QMenu(_("This co&lumn"), page)
        self.column_menu.addActions(self.of_column)
        self.view_menu = QMenu(_("&View"), page)
        self.show_view(own=False, changed=False)

    @property
    def of_column(self) -> list[QAction]:
        """What can be done with the column of the current cell, or of the head that was clicked."""
        return [self.sort, self.column_left, self.column_right, self.wider, self.narrower, self.fit, self.hide]

    def fill_view_menu(self, save_view: QAction) -> None:
        """``save_view`` keeps what is shown under a new name."""
        own = [self.save_changes, self.rename_view, self.view_left, self.view_right, self.delete_view]
        self.view_menu.addActions([save_view, *own])

    def show_view(self, *, own: bool, changed: bool) -> None:
        """Enable what fits the view that is shown."""
        for action in (self.rename_view, self.view_left, self.view_right, self.delete_view):
            action.setEnabled(own)
        self.save_changes.setEnabled(own and changed)

    def all(self) -> tuple[QAction, ...]:
        """In the order of the menu "Incident"."""
        return (
            self.copy_all, self.columns, self.column_menu.menuAction(), self.groups.menuAction(),
            self.view_menu.menuAction(),
        )  # fmt: skip


def _action(owner: QWidget, words: str, tip: str, keys: str = "") -> QAction:
    action = QAction(words, owner)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setStatusTip(tip)
    owner.addAction(action)
    if keys == "F2":
        theme().icons.dress(action, "pencil")
    return action
