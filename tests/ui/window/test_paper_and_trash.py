"""From the window: Ctrl+P prints the list that is shown, deleted incidents come back, and Undo stands in the bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.services.incident_lists import View
from desktop_app.ui.incidents.trash_page import TrashPage
from desktop_app.ui.printing.incident_list_preview import ListPreview
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import keys, rest, sentences

CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_p_prints_the_incidents_shown_and_says_where_the_pdf_is(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    keys(filled, "Ctrl+2")
    rest(qtbot, filled)
    keys(filled, "Ctrl+P")
    rest(qtbot, filled)
    dialog = filled.findChild(ListPreview)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_busy and dialog.document is not None, timeout=20_000)
    dialog.save(tmp_path / "open.pdf")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert (tmp_path / "open.pdf").stat().st_size > 1_000
    assert "open.pdf" in sentences(filled)
    dialog.reject()


def test_what_was_deleted_comes_back_from_the_trash_and_undo_takes_that_back(qtbot: QtBot, filled: MainWindow) -> None:
    incidents = filled.services.incidents
    total = incidents.open_list(View()).total
    keys(filled, "Ctrl+2")
    rest(qtbot, filled)
    page = filled.pages.incidents
    page._parts.table.selectRow(0)
    page._parts.commands.delete.trigger()
    rest(qtbot, filled)
    assert incidents.open_list(View()).total == total - 1
    filled.actions_["trash"].trigger()
    rest(qtbot, filled)
    trash = filled.pages.page("trash")
    assert isinstance(trash, TrashPage)
    assert filled.page_name == "trash"
    trash.table.selectAll()
    QTest.keyClick(trash.table, Qt.Key.Key_Return, CTRL)
    rest(qtbot, filled)
    assert incidents.open_list(View()).total == total
    assert "1 incident is back as it was." in sentences(filled)
    filled.teller.bar._on_action()
    rest(qtbot, filled)
    assert incidents.open_list(View()).total == total - 1
    assert trash.table.incidents.rowCount() == 1
    QTest.keyClick(trash.table, Qt.Key.Key_Escape)
    assert filled.page_name == "incidents"
