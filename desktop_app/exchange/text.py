"""Text tables: encoding, separator and header by our own vote, then polars, or csv where rows are odd."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange import shape
from desktop_app.exchange.read_as import ReadAs
from desktop_app.exchange.recognition import header_score
from desktop_app.exchange.saying import Saying, Unreadable
from desktop_app.exchange.shape import (
    LOOK_AT,
    ROW,
    Table,
    clean,
    header_place,
    is_blank,
    settle,
    unique_names,
)

_FOUND = ReadAs()
_MOST_BYTES = 1 << 30
_SAMPLE = 1 << 18
_LONGEST_CELL = 10_000_000
_MOST_LINES_IN_A_CELL = 2_000
_SEPARATORS = ";,\t|"
_SEP_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The first records of the text; ``ends`` are the offsets in characters at which each of them ends."""

    records: list[list[str]]
    ends: list[int]


def read(path: str, member: str, wanted: ReadAs = _FOUND) -> Table:
    """Read the text file, or the ``member`` of a zip. Raises Unreadable."""
    sought = shape.sought(wanted)
    text, encoding, notes = _decoded(_bytes(path, member), wanted.encoding)
    text, separator = _separated(text)
    separator = wanted.delimiter or separator
    head = _head(text, separator)
    if max((len(record) for record in head.records), default=0) < 2:
        raise Unreadable(_("{file} is no table: no columns were found in it."))
    place = header_place(head.records, sought, wanted.header_row)
    written = [cell.strip() for cell in head.records[place]]
    names = unique_names(written)
    body, text = text[head.ends[place] :], ""  # one copy of a large file is enough
    cells, ragged = _cells(body, separator, len(names), place + 2)
    rows, persons = settle(cells, names, written, sought)
    header = tuple(name for name in names if name in rows.columns or name in persons)
    table = Table(rows, header, place + 1, tuple(persons), encoding=encoding, delimiter=separator)
    table.ragged = [(row, start, cells, []) for row, start, cells in ragged]
    table.notes, table.encoding_sure = notes, not notes
    return table


