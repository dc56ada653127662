"""The plan in words: what was recognised, what is asked, what to know about the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from desktop_app.domain.imports import (
    ColumnReview,
    DateOrder,
    DateReading,
    Field,
    ImportAnswers,
    ImportCounts,
    ImportReview,
    Question,
)
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange.columns.recognition import Match
from desktop_app.exchange.mapping.days_told import day_form, month_name
from desktop_app.exchange.mapping.rows import Facts
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

_SHOWN_ROWS = 200
SEPARATORS = (";", ",", "\t", "|")
_DAYS_TOLD = 62  # longer spans are told in months
_AGAIN = re.compile(r" \(\d+\)$")  # as ``shape`` names the second column of a name


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known before any cell is read."""

    raw: RawTable
    cells: pl.DataFrame
    found: Match
    filled: Mapping[str, int]
    tool: str
    known_tool: bool
    answers: ImportAnswers


def unmapped(draft: Draft) -> ImportReview:
    """The review of a file in which the ticket or the opening date was not found: it asks, and stores nothing."""
    questions = []
    free = tuple(column for column, taken in draft.found.fields.items() if taken is not Field.PERSON)
    for wanted, name, text in (
        (Field.TICKET, _("Ticket"), _("Which column of {file} holds the ticket number? None was recognised.")),
        (Field.OPENED, _("Opened"), _("Which column of {file} holds the date of opening? None was recognised.")),
    ):
        if draft.found.column(wanted) is None:
            questions.append(Question("fields", name, text.format(file=draft.raw.path.name), free))
    if draft.raw.delimiter and len(draft.raw.header) == 1:  # cut at the wrong sign, or a text that is no table
        text = _("Which character separates the columns of {file}? Only one column was found.")
        questions = [Question("delimiter", "", text.format(file=draft.raw.path.name), SEPARATORS)]
    read = draft.cells.height + len(draft.raw.ragged)
    waiting = {_("waiting for an answer"): read} if read else {}
    sentence = _("We recognised a table with {n} rows, and need to know its columns").format(n=number(read))
    review = _review(draft, sentence, ImportCounts(read=read, skipped=read), questions, waiting)
    if draft.found.objects:
        text = _("Each cell of {column} holds a whole object (JSON). Export the tickets with a column for each field.")
        review = replace(review, notes=(*review.notes, text.format(column=draft.found.objects)))
    return review


def _other_sheets(raw: RawTable) -> list[str]:
    """A file is read sheet by sheet: what was not looked at is never left unsaid."""
    others = [name for name in raw.sheets if name != raw.sheet]
    if not others:
        return []
    text = ngettext(
        "Only the sheet {sheet} was read, {n} other was not: {names}.",
        "Only the sheet {sheet} was read, {n} others were not: {names}.",
        len(others),
    )
    names = ", ".join(_brief(name) for name in others[:5])
    return [text.format(sheet=_brief(raw.sheet), n=number(len(others)), names=names)]


def complete(draft: Draft, facts: Facts, incidents: pl.DataFrame, counts: ImportCounts, now: int) -> ImportReview:
    readings = tuple(column.reading() for column in facts.columns.values())
    questions = [*_sheet_question(draft), *_order_questions(readings)]
    facts.notes[:0] = _missing_columns(draft.found, facts, incidents)
    # of rows that are stored: those that are refused for it stand on the trust card
    late = sum(int(((column.instants > now) & facts.sieve.alive).sum()) for column in facts.columns.values())
    if late:
        text = ngettext("{n} date lies after today.", "{n} dates lie after today.", late)
        facts.notes.append(text.format(n=number(late)))
    facts.notes += [*_unknown_priorities(facts), *_repeated_columns(draft)]
    review = _review(draft, _sentence(draft, facts, incidents), counts, questions, facts.sieve.skipped)
    return replace(
        review,
        event_log=facts.event_log,
        dates=readings,
        priorities=facts.priorities,
        refusals=tuple(sorted(facts.sieve.refusals, key=lambda refusal: refusal.row)),
        notes=(*review.notes, *facts.notes),
        zone_needed=any(column.naive for column in facts.columns.values()),
    )


def _unknown_priorities(facts: Facts) -> list[str]:
    """Values of no known scale are stored, but never without a word: every figure is per classification."""
    unknown = [found for found in facts.priorities if not found.recognised]
    if not unknown:
        return []
    rows = sum(found.rows for found in unknown)
    text = ngettext(
        "{n} row holds a priority of no known scale ({values}): stored as Medium.",
        "{n} rows hold a priority of no known scale ({values}): stored as Medium.",
        rows,
    )
    return [text.format(n=number(rows), values=", ".join(_brief(found.value) for found in unknown[:8]))]


def _repeated_columns(draft: Draft) -> list[str]:
    """Names that stand over several columns: the first of them is taken, and those that mean nothing to us are kept."""
    fields = draft.found.fields
    first = {name: name.rpartition(" (")[0] for name in fields if _AGAIN.search(name)}
    again = Counter(base for base in first.values() if base in fields)
    taken = sorted(name for name in again if fields[name] is not Field.EXTRA)
    notes = [_("Several columns are called {name}: the first was taken.").format(name=_brief(name)) for name in taken]
    if kept := {name: n for name, n in again.items() if fields[name] is Field.EXTRA}:
        n = sum(kept.values())
        text = ngettext(
            "{n} column repeats the name of another one ({names}): both are kept, the later one with a number.",
            "{n} columns repeat the name of another one ({names}): all are kept, the later ones with a number.",
            n,
        )
        notes.append(text.format(n=number(n), names=", ".join(_brief(name) for name in list(kept)[:5])))
    return notes


def _brief(text: str) -> str:
    """Text of the file inside a sentence of ours."""
    return text if len(text) <= 40 else text[:39] + "…"


