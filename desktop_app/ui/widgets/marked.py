"""What a box to tick and a choice of a few have in common: words beside a mark, cut where there is no room."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import RING, focus_ring, text
from desktop_app.ui.widgets.tips import plain


def dress(button: QAbstractButton, words: str) -> None:
    """What holds for either: its name, its pointer, and as much width as there is."""
    button.setAccessibleName(words)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def size(words: str, room: int, high: int) -> QSize:
    """What the words take beside a mark that has ``room`` design pixels."""
    look = theme()
    return QSize(look.px(room) + math.ceil(look.width(words, TextStyle.BODY)) + 2, look.px(high))


def least(high: int) -> QSize:
    return QSize(theme().px(80), theme().px(high))


def hit(button: QAbstractButton, position: QPoint) -> bool:
    """Mark and words answer to the mouse, not the empty room behind them."""
    return button.rect().contains(position) and position.x() <= button.sizeHint().width() + RING


def draw_words(button: QAbstractButton, painter: QPainter, words: str, left: float, lift: int, *, ring: bool) -> None:
    """The words from ``left`` on, whole in the tool tip where they are cut, and the ring ``lift`` inside the height."""
    look = theme()
    room = QRectF(left, 0, button.width() - left, button.height())
    cut = text(painter, room, words, TextStyle.BODY, look.tokens.text)
    button.setToolTip(plain(words) if cut else "")
    if ring and button.hasFocus():
        wide = min(button.width(), left + look.width(words, TextStyle.BODY) + look.px(6))
        focus_ring(painter, QRectF(0, lift, wide, button.height() - 2 * lift), 4)
