"""An empty workspace, the import page over it, and small ticket lists made on the spot."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.states import State
from desktop_app.ui.operations import Operations
from tests.ui.conftest import ShowPage

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "servicenow_event_log.zip"
HEADER = ("Number", "Caller", "Short description", "Priority", "Assignment group", "Opened", "Resolved", "State")

MakeList = Callable[..., Path]
Settle = Callable[[], None]


def row(n: int, **said: str) -> list[str]:
    """One ticket of the list, its dates beyond doubt; ``said`` replaces cells: ``opened=``, ``title=`` and the like."""
    cells = {
        "number": f"INC{n:07}",
        "caller": "Jane Doe",
        "title": "Mail is slow",
        "priority": ("1", "2", "3", "4")[n % 4],
        "team": ("Payments Dev", "Service desk", "Blue team")[n % 3],
        "opened": f"{13 + n % 15}.03.2025 08:{n % 60:02}",
        "resolved": f"{13 + n % 15}.03.2025 12:{n % 60:02}",
        "state": "Closed",
    }
    return list((cells | said).values())


@pytest.fixture
def make_list(tmp_path: Path) -> MakeList:
    """A csv of ticket rows in a folder of its own."""

    def make(rows: Sequence[Sequence[str]], name: str = "tickets.csv", header: Sequence[str] = HEADER) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return make


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file without an incident."""
    path = tmp_path_factory.mktemp("imports") / "empty.secondway"
    Workspace.create(path).close()
    return path


@pytest.fixture
def services(empty: Path, open_copy: Callable[[Path], Services]) -> Services:
    return open_copy(empty)


@pytest.fixture
def open_page(show_page: ShowPage, services: Services, operations: Operations) -> Callable[..., ImportPage]:
    def opened(width: int = 1232, height: int = 844) -> ImportPage:
        return show_page(ImportPage(services.imports, operations, lambda: services.workspace.zone), width, height)

    return opened


@pytest.fixture
def page(open_page: Callable[..., ImportPage]) -> ImportPage:
    return open_page()


@pytest.fixture
def review(page: ImportPage, settle: Settle) -> Callable[[Path], ImportPage]:
    """The page with the dry run of a file on it."""

    def begun(path: Path) -> ImportPage:
        page.begin(path)
        settle()
        assert page.view.state is State.REVIEW, page.view.bar.sentence
        return page

    return begun
