"""Quiet care: a backup now and then, and a word only when there is something to say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import open_services
from desktop_app.domain.backups import Reason
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import shelf
from desktop_app.ui.operations import Operations
from desktop_app.ui.window.desk import Desk
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.safekeeping import HALF_AN_HOUR_MS, put_away
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import press, rest, sentences
from tests.storage.builders import store


def reasons(path: Path) -> list[Reason]:
    return [made.reason for made in shelf.on(path)]


def test_every_half_hour_what_changed_is_backed_up(qtbot: QtBot, window: MainWindow) -> None:
    path = window.services.workspace.database.path
    keeping = window.safekeeping
    assert keeping.timer.isActive()
    assert keeping.timer.interval() == HALF_AN_HOUR_MS
    keeping.timer.timeout.emit()
    rest(qtbot, window)
    assert reasons(path) == [], "there is nothing in it"
    store(window.services.workspace.database, ["A"])
    for _turn in range(2):
        keeping.timer.timeout.emit()
        rest(qtbot, window)
    assert reasons(path) == [Reason.AUTOMATIC], "nothing was stored between the two"
    assert "Backup today" in window.status._backup.text()
    assert window.teller.bar.sentence == ""


def test_a_folder_that_takes_no_backup_is_one_sentence(qtbot: QtBot, window: MainWindow) -> None:
    path = window.services.workspace.database.path
    path.with_name(f"{path.stem} backups").write_text("in the way")
    store(window.services.workspace.database, ["A"])
    window.safekeeping.back_up()
    rest(qtbot, window)
    assert str(path.parent) in sentences(window)


def test_what_changed_is_backed_up_at_the_end(tmp_path: Path) -> None:
    services = open_services(tmp_path / "a.secondway", create=True)
    store(services.workspace.database, ["A"])
    put_away(services)
    assert reasons(tmp_path / "a.secondway") == [Reason.AUTOMATIC]
    again = open_services(tmp_path / "a.secondway")
    assert not again.workspace.database.left_open
    put_away(again)
    assert len(reasons(tmp_path / "a.secondway")) == 1


def test_a_read_only_workspace_has_a_calm_strip_and_nothing_to_store_with(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.safekeeping.banner.sentence == ""
    path = tmp_path / "other.secondway"
    Workspace.create(path).close()
    window.show_services(Services.over(Workspace.open(path, read_only=True)))
    rest(qtbot, window)
    assert str(tmp_path) in window.safekeeping.banner.sentence
    assert not window.actions_["log"].isEnabled()
    assert not window.actions_["import"].isEnabled()
    assert window.actions_["files"].isEnabled()


def test_an_unclean_end_is_heard_of_only_when_something_is_damaged(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    origin = window.services.workspace.database
    store(origin, [f"T{n}" for n in range(50)])
    killed = tmp_path / "killed.secondway"
    for suffix in ("", "-wal"):
        content = origin.path.with_name(origin.path.name + suffix).read_bytes()
        killed.with_name(killed.name + suffix).write_bytes(content)
    window.show_services(open_services(killed))
    rest(qtbot, window)
    assert window.teller.bar.sentence == ""
    with closing(sqlite3.connect(killed)) as bare:
        bare.execute("DELETE FROM segment WHERE incident_id < 11")
        bare.commit()
        again = open_services(killed)
        window.show_services(again)
        rest(qtbot, window)
    assert window.teller.bar.sentence == "10 incidents have no segments."
    press(qtbot, window, "Files…")
    rest(qtbot, window)
    assert window.page_name == "files"


@pytest.fixture
def desk(qtbot: QtBot, operations: Operations, tmp_path: Path) -> Desk:
    parent = QWidget()
    qtbot.addWidget(parent)
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    return Desk(operations, memory, lambda path, create: open_services(path, create=create), parent)


def test_a_damaged_workspace_is_offered_its_backup(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.secondway"
    made = Workspace.create(path)
    store(made.database, [f"T{n}" for n in range(100)])
    shelf.add(path, Reason.AUTOMATIC)
    made.close()
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("PRAGMA writable_schema = ON")
        bare.execute("DELETE FROM sqlite_master WHERE name = 'segment'")
        bare.commit()
    with qtbot.waitSignal(desk.offered) as offered:
        desk.open(path)
    sentence, words, act = offered.args
    assert "damaged" in sentence
    assert words == "Rescue"
    told: list[str] = []
    desk.told.connect(told.append)
    with qtbot.waitSignal(desk.opened, timeout=10_000) as opened:
        act()
    assert opened.args[0].workspace.facts().incidents == 100
    assert "damaged file is kept" in told[0]
    opened.args[0].close()


def test_a_locked_workspace_is_tried_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.secondway"
    Workspace.create(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        real = desk._opener
        from desktop_app.storage.database import Database

        def impatient(path: Path, create: bool) -> Services:
            database = Database.open(path, patience_ms=50)
            with database.read():
                return real(path, create)

        desk._opener = impatient
        with qtbot.waitSignal(desk.offered, timeout=10_000) as offered:
            desk.open(path)
        other.execute("ROLLBACK")
    assert "another program" in offered.args[0]
    assert offered.args[1] == "Try again"
    desk._opener = real
    with qtbot.waitSignal(desk.opened, timeout=10_000) as opened:
        offered.args[2]()
    opened.args[0].close()


def test_workspaces_that_are_gone_are_known_and_can_be_forgotten(tmp_path: Path) -> None:
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    there, gone = tmp_path / "there.secondway", tmp_path / "gone.secondway"
    there.touch()
    memory.keep_recent(there)
    memory.keep_recent(gone)
    assert [(name, bool(day)) for name, _path, day in memory.known()] == [("gone", False), ("there", True)]
    assert [name for name, _path, _day in memory.recent()] == ["there"]
    assert memory.last() == there, "opening shows the last that is still there"
    memory.forget(str(gone))
    assert [name for name, _path, _day in memory.known()] == ["there"]


def test_the_page_files_is_in_the_menu_of_the_workspace(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["files"].trigger()
    rest(qtbot, window)
    assert window.page_name == "files"
    page = window.stack.currentWidget()
    assert {"Back up now", "Check workspace", "Open folder"} <= {b.text() for b in page.findChildren(QAbstractButton)}
