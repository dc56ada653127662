"""The demo workspace: whole, or not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import open_services
from desktop_app.domain.errors import Cancelled
from desktop_app.ui.operations import Operations
from desktop_app.ui.window.desk import Desk
from desktop_app.ui.window.memory import Memory


@dataclass
class Watched:
    """Notes which files there are whenever something is told; cancelled when ``stop`` is told."""

    folder: Path
    stop: str = ""
    seen: set[str] = field(default_factory=set)
    cancelled: bool = False

    def __call__(self, text: str, share: float | None = None) -> None:
        self.seen |= {path.name for path in self.folder.iterdir()}
        self.cancelled = self.cancelled or text == self.stop


@pytest.fixture
def desk(qtbot: QtBot, operations: Operations, tmp_path: Path) -> Desk:
    parent = QWidget()
    qtbot.addWidget(parent)
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    return Desk(operations, memory, lambda path, create: open_services(path, create=create), parent)


def test_a_demo_gets_its_name_when_it_is_whole_and_nothing_else_stays(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "demos"
    path, watched = folder / "Demo.secondway", Watched(folder)
    folder.mkdir()
    (folder / "Demo.secondway~").write_bytes(b"of a process that was killed")
    services = desk._demo(path, watched)
    assert path.name not in watched.seen, "a process killed here would have left a demo that looks whole"
    assert services.workspace.database.path == path
    assert services.workspace.facts().incidents == 9000
    assert len(services.rotations.rotas()) == 3
    services.close()
    assert [left.name for left in folder.iterdir()] == [path.name]


def test_a_demo_that_was_stopped_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "demos"
    folder.mkdir()
    with pytest.raises(Cancelled):
        desk._demo(folder / "Demo.secondway", Watched(folder, stop="Planning rotas"))
    assert not list(folder.iterdir())


def test_a_demo_that_is_there_is_opened_as_it_is(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Demo.secondway"
    open_services(path, create=True).close()
    services = desk._demo(path, Watched(tmp_path))
    assert services.workspace.facts().incidents == 0
    services.close()
