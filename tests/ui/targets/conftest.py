"""Workspaces with and without sides, and the page over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.page import TargetsPage
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

Settle = Callable[[], None]
OpenCopy = Callable[[Path], Services]
OpenPage = Callable[[Services], TargetsPage]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sided, unsided, small and few.secondway."""
    folder = tmp_path_factory.mktemp("targets")
    workspace_with(folder / "sided.secondway", 1200).close()
    workspace_with(folder / "unsided.secondway", 300, sides=False).close()
    workspace_with(folder / "small.secondway", 400).close()
    workspace_with(folder / "few.secondway", 6).close()
    return folder


@pytest.fixture
def opened(files: Path, open_copy: OpenCopy) -> Callable[[str], Services]:
    """Opens a copy of one of the files."""
    return lambda name: open_copy(files / f"{name}.secondway")


@pytest.fixture
def services(opened: Callable[[str], Services]) -> Services:
    return opened("sided")


@pytest.fixture
def open_page(show_page: ShowPage, operations: Operations) -> OpenPage:
    return lambda services: show_page(TargetsPage(services, operations))


class ShortMemory:
    """What the window's memory is to the page."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def read(self, key: str) -> str:
        return self.kept.get(key, "")

    def write(self, key: str, text: str) -> None:
        self.kept[key] = text


@pytest.fixture
def small(opened: Callable[[str], Services]) -> Services:
    """400 incidents: every figure is made at once."""
    return opened("small")


@pytest.fixture
def tabbed(open_page: OpenPage, small: Services) -> TargetsPage:
    """The page over the small workspace."""
    return open_page(small)


@pytest.fixture
def page(open_page: OpenPage, services: Services) -> TargetsPage:
    return open_page(services)
