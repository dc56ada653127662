"""People: the team they are at home in, how much of the week they work, and when they are away.

No reason of an absence is kept. People's names stand in rotas and sessions and never in a number about incidents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.names import tidy

LONGEST_NAME = 60


def by_name(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key in which ``Ops 2`` comes before ``Ops 10``."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


@dataclass(frozen=True, slots=True)
class Person:
    """``share`` is per cent of a full week. ``region`` names the public holidays, empty for the workspace's own."""

    id: int
    name: str
    team_id: int
    share: int = 100
    region: str = ""
    joined_on: date | None = None  # first day; None: since before any plan
    left_on: date | None = None  # last day
    changed_in: int = 0

    def here_on(self, day: date) -> bool:
        """Whether the person belongs to the team on that day."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day <= self.left_on)

    @property
    def share_words(self) -> str:
        """``60 %``; empty for a full week."""
        return "" if self.share == 100 else f"{number(self.share)} %"


@dataclass(frozen=True, slots=True)
class Absence:
    """Both days are away, and all between them."""

    id: int
    person_id: int
    first_on: date
    last_on: date
    changed_in: int = 0

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def check_person(person: Person) -> Person:
    """The person with a trimmed name. Raises Refused for what cannot be."""
    name = tidy(person.name)
    if not name:
        raise Refused(_("A person needs a name."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("A name has at most {n} characters.").format(n=number(LONGEST_NAME)))
    if not 1 <= person.share <= 100:
        raise Refused(
            _("{name} works {share} % of a week; it must be 1 to 100 %.").format(name=name, share=number(person.share))
        )
    if person.joined_on and person.left_on and person.left_on < person.joined_on:
        raise Refused(_("{name} would leave before the first day.").format(name=name))
    return Person(
        person.id, name, person.team_id, person.share, person.region.strip(), person.joined_on, person.left_on,
        person.changed_in,
    )  # fmt: skip


def check_absence(first_on: date, last_on: date) -> None:
    """Raises Refused when the last day lies before the first, or years lie between them."""
    if last_on < first_on:
        raise Refused(_("An absence cannot end before it begins."))
    if (last_on - first_on).days > 1100:
        raise Refused(_("An absence of over three years is better told as a last day in the team."))
