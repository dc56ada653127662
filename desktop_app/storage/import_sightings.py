"""What a newer dump of the same source does not name any more is known up to where it was last seen.

And of what is named again after it was missing, everything is known as of any other incident of the source.
"""

from __future__ import annotations

import polars as pl
from sqlalchemy import and_, or_, select

from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import incident

_COLUMNS = {"id": pl.Int64, "ticket": pl.String, "seen_until": pl.Int64, "open": pl.Boolean}


def note(step: Step, source_id: int, seen: pl.Series, as_of: int, before: int | None) -> int:
    """Note in the step what a dump of ``as_of`` (UTC seconds) does not name of a source; how many are new among it.

    ``seen`` are the tickets that it names, ``before`` the source's newest stamp until then, None for a first dump.
    Only what is open can be missed. A dump older than that one tells of no absence.
    """
    if before is None:
        return 0
    open_now = and_(
        incident.c.status < int(Status.RESOLVED),
        incident.c.resolved_at.is_(None),
        incident.c.closed_at.is_(None),
        incident.c.exclusion == int(Exclusion.NONE),
    )
    query = select(incident.c.id, incident.c.ticket, incident.c.seen_until, open_now.label("open")).where(
        incident.c.source_id == source_id,
        incident.c.deleted_at.is_(None),
        or_(open_now, incident.c.seen_until.is_not(None)),
    )
    held = pl.DataFrame([tuple(row) for row in step.connection.execute(query)], schema=_COLUMNS, orient="row")
    named, missed = pl.col("ticket").is_in(seen.implode()), pl.col("seen_until").is_not_null()
    known = pl.col("open") & ~named & ~missed & pl.lit(as_of > before)
    until = pl.lit(None, dtype=pl.Int64) if as_of >= before else pl.max_horizontal("seen_until", pl.lit(as_of))
    fresh = (
        held.with_columns(
            until=pl.when(known).then(pl.lit(before)).when(named & missed).then(until).otherwise("seen_until")
        )
        .filter(pl.col("until").ne_missing(pl.col("seen_until")))
        .sort("id")
    )
    if fresh.height:
        step.bulk_update("incident", fresh.select("id", seen_until="until"))
    return int(fresh["until"].is_not_null().sum()) if as_of > before else 0
