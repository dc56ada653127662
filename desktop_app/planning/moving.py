"""Moving people between places: a chain of moves fills one place, or hands one from who is ahead to who owes.

Each mover leaves a place that the next one takes, until somebody takes one who had none to leave. What does not end
well is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.planning.draft import Draft
from desktop_app.planning.problem import Option

DEEP = 3  # how many move at most
FILLING = 20_000  # how many moves are tried for open places, all together
EVENING = 6_000  # and for more even debts


def fill_open(draft: Draft, tries: int = FILLING) -> None:
    """Fill open places by moving people, while moves last."""
    chain = _Chain(draft, tries)
    for place in range(len(draft.held)):
        while draft.missing(place) and chain.fill(place, DEEP, frozenset()):
            pass


def even_out(draft: Draft, tries: int = EVENING) -> None:
    """Make the debts more even, first by their spread, without opening a place."""
    chain = _Chain(draft, tries)
    while chain.left and any(_less_for_one(draft, chain, pool) for pool in range(len(draft.problem.pools))):
        pass


def _less_for_one(draft: Draft, chain: _Chain, pool: int) -> bool:
    """Take a place from somebody who is ahead, such that in the end somebody who owes does one more."""
    members = draft.problem.pools[pool].members
    by_debt = sorted(members, key=lambda person: (draft.balance(pool, person), person))
    for ahead in reversed(by_debt):
        own = [p for p in sorted(draft.places_of[ahead]) if draft.problem.places[p].pool == pool]
        for place in own:
            most = draft.balance(pool, ahead) - 1
            if draft.balance(pool, by_debt[0]) + draft.problem.places[place].weight > most:
                return False
            before, mark = draft.rank, chain.mark
            chain.take(place, ahead)
            gone = frozenset({(place, ahead)})
            if draft.sound() and chain.fill(place, DEEP, gone, most) and draft.rank < before:
                return True
            chain.back_to(mark)
    return False


class _Chain:
    """Moves on a draft that can be taken back."""

    def __init__(self, draft: Draft, tries: int) -> None:
        self.left = tries
        self._draft = draft
        self._moves: list[tuple[bool, int, int]] = []  # put or taken, place, person

    @property
    def mark(self) -> int:
        return len(self._moves)

    def back_to(self, mark: int) -> None:
        while len(self._moves) > mark:
            put, place, person = self._moves.pop()
            (self._draft.take if put else self._draft.put)(place, person)

    def put(self, place: int, person: int) -> None:
        self._draft.put(place, person)
        self._moves.append((True, place, person))

    def take(self, place: int, person: int) -> None:
        self._draft.take(place, person)
        self._moves.append((False, place, person))

    def fill(self, place: int, deep: int, gone: frozenset[Option], owing: int | None = None) -> bool:
        """Fill one missing place; the last of the chain then has at most the balance ``owing``.

        Nobody returns to an option in ``gone``. The draft is as before when it fails.
        """
        draft, pool = self._draft, self._draft.problem.places[place].pool
        weight = draft.problem.places[place].weight
        takers = sorted(draft.problem.places[place].takers, key=lambda person: (draft.balance(pool, person), person))
        for person in takers:
            if owing is not None and draft.balance(pool, person) + weight > owing:
                break
            if (place, person) not in gone and draft.fits(place, person):
                self.put(place, person)
                return True
        return deep > 0 and any(self._move(place, person, deep, gone, owing) for person in takers)

    def _move(self, place: int, person: int, deep: int, gone: frozenset[Option], owing: int | None) -> bool:
        if (place, person) in gone:
            return False
        draft = self._draft
        for other, mover in self._in_the_way(place, person, owing is not None):
            if not self.left:
                return False
            self.left -= 1
            mark = self.mark
            self.take(other, mover)
            if draft.sound() and draft.fits(place, person):
                self.put(place, person)
                if self.fill(other, deep - 1, gone | {(other, mover)}, owing):
                    return True
            self.back_to(mark)
        return False

    def _in_the_way(self, place: int, person: int, evening: bool) -> Iterator[Option]:
        """Single options whose end would let the person take the place; when evening out, any of the person's own."""
        draft = self._draft
        own = draft.places_of[person]
        if place in own:
            return
        clashing = draft.problem.clashes[place] & own
        if len(clashing) == 1:
            yield next(iter(clashing)), person
        elif evening and not clashing:
            pool = draft.problem.places[place].pool
            yield from ((other, person) for other in sorted(own) if draft.problem.places[other].pool == pool)
        elif not clashing and not draft.desks_allow(place, person):
            team = draft.problem.teams[person]
            for other in sorted(draft.problem.clashes[place]):
                yield from ((other, m) for m in sorted(draft.held[other]) if draft.problem.teams[m] == team)
