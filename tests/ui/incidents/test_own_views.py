"""Views of the user's own with their columns and order; columns by keyboard; groups beside the list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_lists import COLUMNS, View
from desktop_app.services.view_layouts import Arrangement, ViewLayout
from desktop_app.ui.incidents.views import ALL, OPEN
from tests.ui.clipping import clipped
from tests.ui.incidents.conftest import Drive, Driver

LOW = IncidentFilter().where("classification", "one_of", "Low")
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
BY_AGE = ViewLayout(Arrangement(shown={"age": True, "team": False}), "age", True)


def columns(driver: Driver) -> list[str]:
    return driver.parts.table.placing.keys()


def go(driver: Driver, key: str) -> None:
    driver.parts.table.setFocus()
    driver.parts.table.setCurrentIndex(driver.parts.table.model().index(0, COLUMNS.index(key)))


def with_view(drive: Drive, name: str = "Low ones") -> tuple[Driver, int]:
    driver = drive()
    changes = driver.services.views.save(name, LOW, BY_AGE)
    driver.page.reload()
    driver.settle()
    return driver, changes.ids[0]


def test_a_view_brings_its_columns_and_order_and_leaving_it_those_of_the_user(drive: Drive) -> None:
    driver, view_id = with_view(drive)
    before = columns(driver)
    driver.page.show_view(view_id)
    driver.settle()
    assert "age" in columns(driver)
    assert "team" not in columns(driver)
    expected = driver.services.incidents.open_list(View(LOW, "age", descending=True))
    assert driver.tickets()[:20] == [row.ticket for row in expected.page(0, 20)]
    assert not driver.parts.save_changes.isVisible()
    driver.page.show_view(OPEN)
    driver.settle()
    assert columns(driver) == before


def test_changes_to_a_view_wait_to_be_saved(drive: Drive) -> None:
    driver, view_id = with_view(drive)
    driver.page.show_view(view_id)
    driver.settle()
    go(driver, "age")
    driver.press(Qt.Key.Key_Left, CTRL_SHIFT)
    assert driver.parts.save_changes.isVisible()
    shown = columns(driver)
    driver.page.show_view(ALL)
    driver.page.show_view(view_id)
    driver.settle()
    assert columns(driver) == shown, "left and shown again, it is as it was left"
    driver.parts.save_changes.click()
    driver.settle()
    assert not driver.parts.save_changes.isVisible()
    kept = next(view for view in driver.services.views.all() if view.id == view_id).layout.arrangement
    assert kept is not None
    assert kept.order.index("age") < kept.order.index("goal")


def test_a_view_is_renamed_moved_and_deleted_by_keyboard_on_its_tab(drive: Drive) -> None:
    driver, view_id = with_view(drive)
    driver.services.views.save("Second", LOW)
    driver.page.reload()
    driver.page.show_view(view_id)
    driver.settle()
    tabs = driver.parts.tabs
    tabs.setFocus()
    driver.press(Qt.Key.Key_F2)
    QTest.keyClicks(tabs._field, "Renamed")
    QTest.keyClick(tabs._field, Qt.Key.Key_Return)
    driver.settle()
    assert driver.page.own_views[0][:2] == (view_id, "Renamed")
    tabs.setFocus()
    driver.press(Qt.Key.Key_Right, CTRL_SHIFT)
    assert [name for _id, name, _count in driver.page.own_views] == ["Second", "Renamed"]
    driver.press(Qt.Key.Key_Delete)
    assert [name for _id, name, _count in driver.page.own_views] == ["Second"]
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [name for _id, name, _count in driver.page.own_views] == ["Second", "Renamed"]


def test_a_name_that_is_taken_stays_in_the_field(drive: Drive) -> None:
    driver, view_id = with_view(drive)
    driver.page.show_view(view_id)
    driver.settle()
    driver.page.commands.table.rename_view.trigger()
    tabs = driver.parts.tabs
    tabs._field.setText("Open")
    QTest.keyClick(tabs._field, Qt.Key.Key_Return)
    driver.settle()
    assert tabs._field.isVisible()
    assert tabs._field.text() == "Open"
    assert "already" in driver.failures[-1]
    menu = tabs.menu_of(view_id)
    assert menu is not None
    assert [action.isEnabled() for action in menu.actions() if "Move" in action.text()] == [False, False]
    assert tabs.menu_of(OPEN) is None


def test_columns_are_moved_widened_fitted_and_hidden_by_keyboard(drive: Drive) -> None:
    driver = drive()
    table = driver.parts.table
    go(driver, "status")
    before = columns(driver)
    driver.press(Qt.Key.Key_Left, CTRL_SHIFT)
    place = before.index("status")
    assert columns(driver)[place - 1 : place + 1] == ["status", before[place - 1]]
    assert table.current_key == "status"
    width = table.columnWidth(COLUMNS.index("status"))
    driver.press(Qt.Key.Key_Right, ALT_SHIFT)
    assert table.columnWidth(COLUMNS.index("status")) == width + 16
    driver.press(Qt.Key.Key_Left, ALT_SHIFT)
    driver.page.commands.table.fit.trigger()
    assert driver.parts.columns._choice.arrangement.widths == {}
    driver.page.commands.table.hide.trigger()
    assert "status" not in columns(driver)
    go(driver, "team")
    driver.press(Qt.Key.Key_O, CTRL_SHIFT)
    assert driver.page._views.shelf.shown().sort == "team"


def test_the_menu_of_columns_opens_by_keyboard_at_the_column_of_the_cell(drive: Drive) -> None:
    driver = drive()
    go(driver, "team")
    driver.press(Qt.Key.Key_C, CTRL_SHIFT)
    menu = driver.parts.columns
    assert menu.isVisible()
    assert "Team" in menu.actions()[0].text()
    menu.close()
    menu.popup(QPoint(10, 10))
    assert menu.actions()[0].isCheckable(), "from its button it speaks of no column"
    menu.close()


def test_every_column_can_be_shown_and_copied(drive: Drive) -> None:
    driver = drive(width=1232)
    driver.page.show_view(ALL)
    driver.settle()
    driver.click_row(0)
    driver.page.commands.table.copy_all.trigger()
    driver.settle()
    head, line, *_rest = QGuiApplication.clipboard().text().split("\n")
    assert len(head.split("\t")) == len(line.split("\t")) == len(COLUMNS)
    for key in COLUMNS:
        driver.parts.columns._choice.show(key, True)
    driver.parts.columns.changed.emit()
    assert sorted(columns(driver)) == sorted(COLUMNS)
    assert not clipped(driver.parts.table)


def test_groups_are_counted_and_one_narrows_the_list_until_it_is_pressed_again(drive: Drive) -> None:
    driver = drive()
    whole = driver.tickets()
    driver.page.commands.table.groups.chosen.emit("team")
    driver.settle()
    groups = driver.parts.groups
    assert groups.isVisible()
    items = list(groups.items)
    groups.take_focus()
    QTest.keyClick(items[0], Qt.Key.Key_Down)
    QTest.keyClick(driver.page.window().focusWidget(), Qt.Key.Key_Space)
    driver.settle()
    assert len(groups.items) == len(items), "the other groups stay in sight"
    assert [item.isChecked() for item in groups.items].index(True) == 1
    assert 0 < len(driver.tickets()) < len(whole)
    assert groups.items[1].hasFocus()
    QTest.keyClick(groups.items[1], Qt.Key.Key_Space)
    driver.settle()
    assert driver.tickets() == whole
    QTest.keyClick(groups.items[1], Qt.Key.Key_Escape)
    driver.settle()
    assert not groups.isVisible()
