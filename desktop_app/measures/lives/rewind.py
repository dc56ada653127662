"""History as it stood at an earlier instant: what came later is not known yet."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from desktop_app.domain.incidents import Status
from desktop_app.measures.lives.frame import Frame

_STAMPS = ("acknowledged_at", "restored_at", "resolved_at", "first_resolved_at", "closed_at")


def rewound(frame: Frame, at: int) -> Frame:
    """The frame as it would have been at ``at`` (UTC seconds).

    Incidents opened later are gone, later stamps are unknown, and an incident that had not ended by then is open again.
    A reopened incident whose last resolve lies later counts as open, even if it was resolved once before.
    """
    known = frame.incidents.filter(pl.col("opened_at") <= at)
    ended = pl.col("resolved_at").is_not_null() | pl.col("closed_at").is_not_null()
    was_ended = known.select(ended.alias("ended"))["ended"]  # a status alone, without a stamp, cannot be taken back
    stamps = [pl.when(pl.col(name) <= at).then(pl.col(name)).alias(name) for name in _STAMPS]
    incidents = known.with_columns(stamps)
    reopened = (pl.col("status") >= Status.RESOLVED) & (pl.col("status") != Status.CANCELLED) & ~ended & was_ended
    incidents = incidents.with_columns(
        pl.when(reopened).then(pl.lit(Status.IN_WORK, pl.Int8)).otherwise(pl.col("status")).alias("status")
    )
    segments = frame.segments.filter(pl.col("from_at") <= at).with_columns(
        pl.when(pl.col("to_at") <= at).then(pl.col("to_at")).alias("to_at")
    )
    return replace(
        frame,
        incidents=incidents,
        segments=segments,
        as_of={source: min(stamp, at) for source, stamp in frame.as_of.items()},
        now=min(frame.now, at),
    )
