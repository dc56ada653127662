"""Storing an import plan: columnar, one step, cancellable until the last row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, false, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.storage import import_lives, import_sightings, journal_rows, names, teams
from desktop_app.storage.journal import Kind, Step
from desktop_app.storage.progress import Meter, Progress
from desktop_app.storage.schema import change, import_run, incident, segment
from desktop_app.storage.schema import step as step_table

_NEW: Final = 0
_CHANGED: Final = 1
_FACTS: Final = (
    "ticket", "title", "classification", "status", "pause_reason", "opened_at", "acknowledged_at", "restored_at",
    "resolved_at", "first_resolved_at", "closed_at", "release_related", "exclusion", "reopens", "extra", "digest",
)  # fmt: skip
_STAMPS: Final = ("opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at")
_MORE: Final = ("fix", "workaround", "fix_note", "first_classification")  # columns that not every plan brings


@dataclass(frozen=True, slots=True)
class Run:
    """One import: ``at`` in UTC seconds, ``counts`` what is told of it later, as JSON knows it."""

    file_name: str
    file_hash: str
    at: int
    counts: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    step: int = 0
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    source_id: int
    run_id: int
    new: int
    changed: int
    missing: int = 0  # open ones of the source that the dump does not name any more


def runs(connection: Connection) -> list[Run]:
    """Every import of the workspace, the newest first; those undone since are in it and say so."""
    live = set(connection.execute(select(import_run.c.id)).scalars())
    query = (
        select(change.c.row_id, change.c.step_id, change.c.after)
        .join(step_table, step_table.c.id == change.c.step_id)
        .where(change.c.table_name == "import_run", change.c.before.is_(None), step_table.c.kind == Kind.DO)
        .order_by(change.c.row_id.desc())
    )
    found = []
    for row_id, step_id, after in connection.execute(query):
        kept = json.loads(after)
        counts = json.loads(kept["counts"])
        undone = row_id not in live
        found.append(Run(kept["file_name"], kept["file_hash"], kept["at"], counts, row_id, step_id, undone))
    return found


def commit(
    step: Step,
    incidents: pl.DataFrame,
    segments: pl.DataFrame,
    *,
    source: str,
    sides: Mapping[str, Side],
    as_of: int,
    run: Run,
    seen: pl.Series | None = None,
    log: bool = True,
    progress: Progress | None = None,
) -> Committed:
    """Store the new and changed incidents of a plan (columns of ``exchange.plan.ImportPlan``) inside the step.

    Teams, systems, system errors and the source are created where they are new, teams with the side given. Where the
    incidents have a column ``source``, each comes from there, and those with an empty one were logged by hand. A
    changed incident is told by a ``log`` from ``told_from`` on, by a list as it is now: its stored life goes on. What
    is open and not among ``seen``, the tickets of a newer dump, is known up to the one before (None: nobody asked).
    Raises Cancelled between chunks when the user stopped, and Refused when a ticket appeared since the plan was made:
    the caller's transaction then stores nothing.
    """
    stored = incidents.filter(pl.col("action").is_in([_NEW, _CHANGED]))
    lived = segments.join(stored.select("position"), on="position", how="semi")
    meter = Meter(progress, _("Storing incidents"), stored.height + lived.height)
    meter(0)
    source_id = names.ensure(step, "source", [source])[source]
    before = names.sources_as_of(step.connection).get(source_id)
    newest = as_of if as_of > (before or 0) else None
    if "source" in stored.columns:
        stored = _of_sources(step, stored, as_of)
    else:
        names.heard(step, source_id, as_of)
        stored = stored.with_columns(pl.lit(source_id, dtype=pl.Int64).alias("source_id"))
    _check_still_planned(step.connection, stored)
    stored, lived = _numbered(step, stored, lived, sides)
    new, changed = stored.filter(pl.col("action") == _NEW), stored.filter(pl.col("action") == _CHANGED)
    if changed.height and "told_from" in changed.columns:
        lived = _gone_on(step.connection, changed, lived, log=log, newest=newest)
        changed = import_lives.kept_turns(step.connection, changed) if log else changed
    if changed.height and "first_classification" in changed.columns:
        changed = import_lives.kept_first(step.connection, changed, log=log)
    placed = pl.concat([_add(step, new, meter), _change(step, changed, lived, meter)])
    _add_lives(step, lived, placed, meter)
    missing = 0
    if seen is not None and "source" not in incidents.columns:  # of several sources, a table of ours may be a part
        missing = import_sightings.note(step, source_id, seen, as_of, before)
    run_id = step.insert(
        "import_run",
        {
            "file_name": run.file_name,
            "file_hash": run.file_hash,
            "at": run.at,
            "source_id": source_id,
            "counts": json.dumps(dict(run.counts)),
            "step_id": step.id,
        },
    )
    return Committed(source_id, run_id, new.height, changed.height, missing)


def _of_sources(step: Step, stored: pl.DataFrame, as_of: int) -> pl.DataFrame:
    """``source_id`` by the name in ``source``, null where it is empty; each hears of the newest of its own stamps."""
    newest = stored.with_columns(newest=pl.max_horizontal(_STAMPS)).group_by("source").agg(pl.col("newest").max())
    heard = {name: min(at, as_of) for name, at in newest.iter_rows() if name}
    ids = names.ensure(step, "source", sorted(heard))
    for name, at in heard.items():
        names.heard(step, ids[name], at)
    lookup = pl.DataFrame({"source": list(ids), "source_id": list(ids.values())}, _lookup_schema("source"))
    return stored.join(lookup, on="source", how="left", maintain_order="left").drop("source")


def _check_still_planned(connection: Connection, stored: pl.DataFrame) -> None:
    """Somebody else may have imported between the plan and its commit."""
    sources = stored["source_id"].unique()
    of_them = incident.c.source_id.in_(sources.drop_nulls().to_list())
    by_hand = incident.c.source_id.is_(None) if sources.null_count() else false()
    query = select(incident.c.ticket, incident.c.source_id, incident.c.id).where(of_them | by_hand)
    wanted = {"ticket": pl.String, "source_id": pl.Int64, "found": pl.Int64}
    today = pl.DataFrame([tuple(row) for row in connection.execute(query)], schema=wanted, orient="row")
    both = stored.select("ticket", "source_id", "incident_id").join(
        today, on=["ticket", "source_id"], how="left", nulls_equal=True
    )
    moved = both.filter(~pl.col("found").eq_missing(pl.col("incident_id")))
    if moved.height:
        raise Refused(
            ngettext(
                "{n} incident was stored by another import meanwhile; look at the file again.",
                "{n} incidents were stored by another import meanwhile; look at the file again.",
                moved.height,
            ).format(n=number(moved.height))
        )


def _numbered(
    step: Step, stored: pl.DataFrame, lived: pl.DataFrame, sides: Mapping[str, Side]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names replaced by ids, created where they are new."""
    known = _distinct(pl.concat([stored["team"], lived["team"]]))
    team_ids = teams.ensure(step, known, sides)
    stored, lived = _joined(stored, "team", team_ids), _joined(lived, "team", team_ids)
    for kind in ("system", "system_error"):
        stored = _joined(stored, kind, names.ensure(step, kind, _distinct(stored[kind])))
    return stored, lived


