"""Text tables: encoding, separator and header by our own vote, the cells block by block so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import polars as pl

from desktop_app.exchange.reader import shape
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.shape import ROW, Table, unique_names
from desktop_app.exchange.reader.text_bytes import BLOCK, Lost, Source, as_utf8, doubled
from desktop_app.exchange.reader.text_cells import Backslashes, Cells
from desktop_app.exchange.reader.text_dialect import SAMPLE, backslashed, head, place_of_header
from desktop_app.exchange.reader.text_encoding import Encoding, first_guess, replaced, voted
from desktop_app.exchange.reader.text_rows import Rows

_FOUND = ReadAs()
Told = Callable[[int, float], None]  # rows so far, share of the file


class Sink(Protocol):
    """Where rows go as they are read; a file that was taken for another encoding begins anew."""

    def begin(self) -> None: ...

    def take(self, frame: pl.DataFrame) -> None: ...


class Gathered:
    """All rows in memory."""

    def __init__(self) -> None:
        self.frames: list[pl.DataFrame] = []

    def begin(self) -> None:
        self.frames = []

    def take(self, frame: pl.DataFrame) -> None:
        self.frames.append(frame)


def read(path: str, member: str, wanted: ReadAs = _FOUND, *, block: int = BLOCK) -> Table:
    """Read the text file, or the ``member`` of a zip, into memory. Raises Unreadable."""
    gathered = Gathered()
    table = stream(path, member, wanted, gathered, block=block)
    table.rows = pl.concat([table.rows, *(frame.select(table.rows.columns) for frame in gathered.frames)])
    return table


def stream(
    path: str,
    member: str,
    wanted: ReadAs,
    sink: Sink,
    *,
    told: Told | None = None,
    block: int = BLOCK,
) -> Table:
    """The same with its rows given to ``sink``; the table's own have their columns alone.

    What ``sink`` takes may hold a column more, which is to be left out. Raises Unreadable.
    """
    source = Source(path, member, block)
    encoding, escaped = first_guess(source.head(), wanted.encoding), False
    while True:
        sink.begin()
        try:
            return _table(source, encoding, escaped, wanted, sink, told)
        except UnicodeDecodeError:
            encoding = voted(source.blocks(BLOCK))
        except Backslashes:
            escaped = True


def _table(source: Source, encoding: Encoding, escaped: bool, wanted: ReadAs, sink: Sink, told: Told | None) -> Table:
    lost = Lost()
    blocks = as_utf8(source.blocks(), encoding, lost)
    if escaped:
        blocks = doubled(blocks)
    sought = shape.sought(wanted)
    start, whole = _start(blocks)
    found = head(start[:SAMPLE], whole, wanted.delimiter, sought, wanted.header_row)
    if not escaped and backslashed(start[:SAMPLE], found.separator):
        raise Backslashes
    place = place_of_header(found, sought, wanted.header_row)
    written = [cell.strip() for cell in found.records[place]]
    cells = Cells(found.separator, len(written), place + 2, escaped)
    rows = Rows(unique_names(written), written, sought)
    for frame in rows.take(cells.frames(_after(start, found.ends[place], blocks))):
        sink.take(frame)
        if told is not None:
            told(cells.row - place - 2, source.share)
    notes = [*encoding.notes, *cells.narrow.notes(cells.row - 1, len(written))]
    broken = lost.count if encoding.sure else 0  # a guess says already that it is one
    if broken:
        notes.insert(0, replaced(broken, encoding))
    return Table(
        pl.DataFrame(schema={ROW: pl.UInt32, **dict.fromkeys(rows.columns, pl.String)}),
        rows.header,
        place + 1,
        tuple(rows.persons),
        encoding=encoding.name,
        delimiter=found.separator,
        ragged=rows.ragged(cells.ragged, found.separator),
        notes=notes,
        encoding_sure=encoding.sure and not broken,
    )


def _start(blocks: Iterator[bytes]) -> tuple[bytes, bool]:
    """The beginning of the text, more than SAMPLE bytes of it where there are more; whether it is all of it."""
    start = b""
    for block in blocks:
        start += block
        if len(start) > SAMPLE:
            return start, False
    return start, True


def _after(start: bytes, end: int, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield start[end:]
    yield from blocks
