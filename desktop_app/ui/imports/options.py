"""A choice of one among few, as round buttons with a caption."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.layouts import clear, column
from desktop_app.ui.widgets.painting import focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain


class Option(Pressable):
    """One of several; the arrow keys go from one to the next."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        words = brief(words)
        super().__init__(words.replace("&", "&&"), parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(words)
        self.setToolTip(plain(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(theme().width(self.words, TextStyle.BODY)) + theme().px(42), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(34))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box = theme(), QRectF(self.rect())
        if self.hovered:
            rounded(painter, box, 6, tokens.hover)
        size = look.px(16)
        circle = QRectF(look.px(8), (box.height() - size) / 2, size, size).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(tokens.accent if self.isChecked() else tokens.ctl, 5 if self.isChecked() else 1.25))
        painter.setBrush(tokens.raised)
        painter.drawEllipse(circle.adjusted(1.5, 1.5, -1.5, -1.5) if self.isChecked() else circle)
        words = QRectF(look.px(34), 0, box.width() - look.px(40), box.height())
        style = TextStyle.BODY_MEDIUM if self.isChecked() else TextStyle.BODY
        text(painter, words, self.words, style, tokens.text)
        if self.shows_ring:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), 6)


class Options(QWidget):
    """``chosen`` tells the value of the option that was pressed."""

    chosen = Signal(str)

    def __init__(self, *, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self._values: tuple[str, ...] = ()
        self._column = column(spacing=2, margins=(0, 0, 0, 0))
        self.setLayout(self._column)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)

    def show_choices(self, choices: tuple[tuple[str, str], ...], value: str) -> None:
        """Value and words of each; buttons that are there already stay, and so does the focus."""
        values = tuple(each for each, _words in choices)
        if values != self._values:
            for button in self._group.buttons():
                self._group.removeButton(button)
            clear(self._column)
            self._values = values
            for place, (_value, words) in enumerate(choices):
                option = Option(words)
                self._group.addButton(option, place)
                self._column.addWidget(option)
        for place, each in enumerate(values):
            if each == value:
                self._group.button(place).setChecked(True)

    def _on_clicked(self, place: int) -> None:
        if place < len(self._values):
            self.chosen.emit(self._values[place])
