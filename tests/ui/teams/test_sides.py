"""The side of a team is set in place, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.page import TeamsPage
from desktop_app.ui.teams.side_model import Column

Settle = Callable[[], None]


def sides(services: Services) -> dict[str, Side]:
    return {line.name: line.side for line in services.teams.teams()}


def names(page: TeamsPage) -> list[str]:
    model = page.team_section.table.teams
    return [model.line(row).name for row in range(model.rowCount())]


def press(page: TeamsPage, row: int, column: Column, modifier: Qt.KeyboardModifier | None = None) -> None:
    table = page.team_section.table
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        modifier or Qt.KeyboardModifier.NoModifier,
        table.cell_centre(row, column),
    )


def test_a_click_on_a_circle_sets_the_side_of_one_team(page: TeamsPage, services: Services, settle: Settle) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    first = names(page)[0]
    press(page, 0, Column.DEV)
    settle()
    assert sides(services) == {name: Side.DEV if name == first else Side.UNKNOWN for name in sides(services)}
    assert said == [f"{first} is on the side Dev now."]
    assert services.history.names().undo == "Set side of 1 team to Dev"


def test_a_letter_sets_every_selected_team_in_one_step(
    page: TeamsPage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    table = page.team_section.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = names(page)[1:3]
    for key, modifier in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(table, key, modifier)
    for letter, side in ((Qt.Key.Key_T, Side.OTHER), (Qt.Key.Key_O, Side.OPS), (Qt.Key.Key_D, Side.DEV)):
        QTest.keyClick(table, letter)
        settle()
        assert {name for name, held in sides(services).items() if held is side} == set(chosen)
    assert services.history.names().undo == "Set side of 2 teams to Dev"
    assert {table.teams.line(i.row()).name for i in table.selectionModel().selectedRows()} == set(chosen)
    QTest.keyClick(table, Qt.Key.Key_N)
    settle()
    assert set(sides(services).values()) == {Side.UNKNOWN}


def test_a_letter_without_a_selection_sets_nothing(page: TeamsPage, services: Services, settle: Settle) -> None:
    page.team_section.table.clearSelection()
    QTest.keyClick(page.team_section.table, Qt.Key.Key_D)
    settle()
    assert set(sides(services).values()) == {Side.UNKNOWN}


def test_the_buttons_wait_for_a_selection_and_set_all_of_it(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    section = page.team_section
    assert not any(button.isEnabled() for button in section.buttons.values())
    press(page, 0, Column.NAME)
    press(page, 2, Column.NAME, Qt.KeyboardModifier.ControlModifier)
    picked = {names(page)[0], names(page)[2]}
    QTest.mouseClick(section.buttons[Side.OPS], Qt.MouseButton.LeftButton)
    settle()
    assert {name for name, side in sides(services).items() if side is Side.OPS} == picked


def test_space_on_a_circle_chooses_it(page: TeamsPage, services: Services, settle: Settle) -> None:
    table = page.team_section.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(Column.OTHER):
        QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Space)
    settle()
    assert sides(services)[names(page)[0]] is Side.OTHER


def test_a_held_key_selects_instead_of_setting(page: TeamsPage, services: Services, settle: Settle) -> None:
    press(page, 0, Column.DEV, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert set(sides(services).values()) == {Side.UNKNOWN}


def test_the_proposed_sides_are_accepted_at_once_and_undone_at_once(
    page: TeamsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    assert page.accept.text() == "Accept 5 proposed sides"
    assert "are with teams that have no side yet" in page.header.answer
    QTest.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    settle()
    assert Side.UNKNOWN not in sides(services).values()
    assert said == ["5 teams have a side now"]
    assert page.accept.isHidden()
    assert page.header.answer == "Every team has a side: incidents can be compared by route"
    operations.execute(lambda _progress: services.history.undo(), title="Undo")
    settle()
    assert set(sides(services).values()) == {Side.UNKNOWN}
    assert not page.accept.isHidden()


def test_one_suggestion_is_accepted_where_it_stands(page: TeamsPage, services: Services, settle: Settle) -> None:
    row = names(page).index("Portal Dev")
    press(page, row, Column.PROPOSED)
    settle()
    assert {name for name, side in sides(services).items() if side is not Side.UNKNOWN} == {"Portal Dev"}


@pytest.mark.parametrize("way", ["click", "enter"])
def test_the_number_of_incidents_opens_them(page: TeamsPage, qtbot: QtBot, way: str) -> None:
    wanted = IncidentFilter().where("team", "one_of", names(page)[0])
    table = page.team_section.table
    with qtbot.waitSignal(page.opened) as told:
        if way == "click":
            press(page, 0, Column.INCIDENTS)
        else:
            table.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(table, Qt.Key.Key_Right)
            QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [wanted]


def test_the_filter_field_narrows_the_teams_and_escape_shows_them_all(page: TeamsPage) -> None:
    everyone = names(page)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = page.team_section.search
    assert search.hasFocus()
    QTest.keyClicks(search, "dev")
    assert set(names(page)) == {"Payments Dev", "Portal Dev"}
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert names(page) == everyone


def test_a_click_on_a_head_sorts_by_it(page: TeamsPage) -> None:
    table = page.team_section.table
    x = table.columnViewportPosition(Column.NAME) + 20
    QTest.mouseClick(table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
    assert names(page) == sorted(names(page), key=str.casefold)


def test_a_team_that_disappears_elsewhere_leaves_the_table(
    page: TeamsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    operations.execute(lambda _progress: services.history.undo(), title="Undo")  # takes the import back
    settle()
    assert names(page) == []
    assert page.status == "0 teams"
