"""Rows, columns and pages, so that no page repeats the margins of THEME.md."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.theme import theme

Item = QWidget | QLayout | int | None
Stretched = tuple[QWidget | QLayout, int]
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
HANG = 8


def row(*items: Item | Stretched, spacing: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    """Widgets and layouts beside each other; a number is a space, None a stretch, a pair a widget with its stretch."""
    made = QHBoxLayout()
    fill(made, items, spacing, margins)
    return made


def column(*items: Item | Stretched, spacing: int = 0, margins: Margins = NONE) -> QVBoxLayout:
    made = QVBoxLayout()
    fill(made, items, spacing, margins)
    return made


def boxed(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """A bare widget around a layout."""
    made = QWidget(parent)
    made.setLayout(layout)
    return made


def fill(layout: QBoxLayout, items: tuple[Item | Stretched, ...], spacing: int, margins: Margins) -> None:
    px = theme().px
    layout.setSpacing(px(spacing))
    layout.setContentsMargins(*(px(m) for m in margins))
    for item in items:
        stretch = 0
        if isinstance(item, tuple):
            item, stretch = item  # noqa: PLW2901
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item, stretch)
        else:
            layout.addWidget(item, stretch)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets when the event loop next runs."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def taken_out(layout: QLayout) -> None:
    """Take the widgets out of a layout to put them in anew; its items are deleted at once.

    A widget tells only the first item that holds it when its size changes: an old one that lives on makes the new one
    keep heights that are long past.
    """
    while (item := layout.takeAt(0)) is not None:
        shiboken6.delete(item)


class Page(QWidget):
    """A column with the page's margins: 32 beside, 20 above. Tables, tabs and charts hang out of it by 8."""

    def __init__(self, *, bottom: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(px(32) - HANG, px(20), px(32) - HANG, px(bottom))

    def add(self, item: QWidget | QLayout, stretch: int = 0, *, hang: bool = False) -> None:
        """A widget that stands out of the column by itself says so by ``overhang``, the pixels at left and right."""
        left, right = getattr(item, "overhang", (HANG, HANG) if hang else (0, 0))
        line = row((item, 1), spacing=0)
        line.setContentsMargins(max(0, HANG - left), 0, max(0, HANG - right), 0)
        self._column.addLayout(line, stretch)

    def space(self, design: int) -> None:
        self._column.addSpacing(theme().px(design))

    def stretch(self) -> None:
        self._column.addStretch(1)


class ScrollArea(QScrollArea):
    """Scrolls its content up and down without a frame; the content takes the width there is."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
