"""The door of a workspace file: looked at with bare sqlite3, read-only, before anything of ours trusts it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import Damaged, WorkspaceError
from desktop_app.domain.language import _
from desktop_app.storage import faults, schema

_MAGIC = b"SQLite format 3\x00"
_LIVE = ("-wal", "-shm", "-journal")
_OWN_TABLES = frozenset(schema.metadata.tables) | {"alembic_version", "incident_text"}
_NOT_OURS = (
    "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') "
    "OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%' AND name <> 'incident_text')"
)


@dataclass(frozen=True, slots=True)
class Found:
    """``mode`` is how SQLite may open the file: rw, ro, or immutable where not even a lock file can be written."""

    mode: str
    upgrade_due: bool
    left_open: bool  # a log that nobody folded in: another window has the file open, or the last one did not end well


def uri(path: Path, mode: str = "") -> str:
    """A file: URI in which %, #, ? and spaces of the path are safe."""
    bare = path.absolute().as_uri()
    return bare + "?" + "&".join(f"{k}={v}" for k, v in query(mode).items()) if mode else bare


def query(mode: str) -> Mapping[str, str]:
    return {"mode": "ro", "immutable": "1"} if mode == "immutable" else {"mode": mode}


def reserve(path: Path) -> None:
    """Make the empty file that only its owner may read; SQLite gives its own -wal and -shm the same rights."""
    if not path.parent.is_dir():
        raise WorkspaceError(_("There is no folder {folder}.").format(folder=path.parent))
    with faults.told(path):
        if path.exists() and (path.is_dir() or path.stat().st_size > 0):
            raise WorkspaceError(
                _("“{file}” is already in {folder}; choose another name.").format(file=path.name, folder=path.parent)
            )
        for suffix in _LIVE:  # a log left by a file of the same name would be mixed into the new one
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)


def remove(path: Path) -> None:
    """Take away a file that could not be finished, with its log."""
    for suffix in ("", *_LIVE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def examine(path: Path, *, read_only: bool, patience_ms: int) -> Found:
    """Refuse what is not a workspace this program may open; see ``Database.open``.

    Writes nothing to the file, unless a transaction that was stopped in the middle has to be taken back.
    """
    _look_from_outside(path)
    mode = _mode(path, read_only)
    left_open = _has(path, "-wal") or _has(path, "-journal")
    # without a log nobody has the file open, and a look that ignores locks leaves no lock files behind
    looking = "ro" if left_open else "immutable"
    if mode == "rw" and _has(path, "-journal"):
        looking = "rw"  # who was stopped in the middle is taken back first, which only one who may write can do
    with faults.told(path), closing(sqlite3.connect(uri(path, looking), uri=True, isolation_level=None)) as bare:
        bare.execute(f"PRAGMA busy_timeout = {int(patience_ms)}")
        bare.execute("PRAGMA trusted_schema = OFF")
        bare.execute("PRAGMA cell_size_check = ON")
        return Found(mode, _look_inside(bare, path), left_open)


def may_write(path: Path) -> bool:
    """Whether file and folder let their owner store something; true for a file that is not there."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def may_fill(folder: Path) -> bool:
    """Whether files can be made in a folder, or the folder itself where it is not there yet."""
    return os.access(folder if folder.exists() else folder.parent, os.W_OK)


def _has(path: Path, suffix: str) -> bool:
    with faults.told(path):  # a name can be too long for one with a suffix
        return path.with_name(path.name + suffix).exists()


def _look_from_outside(path: Path) -> None:
    file, folder = path.name, path.parent
    with faults.told(path):
        if path.is_dir():
            raise WorkspaceError(_("{folder} is a folder, not a workspace.").format(folder=path))
        if not path.exists():
            raise WorkspaceError(_("There is no “{file}” in {folder}.").format(file=file, folder=folder))
        if not path.is_file():
            raise WorkspaceError(faults.not_ours(path))
        with path.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                raise WorkspaceError(faults.not_ours(path))


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        if not os.access(path, os.W_OK):
            raise WorkspaceError(faults.sentence_for(sqlite3.SQLITE_READONLY, path))
        if not os.access(path.parent, os.W_OK):
            raise WorkspaceError(faults.folder_sentence(path.parent))
        return "rw"
    return reading(path)


def reading(path: Path) -> str:
    """How a file can be read: without locks where not even a lock file can be written."""
    log = path.with_name(path.name + "-wal")
    return "ro" if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size > 0) else "immutable"


def _look_inside(bare: sqlite3.Connection, path: Path) -> bool:
    """Whether an upgrade is due."""
    if bare.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise WorkspaceError(faults.not_ours(path))
    if bare.execute("PRAGMA user_version").fetchone()[0] > schema.READER:
        raise WorkspaceError(
            _("“{file}” in {folder} was written by a newer version of Second Way, which is needed to open it.").format(
                file=path.name, folder=path.parent
            )
        )
    foreign = bare.execute(_NOT_OURS).fetchone()
    if foreign:
        raise WorkspaceError(
            _("“{file}” in {folder} holds “{name}”, which Second Way did not put there, so it is not opened.").format(
                file=path.name, folder=path.parent, name=foreign[1]
            )
        )
    return _upgrade_due(bare, path)


def _upgrade_due(bare: sqlite3.Connection, path: Path) -> bool:
    tables = {name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        raise WorkspaceError(faults.not_ours(path))
    row = bare.execute("SELECT version_num FROM alembic_version").fetchone()
    due = row is not None and row[0] in schema.REVISIONS[:-1]
    if not due and not tables >= _OWN_TABLES:
        raise Damaged(faults.sentence_for(sqlite3.SQLITE_CORRUPT, path))
    return due
