"""One IncidentFilter compiled once to a polars expression over measured incidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Final

import polars as pl

from desktop_app.domain.filters import CHOICES, FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.periods import Period
from desktop_app.domain.teams import Side
from desktop_app.measures.frame import Frame

_DATES: Final[Mapping[str, str]] = {
    "opened": "opened_at", "resolved": "resolved_at", "closed": "closed_at", "deadline": "deadline_at",
}  # fmt: skip


def expression(incident_filter: IncidentFilter, frame: Frame, text_ids: Sequence[int] | None = None) -> pl.Expr:
    """True where every condition holds; never null. The frame turns names into keys and days into instants.

    ``text_ids`` are the ids that the full-text index found for the filter's text. Raises ValueError when the filter has
    a text and nobody has looked it up.
    """
    parts = [_condition(condition, frame) for condition in incident_filter.conditions]
    if incident_filter.text.strip():
        if text_ids is None:
            raise ValueError("The filter has a text, and no ids were found for it")
        parts.append(pl.col("id").is_in(pl.Series(text_ids, dtype=pl.Int64).implode()))
    return reduce(lambda both, part: both & part, parts, pl.lit(value=True))


def selected(
    measured: pl.DataFrame, incident_filter: IncidentFilter, frame: Frame, text_ids: Sequence[int] | None = None
) -> pl.DataFrame:
    """The measured incidents that the filter keeps, in their order."""
    if not incident_filter.conditions and not incident_filter.text.strip():
        return measured
    return measured.filter(expression(incident_filter, frame, text_ids))


def _condition(condition: Condition, frame: Frame) -> pl.Expr:
    compile_as: Mapping[Kind, Callable[[Condition, Frame], pl.Expr]] = {
        Kind.CHOICE: _choice,
        Kind.NAME: _name,
        Kind.DATE: _date,
        Kind.FLAG: lambda c, _frame: pl.col(c.field) == bool(c.values[0]),
        Kind.ID: lambda c, _frame: pl.col("id").is_in([int(v) for v in c.values if v is not None]),
    }
    return compile_as[FIELDS[condition.field]](condition, frame).fill_null(value=False)


def _choice(condition: Condition, frame: Frame) -> pl.Expr:
    wanted = [CHOICES[condition.field][str(value)] for value in condition.values]
    if condition.field == "side":
        # Who is held by no team stands on no side yet.
        teams = [key for key, team in frame.teams.items() if team.side.value in wanted]
        known = pl.col("team").is_in(list(frame.teams))
        chosen = pl.col("team").is_in(teams).fill_null(value=False)
        if Side.UNKNOWN.value in wanted:
            chosen |= ~known.fill_null(value=False)
    else:
        chosen = pl.col(condition.field).is_in(wanted).fill_null(value=False)
    return ~chosen if condition.operator == "not_one_of" else chosen


def _name(condition: Condition, frame: Frame) -> pl.Expr:
    column = pl.col(condition.field)
    if condition.operator == "empty":
        return column.is_null()
    wanted = set(condition.values)
    keys = [key for key, name in frame.names[condition.field].items() if name in wanted]
    chosen = column.is_in(keys).fill_null(value=False)
    if None in wanted:
        chosen |= column.is_null()
    return ~chosen if condition.operator == "not_one_of" else chosen


def _date(condition: Condition, frame: Frame) -> pl.Expr:
    column = pl.col(_DATES[condition.field])
    if condition.operator == "empty":
        return column.is_null()
    first, last = (date.fromisoformat(str(v)) if v is not None else None for v in condition.values)
    start, end = Period(first, last).instants(frame.zone)
    inside = column.is_not_null()
    if start is not None:
        inside &= column >= start
    if end is not None:
        inside &= column < end
    return inside
