"""The user's own views under the entry of their page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.view_entries import MOST, ViewEntries
from tests.ui.clipping import clipped


def shown(qtbot: QtBot, count: int, current: int = 0) -> tuple[ViewEntries, list[int]]:
    entries, chosen = ViewEntries(), []
    qtbot.addWidget(entries)
    entries.setFixedWidth(183)
    entries.chosen.connect(chosen.append)
    entries.show_views([(n, f"View & <b>{n}</b>", n * 1000) for n in range(1, count + 1)], current)
    return entries, chosen


def test_without_views_there_is_nothing(qtbot: QtBot) -> None:
    entries, _chosen = shown(qtbot, 0)
    assert entries.isHidden()


def test_an_entry_is_chosen_by_mouse_and_by_keyboard_and_the_shown_one_is_marked(qtbot: QtBot) -> None:
    entries, chosen = shown(qtbot, 3, current=2)
    entries.show()
    assert [entry.isChecked() for entry in entries.entries] == [False, True, False]
    entries.entries[0].click()
    QTest.keyClick(entries.entries[2], Qt.Key.Key_Return)
    assert chosen == [1, 3]
    assert entries.entries[0].words == "View & <b>1</b>"
    assert entries.entries[0].accessibleName() == "View & <b>1</b>, 1,000"
    assert not clipped(entries)


def test_f2_asks_for_another_name(qtbot: QtBot) -> None:
    entries, _chosen = shown(qtbot, 2)
    with qtbot.waitSignal(entries.rename_wanted) as asked:
        QTest.keyClick(entries.entries[1], Qt.Key.Key_F2)
    assert asked.args == [2]


def test_more_than_eight_wait_behind_one_entry_and_a_narrow_sidebar_shows_none(qtbot: QtBot) -> None:
    entries, _chosen = shown(qtbot, MOST + 3)
    assert len(entries.entries) == MOST + 1
    assert entries.entries[-1].words == "More views…"
    entries.set_compact(True)
    assert entries.isHidden()
    entries.show_views([(1, "One", None)], 1)
    assert entries.isHidden()
    entries.set_compact(False)
    assert not entries.isHidden()
