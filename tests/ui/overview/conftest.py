"""Workspaces with and without sides, few and no incidents, and the page over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.page import OverviewPage
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

Settle = Callable[[], None]
OpenCopy = Callable[[Path], Services]
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
def opened(files: Path, open_copy: OpenCopy) -> Callable[[str], Services]:
    """Opens a copy of one of the files; any other name is an empty workspace."""
    return lambda name: open_copy(files / f"{name}.secondway")


@pytest.fixture
def services(opened: Callable[[str], Services]) -> Services:
    return opened("sided")


@pytest.fixture
def open_page(show_page: ShowPage, operations: Operations) -> OpenPage:
    def shown(services: Services, width: int = 1232, height: int = 844) -> OverviewPage:
        return show_page(OverviewPage(services, operations), width, height)

    return shown


@pytest.fixture
def page(open_page: OpenPage, services: Services) -> OverviewPage:
    return open_page(services)
