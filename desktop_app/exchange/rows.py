"""From cells to facts: each row of the file as typed columns, rows that cannot be taken put aside with their reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import Field, FoundPriority, ImportAnswers
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange import dates, values
from desktop_app.exchange.days_told import day_form
from desktop_app.exchange.reading import RawTable
from desktop_app.exchange.recognition import Match, plain
from desktop_app.exchange.shape import ROW
from desktop_app.exchange.sieve import Sieve

STAMPS = {
    Field.OPENED: "opened_at",
    Field.ACKNOWLEDGED: "acknowledged_at",
    Field.RESTORED: "restored_at",
    Field.RESOLVED: "resolved_at",
    Field.CLOSED: "closed_at",
    Field.UPDATED: "updated_at",
}
_REPEATS = 0.1  # share of rows that repeat a ticket from which a file is a history and no list
_TOTALS = re.compile(
    r"^\s*(grand |sub)?(total|totals|totaux|summe|gesamt|sum|soma|somme|records|rows|count|anzahl)\b", re.IGNORECASE
)
_Names = Mapping[Field, str]


@dataclass(slots=True)
class Facts:
    """``frame``: place, ticket, title, the stamps, Int8 codes, names; ``sieve`` says of every row what became of it."""

    frame: pl.DataFrame
    sieve: Sieve
    event_log: bool
    columns: dict[str, dates.Column]
    priorities: tuple[FoundPriority, ...] = ()
    notes: list[str] = field(default_factory=list)


def facts(raw: RawTable, cells: pl.DataFrame, found: Match, answers: ImportAnswers, now: int) -> Facts:
    """Read every mapped column of ``cells`` (blanks are null). Ticket and opened columns must be there."""
    names: _Names = {
        taken: column for column, taken in found.fields.items() if taken not in (Field.EXTRA, Field.PERSON)
    }
    tickets = cells[names[Field.TICKET]]
    sieve = Sieve(cells[ROW], tickets)
    for ragged in raw.ragged:
        text = ngettext("{n} cell more than columns", "{n} cells more than columns", ragged.cells - len(raw.header))
        sieve.refuse_apart(ragged.row, ragged.start, text.format(n=ragged.cells - len(raw.header)))
    _skip_what_is_no_incident(cells, names, sieve)
    event_log = _is_event_log(tickets.filter(sieve.alive), names)
    read = _dates(cells, names, answers, now)
    held = Facts(pl.DataFrame(), sieve, event_log, read)
    _refuse_errors(raw, cells, names, held)
    _refuse_stamps(cells, names, read, sieve, event_log, now)
    if not event_log:
        _refuse_repeated(cells, tickets, sieve)
    _zone_notes(held, answers.time_zone)
    held.frame = _typed(cells, names, held, answers).filter(sieve.alive)
    return held


def _skip_what_is_no_incident(cells: pl.DataFrame, names: _Names, sieve: Sieve) -> None:
    ticket, opened = cells[names[Field.TICKET]], cells[names[Field.OPENED]]
    doubtful = opened.is_null()
    if doubtful.any():
        some = cells.with_row_index("place").filter(doubtful)
        blank = some.select("place", blank=pl.all_horizontal(pl.exclude("place", ROW).is_null()))
        sieve.skip(_mask(cells.height, blank.filter("blank")["place"]), _("empty"))
        totals = [row[0] for row in some.drop(ROW).iter_rows() if _is_totals(row[1:])]
        sieve.skip(_mask(cells.height, pl.Series(totals, dtype=pl.UInt32)), _("totals line"))
    sieve.skip((ticket == names[Field.TICKET]) & (opened == names[Field.OPENED]), _("repeated header"))
    sieve.refuse(ticket.is_null(), names[Field.TICKET], ticket, _("no ticket number"))


def _is_totals(row: Sequence[str | None]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and bool(_TOTALS.match(filled[0]))


def _mask(height: int, places: pl.Series) -> pl.Series:
    if not places.len():
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, height)
    return pl.int_range(height, eager=True).is_in(places.cast(pl.Int64).implode())


def _is_event_log(tickets: pl.Series, names: _Names) -> bool:
    if Field.UPDATED not in names or Field.STATE not in names:
        return False
    return tickets.len() - tickets.n_unique() >= max(1, _REPEATS * tickets.len())


def _dates(cells: pl.DataFrame, names: _Names, answers: ImportAnswers, now: int) -> dict[str, dates.Column]:
    columns = {names[stamp]: cells[names[stamp]] for stamp in STAMPS if stamp in names}
    year = datetime.fromtimestamp(now, UTC).year
    try:
        return dates.read_columns(columns, order=answers.date_order, zone=answers.time_zone, newest_year=year)
    except pl.exceptions.ComputeError:
        raise Refused(_("There is no time zone {zone}.").format(zone=answers.time_zone)) from None


def _refuse_errors(raw: RawTable, cells: pl.DataFrame, names: _Names, held: Facts) -> None:
    """An error is never an empty cell: under a stamp or a ticket it refuses its row, elsewhere it is told."""
    if not raw.errors:
        return
    needed = {names[stamp] for stamp in (*STAMPS, Field.TICKET) if stamp in names}
    if not held.event_log:
        needed.discard(names.get(Field.UPDATED, ""))
    places = {int(row): place for place, row in enumerate(cells[ROW])}
    elsewhere = []
    for error in raw.errors:
        place = places.get(error.row)
        if place is None or error.column not in needed:
            elsewhere.append(error.address)
            continue
        shown = pl.Series([error.value]).new_from_index(0, cells.height)
        reason = (
            _("cell holds an error, not a value ({address})")
            if error.value
            else _("formula without a result ({address})")
        )
        held.sieve.refuse(
            _mask(cells.height, pl.Series([place])), error.column, shown, reason.format(address=error.address)
        )
    if elsewhere:
        text = ngettext(
            "{n} cell holds an error and was read as empty: {cells}.",
            "{n} cells hold an error and were read as empty: {cells}.",
            len(elsewhere),
        )
        held.notes.append(text.format(n=number(len(elsewhere)), cells=", ".join(elsewhere[:5])))


def _refuse_stamps(
    cells: pl.DataFrame, names: _Names, read: Mapping[str, dates.Column], sieve: Sieve, event_log: bool, now: int
) -> None:
    opened = read[names[Field.OPENED]]
    sieve.refuse(cells[opened.name].is_null(), opened.name, cells[opened.name], _("no opening date"))
    for stamp in STAMPS:
        if stamp not in names or (stamp is Field.UPDATED and not event_log):
            continue
        column = read[names[stamp]]
        written = cells[column.name]
        if column.bad.any():
            sieve.refuse(column.bad, column.name, written, partial(_why_bad, column))
        if stamp is Field.UPDATED:
            sieve.refuse(written.is_null(), column.name, written, _("no update time"))
            continue
        sieve.refuse(column.instants > now, column.name, written, _("later than today"))
        if stamp in (Field.RESOLVED, Field.CLOSED):
            early = column.instants < opened.instants
            sieve.refuse(early, column.name, written, partial(_before_opened, opened))


def _why_bad(column: dates.Column, place: int) -> str:
    return (
        _("no such day, or one before 1970") if column.shaped is not None and column.shaped[place] else _("not a date")
    )


def _before_opened(opened: dates.Column, place: int) -> str:
    return _("before it was opened, {day}").format(day=day_form(datetime.fromtimestamp(opened.instants[place], UTC)))


def _refuse_repeated(cells: pl.DataFrame, tickets: pl.Series, sieve: Sieve) -> None:
    """In a list the first row of a ticket counts: equal ones are skipped, others refused with the first's number."""
    repeated = tickets.is_duplicated() & sieve.alive
    if not repeated.any():
        return
    some = cells.with_row_index("place").filter(repeated)
    ticket = tickets.name
    first = some.with_columns(first=pl.col(ROW).first().over(ticket))
    later = first.filter(pl.col(ROW) != pl.col("first"))
    contents = [column for column in cells.columns if column != ROW]
    equal = later.join(first.filter(pl.col(ROW) == pl.col("first")), on=contents, how="semi", nulls_equal=True)
    sieve.skip(_mask(cells.height, equal["place"]), _("repeated"))
    rows = dict(zip(later["place"], later["first"], strict=True))
    sieve.refuse(
        _mask(cells.height, later["place"]), ticket, tickets,
        lambda place: _("the ticket is already in row {row}, with other values").format(row=rows[place]),
    )  # fmt: skip


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
    classes, held.priorities = values.priorities(text(Field.PRIORITY), answers.priorities)
    status, reason, exclusion = _states(text(Field.STATE), text(Field.PAUSE_REASON), held)
    kinds = code(Field.KIND, lambda kind: int(values.exclusion_of_kind(kind)), pl.Int8, int(Exclusion.NONE))
    return pl.DataFrame(
        {
            "place": pl.int_range(height, dtype=pl.UInt32, eager=True),
            "ticket": text(Field.TICKET),
            "title": text(Field.TITLE),
            **stamps,
            "classification": classes,
            "status": status,
            "pause_reason": reason,
            "exclusion": pl.select(pl.when(exclusion > 0).then(exclusion).otherwise(kinds)).to_series(),
            "team": text(Field.TEAM),
            "system": text(Field.SYSTEM),
            "system_error": text(Field.SYSTEM_ERROR),
            "release_related": _release(text(Field.RELEASE)),
            "reopens": code(Field.REOPENS, values.reopens, pl.Int16, 0),
            "sequence": _sequence(cells),
        }
    )


