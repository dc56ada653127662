"""Many incidents are changed at once, by mouse or keys; only what was touched is stored, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Fix, IncidentForm, ReleaseRelated
from desktop_app.services.incident_edits import BulkEdit
from desktop_app.services.suite import Services
from desktop_app.ui.incidents import bulk_choices
from desktop_app.ui.incidents.bulk_pane import BulkPane
from desktop_app.ui.incidents.views import OPEN
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.incidents.conftest import SIZE, Drive, Driver
from tests.ui.incidents.test_page import show_all

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drive(drive: Drive) -> Drive:
    """The page opens with every incident, of which there are enough."""

    def opened(**how: int) -> Driver:
        driver = drive(**how)
        show_all(driver)
        return driver

    return opened


def choose(driver: Driver, rows: range) -> tuple[int, ...]:
    """Select rows by keys, and give the ids of their incidents."""
    driver.click_row(rows.start)
    driver.parts.table.setFocus()
    for _each in rows[1:]:
        QTest.keyClick(driver.parts.table, Qt.Key.Key_Down, SHIFT)
    driver.settle()
    return ids(driver, rows)


def ids(driver: Driver, rows: range) -> tuple[int, ...]:
    found = driver.parts.table._shown.found
    assert found is not None
    return found.ids(rows)


def open_pane(driver: Driver) -> BulkPane:
    driver.press(Qt.Key.Key_E, CTRL | SHIFT)
    assert driver.parts.bulk_pane.isVisible()
    return driver.parts.bulk_pane


def forms(services: Services, chosen: tuple[int, ...]) -> list[IncidentForm]:
    return [services.incidents.detail(each).form for each in chosen]


def test_thirty_seven_incidents_are_changed_by_keyboard_and_undone_in_one(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(37))
    before = forms(services, chosen)
    pane = open_pane(driver)
    assert pane.store.text() == "Change 37 incidents"
    driver.press(Qt.Key.Key_C)  # Critical
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1] == "37 incidents were changed."
    after = forms(services, chosen)
    assert after == [replace(form, classification=Classification.CRITICAL) for form in before]
    assert not pane.isVisible()
    assert services.history.names().undo == "Edit 37 incidents"
    driver.press(Qt.Key.Key_Z, CTRL)
    assert forms(services, chosen) == before
    assert not driver.failures


def test_fields_show_what_is_common_and_mixed_where_they_differ(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(20))
    services.edits.bulk_edit(chosen, BulkEdit(team="Night shift", release_related=ReleaseRelated.YES))
    driver.page.reload()
    driver.settle()
    choose(driver, range(20))
    fields = open_pane(driver).fields
    assert fields.team.combo.currentText() == "Night shift"
    assert fields.release.combo.currentText() == "Yes"
    assert fields.classification.combo.currentIndex() == -1
    assert fields.classification.combo.placeholderText() == "(mixed)"
    assert fields.title.line.text() == ""
    assert fields.title.line.placeholderText() == "(mixed)"
    assert fields.edit() == BulkEdit(), "nothing was touched"


def test_a_name_can_be_taken_away_where_names_differ(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(5))
    pane = open_pane(driver)
    combo = pane.fields.system.combo
    combo.setCurrentIndex(combo.count() - 1)
    assert pane.fields.edit() == BulkEdit(system="")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert {form.system for form in forms(services, chosen)} == {""}


def test_a_touched_field_can_be_left_as_it_is(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(5))
    fields = open_pane(driver).fields
    fields.classification.combo.setCurrentIndex(0)
    fields.fix.combo.choose(Fix.PERMANENT.value)
    assert fields.classification.leave.isVisible()
    fields.classification.leave.click()
    assert fields.edit() == BulkEdit(fix=Fix.PERMANENT)
    assert not fields.classification.leave.isVisible()


def test_the_wheel_changes_nothing(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(5))
    combo = open_pane(driver).fields.classification.combo
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle, combo.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == -1


def test_escape_keeps_the_selection_and_what_was_typed(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(6))
    open_pane(driver).fields.team.combo.setEditText("Night shift")
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.bulk_pane.isVisible()
    assert driver.parts.table.selected_count() == 6
    assert driver.parts.table.hasFocus()
    assert open_pane(driver).fields.edit() == BulkEdit(team="Night shift")


def test_typed_values_survive_a_refusal(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(4))
    pane = open_pane(driver)
    pane.fields.title.line.setText("x" * 2_000)
    pane.fields.team.combo.setEditText("Night shift")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert "too long" in pane.problem.sentence
    assert pane.isVisible()
    assert pane.fields.edit() == BulkEdit(title="x" * 2_000, team="Night shift")
    pane.fields.title.line.setText("Shorter")
    assert pane.problem.sentence == ""
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1] == "4 incidents were changed."


def test_nothing_touched_is_said(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(3))
    pane = open_pane(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    assert pane.problem.sentence == "Nothing was chosen to be changed."


def test_the_pane_follows_the_selection_and_keeps_what_was_typed(drive: Drive, services: Services) -> None:
    driver = drive()
    choose(driver, range(3))
    pane = open_pane(driver)
    pane.fields.team.combo.setEditText("Night shift")
    driver.click_row(8, CTRL)
    assert pane.store.text() == "Change 4 incidents"
    assert pane.fields.edit() == BulkEdit(team="Night shift")
    pane.store.click()
    driver.settle()
    assert driver.said[-1] == "4 incidents were changed."
    assert len([form for form in forms(services, ids(driver, range(9))) if form.team == "Night shift"]) == 4


def test_the_pane_keeps_its_incidents_when_a_new_list_has_lost_the_selection(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))
    pane = open_pane(driver)
    driver.parts.table.clearSelection()
    driver.settle()
    assert pane.store.text() == "Change 3 incidents"
    pane.fields.team.combo.setEditText("Night shift")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert {form.team for form in forms(services, chosen)} == {"Night shift"}


def test_the_pane_goes_with_its_view_and_stays_when_the_view_is_narrowed(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(5))
    pane = open_pane(driver)
    assert pane.accessibleName() == "For 5 incidents Edit incidents"
    assert "“Pause…” (P)" in pane.fields.status.combo.toolTip()
    pane.fields.team.combo.setEditText("Night shift")
    driver.page._views.sort("ticket")
    driver.settle()
    assert pane.isVisible()
    driver.page._views.choose(OPEN)
    driver.settle()
    assert not pane.isVisible()
    assert driver.page._views.nothing == "Nothing is open.", "said when this view is empty"
    show_all(driver)
    for _turn in range(2):  # the newest first again
        driver.page._views.sort("opened")
    driver.settle()
    choose(driver, range(5))
    assert open_pane(driver).fields.edit() == BulkEdit(team="Night shift"), "for the same incidents it is still there"


def test_all_incidents_are_chosen_by_ctrl_a_and_their_number_is_said_beforehand(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.ui.incidents.bulk_pane.MANY", 500)
    monkeypatch.setattr(bulk_choices, "MANY", 500)
    driver = drive()
    driver.parts.table.setFocus()
    driver.press(Qt.Key.Key_A, CTRL)
    assert driver.parts.table.selected_ranges() == [(0, SIZE - 1)]
    driver.page._many.choices.choose(BulkEdit(classification=Classification.HIGH))
    driver.settle()
    pane = driver.parts.bulk_pane
    assert pane.isVisible(), "nothing is stored before it was said how many"
    assert pane.note.text() == f"This changes {SIZE} incidents in one step. Undo takes it back."
    assert pane.fields.edit() == BulkEdit(classification=Classification.HIGH)
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1] == f"{SIZE} incidents were changed."


def menu_of(driver: Driver) -> QMenu:
    return next(menu for menu in driver.parts.bulk.findChildren(QMenu) if menu.isVisible())


def test_the_bar_sets_the_classification_at_once(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))
    driver.parts.bulk.classify.click()
    menu = menu_of(driver)
    assert [action.text() for action in menu.actions()] == ["Critical", "High", "Medium", "Low"]
    menu.actions()[0].trigger()
    menu.close()
    driver.settle()
    assert {form.classification for form in forms(services, chosen)} == {Classification.CRITICAL}
    assert driver.said[-1].startswith("3 incidents were changed.")


def test_the_bar_assigns_to_a_team(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))
    driver.parts.bulk.assign.click()
    driver.settle()
    menu = menu_of(driver)
    name = menu.actions()[1].text()
    menu.actions()[1].trigger()
    menu.close()
    driver.settle()
    assert {form.team for form in forms(services, chosen)} == {name}


def test_the_keys_for_editing_one_incident_edit_many_together(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(1))
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.parts.form.isVisible()
    driver.press(Qt.Key.Key_Escape)
    choose(driver, range(4, 6))
    for key, modifiers in ((Qt.Key.Key_Return, CTRL), (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)):
        driver.press(key, modifiers)
        assert driver.parts.side.shown is driver.parts.bulk_pane
        driver.press(Qt.Key.Key_Escape)


def test_a_form_that_is_open_makes_room_and_keeps_what_was_typed(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(2))
    driver.press(Qt.Key.Key_N, CTRL)
    driver.type("Half a title")
    driver.parts.commands.edit_many.trigger()
    driver.settle()
    assert driver.parts.side.shown is driver.parts.bulk_pane
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_N, CTRL)
    assert "Half a title" in driver.parts.form.offer.sentence


def test_a_click_on_one_incident_shows_it_instead(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(3))
    open_pane(driver)
    driver.click_row(5)
    assert driver.parts.side.shown is driver.parts.detail


@pytest.mark.parametrize("points", [10, 13])
@pytest.mark.parametrize("width", [824, 1232])
def test_no_word_of_bar_and_pane_is_clipped(drive: Drive, longer_words: None, points: int, width: int) -> None:
    theme().set_points(points)
    driver = drive(width=width)
    choose(driver, range(3))
    assert clipped(driver.parts.bulk) == []
    assert driver.parts.bulk.more.isVisible() or width > 1000
    driver.parts.commands.edit_many.trigger()
    driver.settle()
    driver.parts.bulk_pane.say("Nothing was chosen to be changed.")
    driver.settle()
    assert clipped(driver.parts.bulk_pane) == []
    theme().set_points(10)


def test_what_has_no_room_is_in_the_menu_more(drive: Drive) -> None:
    driver = drive(width=700)
    choose(driver, range(3))
    bar = driver.parts.bulk
    assert bar.more.isVisible()
    assert bar.delete.isHidden()
    bar.more.click()
    assert "Delete" in [action.text() for action in menu_of(driver).actions()]
    menu_of(driver).close()


def test_a_million_rows_cost_nothing_until_something_is_done(drive: Drive) -> None:
    driver = drive()
    table = driver.parts.table
    table.selectionModel().select(
        table.model().index(0, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )
    assert not driver.operations.is_busy
