"""Every number of the page opens exactly the incidents it counts, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.ui.targets.page import TargetsPage

Settle = Callable[[], None]


def test_a_click_on_a_number_of_the_table_opens_its_incidents(page: TargetsPage, services: Services) -> None:
    assert page.reading is not None
    rows = page.reading.figure.table.rows
    told: list[IncidentFilter] = []
    page.opened.connect(told.append)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            told.clear()
            index = page.now.view.table.model().index(at, column)
            page.now.view.table.scrollTo(index)
            QTest.mouseClick(
                page.now.view.table.viewport(),
                Qt.MouseButton.LeftButton,
                pos=page.now.view.table.visualRect(index).center(),
            )
            assert told == ([cell.opens] if cell.opens is not None else [])
    counted = rows[2][2]
    assert counted.opens is not None
    assert services.incidents.open_list(View(counted.opens)).total == counted.value


def test_a_number_of_the_table_is_reached_by_keyboard(page: TargetsPage, qtbot: QtBot) -> None:
    assert page.reading is not None
    page.now.view.table.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(page.now.view.table, key)
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(page.now.view.table, Qt.Key.Key_Return)
    assert told.args == [page.reading.figure.table.rows[1][3].opens]


def test_a_row_and_a_number_of_the_chart_are_reached_by_keyboard(page: TargetsPage, qtbot: QtBot) -> None:
    assert page.now.view.frame is not None
    assert page.reading is not None
    chart, rows = page.now.view.frame.chart, [row for group in page.reading.figure.groups for row in group.rows]
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [rows[1].opens]
    QTest.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [rows[1].cells[0].opens]


def test_everything_is_reached_by_tab_in_reading_order(page: TargetsPage) -> None:
    assert page.now.view.frame is not None
    head = page.head
    head.target_set.setFocus(Qt.FocusReason.TabFocusReason)
    met = [page.focusWidget()]
    for _step in range(14):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
    wanted = [head.target_set, head.export, head.tabs, head.rules, head.clock]
    wanted += [page.now.view.article, page.now.view.frame.chart, page.now.view.table]
    assert [w for w in wanted if w not in met] == []
    places = [met.index(w) for w in wanted]
    assert places == sorted(places)
    assert all(w.accessibleName() for w in met)
