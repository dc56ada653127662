"""The import plan: what a file comes to, worked out once. Preview, dry run, commit, report and undo all use it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field, ImportAnswers, ImportCounts, ImportReview
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side, propose_side
from desktop_app.exchange import events, review, rows
from desktop_app.exchange.held import Held
from desktop_app.exchange.reading import RawTable
from desktop_app.exchange.recognition import Match, match, tool_name
from desktop_app.exchange.shape import ROW
from desktop_app.exchange.values import blanked

NEW, CHANGED, SAME = 0, 1, 2
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
}
SEGMENTS: Final[Mapping[str, pl.DataType]] = {
    "position": pl.UInt32(),
    "from_at": pl.Int64(),
    "to_at": pl.Int64(),
    "status": pl.Int8(),
    "team": pl.String(),
    "pause_reason": pl.Int8(),
}
_CONTROL: Final = {chr(code): f"\\u{code:04x}" for code in range(32)}
_ESCAPES: Final = {**_CONTROL, "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = list(_ESCAPES)
_SAID: Final = tuple(name for name in INCIDENTS if name not in ("position", "digest", "incident_id", "action"))


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``incidents`` and ``segments`` have the columns INCIDENTS and SEGMENTS; ``sides`` those of teams not known yet.

    ``as_of`` is the newest stamp not later than the import, in UTC seconds, or 0 when nothing can be stored.
    """

    review: ImportReview
    source: str
    as_of: int
    sides: Mapping[str, Side]
    incidents: pl.DataFrame
    segments: pl.DataFrame


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
    cells = blanked(raw.rows)
    filled = {column: cells.height - cells[column].null_count() for column in cells.columns if column != ROW}
    found = match(cells, filled, answers.fields)
    tool = tool_name(raw.header)
    source = tool or _("Ticket list")
    draft = review.Draft(raw, cells, found, filled, source, bool(tool), answers)
    if found.column(Field.TICKET) is None or found.column(Field.OPENED) is None:
        return ImportPlan(
            review.unmapped(draft), source, 0, {}, pl.DataFrame(schema=INCIDENTS), pl.DataFrame(schema=SEGMENTS)
        )
    with ThreadPoolExecutor(1) as pool:
        extra = pool.submit(_extra, cells, found, filled)
        facts = rows.facts(raw, cells, found, answers, now)
        incidents, segments = _collapsed(facts, found) if facts.event_log else _flat(facts)
        incidents = incidents.with_columns(extra=extra.result().gather(incidents["place"]))
    incidents = incidents.with_columns(position=pl.col("position").cast(pl.UInt32))
    segments = segments.select(pl.col(name).cast(dtype) for name, dtype in SEGMENTS.items())
    incidents = _against(incidents.with_columns(digest=_digests(incidents, segments)), held.tickets(source))
    counted = ImportCounts(
        read=cells.height + len(raw.ragged),
        stored=facts.frame.height,
        skipped=facts.sieve.skipped.total(),
        refused=len(facts.sieve.refusals),
        new=_count(incidents, NEW),
        changed=_count(incidents, CHANGED),
        same=_count(incidents, SAME),
    )
    known = {name: side for name, side in held.sides.items() if side is not Side.UNKNOWN}
    sides = _sides(incidents, segments, known, answers)
    told = review.complete(draft, facts, incidents, counted, sides, now)
    fresh = {name: side for name, side in sides.items() if name not in known}
    return ImportPlan(told, source, _as_of(facts, now), fresh, incidents, segments)


def _count(incidents: pl.DataFrame, action: int) -> int:
    return int((incidents["action"] == action).sum())


def _collapsed(facts: rows.Facts, found: Match) -> tuple[pl.DataFrame, pl.DataFrame]:
    log = events.collapse(
        facts.frame,
        resolved_known=found.column(Field.RESOLVED) is not None,
        closed_known=found.column(Field.CLOSED) is not None,
    )
    if log.before_opened:
        text = ngettext(
            "{n} event is older than its ticket's opening.",
            "{n} events are older than their tickets' opening.",
            log.before_opened,
        )
        facts.notes.append(text.format(n=number(log.before_opened)))
    if log.out_of_order:
        text = ngettext("{n} event stands after a later one; they were put in order.",
                        "{n} events stand after later ones; they were put in order.", log.out_of_order)  # fmt: skip
        facts.notes.append(text.format(n=number(log.out_of_order)))
    return log.incidents, log.segments


