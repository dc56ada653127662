"""What can be mended in a row that would be refused: one step each, proposed only where the row can be stored then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from desktop_app.domain.imports import Field, FixKind, ImportAnswers, ProposedFix
from desktop_app.domain.incidents import Status
from desktop_app.domain.language import _
from desktop_app.exchange.mapping import dates, values
from desktop_app.exchange.mapping.days_told import day_form

_ENDS: Final = (Field.RESOLVED, Field.CLOSED)
_OPTIONAL: Final = (Field.ACKNOWLEDGED, Field.RESTORED, *_ENDS)
_NEIGHBOURS: Final = 20  # rows on either side of a slip whose years it is measured by
_PROPOSALS: Final = 5_000  # a file of a million wrong rows needs another answer than one for each of them
_STAMPED: Final = (FixKind.SWAP, FixKind.OTHER_YEAR, FixKind.STORE_AS_OPEN, FixKind.LEAVE_EMPTY)


@dataclass(frozen=True, slots=True)
class Stamps:
    """A row's stamps in UTC seconds; ``wrong`` fields hold something that is no stamp, ``late`` ones lie after today.

    ``over``: the row's state says that the incident has ended.
    """

    at: Mapping[Field, int]
    wrong: frozenset[Field]
    late: frozenset[Field]
    over: bool

    @property
    def early(self) -> list[Field]:
        """Ends that lie before the opening."""
        opened = self.at.get(Field.OPENED)
        return [end for end in _ENDS if opened is not None and self.at.get(end, opened) < opened]

    @property
    def sound(self) -> bool:
        return Field.OPENED in self.at and not (self.wrong or self.late or self.early)

    def without(self, fields: frozenset[Field] | set[Field]) -> Stamps:
        kept = {stamp: at for stamp, at in self.at.items() if stamp not in fields}
        return Stamps(kept, self.wrong - fields, self.late - fields, self.over)


@dataclass(slots=True)
class Mender:
    """Proposes a fix for each refused row and applies the chosen ones. Places count the rows of ``cells`` from 0."""

    cells: pl.DataFrame
    columns: Mapping[Field, dates.Column]  # of the fields that are judged
    errors: Mapping[int, frozenset[Field]]  # by place: cells that show an error
    answers: ImportAnswers
    state: str | None  # the column of states
    now: int
    cleared: set[tuple[int, str]] = field(default_factory=set)  # cells that are taken as empty
    opened: list[int] = field(default_factory=list)  # rows that are stored as open
    mended: list[int] = field(default_factory=list)
    _over: dict[str, bool] = field(default_factory=dict)
    _proposals: int = 0

    def apply(self, fixes: Mapping[int, FixKind]) -> None:
        """Put the chosen fixes into the columns; one that does not fit its row leaves it as it is."""
        found: dict[Field, dict[int, int | None]] = {}
        for place, kind in fixes.items():
            before = self._stamps(place)
            after = self._mended(place, before, kind) if kind in _STAMPED else None
            if after is None:
                continue
            self.mended.append(place)
            if kind is FixKind.STORE_AS_OPEN:
                self.opened.append(place)
            for stamp, column in self.columns.items():
                if after.at.get(stamp) != before.at.get(stamp) or stamp in before.wrong - after.wrong:
                    found.setdefault(stamp, {})[place] = after.at.get(stamp)
                    if stamp not in after.at:
                        self.cleared.add((place, column.name))
        for stamp, cells in found.items():
            column = self.columns[stamp]
            places = pl.Series(list(cells), dtype=pl.UInt32)
            column.instants = column.instants.clone().scatter(places, pl.Series(list(cells.values()), dtype=pl.Int64))
            column.bad = column.bad.clone().scatter(places, values=False)

    def proposed(self, place: int) -> ProposedFix | None:
        """The first fix with which the row can be stored, or None when only its owner knows.

        A row takes one fix: where the chosen one was not enough, another would take its place and not help either.
        """
        self._proposals += 1
        if self._proposals > _PROPOSALS or place in self.mended:
            return None
        before = self._stamps(place)
        for kind in _STAMPED:
            after = self._mended(place, before, kind)
            if after is not None and after.sound and self._honest(place, kind, before, after):
                return ProposedFix(kind, self._text(kind, before, after))
        return None

    def _stamps(self, place: int) -> Stamps:
        at, wrong = {}, set(self.errors.get(place, ()))
        for stamp, column in self.columns.items():
            instant = column.instants[place]
            if column.bad[place]:
                wrong.add(stamp)
            elif instant is not None:
                at[stamp] = int(instant)
        late = frozenset(stamp for stamp, instant in at.items() if instant > self.now and stamp is not Field.UPDATED)
        state = self.cells[self.state][place] if self.state else None
        return Stamps(at, frozenset(wrong), late, state is not None and self._says_over(state))

    def _says_over(self, state: str) -> bool:
        if state not in self._over:
            status = values.states(pl.Series([state]), self.answers.states)[0][0]
            self._over[state] = status is not None and status >= Status.RESOLVED
        return self._over[state]

    def _mended(self, place: int, row: Stamps, kind: FixKind) -> Stamps | None:
        """The row after the fix; None where there is nothing for it to do."""
        if kind is FixKind.SWAP:
            return _swapped(row)
        if kind is FixKind.OTHER_YEAR:
            return self._in_other_year(place, row)
        if kind is FixKind.STORE_AS_OPEN:
            ends = {*_ENDS} & (row.wrong | set(row.at))
            return row.without(ends) if ends else None
        empty = (row.wrong | row.late) & set(_OPTIONAL)
        return row.without(empty) if empty else None

    def _honest(self, place: int, kind: FixKind, before: Stamps, after: Stamps) -> bool:
        if kind is FixKind.STORE_AS_OPEN:
            trouble = before.wrong | before.late
            ends = {*_ENDS} & (before.wrong | set(before.at))
            return ends == trouble and not before.over and not any(self._no_such_day(place, end) for end in ends)
        if kind is FixKind.LEAVE_EMPTY and {*_ENDS} & (before.wrong | before.late):
            return after.over or any(end in after.at for end in _ENDS)  # an end was meant: it must not vanish
        return True

    def _no_such_day(self, place: int, stamp: Field) -> bool:
        """Somebody did write a date there."""
        column = self.columns.get(stamp)
        return bool(column is not None and column.bad[place] and column.shaped is not None and column.shaped[place])

    def _in_other_year(self, place: int, row: Stamps) -> Stamps | None:
        if len(row.late) != 1:
            return None
        (stamp,) = row.late
        column, slip = self.columns[stamp], self._local(row.at[stamp], self.columns[stamp])
        near = column.instants.slice(max(0, place - _NEIGHBOURS), 2 * _NEIGHBOURS + 1)
        near = near.filter(near <= self.now)
        if not near.len():
            return None
        first, last = (self._local(int(at), column).year for at in (near.sort()[0], near.sort()[-1]))
        found = []
        for year in _slips(slip.year):
            at = _replaced(slip, year) if first <= year <= last else None
            if at is not None and at <= self.now:
                other = Stamps({**row.at, stamp: at}, row.wrong, frozenset(), row.over)
                if not other.early:
                    found.append(other)
        return found[0] if len(found) == 1 else None

    def _local(self, at: int, column: dates.Column) -> datetime:
        zone = ZoneInfo(self.answers.time_zone) if column.naive else UTC
        return datetime.fromtimestamp(at, zone)

    def _text(self, kind: FixKind, before: Stamps, after: Stamps) -> str:
        if kind is FixKind.OTHER_YEAR:
            (stamp,) = before.late
            return _("Store as {day}").format(day=day_form(self._local(after.at[stamp], self.columns[stamp])))
        return {
            FixKind.SWAP: _("Swap the two dates"),
            FixKind.STORE_AS_OPEN: _("Store as open"),
            FixKind.LEAVE_EMPTY: _("Leave the cell empty"),
        }[kind]


def keep_newest() -> ProposedFix:
    return ProposedFix(FixKind.KEEP_NEWEST, _("Keep the newest"))


def _swapped(row: Stamps) -> Stamps | None:
    if len(row.early) != 1:
        return None
    (end,) = row.early
    at = {**row.at, Field.OPENED: row.at[end], end: row.at[Field.OPENED]}
    if at.get(Field.CLOSED, at[end]) < at.get(Field.RESOLVED, at[end]):
        return None  # then it would be closed before it was resolved: the dates did not just change places
    return Stamps(at, row.wrong, row.late, row.over)


def _slips(year: int) -> Iterator[int]:
    """The years that are one wrong digit, or two that changed places, away."""
    digits = str(year)
    found = {digits[:i] + digit + digits[i + 1 :] for i in range(len(digits)) for digit in "0123456789"}
    found |= {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    return (int(other) for other in sorted(found) if other != digits)


def _replaced(at: datetime, year: int) -> int | None:
    try:
        return int(at.replace(year=year).timestamp())
    except (ValueError, OverflowError):  # 29 February
        return None
