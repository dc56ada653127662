"""The import plan: what a file comes to, worked out once. Preview, dry run, commit, report and undo all use it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field, ImportAnswers, ImportCounts, ImportReview
from desktop_app.domain.language import _
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt
from desktop_app.exchange.columns.recognition import Match, match, tool_name
from desktop_app.exchange.mapping import (
    changes,
    doubted,
    found,
    lived,
    logs,
    own_exports,
    people_found,
    reopened,
    review,
    rows,
    suspects,
)
from desktop_app.exchange.mapping.compared import CHANGED, NEW, SAME, Compared, compared
from desktop_app.exchange.mapping.extra_fields import extra_fields
from desktop_app.exchange.mapping.held import FACTS, Held
from desktop_app.exchange.mapping.refused_rows import without_ours
from desktop_app.exchange.mapping.values import blanked
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

__all__ = ["CHANGED", "INCIDENTS", "NEW", "SAME", "SEGMENTS", "ImportPlan", "build"]

INCIDENTS: Final[Mapping[str, pl.DataType]] = {
    "position": pl.UInt32(),
    "ticket": pl.String(),
    "title": pl.String(),
    "classification": pl.Int8(),
    "status": pl.Int8(),
    "pause_reason": pl.Int8(),
    "team": pl.String(),
    "system": pl.String(),
    "system_error": pl.String(),
    "opened_at": pl.Int64(),
    "acknowledged_at": pl.Int64(),
    "restored_at": pl.Int64(),
    "resolved_at": pl.Int64(),
    "first_resolved_at": pl.Int64(),
    "closed_at": pl.Int64(),
    "release_related": pl.Int8(),
    "exclusion": pl.Int8(),
    "reopens": pl.Int16(),
    "extra": pl.String(),
    "digest": pl.String(),
    "incident_id": pl.Int64(),
    "action": pl.Int8(),
    "first_classification": pl.Int8(),  # that a log began with, null: the same, or a list, which does not tell
    "row": pl.UInt32(),  # of the file, the last one of a log
    "told_from": pl.Int64(),  # null: from the opening on; of a list when it was like that, null: nobody says
}
SEGMENTS: Final[Mapping[str, pl.DataType]] = {
    "position": pl.UInt32(),
    "from_at": pl.Int64(),
    "to_at": pl.Int64(),
    "status": pl.Int8(),
    "team": pl.String(),
    "pause_reason": pl.Int8(),
}
_NOTHING_STORED: Final = pl.DataFrame(schema=FACTS)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``incidents`` and ``segments`` have the columns INCIDENTS and SEGMENTS; ``sides`` those of teams not known yet.

    ``as_of`` is the newest stamp not later than the import, in UTC seconds, or 0 when nothing can be stored. For the
    trust card: ``as_told`` are the incidents before anything was set aside, ``team_sides`` the sides of all teams of
    the file, and ``doubts`` the ``row`` and ``ticket`` of what is doubtful. ``seen`` are all tickets that the file
    names, in whatever row.
    """

    review: ImportReview
    source: str
    as_of: int
    sides: Mapping[str, Side]
    incidents: pl.DataFrame
    segments: pl.DataFrame
    as_told: pl.DataFrame
    team_sides: Mapping[str, Side] = field(default_factory=dict)
    doubts: Mapping[Doubt, pl.DataFrame] = field(default_factory=dict)
    seen: pl.Series | None = None


def build(
    raw: RawTable,
    answers: ImportAnswers,
    held: Held,
    now: int,
) -> ImportPlan:
    """Work out the plan against what the workspace holds; ``now`` is in UTC seconds.

    Raises Refused for an unknown time zone. While the review asks questions the plan is a preview and must not be
    committed.
    """
    raw = without_ours(raw)
    own = own_exports.recognised(raw)
    if own is not None:
        raw, answers = own.raw, own.answered(answers)
    raw, persons = people_found.apart(raw, answers)
    cells = blanked(raw.rows) if own is None else own.cells()
    filled = {column: cells.height - cells[column].null_count() for column in cells.columns if column != ROW}
    cells, matched = logs.unfolded(cells, match(cells, filled, answers.fields), answers)
    tool = tool_name(raw.header) if own is None else own_exports.TOOL
    source = tool or _("Ticket list")
    draft = review.Draft(raw, cells, matched, filled, source, bool(tool), answers)
    if matched.column(Field.TICKET) is None or matched.column(Field.OPENED) is None:
        none = pl.DataFrame(schema=INCIDENTS)
        return ImportPlan(review.unmapped(draft), source, 0, {}, none, pl.DataFrame(schema=SEGMENTS), none)
    with ThreadPoolExecutor(1) as pool:
        extra = pool.submit(extra_fields, cells, matched, filled)
        facts = rows.facts(raw, cells, matched, answers, now)
        incidents, segments, continued = lived.of_log(facts, matched) if facts.event_log else lived.of_list(facts)
        incidents = incidents.with_columns(extra=extra.result().gather(incidents["place"]))
        incidents = reopened.linked(incidents, continued)
    incidents = incidents.with_columns(pl.col("position").cast(pl.UInt32), row=cells[ROW].gather(incidents["place"]))
    segments = segments.select(pl.col(name).cast(dtype) for name, dtype in SEGMENTS.items())
    if own is not None:
        tickets = own.held(held)
        against = own.compared(own.as_written(incidents), segments, tickets, held, answers.policy)
        _keep(against, facts)
        return own.completed(_held_against(draft, facts, against, tickets, held, now, persons), against.incidents)
    tickets = held.tickets(source)
    against = compared(incidents, segments, tickets, answers.policy)
    _keep(against, facts)
    return _held_against(draft, facts, against, tickets, held, now, persons)


