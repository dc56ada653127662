"""Panes with a list in plain words: the rows behind a doubt, what changes, what may be the same."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.lines_model import LinesModel
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

Words = tuple[str, ...]
WIDEST = 190
MEASURED = 60  # lines that decide a column's width


class WordsModel(LinesModel):
    """Lines of plain words."""

    lines: tuple[Words, ...]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self.lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(words)
        if role == STYLE_ROLE:
            return CellStyle(right=index.column() in self._numbers)
        return None


class WordsTable(DataTable):
    """Each column as wide as its words need, the last takes the rest; wide lists are scrolled sideways."""

    def __init__(self, heads: Words, *, numbers: frozenset[int] = frozenset(), accessible_name: str = "") -> None:
        super().__init__(row_height=30, accessible_name=accessible_name)
        self._heads = heads
        self.words = WordsModel(heads, numbers, self)
        self.setModel(self.words)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setCornerWidget(QWidget(self))  # Fusion draws a frame where two scroll bars meet
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_lines(self, lines: tuple[Words, ...]) -> None:
        self.words.show(lines)
        look = theme()
        for place, head in enumerate(self._heads):
            cells = (look.width(brief(line[place]), TextStyle.BODY) for line in lines[:MEASURED])
            wide = max(look.width(head, TextStyle.CAPTION_MEDIUM), *cells, 0.0)
            self.setColumnWidth(place, min(int(wide) + 2 * PADDING + 2, look.px(WIDEST)))
