"""The hostile files of other readers' test suites, each judged: by the gate and the reader, and by the mapping.

The manifest's numbers count the filled cells of all sheets, the header's too. A reader takes one sheet, so that what it
read is compared with an independent reading of that sheet below the header, and that reading with the manifest.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import tarfile
import time
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import Field, ImportAnswers
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.mapping.plan import build
from desktop_app.exchange.reader import reading
from desktop_app.exchange.reader.gate import admit
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW
from tests.exchange.files import NOW, holds
from tests.exchange.hostile_labels import BETTER_LABELS

DATA = Path(os.environ.get("HOSTILE_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hostile"))
_NOT_OURS = re.compile(r"Traceback|Error:|Exception|panicked|\bNone\b|0x[0-9a-f]{6}|\{\w+\}|\.py\b")
_DAY_NOUGHT = dt.datetime(1899, 12, 31)  # noqa: DTZ001 - a spreadsheet's days have no zone
_LEFT_OUT = re.compile(r"(\d+) cells? far outside the table")
_CLOCK = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``got`` is read, refused or crashed, with what is wrong of it after a colon; ``mapped`` what the mapping said."""

    file: str
    expect: str
    got: str
    said: str
    fits: bool
    mapped: str = ""
    maps: bool = True
    seconds: float = 0.0
    gate_seconds: float = 0.0
    worker_died: bool = False

    def line(self) -> str:
        return "\t".join((self.file, self.expect, self.got, self.said or self.mapped))


def manifest() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((DATA / "MANIFEST.json").read_text(encoding="utf-8"))
    return entries


def unpack(folder: Path, names: Sequence[str]) -> None:
    """Put the files of these names under ``folder``."""
    wanted = set(names)
    with tarfile.open(DATA / "hostile.tar.xz", "r|xz") as archive:
        for member in archive:
            if member.isfile() and member.name.removeprefix("./") in wanted:
                archive.extract(member, folder, filter="data")


def some(entries: Sequence[dict[str, Any]]) -> set[str]:
    """Names of a few files: one of every kind, label, tag and collection."""
    chosen: dict[tuple[str, ...], str] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["sha"])):
        sort = (entry["kind"], entry["expect"])
        for trait in (sort, *((*sort, tag) for tag in entry["tags"]), (entry["f"].split("/")[0],)):
            chosen.setdefault(trait, entry["f"])
    return set(chosen.values())


def expected(entry: dict[str, Any]) -> str:
    """The manifest's label, or the better one of our table."""
    better = BETTER_LABELS.get(entry["f"])
    return better[0] if better else str(entry["expect"])


def judge(folder: Path, entry: dict[str, Any]) -> Verdict:
    """Read one file as the application does and plan its import; never raises."""
    path, expect = folder / entry["f"], expected(entry)
    began = time.monotonic()
    at_gate = 0.0
    try:
        try:
            admit(path)
        finally:
            at_gate = time.monotonic() - began
        raw = reading.read(path, ReadAs(persons=True))
    except Refused as refusal:
        taken = time.monotonic() - began
        wrong = _refusal(expect, entry, path, refusal.sentence)
        got = "refused" + (f": {wrong}" if wrong else "")
        died = "needs more memory than is allowed" in refusal.sentence
        return Verdict(
            entry["f"], expect, got, refusal.sentence, not wrong, seconds=taken, gate_seconds=at_gate, worker_died=died
        )
    except Exception as trouble:
        return Verdict(entry["f"], expect, f"crashed: {type(trouble).__name__} {trouble}", "", fits=False)
    taken = time.monotonic() - began
    wrong = _import(expect, entry, path, raw)
    mapped, maps = _mapping(raw)
    got = "read" + (f": {wrong}" if wrong else "")
    return Verdict(
        entry["f"], expect, got, " ".join(raw.notes), not wrong, mapped, maps, seconds=taken, gate_seconds=at_gate
    )


