"""What a page shows when there is nothing yet: a drop zone, or a sentence with the next step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import Item, column, row


def local_files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The files of this machine that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile() and url.toLocalFile()]


class Glyph(QWidget):
    """An icon as a picture of its own."""

    def __init__(self, icon: str, size: int = 40, tone: str = "accent", stroke: float = 1.25) -> None:
        super().__init__()
        self._icon, self._tone, self._stroke = icon, tone, stroke
        self.setFixedSize(theme().px(size), theme().px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        look.icons.paint(painter, QRectF(self.rect()), self._icon, look.tokens[self._tone], self._stroke)
        painter.end()


class EmptyState(QWidget):
    """Icon, headline, sentence and buttons in the middle of an empty place."""

    def __init__(
        self,
        headline: str,
        sentence: str,
        *,
        icon: str = "inbox",
        buttons: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._headline = Label(headline, TextStyle.NUMBER_SMALL)
        self._sentence = Label(sentence, tone="text2", wrap=True)
        for label in (self._headline, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        below: tuple[Item, ...] = (20, row(None, *buttons, None, spacing=0)) if buttons else ()
        middle = row(None, Glyph(icon, tone="text3"), None)
        inner = column(None, middle, 12, self._headline, 8, self._sentence, *below, None, margins=(24, 24, 24, 24))
        self.setLayout(inner)

    def say(self, headline: str, sentence: str) -> None:
        self._headline.setText(headline)
        self._sentence.setText(sentence)


class DropZone(QWidget):
    """A dashed place for files; ``dropped`` tells their paths. A drag over it shows that it would be taken."""

    dropped = Signal(list)  # of Path

    def __init__(
        self,
        headline: str,
        sentence: str,
        button: Button,
        note: str = "",
        *,
        icon: str = "file-spreadsheet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(f"{sentence} {note}".strip())
        words = [Label(headline, TextStyle.NUMBER_SMALL), Label(sentence, tone="text2", wrap=True)]
        words.append(Label(note, TextStyle.CAPTION, "text2", wrap=True))
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        top = column(None, row(None, Glyph(icon), None), 12, words[0], 8, words[1])
        inner = column(top, 24, row(None, button, None), 14, words[2], None, margins=(24, 24, 24, 24))
        self.setLayout(inner)
        self.setMinimumHeight(theme().px(272))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            self._set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(local_files(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens.accent if self._over else tokens.ctl, 2 if self._over else 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(tokens.tint if self._over else tokens.sunken)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.end()

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()
