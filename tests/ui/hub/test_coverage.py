"""The coverage shows who has given what; what is missing is planned where it is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from desktop_app.domain import stamps
from desktop_app.domain.sessions import SessionKind
from desktop_app.services.suite import Services
from desktop_app.ui.hub.coverage_model import LACKS_ROLE, LINE_ROLE, PLANS_ROLE, Column
from desktop_app.ui.hub.page import HubPage
from tests.ui.hub.conftest import next_week, session, team_ids

Settle = Callable[[], None]


def at(page: HubPage, team: str, column: Column) -> QModelIndex:
    model = page.coverage.table.coverage
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == team)
    return model.index(row, column)


def order(page: HubPage) -> list[str]:
    model = page.coverage.table.coverage
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def click(page: HubPage, index: QModelIndex) -> None:
    table = page.coverage.table
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def test_teams_without_a_contribution_come_first(page: HubPage) -> None:
    assert order(page) == ["Network operations", "Portal Dev", "Payments Dev", "Service desk", "Operations"]
    told = [str(at(page, team, Column.CONTRIBUTED).data()) for team in order(page)]
    assert told == ["none yet", "none yet", "1 planned", "1 given", "2 given"]
    assert at(page, "Operations", Column.CONTRIBUTED).data(LINE_ROLE) == "1 planned"
    assert [bool(at(page, team, Column.TEAM).data(LACKS_ROLE)) for team in order(page)] == [True, True] + [False] * 3
    assert page.header.answer == page._sessions.hub().coverage.answer
    assert page.status == "5 teams, 6 sessions: 3 given, 2 planned, 1 without a date"


def test_a_cell_says_its_topics_and_how_far_they_are(page: HubPage) -> None:
    tools = at(page, "Operations", Column.TOOLS)
    assert tools.data() == "Log search, Chef runs"
    assert tools.data(LINE_ROLE) == "1 given, 1 planned"
    tip = str(tools.data(Qt.ItemDataRole.ToolTipRole))
    assert "Log search: " in tip
    assert "Chef runs: " in tip
    assert at(page, "Portal Dev", Column.TOOLS).data(LINE_ROLE) == "no date yet"
    assert str(at(page, "Operations", Column.SOLVING).data(LINE_ROLE)).startswith("given ")
    assert at(page, "Operations", Column.PRACTICES).data() == "–"
    spoken = str(at(page, "Service desk", Column.PRACTICES).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Service desk, Practices, Runbooks, given ")
    assert at(page, "Operations", Column.TEAM).data(LINE_ROLE) == "2 people"


def test_the_team_without_a_session_gets_one(
    page: HubPage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    link = at(page, "Network operations", Column.TOOLS)
    assert link.data(PLANS_ROLE)
    assert link.data() == "Plan a session"
    assert at(page, "Network operations", Column.SOLVING).data() == "–"
    click(page, link)
    fields = page.panes.session.fields
    assert page.body.pane is page.panes.session
    assert fields.team.currentText() == "Network operations"
    QTest.keyClicks(fields.topic, "DNS cache")
    starts = next_week(services)
    fields.dates.day.setText(stamps.day(starts.date()))
    fields.dates.start.setText("10:00")
    page.panes.session.save.click()
    settle()
    added = session(services, "DNS cache")
    assert added.team_id == team_ids(services)["Network operations"]
    assert [each.starts for each in added.dates] == [starts]
    assert said == ["Session DNS cache was added."]
    assert order(page)[:3] == ["Portal Dev", "Network operations", "Payments Dev"]
    assert at(page, "Network operations", Column.CONTRIBUTED).data() == "1 planned"
    undo()
    assert order(page)[0] == "Network operations"


def test_the_link_stands_in_the_first_cell_that_is_free(page: HubPage) -> None:
    assert not at(page, "Portal Dev", Column.TOOLS).data(PLANS_ROLE)
    assert at(page, "Portal Dev", Column.PRACTICES).data(PLANS_ROLE)
    click(page, at(page, "Portal Dev", Column.PRACTICES))
    fields = page.panes.session.fields
    assert SessionKind(fields.kind.currentData()) is SessionKind.PRACTICES
    assert fields.team.currentText() == "Portal Dev"


def test_a_cell_with_one_session_opens_it(page: HubPage) -> None:
    click(page, at(page, "Payments Dev", Column.SOLVING))
    assert page.panes.session.session.topic == "JMS queues"


def test_a_cell_with_several_opens_their_list_and_the_chip_takes_it_back(page: HubPage) -> None:
    click(page, at(page, "Operations", Column.TOOLS))
    table = page.list.table
    assert page.list.isVisibleTo(page)
    assert [table.sessions.session(row).topic for row in range(table.sessions.rowCount())] == [
        "Log search", "Chef runs",
    ]  # fmt: skip
    assert page.list.chip.value == "Operations, tools"
    page.list.chip.cleared.emit()
    assert table.sessions.rowCount() == 6


def test_enter_does_what_a_click_does(page: HubPage) -> None:
    table = page.coverage.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(at(page, "Payments Dev", Column.SOLVING))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.panes.session.session.topic == "JMS queues"
    page.panes.close()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(at(page, "Network operations", Column.TEAM))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.panes.session.fields.team.currentText() == "Network operations"


def test_the_next_dates_stand_below_the_earliest_first(page: HubPage) -> None:
    sessions = page.coverage.next.sessions
    assert [sessions.session(row).topic for row in range(sessions.rowCount())] == [
        "Log search", "Chef runs", "JMS queues",
    ]  # fmt: skip
    assert [sessions.index(0, column).data() for column in (3, 4, 5, 6, 7)] == ["Ada Brandt", "2 h", "tools", "12", "–"]
