"""Rows of a text file with fewer cells than its header has names: counted, and told where the file seems to be cut."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Saying, counted
from desktop_app.exchange.reader.shape import is_blank
from desktop_app.exchange.reader.text_dialect import reader


@dataclass(slots=True)
class Narrow:
    """``last`` is the number of the last such row, ``cells`` how many it has."""

    count: int = 0
    last: int = 0
    cells: int = 0

    def add(self, row: int, record: Sequence[str]) -> None:
        """Take a row that is narrower than the header; a blank one is none."""
        if not is_blank(record):
            self.count, self.last, self.cells = self.count + 1, row, len(record)

    def look(self, data: bytes, cells: pl.DataFrame, separator: str, first: int) -> None:
        """Find them in whole records, plainly quoted, and in the ``cells`` that were read of these.

        Rows are cut anew only where a column's end is blank somewhere and the separators are too few.
        """
        if not cells.to_series(-1).null_count():
            return
        sign = separator.encode()
        inside = 0
        if b'"' in data:
            matches = pl.all().str.count_matches(separator, literal=True).sum()
            inside = int(cells.select(pl.sum_horizontal(matches)).item())
        if data.count(sign) - inside == cells.height * (cells.width - 1):
            return
        text = io.StringIO(data.decode("utf-8", "replace"), newline="")
        with contextlib.suppress(csv.Error):  # a cell too long, for which the file is refused
            for row, record in enumerate(reader(text, separator), first):
                if len(record) < cells.width:
                    self.add(row, record)

    def notes(self, end: int, width: int) -> list[Saying]:
        """What to say where ``end`` is the number of the file's last row."""
        cut = self.count > 0 and self.last == end
        found = []
        if cut:
            text = _("Row {row} is the last one and has {n} of {width} cells: the file may have been cut off there.")
            found.append(Saying(text, {"row": end, "n": self.cells, "width": width}))
        if others := self.count - cut:
            found.append(
                counted(
                    "{n} row has fewer cells than there are columns; those that are missing were read as blank.",
                    "{n} rows have fewer cells than there are columns; those that are missing were read as blank.",
                    others,
                )
            )
        return found
