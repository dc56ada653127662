"""The page History over a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.history.page import HistoryPage
from desktop_app.ui.operations import Operations
from tests.ui.quiet import until_quiet

LOGGED = 30


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Thirty incidents logged one after the other."""
    made = Services.over(Workspace.create(tmp_path / "history.secondway"))
    for n in range(LOGGED):
        made.incidents.log(IncidentForm(title=f"Batch {n} late"))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services, operations: Operations) -> HistoryPage:
    made = HistoryPage(services.history, operations)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.model.total > 0, timeout=15_000)
    until_quiet(qtbot, operations)
    return made
