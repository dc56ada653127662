"""The order in which Tab goes through what is made late, such as the frame of a first figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through the parts one after the other, and inside each in the order of its layouts.

    The layouts are asked and not Qt's focus chain: ``nextInFocusChain`` makes its answer a child of whoever was asked,
    for Python, and both then die together.
    """
    order = [stop for part in parts for stop in _stops(part)]
    for earlier, later in pairwise(order):
        QWidget.setTabOrder(earlier, later)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield from _stops(content)
    elif (layout := widget.layout()) is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _inside(inner)
