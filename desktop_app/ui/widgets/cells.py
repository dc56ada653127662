"""How a cell of a table looks: one role that a model answers with a ``CellStyle``, and the delegate that paints it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import LEFT, RIGHT, focus_ring, rounded, rule, text

Index = QModelIndex | QPersistentModelIndex

STYLE_ROLE = Qt.ItemDataRole.UserRole + 1
OPENS_ROLE = Qt.ItemDataRole.UserRole + 2  # an IncidentFilter behind a number
PADDING = 8


@dataclass(frozen=True, slots=True)
class CellStyle:
    """``level`` is a classification (1 to 4) drawn as bars before its name; ``tone`` colours the icon.

    ``keep_icon_room`` leaves the icon's place empty, so that a column's texts align. ``marks`` are the places of
    letters that a search found, from and to, in a text at the left.
    """

    strong: bool = False
    medium: bool = False
    quiet: bool = False
    link: bool = False
    right: bool = False
    level: int = 0
    icon: str = ""
    tone: str = "text2"
    keep_icon_room: bool = False
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def type(self) -> TextStyle:
        return TextStyle.BODY_STRONG if self.strong else TextStyle.BODY_MEDIUM if self.medium else TextStyle.BODY

    @property
    def colour(self) -> str:
        return "accenttext" if self.link else "text2" if self.quiet else "text"


PLAIN = CellStyle()


class CellDelegate(QStyledItemDelegate):
    """Paints rows on rules, without boxes. The table tells which cell shows the focus ring and which is hovered."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = theme(), QRectF(option.rect)
        table = self.parent()
        first, last = getattr(table, "edges", lambda _i: (False, False))(index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # before antialiasing: no seams between cells at 150 %
            painter.fillRect(option.rect, look.tokens.tint)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        hang_left, hang_right = (PADDING if first else 0), (PADDING if last else 0)
        rule(painter, box.left() + hang_left, box.bottom() - 1, box.width() - hang_left - hang_right, look.tokens.line)
        style = index.data(STYLE_ROLE) or PLAIN
        inner = box.adjusted(PADDING, 0, -PADDING, -1)
        self._content(painter, inner, style, str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        if getattr(table, "rings", lambda _i: False)(index):
            focus_ring(painter, box.adjusted(1, 1, -1, -2), 4)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for the whole text."""
        style = index.data(STYLE_ROLE) or PLAIN
        width = theme().width(str(index.data(Qt.ItemDataRole.DisplayRole) or ""), style.type)
        return QSize(int(width + self._lead(style)) + 2 * PADDING + 2, theme().px(33))

    def _lead(self, style: CellStyle) -> float:
        if style.level:
            return theme().px(28)
        return theme().px(20) if style.icon or style.keep_icon_room else 0

    def _content(self, painter: QPainter, box: QRectF, style: CellStyle, words: str) -> None:
        look = theme()
        if style.level:
            _bars(painter, box, style.level)
        if style.icon:
            size = look.px(14)
            at = QRectF(box.left(), box.center().y() - size / 2, size, size)
            look.icons.paint(painter, at, style.icon, look.tokens[style.tone], 2)
        colour: QColor = look.tokens[style.colour]
        room = box.adjusted(self._lead(style), 0, 0, 0)
        if style.marks:
            _marks(painter, room, style, words)
        text(painter, room, words, style.type, colour, RIGHT if style.right else LEFT)


def _marks(painter: QPainter, box: QRectF, style: CellStyle, words: str) -> None:
    """A quiet ground under the letters found; under the dots of a text that is cut when they are behind it."""
    look = theme()
    metrics, high = look.metrics(style.type), look.metrics(style.type).height()
    cut = metrics.horizontalAdvance(words) > box.width() + 0.5
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width()) if cut else words
    letters = len(shown) - 1 if cut else len(words)
    for first, last in style.marks:
        start = min(first, letters)
        left = metrics.horizontalAdvance(words[:start])
        right = metrics.horizontalAdvance(shown if last > letters else words[:last])
        ground = QRectF(box.left() + left - 1, box.center().y() - high / 2, right - left + 2, high)
        rounded(painter, ground, 3, look.tokens.mark)


def _bars(painter: QPainter, box: QRectF, level: int) -> None:
    """Four rising bars, as many filled as the classification is grave."""
    look = theme()
    for i in range(4):
        high = look.px(4 + i * 2.5)
        colour = look.tokens.text if i < 5 - level else look.tokens.line2
        at = QRectF(box.left() + look.px(i * 5), box.center().y() + look.px(6) - high, look.px(3), high)
        painter.fillRect(at, colour)
