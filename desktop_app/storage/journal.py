"""The one door for writes. Each step keeps its name, author and time, and every row before and after.

Undo appends a compensating step; redo reverts that one. A bulk write keeps its rows as one Arrow blob.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, delete, exists, func, insert, select, update

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.language import _
from desktop_app.storage import journal_rows as rows
from desktop_app.storage import journal_undo
from desktop_app.storage.journal_history import HistoryLine, Kind, being_packed, history, history_of_parts, packed
from desktop_app.storage.journal_labels import label
from desktop_app.storage.journal_versions import no_followed_drafts
from desktop_app.storage.schema import bulk_change, change
from desktop_app.storage.schema import step as step_table

_FEW: Final = 32  # up to here rows are journaled one by one, readable with any SQLite tool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as undo and redo show it: ``name`` is what the user did."""

    step: int
    name: str
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an undo or redo came to. ``kept`` names what was left alone because it was edited since."""

    step: int
    name: str
    restored: int
    kept: tuple[str, ...]
    tables: frozenset[str] = frozenset()


class Step:
    """An open step. Every write is journaled and stamps its rows with ``id``."""

    def __init__(self, connection: Connection, step_id: int) -> None:
        self.connection = connection
        self.id = step_id
        self.touched: set[str] = set()
        self._seq = 0

    @property
    def empty(self) -> bool:
        return self._seq == 0

    def rename(self, name: str) -> None:
        """Call the step by another name, for what turned out only while it was made."""
        self.connection.execute(update(step_table).where(step_table.c.id == self.id).values(name=name))

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row; columns that are not named are null. Gives its id."""
        whole = dict.fromkeys(rows.columns(table)) | dict(values)
        row_id = rows.insert_one(self.connection, table, whole, self.id)
        self._note(table, row_id, None, whole)
        return row_id

    def update(self, table: str, row_id: int, values: Mapping[str, Any], seen: int | None = None) -> None:
        """Change columns of a row; nothing is journaled when all are as they were.

        ``seen`` is the ``changed_in`` that the caller read. Raises Conflict when the row was changed since, or is gone.
        """
        before = self._current(table, row_id, seen)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if changed:
            rows.update_one(self.connection, table, row_id, changed, self.id)
            self._note(table, row_id, before, before | changed)

    def delete(self, table: str, row_id: int) -> None:
        """Take a row away; its id is never given again. Raises Conflict when it is gone already."""
        before = self._current(table, row_id, None)
        rows.delete_rows(self.connection, table, pl.Series([row_id]))
        self._note(table, row_id, before, None)

    def bulk_insert(self, table: str, frame: pl.DataFrame, tick: rows.Tick | None = None) -> int:
        """Add rows; ids follow each other from the one returned. ``tick`` is told after each chunk and may raise."""
        first = rows.next_id(self.connection, table)
        ids = pl.Series("id", range(first, first + frame.height), dtype=pl.Int64)
        self.put(table, rows.shaped(table, frame.with_columns(ids)), tick)
        return first

    def bulk_update(self, table: str, frame: pl.DataFrame, tick: rows.Tick | None = None) -> None:
        """Change the columns that the frame has, by its ``id``. Raises Conflict when a row is gone."""
        before = rows.fetch(self.connection, table, frame["id"])
        if before.height != frame.height:
            raise Conflict(_gone())
        named = [name for name in frame.columns if name != "id"]
        given = frame.sort("id").with_columns(pl.col(n).cast(before.schema[n]) for n in named)
        self.replace(table, before, before.with_columns(given[n] for n in named), tick)

    def bulk_delete(self, table: str, ids: pl.Series) -> None:
        """Take rows away by id. Raises Conflict when one is gone already."""
        before = rows.fetch(self.connection, table, ids)
        if before.height != ids.n_unique():
            raise Conflict(_gone())
        self.take(table, before)

    def put(self, table: str, after: pl.DataFrame, tick: rows.Tick | None = None) -> None:
        """Add whole rows under their own ids, as undo and redo do."""
        if after.height <= _FEW:
            rows.insert_rows(self.connection, table, after, self.id, tick)
            self._note_many(table, None, after)
            return
        with being_packed(after) as blob:
            rows.insert_rows(self.connection, table, after, self.id, tick)
            rows.stamp_owners(self.connection, table, (after,), self.id)
            self._note_blob(table, after["id"], None, blob.result())

    def replace(
        self, table: str, before: pl.DataFrame, after: pl.DataFrame, tick: rows.Tick | None = None, also: str = ""
    ) -> None:
        """Turn whole rows into others; both frames hold the same ids in the same order.

        Equal rows are left alone, and so are columns that are the same in all of them, except ``also``.
        """
        differing = _differing(before, after)
        differs = differing.select(pl.any_horizontal(pl.all()).alias("differs"))["differs"]
        before, after = before.filter(differs), after.filter(differs)
        if after.height:
            names = [c.name for c in differing.iter_columns() if c.name == also or c.any()]
            rows.update_rows(self.connection, table, after.select("id", *names), self.id, tick)
            self._note_many(table, before, after)

    def take(self, table: str, before: pl.DataFrame) -> None:
        """Take whole rows away that the caller has read."""
        if before.height:
            rows.delete_rows(self.connection, table, before["id"])
            self._note_many(table, before, None)

    def _current(self, table: str, row_id: int, seen: int | None) -> dict[str, Any]:
        found = rows.one(self.connection, table, row_id)
        if found is None:
            raise Conflict(_gone())
        if seen is not None and found["changed_in"] != seen:
            raise Conflict(_("“{name}” was changed elsewhere meanwhile.").format(name=label(table, found)))
        return found

    def _note(self, table: str, row_id: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        rows.stamp_owners(self.connection, table, (before, after), self.id)
        names = rows.columns(table)
        self.connection.execute(
            insert(change).values(
                step_id=self.id,
                seq=self._next(table),
                table_name=table,
                row_id=row_id,
                before=None if before is None else rows.encoded(before, names),
                after=None if after is None else rows.encoded(after, names),
            )
        )

    def _note_many(self, table: str, before: pl.DataFrame | None, after: pl.DataFrame | None) -> None:
        either = after if after is not None else before
        if either is None:
            return
        if either.height <= _FEW:
            nothing: list[dict[str, Any] | None] = [None] * either.height
            old = list(before.iter_rows(named=True)) if before is not None else nothing
            new = list(after.iter_rows(named=True)) if after is not None else nothing
            for row_id, was, now in zip(either["id"], old, new, strict=True):
                self._note(table, row_id, was, now)
            return
        rows.stamp_owners(self.connection, table, (before, after), self.id)
        sides = [None if side is None else packed(side) for side in (before, after)]
        self._note_blob(table, either["id"], *sides)

    def _note_blob(self, table: str, ids: pl.Series, before: bytes | None, after: bytes | None) -> None:
        self.connection.execute(
            insert(bulk_change).values(
                step_id=self.id,
                seq=self._next(table),
                table_name=table,
                first_id=ids.min(),
                last_id=ids.max(),
                before=before,
                after=after,
            )
        )

    def _next(self, table: str) -> int:
        self.touched.add(table)
        self._seq += 1
        return self._seq


def _differing(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Which cells differ, in every column but the id."""
    both = pl.concat([before, after.rename(lambda name: f"new {name}")], how="horizontal")
    return both.select(pl.col(n).ne_missing(pl.col(f"new {n}")) for n in before.columns if n != "id")


@contextmanager
def step(connection: Connection, name: str, author: str, at: int) -> Iterator[Step]:
    """Open a step in a write transaction. A step that changed nothing leaves no trace."""
    opened = _begin(connection, name, author, at, Kind.DO)
    yield opened
    if opened.empty:
        connection.execute(delete(step_table).where(step_table.c.id == opened.id))


@contextmanager
def first_step(connection: Connection, name: str, at: int) -> Iterator[Step]:
    """The step that fills a new workspace; it has no author and cannot be undone."""
    yield _begin(connection, name, "", at, Kind.FIRST)


def undo(connection: Connection, step_id: int, author: str, at: int) -> Outcome:
    """Take back a step, whenever it was made; what was edited since is kept and named.

    Raises Refused when there is no such step, it is the first, or it was undone already.
    """
    line = connection.execute(select(step_table.c.kind).where(step_table.c.id == step_id)).first()
    if line is None or line.kind in (Kind.FIRST, Kind.RESTORE):
        raise Refused(_("This step cannot be undone."))
    live = step_id
    kind = str(line.kind)
    while follower := connection.execute(
        select(step_table.c.id, step_table.c.kind).where(step_table.c.reverts == live)
    ).first():
        live, kind = follower.id, follower.kind
    if kind == Kind.UNDO:
        raise Refused(_("This step has been undone already."))
    return _revert(connection, live, author, at, Kind.UNDO)


def redo(connection: Connection, author: str, at: int) -> Outcome:
    """Do again what this author undid last. Raises Refused when there is nothing, or a new step came since."""
    line = redoable(connection, author)
    if line is None:
        raise Refused(_("There is nothing to redo."))
    return _revert(connection, line.step, author, at, Kind.REDO)


def undoable(connection: Connection, author: str) -> StepLine | None:
    """The newest step of this author that holds."""
    kinds = (Kind.DO, Kind.REDO)
    return _newest_unreverted(connection, author, kinds, 0)


def redoable(connection: Connection, author: str) -> StepLine | None:
    """The newest undo of this author that no new step of theirs follows."""
    own = select(func.max(step_table.c.id)).where(step_table.c.author == author, step_table.c.kind == Kind.DO)
    return _newest_unreverted(connection, author, (Kind.UNDO,), connection.execute(own).scalar() or 0)


def newest_step(connection: Connection) -> int:
    return connection.execute(select(func.max(step_table.c.id))).scalar() or 0


def holds_own_steps(connection: Connection) -> bool:
    """Whether anything was stored beyond what a new workspace begins with."""
    query = select(step_table.c.id).where(step_table.c.kind != Kind.FIRST).limit(1)
    return connection.execute(query).first() is not None


def restored_since(connection: Connection, step_id: int) -> bool:
    """Whether a backup took the place of everything after that step: what was read then says nothing of today."""
    query = select(step_table.c.id).where(step_table.c.kind == Kind.RESTORE, step_table.c.id > step_id).limit(1)
    return connection.execute(query).first() is not None


def _begin(connection: Connection, name: str, author: str, at: int, kind: Kind, reverts: int | None = None) -> Step:
    values = {"name": name, "author": author, "at": at, "kind": kind, "reverts": reverts}
    return Step(connection, int(connection.execute(insert(step_table).values(**values)).lastrowid))


def _revert(connection: Connection, step_id: int, author: str, at: int, kind: Kind) -> Outcome:
    name = connection.execute(select(step_table.c.name).where(step_table.c.id == step_id)).scalar_one()
    plan = journal_undo.Plan.of(connection, step_id)
    compensating = _begin(connection, name, author, at, kind, reverts=step_id)
    with no_followed_drafts(connection, plan.tables):
        plan.apply(compensating)
    return Outcome(compensating.id, name, plan.size, plan.kept_labels, frozenset(compensating.touched))


def _newest_unreverted(connection: Connection, author: str, kinds: tuple[Kind, ...], after: int) -> StepLine | None:
    later = step_table.alias("later")
    found = connection.execute(
        select(step_table.c.id, step_table.c.name, step_table.c.author, step_table.c.at)
        .where(
            step_table.c.author == author,
            step_table.c.kind.in_(kinds),
            step_table.c.id > after,
            ~exists().where(later.c.reverts == step_table.c.id),
        )
        .order_by(step_table.c.id.desc())
        .limit(1)
    ).first()
    return StepLine(*found) if found else None


def _gone() -> str:
    return _("What you changed is no longer there: it was removed elsewhere meanwhile.")


__all__ = [
    "HistoryLine",
    "Kind",
    "Outcome",
    "Step",
    "StepLine",
    "first_step",
    "history",
    "history_of_parts",
    "newest_step",
    "redo",
    "redoable",
    "restored_since",
    "step",
    "undo",
    "undoable",
]
