"""What SQLite or the operating system refuses, said in one sentence that names the file or the folder."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop_app.domain.errors import Damaged, Locked, WorkspaceError
from desktop_app.domain.language import _

_PRIMARY = 0xFF  # SQLite's extended error codes keep the primary one in the low byte


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn faults of the file into WorkspaceError. Broken constraints and wrong SQL are bugs and stay what they are."""
    try:
        yield
    except DBAPIError as fault:
        original = fault.orig
        if isinstance(original, sqlite3.Error):
            raise _known(original, path, fault) from fault
        raise
    except sqlite3.Error as fault:
        raise _known(fault, path, fault) from fault
    except OSError as fault:
        raise WorkspaceError(_of_the_system(fault, path)) from fault


def _known(fault: sqlite3.Error, path: Path, otherwise: Exception) -> Exception:
    code = getattr(fault, "sqlite_errorcode", 0) or 0
    sentence = sentence_for(code, path)
    kind = {sqlite3.SQLITE_CORRUPT: Damaged, sqlite3.SQLITE_BUSY: Locked, sqlite3.SQLITE_LOCKED: Locked}
    return kind.get(code & _PRIMARY, WorkspaceError)(sentence) if sentence else otherwise


def sentence_for(code: int, path: Path) -> str:
    """The sentence for a SQLite error code, or "" where the code tells of a bug and not of the file."""
    folder, file = path.parent, path.name
    if code == sqlite3.SQLITE_READONLY_DIRECTORY:
        return folder_sentence(folder)
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _("“{file}” in {folder} is being changed by another program; try again in a moment.").format(
                file=file, folder=folder
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _("“{file}” in {folder} is read-only, so nothing can be stored in it.").format(
                file=file, folder=folder
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return _(
                "The folder {folder} cannot take “{file}”: the disk is full or does not answer; nothing was stored."
            ).format(file=file, folder=folder)
        case sqlite3.SQLITE_CORRUPT:
            return _("“{file}” in {folder} is damaged; a backup can be opened instead.").format(
                file=file, folder=folder
            )
        case sqlite3.SQLITE_NOTADB:
            return not_ours(path)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return _("“{file}” in {folder} cannot be opened.").format(file=file, folder=folder)
    return ""


def not_ours(path: Path) -> str:
    return _("“{file}” in {folder} is not a workspace of Second Way.").format(file=path.name, folder=path.parent)


def folder_sentence(folder: Path) -> str:
    return _("The folder {folder} cannot be written to; the workspace can be opened read-only.").format(folder=folder)


def _of_the_system(fault: OSError, path: Path) -> str:
    folder, file = path.parent, path.name
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return sentence_for(sqlite3.SQLITE_FULL, path)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("“{file}” cannot be written in {folder}: the folder does not allow it.").format(
            file=file, folder=folder
        )
    if fault.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return _("The name of “{file}” is too long or holds signs that {folder} cannot store.").format(
            file=file, folder=folder
        )
    return _("“{file}” in {folder} cannot be opened: {reason}.").format(
        file=file, folder=folder, reason=fault.strerror or str(fault)
    )