def _flat(facts: rows.Facts) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A list says one state per ticket: one segment from opened to resolved, or to closed, or still going on."""
    resolved, closed = pl.col("resolved_at").is_not_null(), pl.col("closed_at").is_not_null()
    proved = (
        pl.when(closed).then(int(Status.CLOSED)).when(resolved).then(int(Status.RESOLVED))
        .when(pl.col("status").is_not_null()).then("status")
        .when(pl.col("acknowledged_at").is_not_null()).then(int(Status.IN_WORK)).otherwise(int(Status.NEW))
    )  # fmt: skip
    ended = (pl.col("status") >= int(Status.RESOLVED)).fill_null(value=False)
    unsure = facts.frame.select((~ended & (resolved | closed) & pl.col("status").is_not_null()).sum()).item()
    if unsure:
        text = ngettext("{n} row says open and has a date of its end: the date was taken.",
                        "{n} rows say open and have a date of their end: the date was taken.", unsure)  # fmt: skip
        facts.notes.append(text.format(n=number(unsure)))
    incidents = facts.frame.with_columns(status=pl.when(ended).then("status").otherwise(proved).cast(pl.Int8))
    incidents = incidents.with_columns(
        pause_reason=pl.when(pl.col("status") == int(Status.PAUSED)).then("pause_reason").otherwise(0).cast(pl.Int8),
        first_resolved_at="resolved_at",
        position=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    # nobody knows since when a ticket waits or what it did before its end: its one segment is work
    plain = pl.col("status").is_in([int(Status.NEW), int(Status.ASSIGNED)])
    segments = incidents.select(
        "position",
        from_at="opened_at",
        to_at=pl.coalesce("resolved_at", "closed_at"),
        status=pl.when(plain).then("status").otherwise(int(Status.IN_WORK)),
        team="team",
        pause_reason=pl.lit(int(PauseReason.NONE)),
    )
    return incidents, segments


def _extra(cells: pl.DataFrame, found: Match, filled: Mapping[str, int]) -> pl.Series:
    """The columns nobody mapped as one JSON object per row, blank cells left out; null where nothing is left."""
    kept = [column for column, taken in found.fields.items() if taken is Field.EXTRA and filled[column]]
    odd = cells.select(pl.col(kept).str.contains_any(_ESCAPED).any()).row(0, named=True) if kept else {}
    pieces = [
        pl.lit(json.dumps(column, ensure_ascii=False) + ":") + _quoted(pl.col(column), escape=odd[column])
        for column in kept
    ]
    if not pieces:
        return pl.Series("extra", [None], dtype=pl.String).new_from_index(0, cells.height)
    joined = pl.concat_str(pieces, separator=",", ignore_nulls=True)
    return cells.select(extra=pl.when(joined != "").then(pl.lit("{") + joined + "}"))["extra"]


def _quoted(cell: pl.Expr, *, escape: bool) -> pl.Expr:
    if escape:
        cell = cell.str.replace_many(_ESCAPES)
    return pl.lit('"') + cell + '"'


def _digests(incidents: pl.DataFrame, segments: pl.DataFrame) -> pl.Series:
    """A hash of all that the file says of each incident, its segments included."""
    lives = segments.select("position", life=_told(pl.col(name) for name in SEGMENTS if name != "position"))
    if segments.height > incidents.height:
        lives = lives.group_by("position", maintain_order=True).agg(pl.col("life").str.join("\x1e"))
    said = incidents.with_columns(lives.sort("position")["life"]).select(_told(pl.col(*_SAID, "life")))
    texts = said.to_series().cast(pl.Binary).to_list()  # as bytes they are hashed without being encoded one by one
    return pl.Series([blake2b(text, digest_size=16).digest() for text in texts], dtype=pl.Binary).bin.encode("hex")


def _told(columns: pl.Expr | Iterable[pl.Expr]) -> pl.Expr:
    one_by_one = [columns] if isinstance(columns, pl.Expr) else list(columns)
    return pl.concat_str([column.cast(pl.String).fill_null("\x01") for column in one_by_one], separator="\x1f")


def _against(incidents: pl.DataFrame, existing: pl.DataFrame) -> pl.DataFrame:
    """What each incident means for what is stored: new, changed or same."""
    stored = existing.select("ticket", "incident_id", stored="digest").unique("ticket", keep="last")
    incidents = incidents.join(stored, on="ticket", how="left", maintain_order="left")
    same = (pl.col("stored") == pl.col("digest")).fill_null(value=False)
    action = pl.when(pl.col("incident_id").is_null()).then(NEW).when(same).then(SAME).otherwise(CHANGED)
    return incidents.with_columns(action=action).select(pl.col(name).cast(dtype) for name, dtype in INCIDENTS.items())


def _sides(
    incidents: pl.DataFrame, segments: pl.DataFrame, sides: Mapping[str, Side], answers: ImportAnswers
) -> dict[str, Side]:
    """Every team of the file with its side: as answered, as set before, else as its name suggests."""
    names = pl.concat([incidents["team"], segments["team"]]).drop_nulls().unique().sort()
    return {name: answers.sides.get(name, sides.get(name, propose_side(name))) for name in names}


def _as_of(facts: rows.Facts, now: int) -> int:
    newest = 0
    for column in facts.columns.values():
        past = column.instants.filter(facts.sieve.alive & (column.instants <= now))
        newest = max(newest, int(past.max() or 0))  # type: ignore[arg-type]
    return newest
