"""The page fits at every width, is reached by the keyboard, and says what to do when there is nobody."""

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
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.theme import Mode, theme
from tests.ui.clipping import clipped
from tests.ui.people.conftest import TODAY
from tests.ui.people.test_list import STAFF
from tests.ui.people.test_person import opened
from tests.ui.pictures import colours
from tests.ui.quiet import until_quiet

Settle = Callable[[], None]
SIZES = [(1232, 798), (968, 599)]


def made(services: Services, operations: Operations, qtbot: QtBot, width: int, height: int) -> PeoplePage:
    page = PeoplePage(services.people, operations, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    until_quiet(qtbot, operations)
    return page


def nothing_is_cut(page: PeoplePage, services: Services, operations: Operations, qtbot: QtBot, folder: Path) -> None:
    """In every state the page can be in."""
    size = page.size()
    assert clipped(page) == []
    opened(page, services, "Ada Brandt")
    page.panes.person.fields.share.setText("500")
    page.panes.person.save.click()
    page.panes.person.absences.first.setText("soon")
    page.panes.person.absences.add.click()
    qtbot.wait(20)  # layouts settle
    assert clipped(page) == []
    page.panes.person.revert()
    page.panes.choose_holidays()
    qtbot.wait(20)
    assert clipped(page) == []
    page.new_person()
    qtbot.wait(20)
    assert clipped(page) == []
    path = folder / "staff.csv"
    path.write_text(STAFF)
    page.import_list(path)
    until_quiet(qtbot, operations)
    qtbot.wait(20)
    assert clipped(page) == []
    assert page.size() == size  # nothing pushed the page out of its frame


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(
    services: Services, operations: Operations, qtbot: QtBot, tmp_path: Path, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    page = made(services, operations, qtbot, width, height)
    assert (page.width(), page.height()) == (width, height)
    header = page.table.horizontalHeader()
    assert header.length() <= page.table.viewport().width()
    nothing_is_cut(page, services, operations, qtbot, tmp_path)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_that_are_40_percent_longer_are_not_cut(
    services: Services,
    operations: Operations,
    qtbot: QtBot,
    tmp_path: Path,
    longer_words: None,
    width: int,
    height: int,
) -> None:
    page = made(services, operations, qtbot, width, height)
    assert (page.width(), page.height()) == (width, height)
    header = page.table.horizontalHeader()
    assert header.length() <= page.table.viewport().width()
    nothing_is_cut(page, services, operations, qtbot, tmp_path)


def test_the_pane_stands_beside_the_table_or_over_it(page: PeoplePage, services: Services, qtbot: QtBot) -> None:
    opened(page, services, "Ada Brandt")
    assert not page.body.covers
    assert page.table.width() < 860
    page.resize(968, 599)
    qtbot.waitUntil(lambda: page.body.covers and page.table.width() > 860)


def test_nobody_yet_offers_a_person_and_a_list(
    tmp_path: Path, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    services = Services.over(Workspace.create(tmp_path / "empty.secondway"))
    page = made(services, operations, qtbot, 1232, 798)
    assert page.empty.isVisibleTo(page)
    assert page.first.isVisibleTo(page)
    assert not page.add.isVisibleTo(page)
    page.first.click()
    page.panes.person.fields.name.setText("Ada")
    page.panes.person.save.click()
    fields = page.panes.person.fields
    assert fields.asked[fields.team].reason.startswith("There is no team yet")
    path = tmp_path / "staff.csv"
    path.write_text(STAFF)
    page.importing.ask = lambda *_asked: (str(path), "")
    page.first_list.click()
    settle()
    page.preview.take.click()
    settle()
    assert page.section.isVisibleTo(page)
    assert page.add.isVisibleTo(page)
    services.close()


def test_everything_is_reached_by_tab_and_has_a_name(page: PeoplePage, services: Services) -> None:
    opened(page, services, "Ada Brandt")
    fields, met = page.panes.person.fields, []
    page.take_list.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(30):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
    wanted = [
        page.add, page.section.search, page.section.holidays, page.table, fields.name, fields.team, fields.share,
        fields.region, fields.first, fields.last, page.panes.person.absences.first, page.panes.person.remove,
    ]  # fmt: skip
    assert [widget for widget in wanted if widget not in met] == []
    places = [met.index(widget) for widget in wanted]
    assert places == sorted(places)
    assert all(widget.accessibleName() for widget in met)


def test_the_page_follows_the_theme(page: PeoplePage, services: Services) -> None:
    opened(page, services, "Ada Brandt")
    theme().set_mode(Mode.DARK)
    found = colours(page.grab())
    assert theme().tokens.canvas.name() in found
    assert "#ffffff" not in found
