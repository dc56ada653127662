"""A small workspace with systems, and the page over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.calendars.page import CalendarsPage
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 200 incidents of 24 systems."""
    path = tmp_path_factory.mktemp("calendars") / "made.secondway"
    workspace_with(path, 200).close()
    return path


@pytest.fixture
def services(made: Path, tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "work.secondway"
    shutil.copy(made, path)
    opened = Services.over(Workspace.open(path))
    yield opened
    opened.close()


@pytest.fixture
def open_page(
    qtbot: QtBot, services: Services, operations: Operations, settle: Callable[[], None]
) -> Callable[[], CalendarsPage]:
    def shown() -> CalendarsPage:
        page = CalendarsPage(services, operations, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1232, 798)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        settle()
        return page

    return shown


@pytest.fixture
def page(open_page: Callable[[], CalendarsPage], settle: Callable[[], None]) -> Iterator[CalendarsPage]:
    made = open_page()
    yield made
    settle()
