"""What a sheet in XML hides, found tag by tag: for sheets whose cells do not say where they stand, but are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from desktop_app.exchange.reader.letters import column_index, column_letter
from desktop_app.exchange.reader.workbook_found import Findings
from desktop_app.exchange.reader.workbook_text import LAST_DAY

_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_SPAN = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")


def walk(stream: IO[bytes], dates: set[int]) -> Findings:
    """Errors, formulas without a result and hidden rows; ``dates`` are the styles that show dates.

    Raises expat.ExpatError for what is no XML, ValueError for places that are none, Unreadable for too many findings.
    """
    found = _Walk(dates)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.said
    parser.ParseFile(stream)
    return found.found


class _Walk:
    def __init__(self, dates: set[int]) -> None:
        self.found = Findings()
        self._dates = dates
        self._row, self._column = 0, -1
        self._cell: Mapping[str, str] = {}
        self._formula = self._inline = self._listening = False
        self._value: list[str] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(given.get("r", self._row + 1)), -1
            if given.get("hidden") in ("1", "true"):
                self.found.hidden.add(self._row)
        elif name == "c":
            place = _PLACE.fullmatch(given.get("r", ""))
            self._column = column_index(place[1]) if place else self._column + 1
            self._cell, self._value = given, []
            self._formula = self._inline = False
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline = True
        elif name == "mergeCell" and (span := _SPAN.fullmatch(given.get("ref", ""))):
            self.found.merge(column_index(span[1]), int(span[2]), int(span[3]))
        self._listening = name == "v"

    def said(self, text: str) -> None:
        if self._listening:
            self._value.append(text)

    def end(self, name: str) -> None:
        self._listening = False
        if name.rpartition(":")[2] == "c":
            self._end_cell("".join(self._value))

    def _end_cell(self, value: str) -> None:
        found, kind = self.found, self._cell.get("t", "n")
        if value or self._inline:
            found.first = self._column if found.first is None else min(found.first, self._column)
        if kind == "e" and value:
            found.error(column_letter(self._column), self._row, value)
        elif self._formula and not value and not self._inline:
            found.without_result(column_letter(self._column), self._row)
        elif value and kind == "n" and self._is_date() and not 0 <= float(value) < LAST_DAY + 1:
            found.error(column_letter(self._column), self._row, value)

    def _is_date(self) -> bool:
        return int(self._cell.get("s", "0")) in self._dates
