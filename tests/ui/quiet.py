"""One way to wait until the window has done what was asked of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.operations import Operations

LONG = 30_000  # ms, for a machine that does much else
ROUNDS = 100


def until_quiet(qtbot: QtBot, operations: Operations) -> None:
    """Wait until nothing is on its way and what came is shown.

    Qt shows a widget that was put into a visible page, and lays it out, by events of their own: an answer that has
    been delivered is not yet seen. Handling them may ask for more.
    """
    for _round in range(ROUNDS):
        qtbot.waitUntil(lambda: not operations.is_busy, timeout=LONG)
        QCoreApplication.processEvents()
        QCoreApplication.processEvents()  # what the first round has put in line
        if not operations.is_busy:
            return
    raise AssertionError("every answer asks for more")
