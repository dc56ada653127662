"""Columns of persons where they were switched on: set apart before anything is read, they become people and no more.

Nothing of them reaches an incident, its extra fields, its digest or the first rows that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field, FoundPerson, ImportAnswers
from desktop_app.exchange.columns.recognition import holds_mail_addresses, persons_among, plain, told_by_content
from desktop_app.exchange.mapping.logs import without_persons
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

_AT_WORK = re.compile(
    r"\b(assignee|assigned to|assigned agent|agent|owner|operator|technician|technicien|tecnico|bearbeiter|atendente"
    r"|zugewiesen an|atribuido a|atribuido para|attribue a)\b"
)
_NO_NAME = re.compile(r"\b(ids?|stations|list|e ?mail|mail|initially)\b")
_LONGEST: Final = 100
_MOST: Final = 2_000  # a column with more different names holds something else


def apart(raw: RawTable, answers: ImportAnswers) -> tuple[RawTable, pl.DataFrame | None]:
    """The table as the reader gives it without persons, and the columns of those who do the work, where there are any.

    A column that the user took for something else than a person's or an extra one stays where it is.
    """
    if not answers.persons:
        return raw, None
    theirs = personal(raw, answers.fields)
    at_work = [name for name in theirs if _AT_WORK.search(plain(name)) and not _NO_NAME.search(plain(name))]
    people = raw.rows.select(at_work) if at_work else None
    rows = without_persons(raw.rows.drop(theirs), [name for name in raw.header if name not in theirs])
    return replace(raw, rows=rows, persons=(*raw.persons, *theirs)), people


def personal(raw: RawTable, fields: Mapping[str, Field]) -> list[str]:
    """The columns of ``raw.rows`` that hold persons."""
    kept = {name for name, taken in fields.items() if taken not in (Field.PERSON, Field.EXTRA)}
    told = {name for name, taken in fields.items() if taken is Field.PERSON} | persons_among(raw.header)
    unclear = told_by_content(raw.rows.columns)
    return [
        name
        for name in raw.rows.columns
        if name not in (ROW, *kept) and (name in told or (name in unclear and holds_mail_addresses(raw.rows[name])))
    ]


def people(columns: pl.DataFrame | None, stored: pl.DataFrame, known: frozenset[str]) -> tuple[FoundPerson, ...]:
    """Who does the work, by name, each with the team of most of their rows; ``stored`` has ``place`` and ``team``."""
    if columns is None:
        return ()
    rows = columns.select(pl.all().gather(stored["place"])).with_columns(team=stored["team"])
    names = rows.unpivot(index="team", value_name="name").select(
        "team", name=pl.col("name").str.split("\n").list.eval(pl.element().str.strip_chars())
    )
    counts = (
        names.explode("name")
        .filter(pl.col("name").str.contains(r"\p{L}") & (pl.col("name").str.len_chars() <= _LONGEST))
        .group_by("name", "team")
        .len()
        .sort(pl.col("team").is_not_null(), "len", "team", descending=[True, True, False])
        .unique("name", keep="first", maintain_order=True)
        .sort("name")
    )
    return tuple(FoundPerson(name, team or "", name in known) for name, team, _n in counts.head(_MOST).iter_rows())
