"""The words beside a block while it is dragged: its days, and what speaks against them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import LEFT, rounded, text

WIDEST = 300
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def paint_bubble(painter: QPainter, anchor: QRectF, bounds: QRectF, title: str, sentences: Sequence[str]) -> QRectF:
    """Below the anchor if there is room inside the bounds, else above it; gives the box it took."""
    look, tokens = theme(), theme().tokens
    px = look.px
    icon = px(22) if sentences else 0
    sides = icon + 2 * px(10) + 2
    inner = max(px(WIDEST) - sides, look.width(title, TextStyle.CAPTION_STRONG))
    inner = min(inner, bounds.width() - 2 * px(4) - sides)
    heights = [_height(sentence, inner) for sentence in sentences]
    widest = max([look.width(title, TextStyle.CAPTION_STRONG), *(_width(s, inner) for s in sentences)])
    wide = min(inner, widest) + sides
    high = px(8) * 2 + px(18) + sum(heights) + px(4) * len(sentences)
    box = QRectF(_x(anchor, bounds, wide), _y(anchor, bounds, high, px(8)), wide, high)
    ground, line = (tokens.warnbg, tokens.warnline) if sentences else (tokens.raised, tokens.line2)
    rounded(painter, box, 6, ground, line)
    x, y = box.left() + px(10) + icon, box.top() + px(8)
    if sentences:
        size = px(16)
        look.icons.paint(painter, QRectF(box.left() + px(9), y + 1, size, size), "triangle-alert", tokens.warntext)
    text(painter, QRectF(x, y, inner, px(18)), title, TextStyle.CAPTION_STRONG, tokens.text, LEFT)
    y += px(18)
    painter.setFont(look.font(TextStyle.CAPTION))
    painter.setPen(tokens.warntext)
    for sentence, each in zip(sentences, heights, strict=True):
        y += px(4)
        painter.drawText(QRectF(x, y, inner + 1, each + 1), _WRAPPED, sentence)
        y += each
    return box


def _height(sentence: str, width: float) -> float:
    return theme().metrics(TextStyle.CAPTION).boundingRect(QRectF(0, 0, width, 1000), _WRAPPED, sentence).height()


def _width(sentence: str, width: float) -> float:
    return theme().metrics(TextStyle.CAPTION).boundingRect(QRectF(0, 0, width, 1000), _WRAPPED, sentence).width()


def _x(anchor: QRectF, bounds: QRectF, wide: float) -> float:
    return max(bounds.left() + 4, min(anchor.left(), bounds.right() - wide - 4))


def _y(anchor: QRectF, bounds: QRectF, high: float, gap: float) -> float:
    below = anchor.bottom() + gap
    if below + high <= bounds.bottom():
        return below
    return max(bounds.top(), anchor.top() - gap - high)
