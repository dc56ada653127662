"""What can be pressed on the start page: lines of an icon, a name, a caption and a short word at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, rule, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain

HANG = 8  # the ground of a hovered line hangs out of its column by this


class Way(Pressable):
    """``aside`` is a shortcut or a date. The whole line is pressed; texts that do not fit are whole in its tool tip."""

    def __init__(self, words: str, caption: str, icon: str, *, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._caption, self._icon, self._aside = caption, icon, aside
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"{caption} {aside}".strip())
        self.setStatusTip(caption)

    def sizeHint(self) -> QSize:
        look = theme()
        wide = max(look.width(self.words, TextStyle.BODY_MEDIUM), look.width(self._caption, TextStyle.CAPTION))
        return QSize(int(wide + self._left + self._right + 2), look.px(54))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(54))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - self._left - self._right
        wide = max(theme().width(self.words, TextStyle.BODY_MEDIUM), theme().width(self._caption, TextStyle.CAPTION))
        self.setToolTip(plain(f"{self.words}\n{self._caption}") if wide > room else "")
        super().resizeEvent(event)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box = theme(), QRectF(self.rect())
        if self.hovered:
            rounded(painter, box, 6, tokens.hover)
        size = look.px(20)
        look.icons.paint(painter, QRectF(HANG, look.px(12), size, size), self._icon, tokens.text2)
        room = box.width() - self._left - self._right
        head = QRectF(self._left, look.px(6), room, look.px(22))
        text(painter, head, self.words, TextStyle.BODY_MEDIUM, tokens.accenttext)
        if self.hovered:
            under = min(look.width(self.words, TextStyle.BODY_MEDIUM), room)
            rule(painter, head.left(), look.px(25), under, tokens.accenttext)
        text(painter, head.translated(0, look.px(20)), self._caption, TextStyle.CAPTION, tokens.text2)
        aside = QRectF(box.right() - self._right, head.top(), self._right - HANG, head.height())
        text(painter, aside, self._aside, TextStyle.CAPTION, tokens.text2, RIGHT)
        if self.shows_ring:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), 6)

    @property
    def _left(self) -> int:
        return HANG + theme().px(36)

    @property
    def _right(self) -> float:
        aside = theme().width(self._aside, TextStyle.CAPTION) + theme().px(16) if self._aside else 0
        return aside + HANG
