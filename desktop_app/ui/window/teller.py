"""What the window says: one sentence at a time above the page, never a box over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.messages import MessageBar, Severity


class Teller(QWidget):
    """Takes no room while there is nothing to say. ``undo`` takes back the step that a sentence speaks of."""

    def __init__(self, operations: Operations, undo: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo, self._step = undo, 0
        self.bar = MessageBar()
        self.setLayout(row((self.bar, 1), spacing=0, margins=(32, 8, 32, 0)))
        self.hide()
        self.bar.closed.connect(self.hide)
        operations.changed.connect(self._on_changed)
        operations.failed.connect(self.warn)
        operations.bug.connect(self._on_bug)

    def tell(self, sentence: str) -> None:
        self.show()
        self.bar.say(sentence)

    def tell_done(self, sentence: str) -> None:
        """A page's sentence after an action, with Undo if the action stored anything."""
        step, self._step = self._step, 0
        if not step:
            self.tell(sentence)
            return
        self.show()
        self.bar.say(sentence, action=_("Undo"), act=lambda: self._undo(step))

    def tell_changes(self, changes: Changes) -> None:
        """What undo or redo did; it has no Undo link of its own."""
        self._step = 0
        self.tell(changes.name if not changes.message else f"{changes.name}. {changes.message}")

    def warn(self, sentence: str) -> None:
        self.show()
        self.bar.say(sentence, Severity.WARNING)

    def _on_changed(self, changes: Changes) -> None:
        self._step = changes.step

    def _on_bug(self, details: str) -> None:
        self.show()
        self.bar.say(
            _("Something went wrong inside the program; your data are as they were."),
            Severity.WARNING,
            action=_("Copy details"),
            act=lambda: QGuiApplication.clipboard().setText(details),
        )
