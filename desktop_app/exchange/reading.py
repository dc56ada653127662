"""A foreign file as a raw table: the gate here, the parser in a worker process, watched and limited."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.language import _
from desktop_app.exchange import worker
from desktop_app.exchange.gate import Admitted, Kind, admit
from desktop_app.exchange.saying import unpacked

SECONDS = 60.0
_TICK = 0.02
_TOLD_EVERY = 0.1


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
    """A row with more cells than the header names; ``start`` is its beginning."""

    row: int
    start: str
    cells: int


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
    encoding: str = ""
    delimiter: str = ""
    errors: tuple[ErrorCell, ...] = ()
    ragged: tuple[RaggedRow, ...] = ()
    notes: tuple[str, ...] = ()


def read(path: Path | str, *, sheet: str | None = None, progress: Progress | None = None) -> RawTable:
    """Read the table in ``path``. Raises Refused with one sentence naming the file, or Cancelled within a second."""
    path = Path(path)
    admitted = admit(path)
    with tempfile.TemporaryDirectory(prefix="second-way-", ignore_cleanup_errors=True) as folder:
        out = Path(folder)
        code = _run(admitted, out, sheet, progress, streaming=False)
        if code not in (worker.DONE, worker.UNREADABLE) and admitted.kind is Kind.WORKBOOK:
            # fastexcel gives up the whole process on a sheet with a far-away cell: stream that one
            code = _run(admitted, out, sheet, progress, streaming=True)
        if code not in (worker.DONE, worker.UNREADABLE):
            raise Refused(
                _("{file} cannot be read: it is damaged, or needs more memory than is allowed.").format(file=path.name)
            )
        return _table(path, out)


def _table(path: Path, out: Path) -> RawTable:
    facts: dict[str, Any] = json.loads((out / worker.FACTS).read_text(encoding="utf-8"))
    if "unreadable" in facts:
        saying = unpacked(facts["unreadable"])
        values = {"file": path.name, **saying.values}
        raise Refused(_(saying.message).format(**values))
    return RawTable(
        path=path,
        rows=pl.read_ipc(io.BytesIO((out / worker.TABLE).read_bytes())),
        header=tuple(facts["header"]),
        header_row=facts["header_row"],
        persons=tuple(facts["persons"]),
        sheet=facts["sheet"],
        sheets=tuple(facts["sheets"]),
        encoding=facts["encoding"],
        delimiter=facts["delimiter"],
        errors=tuple(ErrorCell(*error) for error in facts["errors"]),
        ragged=tuple(RaggedRow(*row) for row in facts["ragged"]),
        notes=tuple(unpacked(note).text() for note in facts["notes"]),
    )


def _run(admitted: Admitted, out: Path, sheet: str | None, progress: Progress | None, *, streaming: bool) -> int:
    """Run the worker to its end and return its exit code. Raises Cancelled, or Refused when it takes too long."""
    command = [*_executable(), "read-table", str(admitted.path.absolute()), "--kind", admitted.kind, "--out", str(out)]
    command += ["--member", admitted.member, "--parent", str(os.getpid())]
    command += ["--sheet", sheet] if sheet is not None else []
    command += ["--streaming"] if streaming else []
    name = admitted.path.name
    with _started(command) as process:
        began = told = time.monotonic()
        while process.poll() is None:
            now = time.monotonic()
            if progress is not None:
                if progress.cancelled:
                    raise Cancelled(_("The import was stopped; nothing was stored."))
                if now - told > _TOLD_EVERY:
                    told = now
                    progress(_("Reading {file}").format(file=name))
            if now - began > SECONDS:
                text = _("{file} is refused: reading it took longer than {n} seconds.")
                raise Refused(text.format(file=name, n=round(SECONDS)))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_TICK)
        return process.returncode


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
    package = str(Path(__file__).resolve().parents[2])
    others = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, others)))}
