"""Bringing an older workspace up to date. alembic is imported here and only when a migration is due."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine

from desktop_app.domain.errors import WorkspaceError
from desktop_app.storage import backups, faults, schema

MIGRATIONS = Path(__file__).with_name("migrations")


def run(path: Path, engine: Engine, *, migrations: Path = MIGRATIONS) -> Path:
    """Keep a backup beside the file, then migrate it in one transaction. Gives the backup's path.

    ``engine`` has foreign keys off: a batch ALTER drops and renames tables, and would empty children with them on.
    Raises WorkspaceError when the file cannot be written or its references do not hold afterwards.
    """
    kept = path.with_name(f"{path.stem}.before-{schema.REVISIONS[-1]}{path.suffix}")
    backups.copy(path, kept)
    with engine.connect() as plain:
        connection = plain.execution_options(second_way_writes=True)
        with connection.begin():
            migrate(connection, migrations)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise WorkspaceError(faults.sentence_for(sqlite3.SQLITE_CORRUPT, path))
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.READER}")
    return kept


def migrate(connection: Connection, migrations: Path = MIGRATIONS) -> None:
    """Run the migrations that are missing inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))  # % would be an interpolation
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
