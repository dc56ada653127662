"""Merged cells of a workbook: what stands once over several rows is the value of each of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from desktop_app.exchange.reader.shape import ROW


def spread(body: pl.DataFrame, merged: Sequence[tuple[int, int, int]], first: int) -> tuple[pl.DataFrame, int]:
    """``body`` (ROW first) with the text of merged cells in each of their rows, and how many cells that changed.

    ``merged`` are column from 0, first and last row in the sheet; ``first`` is the sheet's column of the body's first.
    Rows that hold nothing else stay blank, and cells that hold something keep it.
    """
    if not merged or not body.height:
        return body, 0
    columns, offset = body.columns[1:], int(body[ROW][0])
    by_column: dict[str, list[tuple[int, int]]] = {}
    for column, top, last in sorted(merged):
        if 0 <= column - first < len(columns) and top >= offset:
            by_column.setdefault(columns[column - first], []).append((top - offset, last - offset))
    told = body.select(pl.any_horizontal(pl.exclude(ROW).is_not_null()).alias("any"))["any"].to_list()
    changed: list[pl.Series] = []
    count = 0
    for name, spans in by_column.items():
        before = body[name]
        blank = before.is_null().to_list()
        places, end = list(range(body.height)), -1
        for top, last in spans:
            if top <= end or top >= body.height or blank[top]:
                continue  # no sound file holds merged cells over each other
            end = min(last, body.height - 1)
            taken = [place for place in range(top + 1, end + 1) if blank[place] and told[place]]
            for place in taken:
                places[place] = top
            count += bool(taken)
        changed.append(before.gather(places))
    return body.with_columns(changed), count
