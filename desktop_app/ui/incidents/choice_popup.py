"""A list of choices to tick, below the chip that opened it; long lists can be searched."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.filters import Value
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.cells import Index
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import rounded, text

LONG = 10  # choices from which on there is a search field
MOST_SHOWN = 12
ROW = 30
_VALUE = Qt.ItemDataRole.UserRole

Choice = tuple[str, Value]


class _Ticks(QListWidget):
    """Space, Enter and a click tick the row; the box is only a picture of that."""

    ticked = Signal()
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_TickPainter(self))
        self.itemClicked.connect(self.turn)

    def turn(self, item: QListWidgetItem) -> None:
        off = item.checkState() is Qt.CheckState.Unchecked
        item.setCheckState(Qt.CheckState.Checked if off else Qt.CheckState.Unchecked)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self.turn(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closing.emit()
        else:
            super().keyPressEvent(event)


class _TickPainter(QStyledItemDelegate):
    """A box in the house's strokes before the words; the row under pointer or keys is tinted."""

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
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        size = look.px(16)
        tick = QRectF(box.left() + look.px(8), box.center().y() - size / 2, size, size)
        rounded(painter, tick, 3, look.tokens.accent if on else None, None if on else look.tokens.ctl)
        if on:
            look.icons.paint(painter, tick.adjusted(2, 2, -2, -2), "check", look.tokens.onaccent, 3)
        words = box.adjusted(look.px(34), 0, -look.px(8), 0)
        text(painter, words, str(index.data() or ""), TextStyle.BODY, look.tokens.text)
        painter.restore()


class ChoicePopup(QFrame):
    """``chosen`` tells the ticked values after each tick; Escape, Enter or a click elsewhere closes it."""

    chosen = Signal(tuple)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self._search = SearchField(_("Find"))
        self._search.textChanged.connect(self._sieve)
        self._list = _Ticks()
        self._list.setAccessibleName(name)
        self._list.ticked.connect(self._tell)
        self._list.closing.connect(self.close)
        self._clear = Link(_("Clear"), style=TextStyle.CAPTION_MEDIUM)
        self._clear.clicked.connect(self._untick)
        self.setLayout(
            column(self._search, self._list, row(None, self._clear, margins=(4, 0, 4, 0)), spacing=6, margins=(6,) * 4)
        )

    def offer(self, choices: Sequence[Choice], ticked: Sequence[Value]) -> None:
        """The choices in their order, those ticked first shown ticked."""
        self._list.clear()
        for words, value in choices:
            item = QListWidgetItem(words, self._list)
            item.setData(_VALUE, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
        self._search.clear()
        self._search.setVisible(len(choices) >= LONG)
        self._fit([words for words, _value in choices])

    def open_below(self, anchor: QWidget) -> None:
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + theme().px(4)))
        free = anchor.screen().availableGeometry()
        place.setX(max(free.left(), min(place.x(), free.right() - self.width())))
        if place.y() + self.height() > free.bottom():
            place.setY(max(free.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - theme().px(4)))
        self.move(place)
        self.show()
        if self._list.count():
            self._list.setCurrentRow(0)
        first = self._search if not self._search.isHidden() else self._list
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def ticked(self) -> tuple[Value, ...]:
        items = [self._list.item(i) for i in range(self._list.count())]
        return tuple(i.data(_VALUE) for i in items if i.checkState() is Qt.CheckState.Checked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().tokens.raised)
        painter.setPen(theme().tokens.line2)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _fit(self, words: Sequence[str]) -> None:
        look = theme()
        widest = max((look.width(text, TextStyle.BODY) for text in words), default=0)
        self._list.setMinimumWidth(min(max(look.px(190), math.ceil(widest) + look.px(56)), look.px(360)))
        rows = max(1, min(len(words), MOST_SHOWN))
        self._list.setFixedHeight(rows * look.px(ROW))

    def _sieve(self, text: str) -> None:
        wanted = text.casefold()
        for i in range(self._list.count()):
            self._list.item(i).setHidden(wanted not in self._list.item(i).text().casefold())

    def _untick(self) -> None:
        for i in range(self._list.count()):
            self._list.item(i).setCheckState(Qt.CheckState.Unchecked)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.ticked())
