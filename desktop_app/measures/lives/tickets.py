"""Incidents as the tool that they come from counts them: a ticket that was reopened late is one again."""

from __future__ import annotations

from typing import Final

import polars as pl

_PART: Final = r"^(.+)/([1-9][0-9]*)$"  # as exchange.mapping.reopened writes them
_ENDS: Final = ("resolved_at", "closed_at")


def as_tickets(incidents: pl.DataFrame) -> pl.DataFrame:
    """``incidents`` of the frame, where what continues another ticket is one row with it.

    It was opened when the first was, and is for the rest as the last one is.
    """
    parts = incidents.filter(pl.col("ticket").str.contains(_PART))
    if not parts.height:
        return incidents
    of = parts.select(
        "id", "source", base=pl.col("ticket").str.extract(_PART, 1), nth=pl.col("ticket").str.extract(_PART, 2)
    )
    firsts = incidents.select(pl.col("id").alias("first_id"), "source", pl.col("ticket").alias("base"))
    later = of.join(firsts, on=["source", "base"], how="inner", nulls_equal=True).cast({"nth": pl.Int64})
    if not later.height:
        return incidents
    links = pl.concat(
        [
            later.select("id", first_id="first_id", nth="nth"),
            later.select(id="first_id", first_id="first_id", nth=pl.lit(1, pl.Int64)).unique("id"),
        ]
    )
    lives = incidents.join(links, on="id").sort("first_id", "nth")
    rest = [name for name in incidents.columns if name != "opened_at"]
    joined = lives.group_by("first_id", maintain_order=True).agg(
        pl.col("opened_at").first(),
        pl.col(*(name for name in rest if name not in _ENDS)).last(),
        pl.col(*_ENDS).drop_nulls().last(),
    )
    others = incidents.filter(~pl.col("id").is_in(links["id"].implode()))
    return pl.concat([others, joined.select(incidents.columns)]).sort("id")