def _bytes(path: str, member: str) -> bytes:
    try:
        if not member:
            with open(path, "rb") as stream:  # noqa: PTH123 - the worker has the path as text
                data = stream.read(_MOST_BYTES + 1)
        else:
            with zipfile.ZipFile(path) as archive, archive.open(member) as part:
                data = part.read(_MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise Unreadable(_("{file} is damaged in its part {part}. Fetch it again."), part=member) from None
    except OSError as error:
        raise Unreadable(_("{file} cannot be read: {reason}."), reason=error.strerror or str(error)) from None
    if len(data) > _MOST_BYTES:
        raise Unreadable(_("{file} is refused: it holds more than {size} MB."), size=_MOST_BYTES >> 20)
    return data


def _decoded(data: bytes, told: str | None) -> tuple[str, str, list[Saying]]:
    """The text and the encoding that was taken: as ``told``, else by byte order mark, UTF-8, Windows-1252."""
    notes: list[Saying] = []
    if told:
        bom = next((bom for bom, _encoding in _BOMS if data.startswith(bom)), b"")
        return _lines(data.removeprefix(bom).decode(told, "replace")), told, []
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            break
    else:
        encoding = _silent_utf16(data) or "utf-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            encoding = "cp1252"
            text = data.decode(encoding, "replace")
            notes.append(Saying(_("The file is not in UTF-8; it was read as Windows-1252. Look at the accents below.")))
    return _lines(text), encoding, notes


def _lines(text: str) -> str:
    """Without NULs, and with LF line ends where it had CR alone."""
    text = text.replace("\x00", "")
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def _silent_utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark shows as a NUL in every second byte of plain letters."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * (len(head) / 2) and even < 0.1 * odd:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * (len(head) / 2) and odd < 0.1 * even else ""


def _separated(text: str) -> tuple[str, str]:
    """The text without a leading ``sep=`` line, and the separator: the one that cuts most records to one same width."""
    told = _SEP_LINE.match(text)
    if told:
        return text[told.end() :], told[1]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        try:
            records = _head(text, separator).records
        except Unreadable:
            continue  # not this one
        widths = Counter(len(record) for record in records if record)
        total = sum(widths.values())
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        named = any(header_score(record) >= 2 for record in records[:LOOK_AT])
        score = count / total + min(width, 50) / 1000 + named
        if score > most:
            best, most = separator, score
    return text, best


def _head(text: str, separator: str) -> _Head:
    sample = text[:_SAMPLE]
    whole = len(sample) == len(text)
    consumed = [0]

    def counted() -> Iterator[str]:
        for line in io.StringIO(sample, newline=""):
            consumed[0] += len(line)
            yield line

    head = _Head([], [])
    reader = _reader(counted(), separator)
    for record in reader:
        if not whole and consumed[0] >= len(sample):
            break
        head.records.append(record)
        head.ends.append(consumed[0])
        if len(head.records) >= LOOK_AT * 2:
            break
    if not head.records and sample:
        raise Unreadable(_("{file} is no table: its first line has more than {n} characters."), n=_SAMPLE)
    return head


def _reader(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error as error:
        raise Unreadable(_("{file} is no table: {reason}."), reason=str(error)) from None


def _cells(body: str, separator: str, width: int, first_row: int) -> tuple[pl.DataFrame, list[tuple[int, str, int]]]:
    """All cells as text with their row number; rows with too many cells apart: row, first cells, number of cells."""
    quoted = '"' in body
    plain = not quoted or not _odd_quotes(body, separator)
    if plain and len(separator.encode()) == 1 and body.strip("\r\n"):
        try:
            names = [f"c{place}" for place in range(width)]
            cells = pl.read_csv(
                body.encode("utf-8", "replace"),
                has_header=False,
                separator=separator,
                quote_char='"' if quoted else None,
                schema=dict.fromkeys(names, pl.String),
                infer_schema=False,
                encoding="utf8",
            )
        except pl.exceptions.PolarsError:
            pass  # ragged or oddly quoted: read it with care
        else:
            return cells.with_row_index(ROW, offset=first_row), []
    return _careful(body, separator, width, first_row)


def _odd_quotes(body: str, separator: str) -> bool:
    """Whether a quote is unpaired or stands inside an unquoted cell, where readers disagree."""
    if body.count('"') % 2:
        return True
    outside = f'[^{re.escape(separator)}\r\n"]'
    inside = f'{outside}"{outside}'
    return bool(pl.Series([body]).str.contains(inside)[0])


def _careful(body: str, separator: str, width: int, first_row: int) -> tuple[pl.DataFrame, list[tuple[int, str, int]]]:
    """The same by Python's csv module, which keeps a stray quote as it is; slower."""
    numbers: list[int] = []
    records: list[Sequence[str]] = []
    ragged: list[tuple[int, str, int]] = []
    row, last = first_row, [""]
    for row, record in enumerate(_reader(iter(io.StringIO(body, newline="")), separator), first_row):
        if len(record) > width and not is_blank(record[width:]):
            ragged.append((row, separator.join(record)[:200], len(record)))
            continue
        numbers.append(row)
        records.append((*record[:width], *[""] * (width - len(record))))
        last = record or last
    doubtful = body.count('"') % 2 or (row < first_row + 2 and not body.rstrip("\r\n").endswith('"'))
    if records and doubtful and _swallowed(last[-1]):
        raise Unreadable(_("{file} cannot be read: a quotation mark in row {row} is never closed."), row=numbers[-1])
    columns = zip(*records, strict=True) if records else ([] for _ in range(width))
    data = {f"c{place}": [clean(cell) or None for cell in column] for place, column in enumerate(columns)}
    cells = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    return cells.select(pl.Series(ROW, numbers, dtype=pl.UInt32), pl.all()), ragged


def _swallowed(cell: str) -> bool:
    """Whether the last cell of all took in the lines after it, as one with an unclosed quote does."""
    return cell.endswith("\n") or cell.count("\n") > _MOST_LINES_IN_A_CELL
