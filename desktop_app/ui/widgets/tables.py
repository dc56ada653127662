"""The house's table: rules instead of boxes, a quiet head, one focus ring."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING, CellDelegate, Index
from desktop_app.ui.widgets.painting import LEFT, RIGHT, ring_after, rule, text

ARROW = 12


class HouseHeader(QHeaderView):
    """32 px, names in text2, the sorted one strong with an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme().px(32) + 1)
        self.setMinimumSectionSize(theme().px(24))
        self.setHighlightSections(False)
        self.setFont(theme().font(TextStyle.CAPTION_MEDIUM))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, tokens = theme(), theme().tokens
        visual = self.visualIndex(section)
        first, last = visual == 0, visual == self._last_visual()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(rect, tokens.canvas)
        left, right = (PADDING if first else 0), (PADDING if last else 0)
        rule(painter, rect.left() + left, rect.bottom(), rect.width() - left - right, tokens.line2)
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        style = TextStyle.CAPTION_STRONG if sorted_by else TextStyle.CAPTION_MEDIUM
        box = QRectF(rect).adjusted(PADDING, 0, -PADDING, -1)
        align = RIGHT if self._stands_right(section) else LEFT
        arrow = look.px(ARROW)
        if sorted_by:
            wide = min(look.width(name, style), box.width() - arrow - 4)
            x = box.left() + wide + 4 if align == LEFT else box.right() - arrow
            at = QRectF(x, box.center().y() - arrow / 2, arrow, arrow)
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            look.icons.paint(painter, at, "arrow-up" if up else "arrow-down", tokens.text, 2.25)
            box = box.adjusted(0, 0, -arrow - 4, 0)
        text(painter, box, name, style, tokens.text if sorted_by else tokens.text2, align)
        painter.restore()

    def _stands_right(self, section: int) -> bool:
        align = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        return align is not None and bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight)

    def _last_visual(self) -> int:
        shown = [i for i in range(self.count()) if not self.isSectionHidden(self.logicalIndex(i))]
        return shown[-1] if shown else -1


class DataTable(QTableView):
    """Give it a model; cells are styled by ``STYLE_ROLE``. Enter and double click emit ``opened``.

    It hangs out of the page's column by 8 px on both sides: place it with ``Page.add(hang=True)``.
    """

    opened = Signal(QModelIndex)

    def __init__(self, *, row_height: int = 33, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self.overhang = (PADDING, PADDING)
        self.setAccessibleName(accessible_name)
        self.setHorizontalHeader(HouseHeader(self))
        self.horizontalHeader().setSectionsClickable(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme().px(20))
        self.verticalHeader().setDefaultSectionSize(theme().px(row_height))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(self.on_double_click)

    def on_double_click(self, index: QModelIndex) -> None:
        """What a double click does; here the same as Enter."""
        self.opened.emit(index)

    def edges(self, index: Index) -> tuple[bool, bool]:
        """Whether the cell is the first and the last that is shown of its row."""
        header = self.horizontalHeader()
        visual = header.visualIndex(index.column())
        last = header._last_visual() if isinstance(header, HouseHeader) else header.count() - 1
        return visual == 0, visual == last

    def rings(self, index: Index) -> bool:
        return self._ring and self.hasFocus() and index == self.currentIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)
        model = self.model()
        if self._ring and model is not None and not self.currentIndex().isValid() and model.rowCount():
            first = self.horizontalHeader().logicalIndex(0)
            self.selectionModel().setCurrentIndex(model.index(0, first), QItemSelectionModel.SelectionFlag.NoUpdate)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()
