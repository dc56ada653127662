"""A workspace whose teams have no side yet, and the page over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.page import TeamsPage
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage


@pytest.fixture(scope="session")
def unsided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 300 incidents of five teams, none on a side."""
    path = tmp_path_factory.mktemp("teams") / "unsided.secondway"
    workspace_with(path, 300, sides=False).close()
    return path


@pytest.fixture
def services(unsided: Path, open_copy: Callable[[Path], Services]) -> Services:
    return open_copy(unsided)


@pytest.fixture
def page(
    show_page: ShowPage, services: Services, operations: Operations, settle: Callable[[], None]
) -> Iterator[TeamsPage]:
    yield show_page(TeamsPage(services.teams, services.targets, operations))
    settle()
