"""Which of a column's numbers is the day: every row that reads in one order only is a vote, and none is a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from desktop_app.domain.imports import DateOrder
from desktop_app.exchange.mapping.date_forms import Form

_SLIPS = 0.01  # rows that only the other order can read, as a share, which are taken for typing errors


@dataclass(slots=True)
class Votes:
    """How many rows can be read in only one order, and whether any reads differently in another."""

    dmy: int = 0
    mdy: int = 0
    ymd: int = 0
    torn: int = 0  # reads both ways, to different days

    def add(self, other: Votes) -> None:
        self.dmy, self.mdy, self.ymd, self.torn = (
            self.dmy + other.dmy, self.mdy + other.mdy, self.ymd + other.ymd, self.torn + other.torn,
        )  # fmt: skip

    @property
    def order(self) -> DateOrder | None:
        counts = {DateOrder.DMY: self.dmy, DateOrder.MDY: self.mdy, DateOrder.YMD: self.ymd}
        best = max(counts, key=lambda order: counts[order])
        others = sum(counts.values()) - counts[best]
        return best if counts[best] and others <= _SLIPS * counts[best] else None


def vote(cells: pl.Series, form: Form, newest_year: int) -> Votes:
    """Count over the distinct dates of the cells, of which a column has few."""
    votes = Votes()
    pattern = r"^(\d+)\D(\d+)\D(\d+)"
    dates = cells.str.extract_groups(pattern).struct.unnest().cast(pl.Int64, strict=False).drop_nulls()
    for first, second, third, rows in dates.group_by(dates.columns).len().iter_rows():
        year_last = not form.short_year or 2000 + third <= newest_year or third >= 70
        dmy, mdy = year_last and _exists(third, second, first), year_last and _exists(third, first, second)
        ymd = form.short_year and (2000 + first <= newest_year or first >= 70) and _exists(first, second, third)
        if dmy + mdy + ymd == 1:
            votes.dmy, votes.mdy, votes.ymd = votes.dmy + rows * dmy, votes.mdy + rows * mdy, votes.ymd + rows * ymd
        elif dmy + mdy + ymd > 1 and not (first == second and not ymd):
            votes.torn += rows
    return votes


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime(year if year > 99 else 2000 + year, month, day, tzinfo=UTC)
    except (ValueError, OverflowError):
        return False
    return True
