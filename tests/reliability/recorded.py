"""What a process wrote, renamed and synced, as the kernel saw it: recorded by strace, in order.

Recorded at the system calls and nowhere higher, so that SQLite's own files, our renames and the syncing of folders are
all there. Memory that is mapped (SQLite's -shm, which a power cut always loses) is not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_CALLS = (
    "?open,openat,?creat,write,pwrite64,writev,pwritev,lseek,ftruncate,?truncate,fallocate,copy_file_range,sendfile,"
    "fsync,fdatasync,?rename,?renameat,renameat2,?link,linkat,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,symlinkat"
)
_NOT_FOLLOWED = ("link", "linkat", "rmdir", "truncate", "symlinkat")  # nothing of ours does these
_LINE = re.compile(r"^(\d+) +(.*)$")
_DONE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(.*)$", re.DOTALL)
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_COPIED = re.compile(r"^\d+<[^>]*>, \d+<([^>]*)>, \[(\d+)\]")
_HANDLE = re.compile(r"^(\d+|AT_FDCWD)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Happened:
    """One change: ``what`` is make, folder, write, copy, size, sync, rename, remove or said.

    A copy takes ``size`` bytes of the file ``to`` to the same place of ``path``.
    """

    what: str
    path: Path = Path()
    at: int = 0
    data: bytes = b""
    to: Path = Path()
    size: int = 0


def available() -> str:
    """Why nothing can be recorded here; empty when it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this system does not let one process watch another"


def record(arguments: list[str], folder: Path, notes: Path, environment: Mapping[str, str]) -> list[Happened]:
    """Run Python with arguments to its end and give what it did to the files in ``folder``, and said."""
    watched = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "100000000",
        "--seccomp-bpf",
        "-e",
        f"trace={_CALLS}",
        "-o",
        str(notes),
    ]
    done = subprocess.run(
        [*watched, sys.executable, *arguments], env=dict(environment), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return list(_Reader(folder).read(notes))


class _Reader:
    """Turns strace's lines into what happened; keeps where each open file is read and written next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place: dict[tuple[str, str], int] = {}
        self._begun: dict[str, str] = {}

    def read(self, notes: Path) -> Iterator[Happened]:
        with notes.open(encoding="ascii") as lines:
            for line in lines:
                if (whole := self._whole(line.rstrip("\n"))) and (call := _DONE.match(whole)):
                    name, told, result = call[1], call[2], int(call[3])
                    if result >= 0:
                        yield from self._happened(name, told, result, call[4])

    def _whole(self, line: str) -> str:
        """The call on a line; one that others interrupted is whole where it is resumed."""
        match = _LINE.match(line)
        if match is None:
            return ""
        process, call = match[1], match[2]
        if call.endswith("<unfinished ...>"):
            self._begun[process] = call.removesuffix("<unfinished ...>").rstrip()
            return ""
        if resumed := _RESUMED.match(call):
            return self._begun.pop(process, "") + resumed[2]
        return call

    def _happened(self, name: str, told: str, result: int, rest: str) -> Iterator[Happened]:
        texts = [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(told)]
        handle = _HANDLE.match(told)
        if name in ("open", "openat", "creat"):
            yield from self._opened(told, f"{result}{rest}")
        elif name in ("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat"):
            yield from self._named(name, [Path(text.decode()) for text in texts])
        elif handle and handle[1] == "1" and name == "write":
            yield Happened("said", data=texts[0])
        elif handle and self._ours(path := _decoded(handle[2])):
            yield from self._changed(name, handle[1], path, told, texts, result)
        elif name in _NOT_FOLLOWED and any(self._ours(Path(each.decode())) for each in texts):
            raise NotImplementedError(f"{name} {texts}")

    def _opened(self, told: str, given: str) -> Iterator[Happened]:
        handle = _HANDLE.match(given)
        if handle is None or not self._ours(path := _decoded(handle[2])):
            return
        self._place[handle[1], handle[2]] = -1 if "O_APPEND" in told else 0
        if "O_CREAT" in told:
            yield Happened("make", path)
        if "O_TRUNC" in told:
            yield Happened("size", path, 0)

    def _named(self, name: str, paths: list[Path]) -> Iterator[Happened]:
        if not self._ours(paths[0]):
            return
        if name.startswith("rename"):
            yield Happened("rename", paths[0], to=paths[1])
        else:
            yield Happened("remove" if name.startswith("unlink") else "folder", paths[0])

    def _changed(
        self, name: str, number: str, path: Path, told: str, texts: list[bytes], result: int
    ) -> Iterator[Happened]:
        key = (number, _HANDLE.match(told)[2])  # type: ignore[index]
        last = told.rpartition(", ")[2]
        if name == "pwrite64":
            yield Happened("write", path, int(last), texts[0][:result])
        elif name == "write":
            at = self._place.get(key, 0)
            yield Happened("write", path, at, texts[0][:result])
            self._place[key] = at if at < 0 else at + result
        elif name == "lseek":
            self._place[key] = result
        elif name == "ftruncate":
            yield Happened("size", path, int(last))
        elif name == "fallocate":
            pass  # room, and no content
        elif name == "sendfile":
            source, begin = _COPIED.search(told).groups()  # type: ignore[union-attr]
            yield Happened("copy", path, int(begin), to=_decoded(source), size=result)
        elif name in ("fsync", "fdatasync"):
            yield Happened("sync", path)
        else:
            raise NotImplementedError(f"{name} {path}")

    def _ours(self, path: Path) -> bool:
        return path.is_relative_to(self._folder)


def _decoded(told: str) -> Path:
    return Path(bytes.fromhex(told.replace("\\x", "")).decode()) if told.startswith("\\x") else Path(told)
