"""Workbooks of every kind: which sheet holds the table, what its shape is, and what of it has to be told.

Cells come as text: whole numbers without a fraction, native dates as ISO stamps, so that a mixed column keeps them all.
xlsx and xlsm are read by fastexcel, the others by readers of their own that hand over the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Protocol

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange.reader import shape, workbook_parts, workbook_values, workbook_xml
from desktop_app.exchange.reader.letters import column_index
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import Saying, Unreadable, counted
from desktop_app.exchange.reader.shape import LOOK_AT, ROW, Table, clean, header_place, is_blank, settle, unique_names
from desktop_app.exchange.reader.workbook_cells import Taken
from desktop_app.exchange.reader.workbook_found import Findings
from desktop_app.exchange.reader.workbook_merged import spread
from desktop_app.exchange.reader.workbook_values import Begun

_MOST_LOOKED_AT = 4_000_000  # cells of sheets beside the one that is read


class Book(Protocol):
    """An open workbook of any kind."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of all its worksheets in their order."""

    @property
    def hidden(self) -> list[str]:
        """Those of them that are hidden."""

    @property
    def notes(self) -> list[Saying]:
        """What of the workbook was ignored."""

    @property
    def since_1904(self) -> bool:
        """Whether numbers that are days count from there."""

    def taken(self, name: str) -> Taken | None:
        """The cells of a sheet from its first row on; None where it has none. Raises Unreadable."""


def read(path: str, wanted: ReadAs, *, streaming: bool) -> Table:
    """Read the sheet wanted of an xlsx, or the first visible one that looks like tickets. Raises Unreadable."""
    return finish(workbook_values.begin(path, wanted.sheet, streaming=streaming), wanted, streaming=streaming)


def finish(begun: Begun, wanted: ReadAs, *, streaming: bool) -> Table:
    """The table of an xlsx on which a start was made. Raises Unreadable."""
    return table_of(workbook_xml.Book(begun, streaming=streaming), wanted)


def read_other(path: str, kind: str, wanted: ReadAs) -> Table:
    """As ``read`` for the kinds ``xls``, ``xlsb`` and ``ods`` of the gate."""
    return table_of(_opened(path, kind), wanted)


def _opened(path: str, kind: str) -> Book:
    if kind == "xls":
        from desktop_app.exchange.reader import xls

        return xls.Book(path)
    if kind == "xlsb":
        from desktop_app.exchange.reader import xlsb

        return xlsb.Book(path)
    from desktop_app.exchange.reader import ods

    return ods.Book(path)


def table_of(book: Book, wanted: ReadAs) -> Table:
    """The table in a workbook, with all that has to be told of it. Raises Unreadable."""
    table = _best(book, wanted)
    table.sheets = tuple(book.sheets)
    if wanted.sheet is None and not wanted.people:
        table.alike = _alike(book, table)
    table.since_1904 = book.since_1904
    left_out = [name for name in book.hidden if name != table.sheet]
    if left_out:
        table.notes.append(
            counted(
                "{n} hidden sheet was left out: {sheets}.",
                "{n} hidden sheets were left out: {sheets}.",
                len(left_out),
                sheets=", ".join(left_out),
            )
        )
    table.notes += book.notes
    return table


def _best(book: Book, wanted: ReadAs) -> Table:
    """The sheet wanted, or the first visible one with known column names; without any, the first that holds rows."""
    if wanted.sheet is not None and wanted.sheet not in book.sheets:
        raise Unreadable(
            _("{file} has no sheet {sheet}. It has: {sheets}."), sheet=wanted.sheet, sheets=", ".join(book.sheets)
        )
    visible = [name for name in book.sheets if name not in book.hidden] or list(book.sheets)
    fallback: Table | None = None
    tallest = 0  # rows of the sheets that end above the row told to be the header
    sought = shape.sought(wanted)
    for name in [wanted.sheet] if wanted.sheet is not None else visible:
        taken = book.taken(name)
        if taken is None or not taken.cells.width or not taken.cells.height:
            continue
        if wanted.sheet is None and (wanted.header_row or 0) > taken.cells.height:
            tallest = max(tallest, taken.cells.height)
            continue  # the row told is of another sheet
        table = _shaped(taken, wanted)
        table.sheet = name
        if sought.score(table.header) >= 2 and table.rows.height:
            return table
        if fallback is None or (not fallback.rows.height and table.rows.height):
            fallback = table
    if fallback is None and len(visible) < len(book.sheets) and wanted.sheet is None:
        hidden = ", ".join(book.hidden)
        raise Unreadable(_("{file} is empty: all its cells are in hidden sheets: {sheets}."), sheets=hidden)
    if fallback is None and tallest:
        raise shape.no_header(wanted.header_row or 0, tallest)
    if fallback is None and wanted.sheet is not None:
        text = _("{file} has no cells in its sheet {sheet}. Its sheets are: {sheets}.")
        raise Unreadable(text, sheet=wanted.sheet, sheets=", ".join(book.sheets))
    if fallback is None:
        raise Unreadable(_("{file} is empty: no sheet holds any cells."))
    return fallback


