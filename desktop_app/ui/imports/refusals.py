"""The rows that cannot be stored, each with the place in the file and the reason."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QWidget

from desktop_app.domain.imports import ImportReview, Refusal
from desktop_app.domain.language import _, number
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tips import plain

SHOWN = 100
AT_ONCE = 6  # rows seen without scrolling the table
ROW_HEIGHT = 30
_NONE = QModelIndex()


class RefusalsModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = (_("Row"), _("Ticket"), _("Column"), _("Value"), _("Reason"))
        self._rows: tuple[Refusal, ...] = ()

    def show(self, refusals: tuple[Refusal, ...]) -> None:
        if refusals != self._rows:
            self.beginResetModel()
            self._rows = refusals
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self._rows[index.row()]
        words = (number(each.row), each.ticket, each.column, each.value, each.reason)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return brief(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(words)
        if role == STYLE_ROLE:
            return CellStyle(right=index.column() == 0)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Table(DataTable):
    def __init__(self) -> None:
        super().__init__(row_height=ROW_HEIGHT, accessible_name=_("Refused rows"))
        self.refusals = RefusalsModel(self)
        self.setModel(self.refusals)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        for place, width in enumerate((72, 128, 132, 200)):
            header.resizeSection(place, theme().px(width))
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme().px(56))

    def sizeHint(self) -> QSize:
        rows = min(self.refusals.rowCount(), AT_ONCE)
        return QSize(theme().px(600), self.horizontalHeader().height() + rows * theme().px(ROW_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())


class RefusedRows(QWidget):
    """The first hundred, and how many there are; hidden when none was refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header, self._note = SectionHeader(_("Refused rows")), ""
        self.table = _Table()
        self.setLayout(column(inset(self._header), 4, (self.table, 1)))
        self.hide()

    @property
    def note(self) -> str:
        """How many of how many are shown."""
        return self._note

    def show_review(self, review: ImportReview) -> None:
        shown = review.refusals[:SHOWN]
        self.table.refusals.show(shown)
        self._note = _("{n} of {all} shown").format(n=number(len(shown)), all=number(review.counts.refused))
        self._header.set_note(self._note)
        self.table.updateGeometry()
        self.setVisible(bool(shown))
