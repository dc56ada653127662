"""How many incidents share a value: one group-by over the measured rows, quick enough for a million."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from desktop_app.domain.routes import Outcome
from desktop_app.measures.lives.frame import Frame

WEEK: Final = "week"
FIELDS: Final = ("status", "classification", "team", "system", "system_error", "route", "fix", WEEK)
"""What incidents may be counted by. Persons never."""


@dataclass(frozen=True, slots=True)
class Share:
    """``key`` is a code, the id of a name (None for no name), or the Monday of a week."""

    key: int | date | None
    count: int
    open: int
    past_goal: int


def shares(frame: Frame, measured: pl.DataFrame, field: str, kept: pl.Series | None = None) -> list[Share]:
    """The values of a field with how many incidents have them: weeks newest first, the rest largest first.

    ``kept`` is a mask over ``measured``. Raises ValueError for a field that is not in FIELDS.
    """
    if field not in FIELDS:
        raise ValueError(f"Incidents are not counted by {field}")
    column = "opened_at" if field == WEEK else field
    rows = measured.select(
        pl.col(column).alias("key"), "open", (pl.col("outcome") == Outcome.OPEN_PAST.value).alias("past")
    )
    rows = rows if kept is None else rows.filter(kept)
    mondays: list[date] = []
    if field == WEEK and rows.height:
        mondays, weeks = _weeks(rows["key"], frame.zone)
        rows = rows.with_columns(key=weeks)
    found = rows.group_by("key").agg(count=pl.len(), open=pl.col("open").sum(), past=pl.col("past").sum())
    order = (["key"], [True]) if field == WEEK else (["count", "key"], [True, False])
    return [
        Share(mondays[key] if field == WEEK else key, count, is_open, past)
        for key, count, is_open, past in found.sort(order[0], descending=order[1], nulls_last=True).iter_rows()
    ]


def _weeks(opened: pl.Series, zone: str) -> tuple[list[date], pl.Series]:
    """The Mondays from the first to the last opening, and per opening the place of its week among them."""
    first, last = (datetime.fromtimestamp(int(end), ZoneInfo(zone)).date() for end in (opened.min(), opened.max()))  # type: ignore[arg-type]
    monday = first - timedelta(days=first.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range((last - monday).days // 7 + 1)]
    starts = np.array([_midnight(day, zone) for day in mondays], dtype=np.int64)
    return mondays, pl.Series(np.searchsorted(starts, opened.to_numpy(), side="right") - 1)


def _midnight(day: date, zone: str) -> int:
    return int(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).timestamp())
