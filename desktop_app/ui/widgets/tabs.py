"""Underlined tabs with counts; arrows, Home and End are QTabBar's own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import focus_ring, ring_after, rule, text

GAP = 28
HANG = 8  # the ring of the first tab hangs out of the page's column by this


class Tabs(QTabBar):
    """Emits ``currentChanged``. Its first word begins after ``HANG`` pixels: ``Page.add(tabs, hang=True)``."""

    def __init__(self, names: Sequence[str] = (), *, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self.overhang = (HANG, HANG)
        self.setAccessibleName(accessible_name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        for name in names:
            self.addTab(name)

    def set_count(self, index: int, count: str) -> None:
        """Show a number after the tab's name; empty for none."""
        self.setTabData(index, count)
        self.setAccessibleTabName(index, f"{self.tabText(index)} {count}".strip())
        self.setTabText(index, self.tabText(index))  # makes QTabBar lay its tabs out again

    def tabSizeHint(self, index: int) -> QSize:
        look = theme()
        width = look.width(self.tabText(index), TextStyle.BODY_STRONG)
        if self.tabData(index):
            width += look.px(6) + look.width(self.tabData(index), TextStyle.CAPTION)
        last = index == self.count() - 1
        return QSize(math.ceil(width) + (2 * HANG if last else HANG + look.px(GAP) - HANG), look.px(36))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        return QSize(sum(self.tabSizeHint(i).width() for i in range(self.count())), theme().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        rule(painter, HANG, self.height() - 1, self.width() - 2 * HANG, look.tokens.line)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look, tokens = theme(), theme().tokens
        current, box = index == self.currentIndex(), self.tabRect(index)
        hovered = box.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        style = TextStyle.BODY_STRONG if current else TextStyle.BODY_MEDIUM
        x, high = box.left() + HANG, self.height() - look.px(4)
        width = look.width(self.tabText(index), style)
        colour = tokens.text if current or hovered else tokens.text2
        text(painter, QRectF(x, 0, width + 1, high), self.tabText(index), style, colour)
        if count := self.tabData(index):
            more = look.width(count, TextStyle.CAPTION)
            text(painter, QRectF(x + width + look.px(6), 0, more + 1, high), count, TextStyle.CAPTION, tokens.text2)
            width += look.px(6) + more
        if current:
            painter.fillRect(QRectF(x, self.height() - 3, width, 3), tokens.accent)
            if self._ring and self.hasFocus():
                focus_ring(painter, QRectF(x - HANG, 3, width + 2 * HANG, high - 6))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        super().keyPressEvent(event)
