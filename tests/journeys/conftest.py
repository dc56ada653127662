"""The real window over a real workspace, driven by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop_app.app import build_application, build_window, open_services
from desktop_app.ui.pictures import settled
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.window import MainWindow
from tests.journeys.watch import LONGEST_S, PATIENT_S, SlowHandlers, keep_off_the_gui_thread


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[MainWindow]:
    """Fails at its end for a bug that was caught, a call off its thread, or a handler that held the GUI thread up."""
    application, _theme = build_application(None)
    theme().set_mode(Mode.LIGHT)
    services = open_services(tmp_path / "team.secondway", create=True)
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    faults: list[str] = []
    keep_off_the_gui_thread(monkeypatch, faults)
    shown = build_window(services, memory, tmp_path)
    shown.operations.bug.connect(faults.append)
    shown.resize(1440, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.page_name == "start", timeout=10_000)
    settled(shown)
    slow = SlowHandlers(LONGEST_S if "journeys" in request.node.path.parts else PATIENT_S)
    application.installEventFilter(slow)
    yield shown
    application.removeEventFilter(slow)
    shown.close()
    shown.deleteLater()
    assert not faults, faults[0]
    assert not slow.found, slow.found
