"""The picture of a whole figure for the clipboard: headline, note, key, chart and definition, always light."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.faces import Face
from desktop_app.ui.charts.key import ChartKey
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import LIGHT, theme
from desktop_app.ui.widgets.layouts import HANG

MARGIN = 16
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def figure_picture(face: Face, chart: QPixmap, ratio: float) -> QPixmap:
    """Around the picture of the chart as wide as that is; long sentences break their line."""
    size = chart.deviceIndependentSize()
    width = math.ceil(size.width())
    inner = width - 2 * HANG
    key = ChartKey(face.key, tokens=LIGHT)
    key.resize(inner, key.heightForWidth(inner))
    gap = theme().px(8)
    above = [(face.headline, TextStyle.H2, "text"), (face.note, TextStyle.CAPTION, "text2")]
    heights = [_height(words, style, inner) for words, style, _tone in above]
    foot = _height(face.definition, TextStyle.CAPTION, inner)
    key_high = key.height() + gap if face.key else 0
    height = sum(h + gap for h in heights if h) + key_high + math.ceil(size.height()) + gap + foot
    pixmap = QPixmap(round((width + 2 * MARGIN) * ratio), round((height + 2 * MARGIN) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(LIGHT.canvas)
    painter = QPainter(pixmap)
    painter.translate(MARGIN, MARGIN)
    y = 0
    for (words, style, tone), high in zip(above, heights, strict=True):
        _write(painter, words, style, tone, QRectF(HANG, y, inner, high))
        y += high + gap if high else 0
    if face.key:
        key.render(painter, QPoint(HANG, y), QRegion(), QWidget.RenderFlag.DrawChildren)  # no ground: it may be dark
        y += key_high
    painter.drawPixmap(0, y, chart)
    _write(painter, face.definition, TextStyle.CAPTION, "text2", QRectF(HANG, height - foot, inner, foot))
    painter.end()
    return pixmap


def _height(words: str, style: TextStyle, width: int) -> int:
    if not words:
        return 0
    return math.ceil(theme().metrics(style).boundingRect(QRectF(0, 0, width, 10_000), _WRAP, words).height())


def _write(painter: QPainter, words: str, style: TextStyle, tone: str, box: QRectF) -> None:
    painter.setFont(theme().font(style))
    painter.setPen(LIGHT[tone])
    painter.drawText(box, _WRAP, words)
