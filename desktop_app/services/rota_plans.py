"""Plan a rota at once, and improve a plan: read, think without a transaction, store as one step if nothing moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import Block
from desktop_app.planning.plans import Planned, best_plan, irregular, quick_plan, standing_plan
from desktop_app.planning.solver import EFFORT
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.rotations import RotationService
from desktop_app.services.workspaces import Workspace

_TOPICS = frozenset({Topic.ROTATIONS})


class RotaPlanService:
    """``effort`` is the solver's deterministic time: the same plan comes out however fast the computer is."""

    def __init__(self, workspace: Workspace, rotations: RotationService, effort: float = EFFORT) -> None:
        self._workspace = workspace
        self._rotations = rotations
        self._effort = effort

    def plan(self, plan_id: int, progress: Progress | None = None, as_of: date | None = None) -> Changes:
        """Fill the rota anew from today on, whoever owes most first. ``ids[0]`` is the plan that holds it.

        Pinned blocks and those that have begun stay. With ``as_of`` it is done as on that day: for a made-up history.
        Raises Refused when the plan is gone, Conflict when it was changed meanwhile.
        """
        progress = progress or Silent()
        board = self._board(plan_id)
        if as_of is not None:
            board = replace(board, now=datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
        progress(_("Planning {rota}").format(rota=board.rota.name))
        planned = quick_plan(board, self._published(board))
        if progress.cancelled:
            raise Cancelled(_("Stopped; nothing was stored."))
        name = _("Plan {rota}").format(rota=board.rota.name)
        return self._stored(board, planned, name, _sentences(*_filled(board, planned), *_staying(planned)))

    def improve(self, plan_id: int, progress: Progress | None = None) -> Changes:
        """Let the solver make the plan better, up to about half a minute. Cancelling keeps the best so far.

        Blocks placed by hand that break a rule stay where they are, as pinned ones do: only ``plan`` takes them out.
        Nothing is stored when nothing better was found. Raises as ``plan``.
        """
        board = self._board(plan_id)
        published = self._published(board)
        by_hand = irregular(board, published)
        before = standing_plan(board, published, by_hand)
        found = best_plan(board, published, progress or Silent(), self._effort, by_hand)
        name = _("Improve {rota}").format(rota=board.rota.name)
        better = found.better_than(before)
        words = _sentences(
            *_gained(before, found, better), *_certainty(found), *_left_alone(len(by_hand)), *_staying(found)
        )
        if not better:
            return Changes(frozenset(), (plan_id,), name=name, message=words)
        return self._stored(board, found, name, words)

    def _stored(self, board: Board, planned: Planned, name: str, message: str) -> Changes:
        now = {replace(block, changed_in=0) for block in board.plan.blocks}
        if now == {replace(block, changed_in=0) for block in planned.blocks}:
            return Changes(frozenset(), (board.plan.id,), name=name, message=message)
        return self._rotations.replace_blocks(board, planned.blocks, name, message)

    def _board(self, plan_id: int) -> Board:
        board = self._rotations.board(plan_id=plan_id)
        if board is None:
            raise Refused(_("This plan is no longer there."))
        return board

    def _published(self, board: Board) -> tuple[Block, ...]:
        """The blocks of the version that people know: this one, or the one that it will replace."""
        if board.plan.published:
            return board.plan.blocks
        for version in self._rotations.versions(board.rota.id):
            if version.version == board.plan.replaces_version:
                held = self._rotations.board(plan_id=version.id)
                return held.plan.blocks if held else ()
        return ()


def _sentences(*parts: str) -> str:
    return " ".join(parts)


def _filled(board: Board, planned: Planned) -> list[str]:
    """How many places planning could fill, and what stays open on the board, single days included."""
    still = _still_open(board, planned)
    total = planned.places
    if not total:
        return still or [_("There is no place to fill.")]
    if not still:
        return [ngettext("The {n} place is filled.", "All {n} places are filled.", total).format(n=number(total))]
    words = ngettext("{filled} of {n} place is filled.", "{filled} of {n} places are filled.", total)
    return [words.format(filled=number(total - planned.open_places), n=number(total)), *still]


def _still_open(board: Board, planned: Planned) -> list[str]:
    """What nobody fills from today on: a place may lack single days, beside a short block or for a day of leave."""
    today = board.now.date() if board.now else board.rota.from_on
    places = [
        (place, sum(1 for day in place.days if day >= today))
        for place in board.with_blocks(planned.blocks).open_places
    ]  # fmt: skip
    places = [(place, count) for place, count in places if count]
    if not places:
        return []
    missing, count = sum(place.missing for place, _count in places), sum(count for _place, count in places)
    part = ngettext("{n} working day", "{n} working days", count).format(n=number(count))
    words = ngettext("{n} place stays open, on {days}.", "{n} places stay open, on {days} in all.", missing)
    return [words.format(n=number(missing), days=part)]


def _gained(before: Planned, found: Planned, better: bool) -> list[str]:
    """What became better, most important first."""
    if not better:
        return [_("Nothing better was found.")]
    parts = []
    more = before.open_places - found.open_places
    if more > 0:
        parts.append(ngettext("{n} more place is filled.", "{n} more places are filled.", more).format(n=number(more)))
    if found.spread < before.spread:
        words = _("The turns lie {now} apart between most and least instead of {then}.")
        parts.append(words.format(now=number(found.spread, 1), then=number(before.spread, 1)))
    return parts or [_("The same places are filled as fairly as before; smaller things became better.")]


def _certainty(found: Planned) -> list[str]:
    if found.stopped:
        return [_("Stopped early: the best plan until then was kept.")]
    if found.proven:
        return [_("No plan fills more places or shares the turns more fairly.")]
    return [_("A fairer plan may exist; the time to look for it was used up.")]


def _left_alone(count: int) -> list[str]:
    if not count:
        return []
    one = "{n} block that breaks a rule or fits no place was left as it is; planning the rota anew takes it out."
    many = "{n} blocks that break a rule or fit no place were left as they are; planning the rota anew takes them out."
    return [ngettext(one, many, count).format(n=number(count))]


def _staying(planned: Planned) -> list[str]:
    """What the blocks that planning must not touch break among themselves."""
    if not planned.contradictions:
        return []
    words = _("Blocks that stay break a rule: {sentence}")
    return [words.format(sentence=planned.contradictions[0].sentence)]
