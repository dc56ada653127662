"""What taking back a step comes to: which rows can be restored and which are kept, and why.

A row is restored only if it still is as the step left it. What is kept drags along what cannot live without it: an
incident and its segments stay together, a team stays while somebody names it, a row does not come back when its name
was taken meanwhile or what it refers to is gone. The rules run until nothing more is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from desktop_app.storage import journal_rows as rows
from desktop_app.storage.journal_labels import label
from desktop_app.storage.schema import (
    JOURNALED,
    NOTHING_IS_A_KEY,
    OWNERS,
    PARTS,
    REFERENCES,
    UNIQUE,
    bulk_change,
    change,
)

if TYPE_CHECKING:
    from desktop_app.storage.journal import Step

_NO_IDS = pl.Series(dtype=pl.Int64)
_WITH_PARTS = frozenset(REFERENCES[part][OWNERS[part]] for part in PARTS)


@dataclass(slots=True)
class Reversal:
    """The rows of one table: those to take away again, to turn back, and to bring back."""

    away: pl.DataFrame
    now: pl.DataFrame  # rows to turn back, as the step left them
    then: pl.DataFrame  # the same rows in the same order, as they were before
    back: pl.DataFrame
    kept: pl.Series = field(default_factory=lambda: _NO_IDS)
    told: pl.Series = field(default_factory=lambda: _NO_IDS)  # the kept ones worth naming
    kept_owners: pl.Series = field(default_factory=lambda: _NO_IDS)

    @property
    def size(self) -> int:
        return self.away.height + self.now.height + self.back.height

    def incoming(self) -> pl.DataFrame:
        """Every row as it would be written."""
        return pl.concat([self.then, self.back])

    def bearing(self, key: Sequence[str]) -> pl.DataFrame:
        """Every row as it would be written that bears another key today, or none."""
        other = pl.any_horizontal(self.then[name].ne_missing(self.now[name]) for name in key)
        return pl.concat([self.then.filter(other), self.back])

    def keep(self, ids: pl.Series, owner: str | None, *, tell: bool) -> bool:
        """Leave these rows alone. True when that is news."""
        hit = pl.concat([f["id"] for f in (self.away, self.now, self.back)])
        hit = hit.filter(hit.is_in(ids.implode())) if ids.len() else _NO_IDS
        if not hit.len():
            return False
        if owner:
            touched = pl.concat([f.select("id", owner) for f in (self.away, self.now, self.then, self.back)])
            owners = touched.filter(pl.col("id").is_in(hit.implode()))[owner]
            self.kept_owners = pl.concat([self.kept_owners, owners]).unique()
        out = ~pl.col("id").is_in(hit.implode())
        self.away, self.now = self.away.filter(out), self.now.filter(out)
        self.then, self.back = self.then.filter(out), self.back.filter(out)
        self.kept = pl.concat([self.kept, hit])
        if tell:
            self.told = pl.concat([self.told, hit])
        return True


@dataclass(slots=True)
class Plan:
    connection: Connection
    step_id: int
    tables: dict[str, Reversal]

    @classmethod
    def of(cls, connection: Connection, step_id: int) -> Plan:
        """What undoing the step would do now. Reads only."""
        plan = cls(connection, step_id, dict(_reversals(connection, step_id)))
        plan._keep_edited()
        rules = (plan._keep_taken, plan._keep_homeless, plan._keep_needed, plan._keep_flat, plan._keep_together)
        while any(rule() for rule in rules):
            pass
        return plan

    @property
    def size(self) -> int:
        return sum(r.size for r in self.tables.values())

    @property
    def kept_labels(self) -> tuple[str, ...]:
        """What was kept because it was edited since, named once each; a segment by its incident."""
        found: list[str] = []
        for table, reversal in self.tables.items():
            owner = OWNERS.get(table)
            told_in = _parent(table, owner) if owner else table
            ids = reversal.kept_owners if owner and reversal.told.len() else reversal.told
            if ids.len():
                rows_now = rows.fetch(self.connection, told_in, ids).iter_rows(named=True)
                found.extend(label(told_in, row) for row in rows_now)
        return tuple(dict.fromkeys(found))

    def apply(self, step: Step) -> None:
        """Write it all through the compensating step."""
        step.connection.execute(text("PRAGMA defer_foreign_keys = ON"))  # rules hold again when all of it is written
        ordered = [t for t in JOURNALED if t in self.tables]
        for table in reversed(ordered):
            step.take(table, self.tables[table].away)
        for table in ordered:
            self._turn_back(step, table)
        for table in ordered:
            step.put(table, self.tables[table].back)

    def _turn_back(self, step: Step, table: str) -> None:
        now, then = self.tables[table].now, self.tables[table].then
        try:
            with step.connection.begin_nested():
                step.replace(table, now, then)
        except IntegrityError:  # names were exchanged inside the step
            key = UNIQUE[table][-1]
            rows.park_keys(step.connection, table, key, now["id"])
            step.replace(table, now, then, also=key)

    def _keep(self, table: str, ids: pl.Series, *, tell: bool) -> bool:
        reversal = self.tables.get(table)
        return reversal is not None and reversal.keep(ids, OWNERS.get(table), tell=tell)

    def _keep_edited(self) -> None:
        for table, reversal in self.tables.items():
            left = pl.concat([reversal.away, reversal.now])
            by_parts = table in _WITH_PARTS  # stamped also where only its parts were written: the count says nothing
            if by_parts or rows.count_stamped(self.connection, table, self.step_id) != left.height:
                self._keep(table, self._edited(table, left), tell=True)
            if reversal.back.height:
                self._keep(table, rows.fetch(self.connection, table, reversal.back["id"])["id"], tell=True)

    def _edited(self, table: str, left: pl.DataFrame) -> pl.Series:
        """Of the rows as the step left them, the ids of those that are different or gone now."""
        today = rows.fetch(self.connection, table, left["id"], stamped=True)
        both = left.join(today, on="id", how="left", suffix="_now")
        same = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}_now")) for c in rows.columns(table))
        untouched = pl.col("changed_in").eq_missing(self.step_id)
        return both.filter(~(untouched | (same & pl.col("changed_in").is_not_null())))["id"]

    def _keep_taken(self) -> bool:
        """A name that somebody else bears now cannot come back."""
        news = False
        for table, key in UNIQUE.items():
            reversal = self.tables.get(table)
            if reversal is None or not (incoming := _keys(table, key, reversal.bearing(key))).height:
                continue
            holders = _holders(self.connection, table, key, incoming)
            moving = pl.concat([reversal.away["id"], reversal.now["id"]])
            others = holders.filter(~pl.col("id").is_in(moving.implode()))
            news |= self._keep(table, incoming.join(others, on=key, how="semi")["id"], tell=True)
        return news

    def _keep_homeless(self) -> bool:
        """A row does not come back without what it refers to."""
        news = False
        for table, references in REFERENCES.items():
            for column, parent in references.items():
                reversal = self.tables.get(table)
                if reversal is None or not (incoming := reversal.incoming().select("id", column).drop_nulls()).height:
                    continue
                missing = self._missing(parent, incoming[column].unique())
                lost = incoming.filter(pl.col(column).is_in(missing.implode()))["id"]
                news |= self._keep(table, lost, tell=True)
        return news

    def _missing(self, parent: str, wanted: pl.Series) -> pl.Series:
        plan = self.tables.get(parent)
        leaving = _NO_IDS
        if plan is not None:
            wanted = wanted.filter(~wanted.is_in(plan.back["id"].implode()))
            leaving = plan.away["id"]
        if not wanted.len():
            return wanted
        held = JOURNALED[parent]
        found = self.connection.execute(select(held.c.id).where(rows.within(held.c.id, wanted))).scalars().all()
        there = pl.Series(found, dtype=pl.Int64)
        return wanted.filter(~wanted.is_in(there.implode()) | wanted.is_in(leaving.implode()))

    def _keep_needed(self) -> bool:
        """A row that others still refer to stays."""
        news = False
        for table, references in REFERENCES.items():
            for column, parent in references.items():
                plan = self.tables.get(parent)
                if plan is not None and plan.away.height:
                    needed = self._needed(table, column, plan.away["id"])
                    news |= self._keep(parent, needed, tell=False)
        return news

    def _needed(self, table: str, column: str, ids: pl.Series) -> pl.Series:
        held = JOURNALED[table]
        here = rows.within(held.c[column], ids)
        total = self.connection.execute(select(func.count()).where(here)).scalar_one()
        going = self._letting_go(table, column, ids)
        if total == going.len():
            return _NO_IDS
        query = select(held.c.id, held.c[column]).where(here)
        named = rows.framed(self.connection, query, {"id": pl.Int64, "to": pl.Int64})
        return named.filter(~pl.col("id").is_in(going.implode()))["to"].unique()

    def _letting_go(self, table: str, column: str, ids: pl.Series) -> pl.Series:
        """Rows of this plan that refer to one of the ids now and will not afterwards."""
        reversal = self.tables.get(table)
        if reversal is None:
            return _NO_IDS
        named = pl.col(column).is_in(ids.implode())
        turned = reversal.now.filter(named & ~reversal.then[column].is_in(ids.implode()).fill_null(value=False))
        return pl.concat([reversal.away.filter(named)["id"], turned["id"]])

    def _keep_flat(self) -> bool:
        """An incident is merged into one that is neither merged itself nor in the trash: no chain comes back."""
        reversal = self.tables.get("incident")
        if reversal is None or not reversal.incoming()["merged_into"].count():
            return False
        later = reversal.incoming().select("id", "merged_into", "deleted_at")
        coming = later.filter(pl.col("merged_into").is_not_null())
        held = JOURNALED["incident"]
        known = rows.fetch(self.connection, "incident", coming["merged_into"].unique()).select(later.columns)
        targets = pl.concat([known.join(later, on="id", how="anti"), later])
        merged = targets.filter(pl.col("merged_into").is_not_null())["id"]
        trashed = targets.filter(pl.col("deleted_at").is_not_null())["id"]
        query = select(held.c.id, held.c.merged_into).where(
            held.c.merged_into.is_not(None), rows.within(held.c.merged_into, coming["id"])
        )
        pairs = {"id": pl.Int64, "merged_into": pl.Int64}
        found = rows.framed(self.connection, query, pairs)
        led = pl.concat([found.join(later, on="id", how="anti"), coming.select(*pairs)])["merged_into"]
        alone = pl.col("deleted_at").is_null() & pl.col("merged_into").is_in(trashed.implode())
        wrong = pl.col("merged_into").is_in(merged.implode()) | pl.col("id").is_in(led.implode()) | alone
        return self._keep("incident", coming.filter(wrong)["id"], tell=True)

    def _keep_together(self) -> bool:
        """A segment lives with its incident: they are restored together or not at all."""
        news = False
        for table, owner in OWNERS.items():
            reversal = self.tables.get(table)
            if reversal is None:
                continue
            parent = _parent(table, owner)
            above = self.tables.get(parent)
            family = reversal.kept_owners if above is None else pl.concat([reversal.kept_owners, above.kept])
            if not family.len():
                continue
            touched = pl.concat([reversal.away, reversal.now, reversal.then, reversal.back])
            members = touched.filter(pl.col(owner).is_in(family.implode()))["id"]
            news |= self._keep(table, members, tell=False)
            news |= self._keep(parent, family, tell=True)
        return news


def _parent(table: str, column: str) -> str:
    return REFERENCES[table][column]


def _keys(table: str, key: tuple[str, ...], rows_in: pl.DataFrame) -> pl.DataFrame:
    """``id`` and the key of those rows that must be the only ones to bear it."""
    keys = rows_in.select("id", *key)
    return keys.with_columns(pl.col(key).fill_null("")) if table in NOTHING_IS_A_KEY else keys.drop_nulls()


def _holders(connection: Connection, table: str, key: tuple[str, ...], incoming: pl.DataFrame) -> pl.DataFrame:
    """Rows of the table that bear one of these keys today: ``id`` and the key."""
    held = JOURNALED[table]
    borne = {k: func.coalesce(held.c[k], "") if table in NOTHING_IS_A_KEY else held.c[k] for k in key}
    query = select(held.c.id, *borne.values())
    for column in key:
        query = query.where(rows.within(borne[column], incoming[column].unique()))
    known = rows.frame_schema(table)
    types = {name: known[name] for name in ("id", *key)}
    return rows.framed(connection, query, types)


def touched(connection: Connection, step_id: int) -> dict[str, pl.Series]:
    """Ids of the rows that a step made, changed or took away for good, by table."""
    parts = dict(_reversals(connection, step_id))
    return {table: pl.concat([turn.away["id"], turn.now["id"], turn.back["id"]]) for table, turn in parts.items()}


def _reversals(connection: Connection, step_id: int) -> Iterator[tuple[str, Reversal]]:
    """Per table, the step's net effect turned round."""
    entries = sorted([*_singles(connection, step_id), *_bulks(connection, step_id)], key=lambda entry: entry[0])
    tables: dict[str, tuple[list[pl.DataFrame], list[pl.DataFrame]]] = {}
    for _seq, table, before, after in entries:
        befores, afters = tables.setdefault(table, ([], []))
        befores.append(before)
        afters.append(after)
    for table, (befores, afters) in tables.items():
        yield table, _net(befores, afters)


