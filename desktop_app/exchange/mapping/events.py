"""Event logs: many rows per ticket become one incident and the segments of its life, all in polars columns.

A row's state and team hold from its update to the next row's. The repair ends at the resolved stamp, so a row that says
"resolved" before that stamp, without a reopening after it, ends nothing yet. Segments tile [opened, end) without gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from desktop_app.domain.incidents import PauseReason, Status

_LAST_FILLED = (
    "title",
    "team",
    "system",
    "system_error",
    "classification",
    "resolved_at",
    "closed_at",
    "acknowledged_at",
    "restored_at",
)
_LAST = (
    "ticket",
    "place",
    "opened_at",
    "updated_at",
    "status",
    "pause_reason",
    "exclusion",
    "release_related",
    "reopens",
)
_ENDED = int(Status.RESOLVED)


@dataclass(frozen=True, slots=True)
class Collapsed:
    """``incidents`` with one row per ticket and its ``position``; ``segments`` by position; rows out of order."""

    incidents: pl.DataFrame
    segments: pl.DataFrame
    before_opened: int
    out_of_order: int


def collapse(rows: pl.DataFrame, *, resolved_known: bool, closed_known: bool) -> Collapsed:
    """``rows`` as ``rows.Facts`` holds them. ``resolved_known``, ``closed_known``: the file has that column at all."""
    backwards = _backwards(rows)
    events = rows.sort("ticket", "updated_at", "sequence", "place").with_columns(
        position=(pl.col("ticket").rle_id()).cast(pl.UInt32),
        before=pl.col("updated_at") < pl.col("opened_at"),
    )
    events = events.with_columns(
        pl.col("status", "pause_reason").forward_fill().over("position").fill_null(0),
        opened_at=pl.col("opened_at").last().over("position"),
    ).with_row_index("i")
    events = events.with_columns(ended=pl.col("status") >= _ENDED)
    last_open = pl.when(~pl.col("ended")).then("i").max().over("position")
    events = events.with_columns(
        terminal=pl.col("i") > last_open.fill_null(-1), first=pl.col("i") == pl.col("i").min().over("position")
    )
    ones = _ends(_ones(events), resolved_known, closed_known)
    segments = _segments(events, ones)
    return Collapsed(_facts(ones), segments, int(events["before"].sum()), backwards)


def _backwards(rows: pl.DataFrame) -> int:
    """Rows that are older than the row before them of the same ticket."""
    ordered = rows.select("ticket", "updated_at").sort("ticket", maintain_order=True)
    same = (pl.col("ticket") == pl.col("ticket").shift()) & (pl.col("updated_at") < pl.col("updated_at").shift())
    return int(ordered.select(same.sum()).item())


def _ones(events: pl.DataFrame) -> pl.DataFrame:
    """One row per ticket: facts of its last row, the last filled cell of others, and the turns of its history."""
    at, status = pl.col("updated_at"), pl.col("status")
    final = pl.col("terminal")
    solved = status.is_in([int(Status.RESOLVED), int(Status.CLOSED)])
    reopened = ~pl.col("ended") & pl.col("ended").shift().fill_null(value=False) & ~pl.col("first")
    return events.group_by("position", maintain_order=True).agg(
        pl.col(*_LAST).last(),
        pl.col(*_LAST_FILLED).drop_nulls().last(),
        first_classification=pl.col("classification").filter(pl.col("classified")).first(),
        last_ended=final.last(),
        first_event=at.min(),
        solved_from=at.filter(final & (status == int(Status.RESOLVED))).first(),
        closed_from=at.filter(final & (status == int(Status.CLOSED))).first(),
        cancelled_from=at.filter(final & (status == int(Status.CANCELLED))).first(),
        gap_from=at.filter(solved & ~final).first(),
        turns=reopened.sum(),
    )


def _ends(ones: pl.DataFrame, resolved_known: bool, closed_known: bool) -> pl.DataFrame:
    """Where each repair ends, and ``told_from``, where it is not told from its opening on.

    A stamp older than a last row that says open belongs to a resolve that was taken back.
    """
    resolved = pl.col("resolved_at") if resolved_known else pl.col("solved_from")
    closed = pl.col("closed_at") if closed_known else pl.col("closed_from")
    stands = pl.col("last_ended")
    ones = ones.with_columns(
        taken_back=pl.when(~stands & (resolved <= pl.col("updated_at"))).then(resolved),
        resolved_at=pl.when(stands | (resolved > pl.col("updated_at"))).then(resolved),
        closed_at=pl.when(stands | (closed > pl.col("updated_at"))).then(closed),
    )
    cancelled = pl.when(pl.col("status") == int(Status.CANCELLED)).then("cancelled_from")
    end = pl.coalesce("resolved_at", "closed_at", cancelled)
    first = pl.min_horizontal("gap_from", "resolved_at", "taken_back")
    told_from = pl.min_horizontal("first_event", end)
    return ones.with_columns(
        end=pl.max_horizontal(end, pl.when(end.is_not_null()).then("opened_at")),
        told_from=pl.when(told_from > pl.col("opened_at")).then(told_from),
        first_resolved_at=pl.when(first.is_not_null()).then(pl.max_horizontal(first, "opened_at")),
        reopens=pl.max_horizontal("reopens", pl.col("turns")).clip(0, 32767).cast(pl.Int16),
    )


def _segments(events: pl.DataFrame, ones: pl.DataFrame) -> pl.DataFrame:
    """Working segments up to each end by its events, then the stretch from resolve to close."""
    columns = events.select(
        "position", "updated_at", "opened_at", "status", "pause_reason", "team", "terminal", "first"
    )
    life = columns.join(ones.select("position", "end"), on="position", how="left", maintain_order="left")
    over = pl.col("end").is_not_null() & (pl.col("terminal") | (pl.col("updated_at") >= pl.col("end")))
    life = life.filter(~over | pl.col("first")).with_columns(
        # a ticket whose first row already says resolved was worked on until it was
        status=pl.when(over & (pl.col("status") >= _ENDED)).then(int(Status.IN_WORK)).otherwise("status").cast(pl.Int8),
        from_at=pl.when("first").then("opened_at").otherwise(pl.max_horizontal("updated_at", "opened_at")),
    )
    following = pl.col("from_at").shift(-1).over("position")
    life = life.with_columns(to_at=following.fill_null(pl.col("end")))
    instant = pl.col("first") & (pl.col("opened_at") == pl.col("end"))
    life = life.filter((pl.col("to_at") > pl.col("from_at")).fill_null(value=True) | instant)
    life = _merged(life.select("position", "from_at", "to_at", "status", "team", "pause_reason"))
    rest = ones.filter(
        pl.col("resolved_at").is_not_null()
        & (pl.col("closed_at").is_null() | (pl.col("closed_at") > pl.col("resolved_at")))
    ).select(
        "position",
        from_at="end",
        to_at="closed_at",
        status=pl.lit(int(Status.RESOLVED), dtype=pl.Int8),
        team="team",
        pause_reason=pl.lit(int(PauseReason.NONE), dtype=pl.Int8),
    )
    return pl.concat([life, rest]).sort("position", "from_at", maintain_order=True)


def _merged(life: pl.DataFrame) -> pl.DataFrame:
    """Runs of equal status, team and reason as one segment."""
    keys = ("position", "status", "team", "pause_reason")
    turn = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift()) for key in keys).cum_sum()
    return (
        life.with_columns(run=turn)
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("position").first(),
            pl.col("from_at").first(),
            pl.col("to_at").last(),
            pl.col("status", "team", "pause_reason").first(),
        )
        .drop("run")
    )


def _facts(ones: pl.DataFrame) -> pl.DataFrame:
    """The incidents, with the state that their stamps prove where the last row is older than those."""
    proved = (
        pl.when(pl.col("closed_at").is_not_null())
        .then(int(Status.CLOSED))
        .when(pl.col("resolved_at").is_not_null())
        .then(int(Status.RESOLVED))
        .otherwise("status")
    )
    status = pl.when(pl.col("status") < _ENDED).then(proved).otherwise("status").cast(pl.Int8)
    reason = pl.when(status == int(Status.PAUSED)).then("pause_reason").otherwise(int(PauseReason.NONE)).cast(pl.Int8)
    first = pl.col("first_classification")
    first = pl.when(first != pl.col("classification")).then(first).cast(pl.Int8)
    return ones.with_columns(status=status, pause_reason=reason, first_classification=first)
