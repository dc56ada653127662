"""What happened to one row, read back from the journal, and the form in which the journal keeps rows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select, union

from desktop_app.domain.language import _
from desktop_app.storage.schema import JOURNALED, bulk_change, change
from desktop_app.storage.schema import step as step_table


class Kind(StrEnum):
    FIRST = "first"  # what a new workspace starts with; never undone
    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"  # a backup took the place of everything; undone by restoring what was there before


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one step did to one row: each column that changed, before and after, None where there was nothing."""

    step: int
    name: str
    author: str
    at: int
    changes: Mapping[str, tuple[Any, Any]]
    kind: str = Kind.DO


def history(connection: Connection, table_name: str, row_id: int) -> list[HistoryLine]:
    """What happened to one row, oldest first."""
    by_step: dict[int, list[tuple[int, dict[str, Any], dict[str, Any]]]] = {}
    for step_id, seq, before, after in _single_changes(connection, table_name, row_id):
        by_step.setdefault(step_id, []).append((seq, before, after))
    for step_id, seq, before, after in _bulk_changes(connection, table_name, row_id):
        by_step.setdefault(step_id, []).append((seq, before, after))
    steps = connection.execute(select(step_table).where(step_table.c.id.in_(by_step)).order_by(step_table.c.id))
    lines = []
    for line in steps:
        entries = sorted(by_step[line.id], key=lambda entry: entry[0])
        differing = _difference(entries[0][1], entries[-1][2])
        lines.append(HistoryLine(line.id, told(line.name, line.kind), line.author, line.at, differing, line.kind))
    return lines


def history_of_parts(connection: Connection, table_name: str, owner: str, owner_id: int) -> list[HistoryLine]:
    """What happened to the rows of a table that belong to one row, one line per step and row, oldest first.

    ``owner`` is the column that names it. Rows that were written in bulk are left out: an import writes whole lives.
    """
    held = JOURNALED[table_name]
    named = func.json_extract(change.c.before, f"$.{owner}") == owner_id
    here = select(held.c.id).where(held.c[owner] == owner_id)
    gone = select(change.c.row_id).where(change.c.table_name == table_name, change.c.after.is_(None), named)
    query = (
        select(change.c.row_id, change.c.before, change.c.after, step_table)
        .join(step_table, step_table.c.id == change.c.step_id)
        .where(change.c.table_name == table_name, change.c.row_id.in_(union(here, gone)))
        .order_by(change.c.step_id, change.c.seq)
    )
    lines = []
    for row in connection.execute(query):
        differing = _difference(json.loads(row.before or "{}"), json.loads(row.after or "{}"))
        lines.append(HistoryLine(row.id, told(row.name, row.kind), row.author, row.at, differing, row.kind))
    return lines


def packed(frame: pl.DataFrame) -> bytes:
    """Rows as an Arrow IPC file with zstd."""
    buffer = io.BytesIO()
    frame.write_ipc(buffer, compression="zstd")
    return buffer.getvalue()


@contextmanager
def being_packed(frame: pl.DataFrame) -> Iterator[Future[bytes]]:
    """The same in a thread, for the time in which SQLite takes the rows: neither keeps the other from running."""
    pool = ThreadPoolExecutor(1)
    try:
        yield pool.submit(packed, frame)
    finally:
        pool.shutdown(wait=False)  # who stops an import does not wait for its journal


def _single_changes(connection: Connection, table: str, row_id: int) -> Iterator[tuple[int, int, Any, Any]]:
    query = select(change.c.step_id, change.c.seq, change.c.before, change.c.after)
    for step_id, seq, before, after in connection.execute(
        query.where(change.c.table_name == table, change.c.row_id == row_id)
    ):
        yield step_id, seq, json.loads(before or "{}"), json.loads(after or "{}")


def _bulk_changes(connection: Connection, table: str, row_id: int) -> Iterator[tuple[int, int, Any, Any]]:
    query = select(bulk_change.c.step_id, bulk_change.c.seq, bulk_change.c.before, bulk_change.c.after).where(
        bulk_change.c.table_name == table, bulk_change.c.first_id <= row_id, bulk_change.c.last_id >= row_id
    )
    for step_id, seq, before, after in connection.execute(query):
        old, new = _row_of(before, row_id), _row_of(after, row_id)
        if old or new:
            yield step_id, seq, old, new


def _row_of(blob: bytes | None, row_id: int) -> dict[str, Any]:
    if blob is None:
        return {}
    places = (pl.read_ipc(blob, columns=["id"])["id"] == row_id).arg_true()
    if not places.len():
        return {}
    found = pl.scan_ipc(io.BytesIO(blob)).slice(int(places[0]), 1).drop("id").collect()  # of a million rows, one
    return found.row(0, named=True)


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = before or after
    return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def told(name: str, kind: str) -> str:
    """The name of a step, as a list of steps says it."""
    if kind == Kind.UNDO:
        return _("Undo: {name}").format(name=name)
    return _("Redo: {name}").format(name=name) if kind == Kind.REDO else name
