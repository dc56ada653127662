"""The cells of a sheet, gathered row by row: memory grows with the filled cells, and far-away ones are left out."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange.reader.letters import column_letter
from desktop_app.exchange.reader.saying import Saying, Unreadable, counted
from desktop_app.exchange.reader.workbook_found import Findings, damaged

FAR_ROWS = 10_000  # below the last filled row
FAR_COLUMNS = 256  # to the right of as many columns as the fullest row has cells
_PIECE = 2_000_000  # cells of the rectangle around rows that are held as Python's own objects
MOST_EMPTY = 30_000_000  # cells of the rectangle around a table of few cells
_MOST_CELLS = 50_000_000
_TOLD = 5  # so many cells far below are stray and told one by one, more of them are tickets


Row = list[tuple[int, str]]  # column from 0, filled text; ascending


@dataclass(slots=True)
class Taken:
    """A sheet's cells from its first row on. ``first`` is the sheet's column at which they begin, None: not known."""

    cells: pl.DataFrame
    found: Findings
    first: int | None = 0
    notes: list[Saying] = field(default_factory=list)


class Gathered:
    """Takes filled rows from the first to the last; ``taken`` gives the table."""

    def __init__(self, sheet: str) -> None:
        self.found = Findings()
        self.notes: list[Saying] = []
        self._sheet = sheet
        self._pieces: list[pl.DataFrame] = []
        self._held: list[tuple[int, Row]] = []
        self._flushed = self._last = 0  # numbers of the last row in ``_pieces`` and of the last one that was taken
        self._filled = self._fullest = self._width = 0
        self._seen = 0
        self._below: list[tuple[int, Row]] = []  # rows far below the last one, with few cells so far
        self._far: list[str] = []
        self._far_count = 0

    def row(self, number: int, cells: Row) -> None:
        """Take the filled cells of a row; ``number`` counts from 1. Raises Unreadable when the rows go backwards."""
        if number <= self._seen:
            raise damaged(self._sheet)
        self._seen = number
        if not self._last or (not self._below and number <= self._last + FAR_ROWS):
            self._take(number, cells)
            return
        self._below.append((number, cells))
        if sum(len(row) for _number, row in self._below) > _TOLD:
            below, self._below = self._below, []
            self._flush()  # what is above the gap, which then takes no memory
            for each in below:
                self._take(*each)

    def _take(self, number: int, cells: Row) -> None:
        near = cells
        if near and near[-1][0] >= FAR_COLUMNS:
            near = self._near(near)
        if len(near) < len(cells):
            kept = set(near)
            self._leave(number, [column for column, text in cells if (column, text) not in kept])
        if not near:
            return
        self._last, self._filled = number, self._filled + len(near)
        self._fullest = max(self._fullest, len(near))
        self._width = max(self._width, near[-1][0] + 1)
        if self._last * self._width > max(MOST_EMPTY, 8 * self._filled) or self._filled > _MOST_CELLS:
            raise self.too_large(self._last * self._width)
        self._held.append((number, near))
        if (number - self._held[0][0]) * self._width > _PIECE:
            self._flush()

    def too_large(self, cells: int) -> Unreadable:
        return Unreadable(_("{file} is refused: its sheet {sheet} spans {n} cells."), sheet=self._sheet, n=cells)

    def error(self, row: int, column: int, value: str) -> None:
        self.found.error(column_letter(column), row, value)

    def valueless(self, row: int, column: int) -> None:
        self.found.without_result(column_letter(column), row)

    def taken(self) -> Taken | None:
        """None for a sheet without cells."""
        self._flush()
        for number, cells in self._below:
            self._leave(number, [column for column, _text in cells])
        self._below = []
        if not self._filled:
            return None
        names = [f"c{column}" for column in range(self._width)]
        frame = pl.concat([pl.DataFrame(schema=dict.fromkeys(names, pl.String)), *self._pieces], how="diagonal")
        return Taken(frame, self.found, notes=[*self.notes, *self._far_notes()])

    def _near(self, cells: Row) -> Row:
        """Without those that lie far to the right of as many columns as the fullest row has."""
        near: Row = []
        for cell in cells:
            if cell[0] < FAR_COLUMNS + max(self._fullest, len(near)):
                near.append(cell)
        return near

    def _leave(self, row: int, columns: list[int]) -> None:
        self._far_count += len(columns)
        self._far += [f"{column_letter(column)}{row}" for column in columns[: _TOLD - len(self._far)]]

    def _flush(self) -> None:
        """Turn the rows held into a frame, with the blank ones before them."""
        if not self._held:
            return
        start = self._held[0][0]
        if blank := start - self._flushed - 1:
            self._pieces.append(pl.DataFrame({"c0": [None] * blank}, schema={"c0": pl.String}))
        columns: dict[int, list[str | None]] = {}
        for number, cells in self._held:
            place = number - start
            for column, text in cells:
                values = columns.setdefault(column, [])
                if len(values) < place:
                    values.extend([None] * (place - len(values)))
                values.append(text)
        height = self._held[-1][0] - start + 1
        data = {f"c{column}": values + [None] * (height - len(values)) for column, values in columns.items()}
        self._pieces.append(pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)))
        self._flushed, self._held = self._last, []

    def _far_notes(self) -> list[Saying]:
        if not self._far_count:
            return []
        return [
            counted(
                "{n} cell far outside the table was left out: {cells}.",
                "{n} cells far outside the table were left out: {cells}.",
                self._far_count,
                cells=", ".join(self._far),
            )
        ]
