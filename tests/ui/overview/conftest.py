"""Workspaces with and without sides, few and no incidents, and the page over them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.page import OverviewPage
from tests.factories import workspace_with

Settle = Callable[[], None]
OpenPage = Callable[[Services], OverviewPage]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sided.secondway, unsided.secondway and few.secondway."""
    folder = tmp_path_factory.mktemp("overview")
    workspace_with(folder / "sided.secondway", 700).close()
    workspace_with(folder / "unsided.secondway", 60, sides=False).close()
    workspace_with(folder / "few.secondway", 6).close()
    return folder


@pytest.fixture
def opened(files: Path, tmp_path: Path) -> Iterator[Callable[[str], Services]]:
    """Opens a copy of one of the files; any other name is an empty workspace."""
    made: list[Services] = []

    def open_copy(name: str) -> Services:
        path = tmp_path / f"{name}.secondway"
        if (files / path.name).exists():
            shutil.copy(files / path.name, path)
        made.append(Services.over(Workspace.open_or_create(path)))
        return made[-1]

    yield open_copy
    for services in made:
        services.close()


@pytest.fixture
def services(opened: Callable[[str], Services]) -> Services:
    return opened("sided")


@pytest.fixture
def open_page(qtbot: QtBot, opened: object, operations: Operations, settle: Settle) -> OpenPage:
    def shown(services: Services, width: int = 1232, height: int = 844) -> OverviewPage:
        made = OverviewPage(services, operations)
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        settle()
        return made

    return shown


@pytest.fixture
def page(open_page: OpenPage, services: Services) -> OverviewPage:
    return open_page(services)
