"""Systems, system errors and sources: things that are only a name, and when a source was last heard of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from desktop_app.storage.journal import Step
from desktop_app.storage.schema import JOURNALED, source


def systems(connection: Connection) -> dict[int, str]:
    return _by_id(connection, "system")


def system_errors(connection: Connection) -> dict[int, str]:
    return _by_id(connection, "system_error")


def sources(connection: Connection) -> dict[int, str]:
    """The tools that incidents were imported from."""
    return _by_id(connection, "source")


def sources_as_of(connection: Connection) -> dict[int, int]:
    """Per source the newest stamp of its dumps in UTC seconds; sources without one are left out."""
    rows = connection.execute(select(source.c.id, source.c.as_of).where(source.c.as_of.is_not(None)))
    return {row.id: row.as_of for row in rows}


def ensure(step: Step, kind: str, names: Iterable[str]) -> dict[str, int]:
    """Ids by name; names that do not exist yet are created. ``kind`` is system, system_error or source."""
    return ensure_named(step, kind, {name: {} for name in names})


def ensure_named(step: Step, table: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Ids by name; what is new is created in one go with the further values given."""
    found = by_name(step.connection, table, named)
    missing = [name for name in named if name not in found]
    if missing:
        first = step.bulk_insert(table, pl.DataFrame([{"name": name, **named[name]} for name in missing]))
        found.update({name: first + n for n, name in enumerate(missing)})
    return found


def by_name(connection: Connection, table: str, names: Iterable[str]) -> dict[str, int]:
    """Ids of those names that exist."""
    held = JOURNALED[table]
    wanted = func.json_each(json.dumps(list(names))).table_valued("value")
    rows = connection.execute(select(held.c.name, held.c.id).where(held.c.name.in_(select(wanted.c.value))))
    return {row.name: row.id for row in rows}


def heard(step: Step, source_id: int, as_of: int) -> None:
    """Note the newest stamp of a dump; an older dump does not turn it back."""
    known = step.connection.execute(select(source.c.as_of).where(source.c.id == source_id)).scalar_one()
    if known is None or known < as_of:
        step.update("source", source_id, {"as_of": as_of})


def _by_id(connection: Connection, table: str) -> dict[int, str]:
    held = JOURNALED[table]
    return {row.id: row.name for row in connection.execute(select(held.c.id, held.c.name).order_by(held.c.id))}
