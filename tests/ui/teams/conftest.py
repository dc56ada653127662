"""A workspace whose teams have no side yet, and the page over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.page import TeamsPage
from tests.factories import workspace_with


@pytest.fixture(scope="session")
def unsided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 300 incidents of five teams, none on a side."""
    path = tmp_path_factory.mktemp("teams") / "unsided.secondway"
    workspace_with(path, 300, sides=False).close()
    return path


@pytest.fixture
def services(unsided: Path, tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "work.secondway"
    shutil.copy(unsided, path)
    made = Services.over(Workspace.open(path))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services, operations: Operations, settle: Callable[[], None]) -> Iterator[TeamsPage]:
    made = TeamsPage(services.teams, services.targets, operations)
    qtbot.addWidget(made)
    made.resize(1232, 798)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    settle()
    yield made
    settle()
