"""Workspaces with what fell between the teams, and the page over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.ui.cracks.page import CracksPage
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

Settle = Callable[[], None]
OpenCopy = Callable[[Path], Services]
OpenPage = Callable[[Services], CracksPage]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sided.secondway and unsided.secondway."""
    folder = tmp_path_factory.mktemp("cracks")
    workspace_with(folder / "sided.secondway", 700).close()
    workspace_with(folder / "unsided.secondway", 60, sides=False).close()
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
    return lambda services: show_page(CracksPage(services, operations), height=844)


@pytest.fixture
def page(open_page: OpenPage, services: Services) -> CracksPage:
    return open_page(services)
