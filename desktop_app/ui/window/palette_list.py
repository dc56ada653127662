"""The results of the palette: a model of entries, and how a line of them looks."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RIGHT, rounded, text
from desktop_app.ui.window.palette_entries import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
LINE, SHOWN_LINES = 36, 10
_NONE = QModelIndex()


class EntryModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        return entry.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A command that is not possible now can be read, and does nothing."""
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags


class _Line(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme().px(320), theme().px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, tokens, entry = theme(), theme().tokens, index.data(ENTRY_ROLE)
        px, box = look.px, QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, box.adjusted(px(6), 1, -px(6), -1), 6, tokens.tint)
        quiet = tokens.text2 if entry.enabled else tokens.text3
        size = px(16)
        at = QRectF(box.left() + px(18), box.center().y() - size / 2, size, size)
        look.icons.paint(painter, at, entry.kind.value, quiet)
        keys = look.width(entry.keys, TextStyle.CAPTION) + px(16) if entry.keys else 0
        inner = box.adjusted(px(46), 0, -px(20), 0)
        text(painter, inner, entry.keys, TextStyle.CAPTION, quiet, RIGHT)
        inner.setRight(inner.right() - keys)
        text(painter, inner, entry.words, TextStyle.BODY, tokens.text if entry.enabled else tokens.text3)
        inner.setLeft(inner.left() + look.width(entry.words, TextStyle.BODY) + px(12))
        if inner.width() > px(40):
            text(painter, inner, entry.note, TextStyle.CAPTION, quiet)
        painter.restore()


class EntryList(QListView):
    """The focus stays in the field above; the field's keys move the current line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = EntryModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_Line(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Results"))
        self.viewport().setAutoFillBackground(False)

    @property
    def current(self) -> Entry | None:
        row = self.currentIndex().row()
        return self.found.entries[row] if 0 <= row < len(self.found.entries) else None

    def show_entries(self, entries: tuple[Entry, ...], keep: Entry | None) -> None:
        """The new lines; ``keep`` stays the current one while it is among them, otherwise the first is."""
        self.found.show(entries)
        if entries:
            row = entries.index(keep) if keep in entries else 0
            self.setCurrentIndex(self.found.index(row, 0))
        self.updateGeometry()

    def step(self, by: int) -> None:
        """Go up or down; from either end to the other."""
        count = len(self.found.entries)
        if count:
            row = self.currentIndex().row() + by
            wrapped = row % count if abs(by) == 1 else max(0, min(row, count - 1))
            self.setCurrentIndex(self.found.index(wrapped, 0))

    def sizeHint(self) -> QSize:
        lines = min(len(self.found.entries), SHOWN_LINES)
        return QSize(theme().px(600), lines * theme().px(LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), 0)
