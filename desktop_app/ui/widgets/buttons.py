"""Buttons and links."""

from __future__ import annotations

import math
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import RING, focus_ring, rounded, rule, text
from desktop_app.ui.widgets.pressable import Pressable

ICON = 16


class Look(Enum):
    PRIMARY = auto()
    NORMAL = auto()
    QUIET = auto()  # no box until hovered


class Button(Pressable):
    """A button of 32 px with ``RING`` pixels around it for the focus ring; lay buttons out with spacing 0.

    Without a text it is an icon button: ``tip`` is then its accessible name. A menu gives it a chevron.
    """

    def __init__(
        self,
        words: str = "",
        *,
        icon: str = "",
        look: Look = Look.NORMAL,
        tip: str = "",
        menu: QMenu | None = None,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._look, self._height = icon, look, height
        self.setAccessibleName(self.words or tip)
        self.setToolTip(tip)
        self.setStatusTip(tip)
        if menu is not None:
            menu.setParent(self, menu.windowFlags())
            self.setMenu(menu)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(self.words)

    def sizeHint(self) -> QSize:
        look = theme()
        words = math.ceil(look.width(self.words, TextStyle.BODY_MEDIUM)) if self.text() else 0
        parts = [look.px(ICON) if self._icon else 0, words, look.px(12) if self.menu() else 0]
        inside = sum(parts) + look.px(8) * (sum(1 for part in parts if part) - 1)
        side = look.px(12) if words else (look.px(self._height) - look.px(ICON)) // 2
        return QSize(inside + 2 * side + 2 * RING, look.px(self._height) + 2 * RING)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        box, look = self._box(RING), theme()
        colour = self._ground(painter, box, tokens)
        side = look.px(12) if self.text() else (box.height() - look.px(ICON)) / 2
        x, size = box.left() + side, look.px(ICON)
        if self._icon:
            tint = tokens.text2 if colour == tokens.text else colour
            look.icons.paint(painter, QRectF(x, box.center().y() - size / 2, size, size), self._icon, tint)
            x += size + look.px(8)
        if self.text():
            text(
                painter, QRectF(x, box.top(), box.right() - x, box.height()), self.words, TextStyle.BODY_MEDIUM, colour
            )
        if self.menu():
            drop = look.px(14)
            at = QRectF(box.right() - look.px(10) - drop, box.center().y() - drop / 2, drop, drop)
            look.icons.paint(painter, at, "chevron-down", tokens.text3 if colour == tokens.text else colour)
        if self.shows_ring:
            focus_ring(painter, QRectF(self.rect()), 9)

    def _ground(self, painter: QPainter, box: QRectF, tokens: Tokens) -> QColor:
        """Paint the body and give the colour of what stands on it."""
        pressed = self.isDown() or self.isChecked()
        if self._look is Look.PRIMARY:
            rounded(painter, box, 6, _deeper(tokens.accent, 112 if pressed else 106) if self.hovered else tokens.accent)
            return tokens.onaccent
        if self._look is Look.NORMAL:
            rounded(painter, box, 6, tokens.hover if self.hovered else tokens.raised, tokens.line2)
        elif pressed:
            rounded(painter, box, 6, tokens.tint)
            return tokens.accenttext
        elif self.hovered:
            rounded(painter, box, 6, tokens.hover)
        return tokens.text


def _deeper(colour: QColor, factor: int) -> QColor:
    return colour.lighter(factor) if theme().dark else colour.darker(factor)


class Link(Pressable):
    """Words that are pressed, as tall as ``height``; set ``flush`` off to keep 4 px beside them for the ring."""

    def __init__(
        self,
        words: str,
        *,
        icon: str = "",
        style: TextStyle = TextStyle.BODY_MEDIUM,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._style = icon, style
        self.setAccessibleName(self.words)
        self.setToolTip(tip)
        self.setStatusTip(tip)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setAccessibleName(self.words)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        extra = look.px(ICON) + look.px(6) if self._icon else 0
        return QSize(math.ceil(look.width(self.words, self._style)) + 1 + extra, look.px(24))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        box, look = QRectF(self.rect()), theme()
        x = 0.0
        if self._icon:
            size = look.px(ICON)
            look.icons.paint(painter, QRectF(0, box.center().y() - size / 2, size, size), self._icon, tokens.accenttext)
            x = size + look.px(6)
        text(painter, QRectF(x, 0, box.width() - x, box.height()), self.words, self._style, tokens.accenttext)
        if self.hovered or self.shows_ring:
            metrics = look.metrics(self._style)
            under = round(box.center().y() + metrics.ascent() / 2 + 2)
            rule(painter, x, under, metrics.horizontalAdvance(self.words), tokens.accenttext)
        if self.shows_ring:
            focus_ring(painter, box, 4)