def _review(
    draft: Draft, sentence: str, counts: ImportCounts, questions: list[Question], skipped: Mapping[str, int]
) -> ImportReview:
    header = tuple(column for column in draft.raw.rows.columns if column != ROW)
    first = draft.raw.rows.head(_SHOWN_ROWS).select(pl.col(list(header)).fill_null("")) if header else pl.DataFrame()
    return ImportReview(
        file_name=draft.raw.path.name,
        tool=draft.tool,
        event_log=False,
        sheet=draft.raw.sheet,
        sheets=draft.raw.sheets,
        sentence=sentence,
        columns=_columns(draft),
        dates=(),
        priorities=(),
        teams=(),
        counts=counts,
        skipped_reasons=dict(skipped),
        refusals=(),
        questions=tuple(questions),
        notes=(*draft.raw.notes, *_other_sheets(draft.raw)),
        header=header,
        first_rows=tuple(tuple(row) for row in first.rows()),
        time_zone=draft.answers.time_zone,
        zone_needed=False,
        header_row=draft.raw.header_row,
        encoding=draft.raw.encoding,
        encoding_sure=draft.raw.encoding_sure,
        delimiter=draft.raw.delimiter,
        hidden_rows=draft.raw.hidden_rows,
    )


def _columns(draft: Draft) -> tuple[ColumnReview, ...]:
    """In the file's order; persons' columns by name only."""
    told = []
    for column in draft.raw.header:
        if column in draft.raw.persons:
            told.append(ColumnReview(column, Field.PERSON, 1.0, 0, ""))
        elif column in draft.found.fields:
            taken, filled = draft.found.fields[column], draft.filled[column]
            sample = draft.cells[column].drop_nulls()[0] if filled and taken is not Field.PERSON else ""
            told.append(ColumnReview(column, taken, draft.found.confidence[column], filled, str(sample)[:200]))
    return tuple(told)


def _sheet_question(draft: Draft) -> list[Question]:
    """Nobody can tell which of several sheets with tickets is meant: a year may have one for each month."""
    if not draft.raw.alike or draft.answers.sheet is not None:
        return []
    text = _("Several sheets of {file} hold tickets. Which one is to be read?").format(file=draft.raw.path.name)
    return [Question("sheet", "", text, (draft.raw.sheet, *draft.raw.alike))]


def _order_questions(readings: tuple[DateReading, ...]) -> list[Question]:
    """One question for the file: its columns were written by one program."""
    torn = [reading for reading in readings if not reading.decided]
    if not torn:
        return []
    text = _("Is {sample} in the column {column} written day first or month first? The rows do not decide it.")
    asked = text.format(sample=torn[0].sample, column=torn[0].column)
    return [Question("date_order", torn[0].column, asked, tuple(order.value for order in DateOrder))]


def _missing_columns(found: Match, facts: Facts, incidents: pl.DataFrame) -> list[str]:
    notes, names = [], found.names()
    if names[Field.OPENED] == names.get(Field.UPDATED):
        notes.append(_("No column holds the date of opening: each incident begins with its first event."))
    if facts.event_log and Field.RESOLVED not in names:
        if not incidents["resolved_at"].count() and not incidents["closed_at"].count():
            text = _(
                "MTTR cannot be computed from this export: no value of {column} is known to end an incident."
                " Say which one does, or add the column Resolved."
            )
            says = names.get(Field.STATE) or names.get(Field.CHANGED_FIELD) or names[Field.UPDATED]
            notes.append(text.format(column=says))
    elif Field.RESOLVED not in names:
        if Field.CLOSED not in names:
            notes.append(_("MTTR cannot be computed from this export: add the column Resolved."))
        else:
            notes.append(
                _("There is no column Resolved: the true end lies somewhere before Closed. Add the column Resolved.")
            )
    if found.column(Field.PRIORITY) is None:
        notes.append(_("There is no priority column: every incident is stored as Medium."))
    return notes


def _sentence(draft: Draft, facts: Facts, incidents: pl.DataFrame) -> str:
    n, tool = incidents.height, draft.tool
    if not n:
        return _("We recognised a table, but no row of it can be stored")
    if facts.event_log and draft.known_tool:
        text = ngettext(
            "We recognised a {tool} event log: {n} incident, {span}",
            "We recognised a {tool} event log: {n} incidents, {span}",
            n,
        )
    elif facts.event_log:
        text = ngettext(
            "We recognised an event log: {n} incident, {span}", "We recognised an event log: {n} incidents, {span}", n
        )
    elif draft.known_tool:
        text = ngettext(
            "We recognised a {tool} list: {n} incident, {span}", "We recognised a {tool} list: {n} incidents, {span}", n
        )
    else:
        text = ngettext(
            "We recognised a ticket list: {n} incident, {span}", "We recognised a ticket list: {n} incidents, {span}", n
        )
    opened = incidents["opened_at"]
    span = _span(int(opened.min()), int(opened.max()))  # type: ignore[arg-type]
    return text.format(tool=tool, n=number(n), span=span)


def _span(first: int, last: int) -> str:
    """``29 February to 2 March 2016``; in months when it is long: ``January 2024 to June 2025``."""
    start, end = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
    if start.date() == end.date():
        return day_form(start)
    if (end - start).days > _DAYS_TOLD:
        begin = _("{month} {year}").format(month=month_name(start.month), year=start.year)
        if start.year == end.year:
            begin = month_name(start.month)
        finish = _("{month} {year}").format(month=month_name(end.month), year=end.year)
    else:
        begin = day_form(start)
        if start.year == end.year:
            begin = _("{day} {month}").format(day=start.day, month=month_name(start.month))
        finish = day_form(end)
    return _("{first} to {last}").format(first=begin, last=finish)
