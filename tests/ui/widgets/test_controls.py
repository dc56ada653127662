"""Buttons, links, chips, tabs and navigation by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.chips import Chip
from desktop_app.ui.widgets.layouts import Page, boxed, row
from desktop_app.ui.widgets.navigation import NavItem
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tabs import Tabs
from tests.ui.clipping import clipped
from tests.ui.pictures import colours

KEYS = pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
Left = Qt.MouseButton.LeftButton


def _shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


@KEYS
@pytest.mark.parametrize("made", [Button, Link, lambda words: Chip(words, "all")])
def test_everything_that_is_pressed_answers_the_keyboard(qtbot: QtBot, key: Qt.Key, made: type[Pressable]) -> None:
    pressable = made("Export")
    _shown(qtbot, pressable)
    with qtbot.waitSignal(pressable.clicked):
        qtbot.keyClick(pressable, key)


def test_the_ring_is_for_the_keyboard_alone(qtbot: QtBot) -> None:
    first, second = Button("Back"), Button("Import")
    page = boxed(row(first, second))
    _shown(qtbot, page)
    qtbot.mouseClick(first, Left)
    assert first.hasFocus()
    assert not first.shows_ring
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert second.shows_ring
    assert theme().tokens.accent.name() in colours(second.grab())


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = Button(icon="columns-3", tip="Columns", look=Look.QUIET)
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Columns"
    assert button.width() >= 24


def test_a_button_with_a_menu_opens_it_with_enter(qtbot: QtBot) -> None:
    menu = QMenu()
    menu.addAction("Workbook")
    button = Button("Export", menu=menu)
    _shown(qtbot, button)
    opened: list[bool] = []
    menu.aboutToShow.connect(lambda: (opened.append(True), menu.close()))
    menu.aboutToShow.connect(menu.close, Qt.ConnectionType.QueuedConnection)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert opened == [True]


def test_a_primary_button_follows_the_theme(qtbot: QtBot) -> None:
    button = Button("Import", look=Look.PRIMARY)
    page = boxed(row(200, button, margins=(0, 100, 0, 0)))  # away from the mouse
    _shown(qtbot, page)
    light = theme().tokens.accent.name()
    assert light in colours(button.grab())
    theme().set_mode(Mode.DARK)
    assert light not in colours(button.grab())
    assert theme().tokens.accent.name() in colours(button.grab())


def test_an_active_chip_is_cleared_by_its_cross_and_by_delete(qtbot: QtBot) -> None:
    chip = Chip("Release-related", "no", active=True)
    _shown(qtbot, chip)
    middle = chip.height() // 2
    with qtbot.assertNotEmitted(chip.clicked), qtbot.waitSignal(chip.cleared):
        qtbot.mouseClick(chip, Left, pos=QPoint(chip.width() - 14, middle))
    with qtbot.assertNotEmitted(chip.cleared), qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Left, pos=QPoint(20, middle))
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_a_chip_that_narrows_nothing_has_nothing_to_clear(qtbot: QtBot) -> None:
    chip = Chip("Route", "all")
    _shown(qtbot, chip)
    with qtbot.assertNotEmitted(chip.cleared), qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Left, pos=QPoint(chip.width() - 14, chip.height() // 2))
    with qtbot.assertNotEmitted(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_a_chip_grows_with_its_value_and_says_it(qtbot: QtBot) -> None:
    chip = Chip("Period", "all")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_value("8 Jun – 22 Nov 2026", active=True)
    assert chip.sizeHint().width() > narrow
    assert chip.accessibleName() == "Period 8 Jun – 22 Nov 2026"


def test_tabs_are_walked_with_the_arrows(qtbot: QtBot) -> None:
    tabs = Tabs(("Now", "Over time", "What if"), accessible_name="Views")
    _shown(qtbot, tabs)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 2
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.currentIndex() == 1


def test_a_tab_makes_room_for_its_count(qtbot: QtBot) -> None:
    tabs = Tabs(("Open", "All"))
    qtbot.addWidget(tabs)
    before = tabs.sizeHint().width()
    tabs.set_count(0, "24")
    assert tabs.sizeHint().width() > before
    assert tabs.accessibleTabName(0) == "Open 24"


def test_only_one_page_is_chosen_in_the_sidebar(qtbot: QtBot) -> None:
    items = [NavItem("Incidents", "inbox", badge="24 open"), NavItem("Targets", "target")]
    column = boxed(row(*items))
    _shown(qtbot, column)
    qtbot.mouseClick(items[0], Left)
    items[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(items[1], Qt.Key.Key_Space)
    assert [item.isChecked() for item in items] == [False, True]
    assert items[0].accessibleName() == "Incidents, 24 open"


def test_a_compact_sidebar_keeps_its_words_as_tool_tips(qtbot: QtBot) -> None:
    item = NavItem("Targets", "target")
    qtbot.addWidget(item)
    item.set_compact(True)
    assert item.sizeHint().width() == 36
    assert item.toolTip() == "Targets"


@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_clipped_at_any_text_size(qtbot: QtBot, points: float) -> None:
    theme().set_points(points)
    page = Page()
    page.add(row(Button("Choose a file…", icon="folder-open"), Link("Add filter", icon="plus"), None))
    page.add(row(Chip("Period", "24 weeks, 8 Jun – 22 Nov 2026"), NavItem("Knowledge hub", "inbox", badge="24 open")))
    page.add(Tabs(("Needs me", "Past the shared goal")))
    page.resize(900, 300)
    _shown(qtbot, page)
    assert clipped(page) == []


def test_the_clipping_check_finds_a_short_label(qtbot: QtBot) -> None:
    page = Page()
    button = Button("Choose a file…")
    page.add(button)
    _shown(qtbot, page)
    button.setFixedWidth(40)
    qtbot.waitUntil(lambda: button.width() == 40)
    assert clipped(page) == ["Button cut: Choose a file…"]
