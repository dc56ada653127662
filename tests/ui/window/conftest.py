"""The window of the journeys, and one over generated incidents."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.window.window import MainWindow
from tests import factories
from tests.journeys.conftest import window
from tests.journeys.hands import rest

__all__ = ["filled", "window"]


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window over 1,500 generated incidents, told of them as of another process's work."""
    factories.fill(window.services.workspace, 1500)
    window.refresh()
    qtbot.waitUntil(lambda: window.page_name == "overview", timeout=10_000)
    rest(qtbot, window)
    return window
