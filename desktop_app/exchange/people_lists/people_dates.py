"""The dates of a list of people: read column by column, and refused where they read both ways and nothing decides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _
from desktop_app.domain.people_lists import ListField
from desktop_app.exchange.mapping import dates
from desktop_app.exchange.mapping.days_told import day_form
from desktop_app.exchange.mapping.values import BLANKS
from desktop_app.exchange.reader.reading import RawTable

DATES: Final = (ListField.JOINED, ListField.LEFT, ListField.AWAY_FROM, ListField.AWAY_TO)
LONGEST_QUOTED: Final = 40
_TOO_LATE: Final = datetime(3000, 1, 1, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Stamps:
    """The days of one column; ``other`` is how they would read in the other order, None where the order is known."""

    name: str
    cells: pl.Series
    read: pl.Series
    other: pl.Series | None

    def day(self, place: int) -> date:
        """The day in a row. Raises Refused for what is none, or reads both ways."""
        cell, at = " ".join(str(self.cells[place]).split()), self.read[place]
        if at is None or at >= _TOO_LATE:
            words = _("“{cell}” in {column} is no date.")
            raise Refused(words.format(cell=cell[:LONGEST_QUOTED], column=self.name))
        turned = self.other[place] if self.other is not None else None
        if turned is not None and turned != at:
            words = _("“{cell}” in {column} may be {day} or {other}; write it as {iso}.")
            raise Refused(
                words.format(
                    cell=cell, column=self.name, day=day_form(_at(at)), other=day_form(_at(turned)), iso=_at(at).date()
                )
            )
        return _at(at).date()


def stamps(raw: RawTable, fields: Mapping[ListField, str], order: DateOrder | None) -> dict[ListField, Stamps]:
    """The date columns read together: rows that leave no doubt decide for the others."""
    blank = ("", *BLANKS)
    named = {
        fields[each]: raw.rows.select(
            pl.when(~pl.col(fields[each]).str.strip_chars().str.to_lowercase().is_in(blank)).then(pl.col(fields[each]))
        ).to_series()
        for each in DATES
        if each in fields
    }
    read = dates.read_columns(named, order=order, zone="UTC")
    found: dict[ListField, Stamps] = {}
    for each in DATES:
        if each in fields:
            column, cells = read[fields[each]], named[fields[each]]
            other = None
            if not column.decided and not _dotted(column.sample):  # with dots the day comes first everywhere
                turned = DateOrder.MDY if column.order is DateOrder.DMY else DateOrder.DMY
                other = dates.read_columns({column.name: cells}, order=turned, zone="UTC")[column.name].instants
            found[each] = Stamps(column.name, cells, column.instants, other)
    return found


def _dotted(sample: str) -> bool:
    return re.match(r"\d+\.\d+\.", sample) is not None


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
