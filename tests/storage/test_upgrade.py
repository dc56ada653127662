from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.storage import backups, check, journal, schema, upgrade
from desktop_app.storage.database import Database, engine_for
from tests.storage.builders import dumped, store

_WIDER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None
AUTO = {{"sqlite_autoincrement": True}}

def upgrade() -> None:
    with op.batch_alter_table("incident", recreate="always", table_kwargs=AUTO) as batch:
        batch.add_column(sa.Column("colour", sa.Text()))
    {more}
"""


def _schema_of(path: Path) -> set[tuple[str, ...]]:
    """Each statement with its lines in any order, apart from spaces and quotes."""
    with closing(sqlite3.connect(path)) as bare:
        made = bare.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    plain = (sql.replace('"', "").replace("(", "(\n", 1).replace("(\n\n", "(\n") for (sql,) in made)
    return {tuple(sorted(" ".join(part.split()).rstrip(" )") for part in sql.split(","))) for sql in plain}


def _migrations(folder: Path, more: str = "") -> Path:
    copied = folder / "100 % migrations"
    shutil.copytree(upgrade.MIGRATIONS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "versions" / "9999_wider.py").write_text(_WIDER.format(more=more, newest=schema.REVISIONS[-1]))
    return copied


def _upgraded(path: Path, migrations: Path) -> Path:
    engine = engine_for(path, "rw", foreign_keys=False)
    try:
        return upgrade.run(path, engine, migrations=migrations)
    finally:
        engine.dispose()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    made = Database.create(tmp_path / "older.secondway")
    store(made, [f"T{n}" for n in range(50)])
    step = store(made, ["Gone"], source="Other")
    with made.write() as connection:
        journal.undo(connection, step, "me", 1)
    made.close()
    return made.path


def test_the_migrations_build_what_the_models_say(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "migrated.secondway"
    path.touch()
    engine = engine_for(path, "rw", foreign_keys=False)
    with engine.begin() as connection:
        upgrade.migrate(connection)
    engine.dispose()
    assert _schema_of(path) == _schema_of(database.path)
    with closing(sqlite3.connect(path)) as bare:
        assert bare.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.REVISIONS[-1],)]


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # compared as text above
def test_alembic_finds_no_difference_to_the_models(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
        return not (kind == "table" and str(name).startswith("incident_text"))

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_of_two_calendars_from_the_same_day_the_one_that_was_in_use_comes_along(tmp_path: Path) -> None:
    path = Path(shutil.copy(Path(__file__).parent / "fixtures" / "schema_0004.secondway", tmp_path / "old.secondway"))
    with closing(sqlite3.connect(path)) as bare, bare:
        bare.execute("DELETE FROM support_calendar")
        bare.executemany(
            "INSERT INTO support_calendar (id, changed_in, zone, hours, holidays) VALUES (?, 1, ?, '{}', '[]')",
            [(71, "UTC"), (72, "Europe/Berlin")],
        )
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as bare:
        assert bare.execute("SELECT id, zone, name FROM support_calendar").fetchall() == [(72, "Europe/Berlin", None)]


def test_an_upgrade_keeps_every_row_and_a_backup(older: Path, tmp_path: Path) -> None:
    before = Database.open(older)
    rows = dumped(before)
    before.close()
    kept = _upgraded(older, _migrations(tmp_path))
    with closing(sqlite3.connect(older)) as bare:
        assert bare.execute("SELECT count(*), count(colour) FROM incident").fetchone() == (50, 0)
        assert bare.execute("SELECT count(*) FROM segment").fetchone() == (100,)
        assert bare.execute("PRAGMA foreign_key_check").fetchall() == []
        assert bare.execute("SELECT seq FROM sqlite_sequence WHERE name = 'incident'").fetchone() == (51,)
    assert backups.verify(kept).rows["incident"] == 50
    old = Database.open(kept)
    assert dumped(old) == rows
    old.close()


@pytest.mark.parametrize("more", ["raise RuntimeError('power')", "op.execute('DELETE FROM incident WHERE id = 3')"])
def test_an_upgrade_that_fails_or_breaks_references_changes_nothing(older: Path, tmp_path: Path, more: str) -> None:
    def content() -> str:
        with closing(sqlite3.connect(older)) as bare:
            return hashlib.sha256("\n".join(bare.iterdump()).encode()).hexdigest()

    before = content()
    with pytest.raises(Exception, match=r"power|damaged"):
        _upgraded(older, _migrations(tmp_path, more))
    assert content() == before
    opened = Database.open(older)
    assert check.problems(opened) == []
    opened.close()


def test_a_second_attempt_does_not_overwrite_the_first_ones_backup(older: Path, tmp_path: Path) -> None:
    migrations = _migrations(tmp_path)
    assert _upgraded(older, migrations) != _upgraded(older, migrations)
