"""Old Excel workbooks (.xls of Excel 5 to 2003), read by xlrd: they end at 65,536 rows, so one reader does it all.

xlrd tells errors from text, which calamine does not, and holds the filled cells alone. Names and macros are never
looked at. Hidden rows and the end of the sheet are found by a walk over its records.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Saying, Unreadable
from desktop_app.exchange.reader.workbook_cells import Gathered, Row, Taken
from desktop_app.exchange.reader.workbook_found import Findings, damaged, ignored, protected
from desktop_app.exchange.reader.workbook_text import date_text, number_text

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(6)  # types of cells in xlrd
_ROW, _BEGIN, _END = 0x208, 0x809, 0x0A
_MERGED = 0xE5
_HIDDEN = 0x20
_OLDEST = 50
_MACROS = ("_VBA_PROJECT", "Macros")


class Book:
    """An open workbook; ``sheets`` are the names of all its worksheets in their order."""

    def __init__(self, path: str) -> None:
        self._data = Path(path).read_bytes()
        self._book = _opened(self._data)
        self.sheets = tuple(str(name) for name in self._book._sheet_names)
        shown = self._book._sheet_visibility
        self.hidden = [name for name, how in zip(self.sheets, shown, strict=True) if how]
        self.since_1904 = bool(self._book.datemode)
        self.notes: list[Saying] = ignored(macros=self._macros(), links=self._links())

    def taken(self, name: str) -> Taken | None:
        """The cells of a sheet, None where it has none. Raises Unreadable."""
        place = self.sheets.index(name)
        gathered = Gathered(name)
        try:
            self._walk(place, name, gathered.found)
            sheet = self._sheet(place, name)
            for number, (types, values) in enumerate(zip(sheet._cell_types, sheet._cell_values, strict=True), 1):
                if types:
                    gathered.row(number, self._row(gathered, number, types, values))
        except Unreadable:
            raise
        except Exception:  # xlrd raises whatever broken bytes lead to
            raise damaged(name) from None
        return gathered.taken()

    def _sheet(self, place: int, name: str) -> Any:
        """As xlrd reads a sheet, but for its comments, over which it stumbles."""
        import xlrd

        self._book._position = self._book._sh_abs_posn[place]
        self._book.getbof(xlrd.biffh.XL_WORKSHEET)
        sheet = xlrd.sheet.Sheet(self._book, self._book._position, name, place)
        sheet.handle_note = lambda *_comment: None
        sheet.read(self._book)
        return sheet

    def _row(self, gathered: Gathered, number: int, types: Any, values: list[Any]) -> Row:
        row: Row = []
        for column, (kind, value) in enumerate(zip(types, values, strict=True)):
            if kind == _TEXT:
                if value:
                    row.append((column, value))
            elif kind == _NUMBER:
                row.append((column, number_text(value)))
            elif kind == _DATE:
                row.append((column, date_text(value, since_1904=self.since_1904)))
            elif kind == _BOOLEAN:
                row.append((column, "true" if value else "false"))
            elif kind == _ERROR:
                gathered.error(number, column, _error(value))
        return row

    def _walk(self, place: int, name: str, found: Findings) -> None:
        """Find hidden rows and merged cells. Raises Unreadable for a sheet that ends before its end is told."""
        data, position = self._book.mem, self._book._sh_abs_posn[place]
        depth = 0
        try:
            while True:
                code, length = struct.unpack_from("<HH", data, position)
                if code == _ROW and length >= 14:
                    number, options = struct.unpack_from("<H10xH", data, position + 4)
                    if options & _HIDDEN:
                        found.hidden.add(number + 1)
                elif code == _MERGED:
                    for at in range(position + 6, position + 4 + length - 7, 8):
                        first, last, column = struct.unpack_from("<HHH", data, at)
                        found.merge(column, first + 1, last + 1)
                elif code == _BEGIN:  # charts inside the sheet have a beginning and an end of their own
                    depth += 1
                elif code == _END:
                    depth -= 1
                    if depth <= 0:
                        return
                position += 4 + length
        except struct.error:
            raise damaged(name) from None

    def _macros(self) -> bool:
        return any(name.encode("utf-16-le") + b"\x00\x00" in self._data for name in _MACROS)

    def _links(self) -> bool:
        return bool({2, 4} & set(self._book._supbook_types))  # other files, and programs asked for values


def _opened(data: bytes) -> Any:
    """xlrd's book with its sheets not yet read. Raises Unreadable."""
    import xlrd

    book = xlrd.book.Book()
    book.names_epilogue = lambda: None  # formulas behind names are not computed
    book.handle_name = lambda _data: None
    try:
        book.biff2_8_load(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True, ignore_workbook_corruption=True
        )
        book.biff_version = book.getbof(xlrd.biffh.XL_WORKBOOK_GLOBALS)
        if book.biff_version < _OLDEST:
            raise Unreadable(_("{file} was written by an Excel older than 5. Save it as xlsx or csv and import that."))
        book.parse_globals()
        book._sheet_list = [None] * len(book._sheet_names)
    except Unreadable:
        raise
    except Exception as trouble:
        if "encrypted" in str(trouble):
            raise protected() from None
        if "Can't find workbook" in str(trouble):
            raise Unreadable(_("{file} is no table: it is an Office file without a sheet.")) from None
        raise damaged("Workbook") from None
    if not book._sheet_names:
        raise Unreadable(_("{file} is empty: no sheet holds any cells."))
    return book


def _error(code: int) -> str:
    import xlrd

    return str(xlrd.error_text_from_code.get(code, "#?"))
