"""The picture of the hub: who gave which session, drawn so that shape and words say it as well as colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QStyleOptionViewItem, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Contribution, Coverage, Session, SessionKind
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.blocks import State, paint_block
from desktop_app.ui.hub.coverage_model import (
    CELL_ROLE,
    GIVEN_ROLE,
    LACKS_ROLE,
    LINE_ROLE,
    PLANS_ROLE,
    Cell,
    Column,
    CoverageModel,
    cell,
)
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, CellDelegate, Index
from desktop_app.ui.widgets.painting import CENTRE, focus_ring, rounded, rule, text
from desktop_app.ui.widgets.tables import DataTable

ROW_HEIGHT = 56
_TEAM_LEAST, _KIND_LEAST = 128, 104


class CoverageDelegate(CellDelegate):
    """A pill around "none yet", a filled block for what was given, a dashed one for what is only planned."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, column, table = QRectF(option.rect), Column(index.column()), self.parent()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        first, last = getattr(table, "edges", lambda _i: (False, False))(index)
        left, right = (PADDING if first else 0), (PADDING if last else 0)
        rule(painter, box.left() + left, box.bottom() - 1, box.width() - left - right, theme().tokens.line)
        inner = box.adjusted(PADDING, 0, -PADDING, -1)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if column is Column.TEAM:
            _two_lines(painter, inner, words, str(index.data(LINE_ROLE)))
        elif column is Column.CONTRIBUTED:
            _contributed(painter, inner, index)
        elif index.data(PLANS_ROLE):
            _plan(painter, inner, words)
        else:
            _kind(painter, inner, words, str(index.data(LINE_ROLE)), index.data(CELL_ROLE))
        if getattr(table, "rings", lambda _i: False)(index):
            focus_ring(painter, box.adjusted(1, 1, -1, -2), 4)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look, column = theme(), Column(index.column())
        words = look.width(str(index.data(Qt.ItemDataRole.DisplayRole) or ""), TextStyle.BODY_MEDIUM)
        second = look.width(str(index.data(LINE_ROLE) or ""), TextStyle.CAPTION)
        extra = 0 if column is Column.TEAM else look.px(26)
        return QSize(int(max(words, second)) + extra + 2 * PADDING + 2, look.px(ROW_HEIGHT))


def _two_lines(painter: QPainter, box: QRectF, upper: str, lower: str) -> None:
    """A name and a quiet line under it, both middled together."""
    look = theme()
    high, low = look.metrics(TextStyle.BODY_MEDIUM).height(), look.metrics(TextStyle.CAPTION).height()
    top = box.center().y() - (high + low) / 2
    text(painter, QRectF(box.left(), top, box.width(), high), upper, TextStyle.BODY_MEDIUM, look.tokens.text)
    text(painter, QRectF(box.left(), top + high, box.width(), low), lower, TextStyle.CAPTION, look.tokens.text2)


def _contributed(painter: QPainter, box: QRectF, index: Index) -> None:
    look, tokens = theme(), theme().tokens
    words, second = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(LINE_ROLE))
    if index.data(LACKS_ROLE):
        wide, high = look.width(words, TextStyle.BODY_MEDIUM) + 2 * look.px(12), look.px(26)
        pill = QRectF(box.left() - 1, box.center().y() - high / 2, min(wide, box.width()), high)
        rounded(painter, pill, high / 2, None, tokens.verm, 1.5)
        inside = pill.adjusted(look.px(6), 0, -look.px(6), 0)
        text(painter, inside, words, TextStyle.BODY_MEDIUM, tokens.warntext, CENTRE)
        return
    size, given = look.px(16), bool(index.data(GIVEN_ROLE))
    at = QRectF(box.left(), box.center().y() - size / 2, size, size)
    look.icons.paint(painter, at, "check" if given else "calendar-range", tokens.accent if given else tokens.text2, 2)
    beside = box.adjusted(look.px(24), 0, 0, 0)
    if second:
        _two_lines(painter, beside, words, second)
    else:
        text(painter, beside, words, TextStyle.BODY_MEDIUM, tokens.text)


def _plan(painter: QPainter, box: QRectF, words: str) -> None:
    """The link, without its sign where there is too little room for both."""
    look, tokens = theme(), theme().tokens
    size, indent = look.px(16), look.px(8)
    lead = indent + size + look.px(6)
    if look.width(words, TextStyle.BODY_MEDIUM) + lead <= box.width():
        at = QRectF(box.left() + indent, box.center().y() - size / 2, size, size)
        look.icons.paint(painter, at, "plus", tokens.accenttext)
        box = box.adjusted(lead, 0, 0, 0)
    text(painter, box, words, TextStyle.BODY_MEDIUM, tokens.accenttext)


