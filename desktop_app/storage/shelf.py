"""Where the backups of a workspace stand, and how many: a folder beside it, or one of the user's own.

Each backup is whole, checked, counted and hashed before it has its name (``backups.copy``); only then may an older go.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

import platformdirs

from desktop_app.domain.backups import Reason, worth_keeping
from desktop_app.domain.errors import WorkspaceError
from desktop_app.storage import backups, entrance, faults
from desktop_app.storage.backups import Backup

_APP: Final = "second-way"
_STEM_BYTES: Final = 160  # a name of 255 bytes leaves no room for a stamp behind it
_LEFT_BEHIND_S: Final = 3600  # an unfinished copy of that age belongs to nobody who still works on it


def folders(path: Path) -> tuple[Path, Path]:
    """The folder beside the workspace, and the one of the user's own that serves where that cannot be written."""
    path = Path(path).absolute()
    own = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]  # two workspaces of one name are not mixed up
    aside = platformdirs.user_data_path(_APP, appauthor=False) / "backups" / f"{stem(path)} {own}"
    return path.with_name(f"{stem(path)} backups"), aside


def room(path: Path) -> Path:
    """The folder of the two that takes files, made where it is not there yet. Raises WorkspaceError naming it."""
    beside, aside = folders(path)
    chosen = beside if entrance.may_fill(beside) else aside
    with faults.told(chosen / path.name):
        chosen.mkdir(parents=True, exist_ok=True, mode=0o700)
    return chosen


def on(path: Path) -> tuple[Backup, ...]:
    """Every backup of a workspace, the newest first, as the sidecars tell; files that say nothing are left out."""
    found = {made.path: made for folder in folders(path) for made in _noted(folder, path.suffix)}
    return tuple(sorted(found.values(), key=lambda made: (made.at, made.step, made.path.name), reverse=True))


def newest_good(path: Path) -> Backup | None:
    """The newest backup that is still what was written, read to its last bit."""
    for made in on(path):
        with suppress(WorkspaceError):
            return backups.verify(made.path)
    return None


def add(path: Path, reason: Reason, *, at: int | None = None, folder: Path | None = None) -> Backup:
    """Put a new backup on the shelf and thin it out; in a ``folder`` of one's choice nothing is thinned.

    Raises WorkspaceError naming the folder beside the workspace when neither of the two takes it.
    """
    path, at = Path(path).absolute(), int(time.time()) if at is None else at
    beside, aside = folders(path)
    if folder is not None:
        return backups.copy(path, free_name(folder, path, at), at=at, reason=reason)
    try:
        made = backups.copy(path, free_name(beside, path, at), at=at, reason=reason)
    except WorkspaceError:
        if entrance.may_fill(beside):  # a full disk, or a damaged workspace: another folder is no help
            raise
        made = backups.copy(path, free_name(aside, path, at), at=at, reason=reason)
    thin(path, made.path)
    return made


def thin(path: Path, new: Path | None = None) -> tuple[Path, ...]:
    """Let go of backups that are not worth their room; gives their paths. ``new`` stays, whatever the clock said.

    A file whose bits are not those of its sidecar is not ours, or is evidence: it stays.
    """
    shelf = on(path)
    kept = worth_keeping([(datetime.fromtimestamp(made.at).astimezone(), made.reason) for made in shelf])
    gone = []
    for place, made in enumerate(shelf):
        with suppress(OSError):  # what cannot be taken away now goes another time
            if place not in kept and made.path != new and backups.is_as_written(made):
                made.path.unlink()
                backups.sidecar(made.path).unlink()
                gone.append(made.path)
    for folder in folders(path):
        _sweep(folder, path)
    return tuple(gone)


def free_name(folder: Path, path: Path, at: int) -> Path:
    """A name that no backup has, such as ``desk 2026-10-08 071500.secondway``: UTC, so that an autumn hour is one."""
    first = f"{stem(path)} {datetime.fromtimestamp(at, UTC):%Y-%m-%d %H%M%S}"
    names = (folder / (name + path.suffix) for name in chain([first], (f"{first}-{n}" for n in count(2))))
    return next(name for name in names if not any(taken.exists() for taken in (name, unfinished(name))))


def unfinished(path: Path) -> Path:
    """What a file is called while it is written."""
    return path.with_name(path.name + backups.UNFINISHED)


def _noted(folder: Path, suffix: str) -> Iterator[Backup]:
    with suppress(OSError):
        for file in folder.iterdir():
            if file.suffix == suffix:
                with suppress(WorkspaceError):
                    yield backups.noted(file)


def _sweep(folder: Path, path: Path) -> None:
    """Take away what a killed copy left: a file without a name, or a sidecar without its file."""
    with suppress(OSError):
        for file in list(folder.iterdir()):
            ours = file.name.startswith(f"{stem(path)} 2")
            lonely = file.suffix == ".json" and not file.with_suffix("").exists()
            if ours and (lonely or backups.UNFINISHED in file.suffix):
                with suppress(OSError):
                    if time.time() - file.stat().st_mtime > _LEFT_BEHIND_S:
                        file.unlink()


def stem(path: Path) -> str:
    """The workspace's name, cut where it is too long for a name with a stamp behind it."""
    raw = os.fsencode(path.stem)
    if len(raw) <= _STEM_BYTES:
        return path.stem
    return f"{raw[:_STEM_BYTES].decode(errors='ignore')} {hashlib.sha256(raw).hexdigest()[:6]}"
