"""The shape of a sheet of cells: where its header is, how its columns are named, which of them stay in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from desktop_app.domain.imports import Field
from desktop_app.domain.language import _
from desktop_app.exchange.columns.recognition import (
    fields_named,
    header_score,
    holds_mail_addresses,
    persons_among,
    told_by_content,
)
from desktop_app.exchange.mapping.logs import without_persons
from desktop_app.exchange.reader.letters import column_letter
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import Saying, Unreadable

ROW = "row"  # the column with the row's number in the file, as a spreadsheet shows it
LOOK_AT = 40  # rows in which a header is looked for
Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Sought:
    """The table that is looked for: how many cells of a row are names of its columns, and whether persons' stay."""

    score: Callable[[Cells], int]
    persons: bool = False  # then their columns leave the worker


TICKETS = Sought(header_score)


def sought(wanted: ReadAs) -> Sought:
    """A list of people, or one of tickets with or without its persons."""
    from desktop_app.exchange.people_lists import people_heads  # it knows this module

    if wanted.people:
        return people_heads.PEOPLE
    return Sought(header_score, persons=True) if wanted.persons else TICKETS


@dataclass(slots=True)
class Table:
    """What a reader found; ``rows`` has ROW and one String column per header name, persons' columns left out."""

    rows: pl.DataFrame
    header: tuple[str, ...]  # all names, persons' too
    header_row: int
    persons: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()  # other sheets that hold tickets too
    encoding: str = ""
    delimiter: str = ""
    errors: list[tuple[int, str, str, str]] = field(default_factory=list)  # row, column, value, address
    ragged: list[tuple[int, str, int, list[str]]] = field(default_factory=list)  # as ``reading.RaggedRow``
    notes: list[Saying] = field(default_factory=list)
    encoding_sure: bool = True
    hidden_rows: int = 0
    since_1904: bool = False  # numbers that are days count from there


def header_place(head: Sequence[Cells], sought: Sought = TICKETS, told: int | None = None) -> int:
    """Index of the row that names the columns: as ``told`` (from 1), else the one with most known names, else the first
    row nearly as wide as the widest. Raises Unreadable where there is no such row as told.
    """
    if told is not None:
        if not 1 <= told <= len(head):
            raise no_header(told, len(head))
        return told - 1
    scores = [sought.score(cells) for cells in head[:LOOK_AT]]
    best = max(scores, default=0)
    if best >= 2:
        return scores.index(best)
    widths = [sum(1 for cell in cells if cell and cell.strip()) for cells in head[:LOOK_AT]]
    widest = max(widths, default=0)
    return next((place for place, width in enumerate(widths) if width and width >= 0.8 * widest), 0)


def holds_tickets(header: Sequence[str]) -> bool:
    """Whether the names of the columns are those of tickets."""
    return {Field.TICKET, Field.OPENED} <= fields_named(header).keys()


def no_header(told: int, rows: int) -> Unreadable:
    """What to say where the table has only so many rows and its header was told to be further down."""
    text = _("Row {row} of {file} cannot hold the names of the columns: choose one of its first {n} rows.")
    return Unreadable(text, row=told, n=rows)


def unique_names(cells: Cells, first_column: int = 0) -> list[str]:
    """Names of the columns: blank ones by their letter, repeated ones with a number, none of them ROW."""
    names: list[str] = []
    seen: set[str] = {ROW}
    counted: dict[str, int] = {}  # where to go on counting: thousands of columns may share a name
    for place, cell in enumerate(cells):
        base = " ".join(clean(cell or "").split()) or f"Column {column_letter(first_column + place)}"
        name, n = base, counted.get(base, 2)
        while name in seen:
            name, n = f"{base} ({n})", n + 1
        counted[base] = n
        seen.add(name)
        names.append(name)
    return names


def clean(text: str) -> str:
    """Without lone surrogates, which no file can hold, and without NULs, which SQLite would cut at."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def is_blank(cells: Cells) -> bool:
    return not any(cell and cell.strip() for cell in cells)


def settle(
    cells: pl.DataFrame, names: Sequence[str], table_header: Sequence[str], sought: Sought = TICKETS
) -> tuple[pl.DataFrame, list[str]]:
    """Name the columns of ``cells`` (ROW first), drop trailing blank rows, nameless blank columns and, of a table of
    tickets, persons.

    Returns the rows and the names of the persons' columns. ``table_header`` is the header as written, blanks included.
    """
    cells.columns = [ROW, *names]
    cells = cells.head(_last_filled(cells))
    nameless = [name for name, written in zip(names, table_header, strict=True) if not (written or "").strip()]
    empty = [name for name in nameless if cells[name].null_count() == cells.height]
    if sought.persons:
        return cells.drop(empty), []
    theirs, unclear = persons_among(names), told_by_content(names)
    gone = set(empty)
    persons = [
        name
        for name in names
        if name not in gone and (name in theirs or (name in unclear and holds_mail_addresses(cells[name])))
    ]
    return without_persons(cells.drop([*empty, *persons]), names), persons


def _last_filled(cells: pl.DataFrame) -> int:
    """Number of rows up to the last one that holds anything."""
    tail = 1000
    while True:
        piece = cells.tail(tail).select(pl.any_horizontal(pl.exclude(ROW).is_not_null()).alias("any"))["any"]
        last = piece.arg_max() if piece.any() else None
        if last is not None:
            filled = piece.len() - 1 - (piece.reverse().arg_max() or 0)
            return cells.height - piece.len() + filled + 1
        if tail >= cells.height:
            return 0
        tail *= 8
