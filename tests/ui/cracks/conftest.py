"""Workspaces with what fell between the teams, and the page over them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.cracks.page import CracksPage
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with

Settle = Callable[[], None]
OpenPage = Callable[[Services], CracksPage]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sided.secondway and unsided.secondway."""
    folder = tmp_path_factory.mktemp("cracks")
    workspace_with(folder / "sided.secondway", 700).close()
    workspace_with(folder / "unsided.secondway", 60, sides=False).close()
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
    def shown(services: Services) -> CracksPage:
        made = CracksPage(services, operations)
        qtbot.addWidget(made)
        made.resize(1232, 844)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        settle()
        return made

    return shown


@pytest.fixture
def page(open_page: OpenPage, services: Services) -> CracksPage:
    return open_page(services)
