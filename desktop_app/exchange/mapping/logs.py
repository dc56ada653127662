"""Event logs of every shape come to one: rows that say what an incident was like from an instant on.

Snapshots (UCI, VINST) are that already. An audit (sys_audit, Jira's changelog) says one changed field per row: each row
becomes a snapshot of all fields after it. A plain log of cases says what was done and when. No row is added or lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from desktop_app.domain.imports import Field, ImportAnswers
from desktop_app.exchange.columns.recognition import Match, fields_named, is_person, plain
from desktop_app.exchange.mapping import dates

_REPEATS: Final = 0.1  # share of rows that repeat a ticket from which a file may be a log
_OF_A_LOG: Final = 0.2  # the same where the only sign is that a date differs from row to row
_OF_THE_TICKET: Final = ("issue", "ticket", "incident", "case", "opened")  # how names of its opening begin
_CHANGEABLE: Final = (
    Field.TITLE,
    Field.PRIORITY,
    Field.STATE,
    Field.PAUSE_REASON,
    Field.TEAM,
    Field.SYSTEM,
    Field.SYSTEM_ERROR,
    Field.RELEASE,
    Field.REOPENS,
    Field.KIND,
    Field.ACKNOWLEDGED,
    Field.RESTORED,
    Field.RESOLVED,
    Field.CLOSED,
)
_JOINT: Final = " / "


def unfolded(cells: pl.DataFrame, found: Match, answers: ImportAnswers) -> tuple[pl.DataFrame, Match]:
    """``cells`` (blanks are null) with the columns that a log is unfolded into, and what they are; else both as is."""
    names = found.names()
    if Field.TICKET not in names:
        return cells, found
    if Field.CHANGED_FIELD in names and Field.NEW_VALUE in names:
        return _audit(cells, found, answers)
    cells, found = _with_sub_status(cells, found)
    if not repeats(cells[names[Field.TICKET]]) or not {Field.STATE, Field.ACTIVITY} & found.names().keys():
        return cells, _without_activity(found, answers)
    found = _stamped(cells, found)
    names = found.names()
    if Field.UPDATED not in names:
        return cells, _without_activity(found, answers)
    derived = dict(found.derived)
    if Field.STATE not in names:
        derived[Field.STATE] = names[Field.ACTIVITY]
    if Field.OPENED not in names:
        derived[Field.OPENED] = names[Field.UPDATED]
    return cells, replace(found, derived=derived, log=found.log or derived != dict(found.derived))


def without_persons(rows: pl.DataFrame, header: Sequence[str]) -> pl.DataFrame:
    """An audit's rows without the old and new values of fields that hold persons; other tables as they are."""
    named = fields_named(header)
    changed, new = named.get(Field.CHANGED_FIELD), named.get(Field.NEW_VALUE)
    if changed is None or new is None or Field.TICKET not in named:
        return rows
    persons = [value for value in rows[changed].drop_nulls().unique() if is_person(value)]
    if not persons:
        return rows
    theirs = pl.col(changed).is_in(persons)
    held = [name for name in (named.get(Field.OLD_VALUE), new) if name is not None and name in rows.columns]
    return rows.with_columns(pl.when(~theirs).then(pl.col(held)))


def repeats(tickets: pl.Series) -> bool:
    """Whether so many rows repeat a ticket that a file may be a history and no list."""
    filled = tickets.drop_nulls()
    return filled.len() - filled.n_unique() >= max(1, _REPEATS * filled.len())


def _without_activity(found: Match, answers: ImportAnswers) -> Match:
    """What was done means nothing in a list; the column is kept as text."""
    fields = {
        column: Field.EXTRA if taken is Field.ACTIVITY and column not in answers.fields else taken
        for column, taken in found.fields.items()
    }
    return replace(found, fields=fields)


def _with_sub_status(cells: pl.DataFrame, found: Match) -> tuple[pl.DataFrame, Match]:
    """VINST's status says little without its sub status: both are read as one."""
    names = found.names()
    state, sub = names.get(Field.STATE), names.get(Field.PAUSE_REASON)
    if state is None or sub is None or plain(sub) not in ("sub status", "substatus", "sub state"):
        return cells, found
    joined = _free_name(f"{state}{_JOINT}{sub}", cells)
    both = pl.concat_str([pl.col(state), pl.col(sub)], separator=_JOINT, ignore_nulls=True)
    whole = pl.when(pl.col(state).is_not_null() | pl.col(sub).is_not_null()).then(both)
    return cells.with_columns(whole.alias(joined)), replace(found, derived={**found.derived, Field.STATE: joined})


