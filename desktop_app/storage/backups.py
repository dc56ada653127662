"""Copies that can be trusted: made by SQLite itself while others work, opened again, checked, counted and hashed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import entrance, faults, schema

if TYPE_CHECKING:
    from desktop_app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Backup:
    """What the sidecar says of a backup: SHA-256 of the file, rows per table, the newest step."""

    path: Path
    sha256: str
    rows: Mapping[str, int]
    step: int


def write(database: Database, target: Path) -> Backup:
    """Copy an open workspace into a new file with a sidecar beside it; see ``copy``."""
    return copy(database.path, target)


def copy(path: Path, target: Path) -> Backup:
    """Copy a workspace, whoever has it open. The copy needs no log file, so that it opens in read-only folders too.

    It is written under another name, checked, and only then takes its place. Raises WorkspaceError naming the folder,
    and then leaves nothing behind.
    """
    target = Path(target).absolute()
    unfinished = target.with_name(target.name + ".part")
    with faults.told(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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
            backup = _examined(unfinished, target)
            _write_sidecar(backup)
            unfinished.replace(target)
            _settle(target.parent)
        except BaseException:
            entrance.remove(unfinished)
            if not target.exists():
                sidecar(target).unlink(missing_ok=True)
            raise
    return backup


def sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def verify(path: Path) -> Backup:
    """Read a backup again against its sidecar. Raises WorkspaceError when it is not what was written."""
    path = Path(path).absolute()
    with faults.told(path):
        try:
            noted = json.loads(sidecar(path).read_text("utf-8"))
            wanted = (str(noted["sha256"]), dict(noted["rows"]))
        except (ValueError, KeyError, TypeError, FileNotFoundError):
            raise WorkspaceError(
                _("The backup “{file}” in {folder} has no readable check file.").format(
                    file=path.name, folder=path.parent
                )
            ) from None
        if _sha256(path) != wanted[0] or (found := _examined(path, path)).rows != wanted[1]:
            raise WorkspaceError(_damaged(path))
    return found


def _copy(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(entrance.uri(path, "ro"), uri=True)) as origin,
        closing(sqlite3.connect(entrance.uri(target, "rw"), uri=True, isolation_level=None)) as copied,
    ):
        origin.execute("PRAGMA busy_timeout = 10000")
        origin.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _examined(path: Path, name: Path) -> Backup:
    """Open a copy and count it. Raises WorkspaceError when it is damaged."""
    with closing(sqlite3.connect(entrance.uri(path, "ro"), uri=True)) as found:
        if found.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise WorkspaceError(_damaged(name))
        known = sorted(schema.metadata.tables)
        present = {row[0] for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = {
            table: int(found.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
            for table in known
            if table in present
        }
        step = found.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0] if "step" in present else 0
    return Backup(name, _sha256(path), rows, int(step))


def _write_sidecar(backup: Backup) -> None:
    content = {"sha256": backup.sha256, "rows": dict(backup.rows), "step": backup.step}
    place = sidecar(backup.path)
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
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
