"""Incidents with their segments: one at a time, their texts by the page, and search."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, func, select

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict
from desktop_app.domain.incidents import Exclusion, Fix, Incident, PauseReason, ReleaseRelated, Segment, Status
from desktop_app.domain.language import _
from desktop_app.storage.journal import Step
from desktop_app.storage.journal_rows import frame_schema, framed, shaped, within
from desktop_app.storage.schema import incident, segment
from desktop_app.storage.schema import step as step_table

_INSTANTS: Final = (
    "opened_at",
    "acknowledged_at",
    "restored_at",
    "resolved_at",
    "first_resolved_at",
    "closed_at",
    "seen_until",
)
_PLAIN: Final = ("ticket", "title", "source_id", "team_id", "system_id", "system_error_id", "reopens")
_OWN_TICKET: Final = "SW-"
FEW: Final = 32  # up to here incidents are written one by one


def load(connection: Connection, incident_id: int) -> Incident | None:
    """One incident; None when there is none or it was deleted."""
    row = connection.execute(select(incident).where(incident.c.id == incident_id)).mappings().first()
    return None if row is None or row["deleted_at"] is not None else _incident(row)


def load_many(connection: Connection, ids: Sequence[int]) -> list[Incident]:
    """Those of the incidents that are there and not deleted, by id."""
    query = select(incident).where(within(incident.c.id, _series(ids)), incident.c.deleted_at.is_(None))
    return [_incident(row) for row in connection.execute(query.order_by(incident.c.id)).mappings()]


def lives(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Segment, ...]]:
    """The segments of each of the incidents, in order; one without segments is missing."""
    return {owner: tuple(_segment(row) for row in rows) for owner, rows in _lives(connection, ids).items()}


def duplicates(connection: Connection, incident_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Ticket and title of what was merged into one of the incidents and is not deleted, by id."""
    query = select(incident.c.id, incident.c.ticket, incident.c.title).where(
        incident.c.merged_into.is_not(None),
        within(incident.c.merged_into, _series(incident_ids)),
        incident.c.deleted_at.is_(None),
    )
    return {row.id: (row.ticket, row.title) for row in connection.execute(query.order_by(incident.c.id))}


def followers(connection: Connection, incident_ids: Sequence[int]) -> list[int]:
    """What was merged into one of the incidents, also what lies in the trash."""
    among = within(incident.c.merged_into, _series(incident_ids))
    query = select(incident.c.id).where(incident.c.merged_into.is_not(None), among)
    return list(connection.execute(query.order_by(incident.c.id)).scalars())


def left_alone(connection: Connection) -> list[int]:
    """What is merged into an incident that lies in the trash, and does not lie there itself."""
    kept = incident.alias()
    query = select(incident.c.id).join(kept, incident.c.merged_into == kept.c.id)
    query = query.where(incident.c.merged_into.is_not(None), incident.c.deleted_at.is_(None))
    return list(connection.execute(query.where(kept.c.deleted_at.is_not(None))).scalars())


def merged_into(connection: Connection, incident_id: int) -> tuple[int, str] | None:
    """Id and ticket of the incident that this one was merged into."""
    kept = incident.alias()
    query = (
        select(kept.c.id, kept.c.ticket)
        .join(incident, incident.c.merged_into == kept.c.id)
        .where(incident.c.id == incident_id)
    )
    row = connection.execute(query).first()
    return (row.id, row.ticket) if row else None


def _incident(row: Any) -> Incident:
    facts: dict[str, Any] = {name: row[name] for name in _PLAIN}
    facts |= {name: _instant(row[name]) for name in _INSTANTS}
    return Incident(
        id=row["id"],
        changed_in=row["changed_in"],
        classification=Classification(row["classification"]),
        status=Status(row["status"]),
        pause_reason=PauseReason(row["pause_reason"]),
        release_related=ReleaseRelated(row["release_related"]),
        exclusion=Exclusion(row["exclusion"]),
        extra=json.loads(row["extra"]) if row["extra"] else {},
        workaround=row["workaround"] or "",
        fix=Fix(row["fix"] or 0),
        fix_note=row["fix_note"] or "",
        merged_into=row["merged_into"],
        first_classification=Classification(first) if (first := row["first_classification"]) else None,
        **facts,
    )


def segments(connection: Connection, incident_id: int) -> tuple[Segment, ...]:
    """The life of an incident, in order."""
    return tuple(_segment(row) for row in _segment_rows(connection, incident_id))


