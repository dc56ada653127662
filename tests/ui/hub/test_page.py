"""The page fits at every width, is reached by the keyboard, and says what to do where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.hub.coverage_model import Column
from desktop_app.ui.hub.page import SESSIONS, HubPage
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import Mode, theme
from tests.factories import workspace_with
from tests.ui.clipping import clipped
from tests.ui.hub.conftest import session, team_ids
from tests.ui.hub.test_coverage import at, click
from tests.ui.pictures import colours
from tests.ui.quiet import until_quiet

Settle = Callable[[], None]
SIZES = [(1232, 798), (968, 599)]


def made(services: Services, operations: Operations, qtbot: QtBot, width: int, height: int) -> HubPage:
    page = HubPage(services.sessions, operations)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    until_quiet(qtbot, operations)
    assert (page.width(), page.height()) == (width, height)
    return page


def cut(page: HubPage) -> list[str]:
    """What is cut, but for the answer: it names teams, gives way, and is whole in its tool tip."""
    return [line for line in clipped(page) if page.header.answer not in line]


def nothing_is_cut(page: HubPage, services: Services, qtbot: QtBot) -> None:
    """In every state the page can be in."""
    size = page.size()
    assert cut(page) == []
    assert page.coverage.table.horizontalScrollBar().maximum() == 0
    page.panes.open(session(services, "Log search"))
    page.panes.session.fields.hours.setText("1")
    page.panes.session.fields.dates.day.setText("soon")
    page.panes.session.save.click()
    qtbot.wait(20)  # layouts settle
    assert cut(page) == []
    page.panes.session.revert()
    page.new_session()
    page.list.narrow_to(team_ids(services)["Operations"], None)
    page.tabs.setCurrentIndex(SESSIONS)
    qtbot.wait(20)
    assert cut(page) == []
    assert page.size() == size  # nothing pushed the page out of its frame


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(
    services: Services, operations: Operations, qtbot: QtBot, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    nothing_is_cut(made(services, operations, qtbot, width, height), services, qtbot)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_that_are_40_percent_longer_are_not_cut(
    services: Services, operations: Operations, qtbot: QtBot, longer_words: None, width: int, height: int
) -> None:
    nothing_is_cut(made(services, operations, qtbot, width, height), services, qtbot)


def test_without_teams_the_page_leads_to_the_import_and_to_people(
    tmp_path: Path, operations: Operations, qtbot: QtBot
) -> None:
    services = Services.over(Workspace.create(tmp_path / "empty.secondway"))
    page = made(services, operations, qtbot, 1232, 798)
    assert page.empty.isVisibleTo(page)
    assert not page.new.isVisibleTo(page)
    for button, target in ((page.empty.to_import, "import"), (page.empty.to_people, "people")):
        with qtbot.waitSignal(page.navigated) as told:
            button.click()
        assert told.args == [target]
    services.close()


def test_without_sides_the_page_leads_to_where_they_are_set(
    services: Services, operations: Operations, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    bare = Services.over(workspace_with(tmp_path / "bare.secondway", 5, sides=False))
    page = made(bare, operations, qtbot, 1232, 798)
    assert page.empty.sides.isVisibleTo(page)
    with qtbot.waitSignal(page.navigated) as told:
        page.empty.sides.click()
    assert told.args == ["teams"]
    ids = [team.id for team in bare.people.roster().teams]
    operations.execute(lambda _progress: bare.teams.set_sides(ids, Side.OPS), title="Sides")
    settle()
    assert page.coverage.isVisibleTo(page)
    assert page.coverage.first.isVisibleTo(page)
    page.coverage.first.click()
    assert page.body.pane is page.panes.session
    bare.close()


def test_the_sessions_tab_holds_coming_undated_and_earlier_ones(page: HubPage, services: Services) -> None:
    assert page.tabs.tabData(SESSIONS) == "6"
    page.tabs.setCurrentIndex(SESSIONS)
    sessions = page.list.table.sessions
    assert [sessions.session(row).topic for row in range(sessions.rowCount())] == [
        "Log search", "Chef runs", "JMS queues", "Jenkins", "Runbooks", "Certificates",
    ]  # fmt: skip
    assert sessions.index(3, 0).data() == "no date yet"
    assert str(sessions.index(5, 0).data()).startswith("given ")
    page.list.search.setText("emil")
    assert [sessions.session(row).topic for row in range(sessions.rowCount())] == ["JMS queues"]
    page.list.search.setText("nothing")
    assert page.list._none.isVisibleTo(page)


def test_the_programme_is_asked_for(page: HubPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.print_wanted):
        page.programme.click()


def test_a_date_that_is_over_counts_as_given(page: HubPage, services: Services, settle: Settle) -> None:
    jenkins, before = session(services, "Jenkins"), services.sessions.hub().now - timedelta(3)
    page._operations.execute(lambda _progress: services.sessions.add_date(jenkins.id, before), title="Date")
    settle()
    assert at(page, "Portal Dev", Column.CONTRIBUTED).data() == "1 given"


def test_everything_is_reached_by_tab_and_has_a_name(page: HubPage, services: Services) -> None:
    click(page, at(page, "Payments Dev", Column.SOLVING))
    fields, met = page.panes.session.fields, []
    page.programme.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(44):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
    wanted = [
        page.new, page.tabs, page.coverage.table, page.coverage.next, fields.topic, fields.kind, fields.team,
        fields.hours, *fields.hosts.boxes.values(), fields.place, fields.needs, fields.seats, fields.own_pace,
        fields.dates.day, fields.dates.start, fields.dates.add,
    ]  # fmt: skip
    assert [widget for widget in wanted if widget not in met] == []
    places = [met.index(widget) for widget in wanted]
    assert places == sorted(places)
    assert all(widget.accessibleName() for widget in met)


def test_the_page_follows_the_theme(page: HubPage, services: Services) -> None:
    page.panes.open(session(services, "Log search"))
    theme().set_mode(Mode.DARK)
    found = colours(page.grab())
    assert theme().tokens.canvas.name() in found
    assert "#ffffff" not in found
