"""Labels that take their type and colour from the theme. Always plain text, whatever the data say."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import text
from desktop_app.ui.widgets.tips import plain

_NO_BREAK = "\u00a0"
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=(?:%|min|h|d|w|y|wh|wd)(?!\w))")
_RECOLOUR = (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange)


class Label(QLabel):
    """``tone`` names a token. A long text needs ``wrap`` or an ``ElidedLabel``. No number parts from its unit."""

    def __init__(
        self,
        words: str = "",
        style: TextStyle = TextStyle.BODY,
        tone: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font(style))
        self.setWordWrap(wrap)
        self.setText(words)
        self._recolour()

    def setText(self, words: str) -> None:
        super().setText(_BEFORE_A_UNIT.sub(_NO_BREAK, words))

    def text(self) -> str:
        return super().text().replace(_NO_BREAK, " ")

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _RECOLOUR:
            self._recolour()
        super().changeEvent(event)

    def _recolour(self) -> None:
        colour = theme().tokens[self._tone]
        if self.palette().color(QPalette.ColorRole.WindowText) != colour:
            changed = self.palette()
            changed.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(changed)


class ElidedLabel(QWidget):
    """One line that gives way: cut at the end, whole in its tool tip and accessible name."""

    def __init__(
        self,
        words: str = "",
        style: TextStyle = TextStyle.BODY,
        tone: str = "text",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._style, self._tone = "", style, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def text(self) -> str:
        return self._words

    def setText(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def elided(self) -> bool:
        return theme().width(self._words, self._style) > self.width() + 0.5

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(int(look.width(self._words, self._style)) + 2, round(look.metrics(self._style).height() * 1.35))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        text(painter, QRectF(self.rect()), self._words, self._style, theme().tokens[self._tone])
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(plain(self._words) if self.elided else "")


class Rule(QWidget):
    """A horizontal rule of one pixel, or a vertical one."""

    def __init__(self, *, tone: str = "line", vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedWidth(1) if vertical else self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().tokens[self._tone])
        painter.end()
