"""Notices what another window or process stores in the workspace, while somebody can see this one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.changes import Changes

if TYPE_CHECKING:
    from desktop_app.services.history import HistoryService, Moved
    from desktop_app.ui.window.window import MainWindow

EVERY_MS = 1000


class Outside(QObject):
    """Asks once a second while the window is on the screen; ``moved`` when a step came from elsewhere."""

    moved = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._known: Moved | None = None
        self._told = 0  # the newest step that the window has heard of; 0 before the first look
        self._asking = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        window.installEventFilter(self)
        self._operations.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Another workspace is shown."""
        self._known, self._told, self._asking = None, 0, False

    def look(self) -> None:
        """Ask now, without holding anything up."""
        if self._asking or not self._window.navigator.is_open or self._operations.is_writing or self._operations.closed:
            return
        self._asking = True
        history = self._window.services.history
        self._operations.query(
            ("window", "outside"),
            partial(history.moved, self._known),
            partial(self._take, history),
            self._on_failed,
        )

    def _take(self, history: HistoryService, now: Moved) -> None:
        if history is not self._window.services.history:
            return
        self._asking = False
        if self._operations.is_writing:
            return  # it may be our own step that came along; the next look tells
        told, self._told, self._known = self._told, max(self._told, now.step), now
        if told and now.step > told:
            self.moved.emit()

    def _on_failed(self, _error: SecondWayError) -> None:
        """A workspace that cannot be read now is told of by whoever reads or writes next."""
        self._asking = False

    def _on_changed(self, changes: Changes) -> None:
        """A step of our own; a number left out before it was somebody else's."""
        if not changes.step:
            return
        told, self._told = self._told, max(self._told, changes.step)
        if told and changes.step > told + 1:
            QTimer.singleShot(0, self, self.moved.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not shiboken6.isValid(self._window):
            return False  # it hides once more while it is deleted
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange):
            seen = self._window.isVisible() and not self._window.isMinimized()
            if seen and not self.timer.isActive():
                self.look()
                self.timer.start()
            elif not seen:
                self.timer.stop()
        return super().eventFilter(watched, event)
