"""Rows of the journaled tables, read and written whole. Only the journal writes through here.

A frame of rows holds ``id`` and every column of its table but ``changed_in``. The full-text index of incidents follows
every write in this module, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Float, Integer, Select, bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement, ColumnElement

from desktop_app.storage.schema import JOURNALED, OWNERS, PARTS, REFERENCES

CHUNK: Final = 20_000
_AT_ONCE: Final = 4_000  # rows turned into Python's values at a time; few enough to stay in the processor's cache
_TOGETHER: Final = 100  # rows of one INSERT; times the widest table far below SQLite's 32,766 variables
Tick = Callable[[int], None]  # told how many rows were written after each chunk; may raise to stop
_INDEXED: Final = frozenset({"ticket", "title"})
_AMONG: Final = "(SELECT value FROM json_each(:ids))"


def columns(table: str) -> tuple[str, ...]:
    """The columns that say something: all but ``id`` and ``changed_in``."""
    return tuple(c.name for c in JOURNALED[table].columns if c.name not in ("id", "changed_in"))


def frame_schema(table: str) -> dict[str, pl.DataType]:
    """``id`` and the columns, as polars types."""
    types = {c.name: c.type for c in JOURNALED[table].columns if c.name != "changed_in"}
    return {
        name: pl.Int64() if isinstance(kind, Integer) else pl.Float64() if isinstance(kind, Float) else pl.String()
        for name, kind in types.items()
    }


def shaped(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the table's columns and types, null where it says nothing."""
    wanted = frame_schema(table)
    unknown = set(frame.columns) - set(wanted)
    if unknown:
        raise KeyError(f"{table} has no columns {sorted(unknown)}")
    return frame.select(
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in wanted.items()
    )


def among(ids: pl.Series) -> str:
    """Ids as the JSON text that ``json_each`` takes: one bound parameter, however many there are."""
    return json.dumps(ids.to_list())


def within(column: ColumnElement[Any], ids: pl.Series) -> ColumnElement[bool]:
    """``column`` is one of the ids: a range when they follow each other, which is fastest."""
    if ids.len() and (run := _run(ids)):
        return column.between(*run)
    return column.in_(select(func.json_each(among(ids)).table_valued("value").c.value))


def _run(ids: pl.Series) -> tuple[int, int] | None:
    if not ids.dtype.is_integer():
        return None
    low, high = int(ids.min()), int(ids.max())  # type: ignore[arg-type]  # ids are never null
    return (low, high) if high - low + 1 == ids.len() == ids.n_unique() else None


def one(connection: Connection, table: str, row_id: int) -> dict[str, Any] | None:
    """A row as a mapping with ``id`` and ``changed_in``, or None."""
    held = JOURNALED[table]
    row = connection.execute(select(held).where(held.c.id == row_id)).mappings().first()
    return dict(row) if row is not None else None


def fetch(connection: Connection, table: str, ids: pl.Series, *, stamped: bool = False) -> pl.DataFrame:
    """The rows with these ids that exist, ordered by id; ``stamped`` adds ``changed_in``."""
    held = JOURNALED[table]
    wanted = frame_schema(table) | ({"changed_in": pl.Int64()} if stamped else {})
    query = select(*(held.c[name] for name in wanted)).where(within(held.c.id, ids)).order_by(held.c.id)
    return framed(connection, query, wanted)


def framed(
    connection: Connection, query: Select[Any], schema: Mapping[str, pl.DataType | type[pl.DataType]]
) -> pl.DataFrame:
    """The answer to a query as a frame with these columns.

    The driver's own tuples are turned round column by column: half the time of rows made into a frame.
    """
    cursor = connection.execute(query).cursor
    found = cursor.fetchall() if cursor is not None else []
    sides = zip(*found, strict=True) if found else [()] * len(schema)
    named = zip(schema.items(), sides, strict=True)
    return pl.DataFrame([pl.Series(name, side, dtype=kind) for (name, kind), side in named])


