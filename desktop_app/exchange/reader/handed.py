"""What the worker hands to its parent in a folder: the table in numbered parts, and how far it has come."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_ADVANCE = "advance"


class Parts:
    """The worker's side of the table: each frame is a part of its own, so that memory never holds two."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.count = 0

    def begin(self) -> None:
        """Parts that were written before are written over."""
        self.count = 0

    def take(self, frame: pl.DataFrame) -> None:
        frame.write_ipc(_part(self._folder, self.count))
        self.count += 1


def table(folder: Path, count: int, columns: list[str]) -> pl.DataFrame:
    """The parent's side: all ``count`` parts, of them the ``columns`` alone."""
    import polars as pl  # not above: it is loaded while the worker is busy

    parts = []
    for place in range(count):
        with _part(folder, place).open("rb") as stream:
            parts.append(pl.read_ipc(stream, columns=columns))
    return pl.concat(parts) if len(parts) != 1 else parts[0]


def tell(folder: Path, rows: int, share: float) -> None:
    """Say that ``rows`` are read, ``share`` of the file from 0 to 1; a reader finds the old words or the new ones."""
    beside = folder / f"{_ADVANCE}.new"
    with contextlib.suppress(OSError):  # the parent looks at it just now, which Windows does not allow
        beside.write_text(f"{rows} {share}", encoding="ascii")
        beside.replace(folder / _ADVANCE)


def told(folder: Path) -> tuple[int, float] | None:
    """What was said last, or None before the first time."""
    try:
        rows, share = (folder / _ADVANCE).read_text(encoding="ascii").split()
        return int(rows), float(share)
    except (OSError, ValueError):
        return None


def _part(folder: Path, place: int) -> Path:
    return folder / f"table{place}.arrow"
