"""A page over a real workspace, driven as a user would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.incident_lists import COLUMNS
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.incidents.columns import ShortMemory
from desktop_app.ui.incidents.page import IncidentsPage
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with
from tests.ui.quiet import until_quiet

SIZE = 600


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with made-up incidents; every test takes a copy."""
    path = tmp_path_factory.mktemp("incidents") / "filled.secondway"
    workspace_with(path, SIZE).close()
    return path


@pytest.fixture
def services(filled: Path, tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "w.secondway"
    shutil.copy(filled, path)
    made = Services.over(Workspace.open(path))
    yield made
    made.close()


@dataclass
class Driver:
    """The page with what it said, and hands and eyes for the tests."""

    qtbot: QtBot
    page: IncidentsPage
    operations: Operations
    services: Services
    said: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)

    @property
    def parts(self) -> Parts:
        return self.page._parts

    @property
    def table(self) -> QWidget:
        return self.parts.table

    def settle(self) -> None:
        """Wait until nothing is on its way, the pause after typing included."""
        quiet = self.parts.filters._pause
        self.qtbot.waitUntil(lambda: not quiet.isActive(), timeout=15_000)
        until_quiet(self.qtbot, self.operations)

    def tickets(self) -> list[str]:
        model = self.parts.table.model()
        return [model.index(row, COLUMNS.index("ticket")).data() for row in range(model.rowCount())]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.page.window().focusWidget() or self.page, key, modifiers)
        self.settle()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.page.window().focusWidget() or self.page, words)

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        table = self.parts.table
        place = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
        self.settle()


Drive = Callable[..., Driver]


@pytest.fixture
def drive(qtbot: QtBot, services: Services, operations: Operations) -> Drive:
    """Opens the page; Ctrl+Z undoes as the window's Edit menu would."""

    def opened(over: Services = services, *, width: int = 1232, height: int = 760, show: bool = True) -> Driver:
        driver = Driver(qtbot, None, operations, over)  # type: ignore[arg-type]
        page = IncidentsPage(
            over,
            operations,
            memory=ShortMemory(),
            ask=lambda _parent, _name, _kinds: driver.exports[0] if driver.exports else None,
        )
        driver.page = page
        qtbot.addWidget(page)
        page.said.connect(driver.said.append)
        operations.failed.connect(driver.failures.append)
        operations.bug.connect(driver.failures.append)
        undo = QShortcut(QKeySequence.StandardKey.Undo, page)
        undo.activated.connect(lambda: operations.execute(lambda _progress: over.history.undo(), title="Undo"))
        page.resize(width, height)
        if show:
            page.show()
            page.activateWindow()
            qtbot.waitUntil(page.isActiveWindow)
            driver.settle()
        return driver

    return opened
