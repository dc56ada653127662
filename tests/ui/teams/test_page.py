"""The page fits at every width, and an empty workspace says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.page import TeamsPage
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.quiet import until_quiet

Settle = Callable[[], None]


def shown(services: Services, operations: Operations, qtbot: QtBot, width: int, height: int) -> TeamsPage:
    page = TeamsPage(services.teams, services.targets, operations)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    until_quiet(qtbot, operations)
    page.target_section.add.click()
    page.target_section.rows[next(iter(page.target_section.rows))].value.step(1)
    qtbot.wait(20)  # layouts settle
    return page


@pytest.mark.parametrize(("width", "height"), [(1232, 798), (968, 599)])
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(
    services: Services, operations: Operations, qtbot: QtBot, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    page = shown(services, operations, qtbot, width, height)
    assert clipped(page) == []
    assert page.team_section.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("width", "height"), [(1232, 798), (968, 599)])
def test_words_that_are_40_percent_longer_are_not_cut(
    services: Services, operations: Operations, qtbot: QtBot, longer_words: None, width: int, height: int
) -> None:
    page = shown(services, operations, qtbot, width, height)
    assert clipped(page) == []
    assert page.team_section.table.horizontalScrollBar().maximum() == 0


def test_an_empty_workspace_leads_to_the_import(
    tmp_path: Path, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    services = Services.over(Workspace.create(tmp_path / "empty.secondway"))
    page = TeamsPage(services.teams, services.targets, operations)
    qtbot.addWidget(page)
    page.show()
    settle()
    start = next(b for b in page.findChildren(type(page.accept)) if b.text() == "Import a ticket dump")
    assert start.isVisibleTo(page)
    with qtbot.waitSignal(page.navigated) as told:
        QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert told.args == ["import"]
    assert page.target_section.rows[next(iter(page.target_section.rows))].value.text() == "2"
    services.close()


def test_the_halves_stand_one_above_the_other_in_a_narrow_window(page: TeamsPage, qtbot: QtBot) -> None:
    assert page.target_section.x() > page.team_section.width()
    page.resize(968, 599)
    qtbot.waitUntil(lambda: page.target_section.y() > page.team_section.height())
    assert page.target_section.width() == pytest.approx(page.team_section.width(), abs=30)


def test_everything_is_reached_by_tab(page: TeamsPage) -> None:
    section, met = page.target_section, []
    page.accept.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(40):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
    rows = [field for row in section.rows.values() for field in (row.value, row.unit, row.day)]
    wanted = [page.team_section.search, page.team_section.table, section.add, section.tabs, *rows, section.rename]
    assert [w for w in wanted if w not in met] == []
    places = [met.index(w) for w in wanted]
    assert places == sorted(places)
    assert all(w.accessibleName() for w in met)
