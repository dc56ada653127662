"""The refused rows of a file as a workbook: to be mended there and imported again as if they had never been refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from desktop_app.domain.imports import Field, ImportReview, Refusal
from desktop_app.domain.language import _
from desktop_app.exchange import exports
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

_IN_ENGLISH = ("Row", "Reason", "Proposed fix")  # a workbook is read in another language than it was written in


def own_columns() -> tuple[str, str, str]:
    """The heads of what stands before the file's own columns."""
    return _("Row"), _("Reason"), _("Proposed fix")


def of_the_file(header: Sequence[str]) -> tuple[str, ...]:
    """The names of a header as the file has them, without those that ``write`` put before them."""
    ours = tuple(header[:3])
    if ours not in (_IN_ENGLISH, own_columns()):
        return tuple(header)
    # a column of the file that is called like one of ours came second: the reader put a number behind its name
    again = {f"{name} (2)": name for name in ours} | {f"{name} (2) (2)": f"{name} (2)" for name in ours}
    return tuple(again.get(name, name) for name in header[3:])


def without_ours(raw: RawTable) -> RawTable:
    """The table without the columns that ``write`` put before it; any other table as it is."""
    header = of_the_file(raw.header)
    if header == raw.header:
        return raw
    ours, names = set(raw.header[:3]), raw.rows.columns[1:]
    skipped = sum(1 for name in names if name in ours)
    theirs = dict(zip(raw.header[3:], header, strict=True))
    rows = raw.rows.drop(ours & set(names))
    return replace(
        raw,
        header=header,
        rows=rows.rename({name: theirs[name] for name in rows.columns if theirs.get(name, name) != name}),
        ragged=tuple(replace(row, cells=row.cells - 3, values=row.values[skipped:]) for row in raw.ragged),
        errors=tuple(replace(e, column=theirs[e.column]) for e in raw.errors if e.column not in ours),
    )


def write(path: Path, raw: RawTable, review: ImportReview) -> int:
    """Write the refused rows to an xlsx, every cell as the text it has in the file; returns how many.

    Columns of persons stay out. Raises Refused where the file cannot be written.
    """
    raw = without_ours(raw)
    persons = {column.column for column in review.columns if column.field is Field.PERSON}
    names = [name for name in raw.rows.columns if name != ROW and name not in persons]
    heads = (*own_columns(), *names)
    columns = [exports.Column(head, 48 if place == 1 else 24 if place == 2 else 18) for place, head in enumerate(heads)]
    columns[0] = exports.Column(heads[0], 8)
    sheet = exports.Sheet(_("Refused rows"), columns, _rows(raw, review.refusals, names))
    return exports.write(sheet, path)


def _rows(raw: RawTable, refusals: tuple[Refusal, ...], names: list[str]) -> Iterator[list[exports.Value]]:
    wanted = pl.Series([refusal.row for refusal in refusals], dtype=raw.rows[ROW].dtype)
    some = raw.rows.filter(pl.col(ROW).is_in(wanted.implode()))
    cells = {int(row[ROW]): row for row in some.iter_rows(named=True)}
    ragged = {row.row: dict(zip(raw.rows.columns[1:], row.values, strict=False)) for row in raw.ragged}
    errors: dict[int, dict[str, str]] = {}
    for error in raw.errors:
        errors.setdefault(error.row, {})[error.column] = error.value
    for refusal in refusals:
        held = {**(cells.get(refusal.row) or ragged.get(refusal.row) or {}), **errors.get(refusal.row, {})}
        fix = refusal.fix.text if refusal.fix else ""
        reason = _("{column}: {reason}").format(column=refusal.column, reason=refusal.reason)
        yield [
            refusal.row,
            reason if refusal.column else refusal.reason,
            fix,
            *(held.get(name) or None for name in names),
        ]
