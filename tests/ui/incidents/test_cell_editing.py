"""Changing a cell in its place, as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Status
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.incidents.cell_editors import ROW_ROLE, ChoiceEditor
from tests.ui.incidents.conftest import Drive, Driver

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def at(driver: Driver, row: int, key: str) -> QModelIndex:
    return driver.parts.table.model().index(row, COLUMNS.index(key))


def go(driver: Driver, row: int, key: str) -> QModelIndex:
    table, index = driver.parts.table, at(driver, row, key)
    table.setFocus()
    table.setCurrentIndex(index)
    return index


def editor(driver: Driver) -> QWidget:
    focused = driver.page.window().focusWidget()
    assert driver.parts.table.isAncestorOf(focused)
    assert driver.parts.table.is_editing
    return focused


def double_click(driver: Driver, row: int, key: str) -> None:
    table = driver.parts.table
    place = table.visualRect(at(driver, row, key)).center()
    QTest.mouseClick(table.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(table.viewport(), LEFT, NONE, place)


def test_f2_changes_a_title_and_enter_stores_it_and_moves_down(drive: Drive) -> None:
    driver = drive()
    row = go(driver, 2, "title").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    driver.type(" again")
    assert driver.parts.table.is_editing
    driver.press(Qt.Key.Key_Return)
    assert driver.services.incidents.detail(row.id).incident.title == row.title + " again"
    assert not driver.parts.table.is_editing
    assert driver.parts.table.currentIndex().row() == 3
    assert at(driver, 2, "title").data() == row.title + " again"
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at(driver, 2, "title").data() == row.title


def test_escape_gives_up_what_was_typed(drive: Drive) -> None:
    driver = drive()
    row = go(driver, 1, "title").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    driver.type("nonsense")
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.table.is_editing
    assert driver.services.incidents.detail(row.id).incident.title == row.title
    assert driver.parts.table.hasFocus()


def test_tab_stores_and_opens_the_next_cell_of_the_same_incident(drive: Drive) -> None:
    """Both edits are ours: the second does not cross the first."""
    driver = drive()
    row = go(driver, 0, "title").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    driver.type("!")
    driver.press(Qt.Key.Key_Tab)
    assert driver.parts.table.currentIndex() == at(driver, 0, "system_error")
    QTest.keyClicks(editor(driver), "A new error")
    driver.press(Qt.Key.Key_Return)
    detail = driver.services.incidents.detail(row.id)
    assert detail.incident.title == row.title + "!"
    assert detail.form.system_error == "A new error"
    assert not driver.failures
    assert driver.parts.unstored.sentence == ""


def test_no_row_moves_while_a_cell_is_edited(drive: Drive) -> None:
    driver = drive()
    before = driver.tickets()
    go(driver, 4, "title")
    driver.press(Qt.Key.Key_F2)
    driver.type(" mine")
    other = at(driver, 0, "title").data(ROW_ROLE)
    driver.operations.execute(
        lambda _progress: driver.services.edits.set_field(other.id, "status", Status.RESOLVED, other.seen), title="x"
    )
    driver.settle()
    assert driver.tickets() == before
    assert isinstance(editor(driver), QLineEdit)
    driver.press(Qt.Key.Key_Return)
    assert driver.tickets() == before[1:], "what changed meanwhile is shown once the editor is closed"


def test_a_classification_is_chosen_by_letter_and_a_double_click_opens_the_list(drive: Drive) -> None:
    driver = drive()
    row = go(driver, 0, "classification").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    QTest.keyClick(editor(driver), Qt.Key.Key_C)
    driver.press(Qt.Key.Key_Return)
    assert driver.services.incidents.detail(row.id).incident.classification is Classification.CRITICAL
    double_click(driver, 1, "classification")
    combo = editor(driver)
    assert isinstance(combo, ChoiceEditor)
    assert combo.view().isVisible()
    combo.hidePopup()


def test_a_double_click_on_the_ticket_opens_the_incident_and_on_a_cell_only_the_cell(drive: Drive) -> None:
    driver = drive()
    double_click(driver, 1, "title")
    assert driver.parts.table.is_editing
    assert not driver.parts.side.isVisible(), "the pane of the first click went away again"
    driver.press(Qt.Key.Key_Escape)
    double_click(driver, 1, "ticket")
    driver.settle()
    assert driver.parts.detail.isVisible()
    assert not driver.parts.table.is_editing


def test_a_cell_that_cannot_be_changed_opens_the_form(drive: Drive) -> None:
    driver = drive()
    go(driver, 0, "goal")
    driver.press(Qt.Key.Key_F2)
    assert driver.parts.form.isVisible()


def test_what_could_not_be_stored_is_said_and_can_be_typed_again(drive: Drive) -> None:
    driver = drive()
    row = go(driver, 3, "title").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    driver.type(" mine")
    driver.services.edits.set_field(row.id, "title", "Theirs", row.seen)
    driver.press(Qt.Key.Key_Return)
    assert "changed elsewhere" in driver.parts.unstored.sentence
    assert driver.services.incidents.detail(row.id).incident.title == "Theirs"
    driver.parts.unstored._on_action()
    driver.settle()
    line = editor(driver)
    assert isinstance(line, QLineEdit)
    assert line.text() == row.title + " mine"
    driver.press(Qt.Key.Key_Return)
    assert driver.services.incidents.detail(row.id).incident.title == row.title + " mine"
    assert driver.parts.unstored.sentence == ""


def test_a_refused_value_is_kept_too(drive: Drive) -> None:
    driver = drive()
    row = go(driver, 0, "title").data(ROW_ROLE)
    driver.press(Qt.Key.Key_F2)
    line = editor(driver)
    assert isinstance(line, QLineEdit)
    line.clear()
    driver.press(Qt.Key.Key_Return)
    assert "needs a title" in driver.parts.unstored.sentence
    assert at(driver, 0, "title").data() == row.title
    driver.parts.unstored.dismiss()
    assert driver.parts.unstored.sentence == ""


def test_the_keys_of_the_table_stay_out_of_an_editor(drive: Drive) -> None:
    driver = drive()
    before = driver.tickets()
    go(driver, 0, "classification")
    driver.press(Qt.Key.Key_F2)
    QTest.keyClick(editor(driver), Qt.Key.Key_Delete)
    driver.press(Qt.Key.Key_Escape)
    assert driver.tickets() == before
    assert QApplication.activePopupWidget() is None
