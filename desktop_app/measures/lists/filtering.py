"""One IncidentFilter compiled once to a polars expression over measured incidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.filters import CHOICES, FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.hits import folded
from desktop_app.domain.incidents import Fix
from desktop_app.domain.periods import Period, days_ago, last_days, next_days, relative
from desktop_app.domain.teams import Side
from desktop_app.measures.lives.frame import Frame

_DATES: Final[Mapping[str, str]] = {
    "opened": "opened_at", "acknowledged": "acknowledged_at", "restored": "restored_at", "resolved": "resolved_at",
    "closed": "closed_at", "deadline": "deadline_at",
}  # fmt: skip
_NUMBERS: Final[Mapping[str, tuple[str, int]]] = {  # the column, and what one of the filter's units is in it
    "reopens": ("reopens", 1), "hand_overs": ("hand_overs", 1), "repair": ("repair_s", 3600),
}  # fmt: skip

Ids = Sequence[int] | npt.NDArray[np.int64]


def expression(
    incident_filter: IncidentFilter, frame: Frame, text_ids: Ids | None = None, now: int | None = None
) -> pl.Expr:
    """True where every condition holds; never null. The frame turns names into keys and days into instants.

    ``text_ids`` are the ids for which the filter's text and its conditions on titles and tickets hold. Relative days
    are as seen from ``now`` (UTC seconds), the frame's own unless given. Raises ValueError when the filter asks for
    texts and nobody has looked them up.
    """
    today = datetime.fromtimestamp(frame.now if now is None else now, ZoneInfo(frame.zone)).date()
    framed = [c for c in incident_filter.conditions if FIELDS[c.field] is not Kind.TEXT]
    parts = [_condition(condition, frame, today) for condition in framed]
    if incident_filter.asks_texts:
        if text_ids is None:
            raise ValueError("The filter asks for texts, and no ids were found for them")
        parts.append(pl.col("id").is_in(pl.Series(text_ids, dtype=pl.Int64).implode()))
    return reduce(lambda both, part: both & part, parts, pl.lit(value=True))


def selected(
    measured: pl.DataFrame,
    incident_filter: IncidentFilter,
    frame: Frame,
    text_ids: Ids | None = None,
    now: int | None = None,
) -> pl.DataFrame:
    """The measured incidents that the filter keeps, in their order."""
    if not incident_filter.conditions and not incident_filter.text.strip():
        return measured
    return measured.filter(expression(incident_filter, frame, text_ids, now))


def _condition(condition: Condition, frame: Frame, today: date) -> pl.Expr:
    compile_as: Mapping[Kind, Callable[[Condition, Frame], pl.Expr]] = {
        Kind.CHOICE: _choice,
        Kind.NAME: _name,
        Kind.DATE: lambda c, f: _date(c, f, today),
        Kind.NUMBER: lambda c, _frame: _number(c),
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
        column = pl.col(condition.field)
        column = column.fill_null(Fix.UNKNOWN.value) if condition.field == "fix" else column
        chosen = column.is_in(wanted).fill_null(value=False)
    return ~chosen if condition.operator == "not_one_of" else chosen


def _name(condition: Condition, frame: Frame) -> pl.Expr:
    column, names = pl.col(condition.field), frame.names[condition.field]
    if condition.operator in ("empty", "not_empty"):
        return column.is_null() if condition.operator == "empty" else column.is_not_null()
    if condition.operator in ("contains", "not_contains"):
        part = folded(str(condition.values[0]).strip())
        keys = [key for key, name in names.items() if part in folded(name)]
    else:
        wanted = set(condition.values)
        keys = [key for key, name in names.items() if name in wanted]
    chosen = column.is_in(keys).fill_null(value=False)
    if None in condition.values:
        chosen |= column.is_null()
    return ~chosen if condition.operator.startswith("not_") else chosen


def _date(condition: Condition, frame: Frame, today: date) -> pl.Expr:
    column = pl.col(_DATES[condition.field])
    if condition.operator in ("empty", "not_empty"):
        return column.is_null() if condition.operator == "empty" else column.is_not_null()
    start, end = period_of(condition, today).instants(frame.zone)
    inside = column.is_not_null()
    if start is not None:
        inside &= column >= start
    if end is not None:
        inside &= column < end
    return inside


def period_of(condition: Condition, today: date) -> Period:
    """The days of a condition on a date, as seen from ``today``."""
    values = condition.values
    if condition.operator == "between":
        return Period(*(date.fromisoformat(str(v)) if v is not None else None for v in values))
    if condition.operator == "period":
        return relative(str(values[0]), today)
    counted = {"last_days": last_days, "next_days": next_days, "days_ago": days_ago}
    return counted[condition.operator](int(values[0] or 0), today)


def _number(condition: Condition) -> pl.Expr:
    name, unit = _NUMBERS[condition.field]
    amount = float(condition.values[0] or 0) * unit
    column = pl.col(name)
    return column >= amount if condition.operator == "at_least" else column <= amount