def texts(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Ticket and title of a page of incidents, by id."""
    among = func.json_each(json.dumps(list(ids))).table_valued("value")
    rows = connection.execute(
        select(incident.c.id, incident.c.ticket, incident.c.title).where(incident.c.id.in_(select(among.c.value)))
    )
    return {row.id: (row.ticket, row.title) for row in rows}


def next_tickets(connection: Connection, count: int = 1) -> list[str]:
    """Tickets for incidents logged by hand: SW-1, SW-2 and so on."""
    own = incident.c.ticket
    number = func.cast(func.substr(own, len(_OWN_TICKET) + 1), incident.c.id.type)
    last = connection.execute(
        select(func.max(number)).where(incident.c.source_id.is_(None), own.startswith(_OWN_TICKET, autoescape=True))
    ).scalar()
    return [f"{_OWN_TICKET}{int(last or 0) + place}" for place in range(1, count + 1)]


def insert(step: Step, held: Incident, life: Sequence[Segment]) -> int:
    """Store a new incident with its segments; ``id`` and ``changed_in`` of the argument mean nothing. Gives its id."""
    incident_id = step.insert("incident", _values(held))
    for each in life:
        step.insert("segment", _segment_values(incident_id, each))
    return incident_id


def insert_many(step: Step, held: Sequence[Incident], lives: Sequence[Sequence[Segment]]) -> list[int]:
    """Store new incidents, each with its life, as ``insert`` does one. Gives their ids."""
    first = step.bulk_insert("incident", pl.DataFrame([_values(each) for each in held], infer_schema_length=None))
    ids = list(range(first, first + len(held)))
    parts = [_segment_values(owner, each) for owner, life in zip(ids, lives, strict=True) for each in life]
    step.bulk_insert("segment", pl.DataFrame(parts, infer_schema_length=None))
    return ids


def update(step: Step, held: Incident, life: Sequence[Segment] | None = None, seen: int | None = None) -> None:
    """Store what an incident is now, and its life unless None. Segments that stay the same keep their rows.

    Raises Conflict when the incident was changed since ``seen`` or deleted.
    """
    if load(step.connection, held.id) is None:
        raise Conflict(_("“{name}” was deleted elsewhere meanwhile.").format(name=held.ticket))
    step.update("incident", held.id, _values(held), seen)
    if life is not None:
        _relive(step, held.id, life)


def trash(step: Step, ids: Sequence[int], at: datetime) -> None:
    """Take incidents out of every list and measure; the rows stay. Raises Conflict when one is gone already."""
    chosen = list(dict.fromkeys(ids))
    stamp = int(at.timestamp())
    there = select(func.count()).where(within(incident.c.id, _series(chosen)), incident.c.deleted_at.is_(None))
    if step.connection.execute(there).scalar_one() < len(chosen):
        raise Conflict(_("An incident to be deleted is no longer there."))
    step.bulk_update("incident", pl.DataFrame({"id": chosen, "deleted_at": [stamp] * len(chosen)}))


def update_many(step: Step, held: Sequence[Incident], life: Mapping[int, Sequence[Segment]]) -> None:
    """Store many incidents as they are now, and the lives of those that are named; what is the same stays untouched.

    Raises Conflict when one of them is gone.
    """
    if len(held) <= FEW:
        for each in held:
            update(step, each, life.get(each.id))
        return
    rows = pl.DataFrame([{"id": each.id, **_values(each)} for each in held], infer_schema_length=None)
    step.bulk_update("incident", shaped("incident", rows).drop("digest", "deleted_at"))
    _relive_many(step, life)


def set_columns(step: Step, ids: Sequence[int], columns: Mapping[str, Any]) -> None:
    """Give incidents the same values in these columns. Raises Conflict when one is gone.

    Where that is another classification, the one before is kept as the first, unless an earlier one is known.
    """
    _there(step, ids)
    if "classification" in columns:
        _keep_first(step, ids, columns["classification"])
    size = len(ids)
    kinds = frame_schema("incident")
    same = {name: pl.repeat(value, size, dtype=kinds[name], eager=True) for name, value in columns.items()}
    step.bulk_update("incident", pl.DataFrame({"id": _series(ids), **same}))


def _keep_first(step: Step, ids: Sequence[int], classification: int) -> None:
    query = select(incident.c.id, incident.c.classification.label("first_classification")).where(
        within(incident.c.id, _series(ids)),
        incident.c.first_classification.is_(None),
        incident.c.classification != classification,
    )
    kinds = {name: frame_schema("incident")[name] for name in ("id", "first_classification")}
    moved = framed(step.connection, query, kinds)
    if moved.height:
        step.bulk_update("incident", moved)


def common_title(connection: Connection, ids: pl.Series) -> str | None:
    """The title that all of the incidents bear; None when they differ."""
    query = select(incident.c.title).where(within(incident.c.id, ids)).distinct().limit(2)
    found = connection.execute(query).scalars().all()
    return str(found[0]) if len(found) == 1 else None


def trashed(connection: Connection, limit: int) -> tuple[int, Sequence[Any]]:
    """How many incidents are in the trash, and the newest: id, ticket, title, classification, team_id, deleted_at and
    the author of the step that last touched it."""
    gone = incident.c.deleted_at.is_not(None)
    total = connection.execute(select(func.count()).where(gone)).scalar_one()
    query = (
        select(
            incident.c.id,
            incident.c.ticket,
            incident.c.title,
            incident.c.classification,
            incident.c.team_id,
            incident.c.deleted_at,
            step_table.c.author,
        )
        .join(step_table, step_table.c.id == incident.c.changed_in)
        .where(gone)
        .order_by(incident.c.deleted_at.desc(), incident.c.id.desc())
        .limit(limit)
    )
    return total, connection.execute(query).fetchall()


def put_back(step: Step, ids: Sequence[int]) -> None:
    """Take incidents out of the trash. Raises Conflict when one is not in it any more."""
    chosen = list(dict.fromkeys(ids))
    in_it = select(func.count()).where(within(incident.c.id, _series(chosen)), incident.c.deleted_at.is_not(None))
    if step.connection.execute(in_it).scalar_one() < len(chosen):
        raise Conflict(_("An incident to be restored is no longer in the trash."))
    empty = pl.repeat(None, len(chosen), dtype=pl.Int64(), eager=True)
    step.bulk_update("incident", pl.DataFrame({"id": _series(chosen), "deleted_at": empty}))


def _there(step: Step, ids: Sequence[int]) -> None:
    there = select(func.count()).where(within(incident.c.id, _series(ids)), incident.c.deleted_at.is_(None))
    if step.connection.execute(there).scalar_one() < len(ids):
        raise Conflict(_("An incident to be changed is no longer there."))


def _relive_many(step: Step, life: Mapping[int, Sequence[Segment]]) -> None:
    kept: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    gone: list[int] = []
    before = _lives(step.connection, list(life))
    for owner, now in life.items():
        stored = before.get(owner, [])
        for row, each in zip(stored, now, strict=False):
            kept.append({"id": row.id, **_segment_values(owner, each)})
        gone.extend(row.id for row in stored[len(now) :])
        fresh.extend(_segment_values(owner, each) for each in now[len(stored) :])
    if gone:
        step.bulk_delete("segment", pl.Series(gone))
    if kept:
        step.bulk_update("segment", shaped("segment", pl.DataFrame(kept, infer_schema_length=None)))
    if fresh:
        step.bulk_insert("segment", pl.DataFrame(fresh, infer_schema_length=None))


def _lives(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    query = select(segment).where(within(segment.c.incident_id, _series(ids)))
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query.order_by(segment.c.incident_id, segment.c.from_at, segment.c.id)):
        found.setdefault(row.incident_id, []).append(row)
    return found


def _series(ids: Sequence[int]) -> pl.Series:
    return pl.Series("id", list(ids), dtype=pl.Int64)


def _relive(step: Step, incident_id: int, life: Sequence[Segment]) -> None:
    stored = _segment_rows(step.connection, incident_id)
    for row, each in zip(stored, life, strict=False):
        step.update("segment", row.id, _segment_values(incident_id, each))
    for row in stored[len(life) :]:
        step.delete("segment", row.id)
    for each in life[len(stored) :]:
        step.insert("segment", _segment_values(incident_id, each))


def _segment_rows(connection: Connection, incident_id: int) -> Sequence[Any]:
    query = select(segment).where(segment.c.incident_id == incident_id)
    return connection.execute(query.order_by(segment.c.from_at, segment.c.id)).fetchall()


def _values(held: Incident) -> dict[str, Any]:
    return {
        "classification": int(held.classification),
        "status": int(held.status),
        "pause_reason": int(held.pause_reason),
        "release_related": int(held.release_related),
        "exclusion": int(held.exclusion),
        "extra": json.dumps(dict(held.extra), ensure_ascii=False) if held.extra else None,
        "workaround": held.workaround or None,
        "fix": int(held.fix) or None,
        "fix_note": held.fix_note or None,
        "merged_into": held.merged_into,
        "first_classification": int(held.first_classification) if held.first_classification else None,
        **{name: getattr(held, name) for name in _PLAIN},
        **{name: _seconds(getattr(held, name)) for name in _INSTANTS},
    }


def _segment_values(incident_id: int, held: Segment) -> dict[str, Any]:
    return {
        "incident_id": incident_id,
        "from_at": _seconds(held.from_at),
        "to_at": _seconds(held.to_at),
        "status": int(held.status),
        "team_id": held.team_id,
        "pause_reason": int(held.pause_reason),
    }


def _segment(row: Any) -> Segment:
    start = datetime.fromtimestamp(row.from_at, UTC)
    return Segment(start, _instant(row.to_at), Status(row.status), row.team_id, PauseReason(row.pause_reason))


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _seconds(instant: datetime | None) -> int | None:
    return None if instant is None else int(instant.timestamp())
