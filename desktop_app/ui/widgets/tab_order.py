"""The order in which Tab goes through what is made late, such as the frame of a first figure."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through the parts one after the other, and inside each as it did before."""
    order = [widget for part in parts for widget in _reached(part)]
    for earlier, later in pairwise(order):
        QWidget.setTabOrder(earlier, later)


def _reached(part: QWidget) -> list[QWidget]:
    """The part and what is in it, as far as either takes the focus, in the order of the focus chain."""
    inside = {each for each in (part, *part.findChildren(QWidget)) if each.focusPolicy() != Qt.FocusPolicy.NoFocus}
    found, at = [part] if part in inside else [], part.nextInFocusChain()
    while at is not None and at is not part:
        if at in inside and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found
