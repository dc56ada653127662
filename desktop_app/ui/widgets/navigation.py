"""One entry of the sidebar."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable


class NavItem(Pressable):
    """Checkable and exclusive among its siblings; compact it is an icon with its words as tool tip."""

    def __init__(self, words: str, icon: str, *, badge: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon, self._badge, self._tip, self._compact = icon, "", tip, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStatusTip(tip)
        self.setToolTip(tip)
        self.set_badge(badge)

    def set_badge(self, badge: str) -> None:
        """A short count at the right, such as ``24 open``."""
        self._badge = badge
        self.setAccessibleName(f"{self.words}, {badge}" if badge else self.words)
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(f"{self.words}\n{self._tip}".strip() if compact else self._tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        if self._compact:
            return QSize(look.px(36), look.px(36))
        badge = look.width(self._badge, TextStyle.CAPTION) + look.px(10) if self._badge else 0
        return QSize(math.ceil(look.px(52) + look.width(self.words, TextStyle.BODY_STRONG) + badge), look.px(36))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box, on = theme(), QRectF(self.rect()), self.isChecked()
        body = box.adjusted(0, 2, 0, -2)
        if on:
            rounded(painter, body, 6, tokens.tint)
            rounded(painter, QRectF(0, look.px(10), 3, box.height() - 2 * look.px(10)), 1.5, tokens.accent)
        elif self.hovered:
            rounded(painter, body, 6, tokens.hover)
        colour, size = (tokens.accenttext if on else tokens.text), look.px(18)
        x = (box.width() - size) / 2 if self._compact else look.px(12)
        at = QRectF(x, (box.height() - size) / 2, size, size)
        look.icons.paint(painter, at, self._icon, tokens.accenttext if on else tokens.text2)
        if not self._compact:
            self._words(painter, box, colour, tokens.accenttext if on else tokens.text2)
        if self.shows_ring:
            focus_ring(painter, body, 6)

    def _words(self, painter: QPainter, box: QRectF, colour: QColor, quiet: QColor) -> None:
        look = theme()
        style = TextStyle.BODY_STRONG if self.isChecked() else TextStyle.BODY_MEDIUM
        badge = look.width(self._badge, TextStyle.CAPTION) + 1
        at = QRectF(look.px(42), 0, box.width() - look.px(52) - badge, box.height())
        text(painter, at, self.words, style, colour)
        text(painter, box.adjusted(0, 0, -look.px(10), 0), self._badge, TextStyle.CAPTION, quiet, RIGHT)
