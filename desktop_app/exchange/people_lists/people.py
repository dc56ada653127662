"""A list of people out of a spreadsheet: columns by their heads, values cleaned, rows that cannot be taken with why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _, number, printable
from desktop_app.domain.people import Person, check_absence, check_person
from desktop_app.domain.people_lists import ListedAbsence, ListedColumn, ListedPerson, ListField, PeopleList, known_by
from desktop_app.domain.teams import Side, propose_side
from desktop_app.exchange.mapping.values import BLANKS
from desktop_app.exchange.people_lists.people_dates import DATES, LONGEST_QUOTED, stamps
from desktop_app.exchange.people_lists.people_heads import recognised
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

MOST_ROWS: Final = 5_000
LONGEST_TEAM: Final = 80
_NAMES: Final = (ListField.NAME, ListField.FIRST_NAME, ListField.LAST_NAME)
_FORMULA: Final = ("=", "+", "@")  # what a spreadsheet would run when the name is exported again
_SHARE: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%|percent|prozent)?", re.IGNORECASE)
_FULL: Final = ("full time", "full-time", "fulltime", "vollzeit", "full", "voll")
_TURNING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_ATTRIBUTES: Final = {
    ListField.SHARE: "share",
    ListField.REGION: "region",
    ListField.JOINED: "joined_on",
    ListField.LEFT: "left_on",
}
_OTHER: Final = ("other", "others", "sonstige", "andere", "weitere")

RegionOf = Callable[[str], str]  # the code of a region told by code or words; raises Refused
Cells = Mapping[ListField, str]  # the filled cells of a row


@dataclass(slots=True)
class _Draft:
    """The list as it grows row by row."""

    region_of: RegionOf
    homes: Mapping[str, tuple[str, ...]]  # the teams of everybody stored, by name without case
    single_days: bool  # absences of one day: there is no column for the last one
    sides: dict[str, tuple[Side, int]] = field(default_factory=dict)  # told for a team, and in which row
    people: dict[tuple[str, str], ListedPerson] = field(default_factory=dict)
    told_in: dict[tuple[tuple[str, str], ListField], int] = field(default_factory=dict)  # the row that tells a value
    absences: dict[tuple[tuple[str, str], date, date], ListedAbsence] = field(default_factory=dict)


def people_list(
    raw: RawTable, *, region_of: RegionOf, homes: Mapping[str, tuple[str, ...]], order: DateOrder | None = None
) -> PeopleList:
    """What the file comes to. ``homes`` gives the teams of the people who are stored, by name without case.

    ``order`` is how dates are to be read that read both ways; without it rows with such dates are refused, unless other
    rows decide. Raises Refused for a file that is no list of people.
    """
    columns = recognised(raw.rows.columns[1:])
    fields = {column.field: column.name for column in columns if column.field is not None}
    _check_table(raw, fields)
    read = stamps(raw, fields, order)
    draft = _Draft(region_of, homes, ListField.AWAY_TO not in fields)
    refused: list[tuple[int, str]] = [
        (ragged.row, _("The row has {n} cells, more than there are columns.").format(n=number(ragged.cells)))
        for ragged in raw.ragged
    ]
    broken = _broken(raw, columns)
    for place, (row, cells) in enumerate(_rows(raw, fields)):
        try:
            if row in broken:
                raise Refused(broken[row])
            days = {each: read[each].day(place) for each in DATES if each in cells}
            _take(draft, row, cells, days)
        except Refused as reason:
            refused.append((row, reason.sentence))
    if not draft.people and not refused:
        raise Refused(_("{file} names nobody.").format(file=printable(raw.path.name)))
    return PeopleList(
        file_name=printable(raw.path.name),
        people=tuple(_with_sides(draft)),
        absences=tuple(draft.absences.values()),
        refused=tuple((_("row {n}").format(n=number(row)), why) for row, why in sorted(refused)),
        columns=columns,
        notes=raw.notes,
    )


def _check_table(raw: RawTable, fields: Mapping[ListField, str]) -> None:
    file = printable(raw.path.name)
    if not any(name in fields for name in _NAMES):
        heads = ", ".join(raw.rows.columns[1:8])[:200]
        words = _("{file} has no column with names; its columns are {columns}. Call one of them Name.")
        raise Refused(words.format(file=file, columns=heads))
    if raw.rows.height > MOST_ROWS:
        words = _("{file} has {n} rows; a list of people has at most {most}.")
        raise Refused(words.format(file=file, n=number(raw.rows.height), most=number(MOST_ROWS)))


def _rows(raw: RawTable, fields: Mapping[ListField, str]) -> Iterator[tuple[int, Cells]]:
    """Each row with its filled cells; rows without any are left out only by being empty."""
    for held in raw.rows.iter_rows(named=True):
        cells = {each: _clean(str(held[name] or ""), each) for each, name in fields.items()}
        yield int(held[ROW]), {each: text for each, text in cells.items() if text}


def _clean(cell: str, field_of: ListField) -> str:
    """Without control signs, signs that turn the direction of writing, and surplus spaces; blank marks are empty."""
    plain = "".join(
        " " if unicodedata.category(sign) == "Cc" else sign for sign in cell if sign not in _TURNING
    )  # fmt: skip
    text = " ".join(plain.split())
    blank = text.lower() in BLANKS and not (field_of in _NAMES and text.isalpha())  # Na, Nan and Null are names
    return "" if blank else text


def _broken(raw: RawTable, columns: Iterable[ListedColumn]) -> dict[int, str]:
    """Rows with an error, or a formula that nobody computed, in a column that counts."""
    wanted = {column.name for column in columns if column.field is not None}
    found: dict[int, str] = {}
    for error in raw.errors:
        if error.column in wanted:
            shown = _("Cell {cell} shows {value}.").format(cell=error.address, value=error.value)
            lost = _("Cell {cell} holds a formula without its result; open and save the file in a spreadsheet.")
            found.setdefault(error.row, shown if error.value else lost.format(cell=error.address))
    return found


# -- one row


def _take(draft: _Draft, row: int, cells: Cells, days: Mapping[ListField, date]) -> None:
    """Put a row into the draft. Raises Refused with the reason, and then nothing of it was taken."""
    if not cells:
        return
    name = _name(cells)
    team = _team(draft, name, cells)
    side = _side(draft, team, cells)
    person = _person(draft, row, name, team, cells, days)
    absence = _absence(person, row, days, single_days=draft.single_days)
    twin = draft.people.get(person.key)
    draft.people[person.key] = person if twin is None else _merged(twin, person, absence, draft)
    for each in person.told:
        draft.told_in.setdefault((person.key, each), row)
    if side is not None:
        draft.sides.setdefault(person.key[1], (side, row))
    if absence is not None:
        draft.absences[person.key, absence.first_on, absence.last_on] = absence


def _name(cells: Cells) -> str:
    """The name, put together where its parts have columns of their own; in German lists Name may be the last name."""
    first, last, whole = (cells.get(each, "") for each in (ListField.FIRST_NAME, ListField.LAST_NAME, ListField.NAME))
    if whole and (last or not first or first.casefold() in whole.casefold().split()):
        name = whole
    else:
        name = " ".join(filter(None, (first, last or whole)))
    if not name:
        raise Refused(_("The row has no name."))
    _check_plain(name)
    return name


def _check_plain(text: str) -> None:
    if text.startswith(_FORMULA):
        raise Refused(_("“{text}” is a formula and no name.").format(text=text[:LONGEST_QUOTED]))


def _team(draft: _Draft, name: str, cells: Cells) -> str:
    """As told; the only team of that name's person, in the list or stored, where the row tells none."""
    team = cells.get(ListField.TEAM, "")
    if team:
        _check_plain(team)
        if len(team) > LONGEST_TEAM:
            raise Refused(_("The name of a team has at most {n} characters.").format(n=number(LONGEST_TEAM)))
        return team
    said = known_by(name, "")[0]
    homes = {person.team for key, person in draft.people.items() if key[0] == said} or set(draft.homes.get(said, ()))
    if len(homes) != 1:
        raise Refused(_("No team is told for {name}.").format(name=name[:LONGEST_QUOTED]))
    return homes.pop()