def _keep(against: Compared, facts: rows.Facts) -> None:
    """Rows of tickets that stay as they are stored are skipped."""
    if against.kept.len():
        theirs = facts.frame["ticket"].is_in(against.kept.implode())
        facts.sieve.skipped[_("kept as it is")] += int(theirs.sum())
        facts.frame = facts.frame.filter(~theirs)


def _held_against(
    draft: review.Draft,
    facts: rows.Facts,
    against: Compared,
    tickets: pl.DataFrame,
    held: Held,
    now: int,
    persons: pl.DataFrame | None,
) -> ImportPlan:
    answers, source = draft.answers, draft.tool
    as_told = against.incidents.select(pl.col(name).cast(dtype) for name, dtype in INCIDENTS.items())
    marks = doubted.marks(as_told)
    stored = held.facts(ids) if (ids := doubted.asked_for(as_told, marks, answers.left_out)).len() else _NOTHING_STORED
    incidents, segments = doubted.set_aside(as_told, against.segments, marks, answers.left_out, stored, answers.policy)
    twice, told_twice = suspects.suspects(incidents, source, held.alike)
    facts.notes += suspects.note(twice)
    known = {name: side for name, side in held.sides.items() if side is not Side.UNKNOWN}
    sides = found.sides(incidents, segments, known, answers)
    told = review.complete(draft, facts, incidents, _counted(draft, facts, incidents), now)
    changed, changed_fields = changes.changes(incidents, stored, answers.time_zone)
    ended = changes.open_ended(incidents, stored, tickets)
    asked = [] if answers.many_ends_agreed else changes.many_ends(ended, held.open_now, _end_column(draft.found))
    told = replace(
        told,
        questions=(*told.questions, *asked),
        states=facts.states,
        teams=found.teams(draft.cells, draft.found, incidents, sides, held, answers),
        systems=found.systems(draft.cells, draft.found, incidents, held, answers),
        people=people_found.people(persons, facts.frame, held.people),
        changes=changed,
        changed_fields=changed_fields,
        suspects=told_twice,
        open_now=held.open_now,
        open_ended=ended,
    )
    fresh = {name: side for name, side in sides.items() if name not in known}
    doubts = {
        **{doubt: as_told.filter(mask).select("row", "ticket") for doubt, mask in marks.items()},
        Doubt.RESOLVED_FIRST: _refused(told, facts.early),
        Doubt.FUTURE: _refused(told, facts.late),
        Doubt.DUPLICATES: pl.concat([_doubtful(facts.again), twice.select("row", "ticket")]),
    }
    seen = pl.concat([facts.sieve.tickets.drop_nulls(), incidents["ticket"]]).unique()
    return ImportPlan(told, source, _as_of(facts, now), fresh, incidents, segments, as_told, sides, doubts, seen)


def _refused(told: ImportReview, wanted: list[int]) -> pl.DataFrame:
    chosen = set(wanted)
    return _doubtful([(one.row, one.ticket) for one in told.refusals if one.row in chosen])


def _doubtful(rows: list[tuple[int, str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"row": pl.UInt32, "ticket": pl.String}, orient="row")


def _end_column(matched: Match) -> str:
    columns = (matched.column(wanted) for wanted in (Field.STATE, Field.RESOLVED, Field.CLOSED))
    return next((column for column in columns if column is not None), "")


def _counted(draft: review.Draft, facts: rows.Facts, incidents: pl.DataFrame) -> ImportCounts:
    return ImportCounts(
        read=draft.cells.height + len(draft.raw.ragged),
        stored=facts.frame.height,
        skipped=facts.sieve.skipped.total(),
        refused=len(facts.sieve.refusals),
        new=_count(incidents, NEW),
        changed=_count(incidents, CHANGED),
        same=_count(incidents, SAME),
    )


def _count(incidents: pl.DataFrame, action: int) -> int:
    return int((incidents["action"] == action).sum())


def _as_of(facts: rows.Facts, now: int) -> int:
    newest = 0
    for column in facts.columns.values():
        past = column.instants.filter(facts.sieve.alive & (column.instants <= now))
        newest = max(newest, int(past.max() or 0))  # type: ignore[arg-type]
    return newest
