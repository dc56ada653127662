"""The page as a whole: its answer, versions, publishing, the form, empty states, and what the window asks of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import current_thread, main_thread

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.board import Board
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.page import RotationsPage
from tests.ui.rotations import office
from tests.ui.rotations.boards import OPS, PAY, on
from tests.ui.rotations.conftest import OpenPage, block_of

Settle = Callable[[], None]


def test_the_answer_says_who_goes_what_is_open_and_whether_cover_is_kept(page: RotationsPage) -> None:
    assert page.header.answer == (
        "4 developers go to Ops, 3 operators to Dev; 4 places are not filled; "
        "cover is kept on 21 of 24 working days, 3 fall below the minimum"
    )
    assert page.title == "Rotations"
    assert page.status == "14 people in 3 teams, 8 blocks, 23 Nov – 27 Dec 2026"


def test_a_narrow_window_says_less_instead_of_cutting_it(services: Services, open_page: OpenPage) -> None:
    page = open_page(services, 968, 599)
    assert (
        page.header.answer
        == "4 places are not filled; cover is kept on 21 of 24 working days, 3 fall below the minimum"
    )


def test_publishing_gives_the_plan_its_number(page: RotationsPage, services: Services, settle: Settle) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    assert page.buttons.versions.text() == "Plan v1, draft"
    page.buttons.publish.click()
    settle()
    assert page.buttons.versions.text() == "Plan v1, published"
    assert not page.buttons.publish.isEnabled()
    assert said == ["v1 is published; the next change begins a draft."]
    assert page.timeline.accessibleDescription() == ""
    page.timeline.select(block_of(page, 5))
    assert page.timeline.accessibleDescription().endswith("published")


def test_older_versions_can_be_looked_at_and_the_newest_is_one_click_away(
    opened: Callable[[str], Services], open_page: OpenPage, settle: Settle
) -> None:
    services = opened("published")
    page = open_page(services)
    page.handling.remove(block_of(page, 5))
    settle()
    assert page.buttons.versions.text() == "Plan v2, draft"
    entries = page.buttons.versions_menu.actions()
    assert [entry.isChecked() for entry in entries[:2]] == [True, False]
    entries[1].trigger()
    settle()
    assert page.buttons.versions.text() == "Plan v1, published"
    assert page.message.sentence == "This version has been followed by v2, draft and stays as it is."
    page.handling.remove(block_of(page, 5))  # what cannot be changed is said, and shown as it is
    settle()
    assert "followed by v2" in page.message.sentence
    assert block_of(page, 5).id == 5
    page.show_rota(1)
    settle()
    assert page.buttons.versions.text() == "Plan v2, draft"
    assert page.message.isHidden()


def test_an_empty_workspace_leads_to_the_people(
    tmp_path: Path, open_page: OpenPage, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    services = office.empty(tmp_path / "empty.secondway")
    page = open_page(services)
    assert page.stack.currentWidget() is page.no_people
    with qtbot.waitSignal(page.navigated) as told:
        QTest.mouseClick(page.no_people.people, Qt.MouseButton.LeftButton)
    assert told.args == ["people"]
    page.improve()  # from the menu
    assert page.message.sentence == "There is no rota yet."
    page.new_rota()
    settle()
    assert page.message.sentence == "A rotation needs people in a team of Dev and in a team of Ops."
    services.close()


def test_the_first_rota_is_proposed_changed_in_its_form_and_planned(
    opened: Callable[[str], Services], open_page: OpenPage, settle: Settle
) -> None:
    services = opened("people")
    page = open_page(services)
    assert page.stack.currentWidget() is page.no_rota
    QTest.mouseClick(page.no_rota.plan, Qt.MouseButton.LeftButton)
    settle()
    form = page.panes.form
    assert page.panes.side.shown is form
    assert (form.name.text(), form.begins.text()) == ("Rotation from 30 Nov 2026", "30 Nov 2026")
    form.name.setText("  Spring  ")
    form.begins.setText("9 Dec 2026")
    form.begins.editingFinished.emit()
    assert form.begins.text() == "7 Dec 2026", "the Monday of that week"
    form.weeks.choose(6)
    form.teams[PAY].choose(2)
    form.duty.choose(1)
    QTest.mouseClick(form.plan, Qt.MouseButton.LeftButton)
    settle()
    board = services.rotations.board()
    assert board is not None
    assert (board.rota.name, board.rota.from_on, board.rota.weeks) == ("Spring", on(14), 6)
    assert {(role.side.key, role.host_id, role.places) for role in board.rota.roles} == {
        ("dev", OPS, 1), ("ops", PAY, 2), ("dev", None, 1), ("ops", None, 1),
    }  # fmt: skip
    assert board.plan.blocks, "planned at once"
    assert page.panes.side.shown is None
    assert page.buttons.improve.text() == "Improve"


def test_what_cannot_be_a_rota_is_said_in_the_form_and_nothing_typed_is_lost(page: RotationsPage) -> None:
    page.change_rota()
    form = page.panes.form
    form.name.setText(" ")
    form.change.click()
    assert form.problem.sentence == "A rota needs a name."
    form.name.setText("Winter")
    form.begins.setText("someday")
    form.change.click()
    assert "is not a day" in form.problem.sentence
    assert form.begins.text() == "someday"


def test_changing_the_rota_keeps_its_blocks(page: RotationsPage, services: Services, settle: Settle) -> None:
    page.change_rota()
    page.panes.form.weeks.choose(8)
    page.panes.form.contact.setText("Ops 4")
    page.panes.form.change.click()
    settle()
    board = services.rotations.board()
    assert board is not None
    assert (board.rota.weeks, board.rota.contact, len(board.plan.blocks)) == (8, "Ops 4", 8)
    assert page.panes.side.shown is None


def test_a_removed_rota_gives_way_and_comes_back_by_undo(
    page: RotationsPage, services: Services, settle: Settle
) -> None:
    page.remove_rota()
    settle()
    assert page.stack.currentWidget() is page.no_rota
    assert page.status == ""
    page._operations.execute(lambda _progress: services.history.undo(), title="Undo")
    settle()
    assert page.reading is not None
    assert len(page.reading.board.plan.blocks) == 8


def test_an_empty_draft_offers_to_plan_and_a_filled_one_to_improve(
    page: RotationsPage, services: Services, settle: Settle
) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    assert page.buttons.improve.text() == "Improve"
    page.new_rota()
    settle()
    assert page.buttons.improve.text() == "Plan"
    page.buttons.improve.click()
    settle()
    assert page.reading is not None
    assert page.reading.board.plan.blocks
    page.improve()
    settle()
    assert page.buttons.improve.isEnabled()
    assert len(said) == 3


def test_print_and_export_hand_the_board_to_the_window(page: RotationsPage) -> None:
    printed: list[Board] = []
    exported: list[tuple[str, Board]] = []
    page.print_wanted.connect(printed.append)
    page.export_wanted.connect(lambda kind, board: exported.append((kind, board)))
    page.buttons.print_menu.actions()[0].trigger()
    page.buttons.print_menu.actions()[2].trigger()
    page.export("ics")
    assert page.reading is not None
    assert printed == [page.reading.board]
    assert [kind for kind, _board in exported] == ["xlsx", "ics"]


def test_what_the_menu_asks_before_the_page_is_read_waits_for_it(
    services: Services, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    page = RotationsPage(services.rotations, services.rota_plans, operations)
    qtbot.addWidget(page)
    printed: list[Board] = []
    page.print_wanted.connect(printed.append)
    page.print_()
    assert not printed
    settle()
    assert len(printed) == 1


def test_weeks_can_be_fewer_but_never_narrower_than_legible(page: RotationsPage) -> None:
    timeline = page.timeline
    assert timeline.weeks == 5
    page.body.set_weeks(2)
    assert timeline.weeks == 2
    assert timeline.horizontalScrollBar().maximum() > 0
    page.body.set_weeks(30)
    assert timeline.weeks == 5
    assert timeline.at is not None
    assert timeline.at.day >= 19.5


def test_services_are_never_called_on_the_gui_thread(
    services: Services, open_page: OpenPage, settle: Settle, monkeypatch: object
) -> None:
    seen: list[bool] = []
    board, move = services.rotations.board, services.rotations.move

    def watched_board(*args: object) -> Board | None:
        seen.append(current_thread() is main_thread())
        return board(*args)  # type: ignore[arg-type]

    def watched_move(*args: object) -> object:
        seen.append(current_thread() is main_thread())
        return move(*args)  # type: ignore[arg-type]

    services.rotations.board = watched_board  # type: ignore[assignment, method-assign]
    services.rotations.move = watched_move  # type: ignore[assignment, method-assign]
    page = open_page(services)
    page.handling.change(block_of(page, 5), {"to_on": on(17)})
    settle()
    assert len(seen) >= 3
    assert not any(seen)
