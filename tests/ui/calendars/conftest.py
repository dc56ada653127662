"""A small workspace with systems, and the page over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.ui.calendars.page import CalendarsPage
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 200 incidents of 24 systems."""
    path = tmp_path_factory.mktemp("calendars") / "made.secondway"
    workspace_with(path, 200).close()
    return path


@pytest.fixture
def services(made: Path, open_copy: Callable[[Path], Services]) -> Services:
    return open_copy(made)


@pytest.fixture
def open_page(show_page: ShowPage, services: Services, operations: Operations) -> Callable[[], CalendarsPage]:
    return lambda: show_page(CalendarsPage(services, operations, today=lambda: TODAY))


@pytest.fixture
def page(open_page: Callable[[], CalendarsPage], settle: Callable[[], None]) -> Iterator[CalendarsPage]:
    made = open_page()
    yield made
    settle()
