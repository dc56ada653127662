"""Strokes that every painted control shares: plain text, rules, boxes and focus rings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QPainter, QPen

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RING = 4  # room that a button keeps around itself for its focus ring

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_BY_MOUSE = (Qt.FocusReason.MouseFocusReason,)


def text(
    painter: QPainter,
    box: QRectF,
    words: str,
    style: TextStyle,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> bool:
    """Draw one line of plain text, elided to the box; True when it had to be cut."""
    metrics = theme().metrics(style)
    shown = words
    if metrics.horizontalAdvance(words) > box.width() + 0.5:
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(theme().font(style))
    painter.setPen(colour)
    painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), shown)
    return shown != words


def rule(painter: QPainter, x: float, y: float, width: float, colour: QColor) -> None:
    painter.fillRect(QRectF(x, y, width, 1), colour)


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded box whose line lies inside it."""
    painter.setPen(QPen(line, width) if line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(fill) if fill else QBrush(Qt.BrushStyle.NoBrush))
    inset = width / 2 if line else 0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, box: QRectF, radius: float = 6) -> None:
    """Two pixels of accent inside the box."""
    rounded(painter, box, radius, line=theme().tokens.accent, width=2)


def ring_after(event: QFocusEvent, before: bool) -> bool:
    """Whether a control that gains focus shows its ring: yes by keyboard, no by mouse, else as it was."""
    if event.reason() in _BY_KEYBOARD:
        return True
    return before and event.reason() not in _BY_MOUSE
