"""Formulas that carry the value they have now, so that a preview, a phone or a script that does not calculate sees it.

openpyxl writes formulas without values; these are put into the finished file. Excel and LibreOffice calculate again
when they open it.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from html import escape
from typing import IO, Any, Final

from desktop_app.exchange.exports import clean

Live = str | int | float

_CELL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*>[^<]*</f>)<v\s*/>')
_PRODUCER: Final = re.compile(rb"<Application>[^<]*</Application>")


class LiveCells:
    """The formulas of one workbook and their values, by sheet and cell."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, Live]] = {}

    def put(self, page: Any, at: str, formula: str, value: Live, *, array: bool = False) -> Any:
        """Write a formula into a cell; ``array`` for one that works on whole ranges. Returns the cell."""
        from openpyxl.worksheet.formula import ArrayFormula

        page[at] = ArrayFormula(at, formula) if array else formula
        self._values.setdefault(page.title, {})[at] = value
        return page[at]

    def save(self, book: Any, file: IO[bytes]) -> None:
        """Write the workbook with its values."""
        bare = io.BytesIO()
        book.save(bare)
        sheets = {f"xl/worksheets/sheet{n}.xml": page.title for n, page in enumerate(book.worksheets, 1)}
        with (
            zipfile.ZipFile(bare) as source,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for entry in source.infolist():
                data = source.read(entry)
                if entry.filename in sheets:
                    data = self._filled(data, self._values.get(sheets[entry.filename], {}))
                elif entry.filename == "docProps/app.xml":
                    data = _PRODUCER.sub(b"<Application>Second Way</Application>", data)
                target.writestr(entry, data)

    def _filled(self, xml: bytes, values: dict[str, Live]) -> bytes:
        def with_value(found: re.Match[bytes]) -> bytes:
            value = values.get(found[1].decode())
            if value is None or (isinstance(value, float) and not math.isfinite(value)):
                return found[0]
            kind = b' t="str"' if isinstance(value, str) else b""
            text = escape(clean(value), quote=False) if isinstance(value, str) else repr(value)
            return b'<c r="%b"%b%b>%b<v>%b</v>' % (found[1], found[2], kind, found[3], text.encode())

        return _CELL.sub(with_value, xml) if values else xml


def literal(text: str) -> str:
    """Text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def sheet_ref(title: str) -> str:
    """The name of a sheet inside a formula, with its exclamation mark."""
    return "'" + title.replace("'", "''") + "'!"
