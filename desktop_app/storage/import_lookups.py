"""What the plan of an import asks of the workspace; the columns are those of ``exchange.held``."""

from __future__ import annotations

import polars as pl
from sqlalchemy import Connection, Select, func, select

from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.storage import journal_rows
from desktop_app.storage.schema import incident, person, source, system, system_error, team

_OPEN = incident.c.status < int(Status.RESOLVED)
_COUNTED = (incident.c.deleted_at.is_(None), incident.c.exclusion == int(Exclusion.NONE))


def existing(connection: Connection, source_name: str) -> pl.DataFrame:
    """What is stored from a source: ticket, incident_id, digest, open. Deleted incidents too, so they stay deleted.

    Without a name it is what was logged by hand.
    """
    query = (
        select(incident.c.ticket, incident.c.id, incident.c.digest, _OPEN & incident.c.deleted_at.is_(None))
        .join(source, incident.c.source_id == source.c.id, isouter=True)
        .where(source.c.name == source_name if source_name else incident.c.source_id.is_(None))
    )
    wanted = {"ticket": pl.String, "incident_id": pl.Int64, "digest": pl.String, "open": pl.Boolean}
    return _frame(connection, query, wanted)


def facts(connection: Connection, ids: pl.Series) -> pl.DataFrame:
    """Incidents by id, with the names of what they point to."""
    plain = ("classification", "status", "pause_reason")
    stamps = ("opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at")
    last = ("release_related", "exclusion", "reopens")
    query = (
        select(
            incident.c.id.label("incident_id"), incident.c.ticket, incident.c.title, *(incident.c[n] for n in plain),
            team.c.name.label("team"), system.c.name.label("system"), system_error.c.name.label("system_error"),
            *(incident.c[n] for n in (*stamps, *last)),
        )
        .join(team, incident.c.team_id == team.c.id, isouter=True)
        .join(system, incident.c.system_id == system.c.id, isouter=True)
        .join(system_error, incident.c.system_error_id == system_error.c.id, isouter=True)
        .where(journal_rows.within(incident.c.id, ids))
    )  # fmt: skip
    small = dict.fromkeys((*plain, *last), pl.Int8) | {"reopens": pl.Int16}
    texts = dict.fromkeys(("ticket", "title", "team", "system", "system_error"), pl.String)
    types = small | texts | dict.fromkeys(("incident_id", *stamps), pl.Int64)
    return _frame(connection, query, {column.name: types[column.name] for column in query.selected_columns})


def further(connection: Connection, ids: pl.Series) -> pl.DataFrame:
    """What dumps of other tools never say of incidents, by id."""
    names = ("first_resolved_at", "extra", "fix", "workaround", "fix_note")
    query = select(
        incident.c.id, incident.c.first_resolved_at, incident.c.extra, func.coalesce(incident.c.fix, 0),
        incident.c.workaround, incident.c.fix_note,
    ).where(journal_rows.within(incident.c.id, ids))  # fmt: skip
    types = (pl.Int64, pl.String, pl.Int8, pl.String, pl.String)
    return _frame(connection, query, {"incident_id": pl.Int64, **dict(zip(names, types, strict=True))})


def alike(connection: Connection, first: int, last: int) -> pl.DataFrame:
    """Ticket, source, title, opened_at of what was opened between two UTC seconds and is not deleted."""
    query = (
        select(incident.c.ticket, func.coalesce(source.c.name, ""), incident.c.title, incident.c.opened_at)
        .join(source, incident.c.source_id == source.c.id, isouter=True)
        .where(incident.c.opened_at.between(first, last), incident.c.deleted_at.is_(None))
    )
    wanted = {"ticket": pl.String, "source": pl.String, "title": pl.String, "opened_at": pl.Int64}
    return _frame(connection, query, wanted)


def open_now(connection: Connection) -> int:
    """How many incidents are open, of those that are counted."""
    query = select(func.count()).select_from(incident).where(_OPEN, *_COUNTED)
    return int(connection.execute(query).scalar_one())


def names(connection: Connection) -> tuple[frozenset[str], frozenset[str]]:
    """Of the systems and of the people."""
    return (
        frozenset(connection.execute(select(system.c.name)).scalars()),
        frozenset(connection.execute(select(person.c.name)).scalars()),
    )


def _frame(
    connection: Connection, query: Select[tuple[object, ...]], schema: dict[str, type[pl.DataType]]
) -> pl.DataFrame:
    return pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=schema, orient="row")
