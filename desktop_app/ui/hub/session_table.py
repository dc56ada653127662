"""The table of sessions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QWidget

from desktop_app.domain.sessions import Session
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.session_model import Column, Line, Named, SessionModel
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING
from desktop_app.ui.widgets.tables import DataTable

_TOPIC_LEAST, _NAMES_LEAST = 160, 96
_GIVES_WAY = (Column.OWN_PACE, Column.SEATS, Column.KIND, Column.HOSTS)  # in this order where there is too little room


class SessionTable(DataTable):
    """``whole`` makes it as high as its rows; columns that do not fit go, the less telling first."""

    clicked_session = Signal(object)
    opened_session = Signal(object)
    reached = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal()
    escaped = Signal()

    def __init__(self, accessible_name: str, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._whole, self._placing = whole, False
        self.sessions = SessionModel(self)
        self.setModel(self.sessions)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda index: self.clicked_session.emit(self._at(index)))
        self.opened.connect(lambda index: self.opened_session.emit(self._at(index)))
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def show_lines(self, lines: Sequence[Line], named: Named) -> None:
        """Other sessions; the cursor stays with the one it was on."""
        current = self.session
        self.sessions.show(lines, named)
        if current is not None:
            self.point_at(current.id)
        self._share_width()
        self.updateGeometry()

    @property
    def session(self) -> Session | None:
        """The session of the current row."""
        index = self.currentIndex()
        return self._at(index) if index.isValid() else None

    def point_at(self, session_id: int) -> None:
        """Move the cursor to a session without telling of it; nothing is selected when it is not shown."""
        here, at = self.session, self.sessions.row_of(session_id)
        if at < 0:
            self.selectionModel().clear()
        elif here is None or here.id != session_id or not self.selectionModel().hasSelection():
            self._placing = True
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.sessions.index(at, Column.TOPIC), chosen)
            self._placing = False

    def sizeHint(self) -> QSize:
        if not self._whole:
            return super().sizeHint()
        rows = self.sessions.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(theme().px(600), self.horizontalHeader().height() + rows + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height() if self._whole else theme().px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_Delete and self.session is not None:
            self.remove_wanted.emit(self.session)
        elif plain and event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_F2 and self.session is not None:
            self.opened_session.emit(self.session)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters find topics, wherever the cursor stands."""
        index = self.currentIndex()
        if index.isValid() and index.column() != Column.TOPIC:
            self.setCurrentIndex(index.siblingAtColumn(Column.TOPIC))
        super().keyboardSearch(search)

    def _at(self, index: QModelIndex) -> Session:
        return self.sessions.session(index.row())

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        by_user = not self._placing and current.isValid()
        if by_user and self.selectionModel().isRowSelected(current.row()):  # not when Tab only comes by
            self.reached.emit(self._at(current))

    # -- widths

    def _share_width(self) -> None:
        """Each column what its words need; topic and hosts share the rest."""
        px, room = theme().px, self.viewport().width()
        needed = {column: self._needed(column) for column in Column}
        least = dict(needed)
        least[Column.TOPIC] = min(needed[Column.TOPIC], px(_TOPIC_LEAST))
        for names in (Column.HOSTS, Column.TEAM):
            least[names] = min(needed[names], px(_NAMES_LEAST))
        hidden: list[Column] = []
        for column in _GIVES_WAY:
            if sum(width for each, width in least.items() if each not in hidden) > room:
                hidden.append(column)
        shown = [column for column in Column if column not in hidden]
        widths = {column: least[column] for column in shown}
        spare = room - sum(widths.values())
        for column in (Column.TOPIC, Column.TEAM, Column.HOSTS):  # up to their words
            if column in widths and spare > 0:
                more = min(spare, needed[column] - widths[column])
                widths[column] += more
                spare -= more
        for place, column in enumerate(shown):
            extra = spare * (place + 1) // len(shown) - spare * place // len(shown) if spare > 0 else 0
            self.setColumnWidth(column, widths[column] + extra)
        for column in Column:
            self.setColumnHidden(column, column in hidden)

    def _needed(self, column: Column) -> int:
        head = str(self.sessions.headerData(column, Qt.Orientation.Horizontal))
        width = int(theme().width(head, TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
        return max(width, self.sizeHintForColumn(column)) + theme().px(8)
