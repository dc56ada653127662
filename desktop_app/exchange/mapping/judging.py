"""Which rows of a file can be taken: what holds no incident is skipped, what cannot be read refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field, FixKind, ImportAnswers
from desktop_app.domain.incidents import Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.trust import Doubt
from desktop_app.exchange.mapping import dates, fixes
from desktop_app.exchange.mapping.days_told import day_form
from desktop_app.exchange.mapping.sieve import Sieve
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

STAMPS: Final = {
    Field.OPENED: "opened_at",
    Field.ACKNOWLEDGED: "acknowledged_at",
    Field.RESTORED: "restored_at",
    Field.RESOLVED: "resolved_at",
    Field.CLOSED: "closed_at",
    Field.UPDATED: "updated_at",
}
_TOTALS = r"\s*(?:grand |sub)?(?:totals?|totaux|summe|gesamt|sum|soma|somme|records|rows|count|anzahl)\b"
_TOTALS_LINE: Final = re.compile(_TOTALS, re.IGNORECASE)
_TOTALS_WORD: Final = re.compile(
    _TOTALS + r"(?: (?:number )?(?:of )?(?:records|rows|tickets|incidents|count))?[\W\d]*", re.IGNORECASE
)  # and nothing else but a number
_Names = Mapping[Field, str]


def skip_what_is_no_incident(cells: pl.DataFrame, names: _Names, sieve: Sieve) -> None:
    ticket, opened = cells[names[Field.TICKET]], cells[names[Field.OPENED]]
    doubtful = opened.is_null()
    if doubtful.any():
        some = cells.with_row_index(" place").filter(doubtful)
        blank = some.select(" place", blank=pl.all_horizontal(pl.exclude(" place", ROW).is_null()))
        sieve.skip(_mask(cells.height, blank.filter("blank")[" place"]), _("empty"))
        numbers = ticket.filter(doubtful)
        told = zip(some.drop(ROW).iter_rows(), numbers, strict=True)
        totals = [row[0] for row, held in told if _is_totals(row[1:], held)]
        sieve.skip(_mask(cells.height, pl.Series(totals, dtype=pl.UInt32)), _("totals line"))
    sieve.skip((ticket == names[Field.TICKET]) & (opened == names[Field.OPENED]), _("repeated header"))
    sieve.refuse(ticket.is_null(), names[Field.TICKET], ticket, _("no ticket number"))


def _is_totals(row: Sequence[str | None], ticket: str | None) -> bool:
    """Where a ticket stands it is a row of its own, and may be titled "Total outage"."""
    if ticket:
        return bool(_TOTALS_WORD.fullmatch(ticket))
    first = next((cell for cell in row if cell), "")
    return bool(_TOTALS_LINE.match(first))


def _mask(height: int, places: pl.Series) -> pl.Series:
    if not places.len():
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, height)
    return pl.int_range(height, eager=True).is_in(places.cast(pl.Int64).implode())


class Judge:
    """Puts the chosen fixes into the stamps first, then refuses what is left, each row with the fix that would do.

    Afterwards ``early`` and ``late`` are the rows of the file refused for an end before the opening and for a stamp
    after today, ``again`` rows and tickets of those that repeat a ticket with other values.
    """

    def __init__(
        self,
        raw: RawTable,
        cells: pl.DataFrame,
        names: _Names,
        read: Mapping[str, dates.Column],
        sieve: Sieve,
        answers: ImportAnswers,
        *,
        event_log: bool,
        now: int,
    ) -> None:
        self._cells, self._names, self._sieve, self._now = cells, names, sieve, now
        self._event_log = event_log
        self._columns = {
            stamp: read[names[stamp]]
            for stamp in STAMPS
            if stamp in names and (event_log or stamp is not Field.UPDATED)
        }
        self._updated = read.get(names.get(Field.UPDATED, ""))
        dated = names[Field.OPENED] != names.get(Field.UPDATED)  # each row by itself says when its ticket was opened
        self._error_cells = self._placed(raw)
        wrong: dict[int, set[Field]] = {}
        fields = {column.name: stamp for stamp, column in self._columns.items()}
        for (place, column), _error in self._error_cells[0].items():
            wrong.setdefault(place, set()).add(fields.get(column, Field.TICKET))
        chosen = _places(cells, answers.fixes)
        self._newest_wanted = [place for place, kind in chosen.items() if kind is FixKind.KEEP_NEWEST]
        self._newest_of_all = Doubt.DUPLICATES in answers.left_out
        self._settled = 0
        self._mender = fixes.Mender(
            cells, self._columns if dated else {}, {place: frozenset(at) for place, at in wrong.items()}, answers,
            names.get(Field.STATE), now,
        )  # fmt: skip
        self._mender.apply(chosen)
        self._openings = openings(cells, names, read)
        self.early: list[int] = []
        self.late: list[int] = []
        self.again: list[tuple[int, str]] = []

    def _placed(self, raw: RawTable) -> tuple[dict[tuple[int, str], tuple[str, str]], list[str]]:
        """Errors that refuse their row, by place and column with value and reason; addresses of all others."""
        needed = {column.name for column in self._columns.values()} | {self._names[Field.TICKET]}
        found: dict[tuple[int, str], tuple[str, str]] = {}
        elsewhere: list[str] = []
        if not raw.errors:
            return found, elsewhere
        places = {int(row): place for place, row in enumerate(self._cells[ROW])}
        for error in raw.errors:
            place = places.get(error.row)
            if place is None or error.column not in needed:
                elsewhere.append(error.address)
                continue
            said = (
                _("cell holds an error, not a value ({address})")
                if error.value
                else _("formula without a result ({address})")
            )
            found.setdefault((place, error.column), (error.value, said.format(address=error.address)))
        return found, elsewhere

    def errors(self) -> list[str]:
        """An error is never an empty cell: under a stamp or a ticket it refuses its row, elsewhere it is told."""
        found, elsewhere = self._error_cells
        each: dict[int, tuple[str, str, str]] = {}
        for (place, column), (value, reason) in found.items():
            if (place, column) not in self._mender.cleared:
                each.setdefault(place, (column, value, reason))
        self._sieve.refuse_each(each, self._mender.proposed)
        if not elsewhere:
            return []
        text = ngettext(
            "{n} cell holds an error and was read as empty: {cells}.",
            "{n} cells hold an error and were read as empty: {cells}.",
            len(elsewhere),
        )
        return [text.format(n=number(len(elsewhere)), cells=", ".join(elsewhere[:5]))]

    def stamps(self) -> None:
        opened = self._columns[Field.OPENED]
        written = self._cells[opened.name]
        self._sieve.refuse(written.is_null(), opened.name, written, _("no opening date"))
        for stamp, column in self._columns.items():
            self._judge(stamp, column)

    def impossible(self) -> list[str]:
        """Stamps that no figure begins or ends with are read as empty where they cannot be, and told by column."""
        notes = []
        for stamp in (Field.ACKNOWLEDGED, Field.RESTORED):
            if (n := self._emptied(stamp, self._openings)) is not None:
                text = ngettext(
                    "{n} cell of {column} lies before the opening and was read as empty.",
                    "{n} cells of {column} lie before the opening and were read as empty.",
                    n,
                )
                notes.append(text.format(n=number(n), column=self._columns[stamp].name))
        resolved = self._columns.get(Field.RESOLVED)
        if resolved is not None and (n := self._emptied(Field.CLOSED, resolved.instants)) is not None:
            text = ngettext(
                "{n} cell of {column} lies before {resolved} and was read as empty.",
                "{n} cells of {column} lie before {resolved} and were read as empty.",
                n,
            )
            told = text.format(n=number(n), column=self._columns[Field.CLOSED].name, resolved=resolved.name)
            notes.append(told)
        return notes

    def _emptied(self, stamp: Field, earliest: pl.Series) -> int | None:
        """How many rows that are still in had a stamp before ``earliest``; None where there are none."""
        column = self._columns.get(stamp)
        if column is None:
            return None
        early = (column.instants < earliest).fill_null(value=False) & self._sieve.alive
        if not early.any():
            return None
        column.instants = column.instants.set(early, None)
        return int(early.sum())

    def _judge(self, stamp: Field, column: dates.Column) -> None:
        written, refuse, fix = self._cells[column.name], self._sieve.refuse, self._mender.proposed
        if column.bad.any():
            refuse(column.bad, column.name, written, partial(_why_bad, column), fix)
        if stamp is Field.UPDATED:
            refuse(written.is_null(), column.name, written, _("no update time"))
            return
        before = len(self._sieve.refusals)
        refuse(column.instants > self._now, column.name, written, _("later than today"), fix)
        self.late += [one.row for one in self._sieve.refusals[before:]]
        if stamp in (Field.RESOLVED, Field.CLOSED):
            before = len(self._sieve.refusals)
            early = column.instants < self._openings
            refuse(early, column.name, written, partial(_before_opened, self._openings), fix)
            self.early += [one.row for one in self._sieve.refusals[before:]]

    def repeated(self) -> None:
        """In a list one row of a ticket counts: equal ones are skipped, others refused with the number of the first.

        That row is the first one; where it was chosen the row that was updated last, else the file's last one.
        """
        tickets = self._cells[self._names[Field.TICKET]]
        repeated = tickets.is_duplicated() & self._sieve.alive
        if not repeated.any():
            return
        some = self._cells.with_row_index(" place").filter(repeated)
        some = self._with_kept(some.with_columns(pl.col(ROW).first().over(tickets.name).alias(" first")))
        later = some.filter(pl.col(" place") != pl.col(" kept"))
        contents = [column for column in self._cells.columns if column != ROW]
        kept = some.filter(pl.col(" place") == pl.col(" kept"))
        equal = later.join(kept, on=contents, how="semi", nulls_equal=True)
        self._sieve.skip(_mask(tickets.len(), equal[" place"]), _("repeated"))
        other = later.join(equal, on=" place", how="anti")
        self._skip_older(other.filter(" settled"))
        rows = dict(other.filter(~pl.col(" settled")).select(" place", " first").iter_rows())
        before = len(self._sieve.refusals)
        self._sieve.refuse(
            _mask(tickets.len(), pl.Series(list(rows), dtype=pl.UInt32)), tickets.name, tickets,
            lambda place: _("the ticket is already in row {row}, with other values").format(row=rows[place]),
            lambda _place: fixes.keep_newest(),
        )  # fmt: skip
        self.again += [(one.row, one.ticket) for one in self._sieve.refusals[before:]]

    def _with_kept(self, some: pl.DataFrame) -> pl.DataFrame:
        """Rows that repeat a ticket with " kept", the place of the one that stays, and " settled": it was chosen."""
        ticket = self._names[Field.TICKET]
        chosen = (
            some[ticket] if self._newest_of_all else some.filter(pl.col(" place").is_in(self._newest_wanted))[ticket]
        )
        updated = self._updated.instants.gather(some[" place"]).fill_null(0) if self._updated else some[" place"]
        newest = pl.col(" place").sort_by(" at", " place").last()
        marked = some.with_columns(
            updated.alias(" at"), pl.col(ticket).is_in(chosen.unique().implode()).alias(" settled")
        )
        kept = pl.when(" settled").then(newest.over(ticket)).otherwise(pl.col(" place").first().over(ticket))
        return marked.with_columns(kept.alias(" kept"))

    def _skip_older(self, older: pl.DataFrame) -> None:
        self._sieve.skip(_mask(self._cells.height, older[" place"]), _("older row of its ticket"))
        tickets = older[self._names[Field.TICKET]]
        if self._newest_of_all:
            self.again += zip(older[ROW], tickets, strict=True)
        self._settled = tickets.n_unique()

    def as_mended(self, typed: pl.DataFrame) -> pl.DataFrame:
        """The rows that are stored as open say so."""
        if not self._mender.opened:
            return typed
        said_over = typed["status"].is_in([int(Status.RESOLVED), int(Status.CLOSED)])
        here = _mask(typed.height, pl.Series(self._mender.opened)) & said_over
        return typed.with_columns(status=pl.when(~here.fill_null(value=False)).then("status"))

    def mended(self) -> list[str]:
        n = self._settled + sum(1 for place in self._mender.mended if self._sieve.alive[place])
        text = ngettext("{n} row was mended as proposed.", "{n} rows were mended as proposed.", n)
        return [text.format(n=number(n))] if n else []


def _places(cells: pl.DataFrame, chosen: Mapping[int, FixKind]) -> dict[int, FixKind]:
    """The fixes by place of their row; rows that are not in the file are left out."""
    if not chosen:
        return {}
    wanted = pl.Series(list(chosen), dtype=cells[ROW].dtype, strict=False)
    places = cells[ROW].is_in(wanted.implode()).arg_true()
    return {int(place): chosen[int(cells[ROW][place])] for place in places}


def _why_bad(column: dates.Column, place: int) -> str:
    return (
        _("no such day, or one before 1970") if column.shaped is not None and column.shaped[place] else _("not a date")
    )


def _before_opened(opened: pl.Series, place: int) -> str:
    return _("before it was opened, {day}").format(day=day_form(datetime.fromtimestamp(opened[place], UTC)))


def openings(cells: pl.DataFrame, names: _Names, read: Mapping[str, dates.Column]) -> pl.Series:
    """When each row's ticket was opened: at its first event, where a log has no column that says so."""
    opened = read[names[Field.OPENED]].instants
    if names[Field.OPENED] != names.get(Field.UPDATED):
        return opened
    return pl.DataFrame({"t": cells[names[Field.TICKET]], "at": opened}).select(pl.col("at").min().over("t"))["at"]
