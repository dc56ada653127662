"""A workspace as a backup has it, in place, while windows have it open.

The backup is copied INTO the open file by SQLite's backup API, not put over it. That is one transaction of SQLite's
own: killed at any moment, out of power or out of disk, the file holds the old rows or the new ones; a log of the old
rows is never mixed with the new file; and every other window sees the change like any other step, without being closed.
A file replaced under an open window would leave that window writing into a file without a name.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Conflict, Locked, WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import backups, entrance, faults, journal, schema, shelf, upgrade
from desktop_app.storage.backups import Backup
from desktop_app.storage.database import Database, engine_for

_PAGES: Final = 256  # copied between two looks at the clock
_RESTORED: Final = "INSERT INTO step (id, name, author, at, kind) VALUES (?, ?, ?, ?, 'restore')"


def restore(database: Database, backup: Path, *, name: str, author: str, at: int | None = None) -> tuple[Backup, int]:
    """Make an open workspace what the backup holds; gives the backup of what was there before, and the step.

    ``name`` is the step's. Everything in the backup comes back, its undo included; drafts stay those of today. Raises
    Damaged when the backup is not what was written, Conflict when something was stored meanwhile, Locked or
    WorkspaceError otherwise; the workspace is then as it was.
    """
    if database.read_only:
        raise WorkspaceError(faults.sentence_for(sqlite3.SQLITE_READONLY, database.path))
    at = int(time.time()) if at is None else at
    found = backups.verify(backup)
    with _prepared(found, database.path, at) as fresh:
        before = shelf.add(database.path, Reason.BEFORE_RESTORE, at=at)
        step = _continue(database, fresh, before, (name, author, at))
        _copy_into(database, fresh, before.step)
    return before, step


@contextmanager
def _prepared(backup: Backup, path: Path, at: int) -> Iterator[Path]:
    """A copy of the backup that may be written to, brought up to date; it goes at the end."""
    fresh = shelf.unfinished(shelf.free_name(shelf.room(path), path, at))
    with faults.told(fresh):
        try:
            copied(backup.path, fresh)
            if entrance.examine(fresh, read_only=False, patience_ms=0).upgrade_due:
                engine = engine_for(fresh, "rw", foreign_keys=False)
                try:
                    upgrade.bring_up(fresh, engine)
                finally:
                    engine.dispose()
            yield fresh
        finally:
            entrance.remove(fresh)


def copied(backup: Path, target: Path) -> None:
    """A copy that only its owner reads; a backup has no log, so its file is all there is."""
    target.touch(0o600, exist_ok=False)
    shutil.copyfile(backup, target)


def _continue(database: Database, fresh: Path, before: Backup, told: tuple[str, str, int]) -> int:
    """Let the copy go on where the workspace is: numbers are not given twice, what is being typed stays."""
    with closing(sqlite3.connect(entrance.uri(fresh, "rw"), uri=True, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("BEGIN IMMEDIATE")
        with database.read() as present:
            used = present.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
            drafts = present.execute(schema.draft.select()).all()
        for table, last in used:
            changed = copy.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table))
            if not changed.rowcount:
                copy.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
        own = copy.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
        step = max(own, before.step, dict(map(tuple, used)).get("step", 0)) + 1
        copy.execute(_RESTORED, (step, *told))
        copy.execute("DELETE FROM draft")
        copy.executemany("INSERT INTO draft (author, key, content, at) VALUES (?, ?, ?, ?)", map(tuple, drafts))
        copy.execute("COMMIT")
    return int(step)


def _copy_into(database: Database, fresh: Path, expected: int) -> None:
    """One transaction over the whole file; see the head of this module."""
    path = database.path
    with (
        faults.told(path),
        closing(sqlite3.connect(entrance.uri(fresh, "ro"), uri=True)) as origin,
        closing(sqlite3.connect(entrance.uri(path, "rw"), uri=True, isolation_level=None)) as target,
    ):
        for pragma in ("busy_timeout = 10000", "synchronous = FULL"):
            target.execute(f"PRAGMA {pragma}")
        pages = origin.execute("PRAGMA page_count").fetchone()[0]
        # fewer pages than there are, so that the look from inside the transaction comes before its end
        origin.backup(target, pages=max(1, min(_PAGES, pages // 2)), progress=_watch(database, expected))
        target.execute("PRAGMA busy_timeout = 0")  # it is restored: who still reads the old rows is not waited for
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _watch(database: Database, expected: int) -> Callable[[int, int, int], None]:
    """From the first page on nobody else can write: if the newest step is the one backed up, nothing can be lost."""
    looked = False

    def look(code: int, _remaining: int, _total: int) -> None:
        nonlocal looked
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Locked(faults.sentence_for(code, database.path))
        if not looked:
            looked = True
            with database.read() as present:
                if journal.newest_step(present) != expected:
                    raise Conflict(_("Something was stored meanwhile, so nothing was restored; please try again."))

    return look