def _alike(book: Book, table: Table) -> tuple[str, ...]:
    """Visible sheets after the table's that hold tickets as it does; no more is looked at than takes a few seconds."""
    found: list[str] = []
    left = _MOST_LOOKED_AT
    if not shape.holds_tickets(table.header):
        return ()
    for name in book.sheets[book.sheets.index(table.sheet) + 1 :]:
        if name in book.hidden:
            continue
        with contextlib.suppress(Unreadable):  # it is not the one that is read
            taken = book.taken(name)
            if taken is None or taken.cells.height < 2:
                continue
            head = taken.cells.head(LOOK_AT).rows()
            place = header_place(head)
            if place + 1 < taken.cells.height and shape.holds_tickets([str(cell) for cell in head[place] if cell]):
                found.append(name)
            left -= taken.cells.height * taken.cells.width
        if left < 0:
            break
    return tuple(found)


def _shaped(taken: Taken, wanted: ReadAs) -> Table:
    cells, first, found = taken.cells, taken.first, taken.found
    head = [row if not is_blank(row) else () for row in cells.head(max(LOOK_AT, wanted.header_row or 0)).rows()]
    sought = shape.sought(wanted)
    place = header_place(head, sought, wanted.header_row)
    written = [clean(str(cell)) if cell is not None else "" for cell in cells.row(place)]
    if first is None:  # calamine left out blank columns
        first = found.first
    if first is None:
        letters = workbook_parts.first_filled(found.head, place + 1)
        before = next((index for index, cell in enumerate(written) if cell), 0)
        first = max(0, column_index(letters) - before) if letters else 0
    names = unique_names(written, first)
    body = cells.slice(place + 1).with_row_index(ROW, offset=place + 2)
    body, merged = spread(body, found.merged, first)
    body, hidden = _without_hidden(body, found, wanted)
    rows, persons = settle(body, names, written, sought)
    kept = {*rows.columns, *persons}
    header = tuple(name for name in names if name in kept)
    table = Table(rows, header, place + 1, tuple(persons), notes=list(taken.notes), hidden_rows=hidden)
    if merged:
        note = counted("{n} merged cell stands for several rows.", "{n} merged cells stand for several rows.", merged)
        table.notes.append(note)
    _tell(table, found, names, first, leave_hidden=not wanted.hidden_rows)
    return table


def _without_hidden(body: pl.DataFrame, found: Findings, wanted: ReadAs) -> tuple[pl.DataFrame, int]:
    """The rows wanted, and the number of hidden ones that hold anything."""
    if not found.hidden:
        return body, 0
    numbers = pl.Series(sorted(found.hidden), dtype=body.schema[ROW])
    hidden = body[ROW].is_in(numbers.implode())
    filled = body.filter(hidden).select(pl.any_horizontal(pl.exclude(ROW).is_not_null()).sum())
    return body if wanted.hidden_rows else body.filter(~hidden), int(filled.item())


def _tell(table: Table, found: Findings, names: Sequence[str], first_column: int, *, leave_hidden: bool) -> None:
    """Put errors and formulas without a value at their row and column, and count what is hidden."""

    def column(letters: str) -> str:
        place = column_index(letters) - first_column
        return names[place] if 0 <= place < len(names) else letters

    left = found.hidden if leave_hidden else set()
    places = [*found.errors, *((letters, row, "") for letters, row in found.valueless)]
    for letters, row, value in places:
        if row > table.header_row and row not in left:
            table.errors.append((row, column(letters), value, f"{letters}{row}"))
    if not table.hidden_rows:
        return
    if leave_hidden:
        note = counted("{n} hidden row was left out.", "{n} hidden rows were left out.", table.hidden_rows)
    else:
        note = counted("{n} hidden row was read too.", "{n} hidden rows were read too.", table.hidden_rows)
    table.notes.append(note)
