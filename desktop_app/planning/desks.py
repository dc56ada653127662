"""What hangs together over several places: how many a team can spare on a day, and how long people may be away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.people import Person
from desktop_app.domain.rotations import WEEK, BlockKind, Slot, days, monday
from desktop_app.domain.teams import Team
from desktop_app.planning.ground import Ground
from desktop_app.planning.problem import Desk, Option, Place, Streak

_Moves = tuple[frozenset[Option], frozenset[Option]]


def desks(ground: Ground, places: Sequence[Place]) -> tuple[Desk, ...]:
    """The working days of teams with a minimum on which somebody could leave; equal days are one desk."""
    by_slot: dict[int, list[Place]] = {}
    for place in places:
        if place.role.kind is BlockKind.GUEST:
            by_slot.setdefault(place.slot.index, []).append(place)
    found: list[Desk] = []
    for team in ground.board.rota_teams:
        if team.minimum:
            for slot in ground.board.rota.slots:
                found += _of_slot(ground, team, slot, by_slot.get(slot.index, []))
    return tuple(found)


def _of_slot(ground: Ground, team: Team, slot: Slot, places: Sequence[Place]) -> Iterator[Desk]:
    spare: dict[_Moves, int] = {}
    for day in slot.days:
        if ground.board.working(day):
            moves = _moves(ground, places, team.id, day)
            base = sum(1 for person in ground.people if _sits(ground, person, team.id, day)) - team.minimum
            spare[moves] = min(base, spare.get(moves, base))
    for (leaving, coming), base in spare.items():
        if base < len({person for _place, person in leaving}):
            yield Desk(base, leaving, coming)


def _sits(ground: Ground, person: Person, team_id: int, day: date) -> bool:
    return ground.kept.host_on(person, day) == team_id and ground.board.works(person, day)


def _moves(ground: Ground, places: Sequence[Place], team_id: int, day: date) -> _Moves:
    """Who would leave the team on that day and who would come to it; a holiday of their own is neither."""
    leaving, coming = set(), set()
    for place in places:
        if place.from_on <= day <= place.to_on:
            for n in place.takers:
                if ground.board.works(ground.people[n], day):
                    if place.role.host_id == team_id:
                        coming.add((place.index, n))
                    elif ground.people[n].team_id == team_id:
                        leaving.add((place.index, n))
    return frozenset(leaving), frozenset(coming)


def streaks(ground: Ground, places: Sequence[Place]) -> tuple[Streak, ...]:
    """Without rest between two blocks: every run of weeks that is one longer than the longest time away."""
    if ground.board.rota.rest_weeks:
        return ()
    away: dict[int, set[date]] = {n: set() for n in range(len(ground.people))}
    for n, block in ground.guest_stays():
        away[n].update(monday(day) for day in days(block.from_on, block.to_on))
    found = (streak for n, gone in away.items() for streak in _of_person(ground, places, n, gone))
    return tuple(dict.fromkeys(found))


def _of_person(ground: Ground, places: Sequence[Place], person: int, gone: set[date]) -> Iterator[Streak]:
    rota = ground.board.rota
    longest = rota.longest_weeks
    mondays = [rota.from_on + WEEK * n for n in range(-longest, rota.weeks + longest)]
    weeks = _weeks(places, person)
    for first in range(len(mondays) - longest):
        window = [day for day in mondays[first : first + longest + 1] if day not in gone]
        slots = tuple(dict.fromkeys(weeks.get(day, frozenset()) for day in window))
        if slots and all(slots):
            yield Streak(person, slots)


def _weeks(places: Sequence[Place], person: int) -> dict[date, frozenset[int]]:
    """By Monday, the guest places that the person could take in that week."""
    found: dict[date, set[int]] = {}
    for place in places:
        if place.role.kind is BlockKind.GUEST and person in place.takers:
            for day in days(place.from_on, place.to_on):
                found.setdefault(monday(day), set()).add(place.index)
    return {day: frozenset(them) for day, them in found.items()}
