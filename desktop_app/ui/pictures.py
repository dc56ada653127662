"""Pictures of the window, drawn without a screen."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.operations import Operations

PATIENCE_S = 60.0
PAUSE_MS = 5


def settled(window: QWidget, operations: Operations | None = None) -> None:
    """Let the window do what it has begun: queries answered, layouts made, everything painted."""
    operations = operations or getattr(window, "operations", None)
    until = time.monotonic() + PATIENCE_S
    quiet = 0
    while quiet < 3:
        loop = QEventLoop()
        QTimer.singleShot(PAUSE_MS, loop.quit)
        loop.exec()  # sleeps between events, so that the readers' threads get the interpreter
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if operations is not None and operations.is_busy else quiet + 1
        if time.monotonic() > until:
            raise Refused(_("The window did not come to rest."))


def picture(window: QWidget, path: Path) -> None:
    """Draw a window into a PNG file. Raises Refused when it cannot be written."""
    if not window.grab().save(str(path), "PNG"):
        raise Refused(_("“{name}” cannot be written in {folder}.").format(name=path.name, folder=path.parent))
