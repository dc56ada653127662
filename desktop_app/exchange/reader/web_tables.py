"""Tables of web pages, which many tools write under the name of a workbook: the one that looks like the tickets.

Only the standard library's parser sees the page: no script, no style, no picture and no address in it is followed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange.reader import shape
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import Saying, Unreadable, counted
from desktop_app.exchange.reader.shape import (
    LOOK_AT,
    ROW,
    Sought,
    Table,
    clean,
    header_place,
    is_blank,
    settle,
    unique_names,
)

MOST_BYTES = 200 << 20
_MOST_COLUMNS = 16_384
_WIDEST_CELL = 1_000  # columns that one cell may span
_LONGEST_CELL = 60_000  # rows that one cell may span
_MOST_CELLS = 20_000_000
_MOST_NESTED = 50
_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "template", "title"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_WESTERN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"))
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SPACE = re.compile(r"[ \t\r\n\xa0]+")


@dataclass(slots=True)
class _Found:
    """A table of the page while it is being read; ``below`` are cells that reach into later rows, by column."""

    rows: list[list[str]] = field(default_factory=list)
    below: dict[int, tuple[str, int]] = field(default_factory=dict)
    row: list[str] | None = None
    cell: list[str] | None = None
    wide: int = 1
    high: int = 1

    def begin_row(self) -> None:
        self.end_row()
        self.row = []

    def begin_cell(self, wide: int, high: int) -> None:
        self.end_cell()
        if self.row is None:
            self.row = []
        self._carry()
        self.cell, self.wide, self.high = [], wide, high

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = _plain("".join(self.cell))
        for place in range(min(self.wide, _MOST_COLUMNS - len(self.row))):
            if self.high > 1:
                self.below[len(self.row)] = (text if place == 0 else "", self.high - 1)
            self.row.append(text if place == 0 else "")
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.row is not None:
            self._carry()
            self.rows.append(self.row)
        self.row = None

    def _carry(self) -> None:
        """Put what reaches down from above into the row, as far as it follows without a gap."""
        while self.row is not None and len(self.row) in self.below:
            text, more = self.below.pop(len(self.row))
            if more > 1:
                self.below[len(self.row)] = (text, more - 1)
            self.row.append(text)


class _Page(HTMLParser):
    """All tables of a page, those within others too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Found] = []
        self._open: list[_Found] = []
        self._unseen = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            if len(self._open) >= _MOST_NESTED:
                raise Unreadable(_("{file} is refused: its tables are nested too deeply."))
            self._open.append(_Found())
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in ("td", "th"):
            given = dict(attrs)
            wide = _number(given.get("colspan"), _WIDEST_CELL)
            self._cells += wide
            if self._cells > _MOST_CELLS:
                raise Unreadable(_("{file} is refused: it has more than {n} cells."), n=_MOST_CELLS)
            self._open[-1].begin_cell(wide, _number(given.get("rowspan"), _LONGEST_CELL))
        elif tag in _BREAKS and self._open[-1].cell:
            self._open[-1].cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_row()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in ("td", "th"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and self._open[-1].cell is not None:
            self._open[-1].cell.append(data.replace("\n", " "))

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_row()


def read(path: str, wanted: ReadAs) -> Table:
    """Read the table of a web page that looks most like the one sought. Raises Unreadable."""
    text, encoding, notes = _decoded(path, wanted.encoding)
    page = _Page()
    page.feed(text)
    page.close()
    sought = shape.sought(wanted)
    tables = [found.rows for found in page.tables if any(not is_blank(row) for row in found.rows)]
    if not tables:
        raise Unreadable(_("{file} is a web page without a table."))
    rows = max(tables, key=lambda rows: (_score(rows, sought), sum(map(len, rows))))
    table = _shaped(rows, wanted, sought)
    table.encoding, table.notes, table.encoding_sure = encoding, notes, not notes
    if len(tables) > 1:
        one, many = "{n} other table of the web page was left out.", "{n} other tables of the web page were left out."
        table.notes.append(counted(one, many, len(tables) - 1))
    return table


def _score(rows: Sequence[Sequence[str]], sought: Sought) -> int:
    best = max((sought.score(row) for row in rows[:LOOK_AT]), default=0)
    return best if best >= 2 else 0


def _shaped(rows: list[list[str]], wanted: ReadAs, sought: Sought) -> Table:
    width = max(map(len, rows))
    place = header_place(rows, sought, wanted.header_row)
    written = [*rows[place], *[""] * (width - len(rows[place]))]
    names = unique_names(written)
    body = [[*row, *[""] * (width - len(row))] for row in rows[place + 1 :]]
    data = {f"c{n}": [clean(row[n]) or None for row in body] for n in range(width)}
    cells = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_row_index(ROW, offset=place + 2)
    kept, persons = settle(cells, names, written, sought)
    header = tuple(name for name in names if name in kept.columns or name in persons)
    return Table(kept, header, place + 1, tuple(persons))


def _decoded(path: str, told: str | None) -> tuple[str, str, list[Saying]]:
    """The page, its encoding (by byte order mark, as told, as it says itself, UTF-8) and what to say of it."""
    with Path(path).open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(_("{file} is refused: it holds more than {size} MB."), size=MOST_BYTES >> 20)
    bom, encoding = next((pair for pair in _BOMS if data.startswith(pair[0])), (b"", ""))
    said = _CHARSET.search(data[:4096])
    for name in filter(None, (encoding, told, _as_browsers(said[1].decode()) if said else "", "utf-8")):
        try:
            return clean(data[len(bom) :].decode(name)), name.lower(), []
        except (UnicodeDecodeError, LookupError):
            continue
    note = Saying(_("The file is not in UTF-8; it was read as Windows-1252. Look at the accents below."))
    return clean(data.decode("cp1252", "replace")), "cp1252", [note]


def _as_browsers(charset: str) -> str:
    """What browsers take for Windows-1252, because pages that say so are written in it."""
    return "cp1252" if charset.lower() in _WESTERN else charset


def _plain(text: str) -> str:
    """A cell as a browser shows it: white space is one blank, and a break is a line of its own."""
    return "\n".join(line for part in text.split("\n") if (line := _SPACE.sub(" ", part).strip()))


def _number(text: str | None, most: int) -> int:
    return max(1, min(int(text), most)) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
