"""What can be done on this page, as actions for its buttons, its keys and the window's menu."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.lives import Act
from desktop_app.ui.incidents.act_words import RARER, Shown, acts
from desktop_app.ui.incidents.table_commands import TableCommands
from desktop_app.ui.theme import theme

Keys = QKeySequence | QKeySequence.StandardKey | str
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_IN_TABLE = Qt.ShortcutContext.WidgetShortcut  # a single letter is none while something is typed in the table


class Commands:
    """The actions belong to ``page`` and ``table``: their keys work there and nowhere else."""

    def __init__(self, page: QWidget, table: QWidget) -> None:
        self.new = _action(page, _("&New incident"), "plus", _("Log a new incident"), "Ctrl+N")
        self.edit = _action(
            table, _("&Edit incident"), "pencil", _("Edit the incident of this row in a form"), "Ctrl+Return", _IN_TABLE
        )
        self.edit_many = _action(
            page,
            _("Edit to&gether…"),
            "sliders-horizontal",
            _("Change any field of all selected incidents"),
            "Ctrl+Shift+E",
        )
        self.merge = _action(
            page,
            _("&Merge…"),
            "git-merge",
            _("Make the selected incidents one, and the others its duplicates"),
            "Ctrl+Shift+M",
        )
        self.find = _action(
            page, _("&Find incidents"), "search", _("Search ticket numbers and titles"), QKeySequence.StandardKey.Find
        )
        self.copy = _action(
            table, _("&Copy rows"), "copy", _("Copy the selected rows as they are shown"), QKeySequence.StandardKey.Copy
        )
        self.delete = _action(
            table,
            _("&Delete incidents"),
            "trash-2",
            _("Delete the selected incidents"),
            QKeySequence.StandardKey.Delete,
        )
        self.save_view = _action(page, _("&Save view"), "bookmark", _("Keep this filter as a tab"))
        self.export_xlsx = _action(
            page, _("As a &workbook (xlsx)…"), "file-spreadsheet", _("Write these incidents to a workbook")
        )
        self.export_csv = _action(page, _("As &text (csv)…"), "download", _("Write these incidents to a csv file"))
        self.times = _action(
            table, _("Correct ti&mes…"), "clock", _("Put its instants and segments right"), "T", _IN_TABLE
        )
        self.table = TableCommands(page, table)
        self.table.fill_view_menu(self.save_view)
        self.acts = {act: _act(table, shown) for act, shown in acts().items()}
        self._breaks = [_separator(table) for _each in range(4)]
        self.rarer = QMenu(_("M&ore acts"), page)
        self.rarer.addActions([*(self.acts[act] for act in RARER), self.times, self.merge])
        self.of_rows = QMenu(table)
        self.of_rows.addActions([self.edit, self.edit_many, *self._life(), self._breaks[1], self.copy, self.delete])

    def set_selected(self, count: int) -> None:
        for action in (self.edit, self.copy, self.delete, *self.acts.values()):
            action.setEnabled(count > 0)
        self.times.setEnabled(count == 1)
        for action in (self.edit_many, self.merge):
            action.setEnabled(count > 1)

    def set_possible(self, possible: Collection[Act]) -> None:
        """What can be done with the one incident that is selected."""
        for act, action in self.acts.items():
            action.setEnabled(act in possible)

    def all(self) -> tuple[QAction, ...]:
        """In the order of the menu "Incident"."""
        return (
            self.new, self.edit, self.table.edit_cell, self.edit_many, *self._life(), self._breaks[1],
            self.copy, self.delete, self._breaks[2],
            self.find, *self.table.all(), self._breaks[3], self.export_xlsx, self.export_csv,
        )  # fmt: skip

    def _life(self) -> tuple[QAction, ...]:
        often = (action for act, action in self.acts.items() if act not in RARER)
        return (self._breaks[0], *often, self.rarer.menuAction())


def _act(table: QWidget, shown: Shown) -> QAction:
    return _action(table, shown.words, shown.icon, shown.tip, shown.key, _IN_TABLE)


def _separator(owner: QWidget) -> QAction:
    made = QAction(owner)
    made.setSeparator(True)
    return made


def _action(
    owner: QWidget, words: str, icon: str, tip: str, keys: Keys = "", context: Qt.ShortcutContext = _INSIDE
) -> QAction:
    action = QAction(words, owner)
    theme().icons.dress(action, icon)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(context)
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({shown})" if shown else tip)
    action.setStatusTip(tip)
    owner.addAction(action)
    return action
