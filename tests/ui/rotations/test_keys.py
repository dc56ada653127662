"""The whole page without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.suite import Services
from desktop_app.ui.rotations.page import RotationsPage
from desktop_app.ui.rotations.timeline import Timeline
from tests.ui.rotations.boards import DEV, OPS, on
from tests.ui.rotations.conftest import block_of, press
from tests.ui.rotations.test_dragging import stored

Settle = Callable[[], None]
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def timeline(page: RotationsPage) -> Timeline:
    """With the keys in it, at the block of Dev 1."""
    page.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    page.timeline.select(block_of(page, 5))
    return page.timeline


def test_arrows_walk_over_rows_and_blocks_and_say_where_they_are(page: RotationsPage, timeline: Timeline) -> None:
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "Dev 1, guest in Operations, 7 Dec to 11 Dec 2026, draft"
    press(timeline, Key.Key_Down)
    assert timeline.spot.block == block_of(page, 6)
    press(timeline, Key.Key_Down)
    assert timeline.accessibleDescription() == "Dev 3, Payments Dev, at home all the time"
    for _step in range(5):
        press(timeline, Key.Key_Up)
    assert timeline.accessibleDescription() == "Ops 4, Operations, at home all the time"
    press(timeline, Key.Key_Up)
    assert timeline.spot.block == block_of(page, 2)
    assert timeline.accessibleDescription().endswith("draft, 1 conflict")
    press(timeline, Key.Key_Right)
    assert timeline.spot.block == block_of(page, 3)
    press(timeline, Key.Key_Home)
    assert timeline.spot.block == block_of(page, 2)
    for _step in range(3):
        press(timeline, Key.Key_Up)
    press(timeline, Key.Key_Home)
    assert timeline.accessibleDescription().endswith(": not filled")


def test_the_first_tab_into_the_timeline_goes_to_the_first_thing_in_it(page: RotationsPage) -> None:
    page.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.timeline.spot.row == 0


def test_ctrl_and_arrows_move_a_block_by_days_and_weeks(timeline: Timeline, services: Services, settle: Settle) -> None:
    press(timeline, Key.Key_Right, CTRL)
    press(timeline, Key.Key_Right, CTRL)  # before the first is stored
    settle()
    assert stored(services)[5] == (DEV[1], on(16), on(22))
    press(timeline, Key.Key_PageDown, CTRL)
    settle()
    assert stored(services)[5] == (DEV[1], on(23), on(29))
    press(timeline, Key.Key_Left, CTRL)
    settle()
    assert stored(services)[5] == (DEV[1], on(22), on(28))


def test_a_block_is_dropped_when_ctrl_is_let_go_and_escape_leaves_it(
    timeline: Timeline, services: Services, settle: Settle
) -> None:
    before = stored(services)
    for _step in range(7):
        timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, CTRL))
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, CTRL))
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, CTRL))
    ghost = timeline.ghost
    assert ghost is not None
    assert [c.sentence for c in ghost.conflicts] == ["Dev 3 is away 16 – 18 Dec 2026."]
    assert (ghost.block.from_on, ghost.block.to_on) == (on(21), on(25))
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Modifier.NoModifier))
    assert timeline.ghost is None
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, CTRL))
    assert stored(services) == before
    timeline.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Control, Modifier.NoModifier))
    settle()
    assert stored(services)[5] == (DEV[1], on(15), on(21))


def test_shift_and_arrows_resize_a_block(timeline: Timeline, services: Services, settle: Settle) -> None:
    press(timeline, Key.Key_Right, SHIFT)
    settle()
    assert stored(services)[5] == (DEV[1], on(14), on(21)), "over the weekend to the Monday"
    press(timeline, Key.Key_Left, SHIFT)
    settle()
    press(timeline, Key.Key_Right, SHIFT | CTRL)
    settle()
    assert stored(services)[5] == (DEV[1], on(15), on(18))


def test_ctrl_down_gives_a_block_to_the_next_person(timeline: Timeline, services: Services, settle: Settle) -> None:
    for _step in range(3):
        timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, CTRL))
    timeline.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Control, Modifier.NoModifier))
    settle()
    assert stored(services)[5] == (DEV[4], on(14), on(18))
    assert timeline.accessibleDescription().startswith("Dev 4, guest in Operations")


def test_giving_a_block_to_somebody_who_has_one_offers_to_swap(
    page: RotationsPage, timeline: Timeline, services: Services, settle: Settle
) -> None:
    timeline.select(block_of(page, 6))
    for _step in range(2):
        timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_PageDown, CTRL))
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Up, CTRL))
    timeline.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Control, Modifier.NoModifier))
    menu = page.handling.menu
    assert menu is not None
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle()
    assert stored(services)[6] == (DEV[1], on(0), on(4))
    assert stored(services)[5] == (DEV[2], on(14), on(18))


def test_space_pins_delete_removes_and_n_begins(
    page: RotationsPage, timeline: Timeline, services: Services, settle: Settle
) -> None:
    press(timeline, Key.Key_Space)
    settle()
    assert block_of(page, 5).pinned
    press(timeline, Key.Key_Delete)
    settle()
    assert 5 not in stored(services)
    assert timeline.person is not None
    assert timeline.person.name == "Dev 1", "the row stays current"
    press(timeline, Key.Key_N)
    settle()
    made = max(stored(services).items())[1]
    assert made == (DEV[1], on(14), on(18)), "the place that became free is the first that is open"


def test_enter_opens_the_pane_and_escape_closes_it(page: RotationsPage, timeline: Timeline, settle: Settle) -> None:
    press(timeline, Key.Key_Return)
    assert page.panes.side.shown is page.panes.block
    press(timeline, Key.Key_Down)
    assert page.panes.block.block == block_of(page, 6), "the pane follows"
    press(timeline, Key.Key_Escape)
    assert page.panes.side.shown is None
    assert timeline.hasFocus()


def test_the_menu_key_offers_everything_that_a_hand_can_do(
    page: RotationsPage, timeline: Timeline, services: Services, settle: Settle
) -> None:
    timeline.menu_wanted.emit(timeline.mapToGlobal(timeline.rect().center()))
    menu = page.handling.menu
    assert menu is not None
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert words == ["Details", "Move", "Lengthen or shorten", "Give to", "Swap with", "Guest of", "Pin", "Remove"]
    entry = _sub(menu.actions(), "Give to")
    assert [action.text() for action in entry] == ["Dev 2", "Dev 3", "Dev 4", "Dev 5", "Dev 6", "Dev 7", "Dev 8"]
    entry[2].trigger()
    menu.close()
    settle()
    assert stored(services)[5] == (DEV[4], on(14), on(18))
    press(timeline, Key.Key_Down)
    page.timeline.select(None)
    timeline.menu_wanted.emit(timeline.mapToGlobal(timeline.rect().center()))
    assert page.handling.menu is not None
    assert page.handling.menu.actions()[0].text().startswith("New block: Dev 5 to Operations")
    page.handling.menu.close()


def _sub(actions: list[QAction], words: str) -> list[QAction]:
    menu = next(action for action in actions if action.text() == words).menu()
    assert menu is not None
    return menu.actions()  # type: ignore[attr-defined, no-any-return]


def test_a_carried_block_is_dropped_when_the_keys_go_elsewhere(
    page: RotationsPage, timeline: Timeline, services: Services, settle: Settle
) -> None:
    timeline.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Key.Key_PageDown, CTRL))
    page.buttons.print.setFocus()
    settle()
    assert stored(services)[5] == (DEV[1], on(21), on(25))
    assert QApplication.focusWidget() is page.buttons.print
    assert page.reading is not None
    assert page.reading.at_desk[OPS, on(16)] == 5
