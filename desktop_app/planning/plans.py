"""A board in, a plan out: at once by ``quick_plan``, better by ``best_plan``. Blocks and figures, nothing is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Conflict, conflicts
from desktop_app.domain.rotations import Block, days
from desktop_app.planning.draft import Draft
from desktop_app.planning.greedy import greedy
from desktop_app.planning.posing import problem
from desktop_app.planning.problem import TURN, Option, Problem
from desktop_app.planning.scores import Measure, Scores, rank, scores
from desktop_app.planning.solver import EFFORT, Progress, Stage, solve


@dataclass(frozen=True, slots=True)
class Planned:
    """``blocks`` are all blocks of the plan: fixed ones untouched, those that stay with their id, new ones with id 0.

    ``stages`` are empty for a quick plan. ``contradictions`` say what fixed blocks break among themselves: they stay.
    """

    blocks: tuple[Block, ...]
    places: int  # to fill, beside those that fixed blocks fill
    open_places: int
    spread: float  # turns between those who owe most and least, summed over kinds and sides
    scores: Scores
    stages: tuple[Stage, ...] = ()
    spent: float = 0.0  # deterministic seconds
    stopped: bool = False
    contradictions: tuple[Conflict, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no plan leaves fewer places open or shares the turns more fairly."""
        fair = {stage.measure: stage.proven for stage in self.stages}
        return bool(fair) and all(fair.get(measure, False) for measure in (Measure.OPEN, Measure.SPREAD))

    def better_than(self, other: Planned) -> bool:
        return rank(self.scores) < rank(other.scores)


def quick_plan(board: Board, published: Iterable[Block] = ()) -> Planned:
    """Whoever owes most goes first; every hard rule holds. Under a second for 40 people and a year."""
    posed = problem(board, published)
    return _planned(posed, greedy(posed))


def best_plan(
    board: Board,
    published: Iterable[Block] = (),
    progress: Progress | None = None,
    effort: float = EFFORT,
    left_alone: Iterable[Block] = (),
) -> Planned:
    """The quick plan, or the board's own when that is better, improved by the solver as far as ``effort`` goes.

    Blocks ``left_alone`` stay as if they were pinned.
    """
    posed = problem(board, published, left_alone)
    start = min(greedy(posed), standing(posed), key=lambda taken: rank(scores(posed, taken)))
    found = solve(posed, start, progress, effort)
    planned = _planned(posed, found.taken)
    return replace(planned, stages=found.stages, spent=found.spent, stopped=found.stopped)


def standing_plan(board: Board, published: Iterable[Block] = (), left_alone: Iterable[Block] = ()) -> Planned:
    """The figures of the board's own plan, as far as its blocks keep the rules."""
    posed = problem(board, published, left_alone)
    return _planned(posed, standing(posed))


def irregular(board: Board, published: Iterable[Block] = ()) -> tuple[Block, ...]:
    """Blocks that planning would not have placed so: they break a rule, or lie beside the places there are to fill.

    With those left alone all others are part of the standing plan.
    """
    told, found = tuple(published), dict[Block, None]()
    while True:  # once one is left alone, another may have no place any more
        posed = problem(board, told, found)
        more = _lost(posed, _blocks(posed, standing(posed)))
        if not more:
            return tuple(found)
        found.update(dict.fromkeys(more))


def _lost(posed: Problem, placed: Iterable[Block]) -> list[Block]:
    """Blocks of the plan of which some working day is not in what was placed."""
    held = {block.id: block for block in placed}
    return [
        block for block in posed.board.plan.blocks
        if block not in posed.fixed and not _within(posed.board, block, held.get(block.id))
    ]  # fmt: skip


def _within(board: Board, block: Block, held: Block | None) -> bool:
    return held is not None and all(
        held.covers(day) for day in days(block.from_on, block.to_on) if board.working(day)
    )  # fmt: skip


def standing(posed: Problem) -> tuple[Option, ...]:
    """What the board's own blocks that planning may move amount to, as far as they keep every rule together."""
    draft = Draft(posed)
    position = {person: n for n, person in enumerate(posed.people)}
    for block in posed.board.plan.blocks:
        for place in posed.places if block not in posed.fixed else ():
            same = (
                posed.board.fills(block, place.role) and block.from_on <= place.to_on and place.from_on <= block.to_on
            )
            n = position.get(block.person_id, -1)
            if same and n in place.takers and draft.missing(place.index) and draft.fits(place.index, n):
                draft.put(place.index, n)
    return draft.taken


def _planned(posed: Problem, taken: Collection[Option]) -> Planned:
    found = scores(posed, taken)
    return Planned(
        blocks=(*posed.fixed, *_blocks(posed, sorted(taken))),
        places=posed.demanded,
        open_places=sum(found[Measure.OPEN]),
        spread=sum(found[Measure.SPREAD]) / TURN,
        scores=found,
        contradictions=tuple(_contradictions(posed)),
    )


def _blocks(posed: Problem, taken: Sequence[Option]) -> list[Block]:
    """Blocks for options. One that the plan had already keeps its id, mentor and question."""
    before = [block for block in posed.board.plan.blocks if block not in posed.fixed]
    found = []
    for place, person in taken:
        block = posed.block(place, person)
        same = (
            old for old in before
            if (old.person_id, old.kind, old.host_id) == (block.person_id, block.kind, block.host_id)
            and old.touches(block.from_on, block.to_on)
        )  # fmt: skip
        old = next(same, None)
        if old is not None:
            before.remove(old)
            block = replace(old, from_on=block.from_on, to_on=block.to_on)
        found.append(block)
    return found


def _contradictions(posed: Problem) -> Iterable[Conflict]:
    kept = posed.board.with_blocks(posed.fixed)
    for block in posed.fixed:
        yield from conflicts(kept, block)
