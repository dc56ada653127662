"""Cells of a text file, block by block: by polars where quotes are plain, by Python's csv module where they are odd.

Both cut the same records, so where one block ends and the next begins never changes what is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.shape import ROW, is_blank
from desktop_app.exchange.reader.text_dialect import LONGEST_CELL, backslashed, reader
from desktop_app.exchange.reader.text_narrow import Narrow

_MOST_CELLS = 4_000_000  # of one block; a line break alone makes a row of them
_MOST_CELLS_OF_ALL = 200_000_000
_LEAST_BLOCK = 1 << 10
_NARROWEST_WINDOW, _WIDEST_WINDOW = 1 << 16, 1 << 26
_MOST_RAGGED = 100_000
_LF, _CR, _QUOTE = b"\n", b"\r", b'"'


class Backslashes(Exception):
    """The quotes of this file are escaped by a backslash: it is to be read again."""


@dataclass(slots=True)
class Ragged:
    """A row with more cells than the header has names."""

    row: int
    cells: list[str]


@dataclass(slots=True)
class Cells:
    """The rows below the header, ``width`` columns wide; ``row`` is the number of the next one in the file."""

    separator: str
    width: int
    row: int
    escaped: bool = False
    ragged: list[Ragged] = field(default_factory=list)
    narrow: Narrow = field(default_factory=Narrow)
    _window: int = _WIDEST_WINDOW  # bytes that are cut at once: few around an odd quote, many elsewhere
    _count: int = 0

    def frames(self, blocks: Iterable[bytes]) -> Iterator[pl.DataFrame]:
        """Frames of ROW and c0, c1, ...; blank cells are null. Raises Unreadable, Backslashes."""
        data = b""
        for block in blocks:
            data += block
            while len(piece := self._bounded(data)) < len(data):
                used, frame = self._cut(piece, final=False)
                if not used:
                    break
                data = data[used:]
                yield frame
            used, frame = self._cut(data, final=False)
            if used:
                data = data[used:]
                yield frame
        while data:
            piece = self._bounded(data)
            used, frame = self._cut(piece, final=len(piece) == len(data))
            if not used:
                used, frame = self._cut(data, final=True)
            data = data[used:]
            yield frame

    def _bounded(self, data: bytes) -> bytes:
        """The beginning of ``data`` that cannot have more cells than memory is meant for."""
        size = min(len(data), self._window)
        while size > _LEAST_BLOCK and (data.count(_LF, 0, size) + data.count(_CR, 0, size)) * self.width > _MOST_CELLS:
            size //= 4
        return data[:size]

    def _cut(self, data: bytes, *, final: bool) -> tuple[int, pl.DataFrame]:
        """The number of bytes in whole records, and their cells."""
        plain = data
        if data.count(_CR) != data.count(b"\r\n") + (not final and data.endswith(_CR)):
            if _LF in data or _QUOTE in data:
                return self._careful(data, final)
            plain = (data if final or not data.endswith(_CR) else data[:-1]).replace(_CR, _LF)
        end = _last_end(plain, self.separator, final) if len(self.separator.encode()) == 1 else None
        if end is None:
            return self._careful(data, final)
        try:
            frame = self._quick(plain[:end]) if end else pl.DataFrame()
        except pl.exceptions.PolarsError:
            return self._careful(data, final)  # rows with more cells than columns
        if end > LONGEST_CELL:
            self._refuse_long(frame)
        self.row += frame.height
        self._window = min(2 * self._window, _WIDEST_WINDOW)
        self._account(frame)
        return end, frame

    def _quick(self, data: bytes) -> pl.DataFrame:
        """By polars. The line before the first keeps it from passing over blank ones and from looking for a mark."""
        quoted = _QUOTE in data
        names = [f"c{place}" for place in range(self.width)]
        guard = (self.separator * (self.width - 1) or "x").encode() + _LF
        cells = pl.read_csv(
            guard + data,
            has_header=False,
            separator=self.separator,
            quote_char='"' if quoted else None,
            schema=dict.fromkeys(names, pl.String),
            infer_schema=False,
            encoding="utf8",
        ).slice(1)
        if quoted and b'""' in data:
            cells = cells.with_columns(pl.when(pl.all() != "").then(pl.all()))
        if self.width > 1:
            self.narrow.look(data, cells, self.separator, self.row)
        return cells.with_row_index(ROW, offset=self.row)

    def _careful(self, data: bytes, final: bool) -> tuple[int, pl.DataFrame]:
        """By Python's csv module, which keeps a stray quote as it is; slower."""
        if not self.escaped and backslashed(data, self.separator):
            raise Backslashes
        end = len(data) if final else max(data.rfind(_LF), data.rfind(_CR, 0, len(data) - 1)) + 1
        text = data[:end].decode()
        lines = _Lines(text if not final or text.endswith(("\n", "\r")) else text + "\n")
        numbers: list[int] = []
        records: list[list[str]] = []
        used = 0
        try:
            for record in reader(lines, self.separator):
                if lines.exhausted:  # the record goes on behind the last line
                    if final:
                        raise Unreadable(
                            _("{file} cannot be read: a quotation mark in row {row} is never closed."), row=self.row
                        )
                    break
                used = lines.consumed
                self._take(record, numbers, records)
                self.row += 1
        except csv.Error:
            raise _too_long(self.row) from None
        self._window = _NARROWEST_WINDOW
        frame = self._frame(numbers, records)
        self._account(frame)
        return len(text[:used].encode()), frame

    def _account(self, frame: pl.DataFrame) -> None:
        self._count += frame.height * self.width
        if self._count > _MOST_CELLS_OF_ALL:
            text = _("{file} is refused: it has {n} columns and more than {rows} rows.")
            raise Unreadable(text, n=self.width, rows=self.row)

    def _take(self, record: list[str], numbers: list[int], records: list[list[str]]) -> None:
        missing = self.width - len(record)
        if missing < 0:
            if not is_blank(record[self.width :]):
                self._set_aside(record)
                return
            del record[self.width :]
        elif missing:
            self.narrow.add(self.row, record)
            record += [""] * missing
        numbers.append(self.row)
        records.append(record)

    def _set_aside(self, record: list[str]) -> None:
        self.ragged.append(Ragged(self.row, record))
        if len(self.ragged) > _MOST_RAGGED:
            text = _("{file} is no table: {n} of its rows have more cells than there are names of columns.")
            raise Unreadable(text, n=len(self.ragged))

    def _frame(self, numbers: list[int], records: list[list[str]]) -> pl.DataFrame:
        columns = zip(*records, strict=True) if records else ([] for _place in range(self.width))
        data = {f"c{place}": [cell or None for cell in column] for place, column in enumerate(columns)}
        cells = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        return cells.select(pl.Series(ROW, numbers, dtype=pl.UInt32), pl.all())

    def _refuse_long(self, frame: pl.DataFrame) -> None:
        longest = frame.select(pl.max_horizontal(pl.exclude(ROW).str.len_chars()).alias("longest"))["longest"]
        row = (longest > LONGEST_CELL).arg_max()
        if row is not None and longest[row] is not None and longest[row] > LONGEST_CELL:
            raise _too_long(self.row + row)


