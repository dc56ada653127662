"""The cells of one table of an OpenDocument workbook, put together from what its XML says bit by bit.

These three handlers are called several times for each cell, millions of times for a large sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop_app.exchange.reader.ods_values import DRAWN, OFFICE, TABLE, TEXT, cell_text, error_of
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.workbook_cells import Gathered, Row

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_AT_ONCE = 4_000_000  # cells that one row comes to by being repeated
_MOST_BLANKS = 1000
_BLANKS = re.compile(r"[ \t\r\n]+")
_CELL, _COVERED, _ROW = TABLE + "table-cell", TABLE + "covered-table-cell", TABLE + "table-row"
_PARAGRAPH, _SPACES, _TAB, _BREAK = TEXT + "p", TEXT + "s", TEXT + "tab", TEXT + "line-break"
_REPEATED, _ROWS_REPEATED = TABLE + "number-columns-repeated", TABLE + "number-rows-repeated"
_ROWS_SPANNED = TABLE + "number-rows-spanned"
_FORMULA, _KIND, _VISIBILITY = TABLE + "formula", OFFICE + "value-type", TABLE + "visibility"
_ASIDE = {OFFICE + "annotation", TABLE + "detective", TABLE + "shapes", TABLE + "table"}  # hold none of our cells


class TableCells:
    """Handlers for what is inside a table. They raise ValueError for numbers that cannot be."""

    def __init__(self, gathered: Gathered, ended: Callable[[], None]) -> None:
        self.refused: Unreadable | None = None
        self._gathered, self._ended = gathered, ended
        self._number, self._rows, self._hidden = 1, 1, False
        self._row = Row()
        self._errors: list[tuple[int, str]] = []  # of the row: column, and the error or nothing for a lost result
        self._column = self._aside = self._paragraphs = 0
        self._cell: Mapping[str, str] = {}
        self._words: list[str] = []
        self._listening = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if self._aside or name in _ASIDE or name.startswith(DRAWN):
            self._aside += 1
        elif name in (_CELL, _COVERED):
            self._cell, self._words, self._paragraphs = given, [], 0
        elif name == _PARAGRAPH:
            if self._paragraphs:
                self._words.append("\n")
            self._paragraphs += 1
            self._listening = True
        elif name == _ROW:
            self._rows = int(given.get(_ROWS_REPEATED, "1"))
            self._hidden = given.get(_VISIBILITY, "visible") != "visible"
            self._row, self._errors, self._column = Row(), [], 0
        elif name == _SPACES:
            self._words.append(" " * min(_MOST_BLANKS, int(given.get(TEXT + "c", "1"))))
        elif name in (_TAB, _BREAK):
            self._words.append("\t" if name == _TAB else "\n")

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == _CELL:
            self._end_cell()
        elif name == _PARAGRAPH:
            self._listening = False
        elif name == _COVERED:  # lies under a merged cell and shows nothing
            self._column += int(self._cell.get(_REPEATED, "1"))
        elif name == _ROW:
            self._end_row()
        elif name == TABLE + "table":
            self._ended()

    def said(self, text: str) -> None:
        """Characters of the file, of which only those in a paragraph are the cell's; blanks count once."""
        if self._listening and not self._aside:
            self._words.append(_BLANKS.sub(" ", text))

    def _end_cell(self) -> None:
        given, repeated = self._cell, int(self._cell.get(_REPEATED, "1"))
        first, self._column = self._column, self._column + repeated
        if _ROWS_SPANNED in given:
            spanned = given[_ROWS_SPANNED]
            rows = int(spanned) if spanned.isdecimal() else 1  # what cannot be read spans nothing
            self._gathered.found.merge(first, self._number, self._number + rows - 1)
        if not self._words and _KIND not in given and _FORMULA not in given:
            return
        if self._column > _MOST_COLUMNS:
            raise ValueError("a table wider than any")
        shown = "".join(self._words)
        error = error_of(given, shown)
        if error or (_FORMULA in given and _KIND not in given and not shown):
            self._errors += [(column, error) for column in range(first, self._column)]
        elif text := cell_text(given, shown):
            self._row += [(column, text) for column in range(first, self._column)]

    def _end_row(self) -> None:
        number, self._number = self._number, self._number + self._rows
        if self.refused or not (self._row or self._errors):
            return
        if self._number > _MOST_ROWS + 1:
            raise ValueError("a table longer than any")
        try:
            if self._rows * len(self._row) > _MOST_AT_ONCE and self._rows > 1:
                raise self._gathered.too_large(self._rows * len(self._row))
            for place in range(number, self._number):
                self._gathered.row(place, self._row)
                if self._hidden:
                    self._gathered.found.hidden.add(place)
            for place in range(number, self._number) if self._errors else ():
                self._tell_errors(place)
        except Unreadable as refused:  # the other sheets may be read
            self.refused = refused

    def _tell_errors(self, row: int) -> None:
        for column, error in self._errors:
            if error:
                self._gathered.error(row, column, error)
            else:
                self._gathered.valueless(row, column)
