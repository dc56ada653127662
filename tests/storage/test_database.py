from __future__ import annotations

import hashlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import WorkspaceError
from desktop_app.storage import check, journal, schema, settings
from desktop_app.storage.database import Database
from tests.storage.builders import dumped, store


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tampered(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute(sql)
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "closed.secondway"
    Database.create(path).close()
    return path


def _refusal(path: Path, **how: object) -> str:
    with pytest.raises(WorkspaceError) as refusal:
        Database.open(path, **how)  # type: ignore[arg-type]
    return refusal.value.sentence


def test_a_new_workspace_has_the_settings_that_keep_it_safe(database: Database) -> None:
    with database.read() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2
        assert pragma("foreign_keys") == 1
        assert pragma("busy_timeout") == 10_000
        assert pragma("trusted_schema") == 0
        assert pragma("cell_size_check") == 1
        assert pragma("application_id") == schema.APPLICATION_ID
        assert pragma("user_version") == schema.READER


def test_only_its_owner_may_read_a_workspace_and_its_log(database: Database) -> None:
    with database.read():
        for suffix in ("", "-wal", "-shm"):
            assert (database.path.with_name(database.path.name + suffix).stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize(
    "name", ["100 %.secondway", "a#b.secondway", "what?.secondway", "größe 世界 🎉.secondway", "%20 'x\".secondway"]
)
def test_odd_paths_work(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name.replace(".", " ")
    folder.mkdir()
    Database.create(folder / name).close()
    again = Database.open(folder / name)
    with again.write() as connection, journal.step(connection, "zone", "me", 1) as step:
        settings.set_zone(step, "Europe/Berlin")
    again.close()
    assert [p.name for p in folder.iterdir()] == [name]


def test_a_missing_file_a_folder_and_a_foreign_file_are_refused_by_name(tmp_path: Path) -> None:
    missing, text, database = tmp_path / "no.secondway", tmp_path / "text.secondway", tmp_path / "other.secondway"
    text.write_text("hello")
    with closing(sqlite3.connect(database)) as bare:
        bare.execute("CREATE TABLE x (y)")
    assert "no.secondway" in _refusal(missing)
    assert str(tmp_path) in _refusal(tmp_path)
    assert "text.secondway" in _refusal(text)
    before = _sha(database)
    assert "other.secondway" in _refusal(database)
    assert _sha(database) == before
    assert not missing.exists()


def test_a_newer_workspace_is_refused_untouched_and_without_alembic(closed: Path) -> None:
    _tampered(closed, f"PRAGMA user_version = {schema.READER + 1}")
    before = _sha(closed)
    program = (
        "import sys\nfrom pathlib import Path\nfrom desktop_app.storage.database import Database\n"
        "try:\n    Database.open(Path(sys.argv[1]))\n"
        "except Exception as e:\n    print(e)\nprint('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program, closed], capture_output=True, text=True, check=True).stdout
    assert "newer version" in told
    assert told.splitlines()[-1] == "False"
    assert _sha(closed) == before
    assert [p.name for p in closed.parent.iterdir()] == [closed.name]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER spy AFTER INSERT ON incident BEGIN DELETE FROM step; END",
        "CREATE VIEW spy AS SELECT 1",
        "CREATE VIRTUAL TABLE spy USING fts5(x)",
    ],
)
def test_what_second_way_did_not_put_there_is_refused(closed: Path, sql: str) -> None:
    _tampered(closed, sql)
    before = _sha(closed)
    assert "spy" in _refusal(closed)
    assert _sha(closed) == before


def test_a_damaged_file_is_refused_in_one_sentence(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[100:4000] = bytes(3900)
    closed.write_bytes(content)
    assert "closed.secondway" in _refusal(closed)


def test_an_existing_file_is_not_overwritten(closed: Path) -> None:
    before = _sha(closed)
    with pytest.raises(WorkspaceError, match="already"):
        Database.create(closed)
    assert _sha(closed) == before


def test_a_workspace_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="There is no folder"):
        Database.create(tmp_path / "none" / "a.secondway")


def test_a_stale_log_is_not_mixed_into_a_new_workspace(tmp_path: Path) -> None:
    path = tmp_path / "a.secondway"
    path.with_name("a.secondway-wal").write_bytes(b"old log")
    made = Database.create(path)
    assert check.problems(made) == []
    made.close()


def test_a_locked_workspace_says_so_and_nothing_is_stored(database: Database) -> None:
    patient = Database.open(database.path, patience_ms=50)
    before = dumped(database)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(WorkspaceError, match=r"own\.secondway.*another program"),
            patient.write() as connection,
            journal.step(connection, "x", "me", 1) as step,
        ):
            settings.set_zone(step, "Europe/Berlin")
        other.execute("ROLLBACK")
    patient.close()
    assert dumped(database) == before


def test_a_read_only_workspace_is_read_and_never_written(closed: Path) -> None:
    before = _sha(closed)
    opened = Database.open(closed, read_only=True)
    with opened.read() as connection:
        assert settings.zone(connection) == "UTC"
    with pytest.raises(WorkspaceError, match="read-only"), opened.write():
        pass
    opened.close()
    assert _sha(closed) == before


def test_a_folder_that_cannot_be_written_is_named_and_still_read() -> None:
    """As another user in a child process: root may write everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="second way "))
    try:
        Database.create(folder / "a.secondway").close()
        (folder / "a.secondway").chmod(0o644)
        folder.chmod(0o555)
        program = (
            "import os, sys\nfrom pathlib import Path\nfrom desktop_app.domain.errors import WorkspaceError\n"
            "from desktop_app.storage import settings\nfrom desktop_app.storage.database import Database\n"
            "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
            "path = Path(sys.argv[1])\n"
            "with Database.open(path, read_only=True).read() as c: print(settings.zone(c))\n"
            "for tried in (lambda: Database.open(path), lambda: Database.create(path.with_name('b.secondway'))):\n"
            "    try: tried()\n    except WorkspaceError as e: print(e)\n"
        )
        told = subprocess.run(
            [sys.executable, "-c", program, folder / "a.secondway"], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert told[0] == "UTC"
        assert "read-only" in told[1]
        assert str(folder) in told[2]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_two_writers_wait_for_each_other(database: Database) -> None:
    other = Database.open(database.path)
    faults: list[Exception] = []

    def write(own: Database, author: str) -> None:
        try:
            for n in range(30):
                with own.write() as connection, journal.step(connection, "s", author, n) as step:
                    count = settings.get(connection, "count", 0)
                    settings.put(step, "count", count + 1)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(own, name)) for own, name in ((database, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert not faults
    with database.read() as connection:
        assert settings.get(connection, "count") == 60


def test_the_data_version_tells_of_another_writer(database: Database) -> None:
    before = database.data_version()
    assert database.data_version() == before
    other = Database.open(database.path)
    store(other, ["A"])
    assert database.data_version() != before
    other.close()


def test_a_read_sees_one_moment(database: Database) -> None:
    with database.read() as connection:
        before = journal.newest_step(connection)
        store(database, ["A"])
        assert journal.newest_step(connection) == before


def test_a_full_disk_names_the_folder_and_damages_nothing(database: Database, tmp_path: Path) -> None:
    store(database, [f"A{n}" for n in range(200)])
    database.close()
    size = database.path.stat().st_size
    for extra in (0, 5_000, 40_000, 200_000):
        opened = Database.open(database.path)
        before = dumped(opened)
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (extra, limit[1]))
        try:
            with pytest.raises(WorkspaceError) as refusal:
                store(opened, [f"B{n}" for n in range(3000)], source="Other")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert str(tmp_path) in refusal.value.sentence
        assert dumped(opened) == before
        assert check.problems(opened) == []
        opened.close()
    assert database.path.stat().st_size >= size


def test_a_full_disk_leaves_no_half_made_workspace(tmp_path: Path) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in (0, 4096, 30_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
        try:
            with pytest.raises(WorkspaceError):
                Database.create(tmp_path / "a.secondway")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert list(tmp_path.iterdir()) == []


def test_no_statement_in_an_error_shows_its_values(database: Database) -> None:
    with pytest.raises(Exception) as fault, database.write() as connection:  # noqa: PT011 - any error will do
        connection.exec_driver_sql("INSERT INTO team VALUES (?, ?)", (1, "Canary Person"))
    assert "Canary" not in str(fault.value)
