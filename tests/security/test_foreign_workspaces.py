"""A workspace from somebody else is looked at before it is trusted: what is not ours is refused untouched."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import WorkspaceError
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import schema
from desktop_app.storage.database import Database

CHANGES = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON incident BEGIN DELETE FROM incident; END",
    "a view over a table": "CREATE VIEW v AS SELECT * FROM incident",
    "a view in place of a table": "ALTER TABLE setting RENAME TO s2; CREATE VIEW setting AS SELECT * FROM s2",
    "a virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "another virtual table": "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
    "somebody else's number": "PRAGMA application_id = 1",
    "a newer reader": f"PRAGMA user_version = {schema.READER + 1}",
    "no history": "DROP TABLE change",
    "no revision": "DELETE FROM alembic_version; DROP TABLE alembic_version",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "a.secondway"
    Workspace.create(path).close()
    return path


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_ours_is_refused_untouched(change: str, read_only: bool, whole: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "a.secondway"))
    with closing(sqlite3.connect(path)) as bare:
        bare.executescript(change)
        bare.execute("PRAGMA journal_mode = DELETE")
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(WorkspaceError, match=r"a\.secondway"):
        Database.open(path, read_only=read_only)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.secondway"]


def test_the_schema_of_a_file_is_not_trusted_with_functions(whole: Path) -> None:
    database = Database.open(whole)
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA cell_size_check").scalar() == 1
        with pytest.raises(Exception, match=r"not authorized|no such function|load_extension"):
            connection.exec_driver_sql("SELECT load_extension('x')")
    database.close()
