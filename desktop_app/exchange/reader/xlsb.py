"""Binary workbooks (.xlsb), read record by record.

calamine takes errors of cells for blanks, panics on some files and holds the whole rectangle of a sheet; the records
are plain enough to be read here.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator

from desktop_app.exchange.reader import xlsb_records
from desktop_app.exchange.reader.workbook_cells import Gathered, Row, Taken
from desktop_app.exchange.reader.workbook_found import damaged
from desktop_app.exchange.reader.workbook_relations import left_alone, main_part, relations
from desktop_app.exchange.reader.workbook_text import date_text, number_text

_ROW, _SHEET_END, _MERGED = 0, 146, 176
_RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _FORMULA_ERROR = 8, 9, 10, 11
_SHORT = {13: _RK, 14: _ERROR, 15: _BOOLEAN, 16: _REAL, 17: _TEXT, 18: _SHARED}  # in the column after the last one
_RICH_TEXT = 62
_LAST_ROW = 1_048_576
_BROKEN = (struct.error, IndexError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, OverflowError)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class Book:
    """An open workbook; ``sheets`` are the names of all its worksheets in their order."""

    def __init__(self, path: str) -> None:
        self._path = path
        part = "xl/workbook.bin"
        try:
            with zipfile.ZipFile(path) as archive:
                part = main_part(archive, part)
                related = relations(archive, part)
                entries, self.since_1904 = xlsb_records.workbook(archive, part)
                self._small = dict(related.values())  # by kind; sheets share one, which is not asked for here
                self.notes = left_alone(archive)
        except _BROKEN:
            raise damaged(part) from None
        self._parts: dict[str, str] = {}
        self.hidden: list[str] = []
        for entry in entries:
            kind, target = related.get(entry.relation, ("", ""))
            if kind == "worksheet":
                self._parts[entry.name] = target
                self.hidden += [entry.name] if entry.hidden else []
        self.sheets = tuple(self._parts)
        if not self.sheets:
            raise damaged(part)
        self._known: tuple[list[str], set[int]] | None = None

    def taken(self, name: str) -> Taken | None:
        """The cells of a sheet, None where it has none. Raises Unreadable."""
        part = self._parts[name]
        gathered = Gathered(name)
        try:
            with zipfile.ZipFile(self._path) as archive:
                texts, dates = self._shared(archive)
                with archive.open(part) as stream:
                    cells = _Cells(gathered, texts, dates, since_1904=self.since_1904)
                    whole = cells.read(xlsb_records.records(stream, part))
        except _BROKEN:
            raise damaged(part) from None
        if not whole:
            raise damaged(part)
        return gathered.taken()

    def _shared(self, archive: zipfile.ZipFile) -> tuple[list[str], set[int]]:
        """Texts and styles, read once for all sheets."""
        if self._known is None:
            texts = self._small.get("sharedStrings", "")
            try:
                held = xlsb_records.shared_strings(archive, texts)
            except _BROKEN:
                raise damaged(texts) from None
            self._known = held, xlsb_records.date_styles(archive, self._small.get("styles", ""))
        return self._known


class _Cells:
    """Puts the records of one sheet into rows."""

    def __init__(self, gathered: Gathered, texts: list[str], dates: set[int], *, since_1904: bool) -> None:
        self._gathered, self._texts, self._dates, self._since_1904 = gathered, texts, dates, since_1904
        self._number, self._row, self._column = 0, Row(), -1

    def read(self, records: Iterator[tuple[int, bytes]]) -> bool:
        """Whether the cells came to their end; the rest of the part is read for its sum alone."""
        whole = False
        for kind, data in records:
            if kind == _ROW and not whole:
                self._end_row()
                self._number, self._column = struct.unpack_from("<I", data)[0] + 1, -1
                if self._number > _LAST_ROW:
                    raise IndexError
                if data[11] & 0x10:
                    self._gathered.found.hidden.add(self._number)
            elif kind <= _FORMULA_ERROR and not whole:
                self._column = struct.unpack_from("<I", data)[0]
                self._cell(kind, data, int.from_bytes(data[4:7], "little"), 8)
            elif kind in _SHORT and not whole:
                self._column += 1
                self._cell(_SHORT[kind], data, int.from_bytes(data[0:3], "little"), 4)
            elif kind == _RICH_TEXT and not whole:
                self._column = struct.unpack_from("<I", data)[0]
                self._cell(_TEXT, data, 0, 9)
            elif kind == _MERGED:
                first, last, column = struct.unpack_from("<III", data)
                self._gathered.found.merge(column, first + 1, last + 1)
            elif kind == _SHEET_END:
                self._end_row()
                whole = True
        return whole

    def _end_row(self) -> None:
        if self._row:
            self._gathered.row(self._number, self._row)
            self._row = Row()

    def _cell(self, kind: int, data: bytes, style: int, at: int) -> None:
        """Take one cell whose value is at ``at`` of its record."""
        text = ""
        if kind == _SHARED:
            text = self._texts[struct.unpack_from("<I", data, at)[0]]
        elif kind in (_REAL, _FORMULA_NUMBER):
            text = self._number_text(struct.unpack_from("<d", data, at)[0], style)
        elif kind == _RK:
            text = self._number_text(_rk(struct.unpack_from("<I", data, at)[0]), style)
        elif kind in (_TEXT, _FORMULA_TEXT):
            text = xlsb_records.wide_string(data, at)[0]
        elif kind in (_BOOLEAN, _FORMULA_BOOLEAN):
            text = "true" if data[at] else "false"
        elif kind in (_ERROR, _FORMULA_ERROR):
            self._gathered.error(self._number, self._column, _ERRORS.get(data[at], "#?"))
        if text:
            self._row.append((self._column, text))

    def _number_text(self, value: float, style: int) -> str:
        return date_text(value, since_1904=self._since_1904) if style in self._dates else number_text(value)


def _rk(packed: int) -> float:
    """A number in four bytes: the upper half of a double or an integer, perhaps times a hundred."""
    value: float
    if packed & 2:
        value = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 1 else float(value)
