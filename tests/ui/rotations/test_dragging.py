"""Blocks by mouse: moved, resized, drawn out, given away, swapped; rules speak while the button is down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.ui.pictures import settled
from desktop_app.ui.rotations.page import RotationsPage
from desktop_app.ui.theme import LIGHT
from tests.ui.pictures import colours
from tests.ui.rotations.boards import DEV, OPS, PAY, on
from tests.ui.rotations.conftest import OpenPage, block_of, let_go, place, pull

Settle = Callable[[], None]


def stored(services: Services) -> dict[int, tuple[int, object, object]]:
    board = services.rotations.board()
    assert board is not None
    return {block.id: (block.person_id, block.from_on, block.to_on) for block in board.plan.blocks}


def test_dragging_onto_leave_says_so_while_the_button_is_down_and_after_the_drop(
    page: RotationsPage, services: Services, settle: Settle
) -> None:
    timeline, said = page.timeline, []
    page.said.connect(said.append)
    start, end = place(timeline, "Dev 1", on(16)), place(timeline, "Dev 3", on(23))
    pull(timeline, start, end)
    ghost = timeline.ghost
    assert ghost is not None
    assert [conflict.sentence for conflict in ghost.conflicts] == ["Dev 3 is away 16 – 18 Dec 2026."]
    assert ghost.reading.at_desk[OPS, on(14)] == page.timeline.reading.at_desk[OPS, on(14)] - 1  # type: ignore[union-attr]
    assert LIGHT.warnbg.name() in colours(timeline.grab(timeline.viewport().geometry().adjusted(400, 300, 0, 0)))
    assert stored(services)[5][0] == DEV[1], "nothing is stored before the button is let go"
    let_go(timeline, end)
    assert block_of(page, 5).person_id == DEV[3], "shown at once"
    settle()
    assert stored(services)[5] == (DEV[3], on(21), on(25))
    assert page.body.message.sentence == "Dev 3 is away 16 – 18 Dec 2026."
    assert said == ["Dev 3 to Operations, 14 – 18 Dec. Dev 3 is away 16 – 18 Dec 2026."]
    assert timeline.sentences(block_of(page, 5)) == ("Dev 3 is away 16 – 18 Dec 2026.",)


def test_undo_takes_a_drop_back_and_its_warning_goes(page: RotationsPage, services: Services, settle: Settle) -> None:
    timeline = page.timeline
    end = place(timeline, "Dev 3", on(23))
    pull(timeline, place(timeline, "Dev 1", on(16)), end)
    let_go(timeline, end)
    settle()
    page._operations.execute(lambda _progress: services.history.undo(), title="Undo")
    settle()
    assert block_of(page, 5).person_id == DEV[1]
    assert page.body.message.isHidden()
    assert timeline.spot.item is None or timeline.spot.block == block_of(page, 5)


def test_the_ends_of_a_block_resize_it(page: RotationsPage, services: Services, settle: Settle) -> None:
    timeline = page.timeline
    end = place(timeline, "Dev 1", on(17))
    pull(timeline, place(timeline, "Dev 1", on(18), 0.9), end)
    let_go(timeline, end)
    settle()
    assert stored(services)[5] == (DEV[1], on(14), on(17))
    end = place(timeline, "Dev 1", on(12))  # Saturday
    pull(timeline, place(timeline, "Dev 1", on(14), 0.12), end)
    let_go(timeline, end)
    settle()
    assert stored(services)[5] == (DEV[1], on(14), on(17)), "an end on a weekend snaps back to the Monday"
    end = place(timeline, "Dev 1", on(15))
    pull(timeline, place(timeline, "Dev 1", on(14), 0.12), end)
    let_go(timeline, end)
    settle()
    assert stored(services)[5] == (DEV[1], on(15), on(17))


def test_drawing_in_an_empty_row_begins_a_block_where_guests_are_lacking(
    page: RotationsPage, services: Services, settle: Settle
) -> None:
    timeline = page.timeline
    end = place(timeline, "Dev 4", on(33))
    pull(timeline, place(timeline, "Dev 4", on(28)), end)
    let_go(timeline, end)
    settle()
    board = services.rotations.board()
    assert board is not None
    made = board.plan.blocks[-1]
    assert (made.person_id, made.host_id, made.from_on, made.to_on) == (DEV[4], OPS, on(28), on(31))
    assert timeline.spot.block == made, "the new block is the current one"


def test_escape_leaves_a_dragged_block_where_it_was(page: RotationsPage, services: Services, settle: Settle) -> None:
    timeline, before = page.timeline, stored(services)
    end = place(timeline, "Dev 3", on(23))
    pull(timeline, place(timeline, "Dev 1", on(16)), end)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.ghost is None
    let_go(timeline, end)
    settle()
    assert stored(services) == before


def test_a_drop_on_anothers_block_offers_to_swap(page: RotationsPage, services: Services, settle: Settle) -> None:
    timeline = page.timeline
    end = place(timeline, "Dev 6", on(9))
    pull(timeline, place(timeline, "Dev 1", on(16)), end)
    let_go(timeline, end)
    menu = page.handling.menu
    assert menu is not None
    assert menu.actions()[0].text() == "Swap with Dev 6 to Operations, 30 Nov – 4 Dec"
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert stored(services)[5] == (DEV[6], on(14), on(18))
    assert stored(services)[8] == (DEV[1], on(7), on(11))


def test_two_edits_in_a_row_both_arrive_although_the_first_began_a_draft(
    opened: Callable[[str], Services], open_page: OpenPage, settle: Settle
) -> None:
    services = opened("published")
    page = open_page(services)
    timeline = page.timeline
    assert not page.buttons.publish.isEnabled()
    for name, day, to in (("Dev 1", 16, 17), ("Dev 1", 17, 18), ("Dev 6", 9, 10)):
        end = place(timeline, name, on(to))
        pull(timeline, place(timeline, name, on(day)), end)
        let_go(timeline, end)
    settle()
    board = services.rotations.board()
    assert board is not None
    assert (board.plan.version, board.plan.published) == (2, False)
    placed = {(b.person_id, b.from_on) for b in board.plan.blocks}
    assert {(DEV[1], on(16)), (DEV[6], on(8))} <= placed
    assert page.message.isHidden()
    versions = services.rotations.versions(board.rota.id)
    assert [plan.published for plan in versions] == [False, True]


def test_a_click_on_a_block_opens_the_pane_and_one_beside_closes_it(page: RotationsPage, settle: Settle) -> None:
    timeline, view = page.timeline, page.timeline.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place(timeline, "Dev 5", on(23)))
    assert page.panes.side.shown is page.panes.block
    settled(page, page._operations)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place(timeline, "Dev 2", on(16)))
    assert page.panes.side.shown is None


def test_tips_name_holidays_cover_and_broken_rules(page: RotationsPage, settle: Settle) -> None:
    timeline = page.timeline
    at = timeline.at
    assert at is not None
    christmas = QPoint(at.x(on(32)) + 5, 30)
    assert timeline.tip(christmas.toPointF()) == "Fri 25 Dec 2026, Christmas Day"
    low = QPoint(at.x(on(28)) + 5, at.top - 10)
    assert timeline.tip(low.toPointF()) == "Mon 21 Dec 2026: Operations has 4 at the desk, the minimum is 5"
    rest = timeline.tip(place(timeline, "Ops 3", on(3)).toPointF())
    assert rest.splitlines()[0] == "Ops 3 to Payments Dev"
    assert "at least 1 week at home lies between two" in rest
    assert timeline.tip(place(timeline, "Ops 1", on(29)).toPointF()).startswith("Away 21 – 25 Dec")


def test_a_block_held_over_the_edge_pulls_the_timeline_along(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot, settle: Settle
) -> None:
    page = open_page(opened("draft"), 700, 700)
    timeline = page.timeline
    bar = timeline.horizontalScrollBar()
    assert bar.maximum() > 0
    pull(timeline, place(timeline, "Dev 2", on(2)), QPoint(timeline.viewport().width() + 30, 300))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    timeline.hand.cancel()


@pytest.mark.parametrize("team", [OPS, PAY])
def test_the_cover_row_follows_the_block_on_its_way(page: RotationsPage, team: int) -> None:
    timeline = page.timeline
    reading = timeline.reading
    assert reading is not None
    pull(timeline, place(timeline, "Dev 1", on(16)), place(timeline, "Dev 1", on(30)))
    scene = timeline.scene()
    assert scene is not None
    assert scene.ghost is not None
    change = -1 if team == OPS else 1
    assert scene.ghost.reading.at_desk[team, on(16)] == reading.at_desk[team, on(16)] + change
    timeline.hand.cancel()
