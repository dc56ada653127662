"""What a block becomes when it is moved, resized, given away or begun: pure functions of the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts, snapped
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, OpenPlace, days
from desktop_app.domain.teams import Side


def moved(board: Board, block: Block, by: int) -> Block:
    """The block some days later or earlier. A guest keeps the number of working days, a duty goes by whole weeks."""
    if by == 0:
        return block
    if block.kind is BlockKind.DUTY:
        weeks = round(by / 7) or (1 if by > 0 else -1)
        return _inside(board, replace(block, from_on=block.from_on + WEEK * weeks, to_on=block.to_on + WEEK * weeks))
    wanted = sum(1 for day in days(block.from_on, block.to_on) if board.working(day))
    shifted = _inside(board, replace(block, from_on=block.from_on + DAY * by, to_on=block.to_on + DAY * by))
    if not wanted:
        return shifted
    first = _next_working(board, shifted.from_on, 1 if by > 0 else -1)
    last = _count_on(board, first, wanted, 1)
    if last > board.rota.to_on:  # against the end of the rota it stands still
        last = _next_working(board, board.rota.to_on, -1)
        first = _count_on(board, last, wanted, -1)
    return replace(block, from_on=max(first, board.rota.from_on), to_on=last)


def _next_working(board: Board, day: date, step: int) -> date:
    """The day itself or the next working day in a direction, the other way at the rota's ends."""
    for direction in (step, -step):
        on = day
        while board.rota.from_on <= on <= board.rota.to_on:
            if board.working(on):
                return on
            on += DAY * direction
    return day


def _count_on(board: Board, first: date, wanted: int, step: int) -> date:
    """The day on which ``wanted`` working days are complete."""
    on, found = first, int(board.working(first))
    while found < wanted and abs((on - first).days) < 800:
        on += DAY * step
        found += board.working(on)
    return on


def _inside(board: Board, block: Block) -> Block:
    """Pushed back into the rota's days."""
    rota, length = board.rota, block.to_on - block.from_on
    first = max(rota.from_on, min(block.from_on, rota.to_on - length))
    return replace(block, from_on=first, to_on=min(first + length, rota.to_on))


def with_start(board: Board, block: Block, day: date) -> Block:
    """The block from another day on; it never gets shorter than a day."""
    return snapped(board, replace(block, from_on=max(board.rota.from_on, min(day, block.to_on))))


def with_end(board: Board, block: Block, day: date) -> Block:
    return snapped(board, replace(block, to_on=min(board.rota.to_on, max(day, block.from_on))))


def stepped_end(board: Board, block: Block, step: int) -> Block:
    """One working day longer (1) or shorter (-1) at the end."""
    return with_end(board, block, _beyond(board, block.to_on, step))


def stepped_start(board: Board, block: Block, step: int) -> Block:
    return with_start(board, block, _beyond(board, block.from_on, step))


def _beyond(board: Board, day: date, step: int) -> date:
    on = day + DAY * step
    while board.rota.from_on <= on <= board.rota.to_on and not board.working(on):
        on += DAY * step
    return on


def given_to(board: Board, block: Block, step: int) -> Block:
    """The block of the next (1) or previous (-1) person on the same side, in the order of the rows."""
    side = board.side(block.person_id)
    line = [p.id for p in people_in_order(board) if board.side(p.id) is side and p.team_id != block.host_id]
    if block.person_id not in line:
        return block
    return replace(block, person_id=line[(line.index(block.person_id) + step) % len(line)])


def people_in_order(board: Board) -> Iterator[Person]:
    for team in board.rota_teams:
        yield from board.members.get(team.id, ())


def hosts_for(board: Board, person: Person) -> tuple[int, ...]:
    """Teams the person may be a guest of, those that the rota has places in first."""
    side = board.side(person.id)
    asked = [r.host_id for r in board.rota.roles if r.side is side and r.kind is BlockKind.GUEST and r.host_id]
    other = {Side.DEV: Side.OPS, Side.OPS: Side.DEV}.get(side)
    rest = [team.id for team in board.rota_teams if team.side is other]
    return tuple(dict.fromkeys([*asked, *rest]))


def host_for(board: Board, person: Person, first: date, last: date) -> int | None:
    """The team that lacks most guests of the person's side on these days; the first possible one otherwise."""
    hosts = hosts_for(board, person)
    lacking = dict.fromkeys(hosts, 0)
    for place in _open_for(board, person):
        inside = sum(1 for day in place.days if first <= day <= last)
        if place.role.host_id in lacking:
            lacking[place.role.host_id] += place.missing * inside
    return max(hosts, key=lambda host: lacking[host]) if hosts else None


def _open_for(board: Board, person: Person) -> Iterator[OpenPlace]:
    side = board.side(person.id)
    for place in board.open_places:
        if place.role.side is side and place.role.kind is BlockKind.GUEST and place.role.host_id != person.team_id:
            yield place


def begun(board: Board, person: Person, first: date, last: date) -> Block:
    """A block drawn from one day to another in a person's row."""
    first, last = min(first, last), max(first, last)
    made = Block(0, person.id, BlockKind.GUEST, host_for(board, person, first, last), first, last)
    return snapped(board, made)


def proposed(board: Board, person: Person, after: date) -> Block:
    """A new block for a person: the first slot from a day on that breaks no rule, where a place is open if possible."""
    slots = [slot for slot in board.rota.slots if slot.to_on >= after] or list(board.rota.slots)[-1:]
    open_slots = {place.slot.index for place in _open_for(board, person)}
    made = [begun(board, person, slot.from_on, slot.to_on) for slot in slots]
    wanted = [block for block, slot in zip(made, slots, strict=True) if slot.index in open_slots]
    for block in (*wanted, *made):
        if not conflicts(board, block):
            return block
    return made[0]


def with_host(board: Board, block: Block, host_id: int) -> Block:
    """The same block as a guest of another team."""
    return snapped(board, replace(block, host_id=host_id))
