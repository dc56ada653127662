"""Columns of a file that nobody mapped: kept beside each incident as text, shown and never sorted by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field
from desktop_app.exchange.columns.recognition import Match

_CONTROL: Final = {chr(code): f"\\u{code:04x}" for code in range(32)}
_ESCAPES: Final = {**_CONTROL, "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = list(_ESCAPES)


def extra_fields(cells: pl.DataFrame, matched: Match, filled: Mapping[str, int]) -> pl.Series:
    """The columns nobody mapped as one JSON object per row, blank cells left out; null where nothing is left.

    By name, so that a column that has moved in the file changes no incident.
    """
    kept = sorted(column for column, taken in matched.fields.items() if taken is Field.EXTRA and filled[column])
    odd = cells.select(pl.col(kept).str.contains_any(_ESCAPED).any()).row(0, named=True) if kept else {}
    pieces = [
        pl.lit(json.dumps(column, ensure_ascii=False) + ":") + _quoted(pl.col(column), escape=odd[column])
        for column in kept
    ]
    if not pieces:
        return pl.Series("extra", [None], dtype=pl.String).new_from_index(0, cells.height)
    joined = pl.concat_str(pieces, separator=",", ignore_nulls=True)
    return cells.select(extra=pl.when(joined != "").then(pl.lit("{") + joined + "}"))["extra"]


def _quoted(cell: pl.Expr, *, escape: bool) -> pl.Expr:
    if escape:
        cell = cell.str.replace_many(_ESCAPES)
    return pl.lit('"') + cell + '"'
