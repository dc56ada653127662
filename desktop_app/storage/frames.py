"""Incidents and segments as polars columns: all of them, or what changed since a step.

Only the columns named here can reach a measure, a filter or a chart; ``domain.columns`` is the list, a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, select, text

from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.language import _
from desktop_app.storage.progress import Meter, Progress
from desktop_app.storage.schema import bulk_change, change, incident, segment

_FETCH: Final = 500  # below the 700 new objects at which Python looks for garbage: a third faster
_FETCHES: Final = 40
_INCIDENTS: Final = (
    "SELECT id, changed_in, source_id, ticket, classification, status, pause_reason, team_id, system_id, "
    "system_error_id, opened_at, acknowledged_at, restored_at, resolved_at, first_resolved_at, closed_at, "
    "release_related, exclusion, reopens, coalesce(fix, 0), first_classification, seen_until "
    "FROM incident WHERE deleted_at IS NULL"
)
_SEGMENTS: Final = "SELECT incident_id, from_at, to_at, status, team_id, pause_reason FROM segment"


def load(connection: Connection, progress: Progress | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every incident that is not deleted, by id, and their segments, by incident and time. Raises Cancelled."""
    counted = connection.execute(
        text("SELECT (SELECT count(*) FROM incident) + (SELECT count(*) FROM segment)")
    ).scalar_one()
    meter = Meter(progress, _("Reading incidents"), counted)
    incidents = _read(connection, f"{_INCIDENTS} ORDER BY id", INCIDENT_COLUMNS, meter)
    segments = _ordered(_read(connection, _SEGMENTS, SEGMENT_COLUMNS, meter), incidents)
    connection.exec_driver_sql("PRAGMA shrink_memory")  # the whole file went through its cache, and is not read again
    return incidents, segments


def any_incident(connection: Connection) -> bool:
    """Whether the frame would hold an incident."""
    found = connection.execute(text("SELECT EXISTS (SELECT 1 FROM incident WHERE deleted_at IS NULL)"))
    return bool(found.scalar_one())


def changed_since(connection: Connection, step: int) -> tuple[pl.DataFrame, pl.DataFrame, list[int]]:
    """What differs from the frame of that step: incidents as they are now, all their segments, and ids that are gone.

    An incident counts as changed when only its segments did. Those that are gone were deleted, or taken away by undo;
    such ids may be unknown to the frame, when an incident came and went since.
    """
    touched = _touched(connection, step)
    if not touched.len():
        return _empty(INCIDENT_COLUMNS), _empty(SEGMENT_COLUMNS), []
    among = {"ids": str(touched.to_list())}
    meter = Meter(None, "", 0)
    among_them = "IN (SELECT value FROM json_each(:ids))"
    incidents = _read(connection, f"{_INCIDENTS} AND id {among_them} ORDER BY id", INCIDENT_COLUMNS, meter, among)
    segments = _read(connection, f"{_SEGMENTS} WHERE incident_id {among_them}", SEGMENT_COLUMNS, meter, among)
    gone = touched.filter(~touched.is_in(incidents["id"].implode()))
    return incidents, _ordered(segments, incidents), gone.to_list()


def _touched(connection: Connection, step: int) -> pl.Series:
    """Incidents with any write to them or their segments since the step."""
    ids = [
        *connection.execute(select(incident.c.id).where(incident.c.changed_in > step)).scalars(),
        *connection.execute(select(segment.c.incident_id).where(segment.c.changed_in > step)).scalars(),
        *connection.execute(
            select(change.c.row_id).where(
                change.c.step_id > step, change.c.table_name == "incident", change.c.after.is_(None)
            )
        ).scalars(),
        *connection.execute(
            text(
                "SELECT json_extract(before, '$.incident_id') FROM change "
                "WHERE step_id > :step AND table_name = 'segment' AND after IS NULL"
            ),
            {"step": step},
        ).scalars(),
    ]
    taken = select(bulk_change.c.table_name, bulk_change.c.before).where(
        bulk_change.c.step_id > step, bulk_change.c.after.is_(None)
    )
    parts = [pl.Series(ids, dtype=pl.Int64)]
    for table, blob in connection.execute(taken.where(bulk_change.c.table_name.in_(("incident", "segment")))):
        column = "id" if table == "incident" else "incident_id"
        parts.append(pl.read_ipc(blob, columns=[column])[column])
    return pl.concat([part.rename("id") for part in parts]).unique().sort()


def _read(
    connection: Connection, sql: str, wanted: Mapping[str, str], meter: Meter, bound: dict[str, Any] | None = None
) -> pl.DataFrame:
    """Rows straight from the driver's cursor, turned into columns chunk by chunk."""
    kinds = [(name, pl.String if kind == "String" else pl.Int64) for name, kind in wanted.items()]
    cursor = connection.connection.cursor()
    cursor.execute(sql, bound or {})
    parts = [_empty(wanted)]
    while True:
        some = [_columns(rows, kinds) for rows in islice(iter(lambda: cursor.fetchmany(_FETCH), []), _FETCHES)]
        if not some:
            break
        parts.append(pl.concat(some).cast(_types(wanted)))
        meter(parts[-1].height)
    cursor.close()
    return _joined(parts)


def _joined(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The chunks as one table, column by column, so that no more than one column is ever there twice. Empties them."""
    return pl.DataFrame(
        [pl.concat([part.drop_in_place(name) for part in parts], rechunk=True) for name in parts[0].columns]
    )


def _columns(rows: Sequence[tuple[Any, ...]], kinds: Sequence[tuple[str, Any]]) -> pl.DataFrame:
    columns = zip(kinds, zip(*rows, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, values, dtype=kind) for (name, kind), values in columns])


def _ordered(segments: pl.DataFrame, incidents: pl.DataFrame) -> pl.DataFrame:
    """The segments of these incidents, by incident and time; imports store them so, and then there is nothing to do."""
    known = segments["incident"].is_in(incidents["id"].implode())
    held = segments if known.all() else segments.filter(known)
    earlier, start = pl.col("incident").shift(), pl.col("from_at").shift()
    falls = (pl.col("incident") < earlier) | ((pl.col("incident") == earlier) & (pl.col("from_at") < start))
    if held.select(falls.any()).item():
        return held.sort("incident", "from_at", maintain_order=True)
    return held


def _types(wanted: Mapping[str, str]) -> Any:
    return {name: getattr(pl, kind) for name, kind in wanted.items()}


def _empty(wanted: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(schema=_types(wanted))
