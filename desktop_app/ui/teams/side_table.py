"""The table in which a team's side is chosen in place: by a click, by Space, or by a letter for all selected rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QStyleOptionViewItem, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.teams import Side
from desktop_app.services.teams import TeamLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.side_model import MARK_ROLE, Column, Mark, SideModel
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import OPENS_ROLE, PADDING, CellDelegate, Index
from desktop_app.ui.widgets.tables import DataTable

KEYS = {Qt.Key.Key_O: Side.OPS, Qt.Key.Key_D: Side.DEV, Qt.Key.Key_T: Side.OTHER, Qt.Key.Key_N: Side.UNKNOWN}
LETTERS = {side: key.name.removeprefix("Key_") for key, side in KEYS.items()}
_NAME_LEAST = 110
LEAST_ROWS, MOST_ROWS = 3, 9  # at the table's least height
_HELD = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)


class SideDelegate(CellDelegate):
    """Draws the cells of a side as radio marks: dashed where the name suggests it, grey where nothing is set."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        mark = index.data(MARK_ROLE)
        if mark is None:
            return
        look, tokens = theme(), theme().tokens
        radius = look.px(7)
        box = QRectF(option.rect)
        x, y = box.left() + PADDING, box.center().y() - radius - 0.5
        ring = QRectF(x, y, 2 * radius, 2 * radius).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, unset = mark == Mark.CHOSEN, mark == Mark.UNSET
        pen = QPen(tokens.accent if chosen or mark == Mark.PROPOSED else tokens.ctl, 1.5)
        if mark == Mark.PROPOSED:
            pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.setBrush(tokens.accent if chosen else tokens.canvas)
        painter.drawEllipse(ring)
        if chosen or unset:
            inset = ring.width() * 0.31
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.onaccent if chosen else tokens.ctl)
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        painter.restore()


class SideTable(DataTable):
    """``side_chosen`` tells team ids and the side wanted for them; ``incidents_wanted`` the filter behind a number."""

    side_chosen = Signal(object, object)  # tuple[int, ...], Side
    incidents_wanted = Signal(IncidentFilter)
    picked = Signal()  # other rows are selected

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("Teams and their sides"), parent=parent)
        self._teams = SideModel(self)
        self.setModel(self._teams)
        self.setItemDelegate(SideDelegate(self))
        self.setMouseTracking(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.INCIDENTS, Qt.SortOrder.DescendingOrder)
        self.doubleClicked.disconnect(self.on_double_click)
        self.clicked.connect(self._on_click)
        self.opened.connect(self._act)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    @property
    def teams(self) -> SideModel:
        return self._teams

    @property
    def selected(self) -> tuple[int, ...]:
        """Ids of the teams in the selected rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._teams.line(row).id for row in rows)

    def show_lines(self, lines: Sequence[TeamLine]) -> None:
        """Other teams or other sides; selection, cursor and place stay with the teams they were on."""
        current = self.currentIndex()
        held = self._teams.line(current.row()).id if current.isValid() else None
        selected, top = set(self.selected), self.verticalScrollBar().value()
        self._teams.show(lines)
        self._select(selected)
        rows = self._teams.rows_of([held] if held is not None else [])
        if rows:
            index = self._teams.index(rows[0], current.column())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(top)
        self._share_width()
        self._keep_height()

    def _select(self, ids: set[int]) -> None:
        chosen = QItemSelection()
        for row in self._teams.rows_of(ids):
            chosen.select(self._teams.index(row, 0), self._teams.index(row, len(Column) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        side = KEYS.get(Qt.Key(event.key())) if plain else None
        if side is not None:
            if self.selected:
                self.side_chosen.emit(self.selected, side)
            return
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid() and Column(index.column()).side is not None:
            self._act(index)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters set sides; the filter field finds."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        acts = self._acts(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _acts(self, index: QModelIndex) -> bool:
        """Whether a click does more than select the row."""
        if not index.isValid() or index.column() == Column.NAME:
            return False
        if Column(index.column()).side is not None:
            return True
        if index.column() == Column.INCIDENTS:
            return index.data(OPENS_ROLE) is not None
        return self._proposal(index) is not None

    def _proposal(self, index: QModelIndex) -> Side | None:
        line = self._teams.line(index.row())
        waits = line.side is Side.UNKNOWN and line.proposed is not Side.UNKNOWN
        return line.proposed if waits else None

    def _on_click(self, index: QModelIndex) -> None:
        held = QApplication.keyboardModifiers()
        if self._acts(index) and not any(held & key for key in _HELD):
            self._act(index)

    def _act(self, index: QModelIndex) -> None:
        line, column = self._teams.line(index.row()), Column(index.column())
        wanted = column.side if column is not Column.PROPOSED else self._proposal(index)
        if wanted is not None:
            if wanted is not line.side:
                self.side_chosen.emit((line.id,), wanted)
        elif index.data(OPENS_ROLE) is not None:
            self.incidents_wanted.emit(index.data(OPENS_ROLE))

    def _keep_height(self) -> None:
        """Never less than a few rows, so that the page scrolls rather than the table in a slit."""
        rows = min(max(len(self._teams.lines), LEAST_ROWS), MOST_ROWS)
        self.setMinimumHeight(self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize() + 2)

    def _on_selection(self, *_changed: object) -> None:
        self.picked.emit()

    def cell_centre(self, row: int, column: Column) -> QPoint:
        """Where a click meets a cell, in the viewport."""
        return self.visualRect(self._teams.index(row, column)).center()

    @property
    def least_width(self) -> int:
        """Below this the names are cut; they give way last."""
        return theme().px(_NAME_LEAST + 12) + sum(self._needed(c) for c in Column if c is not Column.NAME)

    def _needed(self, column: Column) -> int:
        head = str(self._teams.headerData(column, Qt.Orientation.Horizontal))
        arrow = theme().px(18)  # the sorted column needs room for its arrow
        width = int(theme().width(head, TextStyle.CAPTION_STRONG)) + 2 * PADDING + arrow
        return width if column.side is not None else max(width, self.sizeHintForColumn(column))

    def _share_width(self) -> None:
        """Each column what its words need, the name the rest."""
        rest = self.viewport().width()
        for column in reversed(Column):
            width = self._needed(column) if column is not Column.NAME else max(theme().px(_NAME_LEAST), rest)
            self.setColumnWidth(column, width)
            rest -= width
