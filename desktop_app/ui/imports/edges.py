"""The margins of a scrolled body: text is inset to the page's edge, tables hang out of it by 8 px."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.layouts import HANG, ScrollArea, row

EDGE = 32


def inset(item: QWidget | QLayout) -> QHBoxLayout:
    """Flush with the page's edge, where tables beside it hang out."""
    held = row((item, 1), spacing=0)
    held.setContentsMargins(HANG, 0, HANG, 0)  # as wide as a cell's padding, which does not grow with the type
    return held


class Scrolled(ScrollArea):
    """A body that scrolls under the page's header; the scroll bar takes its room from the right margin."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(content, parent)
        self._content = content
        self._keep_edges()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_edges()

    def _keep_edges(self) -> None:
        layout, edge = self._content.layout(), theme().px(EDGE) - HANG
        taken = self.width() - self.viewport().width()
        if layout is not None:
            margins = layout.contentsMargins()
            layout.setContentsMargins(edge, margins.top(), max(0, edge - taken), theme().px(12))