def _refusal(expect: str, entry: dict[str, Any], path: Path, sentence: str) -> str:
    """What is wrong with refusing the file by this sentence; empty when nothing is."""
    if " is empty" in sentence and not any(_numbers(entry)):
        return _unclear(path, sentence)  # nothing to import is said, whatever the label
    asked = expect == "import-or-ask" and "is never closed" in sentence
    if not asked and expect in ("import", "import-check-values", "import-or-ask", "read"):
        return "it should be read"
    if expect == "refuse-password" and "protected by a password" not in sentence:
        return "the password is not named"
    return _unclear(path, sentence)


def _numbers(entry: dict[str, Any]) -> list[int]:
    """What the manifest's readers counted, where they could read the file."""
    return [entry[reader] for reader in ("calamine", "openpyxl_reset", "csv") if isinstance(entry.get(reader), int)]


def _unclear(path: Path, sentence: str) -> str:
    if _NOT_OURS.search(sentence.replace(path.name, "")):
        return "the sentence is not plain"
    return "" if path.name in sentence and sentence.endswith((".", "?")) else "the sentence names no file"


def _mapping(raw: RawTable) -> tuple[str, bool]:
    """Stored, asked, or a sentence that names the missing column."""
    try:
        made = build(raw, ImportAnswers(), Held(), NOW)
    except Refused as refusal:
        return refusal.sentence, not _unclear(raw.path, refusal.sentence)
    except Exception as trouble:
        return f"crashed: {type(trouble).__name__} {trouble}", False
    if made.review.questions:
        fields = made.review.questions[0]
        return f"asked: {fields.text}", bool(fields.text)
    if made.incidents.height < 3000 and raw.rows.height < 3000:
        try:
            holds(made)
        except AssertionError as trouble:
            return f"not accounted for: {trouble}", False
    columns = {review.field for review in made.review.columns}
    return f"stored {made.incidents.height}", {Field.TICKET, Field.OPENED} <= columns


def _import(expect: str, entry: dict[str, Any], path: Path, raw: RawTable) -> str:
    """What is wrong with having read the file so; empty when nothing is."""
    if expect == "read":
        return ""
    if expect.startswith("refuse-") and not expect.endswith("-or-stream"):
        return "it should be refused"
    ours, told = read_rows(raw), {ragged.row for ragged in raw.ragged}  # rows with too many cells are told apart
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the other library, about what it does not read
            theirs = _reference(entry, path, raw)
    except Exception as trouble:
        return f"the reference cannot be read: {type(trouble).__name__} {trouble}"
    if theirs is None:
        return "no reference has read it"
    if not told <= set(theirs):
        return "rows are told that are not there"
    theirs = {row: cells for row, cells in theirs.items() if row not in told}
    if expect == "import-check-values":
        return _differing(ours, theirs, raw)
    mine, other = sum(map(len, ours.values())), sum(map(len, theirs.values()))
    far = sum(int(found[1]) for note in raw.notes if (found := _LEFT_OUT.match(note)))
    if not raw.encoding and entry.get("openpyxl_reset") is None and _holds_all(ours, theirs):
        return ""
    if mine + far == other and set(ours) <= set(theirs) and len(theirs) - len(ours) <= far:
        return ""
    return f"{len(ours)} rows with {mine} cells, not {len(theirs)} with {other}"


def _holds_all(ours: Rows, theirs: Rows) -> bool:
    """Whether each cell of theirs is in our row, in order: calamine leaves out errors and some results of formulas."""
    for row, cells in theirs.items():
        mine = iter(ours.get(row, ()))
        if not all(any(same(own, cell) for own in mine) for cell in cells):
            return False
    return True


Rows = dict[int, list[str]]  # the filled cells of each row of the file, below the header


def read_rows(raw: RawTable) -> Rows:
    """What we read; a cell with an error counts as filled with it."""
    columns = [name for name in raw.rows.columns if name != ROW]
    held = raw.rows.filter(pl.any_horizontal(pl.col(columns).is_not_null())) if columns else raw.rows.clear()
    found: Rows = {}
    for number, *cells in held.select(ROW, *columns).rows():
        if filled := [cell for cell in cells if cell and cell.strip()]:
            found[number] = filled
    wrong = raw.rows.filter(pl.col(ROW).is_in([error.row for error in raw.errors]))
    rows = {row[ROW]: row for row in wrong.rows(named=True)}
    for error in raw.errors:
        if error.value and not rows.get(error.row, {}).get(error.column):
            found.setdefault(error.row, []).append(error.value)
    return found


