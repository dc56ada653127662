"""The beginning of reading a workbook: which sheet, and fastexcel at work on it in a thread.

This module and what it needs load no polars, which takes a fifth of a second: it is loaded while fastexcel, which lets
other threads run, reads.
"""

from __future__ import annotations

import logging
import threading
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.exchange.reader import workbook_parts, workbook_relations
from desktop_app.exchange.reader.saying import Saying
from desktop_app.exchange.reader.workbook_found import damaged

if TYPE_CHECKING:
    import fastexcel
    import polars as pl

_MAIN = "xl/workbook.xml"


class Values(threading.Thread):
    """Reads the values of one sheet; ``frame`` waits for them."""

    def __init__(self, path: str, sheet: str, part: str) -> None:
        super().__init__(daemon=True)
        self._path, self._sheet, self._part = path, sheet, part
        self._loaded: fastexcel.ExcelSheet | None = None
        self._trouble: BaseException | None = None
        self.start()

    def run(self) -> None:
        import fastexcel

        logging.getLogger("fastexcel").setLevel(logging.ERROR)
        try:
            book = fastexcel.read_excel(self._path)
            self._loaded = book.load_sheet(self._sheet, header_row=None, skip_rows=0, dtypes="string")
        except BaseException as trouble:
            self._trouble = trouble  # a panic of fastexcel is no Exception; ``frame`` raises it

    def frame(self) -> pl.DataFrame | None:
        """All cells as text, None for an empty sheet. Raises Unreadable."""
        import fastexcel

        self.join()
        try:
            if self._trouble is not None:
                raise self._trouble
            return self._loaded.to_polars() if self._loaded is not None else None
        except fastexcel.FastExcelError as error:
            if "empty" in str(error).lower():
                return None
            raise damaged(self._part) from None


@dataclass(frozen=True, slots=True)
class Small:
    """Parts beside the sheets: the workbook itself, texts that cells share, and how cells look."""

    main: str
    texts: str
    styles: str


@dataclass(frozen=True, slots=True)
class Begun:
    """``names`` are the sheets to look at in this order, ``parts`` all sheets; ``first`` reads the first of ``names``.

    ``first`` is None where that sheet is not for fastexcel.
    """

    path: str
    parts: dict[str, str]
    hidden: list[str]
    names: list[str]
    first: Values | None
    small: Small
    notes: list[Saying]
    streaming: bool


def begin(path: str, sheet: str | None, *, streaming: bool) -> Begun:
    """Start on ``sheet``, or the first visible one. Raises Unreadable."""
    main = _MAIN
    try:
        with zipfile.ZipFile(path) as archive:
            main = workbook_relations.main_part(archive, main)
            parts, hidden = workbook_parts.sheet_parts(archive, main)
            related = dict(workbook_relations.relations(archive, main).values())
            notes = workbook_relations.left_alone(archive)
            seen = {name.lower(): name for name in archive.namelist()}
            twins = [name for name in parts.values() if seen.get(name.lower(), name) != name]
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError):
        raise damaged(main) from None
    if not parts:
        raise damaged(main)
    names = [sheet] if sheet in parts else [name for name in parts if name not in hidden] or list(parts)
    if twins:  # but for their capitals: nobody knows which of them is meant
        raise damaged(twins[0])
    streaming = streaming or main != _MAIN  # calamine knows no other
    small = Small(main, related.get("sharedStrings", ""), related.get("styles", ""))
    first = None if streaming else values(path, names[0], parts[names[0]], small)
    return Begun(path, parts, hidden, names, first, small, notes, streaming)


def values(path: str, sheet: str, part: str, small: Small) -> Values | None:
    """The values of a sheet, being read; None when it has to be streamed. Raises Unreadable."""
    with zipfile.ZipFile(path) as archive:
        if part not in archive.namelist():
            raise damaged(part)
        if workbook_parts.needs_streaming(archive, part, (small.main, small.texts)):
            return None
    return Values(path, sheet, part)
