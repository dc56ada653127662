"""Sentences for the user, in the page instead of in a box over it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.painting import rounded


class Severity(Enum):
    INFO = ("info", "tint", "tintline", "accenttext")
    WARNING = ("triangle-alert", "warnbg", "warnline", "warntext")


class MessageBar(QWidget):
    """Hidden until ``say``; a newer sentence takes the place of the older. Escape inside it closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._act: Callable[[], None] | None = None
        self._sentence = Label("", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = Link("")
        self._close = Button("", icon="x", look=Look.QUIET, tip=_("Close this message"), height=24)
        self._action.clicked.connect(self._on_action)
        self._close.clicked.connect(self.dismiss)
        inner = row((self._sentence, 1), self._action, self._close, spacing=12, margins=(40, 6, 8, 6))
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.hide()

    def say(
        self,
        sentence: str,
        severity: Severity = Severity.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a plain sentence, with a link that calls ``act`` and closes the bar."""
        self._severity, self._act = severity, act
        self._sentence.setText(sentence)
        self._sentence.set_tone("warntext" if severity is Severity.WARNING else "text")
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.show()
        self.updateGeometry()
        self.update()

    @property
    def sentence(self) -> str:
        return self._sentence.text() if not self.isHidden() else ""

    def dismiss(self) -> None:
        self._act = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, ground, line, tint = self._severity.value
        rounded(painter, QRectF(self.rect()), 4, look.tokens[ground], look.tokens[line])
        size = look.px(16)
        top = self._first_line() - size / 2
        look.icons.paint(painter, QRectF(look.px(12), top, size, size), icon, look.tokens[tint])
        painter.end()

    def _on_action(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()

    def _first_line(self) -> float:
        """The middle of the sentence's first line."""
        label = self._sentence
        above = (label.height() - label.heightForWidth(label.width())) / 2
        return label.y() + max(0.0, above) + theme().metrics(TextStyle.BODY).height() / 2
