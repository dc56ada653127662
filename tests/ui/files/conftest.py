"""The page over a workspace with three backups of its story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.files.page import FilesPage
from desktop_app.ui.operations import Operations
from tests.storage.builders import store

KNOWN = (("desk", "/home/me/desk.secondway", "8 Oct"), ("gone", "/mnt/gone.secondway", ""))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = Services.over(Workspace.create(tmp_path / "desk.secondway"))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services, operations: Operations) -> FilesPage:
    """Shown over a workspace that has no backup yet."""
    made = FilesPage(services.backups, operations, lambda: KNOWN)
    qtbot.addWidget(made)
    made.resize(1160, 760)
    return made


@pytest.fixture
def stocked(services: Services) -> list[Path]:
    """Two backups, of ten and of thirty incidents; since then there are sixty. The older one first."""
    made = []
    for turn, count in enumerate((10, 20, 30)):
        store(services.workspace.database, [f"T{turn}-{n}" for n in range(count)], source=f"Tool {turn}")
        services.workspace.now = lambda turn=turn: 1_790_000_000 + 90_000 * turn  # type: ignore[misc]
        if turn < 2:
            made.append(services.backups.backup())
    return made
