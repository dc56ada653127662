"""The part of a page that scrolls below its fixed head."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import HANG, Page, ScrollArea, column


class _Content(QWidget):
    """Its least height is that at the width there is, not that of all its texts broken at the least width."""

    def minimumSizeHint(self) -> QSize:
        hint, layout, viewport = super().minimumSizeHint(), self.layout(), self.parentWidget()
        if layout is not None and viewport is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.minimumHeightForWidth(max(hint.width(), viewport.width())))
        return hint


class PageBody(ScrollArea):
    """Goes to the page's right edge, so that its bar stands in the margin and the columns stay flush with the head."""

    def __init__(self, inner: QLayout, *, top: int = 16, bottom: int = 12, parent: QWidget | None = None) -> None:
        content = _Content()
        content.setLayout(inner)
        super().__init__(content, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # large type in a narrow window
        self._inner, self._top, self._bottom = inner, top, bottom
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._make_room()

    @staticmethod
    def inset(layout: QLayout, *, top: int = 0, bottom: int = 0) -> QLayout:
        """Give a layout of the body the page's column, out of which only selections and rings hang."""
        layout.setContentsMargins(HANG, theme().px(top), HANG, theme().px(bottom))
        return layout

    def _make_room(self) -> None:
        px, bar = theme().px, self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        side = px(32) - HANG
        self._inner.setContentsMargins(side, px(self._top), max(0, side - taken), px(self._bottom))


def under_head(header: QWidget, message: QWidget, body: QWidget) -> QLayout:
    """A page whose header and messages stand still over what scrolls or changes below them."""
    head = Page(bottom=0)
    head.add(header)
    head.space(12)
    head.add(message)
    head.add(Rule())
    return column(head, (body, 1))
