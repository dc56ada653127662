"""The real window over a real workspace, driven by keyboard and mouse."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop_app.app import build_application, build_window, open_services
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    build_application(None)
    theme().set_mode(Mode.LIGHT)
    services = open_services(tmp_path / "team.secondway", create=True)
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    shown = build_window(services, memory, tmp_path)
    bugs: list[str] = []
    shown.operations.bug.connect(bugs.append)
    shown.resize(1440, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.page_name == "start", timeout=10_000)
    yield shown
    shown.close()
    shown.deleteLater()
    assert not bugs, bugs[0]
    logging.getLogger().handlers.clear()
