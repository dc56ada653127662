"""Log, edit, undo and redo, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.incident_lists import View
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import keys, rest, table


def _titles(window: MainWindow) -> list[str]:
    found = window.services.incidents.open_list(View(sort="ticket"))
    return [row.title for row in found.page(0, 10)]


def _type(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_an_incident_is_logged_edited_undone_and_redone_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    keys(window, "Ctrl+N")
    rest(qtbot, window)
    assert window.page_name == "incidents"
    _type(qtbot, "Batch 0340 late")
    keys(window, "Ctrl+Return")
    rest(qtbot, window)
    assert _titles(window) == ["Batch 0340 late"]

    _type(qtbot, "Mail relay down")
    keys(window, "Ctrl+Return")
    rest(qtbot, window)
    assert sorted(_titles(window)) == ["Batch 0340 late", "Mail relay down"]

    keys(window, "Escape")
    rest(qtbot, window)
    rows = table(window)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    rows.selectRow(0)
    first = _titles(window)[0]
    keys(window, "Ctrl+Return")
    rest(qtbot, window)
    keys(window, "Ctrl+A")
    _type(qtbot, "Batch 0340 late, invoice file missing")
    keys(window, "Ctrl+Return")
    rest(qtbot, window)
    assert "Batch 0340 late, invoice file missing" in _titles(window)

    keys(window, "Ctrl+Z")
    rest(qtbot, window)
    assert first in _titles(window)
    keys(window, "Ctrl+Z")
    rest(qtbot, window)
    assert len(_titles(window)) == 1
    keys(window, "Ctrl+Shift+Z")
    rest(qtbot, window)
    keys(window, "Ctrl+Shift+Z")
    rest(qtbot, window)
    assert "Batch 0340 late, invoice file missing" in _titles(window)
