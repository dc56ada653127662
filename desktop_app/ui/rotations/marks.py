"""The strokes that only the timeline has, beside those of ``widgets.stays``: dotted away, dashed where nobody is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.domain.outlook import ARROW
from desktop_app.domain.rotations import Block, BlockKind, OpenPlace
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import rounded
from desktop_app.ui.widgets.stays import (
    RADIUS,
    dots,
    draw_duty,
    draw_tiled,
    draw_to_dev,
    draw_to_ops,
    draw_words,
    plate_width,
)


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
    draw_words(painter, box, code_of(board, block), tokens.text2, TextStyle.CAPTION)


def draw_away(painter: QPainter, box: QRectF, words: str) -> None:
    """Dots; without words all of it."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.canvas)
    plate = plate_width(box, words, TextStyle.CAPTION)
    draw_tiled(painter, box, plate, dots(tokens.text3.name(), painter.device().devicePixelRatioF()))
    rounded(painter, box, RADIUS, line=tokens.line2)
    draw_words(painter, box, words, tokens.text2, TextStyle.CAPTION)


def draw_open(painter: QPainter, box: QRectF, words: str) -> None:
    """A place that nobody fills: a dashed box in the colour of shortfalls."""
    tokens = theme().tokens
    rounded(painter, box, RADIUS, tokens.warnbg)
    pen = QPen(tokens.verm, 1.5)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
    draw_words(painter, box, words, tokens.warntext)


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


def _pin(painter: QPainter, box: QRectF, *, on_accent: bool) -> None:
    look, size = theme(), theme().px(12)
    if box.width() < look.px(34):
        return
    at = QRectF(box.right() - size - 4, box.center().y() - size / 2, size, size)
    if not on_accent:
        rounded(painter, at.adjusted(-2, -2, 2, 2), 3, look.tokens.canvas)
    look.icons.paint(painter, at, "pin", look.tokens.onaccent if on_accent else look.tokens.text, 2.0)
