"""A list of people read from a spreadsheet, before anything of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.names import tidy
from desktop_app.domain.teams import Side


class ListField(StrEnum):
    """What a column of a list of people can say."""

    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    TEAM = "team"
    SIDE = "side"
    SHARE = "share"
    REGION = "region"
    JOINED = "joined"
    LEFT = "left"
    AWAY_FROM = "away from"
    AWAY_TO = "away to"

    @property
    def label(self) -> str:
        return {
            "name": _("Name"),
            "first name": _("First name"),
            "last name": _("Last name"),
            "team": _("Team"),
            "side": _("Side"),
            "share": _("Share of a week"),
            "region": _("Public holidays of"),
            "joined": _("First day in the team"),
            "left": _("Last day in the team"),
            "away from": _("Away from"),
            "away to": _("Away to"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """A column of the file and what it was taken for; None when it is left out."""

    name: str
    field: ListField | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as the list tells; ``told`` are the cells that were filled, the other values are those of somebody new.

    ``row`` is the row of the file. ``side`` is the team's, as told or as its name suggests.
    """

    name: str
    team: str
    side: Side
    share: int = 100
    region: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    told: frozenset[ListField] = frozenset()
    row: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """By what a person is known again: name and team."""
        return known_by(self.name, self.team)


@dataclass(frozen=True, slots=True)
class ListedAbsence:
    """Both days and all between them."""

    name: str
    team: str
    first_on: date
    last_on: date
    row: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return known_by(self.name, self.team)


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What a file comes to. ``refused`` are rows, such as ``row 7``, each with the reason in a sentence.

    ``known`` counts the people of the list who are stored already and would be changed, never doubled.
    """

    file_name: str
    people: tuple[ListedPerson, ...]
    absences: tuple[ListedAbsence, ...]
    refused: tuple[tuple[str, str], ...]
    columns: tuple[ListedColumn, ...]
    new_teams: tuple[str, ...] = ()
    known: int = 0
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """``12 people, 3 of them known, 5 absences, 2 rows refused``."""
        people = ngettext("{n} person", "{n} people", len(self.people)).format(n=number(len(self.people)))
        parts = [people]
        if self.known:
            parts.append(
                ngettext("{n} of them known", "{n} of them known", self.known).format(n=number(self.known))
            )  # fmt: skip
        if self.absences:
            count = len(self.absences)
            parts.append(ngettext("{n} absence", "{n} absences", count).format(n=number(count)))
        if self.refused:
            count = len(self.refused)
            parts.append(ngettext("{n} row refused", "{n} rows refused", count).format(n=number(count)))
        return ", ".join(parts)


def known_by(name: str, team: str) -> tuple[str, str]:
    """Name and team without case and surplus spaces."""
    return tidy(name).casefold(), tidy(team).casefold()
