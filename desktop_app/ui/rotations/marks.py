"""The strokes of the timeline: solid to Ops, hatched to Dev, framed on duty, dotted away, dashed where nobody is.

Hatching and dots come from small tiles that join without a seam; words stand on a plate, so that nothing crosses them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.domain.rotations import Block, BlockKind, OpenPlace
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, rounded, text

TILE = 12  # logical pixels; whole device pixels at every quarter of a scale
RADIUS = 4.0
ARROW = "→"


def code_of(board: Board, block: Block) -> str:
    """What a block says: ``→ OPS``, or ``duty``."""
    if block.kind is BlockKind.DUTY:
        return _("duty")
    return f"{ARROW} {board.host_words(block.host_id)}"


def place_code(board: Board, place: OpenPlace) -> str:
    """``OPS ×2``: which guests are lacking, and how many."""
    words = f"{ARROW} {board.host_words(place.role.host_id)}"
    if place.role.kind is BlockKind.DUTY:
        words = _("duty {side}").format(side=place.role.side.label)
    return f"{words} ×{number(place.missing)}" if place.missing > 1 else words


def draw_block(painter: QPainter, box: QRectF, board: Board, block: Block, *, faded: bool = False) -> None:
    """The block in its box; ``faded`` for the place that a dragged one leaves."""
    painter.save()
    if faded:
        painter.setOpacity(0.4)
    words = code_of(board, block)
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    if block.kind is BlockKind.DUTY:
        draw_duty(painter, box, words)
    elif host is not None and host.side is Side.OPS:
        draw_to_ops(painter, box, words)
    else:
        draw_to_dev(painter, box, words)
    if block.pinned:
        _pin(painter, box, on_accent=host is not None and host.side is Side.OPS and block.kind is BlockKind.GUEST)
    painter.restore()


def draw_elsewhere(painter: QPainter, box: QRectF, board: Board, block: Block) -> None:
    """A block of another plan: seen because it counts, quiet because it cannot be moved here."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.canvas, tokens.ctl)
    _words(painter, box, code_of(board, block), tokens.text2, TextStyle.CAPTION)


def draw_to_ops(painter: QPainter, box: QRectF, words: str) -> None:
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.accent)
    _words(painter, box, words, tokens.onaccent)


def draw_to_dev(painter: QPainter, box: QRectF, words: str) -> None:
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.canvas)
    plate = _plate(box, words)
    _tiled(painter, box, plate, hatch(tokens.accent.name(), painter.device().devicePixelRatioF()))
    rounded(painter, box, RADIUS, line=tokens.accent, width=1.5)
    _words(painter, box, words, tokens.accenttext)


def draw_duty(painter: QPainter, box: QRectF, words: str) -> None:
    tokens, px = theme().tokens, theme().px
    rounded(painter, box, RADIUS, tokens.canvas, tokens.text, 1.5)
    bar = px(4)
    for x in (box.left(), box.right() - bar):
        painter.fillRect(QRectF(x, box.top() + 3, bar, box.height() - 6), tokens.text)
    _words(painter, box.adjusted(bar, 0, -bar, 0), words, tokens.text)


def draw_away(painter: QPainter, box: QRectF, words: str) -> None:
    """Dots; without words all of it."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.canvas)
    plate = _plate(box, words, TextStyle.CAPTION)
    _tiled(painter, box, plate, dots(tokens.text3.name(), painter.device().devicePixelRatioF()))
    rounded(painter, box, RADIUS, line=tokens.line2)
    _words(painter, box, words, tokens.text2, TextStyle.CAPTION)


def draw_open(painter: QPainter, box: QRectF, words: str) -> None:
    """A place that nobody fills: a dashed box in the colour of shortfalls."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.warnbg)
    pen = QPen(tokens.verm, 1.5)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
    _words(painter, box, words, tokens.warntext)


def draw_ghost(painter: QPainter, box: QRectF, board: Board, block: Block, *, refused: bool) -> None:
    """Where a dragged block would be; ``refused`` when it breaks a rule."""
    tokens = theme().tokens
    draw_block(painter, box, board, block)
    ring = box.adjusted(-2.5, -2.5, 2.5, 2.5)
    pen = QPen(tokens.verm if refused else tokens.accent, 2)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(ring, RADIUS + 2, RADIUS + 2)


def draw_shortfall(painter: QPainter, box: QRectF) -> None:
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.warnbg, tokens.verm, 1.5)


def draw_conflict(painter: QPainter, box: QRectF) -> None:
    """A triangle at the block's upper right corner: a rule is broken here."""
    tokens, size = theme().tokens, theme().px(11)
    top, base = box.top() - 4, box.top() - 4 + size * 0.85  # above the words of a narrow block
    path = QPainterPath(QPointF(box.right() - size / 2 + 1, top))
    path.lineTo(box.right() + 2, base)
    path.lineTo(box.right() - size, base)
    path.closeSubpath()
    painter.setPen(QPen(tokens.canvas, 2))
    painter.setBrush(tokens.verm)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(path)


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


def _words(
    painter: QPainter, box: QRectF, words: str, colour: QColor, style: TextStyle = TextStyle.CAPTION_STRONG
) -> None:
    """The code at the left; in a short block without its arrow, in the shortest its first letter in the middle."""
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


def _plate(box: QRectF, words: str, style: TextStyle = TextStyle.CAPTION_STRONG) -> float:
    """The width from the left edge that stays bare of texture; everything when too little texture would be left."""
    look = theme()
    plate = look.width(words, style) + look.px(15) if words else 0.0
    return plate if plate + look.px(4) < box.width() else box.width()


def _tiled(painter: QPainter, box: QRectF, plate: float, tile: QPixmap) -> None:
    room = box.adjusted(plate, 1, -1, -1)
    if room.width() > 0:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        # tied to the block, so that scrolling does not make the texture swim
        painter.drawTiledPixmap(room, tile, QPointF(0, 0))
        painter.restore()


def _pin(painter: QPainter, box: QRectF, *, on_accent: bool) -> None:
    look, size = theme(), theme().px(12)
    if box.width() < look.px(34):
        return
    at = QRectF(box.right() - size - 4, box.center().y() - size / 2, size, size)
    if not on_accent:
        rounded(painter, at.adjusted(-2, -2, 2, 2), 3, look.tokens.canvas)
    look.icons.paint(painter, at, "pin", look.tokens.onaccent if on_accent else look.tokens.text, 2.0)


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
