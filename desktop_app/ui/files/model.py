"""The backups of a workspace as rows, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.language import _, number
from desktop_app.services.backups import BackupLine
from desktop_app.ui.files.words import recently, size
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.lines_model import LinesModel
from desktop_app.ui.widgets.tips import plain

WHEN, WHY, INCIDENTS, ROWS, SIZE, CHECKED = range(6)
_NUMBERS = (INCIDENTS, ROWS, SIZE)


class BackupModel(LinesModel):
    """``checked`` holds what the last check of this session said of each backup: empty for a good one."""

    lines: tuple[BackupLine, ...]

    def __init__(self, parent: QObject) -> None:
        heads = (_("When"), _("Why"), _("Incidents"), _("Rows"), _("Size"), _("Checked"))
        super().__init__(heads, _NUMBERS, parent)
        self.checked: Mapping[Path, str] = {}

    def show_checked(self, checked: Mapping[Path, str]) -> None:
        self.checked = checked
        if self.lines:
            self.dataChanged.emit(self.index(0, CHECKED), self.index(len(self.lines) - 1, CHECKED))

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self.checked.get(line.path, "") if column == CHECKED else line.path.name)
        if role == STYLE_ROLE:
            damaged = column == CHECKED and bool(self.checked.get(line.path))
            return CellStyle(
                medium=column == WHEN,
                quiet=column in (ROWS, SIZE, CHECKED) and not damaged,
                right=column in _NUMBERS,
                icon="triangle-alert" if damaged else "",
                tone="warntext" if damaged else "text2",
            )
        return None

    def _words(self, line: BackupLine, column: int) -> str:
        if column == CHECKED:
            said = self.checked.get(line.path)
            return _("when written") if said is None else _("damaged") if said else _("just now")
        return {
            WHEN: recently(line.at),
            WHY: line.reason.label,
            INCIDENTS: number(line.incidents),
            ROWS: number(line.rows),
            SIZE: size(line.size),
        }[column]
