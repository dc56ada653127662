"""People stand under their teams, are found by typing, and a team's code and minimum are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.people import Person
from desktop_app.domain.teams import Side, Team
from desktop_app.services.suite import Services
from desktop_app.ui.people.band_editors import CodeEdit, NumberEdit
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.people.roster_model import CODE, MINIMUM, Column
from tests.ui.people.conftest import team_ids

Settle = Callable[[], None]


def shown(page: PeoplePage) -> list[str]:
    """The names in the first column, top to bottom."""
    model = page.table.roster
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def team(services: Services, name: str) -> Team:
    return next(each for each in services.people.roster().teams if each.name == name)


def band(page: PeoplePage, name: str, column: Column) -> QModelIndex:
    return page.table.roster.index(shown(page).index(name), column)


def press(page: PeoplePage, key: Qt.Key) -> None:
    QTest.keyClick(page.table, key)


def committed(page: PeoplePage, edit: QWidget, qtbot: QtBot) -> None:
    """Enter in a field of the table; Qt takes the value when its event loop next runs."""
    with qtbot.waitSignal(page.table.itemDelegate().closeEditor):
        QTest.keyClick(edit, Qt.Key.Key_Return)


def type_in_cell(
    page: PeoplePage, index: QModelIndex, words: str, kind: type[CodeEdit] | type[NumberEdit], qtbot: QtBot
) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(index)
    press(page, Qt.Key.Key_F2)
    edit = page.table.findChild(kind)
    assert edit is not None
    edit.setText(words)
    committed(page, edit, qtbot)


def test_people_stand_under_their_teams_with_the_planned_sides_first(page: PeoplePage) -> None:
    assert shown(page) == [
        "Network operations", "Operations", "Ada Brandt", "Ben Okafor", "Service desk", "Payments Dev", "Emil Novak",
        "Nora Lind", "Portal Dev",
    ]  # fmt: skip
    assert page.header.answer == "4 people in 2 teams; 1 team has no minimum yet"
    assert page.status == "4 people in 2 teams"


def test_f2_sets_a_minimum_in_the_band(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle, qtbot: QtBot
) -> None:
    type_in_cell(page, band(page, "Payments Dev", MINIMUM), "2", NumberEdit, qtbot)
    settle()
    assert team(services, "Payments Dev").minimum == 2
    assert said == ["Payments Dev keeps at least 2 at the desk."]
    assert page.header.answer == "4 people in 2 teams"
    undo()
    assert team(services, "Payments Dev").minimum == 0
    assert band(page, "Payments Dev", MINIMUM).data() == "set a minimum"


def test_a_click_on_a_missing_minimum_opens_its_field_and_arrows_step_it(
    page: PeoplePage, settle: Settle, qtbot: QtBot
) -> None:
    index = band(page, "Payments Dev", MINIMUM)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.visualRect(index).center())
    edit = page.table.findChild(NumberEdit)
    assert edit is not None
    for _time in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Up)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    committed(page, edit, qtbot)
    settle()
    assert band(page, "Payments Dev", MINIMUM).data() == "at least 2 at the desk"


def test_a_double_click_changes_the_code(page: PeoplePage, services: Services, settle: Settle, qtbot: QtBot) -> None:
    index = band(page, "Payments Dev", CODE)
    assert index.data() == "PAY"
    page.table.doubleClicked.emit(index)
    edit = page.table.findChild(CodeEdit)
    assert edit is not None
    edit.setText("pd")
    committed(page, edit, qtbot)
    settle()
    assert team(services, "Payments Dev").code == "PD"
    assert band(page, "Payments Dev", CODE).data() == "PD"


def test_a_code_that_another_team_has_is_refused_with_the_reason(
    page: PeoplePage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    type_in_cell(page, band(page, "Payments Dev", CODE), "NET", CodeEdit, qtbot)
    settle()
    assert page.message.sentence == "“Network operations” is called NET already."
    assert team(services, "Payments Dev").letters == "PAY"


def test_the_search_narrows_to_people_and_teams(page: PeoplePage) -> None:
    page.section.search.setText("pay nov")
    assert shown(page) == ["Payments Dev", "Emil Novak"]
    page.section.search.setText("operations")
    assert shown(page) == ["Operations", "Ada Brandt", "Ben Okafor"]
    page.section.search.setText("zzz")
    assert shown(page) == []
    QTest.keyClick(page.section.search, Qt.Key.Key_Escape)
    assert "Nora Lind" in shown(page)


def test_letters_find_a_name_and_n_in_the_middle_of_one_does_not_add(page: PeoplePage, qtbot: QtBot) -> None:
    page.table.setFocus()
    press(page, Qt.Key.Key_E)
    assert page.table.person is not None
    assert page.table.person.name == "Emil Novak"
    qtbot.wait(QApplication.keyboardInputInterval() + 50)  # the next word begins
    for key in (Qt.Key.Key_L, Qt.Key.Key_I, Qt.Key.Key_N):
        press(page, key)
    assert page.table.person.name == "Nora Lind"
    assert page.body.pane is None


def test_n_and_insert_begin_a_new_person_of_the_team_at_the_cursor(page: PeoplePage) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(band(page, "Payments Dev", Column.NAME))
    for key in (Qt.Key.Key_N, Qt.Key.Key_Insert):
        press(page, key)
        assert page.body.pane is page.panes.person
        assert page.panes.person.new
        assert page.panes.person.fields.team.currentText() == "Payments Dev"
        page.panes.close()


def test_a_team_without_a_side_leads_to_where_sides_are_set(
    page: PeoplePage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    home = team_ids(services)["Payments Dev"]
    page._operations.execute(lambda _progress: services.teams.set_sides([home], Side.UNKNOWN), title="Sides")
    settle()
    assert page.header.answer == "4 people in 2 teams; 1 team has no side yet"
    with qtbot.waitSignal(page.navigated) as told:
        page.table.clicked.emit(band(page, "Payments Dev", Column.SHARE))
    assert told.args == ["teams"]


def test_the_cursor_stays_with_the_person_when_others_come(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    emil = next(person for person in services.people.roster().people if person.name == "Emil Novak")
    page.table.point_at(emil.id)
    ada = Person(0, "Aaron Young", team_ids(services)["Operations"])
    page._operations.execute(lambda _progress: services.people.add(ada), title="Add")
    settle()
    assert page.table.person == emil


def test_a_screen_reader_hears_the_team_of_a_person_and_of_a_minimum(page: PeoplePage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert band(page, "Ada Brandt", Column.NAME).data(role) == "Ada Brandt, Operations"
    assert band(page, "Operations", MINIMUM).data(role) == "Operations, at least 1 at the desk"
    assert band(page, "Operations", CODE).data(role) == "Operations, code OPE"