def _side(draft: _Draft, team: str, cells: Cells) -> Side | None:
    """The side told for the team. Raises Refused when an earlier row tells another."""
    told = cells.get(ListField.SIDE)
    if told is None:
        return None
    side = Side.OTHER if told.casefold() in _OTHER else propose_side(told)
    if side is Side.UNKNOWN:
        raise Refused(_("“{side}” is no side; write Dev, Ops or Other.").format(side=told[:LONGEST_QUOTED]))
    earlier, row = draft.sides.get(known_by("", team)[1], (side, 0))
    if earlier is not side:
        words = _("{team} is {side} in row {n} and {other} here.")
        raise Refused(words.format(team=team, side=earlier.label, n=number(row), other=side.label))
    return side


def _person(
    draft: _Draft, row: int, name: str, team: str, cells: Cells, days: Mapping[ListField, date]
) -> ListedPerson:
    share = _share(cells[ListField.SHARE]) if ListField.SHARE in cells else 100
    region = draft.region_of(cells[ListField.REGION][:LONGEST_TEAM]) if ListField.REGION in cells else ""
    joined, left = days.get(ListField.JOINED), days.get(ListField.LEFT)
    checked = check_person(Person(0, name, 0, share, region, joined, left))
    told = frozenset(cells) & {ListField.SHARE, ListField.REGION, ListField.JOINED, ListField.LEFT, ListField.SIDE}
    return ListedPerson(checked.name, team, Side.UNKNOWN, checked.share, checked.region, joined, left, told, row)


