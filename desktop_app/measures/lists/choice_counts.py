"""How many incidents each value of a choice or name would keep."""

from __future__ import annotations

from typing import Final

import polars as pl

from desktop_app.domain.filters import CHOICES, FIELDS, Kind, Value
from desktop_app.measures.lives.frame import Frame

UNKNOWN: Final = 0  # the code of what was never said, for every choice that can be null


def choice_counts(frame: Frame, measured: pl.DataFrame, field: str, kept: pl.Series | None = None) -> dict[Value, int]:
    """Counts by the values that ``one_of`` takes for the field, None for no name; values without any are left out.

    ``kept`` is a mask over ``measured``. Raises ValueError for a field without choices or names.
    """
    if FIELDS[field] not in (Kind.CHOICE, Kind.NAME):
        raise ValueError(f"There are no values of {field} to count")
    column = measured["team" if field == "side" else field]
    column = column if kept is None else column.filter(kept)
    found = column.value_counts(name="n")
    counts: dict[Value, int] = {}
    for key, n in found.iter_rows():
        value = _value(frame, field, key)
        counts[value] = counts.get(value, 0) + n
    return counts


def _value(frame: Frame, field: str, key: int | None) -> Value:
    if FIELDS[field] is Kind.NAME:
        return None if key is None else frame.names[field].get(key)
    code = key
    if field == "side":
        team = None if key is None else frame.teams.get(key)
        code = None if team is None else team.side.value
    if field == "resolved_side" and code is None:
        return None  # repaired by nobody yet: no choice keeps it
    return next((name for name, known in CHOICES[field].items() if known == (code or UNKNOWN)), None)
