"""A list of choices that stays quick with thousands of names: to tick several, or to pick one."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.filters import Value
from desktop_app.domain.hits import folded
from desktop_app.domain.language import number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import Index
from desktop_app.ui.widgets.painting import RIGHT, rounded, text

MOST_SHOWN = 12
ROW = 30
_COUNT = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()

Choice = tuple[str, Value]


class ChoiceModel(QAbstractListModel):
    """The choices that hold the text looked for; what is ticked stays so while it is out of sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._folded: Sequence[str] = ()
        self._shown: list[int] = []
        self._counts: Mapping[Value, int] | None = None
        self._ticked: set[Value] = set()

    @property
    def words(self) -> list[str]:
        return [words for words, _value in self._choices]

    def offer(self, choices: Sequence[Choice], ticked: Collection[Value]) -> None:
        self.beginResetModel()
        self._choices, self._ticked, self._counts = choices, set(ticked), None
        self._folded = [folded(words) for words, _value in choices]
        self._shown = list(range(len(choices)))
        self.endResetModel()

    def show_counts(self, counts: Mapping[Value, int]) -> None:
        """How many incidents there are with each value; none where a value is missing."""
        self._counts = counts
        self._repaint()

    def sieve(self, wanted: str) -> None:
        part = folded(wanted.strip())
        self.beginResetModel()
        self._shown = [place for place, words in enumerate(self._folded) if part in words]
        self.endResetModel()

    def value(self, row: int) -> Value:
        return self._choices[self._shown[row]][1]

    def row_of(self, value: Value) -> int:
        return next((row for row in range(len(self._shown)) if self.value(row) == value), 0)

    def ticked(self) -> tuple[Value, ...]:
        """In the order of the choices; what was ticked and is no longer among them is kept."""
        known = [value for _words, value in self._choices]
        there = set(known)
        return (*(v for v in known if v in self._ticked), *sorted((v for v in self._ticked if v not in there), key=str))

    def turn(self, row: int) -> None:
        self._ticked ^= {self.value(row)}
        self._repaint()

    def untick(self) -> None:
        self._ticked.clear()
        self._repaint()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words, value = self._choices[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if value in self._ticked else Qt.CheckState.Unchecked
        if role == _COUNT and self._counts is not None:
            return number(self._counts.get(value, 0))
        return None

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))


class ChoiceList(QListView):
    """``turned`` with the row that Space or a click chose, ``closing`` on Enter; with ``boxes`` they are ticked."""

    turned = Signal(int)
    closing = Signal()

    def __init__(self, name: str, *, boxes: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = boxes
        self.choices = ChoiceModel(self)
        self.setModel(self.choices)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_RowPainter(boxes=boxes, parent=self))
        self.clicked.connect(lambda index: self._turn(index.row()))

    def offer(self, choices: Sequence[Choice], ticked: Collection[Value] = ()) -> None:
        """Show other choices, wide and high enough for them."""
        self.choices.offer(choices, ticked)
        look = theme()
        widest = max((look.width(words, TextStyle.BODY) for words, _v in sorted(choices, key=_length)[-40:]), default=0)
        self.setMinimumWidth(min(max(look.px(210), math.ceil(widest) + look.px(110)), look.px(360)))
        self.setFixedHeight(max(1, min(len(choices), MOST_SHOWN)) * look.px(ROW))

    def choose_row(self, row: int) -> None:
        if self.choices.rowCount():
            self.setCurrentIndex(self.choices.index(min(row, self.choices.rowCount() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row >= 0 and (event.key() == Qt.Key.Key_Space or (entered and not self._boxes)):
            self._turn(row)
        elif entered:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, row: int) -> None:
        if self._boxes:
            self.choices.turn(row)
        self.turned.emit(row)


class _RowPainter(QStyledItemDelegate):
    """A box in the house's strokes before the words; the row under pointer or keys is tinted."""

    def __init__(self, *, boxes: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes = boxes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme().px(100), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, box, 4, look.tokens.tint)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, 4, look.tokens.hover)
        words = box.adjusted(look.px(10), 0, -look.px(10), 0)
        if self._boxes:
            on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            _tick(painter, box, on=on)
            words.setLeft(box.left() + look.px(34))
        if count := index.data(_COUNT):
            text(painter, words, count, TextStyle.CAPTION, look.tokens.text3, RIGHT)
            words.setRight(words.right() - look.width(count, TextStyle.CAPTION) - look.px(8))
        text(painter, words, str(index.data() or ""), TextStyle.BODY, look.tokens.text)
        painter.restore()


def _tick(painter: QPainter, box: QRectF, *, on: bool) -> None:
    look = theme()
    size = look.px(16)
    tick = QRectF(box.left() + look.px(8), box.center().y() - size / 2, size, size)
    rounded(painter, tick, 3, look.tokens.accent if on else None, None if on else look.tokens.ctl)
    if on:
        look.icons.paint(painter, tick.adjusted(2, 2, -2, -2), "check", look.tokens.onaccent, 3)


def _length(choice: Choice) -> int:
    return len(choice[0])
