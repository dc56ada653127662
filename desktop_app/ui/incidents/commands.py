"""What can be done on this page, as actions for its buttons, its keys and the window's menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.theme import theme

Keys = QKeySequence | QKeySequence.StandardKey | str


class Commands:
    """The actions belong to ``page`` and ``table``: their keys work there and nowhere else."""

    def __init__(self, page: QWidget, table: QWidget) -> None:
        self.new = _action(page, _("&New incident"), "plus", _("Log a new incident"), "Ctrl+N")
        self.edit = _action(page, _("&Edit incident"), "pencil", _("Edit the incident of this row"), "F2")
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
        table.addAction(self.edit)

    def set_selected(self, count: int) -> None:
        for action in (self.edit, self.copy, self.delete):
            action.setEnabled(count > 0)

    def all(self) -> tuple[QAction, ...]:
        """In the order of the menu "Incident"."""
        return (
            self.new, self.edit, self.copy, self.delete, self.find, self.save_view, self.export_xlsx, self.export_csv,
        )  # fmt: skip


def _action(owner: QWidget, words: str, icon: str, tip: str, keys: Keys = "") -> QAction:
    action = QAction(words, owner)
    theme().icons.dress(action, icon)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({shown})" if shown else tip)
    action.setStatusTip(tip)
    owner.addAction(action)
    return action
