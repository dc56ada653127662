"""Workbooks in XML (xlsx, xlsm): fastexcel for the values, once; a stream over the XML beside it for what it hides."""

from __future__ import annotations

import threading

import polars as pl

from desktop_app.exchange.reader import workbook_parts, workbook_values
from desktop_app.exchange.reader.saying import Saying
from desktop_app.exchange.reader.workbook_cells import Taken
from desktop_app.exchange.reader.workbook_epoch import since_1904
from desktop_app.exchange.reader.workbook_found import Findings
from desktop_app.exchange.reader.workbook_streamed import streamed
from desktop_app.exchange.reader.workbook_values import Begun, Small, Values


class _Look(threading.Thread):
    """Looks through the sheet's XML while fastexcel, which lets other threads run, reads its values."""

    def __init__(self, path: str, part: str, small: Small) -> None:
        super().__init__(daemon=True)
        self._path, self._part, self._small = path, part, small
        self._found = Findings()
        self._trouble: BaseException | None = None

    def run(self) -> None:
        try:
            self._found = workbook_parts.look_through(self._path, self._part, self._small.texts, self._small.styles)
        except BaseException as trouble:
            self._trouble = trouble  # whatever it is, ``findings`` raises it: nothing hidden stays unsaid

    def findings(self) -> Findings:
        self.join()
        if self._trouble:
            raise self._trouble
        return self._found


class Book:
    """An xlsx on which a start was made; with ``streaming`` fastexcel is kept away from it."""

    def __init__(self, begun: Begun, *, streaming: bool) -> None:
        self._begun, self._streaming = begun, streaming or begun.streaming
        self.sheets: tuple[str, ...] = tuple(begun.parts)
        self.hidden: list[str] = begun.hidden
        self.notes: list[Saying] = begun.notes
        self.since_1904 = since_1904(begun.path, begun.small.main)

    def taken(self, name: str) -> Taken | None:
        """The cells of a sheet, None where it has none. Raises Unreadable."""
        part = self._begun.parts[name]
        look = _Look(self._begun.path, part, self._begun.small)
        look.start()
        values = self._values(name, part)
        if values is None:
            taken = streamed(self._begun.path, name, part)
        else:
            cells = values.frame()
            taken = None if cells is None else Taken(_as_times(cells, self.since_1904), Findings(), first=None)
        found = look.findings()
        if taken is not None:
            if values is None:
                found.errors = taken.found.errors
            taken.found = found
        return taken

    def _values(self, name: str, part: str) -> Values | None:
        if self._streaming:
            return None
        if name == self._begun.names[0]:
            return self._begun.first
        return workbook_values.values(self._begun.path, name, part, self._begun.small)


def _as_times(cells: pl.DataFrame, since_1904: bool) -> pl.DataFrame:
    """Times of day without the day that calamine gives them, which nobody wrote: the one before all others."""
    day = "1904-01-01 " if since_1904 else "1899-12-31 "
    timed = [each.name for each in cells if each.str.starts_with(day).any()]
    return cells.with_columns(pl.col(timed).str.strip_prefix(day)) if timed else cells