def _states(states: pl.Series, reasons: pl.Series, held: Facts) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Status (null where unknown), pause reason and exclusion of each row."""
    distinct = states.drop_nulls().unique(maintain_order=True)
    read = {value: values.state(value) for value in distinct}
    unknown = [value for value, said in read.items() if said is None]
    if unknown:
        text = _("States that say nothing known were read from the dates: {states}.")
        held.notes.append(text.format(states=", ".join(unknown[:8])))
    said = {value: told or (None, PauseReason.NONE, Exclusion.NONE) for value, told in read.items()}

    def part(place: int) -> pl.Series:
        if not said:
            return pl.Series([None], dtype=pl.Int8).new_from_index(0, states.len())
        codes = (one[place] for one in said.values())
        new = pl.Series([None if code is None else int(code) for code in codes], dtype=pl.Int8)
        return states.replace_strict(pl.Series(list(said)), new, default=None, return_dtype=pl.Int8)

    status, reason, exclusion = part(0), part(1).fill_null(0), part(2).fill_null(0)
    told = values.mapped(reasons, lambda value: int(values.pause_reason(value)), pl.Int8, 0)
    general = (status == int(Status.PAUSED)) & (reason == int(PauseReason.OTHER)) & (told > 0)
    return status, pl.select(pl.when(general).then(told).otherwise(reason)).to_series(), exclusion


def _release(cells: pl.Series) -> pl.Series:
    """A filled cell is a yes and a blank one a no, but a wholly blank column says nothing."""
    blank = ReleaseRelated.UNKNOWN if cells.null_count() == cells.len() else ReleaseRelated.NO
    return values.mapped(cells, lambda value: int(values.release_related(value)), pl.Int8, int(blank))


def _sequence(cells: pl.DataFrame) -> pl.Series:
    """What orders rows of one ticket within a minute: the tool's own count of changes, else nothing."""
    for column in cells.columns:
        if plain(column) in ("sys mod count", "updates"):
            return cells[column].cast(pl.Int64, strict=False).fill_null(0)
    return pl.Series([0], dtype=pl.Int64).new_from_index(0, cells.height)
