"""The causes behind most incidents of a month, as its sheet and its workbook name them."""

from __future__ import annotations

from typing import Final

import polars as pl

from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _, percent
from desktop_app.domain.monthly_sheet import TopErrors
from desktop_app.measures.against_goal import summary
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.monthly.monthly_groups import COUNTED

TOP_ERRORS: Final = 7


def top_errors(asked: Asked, rows: pl.DataFrame) -> TopErrors:
    """The causes behind most incidents that are not known to come from a release; bounds while some are unknown."""
    opened = rows.filter(COUNTED & summary.inside("opened_at", asked.frame, asked.period))
    counted = opened.filter(pl.col("release_related") != ReleaseRelated.YES.value)
    ranked = ranked_causes(counted, asked.frame)
    high, low = counted.height, counted.filter(pl.col("release_related") == ReleaseRelated.NO.value).height
    lines, most, least = [], 0, 0
    for name, n, sure in ranked[:TOP_ERRORS]:
        most, least = most + n, least + sure
        told = _cumulative(least, high - most, most, low - least) if high >= FEW else ""
        lines.append((name, n, told))
    return TopErrors(tuple(lines), high, opened.height, high - low)


def _cumulative(least: int, others_high: int, most: int, others_low: int) -> str:
    """``31 %``, or ``31–38 %`` where it hangs on incidents of which nobody said whether a release caused them."""
    low = least / (least + others_high) if least + others_high else 0.0
    high = most / (most + others_low) if most + others_low else 0.0
    first, last = percent(low), percent(high)
    if first == last:
        return last
    return _("{low}–{high}").format(low=first.removesuffix(" %"), high=last)


def ranked_causes(rows: pl.DataFrame, frame: Frame) -> list[tuple[str, int, int]]:
    """System errors, or systems where no error is told, with how many incidents they have, most first.

    The last number counts those that surely come from no release.
    """
    sure = pl.col("release_related") == ReleaseRelated.NO.value
    counts = rows.group_by(key=Causes.key()).agg(n=pl.len(), sure=sure.sum()).filter(pl.col("key") != NO_CAUSE)
    names = Causes(frame)
    found = [(names.label(key), n, sure) for key, n, sure in counts.iter_rows()]
    return sorted(found, key=lambda line: (-line[1], -line[2], line[0]))
