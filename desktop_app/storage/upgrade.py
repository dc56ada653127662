"""Bringing an older workspace up to date. alembic is imported here and only when a migration is due."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Damaged
from desktop_app.storage import faults, schema, shelf

MIGRATIONS = Path(__file__).with_name("migrations")


def run(path: Path, engine: Engine, *, migrations: Path = MIGRATIONS) -> Path:
    """Keep a backup on the workspace's shelf, then migrate the file in one transaction. Gives the backup's path.

    ``engine`` has foreign keys off: a batch ALTER drops and renames tables, and would empty children with them on.
    Raises WorkspaceError when the file cannot be written or its references do not hold afterwards.
    """
    kept = shelf.add(path, Reason.BEFORE_UPGRADE)
    bring_up(path, engine, migrations=migrations)
    return kept.path


def bring_up(path: Path, engine: Engine, *, migrations: Path = MIGRATIONS) -> None:
    """The same for a file of which somebody holds a copy already, such as a backup that is being restored."""
    with engine.connect() as plain:
        connection = plain.execution_options(second_way_writes=True)
        with connection.begin():
            used = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
            migrate(connection, migrations)
            for name, last in used:  # a table that was built anew counts from the rows it has, and would reuse ids
                connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise Damaged(faults.sentence_for(sqlite3.SQLITE_CORRUPT, path))
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.READER}")


def migrate(connection: Connection, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """Run the migrations that are missing, up to a revision, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))  # % would be an interpolation
    config.attributes["connection"] = connection
    command.upgrade(config, to)
