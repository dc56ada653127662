"""A calm list of things with a sentence each, one of which is chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.layouts import clear
from desktop_app.ui.widgets.painting import focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable

WIDTH, SIDE, ABOVE, BETWEEN = 272, 12, 7, 1
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Described:
    """``value`` is what the list tells when this line is chosen."""

    value: Hashable
    title: str
    sentence: str


class DescribedLine(Pressable):
    """One of them; the sentence is broken into as many lines as it needs. ``stepped`` tells Up as -1 and Down as 1."""

    stepped = Signal(int)

    def __init__(self, described: Described, parent: QWidget | None = None) -> None:
        super().__init__(described.title.replace("&", "&&"), parent)
        self._sentence = described.sentence
        self.setCheckable(True)
        self.setAccessibleName(described.title)
        self.setAccessibleDescription(described.sentence)
        self.setStatusTip(described.sentence)

    def sizeHint(self) -> QSize:
        look = theme()
        high = self._title_height() + look.px(BETWEEN) + self._sentence_height() + 2 * look.px(ABOVE)
        return QSize(look.px(WIDTH), round(high))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box, chosen = theme(), QRectF(self.rect()), self.isChecked()
        if chosen or self.hovered:
            rounded(painter, box, 6, tokens.tint if chosen else tokens.hover)
        at, wide = look.px(SIDE), box.width() - 2 * look.px(SIDE)
        first = QRectF(at, look.px(ABOVE), wide, self._title_height())
        text(painter, first, self.words, TextStyle.BODY_MEDIUM, tokens.accenttext if chosen else tokens.text)
        painter.setFont(look.font(TextStyle.CAPTION))
        painter.setPen(tokens.text2)
        rest = QRectF(at, first.bottom() + look.px(BETWEEN), wide, self._sentence_height() + 2)
        painter.drawText(rest, _WRAPPED, self._sentence)
        if self.shows_ring:
            focus_ring(painter, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def _title_height(self) -> float:
        return theme().metrics(TextStyle.BODY_MEDIUM).height() * 1.2

    def _sentence_height(self) -> float:
        look = theme()
        room = QRectF(0, 0, look.px(WIDTH - 2 * SIDE), 1000)
        return look.metrics(TextStyle.CAPTION).boundingRect(room, _WRAPPED, self._sentence).height()


class DescribedList(QWidget):
    """``chosen`` tells the value of a line; Up and Down go from one to the next."""

    chosen = Signal(object)

    def __init__(self, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self._lines: tuple[Described, ...] = ()
        self.buttons: tuple[DescribedLine, ...] = ()
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(2))
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._lines[at].value))

    def show_lines(self, lines: Sequence[Described]) -> None:
        """Show these; the line that had the focus keeps it as far as it is still there."""
        if tuple(lines) == self._lines:
            return
        focused = self.focusWidget()
        held = (
            self._lines[self.buttons.index(focused)].value if focused in self.buttons and focused.hasFocus() else None
        )
        for button in self.buttons:
            self._group.removeButton(button)
        clear(self._column)
        self._lines = tuple(lines)
        self.buttons = tuple(DescribedLine(line, self) for line in lines)
        for at, button in enumerate(self.buttons):
            self._group.addButton(button, at)
            button.stepped.connect(partial(self._step, at))
            self._column.addWidget(button)
        self._column.addStretch(1)
        for line, button in zip(self._lines, self.buttons, strict=True):
            if held is not None and line.value == held:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, value: Hashable) -> None:
        """Mark a line without telling it; a value that none has marks none."""
        for line, button in zip(self._lines, self.buttons, strict=True):
            if line.value == value:
                button.setChecked(True)

    def _step(self, at: int, by: int) -> None:
        wanted = self.buttons[(at + by) % len(self.buttons)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        wanted.click()
