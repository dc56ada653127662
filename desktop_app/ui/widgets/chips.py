"""Filter chips: a name, the chosen value, a menu, and a cross while the chip narrows anything."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain

LONGEST_VALUE = 260


class Chip(Pressable):
    """``Period **all** v``. Pressed it opens its menu or emits ``clicked``; cross and Delete emit ``cleared``."""

    cleared = Signal()

    def __init__(
        self,
        name: str,
        value: str,
        *,
        active: bool = False,
        menu: QMenu | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._name, self._value, self._active = name, value, active
        if menu is not None:
            menu.setParent(self, menu.windowFlags())
            self.setMenu(menu)
        self.set_value(value, active=active)

    @property
    def value(self) -> str:
        return self._value

    @property
    def active(self) -> bool:
        return self._active

    def set_name(self, name: str) -> None:
        self._name = name
        self.set_value(self._value, active=self._active)

    def set_value(self, value: str, *, active: bool) -> None:
        self._value, self._active = value, active
        self.setAccessibleName(f"{self._name} {value}".strip())
        self.setAccessibleDescription(_("Press Delete to remove this filter.") if active else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        name = look.width(f"{self._name} ", TextStyle.CAPTION)
        value = min(look.width(self._value, TextStyle.CAPTION_MEDIUM), look.px(LONGEST_VALUE))
        return QSize(math.ceil(name + value) + look.px(12 + 6 + 12 + 10), look.px(28))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box = theme(), QRectF(self.rect())
        ground = tokens.tint if self._active else tokens.hover if self.hovered else None
        rounded(painter, box, box.height() / 2, ground, tokens.tintline if self._active else tokens.line2)
        x, name = look.px(12), look.width(f"{self._name} ", TextStyle.CAPTION)
        text(painter, QRectF(x, 0, name, box.height()), f"{self._name} ", TextStyle.CAPTION, tokens.text2)
        sign = self._sign()
        value = QRectF(x + name, 0, sign.left() - look.px(5) - x - name, box.height())
        strong = tokens.accenttext if self._active else tokens.text
        cut = text(painter, value, self._value, TextStyle.CAPTION_MEDIUM, strong)
        self.setToolTip(plain(self._value) if cut else "")
        tint = tokens.accenttext if self._active else tokens.text3
        look.icons.paint(painter, sign, "x" if self._active else "chevron-down", tint, 2)
        if self.shows_ring:
            focus_ring(painter, box, box.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._active and event.position().x() >= self._sign().left() - 4:
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._active and not self.isDown() and event.position().x() >= self._sign().left() - 4:
            if self.rect().contains(event.position().toPoint()):
                self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def _sign(self) -> QRectF:
        size = theme().px(12)
        return QRectF(self.width() - theme().px(10) - size, (self.height() - size) / 2, size, size)
