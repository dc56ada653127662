"""The pane about a block, and the one about a place that nobody fills."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain.reasons import Reasons
from desktop_app.services.suite import Services
from desktop_app.ui.rotations.block_pane import BlockPane
from desktop_app.ui.rotations.notices import LedgerBars
from desktop_app.ui.rotations.page import RotationsPage
from desktop_app.ui.theme import LIGHT
from desktop_app.ui.widgets.buttons import Link
from tests.ui.pictures import colours
from tests.ui.rotations import boards
from tests.ui.rotations.boards import DEV, OPS, POR, on
from tests.ui.rotations.conftest import block_of
from tests.ui.rotations.test_dragging import stored

Settle = Callable[[], None]


@pytest.fixture
def pane(page: RotationsPage, settle: Settle) -> BlockPane:
    """About the block of Dev 5."""
    page.timeline.select(block_of(page, 7))
    page.timeline.details_wanted.emit(block_of(page, 7))
    settle()
    return page.panes.block


def words(pane: BlockPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisibleTo(pane)]


def test_it_says_when_what_is_wrong_and_why_this_person(pane: BlockPane) -> None:
    said = words(pane)
    assert "Dev 5 to Operations" in said
    assert "14 – 18 Dec, 5 working days" in said
    assert "21 – 23 Dec: Operations has 4 people at the desk; the minimum is 5." in said
    assert "Why this person?" in said
    assert "Guest days, done minus fair share" in said
    assert "Even before this plan: nobody owes a day." in said


def test_the_ledger_shows_who_owes_and_who_is_ahead(page: RotationsPage) -> None:
    pane = page.panes.block
    pane.show_block(page.reading, block_of(page, 7))  # type: ignore[arg-type]
    people = [person for person in boards.PEOPLE if person.id in (DEV[5], DEV[6])]
    pane.show_reasons(Reasons(("Owes 4 guest days to the ledger",), people[1], ((people[0], -4.0), (people[1], 2.5))))
    bars = pane.findChild(LedgerBars)
    assert bars is not None
    assert bars.accessibleName() == "Dev 5 −4; Dev 6 +2.5"
    assert "Next in line: Dev 6" in words(pane)
    assert LIGHT.blue.name() in colours(bars.grab())


def test_a_shortfall_after_the_block_is_mended_by_one_click(
    page: RotationsPage, pane: BlockPane, services: Services, settle: Settle
) -> None:
    link = next(each for each in pane.findChildren(Link) if each.text() == "Extend it to 23 Dec")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    settle()
    assert stored(services)[7] == (DEV[5], on(21), on(30))
    assert page.header.answer.endswith("cover is kept on all 24 working days")
    assert not [text for text in words(pane) if "the minimum is" in text]


def test_a_question_is_stored_on_leaving_it(
    page: RotationsPage, pane: BlockPane, services: Services, settle: Settle
) -> None:
    assert pane.question is not None
    pane.question.setFocus()
    pane.question.setPlainText("Who restarts the order bus?")
    page.timeline.setFocus()
    settle()
    board = services.rotations.board()
    assert board is not None
    assert next(b for b in board.plan.blocks if b.id == 7).question == "Who restarts the order bus?"
    assert pane.question.toPlainText() == "Who restarts the order bus?"


def test_what_is_being_typed_stays_when_the_plan_changes(
    page: RotationsPage, pane: BlockPane, services: Services, settle: Settle
) -> None:
    assert pane.question is not None
    pane.question.setFocus()
    pane.question.setPlainText("Half a ques")
    plan = page.reading.board.plan.id  # type: ignore[union-attr]
    page._operations.execute(lambda _p: services.rotations.pin(plan, [1], False), title="elsewhere")
    settle()
    assert pane.question.toPlainText() == "Half a ques"
    assert pane.question.hasFocus()
    page.commit_pending()
    settle()
    assert block_of(page, 7).question == "Half a ques"


def test_closing_the_window_stores_what_is_being_typed(page: RotationsPage, pane: BlockPane, settle: Settle) -> None:
    assert pane.question is not None
    pane.question.setPlainText("And then?")
    page.commit_pending()
    settle()
    assert block_of(page, 7).question == "And then?"


def test_mentors_are_people_of_the_host(
    page: RotationsPage, pane: BlockPane, services: Services, settle: Settle
) -> None:
    assert pane.mentor is not None
    assert pane.mentor.currentText() == "Ops 4"
    offered = [pane.mentor.itemText(n) for n in range(pane.mentor.count())]
    assert offered == ["nobody yet", *(f"Ops {n}" for n in range(1, 7))]
    pane.mentor.setCurrentIndex(2)
    pane.mentor.activated.emit(2)
    settle()
    assert block_of(page, 7).mentor_id == 2


def test_another_host_is_chosen_in_the_pane(page: RotationsPage, services: Services, settle: Settle) -> None:
    page.timeline.details_wanted.emit(block_of(page, 1))
    settle()
    host = page.panes.block.host
    assert host is not None
    host.choose(POR)
    host.activated.emit(host.currentIndex())
    settle()
    assert block_of(page, 1).host_id == POR
    assert "Ops 2 to Portal Dev" in words(page.panes.block)


def test_pin_and_remove_are_at_the_foot(page: RotationsPage, pane: BlockPane, settle: Settle) -> None:
    pane.pin.click()
    settle()
    assert block_of(page, 7).pinned
    assert pane.pin.text() == "Unpin"
    pane.remove.click()
    settle()
    assert page.panes.side.shown is None, "what is gone is not shown"


def test_an_open_place_says_why_and_a_proposal_is_taken_by_one_click(
    page: RotationsPage, services: Services, settle: Settle
) -> None:
    assert page.reading is not None
    place = next(p for p in page.reading.board.open_places if p.role.host_id == OPS)
    page.timeline.select(place)
    page.timeline.details_wanted.emit(place)
    settle()
    pane = page.panes.place
    assert page.panes.side.shown is pane
    assert pane.links, "there are people who could go"
    before = len(stored(services))
    QTest.mouseClick(pane.links[0], Qt.MouseButton.LeftButton)
    settle()
    after = services.rotations.board()
    assert after is not None
    assert len(after.plan.blocks) in (before, before + 1)
    assert len(after.open_places) < 4 or after.plan.blocks != page.reading.board.plan.blocks
    assert page.panes.side.shown is not pane or pane.place != place
