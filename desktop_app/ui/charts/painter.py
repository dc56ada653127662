"""Paints what a drawing holds in the colours of a theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from desktop_app.ui.charts.drawing import Drawing, Shape
from desktop_app.ui.theme import DARK, Tokens
from desktop_app.ui.widgets.painting import text

HATCH_GAP, HATCH_OPACITY = 7.0, 0.7
WASH, DARK_WASH = 0.09, 0.14


def paint_shapes(painter: QPainter, drawing: Drawing, tokens: Tokens, around: QRectF) -> None:
    """The shapes that touch ``around``, in their order."""
    for shape in drawing.shapes:
        if shape.path.controlPointRect().adjusted(-2, -2, 2, 2).intersects(around):
            paint_shape(painter, shape, tokens)


def paint_words(painter: QPainter, drawing: Drawing, tokens: Tokens, around: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for word in drawing.words:
        if word.box.intersects(around):
            text(painter, word.box, word.text, word.style, tokens[word.tone], word.align)


def paint_shape(painter: QPainter, shape: Shape, tokens: Tokens) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not shape.crisp)
    if shape.fill:
        colour = QColor(tokens[shape.fill])
        if shape.wash:
            colour.setAlphaF(DARK_WASH if tokens is DARK else WASH)
        painter.fillPath(shape.path, colour)
    if shape.hatch:
        _texture(painter, shape, tokens.canvas)
    if shape.line:
        painter.setPen(_pen(shape, tokens))
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        painter.drawPath(shape.path)
    painter.restore()


def _pen(shape: Shape, tokens: Tokens) -> QPen:
    pen = QPen(tokens[shape.line], shape.width, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.MiterJoin)
    if shape.dash:
        pen.setDashPattern(list(shape.dash))
    return pen


def _texture(painter: QPainter, shape: Shape, ground: QColor) -> None:
    """Lines or dots of the ground's colour over a filled shape."""
    box = shape.path.boundingRect()
    painter.setClipPath(shape.path, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(ground)
    ground.setAlphaF(HATCH_OPACITY)
    painter.setPen(QPen(ground, 1.25))
    reach, gap = box.height(), HATCH_GAP
    if shape.hatch == "level":
        y = box.top() + gap / 2
        while y < box.bottom():
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            y += gap
        return
    if shape.hatch == "dots":
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(ground)
        _dots(painter, box, gap)
        return
    lean = reach if shape.hatch == "rising" else -reach
    x = box.left() - reach
    while x < box.right() + reach:
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + lean, box.top()))
        x += gap


def _dots(painter: QPainter, box: QRectF, gap: float) -> None:
    y, row = box.top() + gap / 2, 0
    while y < box.bottom():
        x = box.left() + gap / 2 + (gap / 2 if row % 2 else 0)
        while x < box.right():
            painter.drawEllipse(QPointF(x, y), 0.9, 0.9)
            x += gap
        y, row = y + gap * 0.8, row + 1