def _stamped(cells: pl.DataFrame, found: Match) -> Match:
    """A stamp that changes from row to row of a ticket is that of the event, whatever its column is called."""
    names = found.names()
    opened = names.get(Field.OPENED)
    told = Field.UPDATED in names and Field.STATE in names
    if opened is None or told or _slips(cells, names) or not _varies(cells, names[Field.TICKET], opened):
        return found
    return _as(found, opened, Field.UPDATED)


def _as(found: Match, column: str, wanted: Field) -> Match:
    """``column`` as ``wanted``; the column that was it before is kept as text."""
    before = {name: Field.EXTRA if taken is wanted else taken for name, taken in found.fields.items()}
    return replace(found, fields={**before, column: wanted})


def _slips(cells: pl.DataFrame, names: Mapping[Field, str]) -> bool:
    """Whether the rows that repeat a ticket are so few that they are slips of a list, which names no activity."""
    held = cells[names[Field.TICKET]].drop_nulls()
    few = held.len() - held.n_unique() < max(3, _OF_A_LOG * held.len())
    return few and Field.ACTIVITY not in names


def _varies(cells: pl.DataFrame, ticket: str, column: str) -> bool:
    """Whether most of the tickets with several rows have several values in ``column``."""
    each = cells.filter(pl.col(ticket).is_not_null()).group_by(ticket).agg(n=pl.len(), u=pl.col(column).n_unique())
    several = each.filter(pl.col("n") > 1)
    return several.height > 0 and int((several["u"] > 1).sum()) > 0.5 * several.height


def _audit(cells: pl.DataFrame, found: Match, answers: ImportAnswers) -> tuple[pl.DataFrame, Match]:
    """Every row with what each field held after its change: the latest new value, before the first the old one."""
    found = _event_stamp(cells, found, answers)
    names = found.names()
    if Field.UPDATED not in names:
        return cells, found
    at = names[Field.UPDATED]
    read = dates.read_columns({at: cells[at]}, order=answers.date_order, orders=answers.date_orders, zone="UTC")
    changes = _Changes(cells, names, read[at].instants)
    columns, derived = [], dict(found.derived)
    for wanted, value in _fields_changed(cells[names[Field.CHANGED_FIELD]], names).items():
        name = _free_name(value, cells)
        columns.append(changes.held(value).alias(name))
        derived[wanted] = name
    if Field.OPENED not in names:
        derived[Field.OPENED] = at
    return cells.with_columns(columns), replace(found, derived=derived, log=True)


def _event_stamp(cells: pl.DataFrame, found: Match, answers: ImportAnswers) -> Match:
    """What an audit calls "created" is the change, unless the name speaks of the ticket."""
    names = found.names()
    opened = names.get(Field.OPENED)
    if opened is None or opened in answers.fields or plain(opened).startswith(_OF_THE_TICKET):
        rest = fields_named(column for column, taken in found.fields.items() if taken is Field.EXTRA)
        other = None if Field.UPDATED in names else rest.get(Field.OPENED)
        return found if other is None else _as(found, other, Field.UPDATED)
    if Field.UPDATED in names and not _varies(cells, names[Field.TICKET], opened):
        return found
    return _as(found, opened, Field.UPDATED)


def _fields_changed(changed: pl.Series, names: Mapping[Field, str]) -> dict[Field, str]:
    """For each of our fields that no column holds, the best named field of the audit."""
    named = fields_named(changed.drop_nulls().unique(maintain_order=True).to_list())
    return {wanted: named[wanted] for wanted in _CHANGEABLE if wanted in named and wanted not in names}


def _free_name(name: str, cells: pl.DataFrame) -> str:
    while name in cells.columns:
        name += "'"
    return name


class _Changes:
    """The changes of an audit in the order in which they happened; asked for one field at a time."""

    def __init__(self, cells: pl.DataFrame, names: Mapping[Field, str], instants: pl.Series) -> None:
        old = names.get(Field.OLD_VALUE)
        self._rows = pl.DataFrame(
            {
                "ticket": cells[names[Field.TICKET]],
                "at": instants,
                "field": cells[names[Field.CHANGED_FIELD]],
                "old": cells[old] if old else pl.Series([None], dtype=pl.String).new_from_index(0, cells.height),
                "new": cells[names[Field.NEW_VALUE]],
            }
        ).with_row_index("place")
        self._rows = self._rows.sort("ticket", "at", "place")

    def held(self, changed: str) -> pl.Series:
        """What ``changed`` held after each row, in the file's order; null where nothing, or nothing known."""
        here = (pl.col("field") == changed) & pl.col("at").is_not_null()
        made = pl.when(here).then(pl.col("new").fill_null(""))  # emptied is not unchanged
        first = pl.when(here).then(pl.col("old").fill_null(""))
        after = made.forward_fill().over("ticket")
        before = first.drop_nulls().first().over("ticket")
        value = pl.coalesce(after, before)
        return self._rows.select("place", value=pl.when(value != "").then(value)).sort("place")["value"]
