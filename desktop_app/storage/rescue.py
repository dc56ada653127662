"""A damaged workspace: what can still be read of it, kept aside untouched, and a sound file in its place.

Everything here works on the file with bare SQLite, since nothing about it can be trusted, and all reading is done
in the copy that was put aside first. Rows are read by their number; where a stretch cannot be read it is halved, until
what is lost is as small as it is.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

from desktop_app.domain.errors import Damaged, Locked, WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import backups, entrance, faults, restore, schema, shelf
from desktop_app.storage.backups import Backup
from desktop_app.storage.database import Database
from desktop_app.storage.journal_history import Kind

_PROBES: Final = 20_000  # tries per table, so that a file of rubbish ends too
_LOGS: Final = ("-wal", "-shm", "-journal")
_TABLES: Final = (*schema.JOURNALED, "step", "change", "bulk_change")


@dataclass(frozen=True, slots=True)
class MissedStep:
    """A step that the damaged file still names and the backup does not have. ``at`` in UTC seconds."""

    step: int
    name: str
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a damaged file still tells: problems by SQLite, rows per table, tables that do not give all of theirs."""

    problems: tuple[str, ...]
    rows: dict[str, int]
    incomplete: tuple[str, ...]
    steps: tuple[MissedStep, ...]  # all that can be read, oldest first


@dataclass(frozen=True, slots=True)
class Rescue:
    """``aside`` is the damaged file, untouched; ``backup`` None where the rows came from the damaged file itself."""

    path: Path
    aside: Path
    backup: Backup | None
    rows: dict[str, int]
    missed: tuple[MissedStep, ...]
    incomplete: tuple[str, ...]


def look(path: Path) -> Salvage:
    """Read what can be read; writes nothing to the file. Raises WorkspaceError when there is no such file."""
    path = Path(path).absolute()
    if not path.is_file():
        raise WorkspaceError(_("There is no “{file}” in {folder}.").format(file=path.name, folder=path.parent))
    rows: dict[str, int] = {}
    incomplete: list[str] = []
    with closing(_opened(path)) as bare:
        problems = _problems(bare)
        for table in _TABLES:
            reader = _Reader(bare, table)
            rows[table] = sum(1 for _row in reader.rows())
            if reader.lost:
                incomplete.append(table)
        steps = tuple(_steps(bare))
    return Salvage(problems, rows, tuple(incomplete), steps)


def put_back(path: Path, backup: Backup, *, at: int | None = None) -> Rescue:
    """Keep the damaged file aside, with its log, and put a backup in its place. Raises WorkspaceError.

    The damaged file is where it was until the last rename, and aside as well from before the first change on.
    """
    backups.verify(backup.path)
    aside = _set_aside(path, at)
    found, fresh = look(aside), _fresh(path)
    with faults.told(fresh):
        try:
            restore.copied(backup.path, fresh)
            _swap(path, fresh)
        finally:
            entrance.remove(fresh)
    missed = tuple(step for step in found.steps if step.step > backup.step)
    return Rescue(path, aside, backup, dict(backup.rows), missed, found.incomplete)


def rebuild(path: Path, *, at: int | None = None) -> Rescue:
    """Keep the damaged file aside and put a new one in its place with every row that can be read.

    Rows that name something which is lost are left as they are; ``check`` names them. Raises WorkspaceError, Damaged
    when nothing at all can be read.
    """
    aside = _set_aside(path, at)
    found, fresh = look(aside), _fresh(path)
    if not any(found.rows.values()):
        raise Damaged(
            _("Nothing in “{file}” can be read any more; it is kept as “{aside}”.").format(
                file=path.name, aside=aside.name
            )
        )
    with faults.told(fresh):
        try:
            Database.create(fresh).close()
            rows = _poured(aside, fresh)
            _swap(path, fresh)
        finally:
            entrance.remove(fresh)
    return Rescue(path, aside, None, rows, (), found.incomplete)


class _Reader:
    """The rows of one table, as far as they can be read; ``lost`` tells that some could not."""

    def __init__(self, bare: sqlite3.Connection, table: str) -> None:
        self._bare, self._table = bare, table
        self._probes, self.lost = 0, False
        self.columns: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        try:
            told = self._bare.execute(f"PRAGMA table_info({self._table})").fetchall()
            self.columns = tuple(row[1] for row in told)
            ends = [self._end(way) for way in ("ASC", "DESC")]
        except sqlite3.Error:
            self.lost = True
            return
        low, high = min(ends, default=None), max(ends, default=None)
        if self.columns and low is not None and high is not None and high >= low:
            yield from self._stretch(low, high)

    def _end(self, way: str) -> int:
        """The first or last number; where that page cannot be read, the first there can be or the last ever given."""
        try:
            sql = f"SELECT rowid FROM {self._table} ORDER BY rowid {way} LIMIT 1"  # noqa: S608 - our own names
            found = self._bare.execute(sql).fetchone()
            return int(found[0]) if found else 0
        except sqlite3.Error:
            self.lost = True
        if way == "ASC":
            return 1
        used = self._bare.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (self._table,)).fetchone()
        return int(used[0]) if used else 0

    def _stretch(self, low: int, high: int) -> Iterator[tuple[Any, ...]]:
        waiting = [(low, high)]
        while waiting:
            first, last = waiting.pop()
            self._probes += 1
            if self._probes > _PROBES:
                self.lost = True
                return
            try:
                sql = f"SELECT * FROM {self._table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
                yield from self._bare.execute(sql, (first, last)).fetchall()
            except (sqlite3.Error, UnicodeDecodeError, OverflowError):
                self.lost = True
                if first < last:
                    middle = (first + last) // 2
                    waiting += [(middle + 1, last), (first, middle)]


