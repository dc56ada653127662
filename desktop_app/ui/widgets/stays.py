"""The strokes of a stay in another team, wherever one is drawn: solid to Ops, hatched to Dev, framed on duty.

Hatching and dots come from small tiles that join without a seam; words stand on a plate, so that nothing crosses them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.domain.outlook import ARROW
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, rounded, text

TILE = 12  # logical pixels; whole device pixels at every quarter of a scale
RADIUS = 4.0


def draw_to_ops(painter: QPainter, box: QRectF, words: str) -> None:
    """A stay with Ops."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.accent)
    draw_words(painter, box, words, tokens.onaccent)


def draw_to_dev(painter: QPainter, box: QRectF, words: str) -> None:
    """A stay with a team of Dev."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.canvas)
    plate = plate_width(box, words)
    draw_tiled(painter, box, plate, hatch(tokens.accent.name(), painter.device().devicePixelRatioF()))
    rounded(painter, box, RADIUS, line=tokens.accent, width=1.5)
    draw_words(painter, box, words, tokens.accenttext)


def draw_duty(painter: QPainter, box: QRectF, words: str) -> None:
    """Days on duty at home."""
    tokens, px = theme().tokens, theme().px
    rounded(painter, box, RADIUS, tokens.canvas, tokens.text, 1.5)
    bar = px(4)
    for x in (box.left(), box.right() - bar):
        painter.fillRect(QRectF(x, box.top() + 3, bar, box.height() - 6), tokens.text)
    draw_words(painter, box.adjusted(bar, 0, -bar, 0), words, tokens.text)


def draw_session(painter: QPainter, box: QRectF, words: str, ground: QColor) -> None:
    """A small flag at the day's left edge with words on a plate."""
    tokens, look = theme().tokens, theme()
    high = look.px(12)
    wide = min(box.width(), look.width(words, TextStyle.CAPTION) + look.px(16))
    painter.fillRect(QRectF(box.left(), box.top(), wide, box.height()), ground)
    middle = box.center().y()
    path = QPainterPath(QPointF(box.left() + 2, middle - high / 2))
    path.lineTo(box.left() + 2 + high * 0.6, middle)
    path.lineTo(box.left() + 2, middle + high / 2)
    path.closeSubpath()
    painter.fillPath(path, tokens.text2)
    text(painter, box.adjusted(look.px(13), 0, 0, 0), words, TextStyle.CAPTION, tokens.text)


def block_words_width(words: str) -> float:
    """The least width of a block that shows all its words."""
    return theme().width(words, TextStyle.CAPTION_STRONG) + 2 * theme().px(7)


def draw_words(
    painter: QPainter, box: QRectF, words: str, colour: QColor, style: TextStyle = TextStyle.CAPTION_STRONG
) -> None:
    """What a block says, at its left; in a short one without its arrow, in the shortest its first letter alone."""
    look = theme()
    room = box.width() - look.px(4)
    bare = words.removeprefix(ARROW).strip()
    if look.width(words, style) + look.px(14) <= box.width():
        text(painter, box.adjusted(look.px(8), 0, 0, 0), words, style, colour)
        return
    for shorter in (bare, bare[:3], bare[:1]):
        if look.width(shorter, style) <= room:
            text(painter, box, shorter, style, colour, CENTRE)
            return


def plate_width(box: QRectF, words: str, style: TextStyle = TextStyle.CAPTION_STRONG) -> float:
    """The width from the left edge that stays bare of texture; everything when too little texture would be left."""
    look = theme()
    plate = look.width(words, style) + look.px(15) if words else 0.0
    return plate if plate + look.px(4) < box.width() else box.width()


def draw_tiled(painter: QPainter, box: QRectF, plate: float, tile: QPixmap) -> None:
    """Texture behind the plate of a box."""
    room = box.adjusted(plate, 1, -1, -1)
    if room.width() > 0:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        # tied to the block, so that scrolling does not make the texture swim
        painter.drawTiledPixmap(room, tile, QPointF(0, 0))
        painter.restore()


@lru_cache(maxsize=16)
def hatch(colour: str, ratio: float) -> QPixmap:
    """A tile of lines at 45 degrees."""

    def lines(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colour), 1.0))
        for shift in range(-TILE, 2 * TILE + 1, TILE // 2):
            painter.drawLine(QPointF(shift - 2, 2), QPointF(shift + 2, -2))
            painter.drawLine(QPointF(shift - TILE - 2, TILE + 2), QPointF(shift + 2, -2))

    return _tile(ratio, lines)


@lru_cache(maxsize=16)
def dots(colour: str, ratio: float) -> QPixmap:
    """A tile of dots in a grid."""

    def spots(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for x in (TILE / 4, TILE * 3 / 4):
            for y in (TILE / 4, TILE * 3 / 4):
                painter.drawEllipse(QPointF(x, y), 0.85, 0.85)

    return _tile(ratio, spots)


def _tile(ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    tile = QPixmap(round(TILE * ratio), round(TILE * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return tile
