"""Every answer is worked into the plan that is shown, and only that plan can be stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import DateOrder, Field
from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.ui.imports.choice_lines import CHOICE
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.states import State
from tests.ui.imports.conftest import HEADER, SAMPLE, MakeList, Settle, row

Review = Callable[[Path], ImportPage]


def choose(table: ChoiceTable, key: str, words: str) -> None:
    """Click the choice of a line and an entry of its menu."""
    place = [line.key for line in table.lines].index(key)
    index = table.model().index(place, CHOICE)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    pick(table, words)


def pick(table: ChoiceTable, words: str) -> None:
    [action] = [action for action in table.menu.actions() if action.text() == words]
    rect = table.menu.actionGeometry(action)
    QTest.mouseClick(table.menu, Qt.MouseButton.LeftButton, pos=rect.center())


def fact(page: ImportPage, name: str) -> str:
    return page.view.review.recognised.fact(name)


def test_what_was_recognised_is_said_in_short_facts(review: Review, make_list: MakeList) -> None:
    rows = [row(n) for n in range(12)] + [row(99, priority="P9")]
    page = review(make_list(rows))
    assert fact(page, "columns") == "7 of 7 matched"
    assert fact(page, "dates") == "day first: 13.03.2025 08:00 is 13 March 2025 08:00"
    assert fact(page, "zone") == "for every date without one"
    assert fact(page, "classification") == "4 values mapped; P9 (1) to Medium"
    assert fact(page, "teams") == "3 found: 1 Dev, 1 Ops, 1 not set"
    assert fact(page, "persons") == "Caller stays in the file"
    assert page.view.review.first_rows.model().headerData(0, Qt.Orientation.Horizontal) == "Number"
    assert "Caller" not in page.view.review.first_rows._rows.header


def test_the_zone_is_typed_completed_and_planned_again(
    review: Review, make_list: MakeList, settle: Settle, services: Services
) -> None:
    page = review(make_list([row(1)]))
    zone = page.view.review.recognised.zone
    edit = zone.lineEdit()
    assert edit is not None
    zone.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "europe/berlin")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert page.view.state is State.REVIEW, "Enter in the field is not Enter on the button"
    assert zone.currentText() == "Europe/Berlin"
    assert page.work.answers.time_zone == "Europe/Berlin"
    page.view.footer.commit.click()
    settle()
    [incident] = services.workspace.frames.current().incidents.to_dicts()
    assert incident["opened_at"] == 1_741_935_660, "14 March 2025 08:01 in Berlin"


def test_an_unknown_zone_is_said_and_taken_back(review: Review, make_list: MakeList) -> None:
    page = review(make_list([row(1)]))
    zone = page.view.review.recognised.zone
    edit = zone.lineEdit()
    assert edit is not None
    zone.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Atlantis")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert zone.currentText() == "UTC"
    assert fact(page, "zone") == "There is no time zone “Atlantis”."
    assert page.work.answers.time_zone == "UTC"


def test_another_field_for_a_column_changes_the_plan_and_the_first_rows(
    review: Review, make_list: MakeList, settle: Settle
) -> None:
    page = review(make_list([row(n) for n in range(6)]))
    QTest.mouseClick(page.view.review.recognised.links["columns"], Qt.MouseButton.LeftButton)
    choose(page.view.editors.columns, "Assignment group", "Extra field")
    settle()
    assert fact(page, "columns") == "6 of 7 matched, 1 kept as an extra field"
    assert fact(page, "teams") == "no column of teams"
    place = page.view.review.first_rows._rows.header.index("Assignment group")
    assert page.view.review.first_rows._rows.field(place) is Field.EXTRA
    assert not page.view.review.recognised.links["teams"].isEnabled()


def test_a_field_given_to_another_column_leaves_its_first(review: Review, make_list: MakeList, settle: Settle) -> None:
    page = review(make_list([row(n) for n in range(6)]))
    page.view.open_pane("columns")
    for column in ("Short description", "State", "Short description"):
        choose(page.view.editors.columns, column, "Title")
        settle()
    fields = {line.key: line.chosen for line in page.view.editors.columns.lines}
    assert [column for column, field in fields.items() if field is Field.TITLE] == ["Short description"]


def test_columns_of_persons_offer_no_choice(review: Review, make_list: MakeList) -> None:
    page = review(make_list([row(n) for n in range(6)]))
    page.view.open_pane("columns")
    table = page.view.editors.columns
    place = [line.key for line in table.lines].index("Caller")
    table.open_menu(table.model().index(place, CHOICE))
    assert not table.menu.isVisible()


def test_a_priority_is_mapped_by_hand(review: Review, make_list: MakeList, settle: Settle, services: Services) -> None:
    page = review(make_list([row(n, priority="P9") for n in range(3)]))
    page.view.open_pane("classification")
    choose(page.view.editors.priorities, "P9", "Low")
    settle()
    page.view.footer.commit.click()
    settle()
    stored = services.workspace.frames.current().incidents["classification"].to_list()
    assert stored == [Classification.LOW] * 3


def test_sides_are_set_for_all_selected_teams_by_keyboard(review: Review, settle: Settle, services: Services) -> None:
    page = review(SAMPLE)
    recognised = page.view.review.recognised
    assert fact(page, "teams") == "61 found: 61 not set"
    recognised.links["teams"].setFocus()
    QTest.keyClick(recognised.links["teams"], Qt.Key.Key_Return)
    table = page.view.editors.teams
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.view.editors.side_buttons[Side.OPS].click()
    settle()
    assert fact(page, "teams") == "61 found: 61 Ops"
    table.selectionModel().clearSelection()
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Space)
    pick(table, "Dev")
    settle()
    assert fact(page, "teams") == "61 found: 1 Dev, 60 Ops"
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert page.view.place.pane is None
    assert page.focusWidget() is recognised.links["teams"]
    page.view.footer.commit.click()
    settle()
    sides = [team.side for team in services.teams.teams()]
    assert (sides.count(Side.DEV), sides.count(Side.OPS)) == (1, 60)


def test_selection_and_scroll_position_outlive_an_answer(review: Review, settle: Settle) -> None:
    page = review(SAMPLE)
    page.resize(1232, 560)
    page.view.open_pane("teams")
    scrolled = page.view.review.scrolled.verticalScrollBar()
    scrolled.setValue(60)
    table = page.view.editors.teams
    table.verticalScrollBar().setValue(200)
    index = table.model().index(20, 0)
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(index, flag.Rows | flag.Select)
    page.view.editors.side_buttons[Side.DEV].click()
    settle()
    assert fact(page, "teams") == "61 found: 1 Dev, 60 not set"
    assert (scrolled.value(), table.verticalScrollBar().value()) == (60, 200)
    assert table.selected_keys() == [table.lines[20].key]


def test_while_an_answer_is_worked_in_nothing_can_be_stored(review: Review, settle: Settle) -> None:
    page = review(SAMPLE)
    page.work.set_zone("Europe/Berlin")
    assert not page.view.footer.commit.isEnabled()
    page.work.commit()
    assert page.view.state is State.REVIEW
    settle()
    assert page.view.footer.commit.isEnabled()


def test_the_newest_of_many_answers_is_in_the_plan(review: Review, settle: Settle) -> None:
    page = review(SAMPLE)
    for zone in ("Asia/Tokyo", "Europe/Berlin", "America/New_York"):
        page.work.set_zone(zone)
    settle()
    assert page.work.prepared is not None
    assert page.work.prepared.review.time_zone == "America/New_York"


@pytest.fixture
def ambiguous(make_list: MakeList) -> Path:
    """Every date reads both ways."""
    return make_list([row(n, opened=f"0{1 + n}/02/2025 08:00", resolved=f"0{1 + n}/03/2025 08:00") for n in range(6)])


def test_a_date_order_that_cannot_be_told_is_asked_and_answered(
    review: Review, ambiguous: Path, settle: Settle, services: Services
) -> None:
    page = review(ambiguous)
    [bar] = page.view.questions.bars
    commit = page.view.footer.commit
    assert "day first or month first" in bar.question.text
    assert not commit.isEnabled()
    assert commit.toolTip() == commit.statusTip() == bar.question.text
    assert bar.buttons[0].hasFocus()
    [month_first] = [button for button in bar.buttons if button.words == "Month first"]
    QTest.mouseClick(month_first, Qt.MouseButton.LeftButton)
    settle()
    assert page.view.questions.isHidden()
    assert page.work.answers.date_order is DateOrder.MDY
    assert fact(page, "dates").startswith("month first: 01/02/2025 08:00 is 2 January 2025")
    assert commit.hasFocus(), "the question's button is gone; the next step is under Enter again"
    QTest.keyClick(commit, Qt.Key.Key_Return)
    settle()
    assert services.workspace.facts().incidents == 6


def test_missing_columns_are_asked_one_after_the_other(review: Review, make_list: MakeList, settle: Settle) -> None:
    rows = [[f"A/{n}", f"{13 + n}.03.2025", "red"] for n in range(5)]
    page = review(make_list(rows, header=("Alpha", "Beta", "Gamma")))
    while page.view.questions.bars:
        bar = page.view.questions.bars[0]
        wanted = "Alpha" if "ticket" in bar.question.text else "Beta"
        [button] = [button for button in bar.buttons if button.words == wanted]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()
    assert page.view.footer.commit.words == "Import 5 incidents"


def test_another_sheet_is_read_in_its_place(review: Review, tmp_path: Path, settle: Settle) -> None:
    book = Workbook()
    for place, name in enumerate(("First", "Second")):
        sheet = book.create_sheet(name)
        for cells in (HEADER, *(row(n) for n in range(4 + place))):
            sheet.append(list(cells))
    book.remove(book["Sheet"])
    book.save(tmp_path / "book.xlsx")
    page = review(tmp_path / "book.xlsx")
    shown = page.work.prepared
    assert shown is not None
    other = next(name for name in shown.review.sheets if name != shown.review.sheet)
    page.view.open_pane("file")
    [option] = [option for option in page.view.editors.sheet_options() if option.words == other]
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    settle()
    assert page.view.state is State.REVIEW, "the pane stays open while the file is read again"
    assert fact(page, "file") == f"sheet {other}, header in row 1"
    assert page.view.footer.commit.words == f"Import {5 if other == 'Second' else 4} incidents"


def test_enter_on_a_line_opens_its_choice(review: Review, make_list: MakeList, qtbot: QtBot) -> None:
    page = review(make_list([row(n) for n in range(6)]))
    page.view.open_pane("teams")
    table = page.view.editors.teams
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(table.menu.isVisible)
    assert [a.text() for a in table.menu.actions()] == ["Dev", "Ops", "Other", "Not set"]
    table.menu.close()
    assert page.view.state is State.REVIEW
    assert isinstance(table.indexAt(QPoint(1, 1)), QModelIndex)
