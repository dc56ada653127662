"""A list whose lines carry a choice: a column and its field, a priority and its meaning, a team and its side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import (
    CHOICE,
    FIXED_ROLE,
    NAME,
    NOTE,
    SECOND_ROLE,
    TWO_ROLE,
    WARNS_ROLE,
    Line,
    LinesModel,
)
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, CellDelegate, CellStyle, Index
from desktop_app.ui.widgets.painting import text
from desktop_app.ui.widgets.tables import DataTable

ONE_LINE, TWO_LINES = 33, 46
LONGEST_CHOICE = 60  # characters of an entry of the menu


class _Delegate(CellDelegate):
    """The choice has a chevron at its right end; quiet words stand under the first ones where there are any."""

    _two = False  # of the cell that is being painted

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._two = bool(index.data(TWO_ROLE))
        super().paint(painter, option, index)
        look, box = theme(), QRectF(option.rect)
        upper, lower = _halves(box.adjusted(PADDING, 0, -PADDING, -1))
        if index.column() == NAME:
            after = self._table.visualRect(index.sibling(index.row(), NOTE)).width()
            self._second(painter, option, index, lower.adjusted(0, 0, after, 0))
        elif index.column() == NOTE:
            name = index.sibling(index.row(), NAME)
            self._second(painter, option, name, lower.adjusted(-self._table.visualRect(name).width(), 0, 0, 0))
        else:
            self._second(painter, option, index, lower)
        if index.column() == CHOICE and not index.data(FIXED_ROLE):
            size = look.px(12)
            middle = upper.center().y() if self._two else box.center().y()
            at = QRectF(box.right() - PADDING - size, middle - size / 2, size, size)
            look.icons.paint(painter, at, "chevron-down", look.tokens.accenttext, 2)

    def _second(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF) -> None:
        """What stands under a name goes on below the note, each of the two cells painting its part of it."""
        if words := str(index.data(SECOND_ROLE) or ""):
            painter.save()
            painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
            tone = "warntext" if index.data(WARNS_ROLE) else "text2"
            text(painter, box, words, TextStyle.CAPTION, theme().tokens[tone])
            painter.restore()

    def _content(self, painter: QPainter, box: QRectF, style: CellStyle, words: str) -> None:
        room = box.adjusted(0, 0, -theme().px(16) if style.link else 0, 0)
        super()._content(painter, _halves(room)[0] if self._two else room, style, words)


def _halves(box: QRectF) -> tuple[QRectF, QRectF]:
    """Where the first and the second words of a cell stand."""
    look = theme()
    upper, lower = look.metrics(TextStyle.BODY).height(), look.metrics(TextStyle.CAPTION).height()
    top = box.top() + max(0.0, (box.height() - upper - lower) / 2)
    return QRectF(box.left(), top, box.width(), upper), QRectF(box.left(), top + upper, box.width(), lower)


class ChoiceTable(DataTable):
    """A click on the choice, Enter, F2 or Space opens the menu; it holds for every selected line.

    ``taken`` tells a choice that one line alone has: its key and the value. A choice of None begins a new group.
    """

    chosen = Signal(list, object)  # keys, value
    taken = Signal(str, object)
    selected = Signal(int)  # how many lines

    def __init__(
        self,
        heads: tuple[str, str, str],
        choices: Sequence[tuple[str, object] | None],
        *,
        note_right: bool = True,
        note_width: int = 72,
        choice_width: int = 132,
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(row_height=ONE_LINE, accessible_name=accessible_name, parent=parent)
        self._choices = tuple(choices)
        self._sought = ""
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
        for place, wide in ((NOTE, note_width), (CHOICE, choice_width)):
            head = math.ceil(theme().width(heads[place], TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
            header.resizeSection(place, max(theme().px(wide), head))
        self.menu = QMenu(self)
        self.doubleClicked.disconnect(self.on_double_click)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self.open_menu)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines.show(lines)
        self.verticalHeader().setDefaultSectionSize(theme().px(TWO_LINES if self._lines.two else ONE_LINE))
        if self._sought:
            self.seek(self._sought)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines.lines

    def seek(self, words: str) -> int:
        """Show only the lines that hold the words, and tell how many; none shows all."""
        self._sought = words.strip().casefold()
        found = [not self._sought or line.holds(self._sought) for line in self.lines]
        for place, shown in enumerate(found):
            self.setRowHidden(place, not shown)
        self.selected.emit(len(self.selected_keys()))
        return sum(found)

    def selected_keys(self) -> list[str]:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.lines[row].key for row in rows if not self.lines[row].fixed and not self.isRowHidden(row)]

    def open_menu(self, index: QModelIndex) -> None:
        """Offer the choices for the line, or for all selected lines when it is one of them."""
        line, keys = self.lines[index.row()], self.selected_keys()
        if line.fixed:
            return
        if line.key not in keys:
            keys = [line.key]
        self.menu.clear()
        for choice in self._choices:
            if choice is None:
                self.menu.addSeparator()
                continue
            self._offer(*choice, line).triggered.connect(partial(self._choose, keys, choice[1]))
        if line.more and self._choices:
            self.menu.addSeparator()
        for words, value in line.more:
            self._offer(words, value, line).triggered.connect(partial(self._take, line.key, value))
        below = self.visualRect(index.siblingAtColumn(CHOICE)).bottomLeft()
        self.menu.popup(self.viewport().mapToGlobal(below + QPoint(0, 1)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(len(self.selected_keys()))

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

    def _offer(self, words: str, value: object, line: Line) -> QAction:
        action = self.menu.addAction(brief(words, LONGEST_CHOICE).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value == line.chosen)
        return action

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == CHOICE:
            self.open_menu(index)

    def _choose(self, keys: list[str], value: object) -> None:
        self.chosen.emit(keys, value)

    def _take(self, key: str, value: object) -> None:
        self.taken.emit(key, value)
