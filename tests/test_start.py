"""The window stands before anything heavy is loaded, and says why a workspace cannot be opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from desktop_app.app import build_application, build_window, open_behind, open_services
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.window import MainWindow

HEAVY = ("polars", "numpy", "sqlalchemy", "openpyxl", "typer", "desktop_app.services.suite", "desktop_app.storage")
LATER = ("desktop_app.exchange.reader", "desktop_app.planning.plans", "desktop_app.sample", "openpyxl", "pyqtgraph")


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window before any workspace."""
    build_application(None)
    made = build_window(None, Memory(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)), tmp_path)
    made.show()
    yield made
    made.close()


def test_the_window_is_there_before_anything_heavy_is_loaded() -> None:
    """Nor does the first page wait for what only others need, or for PySide to read the source of every module."""
    asked = (
        "import builtins, sys, desktop_app.app, desktop_app.ui.window.window\n"
        f"print([m for m in {HEAVY} if m in sys.modules], builtins.__import__.__name__)\n"
        "import desktop_app.services.suite, desktop_app.ui.overview.page, desktop_app.ui.charts.frame\n"
        f"print([m for m in {LATER} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    first, then = done.stdout.splitlines()
    assert first.startswith("[]")
    assert "feature" not in first
    assert then == "[]"


def test_without_a_workspace_only_what_needs_none_can_be_chosen(empty: MainWindow) -> None:
    enabled = {name for name, action in empty.actions_.by_name.items() if action.isEnabled()}
    assert {"open", "new", "demo", "quit"} <= enabled
    assert not enabled & {"import", "undo", "log", "back_up"}


def test_a_page_asked_for_too_early_is_shown_once_the_workspace_is_open(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_services(tmp_path / "team.secondway", create=True).close()
    empty.sidebar.chosen.emit("incidents")
    assert empty.page_name == ""
    open_behind(empty, tmp_path / "team.secondway")
    qtbot.waitUntil(lambda: empty.page_name != "" and not empty.operations.is_busy, timeout=30_000)
    assert empty.page_name == "incidents"
    assert empty.actions_["import"].isEnabled()


def test_a_workspace_that_cannot_be_opened_is_told_of_and_another_is_opened(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.secondway"
    broken.write_bytes(b"not a workspace" * 100)
    open_behind(empty, broken, tmp_path / "mine.secondway")
    qtbot.waitUntil(lambda: empty.page_name != "" and not empty.operations.is_busy, timeout=30_000)
    assert empty.services.workspace.database.path.name == "mine.secondway"
    assert empty.teller.isVisible()
    qtbot.waitUntil(lambda: "incidents" in empty.pages.by_name, timeout=30_000)  # after the first page, by itself
    assert empty.pages.incidents.commands.delete in empty.actions_.incident.actions()
    assert broken.read_bytes() == b"not a workspace" * 100
