"""OpenDocument workbooks (.ods), read cell by cell as the file comes: one pass for values, errors and hidden rows.

calamine takes errors for blanks and times for nothing, and tells no hidden rows.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from desktop_app.domain.language import _
from desktop_app.exchange.reader.ods_cells import TableCells
from desktop_app.exchange.reader.ods_values import STYLE, TABLE
from desktop_app.exchange.reader.saying import Saying, Unreadable
from desktop_app.exchange.reader.workbook_cells import Gathered, Taken
from desktop_app.exchange.reader.workbook_found import damaged, ignored, protected

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_PIECE = 1 << 18
_TABLE = TABLE + "table"
_LINKS = {TABLE + "dde-links", TABLE + "table-source"}
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError)


class Book:
    """A workbook read from beginning to end; ``sheets`` are the names of its sheets in their order."""

    def __init__(self, path: str) -> None:
        reader = _Reader()
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                if "encrypted-package" in names or (
                    _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST)
                ):
                    raise protected()
                with archive.open(_CONTENT) as stream:
                    while piece := stream.read(_PIECE):
                        reader.parser.Parse(piece, False)
                    reader.parser.Parse(b"", True)
        except _BROKEN:
            raise damaged(_CONTENT) from None
        if not reader.sheets:
            raise Unreadable(_("{file} is empty: no sheet holds any cells."))
        self._tables, self.hidden = reader.sheets, reader.hidden
        self.sheets = tuple(reader.sheets)
        macros = any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names)
        self.since_1904 = False  # dates are written out
        self.notes: list[Saying] = ignored(macros=macros, links=reader.links)

    def taken(self, name: str) -> Taken | None:
        """The cells of a sheet, None where it has none. Raises Unreadable."""
        gathered, cells = self._tables[name]
        if cells.refused:
            raise cells.refused
        return gathered.taken()


class _Reader:
    """Follows the XML from table to table; inside one it hands over to TableCells."""

    def __init__(self) -> None:
        self.sheets: dict[str, tuple[Gathered, TableCells]] = {}
        self.hidden: list[str] = []
        self.links = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = _refuse
        self._aside = 0  # depth inside something that holds no cells
        self._style = ""
        self._unseen: set[str] = set()  # styles of hidden tables
        self._outside()

    def _outside(self) -> None:
        """Listen for the next table."""
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = None

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name in _LINKS:
            self.links = True
        if self._aside:
            self._aside += 1
        elif name == TABLE + "tracked-changes":
            self._aside = 1
        elif name == _TABLE:
            self._table(given)
        elif name == STYLE + "style":
            self._style = given.get(STYLE + "name", "")
        elif name == STYLE + "table-properties" and given.get(TABLE + "display") == "false":
            self._unseen.add(self._style)

    def _end(self, _name: str) -> None:
        self._aside = max(0, self._aside - 1)

    def _table(self, given: Mapping[str, str]) -> None:
        name = given.get(TABLE + "name", "")
        if name.startswith("'file:"):  # what another file held when it was last asked
            self.links, self._aside = True, 1
            return
        if given.get(TABLE + "style-name") in self._unseen:
            self.hidden.append(name)
        gathered = Gathered(name)
        cells = TableCells(gathered, self._outside)
        self.sheets[name] = gathered, cells
        self.parser.StartElementHandler = cells.start
        self.parser.EndElementHandler = cells.end
        self.parser.CharacterDataHandler = cells.said


def _refuse(*_declared: object) -> None:
    raise ValueError("entities are declared")
