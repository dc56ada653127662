"""A ticket of a log that was reopened more than 30 days after its end: from then on it is an incident of its own.

The later one has the ticket with "/2", "/3" ... behind it and says in its extra fields which one it continues. Both are
the same on every import of the same log, in every language.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import polars as pl

from desktop_app.domain.incidents import Status
from desktop_app.domain.lives import CONTINUES, REOPEN_DAYS

_LONGEST: Final = REOPEN_DAYS * 86_400
CONTINUED: Final = {"ticket": pl.String, "continues": pl.String}
_ENDS: Final = [int(Status.RESOLVED), int(Status.CLOSED)]


@dataclass(frozen=True, slots=True)
class Parted:
    """``rows`` in their order; ``before`` tells of each later incident which ticket it continues."""

    rows: pl.DataFrame
    before: pl.DataFrame


def parted(rows: pl.DataFrame) -> Parted:
    """``rows`` of a log as ``rows.Facts`` holds them, with a ticket of their own from each late reopening on.

    The end of the earlier one is the stamp in its rows, or the row that says so where that stamp came later. What an
    earlier part was stamped with tells nothing of a later one.
    """
    nothing = Parted(rows, pl.DataFrame(schema=CONTINUED))
    found = _parts(rows)
    if not found["late"].any():
        return nothing
    split = found.filter(pl.col("part").max().over("ticket") > 0).with_columns(own=_own_ticket())
    taken = split.filter(pl.col("own").is_in(rows["ticket"].implode()))["ticket"]
    split = split.filter(~pl.col("ticket").is_in(taken.implode()))
    if not split.height:
        return nothing
    mended = _mended(split).select("place", "own", "opened_at", "acknowledged_at", "restored_at", "resolved_at",
                                   "closed_at", "reopens")  # fmt: skip
    stamped = [name for name in mended.columns if name not in ("place", "own")]
    both = rows.join(mended, on="place", how="left", suffix="_own", maintain_order="left")
    theirs = pl.col("own").is_not_null()
    before = split.filter(pl.col("part") > 0).unique("own", maintain_order=True)
    return Parted(
        both.with_columns(
            ticket=pl.coalesce("own", "ticket"),
            **{name: pl.when(theirs).then(f"{name}_own").otherwise(name) for name in stamped},
        ).select(rows.columns),
        before.select(ticket="own", continues=_ticket_of(pl.col("part") - 1)),
    )


def linked(incidents: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """``incidents`` with what they continue among their ``extra`` fields."""
    if not before.height:
        return incidents
    told = dict(before.iter_rows())
    theirs = incidents.filter(pl.col("ticket").is_in(list(told))).select("ticket", "extra")
    extra = [
        json.dumps({**json.loads(held or "{}"), CONTINUES: told[ticket]}, ensure_ascii=False)
        for ticket, held in theirs.iter_rows()
    ]
    linked = pl.DataFrame({"ticket": theirs["ticket"], "linked": pl.Series(extra, dtype=pl.String)})
    both = incidents.join(linked, on="ticket", how="left", maintain_order="left")
    return both.with_columns(extra=pl.coalesce("linked", "extra")).drop("linked")


def _parts(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of time with ``part``, and ``over_at``, when the last end before it began."""
    events = rows.sort("ticket", "updated_at", "sequence", "place").with_columns(
        pl.col("status").forward_fill().over("ticket").alias("now")
    )
    over = pl.col("now").is_in(_ENDS).fill_null(value=False)
    same = (pl.col("ticket") == pl.col("ticket").shift()).fill_null(value=False)
    was_over = over.shift().fill_null(value=False) & same
    began = pl.when(over & ~was_over).then("updated_at").forward_fill()
    back = was_over & ~pl.col("now").is_in([*_ENDS, int(Status.CANCELLED)])
    late = back & (pl.col("updated_at") - began > _LONGEST)
    return events.with_columns(over=over, late=late.fill_null(value=False)).with_columns(
        part=pl.col("late").cast(pl.Int64).cum_sum().over("ticket")
    )


def _own_ticket() -> pl.Expr:
    return pl.when(pl.col("part") > 0).then(_ticket_of(pl.col("part")))


def _ticket_of(part: pl.Expr) -> pl.Expr:
    return pl.when(part > 0).then(pl.format("{}/{}", "ticket", part + 1)).otherwise("ticket")


def _mended(split: pl.DataFrame) -> pl.DataFrame:
    """Each part with the stamps that lie in it, from where it begins to where the next one does."""
    each = split.group_by("ticket", "part", maintain_order=True).agg(begins=pl.col("updated_at").first())
    each = each.join(_last_runs(split), on=["ticket", "part"], how="left", maintain_order="left")
    each = each.with_columns(until=pl.col("begins").shift(-1).over("ticket"))
    both = split.join(each, on=["ticket", "part"], how="left", maintain_order="left")
    first, last = pl.col("part") == 0, pl.col("until").is_null()
    since = pl.when(first).then("opened_at").otherwise("begins")

    def inside(name: str) -> pl.Expr:
        within = (pl.col(name) >= since) & (last | (pl.col(name) < pl.col("until")))
        return pl.when(within).then(name)

    return both.with_columns(
        own=pl.coalesce("own", "ticket"),
        opened_at=since,
        acknowledged_at=inside("acknowledged_at"),
        restored_at=inside("restored_at"),
        resolved_at=pl.when(last).then(inside("resolved_at")).otherwise(pl.coalesce(inside("resolved_at"), "solved")),
        closed_at=pl.when(last).then(inside("closed_at")).otherwise(pl.coalesce(inside("closed_at"), "shut")),
        reopens=pl.lit(0, dtype=pl.Int16),
    )


def _last_runs(split: pl.DataFrame) -> pl.DataFrame:
    """When the last stretch of each part in which it was over began, and the first row of it that says closed."""
    live = pl.when(~pl.col("over")).then("i").max().over("ticket", "part").fill_null(-1)
    final = split.drop("i", strict=False).with_row_index("i").cast({"i": pl.Int64}).filter(pl.col("i") > live)
    closed = pl.col("now") == int(Status.CLOSED)
    return final.group_by("ticket", "part", maintain_order=True).agg(
        solved=pl.col("updated_at").first(), shut=pl.col("updated_at").filter(closed).first()
    )