def _opened(path: Path) -> sqlite3.Connection:
    """For reading, with what its log still holds; without a log, or where it cannot be used, as a file at rest."""
    for mode in ("ro", "immutable") if path.with_name(path.name + "-wal").exists() else ("immutable",):
        bare = sqlite3.connect(entrance.uri(path, mode), uri=True, isolation_level=None)
        try:
            bare.execute("PRAGMA trusted_schema = OFF")
            bare.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            if mode == "ro":
                bare.close()
                continue
        return bare
    raise Damaged(faults.sentence_for(sqlite3.SQLITE_CORRUPT, path))


def _problems(bare: sqlite3.Connection) -> tuple[str, ...]:
    try:
        return tuple(str(row[0]) for row in bare.execute("PRAGMA integrity_check(20)") if row[0] != "ok")
    except sqlite3.Error as fault:
        return (str(fault),)


def _steps(bare: sqlite3.Connection) -> Iterator[MissedStep]:
    reader = _Reader(bare, "step")
    for row in reader.rows():
        told = dict(zip(reader.columns, row, strict=True))
        if told.get("kind") != Kind.FIRST:
            yield MissedStep(int(told["id"]), str(told["name"]), str(told["author"]), int(told["at"]))


def _poured(path: Path, fresh: Path) -> dict[str, int]:
    """Put every readable row into an empty workspace; gives how many of each table."""
    rows: dict[str, int] = {}
    with (
        closing(_opened(path)) as bare,
        closing(sqlite3.connect(entrance.uri(fresh, "rw"), uri=True, isolation_level=None)) as target,
    ):
        target.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            rows[table] = _pour(_Reader(bare, table), target, table)
        target.execute("DELETE FROM incident_text")
        target.execute("INSERT INTO incident_text (rowid, ticket, title) SELECT id, ticket, title FROM incident")
        target.execute("COMMIT")
        target.execute("PRAGMA journal_mode = DELETE")
    return rows


def _pour(reader: _Reader, target: sqlite3.Connection, table: str) -> int:
    """Gives how many rows were taken; a table of which nothing is left keeps what every workspace begins with."""
    known = {row[1] for row in target.execute(f"PRAGMA table_info({table})")}
    taken = 0
    for row in reader.rows():
        if not taken:
            target.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        held = {name: value for name, value in zip(reader.columns, row, strict=True) if name in known}
        names = ", ".join(f'"{name}"' for name in held)
        sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(held))})"  # noqa: S608 - our own names
        with suppress(sqlite3.Error):  # a row twice, or without what it must have, is part of the damage
            taken += target.execute(sql, tuple(held.values())).rowcount
    return taken


def _set_aside(path: Path, at: int | None) -> Path:
    """Copy the file and its log bit by bit, then see that no other window goes on writing into it."""
    path = Path(path).absolute()
    if not path.is_file():
        raise WorkspaceError(_("There is no “{file}” in {folder}.").format(file=path.name, folder=path.parent))
    aside = _aside(path, int(time.time()) if at is None else at)
    with faults.told(aside):
        try:
            for suffix in ("", "-wal", "-journal"):
                held = path.with_name(path.name + suffix)
                if held.exists():
                    _copied_bits(held, aside.with_name(aside.name + suffix))
            _refuse_busy(path)
        except BaseException:
            entrance.remove(aside)
            raise
    return aside


def _copied_bits(held: Path, other: Path) -> None:
    other.touch(0o600, exist_ok=False)
    shutil.copyfile(held, other)
    with other.open("rb+") as stream:
        os.fsync(stream.fileno())


def _refuse_busy(path: Path) -> None:
    """Another window that goes on writing into the old file would write into nothing."""
    with closing(sqlite3.connect(entrance.uri(path, "rw"), uri=True, isolation_level=None, timeout=1)) as bare:
        try:
            bare.execute("PRAGMA locking_mode = EXCLUSIVE")  # in WAL only this finds out who merely has it open
            bare.execute("BEGIN EXCLUSIVE")
            bare.execute("ROLLBACK")
        except sqlite3.Error as fault:
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Locked(
                    _("“{file}” in {folder} is open in another window; close it there first.").format(
                        file=path.name, folder=path.parent
                    )
                ) from fault


def _fresh(path: Path) -> Path:
    return shelf.unfinished(shelf.free_name(path.parent, path, int(time.time())))


def _swap(path: Path, fresh: Path) -> None:
    """The damaged file is aside already. Its log goes first: it must never stand beside the new file."""
    with fresh.open("rb+") as stream:
        os.fsync(stream.fileno())
    backups.settle(path.parent)
    for suffix in _LOGS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    backups.settle(path.parent)
    fresh.replace(path)
    backups.settle(path.parent)


def _aside(path: Path, at: int) -> Path:
    stem = _("{name} damaged {day}").format(
        name=shelf.stem(path), day=datetime.fromtimestamp(at).astimezone().date().isoformat()
    )
    names = chain([stem], (f"{stem} {n}" for n in count(2)))
    return next(free for name in names if not (free := path.with_name(name + path.suffix)).exists())
