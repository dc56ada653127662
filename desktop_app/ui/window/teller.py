"""What the window says: one sentence at a time at the foot of the page, where it moves nothing under the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.messages import MessageBar, Severity

WIDEST, FOOT = 640, 62  # px: beside the pane, above a bar of buttons
PATIENCE_MS = 12_000  # a sentence about what was done; a warning stays until it is closed


class Teller(QWidget):
    """Lies over the foot of ``parent`` while it has something to say. ``undo`` takes back the step spoken of."""

    def __init__(self, operations: Operations, undo: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._undo, self._step, self._page = undo, 0, parent
        self.bar = MessageBar()
        self.setLayout(row((self.bar, 1), spacing=0))
        self.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.forget)
        self.bar.closed.connect(self.hide)
        parent.installEventFilter(self)
        operations.changed.connect(self._on_changed)
        operations.failed.connect(self.warn)
        operations.bug.connect(self._on_bug)

    def forget(self) -> None:
        """Another workspace is shown: a sentence and its Undo belong to the one before."""
        self._step = 0
        self.bar.dismiss()
        self.hide()

    def leave_page(self) -> None:
        """Another page is shown: what was done on the one before is no news there; a warning stays."""
        if self._patience.isActive():
            self.forget()

    def tell(self, sentence: str) -> None:
        self.bar.say(sentence)
        self._appear(lasting=False)

    def tell_done(self, sentence: str) -> None:
        """A page's sentence after an action, with Undo if the action stored anything."""
        step, self._step = self._step, 0
        if not step:
            self.tell(sentence)
            return
        self.bar.say(sentence, action=_("Undo"), act=lambda: self._undo(step))
        self._appear(lasting=False)

    def tell_changes(self, changes: Changes) -> None:
        """What undo or redo did; it has no Undo link of its own."""
        self._step = 0
        self.tell(changes.name if not changes.message else f"{changes.name}. {changes.message}")

    def warn(self, sentence: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        self.bar.say(sentence, Severity.WARNING, action=action, act=act)
        self._appear(lasting=True)

    def _on_changed(self, changes: Changes) -> None:
        self._step = changes.step

    def _on_bug(self, details: str) -> None:
        self.bar.say(
            _("Something went wrong inside the program; your data are as they were."),
            Severity.WARNING,
            action=_("Copy details"),
            act=lambda: QGuiApplication.clipboard().setText(details),
        )
        self._appear(lasting=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _appear(self, *, lasting: bool) -> None:
        self._patience.stop() if lasting else self._patience.start()
        self.show()
        self._place()
        self.raise_()

    def _place(self) -> None:
        """Near the foot of the page at its left: over rows, not over a foot of buttons or the pane at the right."""
        page, px = self._page, theme().px
        wide = min(max(page.width() - 2 * px(32), px(320)), px(WIDEST))
        high = self.bar.heightForWidth(wide) if self.bar.hasHeightForWidth() else self.bar.sizeHint().height()
        self.setGeometry(px(32), page.height() - high - px(FOOT), wide, high)
