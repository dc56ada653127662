"""The first rows of the file in its own text, with what each column was taken for under its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.domain.imports import Field, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.file_words import header_fact
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import field_label
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, Index
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.painting import rule, text
from desktop_app.ui.widgets.tables import DataTable, HouseHeader
from desktop_app.ui.widgets.tips import plain

FIELD_ROLE = Qt.ItemDataRole.UserRole + 20
NARROWEST, WIDEST = 72, 220
MEASURED = 40  # rows that decide a column's width
FEW_MEASURED = 8  # where there are many columns
MANY_COLUMNS = 60
MOST_COLUMNS = 400  # a wider file is told in full by the list of its columns
HIGH, LOW = 172, 112  # of the rows at the foot of a pane: their head, four or two of them and a scroll bar
ROOMY, CRAMPED = 520, 300  # heights of a pane from which on it has four, and below which it has none
_NONE = QModelIndex()


class FirstRowsModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._fields: Mapping[str, Field] = {}

    def show(self, review: ImportReview) -> bool:
        """True when other columns are shown than before; otherwise everything is renewed in place."""
        fields = {each.column: each.field for each in review.columns}
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
    """The file's name of the column over what it was taken for, on a ground of its own: it is a row of the file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marked = -1  # the column that is spoken of
        self.setFixedHeight(theme().px(44) + 1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, tokens = theme(), theme().tokens
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(rect, tokens.tint if section == self.marked else tokens.shade)
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
        colour = tokens.accenttext if known else tokens.text2
        text(painter, upper.translated(0, look.px(18)), field_label(Field(field)), style, colour)
        painter.restore()


class FirstRows(DataTable):
    """At most 200 rows; wide files are scrolled sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(row_height=30, accessible_name=_("First rows of the file"), parent=parent)
        self._rows = FirstRowsModel(self)
        self._head = _TwoLineHeader(self)
        self.setModel(self._rows)
        self.setHorizontalHeader(self._head)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(theme().px(200))
        self.setCornerWidget(QWidget(self))  # Fusion draws a frame where two scroll bars meet

    def show_review(self, review: ImportReview) -> None:
        if self._rows.show(review):
            self._head.marked = -1
            self._fit(review)

    def mark(self, name: str) -> None:
        """Bring a column of the file into view and mark its head; one that is not shown unmarks all."""
        shown = self._rows.header[: self._rows.columnCount()]
        self._head.marked = shown.index(name) if name in shown else -1
        self._head.viewport().update()
        if self._head.marked >= 0 and self._rows.rowCount():
            at = self._rows.index(self.rowAt(0) if self.rowAt(0) >= 0 else 0, self._head.marked)
            self.scrollTo(at, QAbstractItemView.ScrollHint.EnsureVisible)

    @property
    def marked(self) -> str:
        """The name of the column that is marked, or nothing."""
        return self._rows.header[self._head.marked] if self._head.marked >= 0 else ""

    def edges(self, index: Index) -> tuple[bool, bool]:
        """No column is hidden or moved here, so hundreds of them need not be counted for each cell."""
        return index.column() == 0, index.column() == self._rows.columnCount() - 1

    def _fit(self, review: ImportReview) -> None:
        look = theme()
        measured = MEASURED if len(review.header) <= MANY_COLUMNS else FEW_MEASURED
        for place, name in enumerate(review.header[:MOST_COLUMNS]):
            cells = [row[place] for row in review.first_rows[:measured] if place < len(row)]
            wide = max((look.width(brief(cell), TextStyle.BODY) for cell in cells if cell), default=0.0)
            wide = max(wide, look.width(brief(name), TextStyle.CAPTION_MEDIUM))
            wide = max(wide, look.width(field_label(self._rows.field(place)), TextStyle.CAPTION_MEDIUM))
            self.setColumnWidth(place, min(max(int(wide) + 2 * PADDING + 2, look.px(NARROWEST)), look.px(WIDEST)))


class FirstRowsFoot(QWidget):
    """The first rows at the foot of a pane; where there is no room for them, the pane's own list has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FirstRows()
        self.rows.setMinimumHeight(0)
        self.rows.setFixedHeight(theme().px(HIGH))
        self._head = SectionHeader(_("First rows"))
        self.setLayout(column(8, inset(Rule()), 6, inset(self._head), 2, self.rows))

    def fit(self, room: int) -> None:
        """Leave most of a pane that is ``room`` pixels high to what stands above."""
        self.rows.setFixedHeight(theme().px(HIGH if room >= theme().px(ROOMY) else LOW))
        self.setVisible(room >= theme().px(CRAMPED))

    def show_review(self, review: ImportReview) -> None:
        self.rows.show_review(review)
        self._head.set_note(header_fact(review))
