"""One workspace file: created, examined before it is trusted, opened, and lent out as transactions.

Reads are snapshots; writes are BEGIN IMMEDIATE, so that two writers wait for each other instead of failing.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import beginnings, entrance, faults, schema, upgrade

__all__ = ["Connection", "Database"]

PATIENCE_MS = 10_000
_WRITES = "second_way_writes"
_BEFORE_USE = (
    "PRAGMA foreign_keys = {foreign_keys}",
    "PRAGMA busy_timeout = {patience}",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """An open workspace. Safe to share between threads; every connection stays inside its ``with``."""

    def __init__(self, path: Path, engine: Engine, *, read_only: bool, left_open: bool = False) -> None:
        """``left_open`` tells that the file was not closed well before, or is open elsewhere: worth a check."""
        self.path = path
        self.read_only = read_only
        self.left_open = left_open
        self._engine = engine
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()

    @classmethod
    def create(
        cls, path: Path, *, at: int | None = None, zone: str = "UTC", patience_ms: int = PATIENCE_MS
    ) -> Database:
        """Make a new workspace with the article's target sets, the default calendar and settings.

        ``at`` is the time of the first step in UTC seconds (None: now). Raises WorkspaceError, and then leaves no file.
        """
        path = Path(path).resolve()  # a link's log lies beside the file, not beside the link
        entrance.reserve(path)
        engine = engine_for(path, "rw", patience_ms)
        database = cls(path, engine, read_only=False)
        try:
            with database.write() as connection:
                schema.create(connection)
                beginnings.fill(connection, int(time.time()) if at is None else at, zone)
            with database.read():  # from here on the journal is a write-ahead log
                pass
        except BaseException:
            with suppress(WorkspaceError):
                database.close()
            entrance.remove(path)
            raise
        return database

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, patience_ms: int = PATIENCE_MS) -> Database:
        """Open a workspace, brought up to date first unless ``read_only``.

        Raises WorkspaceError, and leaves the file as it was, when it is missing, no workspace, from a newer version,
        damaged, locked, or holds triggers, views or virtual tables that are not ours.
        """
        path = Path(path).resolve()
        found = entrance.examine(path, read_only=read_only, patience_ms=patience_ms)
        if found.upgrade_due:
            if read_only:
                raise WorkspaceError(
                    _("“{file}” comes from an older version and must be opened for writing once.").format(
                        file=path.name
                    )
                )
            upgrader = engine_for(path, "rw", patience_ms, foreign_keys=False)
            try:
                with faults.told(path):
                    upgrade.run(path, upgrader)
            finally:
                upgrader.dispose()
        engine = engine_for(path, found.mode, patience_ms)
        return cls(path, engine, read_only=read_only, left_open=found.left_open)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot of the workspace; what others write meanwhile is not seen."""
        with faults.told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one writer: stored when the block ends, nothing stored when it raises. Raises WorkspaceError."""
        if self.read_only:
            raise WorkspaceError(faults.sentence_for(sqlite3.SQLITE_READONLY, self.path))
        with faults.told(self.path), self._engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            with writing.begin():
                yield writing

    def data_version(self) -> int:
        """A number that differs once any connection, here or in another process, has stored something since."""
        with self._watching, faults.told(self.path):
            if self._watch is None:
                self._watch = sqlite3.connect(
                    entrance.uri(self.path, "ro"), uri=True, check_same_thread=False, isolation_level=None
                )
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()
        if not self.read_only and self.path.exists():
            with (
                suppress(sqlite3.Error),
                closing(sqlite3.connect(entrance.uri(self.path, "rw"), uri=True, isolation_level=None)) as last,
            ):
                last.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def engine_for(path: Path, mode: str, patience_ms: int = PATIENCE_MS, *, foreign_keys: bool = True) -> Engine:
    """Connections with our settings; ``mode`` is rw, ro or immutable, ``foreign_keys`` False only for migrations."""
    url = URL.create("sqlite", database=entrance.uri(path), query={"uri": "true", **entrance.query(mode)})
    engine = create_engine(url, hide_parameters=True, poolclass=QueuePool, pool_size=8, max_overflow=24)
    pragmas = [p.format(patience=patience_ms, foreign_keys="ON" if foreign_keys else "OFF") for p in _BEFORE_USE]
    if mode == "rw":
        pragmas.append("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "connect")
    def connected(driver: sqlite3.Connection, _record: Any) -> None:
        driver.isolation_level = None  # the driver's own transactions begin too late and too weakly
        for pragma in pragmas:
            driver.execute(pragma)

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
