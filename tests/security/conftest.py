"""A workspace in which every text is hostile: tags that load a picture, formulas, quotes; and a canary to look for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop_app.app import build_application, build_window, open_services
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.pictures import settled
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.window import MainWindow

CANARY = "Kanari"
_TEXTS = {
    "incident": ("title", "workaround", "fix_note"),
    "team": ("name",),
    "system": ("name",),
    "system_error": ("name",),
    "person": ("name",),
    "session": ("topic", "place", "needs"),
    "rota": ("name",),
    "block": ("question",),
    "target_set": ("name",),
}


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture in a red that the window never shows."""
    path = tmp_path_factory.mktemp("p") / "r.png"
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(path))
    return path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.secondway"
    services = Services.over(Workspace.create(path))
    services.demo.fill()
    services.close()
    return path


@pytest.fixture(scope="session")
def hostile_file(demo: Path, picture: Path) -> Path:
    """The demo with every text replaced, in the file itself, as somebody else's program could have done."""
    path = demo.with_name("hostile.secondway")
    shutil.copy(demo, path)
    services = Services.over(Workspace.open(path))
    said = f"<img src='{picture}'><b>{CANARY}</b> & "
    with services.workspace.database.write() as connection:
        for table, columns in _TEXTS.items():
            for column in columns:
                change = f"UPDATE {table} SET {column} = :said || id"  # noqa: S608
                connection.execute(text(change), {"said": said})
        connection.execute(text("DELETE FROM incident_text"))
        connection.execute(
            text("INSERT INTO incident_text (rowid, ticket, title) SELECT id, ticket, title FROM incident")
        )
    with services.workspace.database.read() as connection:
        ids = [row[0] for row in connection.execute(text("SELECT id FROM incident ORDER BY id DESC LIMIT 5"))]
    services.life.comment(ids, said)
    services.incidents.delete(ids[:1])
    services.close()
    return path


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(hostile_file, tmp_path / "hostile.secondway"))


@pytest.fixture
def services(hostile: Path) -> Iterator[Services]:
    made = Services.over(Workspace.open(hostile))
    yield made
    made.close()


@pytest.fixture
def house(qapp: QApplication) -> None:
    """Fonts and colours, without which nothing can be drawn."""
    build_application(None)
    theme().set_mode(Mode.LIGHT)


@pytest.fixture
def window(qtbot: QtBot, house: None, hostile: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window over the hostile workspace."""
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    shown = build_window(open_services(hostile), memory, tmp_path)
    bugs: list[str] = []
    shown.operations.bug.connect(bugs.append)
    shown.resize(1440, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    settled(shown)
    yield shown
    shown.close()
    shown.deleteLater()
    assert not bugs, bugs[0]
