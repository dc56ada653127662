"""What an import tells of the lives of stored incidents is joined to what is stored of them: it adds only what is new.

A log tells a life from its first event on, a list only what an incident is like now and when it ended.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import polars as pl
from sqlalchemy import Connection, select

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.storage import journal_rows
from desktop_app.storage.schema import incident, segment

COLUMNS: Final = {
    "position": pl.UInt32, "from_at": pl.Int64, "to_at": pl.Int64, "status": pl.Int8, "team_id": pl.Int64,
    "pause_reason": pl.Int8,
}  # fmt: skip
_ENDED: Final = int(Status.RESOLVED)


class _Stretch(NamedTuple):
    from_at: int
    to_at: int | None
    status: int
    team_id: int | None
    pause_reason: int


_Life = list[_Stretch]


def of_log(connection: Connection, changed: pl.DataFrame, lived: pl.DataFrame) -> pl.DataFrame:
    """``lived``, where a life that is told from ``told_from`` on only continues what is stored until then.

    ``changed`` are incidents by ``position`` and ``incident_id``. What is stored as one stretch beyond the first event
    was told of the same time, so that the file tells it better.
    """
    part = changed.filter(pl.col("told_from").is_not_null())
    stored = _stored(connection, part)
    later = part.select("position", "told_from")
    before = stored.join(later, on="position").filter(pl.col("from_at") < pl.col("told_from"))
    retold = (pl.len() == 1) & (pl.col("to_at") > pl.col("told_from")).first().fill_null(value=False)
    continued = before.group_by("position").agg(retold=retold).filter(~pl.col("retold"))
    part = part.join(continued, on="position", how="semi")
    known, told = _lives(stored, part), _lives(lived, part)
    joined = {}
    for one in part.select("position", "told_from", "opened_at").iter_rows(named=True):
        at, begun = one["told_from"], one["opened_at"]
        rest = [
            s._replace(from_at=max(s.from_at, at)) for s in told[one["position"]] if s.to_at is None or s.to_at > at
        ]
        joined[one["position"]] = _tidy(_until(known[one["position"]], at) + rest, begun)
    return _replaced(lived, joined)


def of_list(connection: Connection, changed: pl.DataFrame, lived: pl.DataFrame, newest: int | None) -> pl.DataFrame:
    """``lived``, where a stored life goes on: to the end that is told, or to what the incident is like now.

    That is known since ``told_from`` or, where it is null, since ``newest``; without both, what is told now was so
    since the last turn that is stored. A life of one stretch that ended is told by the list as well as by us.
    """
    stored = _stored(connection, changed)
    before = _facts(connection, changed["incident_id"])
    several = stored.group_by("position").agg(several=pl.len() > 1)
    part = (
        changed.with_columns(
            end=pl.coalesce("resolved_at", "closed_at"), since=pl.coalesce("told_from", pl.lit(newest, dtype=pl.Int64))
        )
        .join(several, on="position", maintain_order="left")
        .join(before, on="incident_id", maintain_order="left")
        .with_columns(
            turned=(pl.col("status") != pl.col("status_was"))
            | (pl.col("team_id").is_not_null() & pl.col("team_id").ne_missing(pl.col("team_id_was")))
        )
    )
    later = pl.col("end").is_null() & pl.col("turned") & pl.col("since").is_not_null()
    part = part.filter(pl.col("several") | later)
    known, joined = _lives(stored, part), {}
    for one in part.iter_rows(named=True):
        life = _ended(known[one["position"]], one) if one["end"] is not None else _going_on(known[one["position"]], one)
        life = _tidy(life, one["opened_at"])
        if life:
            joined[one["position"]] = life
    return _replaced(lived, joined)


def kept_turns(connection: Connection, changed: pl.DataFrame) -> pl.DataFrame:
    """``changed`` of a log: what is stored of reopenings and of the first end before it began to tell still holds."""
    query = select(incident.c.id, incident.c.reopens, incident.c.first_resolved_at).where(
        journal_rows.within(incident.c.id, changed["incident_id"])
    )
    wanted = {"incident_id": pl.Int64, "reopens_was": pl.Int16, "first_was": pl.Int64}
    before = pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=wanted, orient="row")
    later = pl.col("told_from").is_not_null()
    first = pl.when(pl.col("first_was") < pl.col("told_from")).then("first_was")
    return (
        changed.join(before, on="incident_id", how="left", maintain_order="left")
        .with_columns(
            reopens=pl.max_horizontal("reopens", pl.when(later).then("reopens_was")),
            first_resolved_at=pl.min_horizontal("first_resolved_at", pl.when(later).then(first)),
        )
        .drop("reopens_was", "first_was")
    )


def kept_first(connection: Connection, changed: pl.DataFrame, *, log: bool) -> pl.DataFrame:
    """``changed`` with the classification that each was opened with; null where it never was another.

    A ``log`` from the opening on tells it itself. Of others the one that is known from before stays, else the one that
    was stored until now counts as the first when they tell another.
    """
    query = select(incident.c.id, incident.c.first_classification, incident.c.classification).where(
        journal_rows.within(incident.c.id, changed["incident_id"])
    )
    wanted = {"incident_id": pl.Int64, "first_was": pl.Int8, "class_was": pl.Int8}
    before = pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=wanted, orient="row")
    moved = pl.when(pl.col("class_was") != pl.col("classification")).then("class_was")
    told = pl.col("first_classification")
    whole = pl.lit(log) & pl.col("told_from").is_null()
    first = pl.when(whole).then(told).otherwise(pl.coalesce("first_was", moved, told))
    return (
        changed.join(before, on="incident_id", how="left", maintain_order="left")
        .with_columns(first_classification=first)
        .drop("first_was", "class_was")
    )


def _ended(life: _Life, told: dict[str, Any]) -> _Life:
    """The work until the end that is told, and what followed it where that is stored."""
    end, closed = told["end"], told["closed_at"]
    work = max((at for at, one in enumerate(life) if one.status < _ENDED), default=-1) + 1
    kept = [one for one in life[:work] if one.from_at < end]
    if not kept:
        return []
    kept[-1] = kept[-1]._replace(to_at=end)
    after = [one._replace(to_at=closed) for one in life[work:][:1] if one.from_at == end]
    return kept + (after if closed is None or closed > end else [])


def _going_on(life: _Life, told: dict[str, Any]) -> _Life:
    last, since = life[-1], told["since"]
    if told["status"] >= _ENDED or not told["turned"]:
        return [*life[:-1], last._replace(to_at=None)]
    team = last.team_id if told["team_id"] is None else told["team_id"]
    if since is None or since <= last.from_at:
        return [*life[:-1], _Stretch(last.from_at, None, told["status"], team, told["pause_reason"])]
    return [*_until(life, since), _Stretch(since, None, told["status"], team, told["pause_reason"])]


def _until(life: _Life, at: int) -> _Life:
    """What is stored until ``at``; after an end that came before, nobody worked on it."""
    kept = [one for one in life if one.from_at < at]
    last = kept[-1]
    if last.to_at is not None and last.to_at < at and last.status < _ENDED:
        return [*kept, _Stretch(last.to_at, at, _ENDED, last.team_id, int(PauseReason.NONE))]
    return [*kept[:-1], last._replace(to_at=at)]


def _tidy(life: _Life, opened: int) -> _Life:
    """From the opening on, without what has no length, and runs of the same as one."""
    tidy: _Life = []
    for one in life:
        if one.to_at is not None and one.to_at <= max(one.from_at, opened):
            continue
        begun = tidy[-1] if tidy else None
        if begun is None:
            tidy.append(one._replace(from_at=opened))
        elif begun[2:] == one[2:]:
            tidy[-1] = begun._replace(to_at=one.to_at)
        else:
            tidy.append(one)
    return tidy


def _stored(connection: Connection, changed: pl.DataFrame) -> pl.DataFrame:
    """The stored lives of incidents by their ``position``, each in the order of time."""
    names = ("from_at", "to_at", "status", "team_id", "pause_reason")
    query = select(segment.c.incident_id, *(segment.c[name] for name in names)).where(
        journal_rows.within(segment.c.incident_id, changed["incident_id"])
    )
    wanted = {"incident_id": pl.Int64, **{name: COLUMNS[name] for name in names}}
    found = pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=wanted, orient="row")
    placed = found.join(changed.select("position", "incident_id"), on="incident_id")
    return placed.select(*COLUMNS).sort("position", "from_at", maintain_order=True)


def _facts(connection: Connection, ids: pl.Series) -> pl.DataFrame:
    query = select(incident.c.id, incident.c.status, incident.c.team_id).where(journal_rows.within(incident.c.id, ids))
    wanted = {"incident_id": pl.Int64, "status_was": pl.Int8, "team_id_was": pl.Int64}
    return pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=wanted, orient="row")


def _lives(segments: pl.DataFrame, wanted: pl.DataFrame) -> dict[int, _Life]:
    lives: dict[int, _Life] = {position: [] for position in wanted["position"]}
    theirs = segments.join(wanted.select("position"), on="position", how="semi").sort(
        "position", "from_at", maintain_order=True
    )
    for position, *rest in theirs.select(*COLUMNS).iter_rows():
        lives[position].append(_Stretch(*rest))
    return lives


def _replaced(lived: pl.DataFrame, joined: dict[int, _Life]) -> pl.DataFrame:
    rows = [(position, *one) for position, life in joined.items() for one in life]
    theirs = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    rest = lived.filter(~pl.col("position").is_in(pl.Series(list(joined), dtype=pl.UInt32).implode()))
    return pl.concat([rest.select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items()), theirs])
