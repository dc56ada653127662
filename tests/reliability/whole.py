"""Whether a workspace is exactly as some step left it: a digest of its logical dump for every step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import text

from desktop_app.storage import check, journal
from desktop_app.storage.database import Connection, Database
from desktop_app.storage.dump import logical_dump


def state(database: Database) -> tuple[int, str]:
    """The newest step and the digest of everything stored, in one snapshot."""
    with database.read() as connection:
        return journal.newest_step(connection), _digest(connection)


def faults(path: Path, told: Mapping[int, str], last: int) -> list[str]:
    """What is wrong with a workspace after a crash.

    ``told`` holds the digest of each step that was said to be stored, ``last`` is the newest of them. One further step
    may have been under way: taken back, it must leave the workspace as the one before. A restore is never taken back;
    it must have brought what was stored at one of the steps.
    """
    database = Database.open(path)
    try:
        found = check.problems(database)
        step, digest = state(database)
        if step < last:
            return [*found, f"steps lost: {last} was stored, {step} is there"]
        if step in told:
            return [*found, *([] if told[step] == digest else [f"step {step} is there by half"])]
        if _is_restore(database, step):
            return [*found, *([] if digest in told.values() else [f"restore {step} is there by half"])]
        _take_back(database, step)
        if told.get(last) != state(database)[1]:
            found.append(f"step {step}, which was under way, is there by half")
        return found
    finally:
        database.close()


def _is_restore(database: Database, step: int) -> bool:
    with database.read() as connection:
        found = connection.execute(text("SELECT kind FROM step WHERE id = :step"), {"step": step}).scalar_one()
    return str(found) == "restore"


def _take_back(database: Database, step: int) -> None:
    with database.write() as connection:
        kind, author = connection.execute(text("SELECT kind, author FROM step WHERE id = :step"), {"step": step}).one()
        if kind == journal.Kind.UNDO:
            journal.redo(connection, author, 0)
        else:
            journal.undo(connection, _first(connection, step), author, 0)


def _first(connection: Connection, step: int) -> int:
    """The step that a redo did again, through all undos of it."""
    while before := connection.execute(text("SELECT reverts FROM step WHERE id = :step"), {"step": step}).scalar():
        step = before
    return step


def _digest(connection: Connection) -> str:
    return hashlib.sha256(logical_dump(connection).encode()).hexdigest()[:20]
