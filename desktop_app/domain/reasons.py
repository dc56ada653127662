"""Why this person? What the ledger and the rules say for a block, and who is next in line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts
from desktop_app.domain.cover import at_desk
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind, days
from desktop_app.domain.stamps import day as day_words

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Reasons:
    """``ledger`` holds people of the same side with the days carried into this plan: done minus fair share."""

    lines: tuple[str, ...]
    next_in_line: Person | None
    ledger: tuple[tuple[Person, float], ...]


def why(board: Board, block: Block) -> Reasons:
    """What speaks for the person; ``next_in_line`` owes most of those who could go instead without breaking a rule."""
    person = board.person.get(block.person_id)
    if person is None:
        return Reasons((), None, ())
    side = board.side(person.id)
    pool = [p for p in board.people if board.side(p.id) is side]
    carried = {p.id: board.carried.get((p.id, block.kind), 0.0) for p in pool}
    lines = (*_of_ledger(person, block, carried), *_of_last(board, person, block), *_of_home(board, person, block))
    return Reasons(tuple(lines), _next(board, block, pool, carried), _nearest(person, pool, carried))


def _of_ledger(person: Person, block: Block, carried: Mapping[int, float]) -> Iterator[str]:
    own = carried.get(person.id, 0.0)
    rest = [amount for person_id, amount in carried.items() if person_id != person.id]
    whole = round(abs(own))
    if own <= -0.5:
        guest = ngettext("Owes {n} guest day to the ledger", "Owes {n} guest days to the ledger", whole)
        duty = ngettext("Owes {n} duty day to the ledger", "Owes {n} duty days to the ledger", whole)
        yield (guest if block.kind is BlockKind.GUEST else duty).format(n=number(whole))
    if rest and own < min(rest):
        yield _("Waited longest of {n} people").format(n=number(len(carried)))


def _of_last(board: Board, person: Person, block: Block) -> Iterator[str]:
    """When it was the person's turn before, as far as the plans nearby tell."""
    before = [b for b in board.blocks_of(person.id) if b.kind is block.kind and b.to_on < block.from_on]
    if before:
        yield _("Last turn ended on {day}").format(day=day_words(max(b.to_on for b in before)))


def _of_home(board: Board, person: Person, block: Block) -> Iterator[str]:
    home = board.teams.get(person.team_id)
    if home is None or not home.minimum or block.kind is BlockKind.DUTY:
        return
    there = [at_desk(board, home.id, day) for day in days(block.from_on, block.to_on) if board.working(day)]
    if there and min(there) >= home.minimum:
        yield _("{team} keeps its minimum of {n}").format(team=home.name, n=number(home.minimum))


def _next(board: Board, block: Block, pool: list[Person], carried: Mapping[int, float]) -> Person | None:
    rest = board.with_blocks(b for b in board.plan.blocks if b.id != block.id)
    for person in sorted(pool, key=lambda p: (carried[p.id], p.name)):
        if person.id != block.person_id and not conflicts(rest, replace(block, id=0, person_id=person.id)):
            return person
    return None


def _nearest(person: Person, pool: list[Person], carried: Mapping[int, float]) -> tuple[tuple[Person, float], ...]:
    """The person first, then those whose balance is nearest."""
    own = carried[person.id]
    others = sorted((p for p in pool if p.id != person.id), key=lambda p: (abs(carried[p.id] - own), p.name))
    return tuple((p, carried[p.id]) for p in (person, *others[: MOST_LINES - 1]))
