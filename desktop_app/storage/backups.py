"""Copies that can be trusted: made by SQLite itself while others work, opened again, checked, counted and hashed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Damaged, WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import entrance, faults, schema

if TYPE_CHECKING:
    from desktop_app.storage.database import Database

_OF_THE_ORIGIN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
UNFINISHED = ".part"  # behind the name of a copy that is not whole yet


@dataclass(frozen=True, slots=True)
class Backup:
    """What the sidecar says of a backup: SHA-256 and bytes of the file, rows per table, the newest step.

    ``at`` is when it was made, in UTC seconds.
    """

    path: Path
    sha256: str
    rows: Mapping[str, int]
    step: int
    at: int = 0
    reason: Reason = Reason.MANUAL
    size: int = 0


def write(database: Database, target: Path) -> Backup:
    """Copy an open workspace into a new file with a sidecar beside it; see ``copy``."""
    return copy(database.path, target)


def copy(path: Path, target: Path, *, at: int | None = None, reason: Reason = Reason.MANUAL) -> Backup:
    """Copy a workspace, whoever has it open. The copy needs no log file, so that it opens in read-only folders too.

    It is written under another name, checked, and only then takes its place. ``at`` is in UTC seconds (None: now).
    Raises WorkspaceError naming the folder, and then leaves nothing behind.
    """
    target = Path(target).absolute()
    unfinished = target.with_name(target.name + UNFINISHED)
    with faults.told(target):
        _make_folder(target.parent)
        if target.exists():
            raise WorkspaceError(
                _("“{file}” is already in {folder}; choose another name.").format(
                    file=target.name, folder=target.parent
                )
            )
        entrance.remove(unfinished)
        try:
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            _copy(path, unfinished)
            found = _sound_copy(unfinished, path)
            at = int(time.time()) if at is None else at
            backup = replace(found, path=target, at=at, reason=reason)
            _write_sidecar(backup)
            unfinished.replace(target)
            settle(target.parent)
        except BaseException:
            entrance.remove(unfinished)
            if not target.exists():
                sidecar(target).unlink(missing_ok=True)
            raise
    return backup


def sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def noted(path: Path) -> Backup:
    """What the sidecar says, without a look at the file itself. Raises WorkspaceError when it says nothing."""
    path = Path(path).absolute()
    with faults.told(path):
        try:
            told = json.loads(sidecar(path).read_text("utf-8"))
            return Backup(
                path,
                str(told["sha256"]),
                {str(table): int(count) for table, count in dict(told["rows"]).items()},
                int(told["step"]),
                int(told.get("at", 0)),
                Reason(told.get("reason", Reason.MANUAL)),
                int(told.get("size", 0)),
            )
        except (ValueError, KeyError, TypeError, AttributeError, FileNotFoundError):
            raise WorkspaceError(
                _("The backup “{file}” in {folder} has no readable check file.").format(
                    file=path.name, folder=path.parent
                )
            ) from None


def verify(path: Path) -> Backup:
    """Read a backup again against its sidecar. Raises Damaged when it is not what was written."""
    wanted = noted(path)
    with faults.told(wanted.path):
        if is_as_written(wanted) and _examined(wanted.path, wanted.path).rows == wanted.rows:
            return wanted
    raise Damaged(_damaged(wanted.path))


def is_as_written(backup: Backup) -> bool:
    """Whether the file still has every bit that its sidecar tells of. Raises OSError when it cannot be read."""
    return _sha256(backup.path) == backup.sha256


def _copy(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(entrance.uri(path, entrance.reading(path)), uri=True)) as origin,
        closing(sqlite3.connect(entrance.uri(target, "rw"), uri=True, isolation_level=None)) as copied,
    ):
        origin.execute("PRAGMA busy_timeout = 10000")
        with _blamed_on(path):
            origin.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _examined(path: Path, name: Path) -> Backup:
    """Open a copy and count it. Raises WorkspaceError when it is damaged."""
    with closing(sqlite3.connect(entrance.uri(path, "ro"), uri=True)) as found:
        if found.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Damaged(_damaged(name))
        known = sorted(schema.metadata.tables)
        present = {row[0] for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = {
            table: int(found.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
            for table in known
            if table in present
        }
        step = found.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0] if "step" in present else 0
    return Backup(name, _sha256(path), rows, int(step), size=path.stat().st_size)


def _sound_copy(unfinished: Path, origin: Path) -> Backup:
    """Examine what was just copied. Raises Damaged, naming the workspace: its damage came along."""
    try:
        with _blamed_on(origin):
            return _examined(unfinished, unfinished)
    except Damaged as damage:
        raise Damaged(faults.sentence_for(sqlite3.SQLITE_CORRUPT, origin)) from damage


@contextmanager
def _blamed_on(origin: Path) -> Iterator[None]:
    """Damage and locks are the workspace's, which is to be named; a full disk is the copy's."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF in _OF_THE_ORIGIN:
            with faults.told(origin):
                raise
        raise


def _write_sidecar(backup: Backup) -> None:
    content = {
        "sha256": backup.sha256,
        "rows": dict(backup.rows),
        "step": backup.step,
        "at": backup.at,
        "reason": backup.reason,
        "size": backup.size,
    }
    place = sidecar(backup.path)
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folder(folder: Path) -> None:
    """With those above it; all of them last through a power cut."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        settle(folder.parent)


def settle(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets a folder be synced."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _damaged(path: Path) -> str:
    return _("The backup “{file}” in {folder} is damaged.").format(file=path.name, folder=path.parent)
