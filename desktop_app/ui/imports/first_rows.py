"""The first rows of the file in its own text, with what each column was taken for under its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.domain.imports import Field, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import field_label
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING
from desktop_app.ui.widgets.painting import rule, text
from desktop_app.ui.widgets.tables import DataTable, HouseHeader
from desktop_app.ui.widgets.tips import plain

FIELD_ROLE = Qt.ItemDataRole.UserRole + 20
NARROWEST, WIDEST = 72, 220
MEASURED = 40  # rows that decide a column's width
MOST_COLUMNS = 120  # a wider file is told in full by the list of its columns
_NONE = QModelIndex()


class FirstRowsModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._fields: Mapping[str, Field] = {}

    def show(self, review: ImportReview) -> bool:
        """True when other columns are shown than before; otherwise everything is renewed in place."""
        fields = {column.column: column.field for column in review.columns}
        if self.header == review.header and self._rows == review.first_rows:
            self._fields = fields
            if self.header:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return False
        other = self.header != review.header
        self.beginResetModel()
        self.header, self._rows, self._fields = review.header, review.first_rows, fields
        self.endResetModel()
        return other

    def field(self, section: int) -> Field:
        return self._fields.get(self.header[section], Field.EXTRA)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else min(len(self.header), MOST_COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        words = row[index.column()] if index.column() < len(row) else ""
        return brief(words) if role == Qt.ItemDataRole.DisplayRole else plain(words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        name, field = self.header[section], self.field(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(name)
        if role == FIELD_ROLE:
            return field
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{name}: {field_label(field)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}: {field_label(field)}"
        return None


class _TwoLineHeader(HouseHeader):
    """The file's name of the column over what it was taken for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().px(44) + 1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, tokens = theme(), theme().tokens
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(rect, tokens.canvas)
        left, right = (PADDING if section == 0 else 0), (PADDING if section == self.count() - 1 else 0)
        rule(painter, rect.left() + left, rect.bottom(), rect.width() - left - right, tokens.line2)
        box = QRectF(rect).adjusted(PADDING, 0, -PADDING, -1)
        upper = QRectF(box.left(), look.px(4), box.width(), look.px(18))
        model = self.model()
        name = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        field = model.headerData(section, Qt.Orientation.Horizontal, FIELD_ROLE) or Field.EXTRA
        text(painter, upper, name, TextStyle.CAPTION_MEDIUM, tokens.text)
        known = field is not Field.EXTRA
        style = TextStyle.CAPTION_MEDIUM if known else TextStyle.CAPTION
        colour = tokens.accenttext if known else tokens.text3
        text(painter, upper.translated(0, look.px(18)), field_label(Field(field)), style, colour)
        painter.restore()


class FirstRows(DataTable):
    """At most 200 rows; wide files are scrolled sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(row_height=30, accessible_name=_("First rows of the file"), parent=parent)
        self._rows = FirstRowsModel(self)
        self.setModel(self._rows)
        self.setHorizontalHeader(_TwoLineHeader(self))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(theme().px(200))
        self.setCornerWidget(QWidget(self))  # Fusion draws a frame where two scroll bars meet

    def show_review(self, review: ImportReview) -> None:
        if self._rows.show(review):
            self._fit(review)

    def _fit(self, review: ImportReview) -> None:
        look = theme()
        for place, name in enumerate(review.header[:MOST_COLUMNS]):
            cells = [row[place] for row in review.first_rows[:MEASURED] if place < len(row)]
            wide = max((look.width(brief(cell), TextStyle.BODY) for cell in cells), default=0.0)
            wide = max(wide, look.width(brief(name), TextStyle.CAPTION_MEDIUM))
            wide = max(wide, look.width(field_label(self._rows.field(place)), TextStyle.CAPTION_MEDIUM))
            self.setColumnWidth(place, min(max(int(wide) + 2 * PADDING + 2, look.px(NARROWEST)), look.px(WIDEST)))
