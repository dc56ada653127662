"""The table of people by team. A team's code and minimum are edited where they stand."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.people.band_editors import CodeEdit, NumberEdit
from desktop_app.ui.people.roster_model import BAND_ROLE, CODE, COUNT_ROLE, MINIMUM, Column, Listed, RosterModel, Row
from desktop_app.ui.people.roster_walk import NameSearch, widths
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, CellDelegate, Index
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.painting import rule, text
from desktop_app.ui.widgets.tables import DataTable

ADD_KEYS = (Qt.Key.Key_Insert, Qt.Key.Key_N)


class RosterDelegate(CellDelegate):
    """Bands stand on a stronger rule, the number of people beside the team's name; two of their cells are edited."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, band = theme(), bool(index.data(BAND_ROLE))
        super().paint(painter, option, index)
        if band:
            first, last = getattr(self.parent(), "edges", lambda _i: (False, False))(index)
            box = QRectF(option.rect).adjusted(PADDING if first else 0, 0, -PADDING if last else 0, 0)
            rule(painter, box.left(), box.bottom() - 1, box.width(), look.tokens.line2)
        beside = index.data(COUNT_ROLE) if band else None
        if beside:
            taken = look.width(str(index.data(Qt.ItemDataRole.DisplayRole)), TextStyle.BODY_STRONG)
            box = QRectF(option.rect).adjusted(PADDING + taken + look.px(10), 0, -PADDING, -1)
            if box.width() > look.px(24):
                text(painter, box, beside, TextStyle.CAPTION, look.tokens.text2)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == CODE:
            return CodeEdit(str(index.data(Qt.ItemDataRole.DisplayRole)), parent)
        return NumberEdit(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, LineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        box = option.rect  # over all of the cell, so that nothing shows beside the field
        editor.setGeometry(QRect(box.left() + 1, box.top() + 1, box.width() - PADDING, box.height() - 3))


class RosterTable(DataTable):
    """``reached`` tells the person of the current row or None; the others what is wanted of a person."""

    reached = Signal(object)  # Person | None
    clicked_person = Signal(object)
    opened_person = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal()
    sides_wanted = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("People by team"), parent=parent)
        self.roster = RosterModel(self)
        self._placing = False  # the cursor is moved by the page
        self._search = NameSearch()
        self.setModel(self.roster)
        self.setItemDelegate(RosterDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.disconnect(self.on_double_click)
        self.doubleClicked.connect(self._on_double_click)
        self.clicked.connect(self._on_click)
        self.opened.connect(self._act)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    # -- rows

    def show_roster(self, listed: Listed) -> None:
        """Other people or teams; the cursor and the place stay with whom they were on."""
        held, current, top = self._held(), self.currentIndex(), self.verticalScrollBar().value()
        self.roster.show(listed)
        if held is not None:
            at = self.roster.row_of(held.person.id) if held.person else self.roster.band_of(held.team.id)
            if at >= 0:
                self._place(self.roster.index(at, current.column()))
        self.verticalScrollBar().setValue(top)
        self.share_width()

    def narrow(self, words: str) -> None:
        held = self._held()
        self.roster.narrow(words)
        if held is not None and held.person is not None:
            self.point_at(held.person.id)

    def point_at(self, person_id: int) -> None:
        """Move the cursor to a person, if shown, without telling of it."""
        at = self.roster.row_of(person_id)
        if at >= 0:
            index = self.roster.index(at, Column.NAME)
            self._place(index)
            self.scrollTo(index)

    @property
    def person(self) -> Person | None:
        """The person of the current row."""
        held = self._held()
        return held.person if held else None

    @property
    def team_id(self) -> int | None:
        """The team of the current row."""
        held = self._held()
        return held.team.id if held else None

    def _held(self) -> Row | None:
        index = self.currentIndex()
        return self.roster.row(index.row()) if index.isValid() else None

    def _place(self, index: QModelIndex) -> None:
        self._placing = True
        self._put_cursor(index)
        self._placing = False

    def _put_cursor(self, index: QModelIndex) -> None:
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, chosen)

    # -- what is done with them

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in ADD_KEYS and not self._search.under_way:
            self.add_wanted.emit()
        elif plain and key == Qt.Key.Key_Delete:
            if self.person is not None:
                self.remove_wanted.emit(self.person)
        elif plain and key == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self._act(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next person one of whose names begins with what is typed."""
        at = self._search.row(self.roster, search, self.currentIndex().row())
        if at >= 0:
            self._put_cursor(self.roster.index(at, Column.NAME))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        acts = self.roster.edits(index) or self._asks_side(index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        by_user = not self._placing and current.isValid()
        if by_user and self.selectionModel().isRowSelected(current.row()):  # not when Tab only comes by
            self.reached.emit(self.person)

    def _on_click(self, index: QModelIndex) -> None:
        person = self.roster.row(index.row()).person
        if person is not None:
            self.clicked_person.emit(person)
        elif self._asks_side(index):
            self.sides_wanted.emit()
        elif index.column() == MINIMUM and not self.roster.row(index.row()).team.minimum:
            self._edit(index)

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.state() != QAbstractItemView.State.EditingState:
            self._act(index)

    def _act(self, index: QModelIndex) -> None:
        row = self.roster.row(index.row())
        if row.person is not None:
            self.opened_person.emit(row.person)
        elif self._asks_side(index):
            self.sides_wanted.emit()
        else:
            self._edit(index if self.roster.edits(index) else index.siblingAtColumn(MINIMUM))

    def _edit(self, index: QModelIndex) -> None:
        self._put_cursor(index)
        self.edit(index)

    def _asks_side(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        if not index.isValid() or index.column() != Column.SHARE:
            return False
        row = self.roster.row(index.row())
        return row.person is None and row.team.side is Side.UNKNOWN

    def share_width(self) -> None:
        for column, width in widths(self).items():
            self.setColumnHidden(column, not width)
            if width:
                self.setColumnWidth(column, width)