def _net(befores: list[pl.DataFrame], afters: list[pl.DataFrame]) -> Reversal:
    """The first before and the last after of each row; ``there`` tells whether it existed."""
    before, after = pl.concat(befores), pl.concat(afters)
    if before["id"].n_unique() != before.height:
        before = before.unique("id", keep="first", maintain_order=True)
        after = after.unique("id", keep="last", maintain_order=True)
        before, after = before.sort("id"), after.sort("id")
    was, remained = before["there"], after["there"]
    before, after = before.drop("there"), after.drop("there")
    return Reversal(
        away=after.filter(~was & remained),
        now=after.filter(was & remained),
        then=before.filter(was & remained),
        back=before.filter(was & ~remained),
    )


def _singles(connection: Connection, step_id: int) -> Iterator[tuple[int, str, pl.DataFrame, pl.DataFrame]]:
    query = select(change).where(change.c.step_id == step_id).order_by(change.c.table_name, change.c.seq)
    by_table: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        by_table.setdefault(row.table_name, []).append(row)
    for table, found in by_table.items():
        wanted = rows.frame_schema(table) | {"there": pl.Boolean()}
        for row in found:
            sides = [
                {**(json.loads(side) if side else {}), "id": row.row_id, "there": side is not None}
                for side in (row.before, row.after)
            ]
            before, after = (pl.DataFrame([side], schema=wanted, orient="row") for side in sides)
            yield row.seq, table, before, after


def _bulks(connection: Connection, step_id: int) -> Iterator[tuple[int, str, pl.DataFrame, pl.DataFrame]]:
    for row in connection.execute(select(bulk_change).where(bulk_change.c.step_id == step_id)):
        before, after = (None if b is None else _unpacked(row.table_name, b) for b in (row.before, row.after))
        either = after if after is not None else before
        if either is None:
            continue
        nothing = pl.DataFrame(schema=either.schema).clear(either.height).with_columns(either["id"])
        yield row.seq, row.table_name, _there(before, nothing), _there(after, nothing)


def _unpacked(table: str, blob: bytes) -> pl.DataFrame:
    """A packed frame of rows, with null in the columns that the table did not have yet when it was packed."""
    return rows.shaped(table, pl.read_ipc(blob))


def _there(side: pl.DataFrame | None, nothing: pl.DataFrame) -> pl.DataFrame:
    shown = nothing if side is None else side
    return shown.with_columns(pl.lit(value=side is not None).alias("there"))
