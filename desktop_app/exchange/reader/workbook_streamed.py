"""A sheet of a workbook in XML, cell by cell by openpyxl: for sheets that calamine must not be given."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib

from desktop_app.exchange.reader.shape import clean
from desktop_app.exchange.reader.workbook_cells import Gathered, Row, Taken
from desktop_app.exchange.reader.workbook_found import damaged
from desktop_app.exchange.reader.workbook_text import number_text

_LAST_ROW = 1_048_576
_BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError, OverflowError, EOFError)


def streamed(path: str, name: str, part: str) -> Taken | None:
    """The cells of a sheet, None where it has none. Raises Unreadable."""
    gathered = Gathered(part)
    try:
        _gather(path, name, gathered)
    except (*_BROKEN, zipfile.BadZipFile, zlib.error):
        raise damaged(part) from None
    return gathered.taken()


def _gather(path: str, name: str, gathered: Gathered) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book[name]
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        for cells in sheet.iter_rows(max_row=_LAST_ROW):
            row: Row = []
            number = 0
            for cell in cells:
                if cell.value is None or cell.value == "":
                    continue
                number = cell.row
                if cell.data_type == "e":
                    gathered.error(number, cell.column - 1, str(cell.value))
                else:
                    row.append((cell.column - 1, text_of(cell.value)))
            if row:
                gathered.row(number, row)
    finally:
        book.close()


def text_of(value: object) -> str:
    """A cell's value as fastexcel gives it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number_text(float(value)) if isinstance(value, float) else str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    if isinstance(value, dt.date):
        return f"{value} 00:00:00"
    return clean(str(value))
