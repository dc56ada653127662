"""The pane at the right of a page that shows one thing in full."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import ElidedLabel, Label, Rule
from desktop_app.ui.widgets.layouts import Item, ScrollArea, boxed, clear, column, row
from desktop_app.ui.widgets.painting import RING

WIDTH = 344


class KeyValue(QWidget):
    """Captions at the left, values at the right; a value is a text or a widget such as a ``Link``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(2))
        self._grid.setColumnMinimumWidth(0, theme().px(108))
        self._grid.setColumnStretch(1, 1)

    def add(self, caption: str, value: str | QWidget) -> None:
        line = self._grid.rowCount() if self._grid.count() else 0
        shown = Label(value, wrap=True) if isinstance(value, str) else value
        key = Label(caption, TextStyle.BODY, "text2")
        key.setBuddy(shown)
        shown.setAccessibleDescription(caption)
        for at, each in enumerate((key, shown)):
            each.setMinimumHeight(theme().px(24))
            self._grid.addWidget(each, line, at, Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        clear(self._grid)


class DetailPane(QWidget):
    """Caption line with tools and a cross, headline, a scrolled body, and actions at the foot. Escape closes it."""

    closed = Signal()

    def __init__(self, tools: tuple[QWidget, ...] = (), *, width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._caption = ElidedLabel("", TextStyle.BODY_MEDIUM, "text2")
        self._headline = Label("", TextStyle.H2, wrap=True)
        self._close = Button("", icon="x", look=Look.QUIET, tip=_("Close the pane"), height=28)
        self._close.clicked.connect(self.closed)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(0)
        self._actions.addStretch(1)
        ring, left = RING, 20
        self._above = column(spacing=0, margins=(ring, 0, ring, 4))
        self._foot = boxed(column(row((Rule(), 1), margins=(ring, 0, ring, 0)), 6, self._above, self._actions, 2))
        self._foot.hide()
        top = row((self._caption, 1), *tools, self._close, spacing=0, margins=(left, 4, 0, 0))
        self._area = ScrollArea(boxed(self._body))
        middle = column(self._headline, 12, (self._area, 1), margins=(left, 2, 8, 0))
        foot = row((self._foot, 1), margins=(left - ring, 0, ring, 0))
        self.setLayout(row(Rule(vertical=True), (column(top, (middle, 1), foot), 1), spacing=0))
        self.setFixedWidth(math.ceil(look.px(width)))

    def set_title(self, caption: str, headline: str) -> None:
        self._caption.setText(caption)
        self._headline.setText(headline)
        self.setAccessibleName(f"{caption} {headline}".strip())

    def add(self, item: Item) -> None:
        """Append a widget, a layout or a space to the body."""
        at = self._body.count() - 1
        if isinstance(item, int):
            self._body.insertSpacing(at, theme().px(item))
        elif isinstance(item, QWidget):
            self._body.insertWidget(at, item)
        elif item is not None:
            self._body.insertLayout(at, item)

    def add_section(self, headline: str) -> None:
        """Space, a rule and a headline."""
        for item in (16, Rule(), 14, Label(headline, TextStyle.BODY_STRONG), 6):
            self.add(item)

    def clear(self) -> None:
        """Empty the body; title and actions stay."""
        clear(self._body)
        self._body.addStretch(1)

    def scroll_to_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def add_above_actions(self, widget: QWidget) -> None:
        """Such as a sentence on why an action was refused, as wide as the rule over the actions."""
        self._above.addWidget(widget)

    def add_action(self, button: QWidget) -> None:
        self._actions.insertWidget(self._actions.count() - 1, button)
        self._foot.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
