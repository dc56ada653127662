"""The background job in the status bar: what runs, how far it is, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import ElidedLabel
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.painting import rounded

PATIENCE_MS = 400  # shorter work shows nothing


class ProgressLine(QProgressBar):
    """A flat bar; with an unknown share it is half filled in the tint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedSize(theme().px(120), theme().px(6))
        self.setRange(0, 1000)

    def set_share(self, share: float | None) -> None:
        self.setRange(0, 1000 if share is not None else 0)
        self.setValue(round(1000 * share) if share is not None else 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        rounded(painter, box, box.height() / 2, tokens.track)
        if self.maximum() == 0:
            rounded(painter, box.adjusted(box.width() / 4, 0, -box.width() / 4, 0), box.height() / 2, tokens.tintline)
        elif self.value() > 0:
            filled = QRectF(box.left(), box.top(), max(box.height(), box.width() * self.value() / 1000), box.height())
            rounded(painter, filled, box.height() / 2, tokens.accent)
        painter.end()


class ProgressStrip(QWidget):
    """Appears when a write or long work takes more than a moment; ``cancelled`` when the user stops it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running: list[str] = []
        self._label = ElidedLabel("", TextStyle.CAPTION, "text2")
        self._label.setMinimumWidth(theme().px(260))
        self._line = ProgressLine()
        self._cancel = Button("", icon="x", look=Look.QUIET, tip=_("Stop this work"), height=20)
        self._cancel.clicked.connect(self._on_cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.setLayout(row((self._label, 1), self._line, self._cancel, spacing=8))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def follow(self, operations: Operations) -> None:
        """Show what the operations do, and stop it when asked."""
        operations.started.connect(self.begin)
        operations.progress.connect(self.report)
        operations.finished.connect(self.end)
        self.cancelled.connect(operations.cancel)

    def begin(self, title: str) -> None:
        self._running.append(title)
        self._cancel.setEnabled(True)
        self._label.setText(self._running[0])
        self._line.set_share(None)
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def report(self, title: str, words: str, share: float | None) -> None:
        self._label.setText(f"{title}: {words}" if words else title)
        self._line.set_share(share)
        self._line.setAccessibleName(self._label.text())

    def end(self, title: str) -> None:
        if title in self._running:
            self._running.remove(title)
        if self._running:
            self._label.setText(self._running[0])
            self._line.set_share(None)
        else:
            self._patience.stop()
            self.hide()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._label.setText(_("Stopping: {title}").format(title=self._running[0] if self._running else ""))
        self.cancelled.emit()
