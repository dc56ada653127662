"""What each incident of a file means for what is stored: new, changed, the same, kept as it is, or stored beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import polars as pl

from desktop_app.domain.imports import Policy

NEW, CHANGED, SAME = 0, 1, 2
_SAID: Final = (
    "ticket", "title", "classification", "status", "pause_reason", "team", "system", "system_error", "opened_at",
    "acknowledged_at", "restored_at", "resolved_at", "first_resolved_at", "closed_at", "release_related", "exclusion",
    "reopens", "extra",
)  # fmt: skip
_HASHED_AT_ONCE: Final = 50_000
_LIVED: Final = ("from_at", "to_at", "status", "team", "pause_reason")


@dataclass(frozen=True, slots=True)
class Compared:
    """``incidents`` with ``digest``, ``incident_id`` and ``action``; ``kept``: tickets that stay as they are stored."""

    incidents: pl.DataFrame
    segments: pl.DataFrame
    kept: pl.Series


def compared(incidents: pl.DataFrame, segments: pl.DataFrame, stored: pl.DataFrame, policy: Policy) -> Compared:
    """Hold the file's incidents against ``stored`` (``held.TICKETS``); positions stay 0, 1, 2 ..."""
    incidents = incidents.with_columns(digest=digests(incidents, segments))
    incidents = _against(incidents, stored)
    differ = incidents["action"] == CHANGED
    none = incidents["ticket"].head(0)
    if policy is Policy.UPDATE or not differ.any():
        return Compared(incidents, segments, none)
    if policy is Policy.ADD:
        return Compared(_beside(incidents, segments, stored), segments, none)
    kept = incidents.filter(differ)["ticket"]
    return Compared(*renumbered(incidents.filter(~differ), segments), kept)


def _against(incidents: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    known = stored.select("ticket", "incident_id", stored="digest").unique("ticket", keep="last")
    incidents = incidents.join(known, on="ticket", how="left", maintain_order="left")
    same = (pl.col("stored") == pl.col("digest")).fill_null(value=False)
    action = pl.when(pl.col("incident_id").is_null()).then(NEW).when(same).then(SAME).otherwise(CHANGED)
    return incidents.with_columns(action=action.cast(pl.Int8)).drop("stored")


def _beside(incidents: pl.DataFrame, segments: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Changed incidents under a ticket of their own: the first of "INC1 (2)", "INC1 (3)" ... that says the same already
    or is free.
    """
    taken = incidents["ticket"].implode()
    open_ones, settled = incidents.filter(pl.col("action") == CHANGED).with_columns(first="ticket"), []
    n = 1
    while open_ones.height:
        n += 1
        tried = open_ones.with_columns(ticket=pl.format("{} ({})", "first", pl.lit(n)))
        own = segments.join(tried.select("position"), on="position", how="semi")
        tried = tried.with_columns(digest=digests(tried, own)).drop("incident_id", "action")
        tried = _against(tried, stored)
        done = (tried["action"] != CHANGED) & ~tried["ticket"].is_in(taken)
        settled.append(tried.filter(done))
        open_ones = tried.filter(~done)
    renamed = pl.concat(settled).drop("first")
    rest = incidents.filter(pl.col("action") != CHANGED)
    return pl.concat([rest, renamed.select(rest.columns)]).sort("position")


def renumbered(incidents: pl.DataFrame, segments: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The incidents with positions 0, 1, 2 ... and the segments of those that are there."""
    places = incidents.select("position", new=pl.int_range(pl.len(), dtype=pl.UInt32))
    lives = segments.join(places, on="position", how="inner", maintain_order="left")
    return (
        incidents.with_columns(position=places["new"]),
        lives.with_columns(position="new").drop("new"),
    )


def digests(incidents: pl.DataFrame, segments: pl.DataFrame) -> pl.Series:
    """A hash of all that the file says of each incident, its segments included; both in the order of position."""
    lives = segments.select("position", life=_told(pl.col(name) for name in _LIVED))
    if segments.height > incidents.height:
        lives = lives.group_by("position", maintain_order=True).agg(pl.col("life").str.join("\x1e"))
    said = _reclassified(incidents).select(*_SAID).with_columns(lives.sort("position")["life"])
    hashes: list[bytes] = []
    for piece in said.iter_slices(_HASHED_AT_ONCE):  # the texts of a million incidents are a gigabyte
        texts = piece.select(_told(pl.all())).to_series().cast(pl.Binary)  # bytes need not be encoded one by one
        hashes += [blake2b(text, digest_size=16).digest() for text in texts.to_list()]
    return pl.Series(hashes, dtype=pl.Binary).bin.encode("hex")


def _reclassified(incidents: pl.DataFrame) -> pl.DataFrame:
    """With both classifications in the place of one where a log tells of another one at first; the rest as ever."""
    first = pl.col("first_classification")
    both = pl.format("{}\x1d{}", "classification", first)
    told = pl.when(first.is_not_null()).then(both).otherwise(pl.col("classification").cast(pl.String))
    return incidents.with_columns(classification=told)


def _told(columns: pl.Expr | Iterable[pl.Expr]) -> pl.Expr:
    one_by_one = [columns] if isinstance(columns, pl.Expr) else list(columns)
    return pl.concat_str([column.cast(pl.String).fill_null("\x01") for column in one_by_one], separator="\x1f")
