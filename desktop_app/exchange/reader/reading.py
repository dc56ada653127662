"""A foreign file as a raw table: the gate here, the parser in a worker process, watched and limited."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange.reader import handed, limits, worker
from desktop_app.exchange.reader.gate import Admitted, Kind, admit, taken_out
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import unpacked

if TYPE_CHECKING:
    import polars as pl

SECONDS = 60.0
_TICK = 0.02
_TOLD_EVERY = 0.1
_PREFIX = "second-way-table-"
_LEFT_BEHIND = 3600.0  # seconds; no reading takes a tenth of it
_FOUND = ReadAs()  # everything is found out from the file


class Progress(Protocol):
    """Told by long work about every tenth of a second; ``share`` is 0 to 1 or None when unknown."""

    def __call__(self, text: str, share: float | None = None) -> None: ...

    @property
    def cancelled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, or a formula nobody computed (``value`` is then empty)."""

    row: int
    column: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class RaggedRow:
    """A row with more cells than the header names; ``start`` is its beginning.

    ``values`` are its cells as far as the header goes, persons' left out, so that they fit the header of ``rows``.
    """

    row: int
    start: str
    cells: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's cells as text. ``rows`` has ``row`` (UInt32, the file's own row number) and a String column per name.

    Persons' columns never left the worker: only their names are here.
    """

    path: Path
    rows: pl.DataFrame
    header: tuple[str, ...]
    header_row: int
    persons: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()  # other sheets that hold tickets too
    encoding: str = ""
    delimiter: str = ""
    errors: tuple[ErrorCell, ...] = ()
    ragged: tuple[RaggedRow, ...] = ()
    notes: tuple[str, ...] = ()
    encoding_sure: bool = True
    hidden_rows: int = 0
    since_1904: bool = False  # numbers that are days count from there
    read_as: ReadAs = _FOUND


def read(path: Path | str, wanted: ReadAs = _FOUND, *, progress: Progress | None = None) -> RawTable:
    """Read the table in ``path``. Raises Refused with one sentence naming the file, or Cancelled within a second."""
    with begun(path, wanted) as table:
        return table(progress)


@contextlib.contextmanager
def begun(path: Path | str, wanted: ReadAs = _FOUND) -> Iterator[Callable[[Progress | None], RawTable]]:
    """Have the worker at its work when this returns; call what it yields to wait for the table, as ``read`` does."""
    path = Path(path)
    admitted = admit(path)
    _sweep()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        admitted = taken_out(admitted, Path(folder) / "inside")
        command = _command(admitted, Path(folder), wanted)
        with _started(command) as process:
            yield lambda progress: _awaited(process, admitted, Path(folder), command, progress, wanted)


def _sweep() -> None:
    """Remove what a program that was killed in the middle of a reading left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)


def _awaited(
    process: subprocess.Popen[bytes],
    admitted: Admitted,
    out: Path,
    command: list[str],
    progress: Progress | None,
    wanted: ReadAs,
) -> RawTable:
    name, until = admitted.path.name, time.monotonic() + SECONDS
    code = _ended(process, name, out, progress, until)
    if code not in (worker.DONE, worker.UNREADABLE) and admitted.kind is Kind.WORKBOOK:
        # fastexcel gives up the whole process on a sheet with a far-away cell: stream that one
        with _started([*command, "--streaming"]) as again:
            code = _ended(again, name, out, progress, until)
    if code == worker.NO_MEMORY:
        text = _("{file} is refused: reading it needs more than {n} MB of memory.")
        raise Refused(text.format(file=name, n=number(limits.RESIDENT >> 20)))
    if code not in (worker.DONE, worker.UNREADABLE):
        raise Refused(
            _("{file} cannot be read: it is damaged, or needs more memory than is allowed.").format(file=name)
        )
    return _table(admitted.path, out, wanted)


def _table(path: Path, out: Path, wanted: ReadAs) -> RawTable:
    facts: dict[str, Any] = json.loads((out / worker.FACTS).read_text(encoding="utf-8"))
    if "unreadable" in facts:
        saying = unpacked(facts["unreadable"])
        values = {"file": path.name, **saying.values}
        raise Refused(_(saying.message).format(**values))
    return RawTable(
        path=path,
        rows=handed.table(out, facts["parts"], facts["columns"]),
        header=tuple(facts["header"]),
        header_row=facts["header_row"],
        persons=tuple(facts["persons"]),
        sheet=facts["sheet"],
        sheets=tuple(facts["sheets"]),
        alike=tuple(facts["alike"]),
        encoding=facts["encoding"],
        delimiter=facts["delimiter"],
        errors=tuple(ErrorCell(*error) for error in facts["errors"]),
        ragged=tuple(RaggedRow(row, start, cells, tuple(values)) for row, start, cells, values in facts["ragged"]),
        notes=tuple(unpacked(note).text() for note in facts["notes"]),
        encoding_sure=facts["encoding_sure"],
        hidden_rows=facts["hidden_rows"],
        since_1904=facts["since_1904"],
        read_as=wanted,
    )


def _command(admitted: Admitted, out: Path, wanted: ReadAs) -> list[str]:
    content = str((admitted.content or admitted.path).absolute())
    command = [*_executable(), "read-table", content, "--kind", admitted.kind, "--out", str(out)]
    return [*command, "--member", admitted.member, "--parent", str(os.getpid()), "--as", wanted.to_json()]


def _ended(process: subprocess.Popen[bytes], name: str, out: Path, progress: Progress | None, until: float) -> int:
    """Wait for the worker's end and give its exit code. Raises Cancelled, or Refused when it takes too long.

    Whatever the worker does, even nothing, it is looked at fifty times a second.
    """
    told = time.monotonic()
    while process.poll() is None:
        now = time.monotonic()
        if progress is not None:
            if progress.cancelled:
                raise Cancelled(_("The import was stopped; nothing was stored."))
            if now - told > _TOLD_EVERY:
                told = now
                _tell(progress, name, out)
        if limits.resident(process.pid) > limits.RESIDENT:
            process.kill()
            process.wait()
            return worker.NO_MEMORY
        if now > until:
            text = _("{file} is refused: reading it took longer than {n} seconds.")
            raise Refused(text.format(file=name, n=round(SECONDS)))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_TICK)
    return int(process.returncode)


def _tell(progress: Progress, name: str, out: Path) -> None:
    so_far = handed.told(out)
    if so_far is None:
        progress(_("Reading {file}").format(file=name))
        return
    rows, share = so_far
    text = ngettext("Reading {file}, {n} row so far", "Reading {file}, {n} rows so far", rows)
    progress(text.format(file=name, n=number(rows)), share)


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """The worker, dead for certain when the block is left."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment())  # noqa: S603
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _executable() -> list[str]:
    """This program again; ``-P`` keeps modules lying beside the file from being imported."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "desktop_app"]


def _environment() -> dict[str, str]:
    """The same surroundings, with this package findable from anywhere."""
    package = str(Path(__file__).resolve().parents[3])
    others = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, others)))}