def count_stamped(connection: Connection, table: str, step: int) -> int:
    held = JOURNALED[table]
    return connection.execute(select(func.count()).where(held.c.changed_in == step)).scalar_one()


def next_id(connection: Connection, table: str) -> int:
    """The first id that no row of the table ever had."""
    used = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    return int(used or 0) + 1


def insert_one(connection: Connection, table: str, values: Mapping[str, Any], step: int) -> int:
    result = connection.execute(insert(JOURNALED[table]).values(**values, changed_in=step))
    row_id = int(result.lastrowid)
    if table == "incident":
        _index_some(connection, pl.Series([row_id]))
    return row_id


def update_one(connection: Connection, table: str, row_id: int, values: Mapping[str, Any], step: int) -> None:
    held = JOURNALED[table]
    connection.execute(update(held).where(held.c.id == row_id).values(**values, changed_in=step))
    if table == "incident" and not _INDEXED.isdisjoint(values):
        _reindex(connection, pl.Series([row_id]))


def stamp_owners(
    connection: Connection, table: str, sides: Iterable[Mapping[str, Any] | pl.DataFrame | None], step: int
) -> None:
    """Stamp the rows whose parts were written, so that who looks at them as a whole learns of it.

    Nothing of them is journaled: they stay as they are, and undo goes by what rows hold.
    """
    if table not in PARTS:
        return
    owner = OWNERS[table]
    named: set[int] = set()
    for side in sides:
        if side is not None:
            named.update(side[owner] if isinstance(side, pl.DataFrame) else (side[owner],))
    held = JOURNALED[REFERENCES[table][owner]]
    connection.execute(update(held).where(held.c.id.in_(named)).values(changed_in=step))


def insert_rows(connection: Connection, table: str, rows: pl.DataFrame, step: int, tick: Tick | None = None) -> None:
    """Write rows under the ids they bring."""
    held = JOURNALED[table]
    stamped = rows.with_columns(pl.lit(step).alias("changed_in")).select(c.name for c in held.columns)
    _insert_many(connection, _compiled(insert(held))[0], stamped, tick)
    if table == "incident":
        _index_some(connection, rows["id"], tick)


def update_rows(connection: Connection, table: str, rows: pl.DataFrame, step: int, tick: Tick | None = None) -> None:
    """Overwrite by id the columns that the frame has: one that is left out costs no look into its index."""
    held = JOURNALED[table]
    names = [*(name for name in rows.columns if name != "id"), "changed_in"]
    statement = update(held).where(held.c.id == bindparam("row")).values({n: bindparam(f"new_{n}") for n in names})
    order = [name.removeprefix("new_") if name != "row" else "id" for name in _compiled(statement)[1]]
    stamped = rows.with_columns(pl.lit(step).alias("changed_in")).select(order)
    _many(connection, statement, stamped, tick)
    if table == "incident" and not _INDEXED.isdisjoint(names):
        _reindex(connection, rows["id"])


def delete_rows(connection: Connection, table: str, ids: pl.Series) -> None:
    held = JOURNALED[table]
    if table == "incident":
        _forget(connection, ids)
    connection.execute(delete(held).where(within(held.c.id, ids)))


def park_keys(connection: Connection, table: str, key: str, ids: pl.Series) -> None:
    """Give rows keys that nobody else has, so that keys can be exchanged between them afterwards."""
    held = JOURNALED[table]
    statement = update(held).where(held.c.id == bindparam("row")).values({key: bindparam("parked")})
    connection.execute(statement, [{"row": i, "parked": f"\x00{i}"} for i in ids])


def _compiled(statement: ClauseElement) -> tuple[str, list[str]]:
    """The SQL and the names of its positional parameters."""
    compiled: Any = statement.compile(dialect=sqlite.dialect())
    return str(compiled), list(compiled.positiontup)


