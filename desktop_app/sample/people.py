"""The made-up company's people and when they are away. Their names say that they are none: Ops 1, Pay 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.rotations import WEEK, monday
from desktop_app.sample.rotas import rotas
from desktop_app.sample.story import BUS, TEAMS

REGION = "DE-BE"
"""Whose public holidays hold in the demo."""

_AROUND = timedelta(days=400)  # so far back and ahead there is leave
_SHARES = {"Desk 4": 60, "Portal 3": 80}
_REGIONS = {"Pay 4": "DE-BY"}
_JOINED_WEEKS_AGO = {"Ops 6": 22, "Portal 4": 9, "Desk 3": -3}  # the last one comes in three weeks


@dataclass(frozen=True, slots=True)
class SamplePerson:
    name: str
    team: str
    share: int = 100
    region: str = ""
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Both days are away, and all between them."""

    name: str
    first_on: date
    last_on: date


def people(today: date) -> tuple[SamplePerson, ...]:
    """Everybody, team by team; two work part of the week, three joined or will join."""
    this_week = monday(today)
    found = []
    for team in TEAMS:
        for n in range(1, team.size + 1):
            name = f"{team.member} {n}"
            weeks = _JOINED_WEEKS_AGO.get(name)
            joined = None if weeks is None else this_week - weeks * WEEK
            found.append(SamplePerson(name, team.name, _SHARES.get(name, 100), _REGIONS.get(name, ""), joined))
    return tuple(found)


def absences(today: date) -> tuple[Away, ...]:
    """Summer and Christmas leave of the years around today, and what the current rota has to live with.

    Nobody has two absences on one day, and nobody is away from a stay that was agreed.
    """
    known = {person.name: person for person in people(today)}
    agreed = [Away(each.name, *rota.days(each.slot)) for rota in rotas(today) for each in rota.pinned]
    taken: dict[str, list[Away]] = {}
    for away in (*_now(today), *_christmas(today), *_summer(today)):
        others = taken.setdefault(away.name, [])
        joined = known[away.name].joined_on or date.min
        near = today - _AROUND <= away.first_on <= today + _AROUND
        free = not any(away.name == other.name and _meet(away, other) for other in (*others, *agreed))
        if near and joined <= away.first_on and free:
            others.append(away)
    return tuple(sorted((a for each in taken.values() for a in each), key=lambda a: (a.first_on, a.name)))


def _meet(one: Away, other: Away) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on


def _now(today: date) -> Iterator[Away]:
    """In the second week from now the Order bus desk is nearly empty; later many of Ops are away at once."""
    this_week = monday(today)
    bus = [f"{team.member} {n}" for team in TEAMS if team.name == BUS for n in (1, 2)]
    for name, week, first, last in (
        (bus[0], 1, 0, 3), (bus[1], 1, 2, 4), ("Pay 2", 0, 0, 2), ("Portal 2", 2, 0, 4), ("Desk 2", -1, 3, 4),
        ("Ops 1", 3, 0, 11), ("Ops 3", 3, 0, 11), ("Ops 5", 4, 0, 4), ("Desk 1", 3, 0, 11), ("Desk 4", 3, 0, 11),
        ("Pay 3", 5, 4, 4), ("Ops 2", 1, 4, 4), ("Portal 1", 5, 0, 1),
    ):  # fmt: skip
        start = this_week + week * WEEK
        yield Away(name, start + timedelta(days=first), start + timedelta(days=last))


def _christmas(today: date) -> Iterator[Away]:
    """A third of each team, another one every year."""
    for year in (today.year - 1, today.year, today.year + 1):
        for team in TEAMS:
            for n in range(1, team.size + 1):
                if (n + year) % 3 == 0:
                    yield Away(f"{team.member} {n}", date(year, 12, 23), date(year + 1, 1, 2))


def _summer(today: date) -> Iterator[Away]:
    """Two weeks each between the end of June and the end of August, a team's people one after the other."""
    for year in (today.year - 1, today.year, today.year + 1):
        begin = monday(date(year, 6, 28))
        for place, team in enumerate(TEAMS):
            for n in range(1, team.size + 1):
                start = begin + (2 * ((n + place + year) % 5)) * WEEK
                yield Away(f"{team.member} {n}", start, start + timedelta(days=11))
