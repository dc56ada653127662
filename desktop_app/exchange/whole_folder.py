"""A folder of files that belong together: written under another name until it is whole, and read with suspicion.

``manifest.json`` names every file with its rows, bytes and SHA-256. Nothing in it leads to another place: a file is
taken by a name that the reader knows, and only where it is a plain file of this folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number

MANIFEST: Final = "manifest.json"
FORMAT: Final = "second-way-workspace"
VERSION: Final = 1  # of the folder's own layout
_MOST_OF_A_MANIFEST: Final = 1 << 20  # bytes
_MOST_OF_A_LINE: Final = 1_400_000_000  # bytes: the largest value that SQLite keeps, as base64


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the manifest says of a file."""

    rows: int
    size: int
    sha256: str


# -- out


@dataclass(slots=True)
class WholeFile:
    """A file while it is written; ``rows`` are counted by who writes."""

    _file: IO[bytes]
    rows: int = 0
    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    @property
    def facts(self) -> FileFacts:
        return FileFacts(self.rows, self.size, self._hash.hexdigest())


@dataclass(slots=True)
class FolderOut:
    """``files`` has what was written so far, by name."""

    path: Path
    files: dict[str, FileFacts] = field(default_factory=dict)

    @contextmanager
    def file(self, name: str) -> Iterator[WholeFile]:
        """A new file of the folder, readable by its owner only."""
        handle = os.open(self.path / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            whole = WholeFile(file)
            yield whole
            file.flush()
            os.fsync(file.fileno())
        self.files[name] = whole.facts

    def finish(self, told: Mapping[str, Any]) -> None:
        """Write the manifest, with what else it shall say."""
        listed = {name: {"rows": f.rows, "bytes": f.size, "sha256": f.sha256} for name, f in self.files.items()}
        said = {"format": FORMAT, "version": VERSION, **told, "files": listed}
        with self.file(MANIFEST) as file:
            file.write(json.dumps(said, ensure_ascii=False, indent=1).encode())


@contextmanager
def new_folder(path: Path) -> Iterator[FolderOut]:
    """A folder that takes its name only when it is complete; nothing that is there is ever overwritten.

    Raises Refused when the name is taken by something, or the folder around it cannot be written.
    """
    path = Path(path).absolute()
    temporary: Path | None = None
    try:
        _refuse_taken(path)
        temporary = Path(tempfile.mkdtemp(prefix=".second-way-", dir=path.parent))
        yield FolderOut(temporary)
        _refuse_taken(path)
        with suppress(FileNotFoundError):
            path.rmdir()  # an empty one, which was made for this
        temporary.rename(path)
    except OSError as error:
        reason = error.strerror or str(error)
        words = _("“{name}” cannot be written in {folder}: {reason}.")
        raise Refused(words.format(name=path.name, folder=path.parent, reason=reason)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _refuse_taken(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()) or (path.is_dir() and any(path.iterdir())):
        raise Refused(
            _("“{name}” is already in {folder} and is not an empty folder; choose another name.").format(
                name=path.name, folder=path.parent
            )
        )


# -- in


@dataclass(frozen=True, slots=True)
class FolderIn:
    """A folder whose manifest was read; ``told`` is what it says beside its files."""

    path: Path
    told: Mapping[str, Any]
    files: Mapping[str, FileFacts]

    def lines(self, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The objects of a file of JSON lines with their line number, from 1.

        Raises Refused for a file that is missing, a link, or not what was written; at the latest behind its last line.
        """
        facts, digest, count = self.files[name], hashlib.sha256(), 0
        try:
            with _plain_file(self.path / name) as file:
                while line := file.readline(_MOST_OF_A_LINE + 1):
                    digest.update(line)
                    count += 1
                    yield count, _object(name, count, line)
        except OSError as error:
            raise _unreadable(name, error) from error
        if digest.hexdigest() != facts.sha256 or count != facts.rows:
            raise Refused(
                _("“{name}” is not as it was written: it has {n} of {of} lines, or its contents were changed.").format(
                    name=name, n=number(count), of=number(facts.rows)
                )
            )


def opened(path: Path) -> FolderIn:
    """The folder with its manifest. Raises Refused when it is none of ours, of a newer version, or damaged."""
    path = Path(path).absolute()
    if not path.is_dir():
        raise Refused(_("“{name}” in {folder} is not a folder.").format(name=path.name, folder=path.parent))
    said = _manifest(path)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Refused(_not_ours(path))
    if not isinstance(said.get("version"), int) or said["version"] > VERSION:
        raise Refused(newer(path))
    try:
        files = {
            str(name): FileFacts(int(one["rows"]), int(one["bytes"]), str(one["sha256"]))
            for name, one in said.pop("files").items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(_("“{name}” is damaged: it does not name its files.").format(name=MANIFEST)) from None
    return FolderIn(path, said, files)


def newer(path: Path) -> str:
    """The sentence for a folder that a later program wrote."""
    return _("“{name}” was written by a newer version of Second Way, which is needed to read it.").format(
        name=path.name
    )


def _manifest(path: Path) -> Any:
    try:
        with _plain_file(path / MANIFEST) as file:
            data = file.read(_MOST_OF_A_MANIFEST + 1)
    except FileNotFoundError:
        raise Refused(_not_ours(path)) from None
    except OSError as error:
        raise _unreadable(MANIFEST, error) from error
    if len(data) > _MOST_OF_A_MANIFEST:
        raise Refused(_not_ours(path))
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Refused(_("“{name}” is damaged: it cannot be read.").format(name=MANIFEST)) from None


def _not_ours(path: Path) -> str:
    return _("“{name}” is not a folder that Second Way wrote: it has no {manifest} of ours.").format(
        name=path.name, manifest=MANIFEST
    )


def _unreadable(name: str, error: OSError) -> Refused:
    return Refused(_("“{name}” cannot be read: {reason}.").format(name=name, reason=error.strerror or str(error)))


@contextmanager
def _plain_file(path: Path) -> Iterator[IO[bytes]]:
    """A file of the folder itself, opened for reading. Raises Refused for links and everything that is no file."""
    if path.is_symlink():
        raise Refused(_("“{name}” is a link to elsewhere, so it is not read.").format(name=path.name))
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused(_("“{name}” is not a plain file, so it is not read.").format(name=path.name))
        yield file


def _object(name: str, row: int, line: bytes) -> Mapping[str, Any]:
    """One line as an object. Raises Refused naming it."""
    try:
        if len(line) > _MOST_OF_A_LINE:
            raise ValueError
        said = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Refused(_("“{name}” is damaged in line {row}, so nothing was stored.").format(name=name, row=number(row)))
    return said


def _no_number(_word: str) -> None:
    raise ValueError
