"""One choice of a few, side by side: each is a pill, the chosen one is tinted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.painting import CENTRE, focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segment(Pressable):
    """One of the choices. ``stepped`` tells an arrow key as -1 or 1."""

    stepped = Signal(int)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.setCheckable(True)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(math.ceil(look.width(self.words, TextStyle.CAPTION_MEDIUM)) + look.px(24), look.px(28))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        box, chosen = QRectF(self.rect()), self.isChecked()
        ground = tokens.tint if chosen else tokens.hover if self.hovered else None
        rounded(painter, box, box.height() / 2, ground, tokens.tintline if chosen else tokens.line2)
        colour = tokens.accenttext if chosen else tokens.text
        text(painter, box, self.words, TextStyle.CAPTION_MEDIUM, colour, CENTRE)
        if self.shows_ring:
            focus_ring(painter, box, box.height() / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class Segments(QWidget):
    """``chosen`` tells the value of the choice that a reader made; arrow keys go from one to the next.

    Tab comes to the chosen one alone, to the first while none is chosen.
    """

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[str, object]], *, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self._values = [value for _words, value in choices]
        self.buttons = tuple(Segment(words) for words, _value in choices)
        self._group = QButtonGroup(self)
        for at, button in enumerate(self.buttons):
            button.setAccessibleDescription(accessible_name)
            self._group.addButton(button, at)
            button.stepped.connect(partial(self._step, at))
            button.toggled.connect(self._rove)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._values[at]))
        self.setLayout(row(*self.buttons, None, spacing=6))
        self._rove()

    @property
    def value(self) -> object:
        """The chosen value, None before there is one."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def choose(self, value: object) -> None:
        """Show a choice without telling it."""
        if value in self._values:
            self.buttons[self._values.index(value)].setChecked(True)

    def _rove(self, _on: bool = True) -> None:
        chosen = max(0, self._group.checkedId())
        for at, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == chosen else Qt.FocusPolicy.ClickFocus)

    def _step(self, at: int, by: int) -> None:
        wanted = self.buttons[(at + by) % len(self.buttons)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        wanted.click()
