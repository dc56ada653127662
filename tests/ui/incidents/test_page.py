"""The page as a user meets it: reading, logging, editing, deleting, undoing, drilling through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm, Status
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import COLUMNS, View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.incidents.views import ALL
from tests.ui.incidents.conftest import SIZE, Drive, Driver

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
HOSTILE = '<img src="x"><b>Batch & late</b>'


def show_all(driver: Driver) -> None:
    driver.page._views.choose(ALL)
    driver.settle()


def log(services: Services, title: str, **how: object) -> int:
    return services.incidents.log(IncidentForm(title, **how)).ids[0]  # type: ignore[arg-type]


def open_tickets(services: Services, **where: str) -> int:
    kept = IncidentFilter().where("open", "is", 1)
    for name, value in where.items():
        kept = kept.where(name, "one_of", value)
    return services.incidents.open_list(View(kept)).total


def test_nothing_is_asked_before_the_page_is_shown(drive: Drive) -> None:
    driver = drive(show=False)
    assert not driver.operations.is_busy
    driver.page.set_scope(IncidentFilter(), Period(date(2025, 1, 1), None))
    assert not driver.operations.is_busy


def test_it_opens_with_what_is_furthest_past_the_goal(drive: Drive, services: Services) -> None:
    driver = drive()
    kept = View(IncidentFilter().where("open", "is", 1), "goal")
    expected = services.incidents.open_list(kept)
    assert driver.tickets() == [row.ticket for row in expected.page(0, SIZE)]
    assert driver.parts.header.answer == expected.answer
    assert driver.page.status.startswith(expected.status + "; ages as of ")
    assert driver.parts.tabs.tabData(3) == str(SIZE)


def test_an_incident_is_logged_edited_and_undone_by_keyboard(drive: Drive, services: Services) -> None:
    driver = drive()
    before = driver.tickets()
    driver.press(Qt.Key.Key_N, CTRL)
    driver.type("Mail is down")
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_C)  # Critical
    driver.parts.form.focus_title()
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1] == "The incident was logged."
    assert len(driver.tickets()) == len(before) + 1
    assert driver.parts.form.isVisible()
    assert driver.parts.form.fields.title.text() == "", "the next form is empty"
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.form.isVisible()
    row = len(before)  # opened last
    assert driver.parts.table.currentIndex().row() == row
    driver.press(Qt.Key.Key_F2)
    driver.type(" again")
    driver.press(Qt.Key.Key_Return, CTRL)
    found = services.incidents.open_list(View(IncidentFilter().where("open", "is", 1))).page(row, 1)[0]
    assert found.title == "Mail is down again"
    assert found.classification.key == "Critical"
    assert driver.parts.detail.isVisible()
    driver.press(Qt.Key.Key_Z, CTRL)
    found = services.incidents.open_list(View(IncidentFilter().where("open", "is", 1))).page(row, 1)[0]
    assert found.title == "Mail is down"
    driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.tickets() == before
    assert not driver.failures


def test_what_was_typed_stays_when_it_is_refused(drive: Drive) -> None:
    driver = drive()
    driver.page.new_incident()
    driver.settle()
    driver.parts.form.fields.team.setEditText("A new team")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.parts.form.problem.sentence == "An incident needs a title."
    assert driver.parts.form.fields.team.currentText() == "A new team"
    driver.parts.form.focus_title()
    driver.type("Disk full")
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.parts.form.problem.sentence == ""
    assert open_tickets(driver.services, team="A new team") == 1


def test_an_unfinished_incident_is_offered_again(drive: Drive) -> None:
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    driver.type("Half a title")
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_N, CTRL)
    form = driver.parts.form
    assert form.fields.title.text() == ""
    assert "Half a title" in form.offer.sentence
    form.offer._on_action()
    assert form.fields.title.text() == "Half a title"
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_N, CTRL)
    assert "Half a title" in form.offer.sentence, "a draft that was only looked at is kept"


@pytest.mark.parametrize("name", ["classification", "team", "opened"])
def test_the_form_is_left_and_stored_from_every_kind_of_field(drive: Drive, name: str) -> None:
    driver = drive()
    form = driver.parts.form
    driver.page.new_incident()
    driver.type("Mail is down")
    getattr(form.fields, name).setFocus()
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said == ["The incident was logged."]
    getattr(form.fields, name).setFocus()
    driver.press(Qt.Key.Key_Return)
    assert form.isVisible(), "Enter alone neither stores nor closes"
    driver.press(Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert driver.said == ["The incident was logged."]


def test_an_undone_incident_leaves_the_pane_and_an_open_form_stays(drive: Drive, services: Services) -> None:
    driver = drive()
    driver.page.new_incident()
    driver.type("Mail is down")
    driver.parts.form._save.click()
    driver.settle()
    assert driver.parts.detail.isVisible()
    driver.page.new_incident()
    driver.operations.execute(lambda _progress: services.history.undo(), title="Undo")
    driver.settle()
    assert driver.parts.form.isVisible()
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.side.isVisible()


def test_the_delete_key_deletes_what_is_selected_and_undo_brings_it_back(drive: Drive) -> None:
    driver = drive()
    before = driver.tickets()
    driver.click_row(1)
    driver.click_row(3, SHIFT)
    assert driver.parts.bulk.isVisible()
    driver.press(Qt.Key.Key_Delete)
    assert driver.said[-1] == "3 incidents were deleted."
    assert driver.tickets() == [before[0], *before[4:]]
    assert driver.parts.table.currentIndex().row() == 3, "the row that follows is the current one"
    driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.tickets() == before


def test_a_head_sorts_and_sorts_the_other_way_and_the_selection_stays(drive: Drive) -> None:
    driver = drive()
    driver.click_row(2)
    chosen = driver.tickets()[2]
    header = driver.parts.table.horizontalHeader()
    section = COLUMNS.index("ticket")
    at = header.viewport().rect().topLeft()
    at.setX(header.sectionViewportPosition(section) + 20)
    at.setY(10)
    for descending in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        driver.settle()
        assert driver.tickets() == sorted(driver.tickets(), reverse=descending)
        current = driver.parts.table.currentIndex()
        assert driver.tickets()[current.row()] == chosen
        assert driver.parts.table.selected_count() == 1


def test_typing_in_the_search_field_filters(drive: Drive, services: Services) -> None:
    log(services, "Printer on fire")
    driver = drive()
    QTest.keyClick(driver.page, Qt.Key.Key_F, CTRL)
    driver.type("printer fire")
    driver.settle()
    assert len(driver.tickets()) == 1
    driver.type("zzz")
    driver.settle()
    assert driver.tickets() == []
    assert driver.parts.clear_button.isVisible()
    driver.parts.clear_button.click()
    driver.settle()
    assert len(driver.tickets()) == open_tickets(services)
    assert driver.parts.filters._search.text() == ""


def test_ticking_a_team_filters_and_its_chip_is_removable(drive: Drive, services: Services) -> None:
    driver = drive()
    driver.parts.filters._tick("team", ("Service desk",))
    driver.settle()
    assert len(driver.tickets()) == open_tickets(services, team="Service desk")
    chip = driver.parts.filters._chips["team"]
    assert (chip.value, chip.active) == ("Service desk", True)
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    driver.settle()
    assert len(driver.tickets()) == open_tickets(services)


def test_a_chip_opens_its_choices_and_space_ticks_them(drive: Drive, services: Services) -> None:
    driver = drive()
    filters = driver.parts.filters
    QTest.keyClick(filters._chips["team"], Qt.Key.Key_Return)
    popup = filters._popups["team"]
    assert popup.isVisible()
    names = services.incidents.choices().teams
    QTest.keyClick(popup.choosing.list, Qt.Key.Key_Space)
    driver.settle()
    assert len(driver.tickets()) == open_tickets(services, team=names[0])
    QTest.keyClick(popup.choosing.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.choosing.list, Qt.Key.Key_Space)
    driver.settle()
    assert filters._chips["team"].value == ", ".join(names[:2])
    QTest.keyClick(popup.choosing.list, Qt.Key.Key_Return)
    assert not popup.isVisible()


def test_a_view_is_saved_as_a_tab_and_deleted(drive: Drive, services: Services) -> None:
    driver = drive()
    driver.parts.filters._tick("classification", ("Low",))
    driver.settle()
    shown = driver.tickets()
    driver.page.commands.save_view.trigger()
    driver.type("Low & slow")
    driver.press(Qt.Key.Key_Return)
    tabs = driver.parts.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Low & slow"
    assert sorted(driver.tickets()) == sorted(shown)
    driver.parts.filters._delete.click()
    driver.settle()
    assert tabs.count() == 4
    assert len(services.views.all()) == 4


def test_the_incidents_behind_a_figure_are_exactly_those_and_the_way_back_is_kept(drive: Drive) -> None:
    driver = drive()
    driver.parts.filters._tick("classification", ("Low",))
    driver.settle()
    driver.click_row(1)
    before, state = driver.tickets(), driver.page.state()
    chosen = driver.parts.detail.detail.incident.id  # type: ignore[union-attr]
    driver.page.set_scope(IncidentFilter(), Period(date(2030, 1, 1), None))  # the scope must not narrow a figure
    wanted = IncidentFilter().where("route", "one_of", "ops_to_dev", "dev_only").where("outcome", "one_of", "missed")
    driver.page.show_filter(wanted, "Through Dev")
    driver.settle()
    expected = driver.services.incidents.open_list(View(wanted))
    assert len(driver.tickets()) == expected.total > 0
    assert driver.parts.header.answer.startswith("Through Dev: ")
    assert [chip.accessibleName() for chip in driver.parts.filters._others.chips] == [
        "Route Ops to Dev, Dev only",
        "Outcome Missed",
    ]
    QTest.keyClick(driver.parts.filters._others.chips[0], Qt.Key.Key_Delete)
    driver.settle()
    assert len(driver.tickets()) > expected.total
    driver.page.set_scope(IncidentFilter(), Period())
    driver.page.restore(state)
    driver.settle()
    assert driver.tickets() == before
    assert driver.parts.detail.detail.incident.id == chosen  # type: ignore[union-attr]
    assert driver.parts.table.currentIndex().row() == 1


def test_the_period_leaves_old_open_incidents_in_sight(drive: Drive, services: Services) -> None:
    driver = drive()
    everyone = len(driver.tickets())
    driver.page.set_scope(IncidentFilter(), Period(date(2025, 12, 1), None))
    driver.settle()
    assert len(driver.tickets()) == everyone
    show_all(driver)
    recent = IncidentFilter().where("opened", "between", "2025-12-01", None)
    assert len(driver.tickets()) == services.incidents.open_list(View(recent)).total < SIZE


def test_a_hostile_title_stays_plain_text(drive: Drive, services: Services) -> None:
    log(services, HOSTILE, system_error="<u>x</u>")
    driver = drive()
    row = len(driver.tickets()) - 1
    driver.click_row(0)
    driver.press(Qt.Key.Key_End)
    model = driver.parts.table.model()
    index = model.index(row, COLUMNS.index("title"))
    assert index.data() == HOSTILE
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)
    labels = [label for label in driver.parts.detail.findChildren(QLabel) if "<" in label.text()]
    assert HOSTILE in [label.text() for label in labels]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_copied_rows_are_what_is_shown(drive: Drive, services: Services) -> None:
    log(services, HOSTILE)
    driver = drive()
    driver.click_row(0)
    driver.press(Qt.Key.Key_End)
    driver.press(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    head, row = data.text().splitlines()
    assert head.split("\t")[:2] == ["Incident", "Title"]
    assert row.split("\t")[1] == HOSTILE
    assert "&lt;img" in data.html()
    assert "<img" not in data.html()


def test_the_export_writes_what_is_filtered(drive: Drive, tmp_path: Path) -> None:
    driver = drive()
    driver.parts.filters._tick("classification", ("Low",))
    driver.settle()
    driver.exports.append(tmp_path / "low")
    driver.page.commands.export_xlsx.trigger()
    driver.settle()
    rows = list(load_workbook(tmp_path / "low.xlsx")["Incidents"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == driver.tickets()
    assert driver.said[-1].endswith("written to low.xlsx.")


def test_escape_closes_the_pane_and_enter_opens_it_again(drive: Drive) -> None:
    driver = drive()
    driver.click_row(2)
    assert driver.parts.detail.isVisible()
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.detail.isVisible()
    driver.press(Qt.Key.Key_Down)
    assert not driver.parts.detail.isVisible()
    driver.press(Qt.Key.Key_Return)
    assert driver.parts.detail.detail.incident.ticket == driver.tickets()[3]  # type: ignore[union-attr]


def test_a_narrow_window_lays_the_pane_over_the_table(drive: Drive) -> None:
    driver = drive(width=968, height=620)
    driver.click_row(2)
    assert not driver.parts.side.isVisible(), "a click alone does not cover the table"
    driver.press(Qt.Key.Key_Return)
    assert driver.parts.side.isVisible()
    assert driver.parts.side.geometry().left() < driver.parts.table.geometry().right()


def test_a_change_elsewhere_keeps_place_and_selection(drive: Drive, services: Services) -> None:
    driver = drive()
    show_all(driver)
    driver.click_row(4)
    driver.parts.table.verticalScrollBar().setValue(2000)
    driver.settle()
    chosen = driver.tickets()[driver.parts.table.currentIndex().row()]
    driver.operations.execute(
        lambda _progress: services.incidents.log(IncidentForm("Another", status=Status.NEW)), title="Log"
    )
    driver.settle()
    current = driver.parts.table.currentIndex().row()
    assert driver.parts.table.model().index(current, 0).data() == chosen
    assert current == 5, "the new one came above it"
    assert driver.parts.table.verticalScrollBar().value() == 2000


def test_a_selection_of_many_is_still_there_after_a_change(drive: Drive, services: Services) -> None:
    driver = drive()
    show_all(driver)
    driver.parts.table.selectAll()
    before = driver.parts.table.selected_count()
    driver.operations.execute(lambda _progress: services.incidents.log(IncidentForm("Another")), title="Log")
    driver.settle()
    assert before > 100
    assert driver.parts.table.selected_count() == before, "the new one is not selected"


def test_an_empty_workspace_says_what_to_do(drive: Drive, tmp_path: Path) -> None:
    empty = Services.over(Workspace.create(tmp_path / "empty.secondway"))
    driver = drive(empty)
    wanted: list[str] = []
    driver.page.navigated.connect(wanted.append)
    assert not driver.parts.table.isVisible()
    driver.parts.import_button.click()
    assert wanted == ["import"]
    driver.parts.first_button.click()
    driver.type("The first")
    driver.parts.form._save.click()
    driver.settle()
    assert len(driver.tickets()) == 1
    assert driver.parts.detail.isVisible()
    empty.close()


def test_an_incident_that_is_looked_for_is_shown_though_the_list_is_asked_again_meanwhile(drive: Drive) -> None:
    driver = drive()
    sought = driver.services.incidents.open_list(View(IncidentFilter().where("open", "is", 0))).ids([5])[0]
    QTest.keyClick(driver.parts.table, Qt.Key.Key_Down)
    driver.page.show_incident(sought)
    driver.page.reload()  # such as by a change that another page made
    driver.settle()
    assert driver.page.state().incident == sought
    QTest.keyClick(driver.parts.table, Qt.Key.Key_Down)
    driver.page.reload()
    driver.settle()
    assert driver.page.state().incident != sought
