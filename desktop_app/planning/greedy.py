"""A plan at once: slot after slot, whoever owes most goes first; then places still open are filled by moving others.

It honours every hard rule. It is a good plan, not the best: the solver begins from it.
"""

from __future__ import annotations

from itertools import groupby

from desktop_app.planning.draft import Draft
from desktop_app.planning.moving import even_out, fill_open
from desktop_app.planning.problem import Option, Place, Problem


def greedy(problem: Problem) -> tuple[Option, ...]:
    """The options taken; places that nobody can take stay open."""
    draft = Draft(problem)
    in_time = sorted(problem.places, key=lambda p: (p.slot.from_on, p.index))
    for _on, together in groupby(in_time, key=lambda p: p.slot.from_on):
        _fill(draft, list(together))
    fill_open(draft)
    even_out(draft)
    return draft.taken


def _fill(draft: Draft, places: list[Place]) -> None:
    """The places of one week, those with the fewest people for them first; arriving guests may free others to go."""
    while True:
        able = {
            place.index: [person for person in place.takers if draft.fits(place.index, person)]
            for place in places
            if draft.missing(place.index)
        }
        able = {place: people for place, people in able.items() if people}
        if not able:
            if _exchange(draft, places):
                continue
            return
        place = min(able, key=lambda p: (len(able[p]) - draft.missing(p), p))
        draft.put(place, min(able[place], key=lambda person: _turn(draft, place, person)))


def _exchange(draft: Draft, places: list[Place]) -> bool:
    """Send two people at once, each of whom makes it possible for the other: teams at their minimum swap guests."""
    still = [place for place in places if draft.missing(place.index) and place.role.host_id is not None]
    for one in still:
        for person in sorted(_at_liberty(draft, one), key=lambda who: _turn(draft, one.index, who)):
            back = [place for place in still if place.role.host_id == draft.problem.teams[person]]
            for other in back:
                for guest in sorted(_at_liberty(draft, other), key=lambda who: _turn(draft, other.index, who)):
                    if guest != person and _put_both(draft, (one.index, person), (other.index, guest)):
                        return True
    return False


def _at_liberty(draft: Draft, place: Place) -> list[int]:
    return [person for person in place.takers if draft.at_liberty(place.index, person)]


def _put_both(draft: Draft, one: Option, other: Option) -> bool:
    draft.put(*one)
    draft.put(*other)
    if draft.sound_around(one, other):
        return True
    draft.take(*other)
    draft.take(*one)
    return False


def _turn(draft: Draft, place: int, person: int) -> tuple[object, ...]:
    """Most owing by now first; then who has not been in that team; then who went the longest ago."""
    problem = draft.problem
    there = problem.places[place]
    accrued = problem.accrued[there.pool, there.slot.from_on][person]
    owes = problem.pools[there.pool].before[person] + draft.done[there.pool][person] - accrued
    host = there.role.host_id
    been = (person, host) in problem.visited or any(
        problem.places[other].role.host_id == host for other in draft.places_of[person]
    )
    beside = (place, person) in problem.beside_leave
    return (
        owes,
        been,
        beside,
        max((problem.places[p].to_on for p in draft.places_of[person]), default=there.slot.from_on),
        person,
    )
