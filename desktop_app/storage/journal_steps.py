"""The steps of a workspace as a list: which there are, what became of them, and what taking one back would do."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, func, select, text

from desktop_app.storage import journal_undo
from desktop_app.storage.journal_history import Kind, told
from desktop_app.storage.schema import bulk_change, change
from desktop_app.storage.schema import step as step_table

# Every step of a list with the step that speaks last of it: an undo of a redo of an undo of it.
_LAST_WORD: Final = """
WITH RECURSIVE chain(root, live) AS (
    SELECT value, value FROM json_each(:ids)
    UNION ALL
    SELECT chain.root, step.id FROM chain JOIN step ON step.reverts = chain.live
)
SELECT root, max(live) AS live FROM chain GROUP BY root
"""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step; ``rows`` counts what it touched by table, ``holds`` is whether it can be taken back now."""

    step: int
    name: str
    author: str
    at: int
    kind: str
    holds: bool
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What taking back a step would do now: rows restored, and the names of what was edited since."""

    restores: int
    kept: tuple[str, ...]


def count(connection: Connection, author: str | None = None) -> int:
    """How many steps there are; with an author, those of theirs."""
    query = select(func.count()).select_from(step_table)
    if author is not None:
        query = query.where(step_table.c.author == author)
    return int(connection.execute(query).scalar_one())


def saved(connection: Connection) -> int | None:
    """When the newest step was stored, in UTC seconds; None in a new workspace."""
    query = select(step_table.c.at).where(step_table.c.kind != Kind.FIRST).order_by(step_table.c.id.desc()).limit(1)
    return connection.execute(query).scalar()


def page(
    connection: Connection, start: int, size: int, author: str | None = None, sizes: dict[int, int] | None = None
) -> list[StepFacts]:
    """Steps in the order newest first. ``sizes`` remembers between calls how many rows a bulk write had."""
    query = select(step_table).order_by(step_table.c.id.desc()).limit(size).offset(start)
    if author is not None:
        query = query.where(step_table.c.author == author)
    lines = connection.execute(query).fetchall()
    ids = [line.id for line in lines]
    held, touched = _holding(connection, ids), _touched(connection, ids, {} if sizes is None else sizes)
    return [
        StepFacts(
            line.id, told(line.name, line.kind), line.author, line.at, line.kind, line.id in held, touched[line.id]
        )
        for line in lines
    ]


def forecast(connection: Connection, step_id: int) -> Forecast | None:
    """What an undo of the step would do now; None when it cannot be undone, or was already."""
    if step_id not in _holding(connection, [step_id]):
        return None
    plan = journal_undo.Plan.of(connection, _last_words(connection, [step_id])[step_id])
    return Forecast(plan.size, plan.kept_labels)


def _last_words(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    return {row.root: row.live for row in connection.execute(text(_LAST_WORD), {"ids": json.dumps(list(ids))})}


def _holding(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those steps whose changes stand now, and can be taken back."""
    last = _last_words(connection, ids)
    among = func.json_each(json.dumps([*last, *last.values()])).table_valued("value")
    query = select(step_table.c.id, step_table.c.kind).where(step_table.c.id.in_(select(among.c.value)))
    kinds = {row.id: row.kind for row in connection.execute(query)}
    done = (Kind.DO, Kind.REDO)
    return {root for root, live in last.items() if kinds.get(root) in done and kinds.get(live) in done}


def _touched(connection: Connection, ids: Sequence[int], sizes: dict[int, int]) -> dict[int, dict[str, int]]:
    """Per step how many rows of which table it touched."""
    found: dict[int, dict[str, int]] = {step_id: {} for step_id in ids}
    among = func.json_each(json.dumps(list(ids))).table_valued("value")
    wanted = select(among.c.value)
    single = (
        select(change.c.step_id, change.c.table_name, func.count(change.c.row_id.distinct()))
        .where(change.c.step_id.in_(wanted))
        .group_by(change.c.step_id, change.c.table_name)
    )
    for step_id, table, rows in connection.execute(single):
        found[step_id][table] = rows
    bulk = select(bulk_change.c.id, bulk_change.c.step_id, bulk_change.c.table_name)
    for blob_id, step_id, table in connection.execute(bulk.where(bulk_change.c.step_id.in_(wanted))).fetchall():
        if blob_id not in sizes:
            sizes[blob_id] = _height(connection, blob_id)
        found[step_id][table] = found[step_id].get(table, 0) + sizes[blob_id]
    return found


def _height(connection: Connection, blob_id: int) -> int:
    """How many rows a bulk write had; its ids may have gaps."""
    either: Any = func.coalesce(bulk_change.c.after, bulk_change.c.before)
    blob = connection.execute(select(either).where(bulk_change.c.id == blob_id)).scalar_one()
    return pl.read_ipc(io.BytesIO(blob), columns=["id"]).height
