"""A restored workspace is the backup, whole, and what was there before can come back."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Conflict, Damaged, Locked, WorkspaceError
from desktop_app.storage import backups, check, journal, restore, shelf
from desktop_app.storage.database import Database
from tests.storage.builders import dumped, store


def _back(database: Database, path: Path) -> backups.Backup:
    return restore.restore(database, path, name="Restore", author="me")[0]


def test_a_hundred_restores_give_what_was_backed_up(database: Database, tmp_path: Path) -> None:
    chance, kept = random.Random(4), []
    for turn in range(5):
        store(database, [f"T{turn}-{n}" for n in range(chance.randint(1, 60))], source=f"Tool {turn}")
        made = backups.write(database, tmp_path / f"{turn}.secondway")
        kept.append((made.path, dumped(database)))
    for turn in range(100):
        path, wanted = chance.choice(kept)
        restore._copy_into(database, path, _newest(database))
        assert dumped(database) == wanted, turn
    assert check.problems(database) == []


def test_a_restore_is_undone_by_what_it_kept(database: Database, tmp_path: Path) -> None:
    store(database, ["A"])
    then, made = dumped(database), backups.write(database, tmp_path / "b.secondway")
    store(database, ["B", "C"], source="Other")
    now = dumped(database)
    before = _back(database, made.path)
    assert dumped(database) == then
    assert before.reason is Reason.BEFORE_RESTORE
    _back(database, before.path)
    assert dumped(database) == now
    assert check.problems(database) == []
    assert not [p for p in shelf.folders(database.path)[0].iterdir() if backups.UNFINISHED in p.name]


def test_numbers_given_before_a_restore_are_not_given_again(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    step = store(database, ["A", "B"])
    _back(database, made.path)
    assert _newest(database) == step + 1
    assert store(database, ["C"]) == step + 2
    with database.read() as connection:
        assert connection.execute(text("SELECT min(id) FROM incident")).scalar_one() == 3


def test_the_steps_of_the_backup_can_be_undone_and_the_restore_is_not_one(database: Database, tmp_path: Path) -> None:
    step = store(database, ["A"])
    made = backups.write(database, tmp_path / "b.secondway")
    _back(database, made.path)
    with database.write() as connection:
        newest = journal.undoable(connection, "me")
        assert newest is not None
        assert newest.step == step
        with pytest.raises(Exception, match="cannot be undone"):
            journal.undo(connection, _newest(database), "me", 1)
        journal.undo(connection, step, "me", 1)
    assert check.problems(database) == []


def test_what_is_being_typed_stays(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    with database.write() as connection:
        connection.execute(text("INSERT INTO draft VALUES ('me', 'log', '{}', 1)"))
    _back(database, made.path)
    with database.read() as connection:
        assert connection.execute(text("SELECT key FROM draft")).scalars().all() == ["log"]


def test_another_window_sees_the_restore_and_goes_on_writing(database: Database, tmp_path: Path) -> None:
    store(database, ["A"])
    made = backups.write(database, tmp_path / "b.secondway")
    other = Database.open(database.path)
    with other.read() as connection:
        seen = journal.newest_step(connection)
    version = other.data_version()
    store(database, ["B"], source="Other")
    with other.read() as snapshot:
        old = snapshot.execute(text("SELECT count(*) FROM incident")).scalar_one()
        _back(database, made.path)
        assert snapshot.execute(text("SELECT count(*) FROM incident")).scalar_one() == old == 2, "a snapshot stands"
    with other.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM incident")).scalar_one() == 1
        assert journal.restored_since(connection, seen)
    assert other.data_version() != version
    store(other, ["D"], source="Third")
    assert check.problems(database) == []
    other.close()


def test_nothing_is_restored_when_something_was_stored_meanwhile(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    store(database, ["A"])
    before = dumped(database)
    with pytest.raises(Conflict, match="meanwhile"):
        restore._copy_into(database, made.path, _newest(database) - 1)
    assert dumped(database) == before
    store(database, ["B"])


def test_a_restore_waits_for_a_writer_and_then_refuses(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    store(database, ["A"])
    before = dumped(database)
    real = sqlite3.connect

    class Impatient(sqlite3.Connection):
        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("busy_timeout = 10000", "busy_timeout = 50"), *rest)

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{"factory": Impatient} | k))
    with closing(real(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="another program"):
            restore._copy_into(database, made.path, _newest(database))
    assert dumped(database) == before


def test_a_damaged_backup_is_refused_and_nothing_changes(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    store(database, ["A"])
    before, content = dumped(database), bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 4
    made.path.write_bytes(content)
    with pytest.raises(Damaged, match=r"b\.secondway"):
        _back(database, made.path)
    assert dumped(database) == before
    assert shelf.on(database.path) == ()


@pytest.mark.parametrize("released", ["schema_0001", "schema_0002"])
def test_a_backup_of_an_older_version_is_brought_up_to_date(database: Database, tmp_path: Path, released: str) -> None:
    older = Path(__file__).with_name("fixtures") / f"{released}.secondway"
    made = backups.copy(older, tmp_path / "older.secondway")
    _back(database, made.path)
    assert check.problems(database) == []
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM incident")).scalar_one() == made.rows["incident"] > 0
    assert backups.verify(made.path) == made, "the backup itself stays what it was"


def test_a_read_only_workspace_is_not_restored(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    looking = Database.open(database.path, read_only=True)
    with pytest.raises(WorkspaceError, match="read-only"):
        _back(looking, made.path)
    looking.close()


def _newest(database: Database) -> int:
    with database.read() as connection:
        return journal.newest_step(connection)
