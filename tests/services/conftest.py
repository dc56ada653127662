"""A workspace of its own for each test, with all services over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests import factories

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "servicenow_event_log.zip"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    held = Workspace.create(tmp_path / "team.secondway")
    yield held
    held.close()


@pytest.fixture
def services(workspace: Workspace) -> Services:
    return Services.over(workspace, SAMPLE)


@pytest.fixture
def filled(workspace: Workspace, services: Services) -> Services:
    """Services over 2,000 generated incidents with sides, routes, pauses and hand-overs."""
    factories.fill(workspace, 2000)
    return services


@pytest.fixture
def clock(workspace: Workspace) -> Callable[[int], None]:
    """Set the workspace's clock to an instant (UTC seconds), or move it on by calling again."""

    def set_to(instant: int) -> None:
        workspace.now = lambda: instant
        workspace.frames._now = lambda: instant

    return set_to
