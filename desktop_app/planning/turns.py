"""The ledger in turns: what each person brings along, and the fair share of what this rota demands.

As in ``domain/ledger`` a side's share is divided by the time its people had; here over the places to fill instead of
the days that were done, so that it is known before anything is planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.domain.people import Person
from desktop_app.domain.rotations import BlockKind, Slot
from desktop_app.domain.teams import Side
from desktop_app.planning.ground import Ground
from desktop_app.planning.problem import TURN, Place, Pool

WEEK_DAYS = 5  # working days of a full week: by these the ledger's days become turns

Accrued = dict[tuple[int, date], tuple[int, ...]]


def kinds(ground: Ground) -> tuple[tuple[BlockKind, Side], ...]:
    """What the pools are, in order."""
    return tuple(sorted({(role.kind, role.side) for role in ground.board.rota.roles}))


def weight(ground: Ground, kind: BlockKind, slot: Slot) -> int:
    """Thousandths of a turn of one place: a whole one, less in a shorter last slot."""
    if kind is BlockKind.DUTY:
        return TURN
    return TURN * len(slot.days) // (7 * ground.board.rota.slot_weeks)


def pools(ground: Ground, places: Sequence[Place], accrued: Accrued) -> tuple[Pool, ...]:
    return tuple(_pool(ground, places, accrued, n) for n in range(len(kinds(ground))))


def accrued_shares(ground: Ground, places: Sequence[Place]) -> Accrued:
    """By pool and first day of a slot (or week): everybody's fair share up to its end, in thousandths of a turn."""
    found: Accrued = {}
    for pool, (kind, side) in enumerate(kinds(ground)):
        total, shares = 0, [0.0] * len(ground.people)
        for slot in ground.periods(kind):
            demanded = _demanded(ground, places, pool, slot)
            time = [_time(ground, p, slot) if ground.sides[n] is side else 0 for n, p in enumerate(ground.people)]
            everything = sum(time)
            if everything:
                total += demanded
                shares = [share + demanded * mine / everything for share, mine in zip(shares, time, strict=True)]
            found[pool, slot.from_on] = _whole(shares, total)
    return found


def _pool(ground: Ground, places: Sequence[Place], accrued: Accrued, pool: int) -> Pool:
    kind, side = kinds(ground)[pool]
    before = tuple(
        _carried(ground, person, kind) + sum(_credit(ground, person, kind, slot) for slot in ground.periods(kind))
        if ground.sides[n] is side else 0
        for n, person in enumerate(ground.people)
    )  # fmt: skip
    members = {n for place in places if place.pool == pool for n in place.takers}
    return Pool(kind, side, tuple(sorted(members)), before, accrued[pool, ground.periods(kind)[-1].from_on])


def _carried(ground: Ground, person: Person, kind: BlockKind) -> int:
    turn_days = WEEK_DAYS * (1 if kind is BlockKind.DUTY else ground.board.rota.slot_weeks)
    return round(TURN * ground.board.carried.get((person.id, kind), 0.0) / turn_days)


def _credit(ground: Ground, person: Person, kind: BlockKind, slot: Slot) -> int:
    """What fixed blocks of a person do in one slot or week, by the working days they cover."""
    own = [b for b in ground.fixed if b.person_id == person.id and b.kind is kind]
    working = [day for day in slot.days if ground.board.working(day)] if own else []
    if not working:
        return 0
    covered = sum(1 for day in working if any(block.covers(day) for block in own))
    return weight(ground, kind, slot) * covered // len(working)


def _demanded(ground: Ground, places: Sequence[Place], pool: int, slot: Slot) -> int:
    """What the slot asks of a pool: what is still to fill and what fixed blocks do."""
    kind, side = kinds(ground)[pool]
    still = sum(p.needed * p.weight for p in places if p.pool == pool and p.slot.from_on == slot.from_on)
    theirs = (p for n, p in enumerate(ground.people) if ground.sides[n] is side)
    return still + sum(_credit(ground, person, kind, slot) for person in theirs)


def _time(ground: Ground, person: Person, slot: Slot) -> int:
    return person.share * sum(1 for day in slot.days if ground.board.works(person, day))


def _whole(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """Shares as integers with the same sum: the largest remainders are rounded up."""
    whole = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda n: (whole[n] - shares[n], n))
    for n in order[: max(0, total - sum(whole))]:
        whole[n] += 1
    return tuple(whole)