def _reference(entry: dict[str, Any], path: Path, raw: RawTable) -> Rows | None:
    """The same sheet by a reader that the manifest says can read it, rows below our header."""
    if raw.encoding:
        return _by_csv(path, raw)
    by = {reader: entry[reader] for reader in ("openpyxl_reset", "calamine") if isinstance(entry.get(reader), int)}
    if not by:
        return None
    fuller = max(by, key=lambda reader: by[reader])
    rows = (_by_calamine if fuller == "calamine" else _by_openpyxl)(path, raw.sheet)
    return {row: cells for row, cells in rows.items() if row > raw.header_row}


def _by_openpyxl(path: Path, name: str) -> Rows:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)
        sheet = book[name]
        sheet.reset_dimensions()
        rows: Rows = {}
        for cells in sheet.iter_rows():
            filled = [cell for cell in cells if cell.value is not None and _text(cell.value).strip()]
            if filled:
                rows[filled[0].row] = [_text(cell.value) for cell in filled]
        book.close()
    return rows


def _by_calamine(path: Path, name: str) -> Rows:
    import fastexcel

    frame = fastexcel.read_excel(path).load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    rows: Rows = {}
    for number, cells in enumerate(frame.rows(), 1):
        filled = [cell for cell in cells if cell and cell.strip()]
        if filled:
            rows[number] = filled
    return rows


def _by_csv(path: Path, raw: RawTable) -> Rows:
    csv.field_size_limit(10_000_000)
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as archive:
            data = archive.read(next(i for i in archive.infolist() if not i.is_dir()))
    text = data.decode(raw.encoding, "replace").lstrip("\ufeff").replace("\x00", "")
    text = re.sub(r'^"?sep=."?\r?\n', "", text, flags=re.IGNORECASE)
    rows: Rows = {}
    for number, cells in enumerate(csv.reader(_lines(text), delimiter=raw.delimiter), 1):
        filled = [cell for cell in cells if cell.strip()]
        if filled and number > raw.header_row:
            rows[number] = filled
    return rows


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text.replace("\r", "\n") if "\n" not in text else text, newline=""))


def _differing(ours: Rows, theirs: Rows, raw: RawTable) -> str:
    """The first row whose cells are not the same in order; cells with errors may stand at any place."""
    if set(ours) != set(theirs):
        rows = sorted(set(ours) ^ set(theirs))
        return f"{len(rows)} rows are in one reading only, first {rows[0]}"
    wrong = {error.row for error in raw.errors}
    for row, cells in theirs.items():
        mine = ours[row]
        pairs = zip(sorted(mine), sorted(cells), strict=False) if row in wrong else zip(mine, cells, strict=False)
        odd = next(((a, b) for a, b in pairs if not same(a, b)), None)
        if odd or len(mine) != len(cells):
            return f"row {row}: {odd or (len(mine), len(cells))}"
    return ""


def same(ours: str, theirs: str) -> bool:
    """Whether two readings of a cell say the same: numbers by value, stamps with or without midnight."""
    if ours.strip() == theirs.strip():
        return True
    if _NUMBER.fullmatch(ours) and _NUMBER.fullmatch(theirs):
        return abs(float(ours) - float(theirs)) <= 1e-9 * max(1.0, abs(float(theirs)))
    if _CLOCK.fullmatch(theirs) or _CLOCK.fullmatch(ours):
        return _clock(ours) == _clock(theirs)
    return _stamp(ours) == _stamp(theirs)


def _clock(text: str) -> str:
    return text.split(".", maxsplit=1)[0][-8:]


def _stamp(text: str) -> str:
    if not _STAMP.fullmatch(text):
        return text.strip()
    return text.replace("T", " ").split(".", maxsplit=1)[0].removesuffix(" 00:00:00")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        return (_DAY_NOUGHT + value).isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
