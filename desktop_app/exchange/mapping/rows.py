"""From cells to facts: each row of the file as typed columns, rows that cannot be taken put aside with their reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import Field, FoundPriority, FoundState, ImportAnswers
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange.columns.presets_names import CATEGORIES
from desktop_app.exchange.columns.recognition import Match, plain
from desktop_app.exchange.mapping import dates, judging, logs, values
from desktop_app.exchange.mapping.judging import STAMPS
from desktop_app.exchange.mapping.sieve import Sieve
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

_Names = Mapping[Field, str]


@dataclass(slots=True)
class Facts:
    """``frame``: place, ticket, title, the stamps, Int8 codes, names; ``sieve`` says of every row what became of it."""

    frame: pl.DataFrame
    sieve: Sieve
    event_log: bool
    columns: dict[str, dates.Column]
    priorities: tuple[FoundPriority, ...] = ()
    states: tuple[FoundState, ...] = ()
    numbered_states: bool = True
    notes: list[str] = field(default_factory=list)
    early: list[int] = field(default_factory=list)  # rows of the file refused for an end before the opening
    late: list[int] = field(default_factory=list)  # and for a stamp after today
    again: list[tuple[int, str]] = field(default_factory=list)  # rows and tickets that repeat one with other values


def facts(raw: RawTable, cells: pl.DataFrame, found: Match, answers: ImportAnswers, now: int) -> Facts:
    """Read every mapped column of ``cells`` (blanks are null). Ticket and opened columns must be there."""
    names: _Names = found.names()
    cells = _with_names(raw.rows, cells, names)
    tickets = cells[names[Field.TICKET]]
    sieve = Sieve(cells[ROW], tickets)
    for ragged in raw.ragged:
        text = ngettext("{n} cell more than columns", "{n} cells more than columns", ragged.cells - len(raw.header))
        sieve.refuse_apart(ragged.row, ragged.start, text.format(n=ragged.cells - len(raw.header)))
    judging.skip_what_is_no_incident(cells, names, sieve)
    event_log = found.log or _is_event_log(tickets.filter(sieve.alive), names)
    read = _dates(cells, names, answers, now, since_1904=raw.since_1904)
    held = Facts(pl.DataFrame(), sieve, event_log, read)
    # an activity's number is no state of ServiceNow's
    held.numbered_states = names.get(Field.STATE) != names.get(Field.ACTIVITY, "")
    judge = judging.Judge(raw, cells, names, read, sieve, answers, event_log=event_log, now=now)
    held.notes += judge.errors()
    judge.stamps()
    if not event_log:
        judge.repeated()
    held.early, held.late, held.again = judge.early, judge.late, judge.again
    _zone_notes(held, answers.time_zone)
    held.notes += judge.impossible()
    held.frame = judge.as_mended(_typed(cells, names, held, answers)).filter(sieve.alive)
    held.notes += judge.mended()
    return held


def _with_names(written: pl.DataFrame, cells: pl.DataFrame, names: _Names) -> pl.DataFrame:
    """``cells`` with the words that mean nothing elsewhere and may be names here: a team NA, a title "None"."""
    kept = []
    for wanted in (Field.TITLE, Field.TEAM, Field.SYSTEM, Field.SYSTEM_ERROR):
        name = names.get(wanted, "")
        if name in written.columns and cells[name].null_count() > written[name].null_count():
            bare = written[name].str.strip_chars()
            kept.append(pl.select(pl.when(bare.is_in(values.NAME_FORMS)).then(bare).otherwise(cells[name]).alias(name)))
    return cells.with_columns(column.to_series() for column in kept) if kept else cells


def _is_event_log(tickets: pl.Series, names: _Names) -> bool:
    if Field.UPDATED not in names or Field.STATE not in names:
        return False
    return logs.repeats(tickets)


def _dates(
    cells: pl.DataFrame, names: _Names, answers: ImportAnswers, now: int, *, since_1904: bool
) -> dict[str, dates.Column]:
    columns = {names[stamp]: cells[names[stamp]] for stamp in STAMPS if stamp in names}
    year = datetime.fromtimestamp(now, UTC).year
    try:
        return dates.read_columns(
            columns, order=answers.date_order, orders=answers.date_orders, zone=answers.time_zone, newest_year=year,
            since_1904=since_1904,
        )  # fmt: skip
    except pl.exceptions.ComputeError:
        raise Refused(_("There is no time zone {zone}.").format(zone=answers.time_zone)) from None


def _zone_notes(held: Facts, zone: str) -> None:
    missing = sum(column.missing_hours for column in held.columns.values())
    double = sum(column.double_hours for column in held.columns.values())
    if missing:
        text = ngettext("{n} time does not exist in {zone}", "{n} times do not exist in {zone}", missing)
        told = text.format(n=number(missing), zone=zone)
        held.notes.append(_("{told}: the clock was put forward. The offset before it was taken.").format(told=told))
    if double:
        text = ngettext("{n} time exists twice in {zone}", "{n} times exist twice in {zone}", double)
        held.notes.append(_("{told}: the earlier one was taken.").format(told=text.format(n=number(double), zone=zone)))


def _typed(cells: pl.DataFrame, names: _Names, held: Facts, answers: ImportAnswers) -> pl.DataFrame:
    height = cells.height
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, height)

    def text(wanted: Field) -> pl.Series:
        return cells[names[wanted]] if wanted in names else nothing

    def code(wanted: Field, change: Callable[[str], int], dtype: type[pl.DataType], blank: int) -> pl.Series:
        return values.mapped(text(wanted), change, dtype, blank)

    stamps = {
        name: held.columns[names[stamp]].instants if stamp in names else nothing.cast(pl.Int64)
        for stamp, name in STAMPS.items()
    }
    stamps["opened_at"] = judging.openings(cells, names, held.columns)
    classes, held.priorities = values.priorities(text(Field.PRIORITY), answers.priorities)
    status, reason, exclusion = _states(text(Field.STATE), text(Field.PAUSE_REASON), held, answers)
    systems = _ours(text(Field.SYSTEM), answers.systems)
    kinds = code(Field.KIND, lambda kind: int(values.exclusion_of_kind(kind)), pl.Int8, int(Exclusion.NONE))
    return pl.DataFrame(
        {
            "place": pl.int_range(height, dtype=pl.UInt32, eager=True),
            "ticket": text(Field.TICKET),
            "title": text(Field.TITLE),
            **stamps,
            "classification": classes,
            "classified": text(Field.PRIORITY).is_not_null(),
            "status": status,
            "pause_reason": reason,
            "exclusion": pl.select(pl.when(exclusion > 0).then(exclusion).otherwise(kinds)).to_series(),
            "team": _ours(text(Field.TEAM), answers.teams),
            "system": systems,
            "system_error": _errors(text(Field.SYSTEM_ERROR), systems, names.get(Field.SYSTEM_ERROR, "")),
            "release_related": _release(text(Field.RELEASE)),
            "reopens": code(Field.REOPENS, values.reopens, pl.Int16, 0),
            "sequence": _sequence(cells),
        }
    )


def _states(
    states: pl.Series, reasons: pl.Series, held: Facts, answers: ImportAnswers
) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Status (null where unknown), pause reason and exclusion of each row."""
    status, reason, exclusion, held.states = values.states(states, answers.states, numbered=held.numbered_states)
    unknown = [found.value for found in held.states if found.meaning is None]
    if unknown:
        text = _("States that say nothing known were read from the dates: {states}.")
        if held.event_log:
            text = _("States that say nothing known leave an incident as it was: {states}.")
        held.notes.append(text.format(states=", ".join(unknown[:8])))
    told = values.mapped(reasons, lambda value: int(values.pause_reason(value)), pl.Int8, 0)
    general = (status == int(Status.PAUSED)) & (reason == int(PauseReason.OTHER)) & (told > 0)
    return status, pl.select(pl.when(general).then(told).otherwise(reason)).to_series(), exclusion


def _ours(names: pl.Series, chosen: Mapping[str, str]) -> pl.Series:
    """The names as we call them; ``chosen`` is by the file's name."""
    return names.replace(list(chosen), list(chosen.values())) if chosen else names


def _errors(errors: pl.Series, systems: pl.Series, column: str) -> pl.Series:
    """A category is an error only together with its system: the same word of two systems has two causes."""
    if plain(column) not in CATEGORIES:
        return errors
    both = pl.concat_str(errors, systems, separator=", ")
    return pl.select(pl.coalesce(both, errors)).to_series()


def _release(cells: pl.Series) -> pl.Series:
    """A filled cell is a yes or a no. A blank one says nothing: other rows must not decide over this one."""
    blank = int(ReleaseRelated.UNKNOWN)
    return values.mapped(cells, lambda value: int(values.release_related(value)), pl.Int8, blank)


def _sequence(cells: pl.DataFrame) -> pl.Series:
    """What orders rows of one ticket within a minute: the tool's own count of changes, else nothing."""
    for column in cells.columns:
        if plain(column) in ("sys mod count", "updates"):
            return cells[column].cast(pl.Int64, strict=False).fill_null(0)
    return pl.Series([0], dtype=pl.Int64).new_from_index(0, cells.height)