def _too_long(row: int) -> Unreadable:
    text = _(
        "{file} is refused: a cell of row {row} holds more than {n} million characters, as when a quotation mark is"
        " never closed."
    )
    return Unreadable(text, row=row, n=LONGEST_CELL // 1_000_000)


class _Lines:
    """The lines of a text; ``consumed`` counts the characters given, ``exhausted`` that one more was asked for."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.consumed = 0
        self.exhausted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.exhausted = True
            raise StopIteration
        self.consumed += len(line)
        return line


def _last_end(data: bytes, separator: str, final: bool) -> int | None:
    """Where the last record ends before which all quotes are plain csv; None when the first one's are not.

    0 when no record ends in ``data``.
    """
    if _QUOTE not in data:
        return len(data) if final else data.rfind(_LF) + 1
    import numpy as np  # only where there are quotes: most of the time this process lives is loading

    letters = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(letters == ord(_QUOTE))
    breaks = np.flatnonzero(letters == ord(_LF))
    outside = breaks[np.searchsorted(quotes, breaks) % 2 == 0]
    edges = np.zeros(256, dtype=bool)
    edges[[ord(separator), ord(_LF), ord(_CR), ord(_QUOTE)]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    opens = edges[letters[np.maximum(opening - 1, 0)]] | (opening == 0)
    closes = edges[letters[np.minimum(closing + 1, len(data) - 1)]] | (closing == len(data) - 1)
    odd = np.concatenate((opening[~opens], closing[~closes], quotes[-1:] if final and quotes.size % 2 else []))
    if odd.size:
        outside = outside[outside < odd.min()]
        return int(outside[-1]) + 1 if outside.size else None
    if final:
        return len(data)
    if outside.size:
        return int(outside[-1]) + 1
    return None if len(data) > LONGEST_CELL else 0
