"""What leaving incidents out would do to the medians, and the words in which a doubt says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import duration
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _

_FEW: Final = 10  # repairs below which nobody speaks of a median


@dataclass(frozen=True, slots=True)
class Shift:
    """The median repair time that moves most when incidents are left out; seconds, 24 x 7.

    ``kind`` is None for the median of all: then no classification has ten repairs left.
    """

    kind: Classification | None
    before: float
    after: float

    @property
    def size(self) -> float:
        """How far apart the two are, 0 to 1: the difference as a share of the larger."""
        larger = max(self.before, self.after)
        return abs(self.after - self.before) / larger if larger else 0.0

    @property
    def text(self) -> str:
        """``the median of Critical goes from 2.1 h to 3.4 h``."""
        before, after = duration(self.before), duration(self.after)
        if before == after:
            return _("no median changes")
        if self.kind is None:
            return _("the median goes from {before} to {after}").format(before=before, after=after)
        text = _("the median of {kind} goes from {before} to {after}")
        return text.format(kind=self.kind.label, before=before, after=after)


def shift(incidents: pl.DataFrame, out: pl.Series) -> Shift | None:
    """The largest move of a median without the incidents marked in ``out``; None where nothing is left to compare.

    ``incidents`` has ``classification``, ``opened_at``, ``resolved_at`` and ``exclusion`` as in the plan of an import.
    """
    repaired = incidents.select("classification", t=pl.col("resolved_at") - pl.col("opened_at"), out=out).filter(
        counted(incidents) & incidents["resolved_at"].is_not_null()
    )
    kept = ~pl.col("out")
    sizes = (pl.col("t").median().alias("before"), pl.col("t").filter(kept).median().alias("after"))
    table = repaired.group_by("classification").agg(kept.sum().alias("n"), pl.col("out").any(), *sizes)
    found = [
        Shift(Classification(kind), before, after)
        for kind, n, touched, before, after in table.sort("classification").iter_rows()
        if touched and n >= _FEW
    ]
    if not found:
        before, after = repaired.select(*sizes).row(0)
        return None if before is None or after is None else Shift(None, before, after)
    return max(found, key=lambda one: one.size)


def counted(incidents: pl.DataFrame) -> pl.Series:
    """Which incidents are in the figures at all."""
    return incidents["exclusion"] == int(Exclusion.NONE)


def local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def ratio(part: int, whole: int) -> float:
    """A share from 0 to 1; of nothing it is 0."""
    return part / whole if whole else 0.0