def _share(text: str) -> int:
    """Per cent of a full week: ``0.8``, ``80 %`` and ``80`` are the same; 1 is a full week. Raises Refused."""
    if text.casefold() in _FULL:
        return 100
    found = _SHARE.fullmatch(text)
    value = float(found[1].replace(",", ".")) if found else 0.0
    if found and not found[2] and value <= 1:
        value *= 100
    if not found or not 0.5 <= value <= 100 or (not found[2] and 1 < value < 5):
        raise Refused(
            _("“{share}” is no share of a week; write it as 80 % or 0.8.").format(share=text[:LONGEST_QUOTED])
        )
    return max(1, round(value))


def _absence(
    person: ListedPerson, row: int, days: Mapping[ListField, date], *, single_days: bool
) -> ListedAbsence | None:
    first, last = days.get(ListField.AWAY_FROM), days.get(ListField.AWAY_TO)
    if single_days:
        last = first
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise Refused(_("The absence of {name} needs its first and its last day.").format(name=person.name))
    check_absence(first, last)
    return ListedAbsence(person.name, person.team, first, last, row)


def _merged(twin: ListedPerson, person: ListedPerson, absence: ListedAbsence | None, draft: _Draft) -> ListedPerson:
    """Both rows of a person: a later one may add an absence and what no row before it told, and contradict none."""
    for each in _ATTRIBUTES.keys() & twin.told & person.told:
        if getattr(person, _ATTRIBUTES[each]) != getattr(twin, _ATTRIBUTES[each]):
            words = _("Row {n} tells something else of {name}.")
            raise Refused(words.format(n=number(draft.told_in[twin.key, each]), name=person.name))
    new = _ATTRIBUTES.keys() & (person.told - twin.told)
    if not new and (absence is None or (absence.key, absence.first_on, absence.last_on) in draft.absences):
        raise Refused(_("{name} stands in row {n} already.").format(name=person.name, n=number(twin.row)))
    both = replace(
        twin, told=twin.told | person.told, **{_ATTRIBUTES[each]: getattr(person, _ATTRIBUTES[each]) for each in new}
    )
    check_person(Person(0, both.name, 0, both.share, both.region, both.joined_on, both.left_on))
    return both


def _with_sides(draft: _Draft) -> Iterator[ListedPerson]:
    for (_name_key, team), person in draft.people.items():
        told = draft.sides.get(team)
        yield replace(person, side=told[0] if told else propose_side(person.team))
