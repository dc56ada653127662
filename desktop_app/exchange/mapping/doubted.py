"""What can be set aside for all of a file's doubtful incidents at once: zero-minute repairs, ends in one minute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from desktop_app.domain.imports import Policy
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.trust import Doubt
from desktop_app.exchange.mapping.compared import CHANGED, SAME
from desktop_app.exchange.mapping.held import FACTS

_MINUTE: Final = 60
_BULK: Final = 20  # ends within one minute that no desk makes by hand
_BULK_TIMES: Final = 10  # and so many times as many as in a usual minute with an end
_DATES_ONLY: Final = 0.9  # share of ends on a whole quarter of an hour from which the minute says nothing
_ENDS: Final = ("exclusion", "opened_at", "resolved_at", "closed_at")
_KEPT: Final = tuple(name for name in FACTS if name not in ("incident_id", "ticket"))

Marks = Mapping[Doubt, pl.Series]


def marks(incidents: pl.DataFrame) -> Marks:
    """For each doubt of this room which incidents it is about, as a Boolean series."""
    return {Doubt.ZERO_MINUTES: _zero_minutes(incidents), Doubt.BULK_CLOSES: _bulk_closes(incidents)}


def _zero_minutes(incidents: pl.DataFrame) -> pl.Series:
    counted = pl.col("exclusion") == int(Exclusion.NONE)
    return incidents.select(
        (counted & (pl.col("resolved_at") - pl.col("opened_at") < _MINUTE)).fill_null(value=False)
    ).to_series()


def _bulk_closes(incidents: pl.DataFrame) -> pl.Series:
    ends = incidents.select(
        minute=pl.when(pl.col("exclusion") == int(Exclusion.NONE)).then(pl.col("resolved_at") // _MINUTE)
    )["minute"]
    none = pl.Series([False], dtype=pl.Boolean).new_from_index(0, ends.len())
    filled = ends.drop_nulls()
    if filled.len() < _BULK or ((filled % 15) == 0).mean() > _DATES_ONLY:  # type: ignore[operator]
        return none
    counts = filled.value_counts(name="n")
    least = max(_BULK, _BULK_TIMES * filled.len() / counts.height)
    busy = counts.filter(pl.col("n") >= least)["minute"]
    return ends.is_in(busy.implode()).fill_null(value=False) if busy.len() else none


def asked_for(incidents: pl.DataFrame, found: Marks, wanted: frozenset[Doubt]) -> pl.Series:
    """Ids of the stored incidents whose facts are needed: of the changed ones, and of those that are set aside."""
    needed = incidents["action"] == CHANGED
    for doubt, mask in found.items():
        if doubt in wanted:
            needed |= mask & (incidents["action"] == SAME)
    return incidents.filter(needed)["incident_id"].drop_nulls()


def set_aside(
    incidents: pl.DataFrame,
    segments: pl.DataFrame,
    found: Marks,
    wanted: frozenset[Doubt],
    stored: pl.DataFrame,
    policy: Policy,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Leave out zero-minute repairs, and take ends in one minute for estimates, where ``wanted`` says so.

    What is stored already and says the same (``stored`` has ``held.FACTS``) becomes changed where nobody set it aside
    or edited its ends since, and only in this; with the policy to skip it stays as it is.
    """
    there = pl.col("action") == SAME
    zero, bulk = (found[doubt] & (doubt in wanted) for doubt in (Doubt.ZERO_MINUTES, Doubt.BULK_CLOSES))
    known = stored.select("incident_id", *(pl.col(name).alias(f"{name}_was") for name in _KEPT))
    marked = incidents.with_columns(zero=zero, bulk=bulk & ~zero).join(
        known, on="incident_id", how="left", maintain_order="left"
    )
    edited = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_was")) for name in _ENDS)
    theirs = there & (pl.lit(value=policy is Policy.SKIP) | edited)
    marked = marked.with_columns(pl.col("zero", "bulk") & ~theirs)
    if not (marked["zero"].any() or marked["bulk"].any()):
        return incidents, segments
    aside = there & (pl.col("zero") | pl.col("bulk"))
    marked = marked.with_columns(again=aside).with_columns(
        pl.when("again").then(pl.col(f"{name}_was")).otherwise(name).alias(name) for name in _KEPT
    )
    estimated = pl.col("bulk")
    marked = marked.with_columns(
        action=pl.when("again").then(CHANGED).otherwise("action").cast(pl.Int8),
        exclusion=pl.when("zero").then(int(Exclusion.LEFT_OUT)).otherwise("exclusion").cast(pl.Int8),
        closed_at=pl.when(estimated).then(pl.max_horizontal("closed_at", "resolved_at")).otherwise("closed_at"),
        resolved_at=pl.when(~estimated).then("resolved_at"),
        first_resolved_at=pl.when(~estimated | (pl.col("reopens") > 0)).then("first_resolved_at"),
        status=pl.when(estimated & (pl.col("status") == int(Status.RESOLVED)))
        .then(int(Status.CLOSED))
        .otherwise("status")
        .cast(pl.Int8),
    )
    lives = segments.join(
        marked.filter(pl.col("again") & pl.col("zero")), on="position", how="anti", maintain_order="left"
    )
    lives = _lived_to_the_close(lives, marked.filter("bulk").select("position", "closed_at"))
    return marked.select(incidents.columns), lives


def _lived_to_the_close(segments: pl.DataFrame, estimated: pl.DataFrame) -> pl.DataFrame:
    """Of the estimated ones the last working segment lasts until the close: nobody knows when it really ended."""
    if not estimated.height:
        return segments
    lives = segments.with_row_index("i").join(estimated, on="position", how="left", maintain_order="left")
    ours = lives["closed_at"].is_not_null()
    lasting = lives["to_at"].is_null() | (lives["to_at"] == lives["closed_at"])
    lives = lives.filter(~(ours & lasting & (lives["status"] >= int(Status.RESOLVED))))
    last = pl.col("i") == pl.col("i").max().over("position")
    ended = pl.when(last & pl.col("closed_at").is_not_null()).then("closed_at").otherwise("to_at")
    return lives.with_columns(to_at=ended).select(segments.columns)