def _distinct(found: pl.Series) -> list[str]:
    return found.drop_nulls().unique(maintain_order=True).to_list()


def _joined(frame: pl.DataFrame, column: str, ids: Mapping[str, int]) -> pl.DataFrame:
    lookup = pl.DataFrame({column: list(ids), f"{column}_id": list(ids.values())}, _lookup_schema(column))
    return frame.join(lookup, on=column, how="left", maintain_order="left").drop(column)


def _lookup_schema(column: str) -> dict[str, Any]:
    return {column: pl.String, f"{column}_id": pl.Int64}


def _columns(frame: pl.DataFrame) -> pl.DataFrame:
    titled = frame.with_columns(pl.col("title").fill_null(""))  # many dumps have no title
    more = [name for name in _MORE if name in frame.columns]
    return titled.select(*_FACTS, *more, "source_id", "team_id", "system_id", "system_error_id")


def _add(step: Step, new: pl.DataFrame, meter: Meter) -> pl.DataFrame:
    first = step.bulk_insert("incident", _columns(new), meter) if new.height else 0
    ids = pl.Series("incident_id", range(first, first + new.height), dtype=pl.Int64)
    return new.select("position").with_columns(ids)


def _gone_on(
    connection: Connection, changed: pl.DataFrame, lived: pl.DataFrame, *, log: bool, newest: int | None
) -> pl.DataFrame:
    told = changed.join(lived.select("position"), on="position", how="semi")
    if not told.height:
        return lived
    if log:
        return import_lives.of_log(connection, told, lived)
    return import_lives.of_list(connection, told, lived, newest)


def _change(step: Step, changed: pl.DataFrame, lived: pl.DataFrame, meter: Meter) -> pl.DataFrame:
    """Those of which no segment is told keep the ones they have."""
    if changed.height:
        told = changed.join(lived.select("position"), on="position", how="semi")["incident_id"]
        facts = _columns(changed).with_columns(changed["incident_id"].alias("id"))
        step.bulk_update("incident", _still_duplicates(step.connection, facts), meter)
        query = select(segment.c.id).where(journal_rows.within(segment.c.incident_id, told))
        step.bulk_delete("segment", pl.Series(step.connection.execute(query).scalars().all(), dtype=pl.Int64))
    return changed.select("position", pl.col("incident_id").cast(pl.Int64))


def _still_duplicates(connection: Connection, facts: pl.DataFrame) -> pl.DataFrame:
    """What was merged here stays a duplicate, whatever the tool says of it."""
    merged = select(incident.c.id).where(
        incident.c.merged_into.is_not(None), journal_rows.within(incident.c.id, facts["id"])
    )
    ids = pl.Series(connection.execute(merged).scalars().all(), dtype=pl.Int64)
    duplicate = pl.col("id").is_in(ids.implode())
    kept = pl.when(duplicate).then(int(Exclusion.DUPLICATE)).otherwise("exclusion")
    return facts.with_columns(kept.cast(pl.Int8).alias("exclusion"))


def _add_lives(step: Step, lived: pl.DataFrame, placed: pl.DataFrame, meter: Meter) -> None:
    whole = lived.join(placed, on="position", how="inner").sort("incident_id", "from_at", maintain_order=True)
    if whole.height:
        wanted = ("incident_id", "from_at", "to_at", "status", "team_id", "pause_reason")
        step.bulk_insert("segment", whole.select(wanted), meter)
