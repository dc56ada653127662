"""From a board to a problem: which places are open, and who can take them as far as other places do not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop_app.domain.board import Board, last_working_day
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind, Role, Slot
from desktop_app.domain.teams import Side
from desktop_app.planning import turns
from desktop_app.planning.desks import desks, streaks
from desktop_app.planning.ground import Ground
from desktop_app.planning.problem import Option, Place, Problem, too_close


def problem(board: Board, published: Iterable[Block] = (), left_alone: Iterable[Block] = ()) -> Problem:
    """What there is to plan on a board, from its ``now`` on.

    ``published`` is the plan people know: it is changed as little as possible. Blocks ``left_alone`` stay.
    """
    ground = Ground(board, tuple(published), tuple(left_alone))
    places = tuple(replace(place, index=n) for n, place in enumerate(_places(ground)))
    accrued = turns.accrued_shares(ground, places)
    stays = [(n, b.host_id) for n, b in ground.guest_stays() if b.host_id is not None]
    return Problem(
        board=board,
        fixed=ground.fixed,
        places=places,
        people=tuple(person.id for person in ground.people),
        teams=tuple(person.team_id for person in ground.people),
        pools=turns.pools(ground, places, accrued),
        desks=desks(ground, places),
        streaks=streaks(ground, places),
        accrued=accrued,
        published=frozenset(_published(ground, places)),
        beside_leave=frozenset(_beside_leave(ground, places)),
        visited=frozenset(stays),
        met=frozenset((ground.people[n].team_id, host) for n, host in stays),
    )


def _places(ground: Ground) -> Iterator[Place]:
    kinds = turns.kinds(ground)
    for kind in BlockKind:
        roles = [role for role in ground.board.rota.roles if role.kind is kind]
        for slot in ground.periods(kind) if roles else ():
            working = [day for day in slot.days if day >= ground.today and ground.board.working(day)]
            for role in roles if working else ():
                needed = _needed(ground, role, slot, working)
                if needed > 0:
                    yield _place(ground, role, slot, working, needed, kinds.index((kind, role.side)))


def _needed(ground: Ground, role: Role, slot: Slot, working: Sequence[date]) -> int:
    """Places less those that fixed blocks fill: as many as are there together on one day."""
    there = [b for b in ground.fixed if ground.board.fills(b, role) and b.touches(slot.from_on, slot.to_on)]
    return role.places - max(sum(1 for block in there if block.covers(day)) for day in working)


def _place(ground: Ground, role: Role, slot: Slot, working: Sequence[date], needed: int, pool: int) -> Place:
    guest = role.kind is BlockKind.GUEST
    from_on = working[0] if guest else max(slot.from_on, ground.today)
    to_on = last_working_day(ground.board, slot.from_on, slot.to_on) if guest else slot.to_on
    block = Block(0, 0, role.kind, role.host_id, from_on, to_on)
    takers: tuple[int, ...] = ()
    if _fillable(ground, role):
        takers = tuple(n for n, person in enumerate(ground.people) if _can(ground, person, role, block, working))
    return Place(0, role, slot, from_on, to_on, needed, turns.weight(ground, role.kind, slot), pool, takers)


def _fillable(ground: Ground, role: Role) -> bool:
    """Whether anybody at all may take the role: the host stands on the other side, and a slot is not too long."""
    rota = ground.board.rota
    if role.kind is BlockKind.DUTY or role.host_id is None:
        return role.kind is BlockKind.DUTY
    host = ground.board.teams.get(role.host_id)
    return host is not None and host.side is not role.side and rota.slot_weeks <= rota.longest_weeks


def _can(ground: Ground, person: Person, role: Role, block: Block, working: Sequence[date]) -> bool:
    board = ground.board
    return (
        person.team_id in board.rota.team_ids  # a team that no longer takes part sends nobody
        and board.side(person.id) is role.side
        and role.side in (Side.OPS, Side.DEV)
        and person.here_on(block.from_on)
        and person.here_on(block.to_on)
        and not any(board.on_leave(person.id, day) for day in working if block.covers(day))
        and not any(too_close(block, other, board.rota.rest_weeks) for other in ground.kept.blocks_of(person.id))
    )


def _published(ground: Ground, places: Sequence[Place]) -> Iterator[Option]:
    for place in places:
        for block in ground.published:
            n = ground.position.get(block.person_id, -1)
            if (
                n in place.takers
                and ground.board.fills(block, place.role)
                and block.touches(place.from_on, place.to_on)
            ):
                yield place.index, n


def _beside_leave(ground: Ground, places: Sequence[Place]) -> Iterator[Option]:
    """Options whose last working day before or first one after is a day of leave."""
    for place in places:
        around = (_next_working(ground.board, place.from_on, -1), _next_working(ground.board, place.to_on, 1))
        for n in place.takers:
            if any(ground.board.on_leave(ground.people[n].id, day) for day in around):
                yield place.index, n


def _next_working(board: Board, day: date, way: int) -> date:
    """The nearest working day before (-1) or after (1), within two weeks."""
    near = (day + DAY * way * step for step in range(1, 15))
    return next((other for other in near if board.working(other)), day + DAY * way)
