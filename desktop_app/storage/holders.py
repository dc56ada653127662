"""Who holds incidents, written into the lives of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from desktop_app.domain.incidents import Status
from desktop_app.domain.segments import advanced
from desktop_app.storage import incidents
from desktop_app.storage.journal import Step
from desktop_app.storage.journal_rows import framed, within
from desktop_app.storage.schema import incident, segment

_LAST: Final = {
    "id": pl.Int64, "incident_id": pl.Int64, "from_at": pl.Int64, "to_at": pl.Int64, "status": pl.Int64,
    "team_id": pl.Int64, "pause_reason": pl.Int64, "now": pl.Int64,
}  # fmt: skip


def hold(step: Step, ids: Sequence[int], team_id: int | None, at: int) -> None:
    """Write into the lives of incidents that another team holds them from ``at`` (UTC seconds) on.

    The status stays; of an incident that has ended the team of its last segment is put right. The incidents' own
    column is left to the caller.
    """
    last = _last_segments(step.connection, ids)
    lasts, ended = pl.col("to_at").is_null(), pl.col("now") >= Status.RESOLVED
    held_by_other = ~pl.col("team_id").eq_missing(pl.lit(team_id, dtype=pl.Int64))
    moving = last.filter(lasts & held_by_other & (pl.col("from_at") < at))
    put_right = last.filter(held_by_other & (lasts & (pl.col("from_at") >= at) | ~lasts & ended))
    holder = pl.lit(team_id, dtype=pl.Int64).alias("team_id")
    begin = pl.lit(at, dtype=pl.Int64)
    if put_right.height:
        step.bulk_update("segment", put_right.select("id", holder))
    if moving.height:
        step.bulk_update("segment", moving.select("id", begin.alias("to_at")))
        after = moving.select("incident_id", begin.alias("from_at"), "status", holder, "pause_reason")
        step.bulk_insert("segment", after)
    _begin_again(step, last.filter(~lasts & ~ended)["incident_id"].to_list(), team_id, at)


def _last_segments(connection: Connection, ids: Sequence[int]) -> pl.DataFrame:
    """The newest segment of each incident, and its status ``now``."""
    wanted = pl.Series("id", list(ids), dtype=pl.Int64)
    query = (
        select(*(segment.c[name] for name in _LAST if name != "now"), incident.c.status)
        .join(incident, incident.c.id == segment.c.incident_id)
        .where(within(segment.c.incident_id, wanted), incident.c.deleted_at.is_(None))
    )
    lives = framed(connection, query, _LAST).sort("incident_id", "from_at", "id")
    return lives.unique("incident_id", keep="last", maintain_order=True)


def _begin_again(step: Step, ids: Sequence[int], team_id: int | None, at: int) -> None:
    """Open incidents whose life a dump told as ended already: rare, so one by one."""
    now = datetime.fromtimestamp(at, UTC)
    for held in incidents.load_many(step.connection, ids):
        life = incidents.segments(step.connection, held.id)
        incidents.update(step, held, advanced(life, now, held.status, team_id, held.pause_reason))
