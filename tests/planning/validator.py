"""Judges a finished plan day by day from the raw data of a board.

It shares no code with problem, greedy, solver, conflicts, cover or ledger, and calls no method of the board: whoever
breaks a rule in there cannot break it here as well. It says what is wrong, one sentence each; nothing when all is well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from desktop_app.domain.board import Board
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind
from desktop_app.domain.teams import Side

ONE = timedelta(days=1)


def faults(board: Board, blocks: Iterable[Block]) -> list[str]:
    """What is wrong with the blocks that planning chose; pinned ones must be there but may break rules."""
    held = tuple(blocks)
    found = []
    for pinned in (block for block in board.plan.blocks if block.pinned):
        if held.count(pinned) != 1:
            found.append(f"pinned block {pinned.id} was not kept")
    for block in held:
        if not block.pinned:
            found += [f"{block.person_id} {block.from_on}: {words}" for words in _of_block(board, block, held)]
    return found + list(_of_teams(board, held)) + list(_of_places(board, held))


def _walk(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


def _open(board: Board, day: date) -> bool:
    """Whether the workspace works on that day."""
    return day.isoweekday() <= 5 and day not in board.holidays.get(board.region, {})


def _person(board: Board, person_id: int) -> Person:
    return next(person for person in board.people if person.id == person_id)


def _side(board: Board, person: Person) -> Side:
    return board.teams[person.team_id].side


def _belongs(person: Person, day: date) -> bool:
    return not (person.joined_on and day < person.joined_on) and not (person.left_on and day > person.left_on)


def _away(board: Board, person: Person, day: date) -> bool:
    return any(a.person_id == person.id and a.first_on <= day <= a.last_on for a in board.absences)


def _at_work(board: Board, person: Person, day: date) -> bool:
    feasts = board.holidays.get(person.region or board.region, {})
    return _open(board, day) and _belongs(person, day) and day not in feasts and not _away(board, person, day)


def _of_block(board: Board, block: Block, held: tuple[Block, ...]) -> Iterator[str]:
    person, rota = _person(board, block.person_id), board.rota
    end = rota.from_on + timedelta(days=7 * rota.weeks - 1)
    days = list(_walk(block.from_on, block.to_on))
    if block.from_on < rota.from_on or block.to_on > end:
        yield "outside the rota"
    if not any(_open(board, day) for day in days):
        yield "no working day"
    if not all(_belongs(person, day) for day in days):
        yield "not here"
    if any(_away(board, person, day) for day in days if _open(board, day)):
        yield "on leave"
    yield from _of_side(board, block, person)
    own = [other for other in (*held, *board.around) if other.person_id == person.id and other is not block]
    for other in own:
        if set(days) & set(_walk(other.from_on, other.to_on)):
            yield "in two places"
        elif other.kind == block.kind and _weeks_between(block, other) < _rest(board, block):
            yield "no rest"
    if block.kind == BlockKind.GUEST and _weeks_away(block, own) > rota.longest_weeks:
        yield "away too long"


def _of_side(board: Board, block: Block, person: Person) -> Iterator[str]:
    side = _side(board, person)
    if block.kind == BlockKind.DUTY:
        if side not in {Side.DEV, Side.OPS}:
            yield "no side for a duty"
    elif {side, board.teams[block.host_id or 0].side} != {Side.DEV, Side.OPS}:
        yield "not on the other side"


def _rest(board: Board, block: Block) -> int:
    return board.rota.rest_weeks if block.kind == BlockKind.GUEST else 1


def _week(day: date) -> int:
    """ISO weeks counted on from the beginning of time."""
    return (day.toordinal() - 1) // 7


def _weeks_between(block: Block, other: Block) -> int:
    early, late = (block, other) if block.from_on < other.from_on else (other, block)
    return max(0, _week(late.from_on) - _week(early.to_on) - 1)


def _weeks_away(block: Block, own: list[Block]) -> int:
    """The length of the run of weeks away that holds the block."""
    weeks = {_week(day) for b in (block, *own) if b.kind == BlockKind.GUEST for day in _walk(b.from_on, b.to_on)}
    first = last = _week(block.from_on)
    while first - 1 in weeks:
        first -= 1
    while last + 1 in weeks:
        last += 1
    return last - first + 1


def _of_teams(board: Board, held: tuple[Block, ...]) -> Iterator[str]:
    """Nobody whom planning sent away may be missing at home, guests counted, where leave alone leaves more."""
    everything = (*held, *board.around)
    fixed = tuple(block for block in everything if block.pinned or block in board.around)
    for team_id in board.rota.team_ids:
        minimum = board.teams[team_id].minimum
        for day in _walk(board.rota.from_on, board.rota.from_on + timedelta(days=7 * board.rota.weeks - 1)):
            there = _sitting(board, everything, team_id, day)
            before = _sitting(board, fixed, team_id, day)
            if there < min(minimum, before):
                yield f"team {team_id} has {there} on {day}, less than {minimum} and than {before} without this plan"
            sent = [p.id for p in board.people if p.team_id == team_id and _sent(board, p, held, day)]
            if sent and there < minimum:
                yield f"team {team_id} sends {sent} away on {day} with {there} of {minimum} at the desk"


def _sent(board: Board, person: Person, held: tuple[Block, ...], day: date) -> bool:
    own = (b for b in held if b.person_id == person.id and b.kind == BlockKind.GUEST and not b.pinned)
    return _at_work(board, person, day) and any(b.from_on <= day <= b.to_on for b in own)


def _sitting(board: Board, blocks: tuple[Block, ...], team_id: int, day: date) -> int:
    count = 0
    for person in board.people:
        own = [b for b in blocks if b.person_id == person.id and b.kind == BlockKind.GUEST]
        hosts = [b.host_id for b in sorted(own, key=lambda b: (b.from_on, b.id)) if b.from_on <= day <= b.to_on]
        if _at_work(board, person, day) and (hosts[0] if hosts else person.team_id) == team_id:
            count += 1
    return count


def _of_places(board: Board, held: tuple[Block, ...]) -> Iterator[str]:
    """No more people than places on any working day, and nobody where there is no place."""
    for block in held:
        if not block.pinned:
            side = _side(board, _person(board, block.person_id))
            roles = [
                role for role in board.rota.roles
                if (role.kind, role.side, role.host_id) == (block.kind, side, block.host_id)
            ]  # fmt: skip
            beside = [
                other for other in held
                if (other.kind, other.host_id) == (block.kind, block.host_id)
                and _side(board, _person(board, other.person_id)) == side
            ]  # fmt: skip
            for day in filter(partial(_open, board), _walk(block.from_on, block.to_on)):
                there = [other for other in beside if other.from_on <= day <= other.to_on]
                planned = [other for other in there if not other.pinned]
                if len(there) > max(sum(role.places for role in roles), len(there) - len(planned)):
                    yield f"{len(there)} people in the places of {block.kind.name} {block.host_id} on {day}"
                    break
