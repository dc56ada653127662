"""A disk that keeps only what was synced, and by chance parts of the rest.

The model: a file's data lasts once the file was synced, its name once its folder was. What was not synced may be lost,
kept, or torn between sectors, in any order of writes; names change in the order in which they were asked for.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from tests.reliability.recorded import Happened


class Kept(Enum):
    """What a power cut leaves of what was not synced."""

    NOTHING = "nothing"
    BEGINNING = "a beginning, torn at its end"
    SECTORS = "any sectors of 512 bytes"
    PAGES = "any pages of 4,096 bytes"


@dataclass
class _File:
    synced: bytearray = field(default_factory=bytearray)
    pending: list[Happened] = field(default_factory=list)


@dataclass
class _Folder:
    now: dict[str, _File | _Folder] = field(default_factory=dict)
    synced: dict[str, _File | _Folder] = field(default_factory=dict)
    pending: list[dict[str, _File | _Folder]] = field(default_factory=list)  # the names after each change

    def change(self) -> None:
        self.pending.append(dict(self.now))


class Disk:
    """Follows what happened below a folder that was empty and lasting at first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = _Folder()

    def lay(self, name: str, content: bytes) -> None:
        """A file that was there before, whole and lasting."""
        self._root.now[name] = self._root.synced[name] = _File(bytearray(content))

    def happened(self, event: Happened) -> None:
        match event.what:
            case "make" | "folder":
                home = self._home(event.path)
                if event.path.name not in home.now:
                    home.now[event.path.name] = _File() if event.what == "make" else _Folder()
                    home.change()
            case "write" | "size":
                if isinstance(found := self._find(event.path), _File):
                    found.pending.append(event)
            case "copy":
                source, found = self._find(event.to), self._find(event.path)
                if isinstance(found, _File) and isinstance(source, _File):
                    data = bytes(_present(source)[event.at : event.at + event.size])
                    found.pending.append(Happened("write", event.path, event.at, data))
            case "sync":
                self._sync(event.path)
            case "rename":
                old, new = self._home(event.path), self._home(event.to)
                new.now[event.to.name] = old.now.pop(event.path.name)
                for changed in {id(old): old, id(new): new}.values():
                    changed.change()
            case "remove":
                home = self._home(event.path)
                home.now.pop(event.path.name)
                home.change()

    def cut(self, target: Path, chance: random.Random, kept: Kept) -> None:
        """Write into an empty folder what a power cut now would leave."""
        _cut(self._root, target, chance, kept)

    def whole(self, target: Path) -> None:
        """Write what is there without a power cut."""
        _whole(self._root, target)

    def _home(self, path: Path) -> _Folder:
        found = self._find(path.parent)
        assert isinstance(found, _Folder), path
        return found

    def _find(self, path: Path) -> _File | _Folder | None:
        found: _File | _Folder | None = self._root
        for part in path.relative_to(self._folder).parts:
            found = found.now.get(part) if isinstance(found, _Folder) else None
        return found

    def _sync(self, path: Path) -> None:
        found = self._find(path)
        if isinstance(found, _Folder):
            found.synced, found.pending = dict(found.now), []
        elif found is not None:
            for event in found.pending:
                _apply(found.synced, event)
            found.pending = []


def _apply(content: bytearray, event: Happened) -> None:
    if event.what == "size":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    at = len(content) if event.at < 0 else event.at
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(event.data)] = event.data


def _cut(folder: _Folder, target: Path, chance: random.Random, kept: Kept) -> None:
    names = folder.synced
    if folder.pending and kept is not Kept.NOTHING:
        names = chance.choice([names, *folder.pending])
    target.mkdir(exist_ok=True)
    for name, held in names.items():
        if isinstance(held, _Folder):
            _cut(held, target / name, chance, kept)
        else:
            (target / name).write_bytes(_torn(held, chance, kept))


def _torn(held: _File, chance: random.Random, kept: Kept) -> bytes:
    content = bytearray(held.synced)
    match kept:
        case Kept.NOTHING:
            pass
        case Kept.BEGINNING:
            last = chance.randint(0, len(held.pending))
            for event in held.pending[:last]:
                _apply(content, event)
            for event in held.pending[last : last + 1]:
                end = chance.randint(0, len(event.data) // 512) * 512
                if event.what == "write":
                    _apply(content, Happened("write", event.path, event.at, event.data[:end]))
        case Kept.SECTORS | Kept.PAGES:
            size = 512 if kept is Kept.SECTORS else 4096
            for event in held.pending:
                for piece in _pieces(event, size):
                    if chance.random() < 0.5:
                        _apply(content, piece)
    return bytes(content)


def _pieces(event: Happened, size: int) -> list[Happened]:
    """A write cut where sectors of the disk begin."""
    if event.what == "size" or event.at < 0:
        return [event]
    ends = [*range(event.at - event.at % size + size, event.at + len(event.data), size), event.at + len(event.data)]
    starts = [event.at, *ends[:-1]]
    return [
        Happened("write", event.path, start, event.data[start - event.at : end - event.at])
        for start, end in zip(starts, ends, strict=True)
    ]


def _whole(folder: _Folder, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for name, held in folder.now.items():
        if isinstance(held, _Folder):
            _whole(held, target / name)
            continue
        (target / name).write_bytes(_present(held))


def _present(held: _File) -> bytearray:
    """What a program reads now, synced or not."""
    content = bytearray(held.synced)
    for event in held.pending:
        _apply(content, event)
    return content
