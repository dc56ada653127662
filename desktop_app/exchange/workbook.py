"""Workbooks (xlsx, xlsm): fastexcel for the values, once; a stream over the XML beside it for what fastexcel hides.

Cells come as text: whole numbers without a fraction, native dates as ISO stamps, so that a mixed column keeps them all.
"""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Sequence

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange import shape, workbook_parts, workbook_values
from desktop_app.exchange.letters import column_index
from desktop_app.exchange.read_as import ReadAs
from desktop_app.exchange.saying import Saying, Unreadable, counted
from desktop_app.exchange.shape import (
    LOOK_AT,
    ROW,
    Table,
    clean,
    header_place,
    is_blank,
    settle,
    unique_names,
)
from desktop_app.exchange.workbook_parts import Findings
from desktop_app.exchange.workbook_values import Begun, Values

_FAR_ROWS = 10_000
_FAR_COLUMNS = 256
_LAST_ROW = 1_048_576


class _Look(threading.Thread):
    """Looks through the sheet's XML while fastexcel, which lets other threads run, reads its values."""

    def __init__(self, path: str, part: str) -> None:
        super().__init__(daemon=True)
        self._path, self._part = path, part
        self._found = Findings()
        self._trouble: Unreadable | None = None

    def run(self) -> None:
        try:
            self._found = workbook_parts.look_through(self._path, self._part)
        except Unreadable as trouble:
            self._trouble = trouble

    def findings(self) -> Findings:
        self.join()
        if self._trouble:
            raise self._trouble
        return self._found


def read(path: str, wanted: ReadAs, *, streaming: bool) -> Table:
    """Read the sheet wanted, or the first visible one that looks like a list of tickets. Raises Unreadable."""
    return finish(workbook_values.begin(path, wanted.sheet, streaming=streaming), wanted, streaming=streaming)


def finish(begun: Begun, wanted: ReadAs, *, streaming: bool) -> Table:
    """The table of a workbook on which a start was made. Raises Unreadable."""
    table = _best(begun, streaming, wanted)
    table.sheets = tuple(begun.parts)
    if begun.hidden:
        table.notes.append(
            counted(
                "{n} hidden sheet was left out: {sheets}.",
                "{n} hidden sheets were left out: {sheets}.",
                len(begun.hidden),
                sheets=", ".join(begun.hidden),
            )
        )
    return table


def _best(begun: Begun, streaming: bool, wanted: ReadAs) -> Table:
    """The first sheet with known column names; where none has any, the first that holds rows."""
    fallback: Table | None = None
    sought = shape.sought(wanted)
    for place, name in enumerate(begun.names):
        part = begun.parts[name]
        values = begun.first if place == 0 or streaming else workbook_values.values(begun.path, name, part)
        table = _sheet(begun.path, name, part, values, wanted)
        if table is None:
            continue
        if sought.score(table.header) >= 2 and table.rows.height:
            return table
        if fallback is None or (not fallback.rows.height and table.rows.height):
            fallback = table
    if fallback is None:
        raise Unreadable(_("{file} is empty: no sheet holds any cells."))
    return fallback


def _sheet(path: str, name: str, part: str, values: Values | None, wanted: ReadAs) -> Table | None:
    look = _Look(path, part)
    look.start()
    cells: pl.DataFrame | None
    notes: list[Saying] = []
    if values is not None:
        cells = values.frame()
    else:
        try:
            cells, notes = _streamed(path, name)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile):
            raise workbook_parts.damaged(part) from None
    found = look.findings()
    if cells is None or not cells.width or not cells.height:
        return None
    table = _shaped(cells, 0 if values is None else None, found, wanted)
    table.sheet = name
    table.notes += notes
    return table


def _streamed(path: str, name: str) -> tuple[pl.DataFrame, list[Saying]]:
    """The sheet by openpyxl, cell by cell, without the cells that lie far outside the table."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheet = book[name]
    sheet.reset_dimensions()
    rows: dict[int, dict[int, str]] = {}
    far: list[str] = []
    last = 0
    for row in sheet.iter_rows(max_row=_LAST_ROW):
        for cell in row:
            if cell.value is None or cell.value == "":
                continue
            if (rows and cell.row > last + _FAR_ROWS) or cell.column > _FAR_COLUMNS + max(
                map(len, rows.values()), default=0
            ):
                far.append(cell.coordinate)
                continue
            rows.setdefault(cell.row, {})[cell.column - 1] = _text(cell.value)
            last = cell.row
    book.close()
    notes = []
    if far:
        notes.append(
            counted(
                "{n} cell far outside the table was left out: {cells}.",
                "{n} cells far outside the table were left out: {cells}.",
                len(far),
                cells=", ".join(far[:5]),
            )
        )
    if not rows:
        return pl.DataFrame(), notes
    width = 1 + max(max(row) for row in rows.values())
    lines = range(1, last + 1)
    data = {f"c{c}": [rows.get(n, {}).get(c) for n in lines] for c in range(width)}
    return pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)), notes


def _text(value: object) -> str:
    """A cell's value as fastexcel gives it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean(str(value))


def _shaped(cells: pl.DataFrame, first: int | None, found: Findings, wanted: ReadAs) -> Table:
    """``first`` is the sheet's column at which the cells begin, None where calamine left out blank ones."""
    head = [row if not is_blank(row) else () for row in cells.head(LOOK_AT).rows()]
    sought = shape.sought(wanted)
    place = header_place(head, sought, wanted.header_row)
    written = [clean(str(cell)) if cell is not None else "" for cell in cells.row(place)]
    if first is None:
        letters = workbook_parts.first_filled(found.head, place + 1)
        before = next((index for index, cell in enumerate(written) if cell), 0)
        first = max(0, column_index(letters) - before) if letters else 0
    names = unique_names(written, first)
    body = cells.slice(place + 1).with_row_index(ROW, offset=place + 2)
    rows, persons = settle(body, names, written, sought)
    header = tuple(name for name in names if name in rows.columns or name in persons)
    table = Table(rows, header, place + 1, tuple(persons))
    _tell(table, found, names, first, place + 1)
    return table


def _tell(table: Table, found: Findings, names: Sequence[str], first_column: int, header_row: int) -> None:
    """Put errors and formulas without a value at their row and column, and count what is hidden."""

    def column(letters: str) -> str:
        place = column_index(letters) - first_column
        return names[place] if 0 <= place < len(names) else letters

    for letters, row, value in found.errors:
        if row > header_row:
            table.errors.append((row, column(letters), value, f"{letters}{row}"))
    for letters, row in found.valueless:
        if row > header_row:
            table.errors.append((row, column(letters), "", f"{letters}{row}"))
    table.hidden_rows = found.hidden_rows
    if found.hidden_rows:
        hidden = counted("{n} hidden row was read too.", "{n} hidden rows were read too.", found.hidden_rows)
        table.notes.append(hidden)