def _many(connection: Connection, statement: ClauseElement, rows: pl.DataFrame, tick: Tick | None) -> None:
    sql = _compiled(statement)[0]
    for start in range(0, rows.height, CHUNK):
        part = rows.slice(start, CHUNK).rows()
        connection.exec_driver_sql(sql, part)
        if tick:
            tick(len(part))


def _insert_many(connection: Connection, sql: str, rows: pl.DataFrame, tick: Tick | None) -> None:
    """Many rows per statement: AUTOINCREMENT writes its counter once per statement, which would cost half the time."""
    whole = rows.height // _TOGETHER * _TOGETHER
    several, bound = _several(sql, rows.head(whole))
    for start in range(0, whole, _AT_ONCE):
        part = bound.slice(start, _AT_ONCE)
        connection.exec_driver_sql(several, _laid_out(part, _TOGETHER))
        if tick:
            tick(part.height)
    if rows.height > whole:
        connection.exec_driver_sql(sql, rows.slice(whole).rows())
        if tick:
            tick(rows.height - whole)


def _several(sql: str, rows: pl.DataFrame) -> tuple[str, pl.DataFrame]:
    """The INSERT of many rows at once, and what is left to bind.

    A column without a value, or with one number in all rows, stands in the statement: a third of the time, since of an
    incident's columns many are such.
    """
    head, _values, _row = sql.partition(" VALUES ")
    fixed = {column.name: said for column in rows.iter_columns() if (said := _literal(column)) is not None}
    one_row = f"({', '.join(fixed.get(name, '?') for name in rows.columns)})"
    return f"{head} VALUES {', '.join([one_row] * _TOGETHER)}", rows.drop(fixed)


def _literal(column: pl.Series) -> str | None:
    """The number of all rows, or NULL, as SQL; None where they differ or hold text. A row's id always differs."""
    if column.null_count() == column.len():
        return "NULL"
    if not column.dtype.is_integer() or column.null_count() or column.min() != column.max():
        return None
    return str(int(column[0]))


def _laid_out(rows: pl.DataFrame, together: int) -> list[tuple[Any, ...]]:
    """The cells row after row, those of ``together`` rows in each tuple; put down column by column, which is faster."""
    cells: list[Any] = [None] * (rows.height * rows.width)
    for place, column in enumerate(rows.iter_columns()):
        cells[place :: rows.width] = column.to_list()
    size = together * rows.width
    return [tuple(cells[start : start + size]) for start in range(0, len(cells), size)]


def _index_some(connection: Connection, ids: pl.Series, tick: Tick | None = None) -> None:
    if not ids.len():
        return
    fill = "INSERT INTO incident_text (rowid, ticket, title) SELECT id, ticket, title FROM incident WHERE "
    if not (run := _run(ids)):
        connection.execute(text(f"{fill} id IN {_AMONG}"), {"ids": among(ids)})
        return
    low, high = run
    for start in range(low, high + 1, CHUNK):
        if tick:
            tick(0)  # nothing more is written, but the user may want to stop
        end = min(start + CHUNK - 1, high)
        connection.execute(text(f"{fill} id BETWEEN :low AND :high"), {"low": start, "high": end})


def _forget(connection: Connection, ids: pl.Series) -> None:
    if not ids.len():
        return
    if run := _run(ids):
        connection.execute(
            text("DELETE FROM incident_text WHERE rowid BETWEEN :low AND :high"), {"low": run[0], "high": run[1]}
        )
    else:
        connection.execute(text(f"DELETE FROM incident_text WHERE rowid IN {_AMONG}"), {"ids": among(ids)})  # noqa: S608


def _reindex(connection: Connection, ids: pl.Series) -> None:
    _forget(connection, ids)
    _index_some(connection, ids)


def encoded(rows: Mapping[str, Any], names: Iterable[str]) -> str:
    """One row as JSON, for the journal."""
    return json.dumps({name: rows[name] for name in names}, ensure_ascii=False, separators=(",", ":"))
