"""What became of an import that was taken back: what was reversed, and what was kept because of an edit since."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection, select

from desktop_app.storage import journal_rows, journal_undo
from desktop_app.storage.journal import Kind
from desktop_app.storage.journal_labels import label
from desktop_app.storage.schema import JOURNALED, incident
from desktop_app.storage.schema import step as step_table

_NAMED = 1000
_OTHERS = ("team", "system", "system_error", "person")


@dataclass(frozen=True, slots=True)
class Kept:
    """An incident that stayed; ``edited_at`` in UTC seconds."""

    ticket: str
    title: str
    edited_at: int


@dataclass(frozen=True, slots=True)
class Undone:
    """``kept`` and ``others`` (names of teams and the like that are still needed) name at most 1,000 each."""

    at: int
    reversed: int
    kept_in_all: int
    kept: tuple[Kept, ...]
    others: tuple[str, ...]


def outcome(connection: Connection, import_step: int) -> Undone | None:
    """None while the import holds."""
    live, undoing = import_step, None
    while follower := connection.execute(select(step_table).where(step_table.c.reverts == live)).first():
        live, undoing = follower.id, follower
    if undoing is None or undoing.kind != Kind.UNDO:
        return None
    done = journal_undo.touched(connection, import_step)
    back = journal_undo.touched(connection, undoing.id)
    nothing = pl.Series(dtype=pl.Int64)
    left = _without(done.get("incident", nothing), back.get("incident", nothing))
    others = [
        label(table, row)
        for table in _OTHERS
        for row in _still_there(connection, table, _without(done.get(table, nothing), back.get(table, nothing)))
    ]
    query = (
        select(incident.c.ticket, incident.c.title, step_table.c.at)
        .join(step_table, step_table.c.id == incident.c.changed_in)
        .where(journal_rows.within(incident.c.id, left.head(_NAMED)))
        .order_by(incident.c.id)
    )
    kept = tuple(Kept(*row) for row in connection.execute(query)) if left.len() else ()
    return Undone(undoing.at, back.get("incident", nothing).len(), left.len(), kept, tuple(others[:_NAMED]))


def _without(ids: pl.Series, gone: pl.Series) -> pl.Series:
    return ids.filter(~ids.is_in(gone.implode())) if gone.len() else ids


def _still_there(connection: Connection, table: str, ids: pl.Series) -> list[dict[str, object]]:
    if not ids.len():
        return []
    held = JOURNALED[table]
    found = connection.execute(select(held).where(journal_rows.within(held.c.id, ids)).order_by(held.c.id))
    return [dict(row._mapping) for row in found]
