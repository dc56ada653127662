"""Finds words that are cut and widgets that do not fit, so that a page can be checked at any width and type size."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from desktop_app.ui.widgets.labels import ElidedLabel
from desktop_app.ui.widgets.pressable import Pressable


def clipped(widget: QWidget) -> list[str]:
    """One line for each visible label or button too small for its words, elided text, or child outside its parent."""
    found = []
    for child in widget.findChildren(QWidget):
        if not child.isVisibleTo(widget) or child.isWindow():
            continue
        if words := _cut(child):
            found.append(f"{type(child).__name__} cut: {words}")
        parent = child.parentWidget()
        if parent is not None and not _scrolls(parent) and not parent.rect().contains(child.geometry()):
            found.append(f"{type(child).__name__} {child.geometry()} outside {type(parent).__name__} {parent.rect()}")
    return found


def _cut(child: QWidget) -> str:
    if isinstance(child, ElidedLabel):
        return child.text() if child.elided else ""
    if isinstance(child, QLabel) and child.text():
        small = child.height() < child.heightForWidth(child.width()) if child.wordWrap() else _smaller(child)
        return child.text() if small else ""
    if isinstance(child, Pressable):
        return (child.text() or child.accessibleName()) if _smaller(child) else ""
    return ""


def _smaller(child: QWidget) -> bool:
    hint = child.sizeHint()
    return child.width() < hint.width() or child.height() < hint.height()


def _scrolls(parent: QWidget) -> bool:
    """What lies in a viewport may be larger than it."""
    above = parent.parentWidget()
    return isinstance(parent, QAbstractScrollArea) or (
        isinstance(above, QAbstractScrollArea) and above.viewport() is parent
    )
