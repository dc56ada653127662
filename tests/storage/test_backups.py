from __future__ import annotations

import json
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import WorkspaceError
from desktop_app.storage import backups, check
from desktop_app.storage.database import Database
from tests.storage.builders import dumped, store


def test_a_backup_of_an_open_workspace_holds_what_was_just_stored(database: Database, tmp_path: Path) -> None:
    store(database, ["A", "B"])
    made = backups.write(database, tmp_path / "new folder" / "b.secondway")
    assert made.rows["incident"] == 2
    assert backups.verify(made.path) == made
    for path in (made.path, backups.sidecar(made.path)):
        assert (path.stat().st_mode & 0o777) == 0o600
    assert sorted(p.name for p in made.path.parent.iterdir()) == ["b.secondway", "b.secondway.json"]
    with closing(sqlite3.connect(made.path)) as bare:
        assert bare.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    opened = Database.open(made.path)
    assert dumped(opened) == dumped(database)
    assert check.problems(opened) == []
    opened.close()


def test_an_existing_backup_is_not_overwritten(database: Database, tmp_path: Path) -> None:
    backups.write(database, tmp_path / "b.secondway")
    with pytest.raises(WorkspaceError, match="already"):
        backups.write(database, tmp_path / "b.secondway")


def test_every_flipped_bit_of_a_backup_is_found(database: Database, tmp_path: Path) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    good = made.path.read_bytes()
    for at in range(0, len(good), len(good) // 40):
        made.path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        with pytest.raises(WorkspaceError, match=r"b\.secondway"):
            backups.verify(made.path)
    made.path.write_bytes(good)
    assert backups.verify(made.path) == made


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"sha256": 1})])
def test_a_backup_without_a_readable_check_file_is_not_trusted(
    database: Database, tmp_path: Path, content: str
) -> None:
    made = backups.write(database, tmp_path / "b.secondway")
    backups.sidecar(made.path).write_text(content)
    with pytest.raises(WorkspaceError, match="check file"):
        backups.verify(made.path)


def test_a_full_disk_leaves_no_half_a_backup(database: Database, tmp_path: Path) -> None:
    store(database, [f"T{n}" for n in range(300)])
    folder = tmp_path / "full"
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in (0, 4096, 50_000, database.path.stat().st_size - 1):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
        try:
            with pytest.raises(WorkspaceError, match=str(folder)):
                backups.write(database, folder / "b.secondway")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert list(folder.iterdir()) == []
    backups.write(database, folder / "b.secondway")
