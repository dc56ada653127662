"""The ledger of fairness: per person and kind, the working days done minus the fair share, carried from plan to plan.

In each week the days that a side did are shared out over the people of that side by the time they had: part of a full
week times the days they worked. So the debts of a side sum to zero in every week, whatever is planned or missed; a
joiner begins at zero, and whoever really went is credited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, days
from desktop_app.domain.teams import Side

SIDES = (Side.OPS, Side.DEV)


@dataclass(frozen=True, slots=True)
class LedgerWeek:
    """What one side did of one kind in one week, in working days; ``time`` is the working time each person had."""

    week_on: date
    kind: BlockKind
    side: Side
    done: Mapping[int, float]
    time: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Debt:
    """``done`` minus ``fair``, in working days: below zero is owed, above zero is ahead."""

    done: float = 0.0
    fair: float = 0.0

    @property
    def balance(self) -> float:
        return self.done - self.fair


def ledger(weeks: Iterable[LedgerWeek]) -> dict[tuple[int, BlockKind], Debt]:
    """Add up weeks. Who did something without having time for it (a rule was relaxed) still counts what was done."""
    done: dict[tuple[int, BlockKind], float] = {}
    fair: dict[tuple[int, BlockKind], float] = {}
    for week in weeks:
        total = sum(week.done.values())
        time = {p: t for p, t in week.time.items() if t > 0} or dict.fromkeys(week.done, 1.0)
        everything = sum(time.values())
        for person, amount in week.done.items():
            done[person, week.kind] = done.get((person, week.kind), 0.0) + amount
        for person, amount in time.items():
            fair[person, week.kind] = fair.get((person, week.kind), 0.0) + total * amount / everything
    return {key: Debt(done.get(key, 0.0), fair.get(key, 0.0)) for key in done.keys() | fair.keys()}


def ledger_weeks(board: Board, until: date | None = None) -> Iterator[LedgerWeek]:
    """The weeks of a board's plan, those before ``until`` only when a day is given."""
    kinds = sorted({(role.kind, role.side) for role in board.rota.roles})
    own_blocks: dict[int, list[Block]] = {}
    for block in board.plan.blocks:
        own_blocks.setdefault(block.person_id, []).append(block)
    for week_on in (board.rota.from_on + WEEK * n for n in range(board.rota.weeks)):
        if until is None or week_on < until:
            working = [day for day in days(week_on, week_on + WEEK - DAY) if board.working(day)]
            worked = {person.id: [day for day in working if board.works(person, day)] for person in board.people}
            for kind, side in kinds:
                yield _week(board, own_blocks, worked, week_on, kind, side)


def _week(
    board: Board,
    own_blocks: Mapping[int, list[Block]],
    worked: Mapping[int, list[date]],
    week_on: date,
    kind: BlockKind,
    side: Side,
) -> LedgerWeek:
    done: dict[int, float] = {}
    time: dict[int, float] = {}
    for person in board.people:
        if board.side(person.id) is side:
            time[person.id] = len(worked[person.id]) * person.share / 100
            own = own_blocks.get(person.id, ())
            blocks = [b for b in own if b.kind is kind and b.touches(week_on, week_on + WEEK - DAY)]
            went = sum(1 for day in worked[person.id] if any(block.covers(day) for block in blocks)) if blocks else 0
            if went:
                done[person.id] = float(went)
    return LedgerWeek(week_on, kind, side, done, time)


def balances(board: Board) -> dict[tuple[int, BlockKind], float]:
    """What each person is ahead (+) or owes (-) at the end of the plan, in working days."""
    own = ledger(ledger_weeks(board))
    keys = own.keys() | board.carried.keys()
    return {key: board.carried.get(key, 0.0) + (own[key].balance if key in own else 0.0) for key in keys}