def _kind(painter: QPainter, box: QRectF, words: str, second: str, held: Cell) -> None:
    look, tokens = theme(), theme().tokens
    if not held.sessions:
        text(painter, box.adjusted(look.px(8), 0, 0, 0), words, TextStyle.BODY, tokens.text3)
        return
    block = box.adjusted(0, look.px(5), 0, -look.px(5))
    state = State.GIVEN if held.given else State.PLANNED if held.planned else State.UNDATED
    paint_block(painter, block, state)
    inside, size = block.adjusted(look.px(8), 0, -look.px(6), 0), look.px(15) if state.icon else 0
    if state.icon:
        at = QRectF(inside.right() - size, block.top() + look.px(5), size, size)
        look.icons.paint(painter, at, state.icon, tokens.accent if held.given else tokens.text2)
    upper, lower = look.metrics(TextStyle.BODY_MEDIUM).height(), look.metrics(TextStyle.CAPTION).height()
    top = block.center().y() - (upper + lower) / 2 - 1
    line = QRectF(inside.left(), top, inside.width() - size - look.px(4), upper)
    text(painter, line, words, TextStyle.BODY_MEDIUM, tokens.text)
    text(painter, QRectF(inside.left(), top + upper, inside.width(), lower), second, TextStyle.CAPTION, tokens.text2)


class CoverageTable(DataTable):
    """As high as its rows. A click or Enter opens what a cell holds, or plans what it lacks."""

    plan_wanted = Signal(int, object)  # team id, SessionKind or None
    session_wanted = Signal(object)  # Session
    sessions_wanted = Signal(int, object)  # of a team, of a kind or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(row_height=ROW_HEIGHT, accessible_name=_("Sessions by team and kind"), parent=parent)
        self.coverage = CoverageModel(self)
        self.setModel(self.coverage)
        self.setItemDelegate(CoverageDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.disconnect(self.on_double_click)
        self.clicked.connect(self._act)
        self.opened.connect(self._act)

    def show_coverage(self, coverage: Coverage, people: Sequence[Person], now: datetime) -> None:
        current = self.currentIndex()
        self.coverage.show(coverage, people, now)
        if current.isValid() and current.row() < self.coverage.rowCount():
            self.setCurrentIndex(self.coverage.index(current.row(), current.column()))
        self._share_width()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = self.coverage.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(theme().px(600), self.horizontalHeader().height() + rows + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        acts = self._acts(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _acts(self, index: QModelIndex) -> bool:
        if not index.isValid():
            return False
        line = self.coverage.line(index.row())
        return Column(index.column()).kind is not None or bool(line.given or line.planned or line.undated)

    def _act(self, index: QModelIndex) -> None:
        line, kind = self.coverage.line(index.row()), Column(index.column()).kind
        found = cell(line, kind).sessions if kind is not None else (*line.given, *line.planned, *line.undated)
        if kind is not None and not found:
            self.plan_wanted.emit(line.team.id, kind)
        else:
            self._open(line, kind, found)

    def _open(self, line: Contribution, kind: SessionKind | None, found: tuple[Session, ...]) -> None:
        if len(found) == 1:
            self.session_wanted.emit(found[0])
        elif found:
            self.sessions_wanted.emit(line.team.id, kind)
        elif self.isActiveWindow() and self._ring:
            self.plan_wanted.emit(line.team.id, None)  # Enter on a team without any

    def _share_width(self) -> None:
        """Team and contributed what they need; the kinds share the rest alike."""
        px = theme().px
        kinds = [column for column in Column if column.kind is not None]
        needed = {
            Column.TEAM: max(px(_TEAM_LEAST), min(self.sizeHintForColumn(Column.TEAM), px(220))),
            Column.CONTRIBUTED: max(self._head(Column.CONTRIBUTED), self.sizeHintForColumn(Column.CONTRIBUTED)),
        }
        rest = self.viewport().width() - sum(needed.values())
        lacking = len(kinds) * px(_KIND_LEAST) - rest
        if lacking > 0:
            given = min(lacking, needed[Column.TEAM] - px(_TEAM_LEAST))
            needed[Column.TEAM] -= given
            rest += given
        for place, column in enumerate(kinds):
            share = rest * (place + 1) // len(kinds) - rest * place // len(kinds)
            self.setColumnWidth(column, max(share, px(_KIND_LEAST)))
        for column, width in needed.items():
            self.setColumnWidth(column, width)

    def _head(self, column: Column) -> int:
        head = str(self.coverage.headerData(column, Qt.Orientation.Horizontal))
        return int(theme().width(head, TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
