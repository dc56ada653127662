"""Rotas and their plans: placed and moved by hand, published, and begun anew. Rules may be broken here, not unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import Block, Plan, Rota, check_rota
from desktop_app.domain.teams import Team
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.rota_boards import BoardReader
from desktop_app.services.rota_edits import Known, PlanEdit, editable
from desktop_app.services.rota_proposals import proposal
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import rotations as store
from desktop_app.storage.database import Connection

_TOPICS = frozenset({Topic.ROTATIONS})


@dataclass(frozen=True, slots=True)
class RotaLine:
    """A rota in a list; ``version`` and ``published`` are those of its newest plan."""

    id: int
    name: str
    from_on: date
    to_on: date
    version: int
    published: bool
    changed_in: int


class RotationService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._boards = BoardReader(workspace)

    # -- reading

    def rotas(self) -> tuple[RotaLine, ...]:
        """Every rota, the one that begins last first."""
        with self._workspace.database.read() as connection:
            plans = store.plans(connection)
            return tuple(
                RotaLine(r.id, r.name, r.from_on, r.to_on, newest.version, newest.published, r.changed_in)
                for r in store.rotas(connection)
                for newest in plans.get(r.id, ())[:1]
            )

    def board(self, rota_id: int | None = None, plan_id: int | None = None) -> Board | None:
        """A plan by its id, the newest of a rota, or the newest of the newest rota; None when there is no such."""
        return self._boards.board(rota_id, plan_id)

    def paper(self) -> Board:
        """What the hub's programme is printed from: the newest board, or one of the coming weeks without a plan."""
        return self._boards.paper()

    def versions(self, rota_id: int) -> tuple[Plan, ...]:
        """Every version of a rota's plan without its blocks, the newest first."""
        with self._workspace.database.read() as connection:
            return store.plans(connection).get(rota_id, ())

    def propose(self, teams: Sequence[Team] = ()) -> Rota:
        """A sensible first rota over these teams, all of Dev and Ops when none is given; nothing is stored.

        Raises Refused when no team of Dev, or none of Ops, has people.
        """
        with self._workspace.database.read() as connection:
            known = Known.read(connection)
        today = local(self._workspace.now(), self._workspace.zone).date()
        return proposal(teams or known.teams.values(), known.people.values(), today)

    # -- rotas

    def add_rota(self, rota: Rota) -> Changes:
        """A new rota with an empty draft; ``ids`` holds the ids of both. Raises Refused."""
        rota = check_rota(rota)
        name = _("Add rota “{name}”").format(name=rota.name)
        with self._workspace.step(name) as (connection, step):
            _known_teams(connection, rota)
            return Changes(_TOPICS, store.add(step, rota), step.id, name)

    def change_rota(self, rota: Rota) -> Changes:
        """Its period, teams, roles and words; blocks stay. Raises Refused, or Conflict when changed meanwhile."""
        rota = check_rota(rota)
        name = _("Change rota “{name}”").format(name=rota.name)
        with self._workspace.step(name) as (connection, step):
            _known_teams(connection, rota)
            store.change(step, rota)
            return Changes(_TOPICS, (rota.id,), step.id, name)

    def remove_rota(self, rota_id: int) -> Changes:
        """Take a rota away with every version of its plan. Raises Refused when it is gone already."""
        with self._workspace.database.read() as connection:
            rota = store.one(connection, rota_id)
            published = sum(1 for plan in store.plans(connection).get(rota_id, ()) if plan.published)
        if rota is None:
            raise Refused(_("This rota is no longer there."))
        name = _("Remove rota “{name}”").format(name=rota.name)
        words = ngettext("{n} published plan went with it.", "{n} published plans went with it.", published)
        with self._workspace.step(name) as (_connection, step):
            store.remove(step, rota_id)
            message = words.format(n=number(published)) if published else ""
            return Changes(_TOPICS, (rota_id,), step.id, name, message)

    # -- plans: ``ids`` begins with the plan that now holds what was done, then the blocks touched

    def place(self, plan_id: int, block: Block) -> Changes:
        """A new block. Raises Refused for what cannot be stored."""
        known = self._known()
        block = known.checked(block)
        name = known.placed(block)
        with self._workspace.step(name) as (_connection, step):
            edit = PlanEdit.of(step, plan_id)
            added = edit.add([block])
            return Changes(_TOPICS, (edit.plan_id, *added), step.id, name)

    def move(self, plan_id: int, block: Block) -> Changes:
        """Another person, host, days, mentor or question for a block. Raises Refused, or Conflict when changed."""
        known = self._known()
        block = known.checked(block)
        before = self._block(plan_id, block)
        name = known.moved(before, block)
        if replace(before, changed_in=0) == replace(block, changed_in=0):
            return Changes(frozenset(), (plan_id, block.id), name=name)
        with self._workspace.step(name) as (_connection, step):
            edit = PlanEdit.of(step, plan_id)
            edit.block(block.id, block.changed_in)
            moved = edit.change(block)
            return Changes(_TOPICS, (edit.plan_id, moved), step.id, name)

    def swap(self, plan_id: int, block_id: int, other_id: int) -> Changes:
        """Exchange the people of two blocks. Raises Conflict when one is gone, Refused when both are of one person."""
        with self._workspace.database.read() as connection:
            known = Known.read(connection)
            blocks = {block.id: block for block in editable(connection, plan_id).blocks}
        one, other = blocks.get(block_id), blocks.get(other_id)
        if one is None or other is None:
            raise Conflict(_("This block was changed elsewhere meanwhile."))
        if one.person_id == other.person_id:
            raise Refused(_("Both blocks are of {name}.").format(name=known.name(one.person_id)))
        name = _("Swap {name} and {other}").format(name=known.name(one.person_id), other=known.name(other.person_id))
        with self._workspace.step(name) as (_connection, step):
            edit = PlanEdit.of(step, plan_id)
            first, second = edit.block(one.id, one.changed_in), edit.block(other.id, other.changed_in)
            ids = [
                edit.change(replace(first, person_id=second.person_id)),
                edit.change(replace(second, person_id=first.person_id)),
            ]
            return Changes(_TOPICS, (edit.plan_id, *ids), step.id, name)

    def remove_blocks(self, plan_id: int, ids: Sequence[int]) -> Changes:
        """Raises Conflict when one of them is gone already."""
        words = ngettext("Remove {n} block", "Remove {n} blocks", len(ids))
        name = words.format(n=number(len(ids)))
        with self._workspace.step(name) as (_connection, step):
            edit = PlanEdit.of(step, plan_id)
            if ids:
                edit.remove(ids)
            return Changes(_TOPICS, (edit.plan_id,), step.id, name)

    def pin(self, plan_id: int, ids: Sequence[int], pinned: bool) -> Changes:
        """Planning leaves pinned blocks where they are. Raises Conflict when one is gone."""
        on = ngettext("Pin {n} block", "Pin {n} blocks", len(ids))
        off = ngettext("Unpin {n} block", "Unpin {n} blocks", len(ids))
        name = (on if pinned else off).format(n=number(len(ids)))
        with self._workspace.step(name) as (_connection, step):
            edit = PlanEdit.of(step, plan_id)
            turned = [block for block in map(edit.block, ids) if block.pinned != pinned]
            touched = [edit.change(replace(block, pinned=pinned)) for block in turned]
            return Changes(_TOPICS, (edit.plan_id, *touched), step.id, name)

    def replace_blocks(self, board: Board, blocks: Sequence[Block], name: str, message: str = "") -> Changes:
        """Make these all blocks of the board's plan in one step called ``name``; ``id`` 0 is a new block.

        Raises Conflict when the plan, or anything the board was made from, was changed since it was read.
        """
        known = self._known()
        wanted = [known.checked(block) for block in blocks]
        with self._workspace.step(name) as (connection, step):
            edit = PlanEdit.of(step, board.plan.id)
            self._check_unmoved(connection, board)
            edit.replace(wanted)
            return Changes(_TOPICS, (edit.plan_id,), step.id, name, message)

    def publish(self, plan_id: int, *, board: Board | None = None) -> Changes:
        """From now on this version holds and is never changed. Raises Refused when it is published already.

        ``board`` is what the user looked at: raises Conflict when anything it was made from was changed since.
        """
        with self._workspace.database.read() as connection:
            plan = editable(connection, plan_id)
            rota = store.one(connection, plan.rota_id)
        if plan.published:
            raise Refused(_("{version} stays as it is; the next change begins a draft.").format(version=plan.label))
        words = _("Publish v{n} of “{rota}”")
        name = words.format(n=number(plan.version), rota=rota.name if rota else "")
        with self._workspace.step(name) as (connection, step):
            if board is not None:
                self._check_unmoved(connection, board)
            store.publish(step, plan_id, self._workspace.now(), plan.changed_in)
            return Changes(_TOPICS, (plan_id,), step.id, name)

    def _check_unmoved(self, connection: Connection, board: Board) -> None:
        if not self._boards.unmoved(connection, board):
            raise Conflict(_("The plan, or what it hangs on, was changed meanwhile; look again."))

    def _known(self) -> Known:
        with self._workspace.database.read() as connection:
            return Known.read(connection)

    def _block(self, plan_id: int, block: Block) -> Block:
        with self._workspace.database.read() as connection:
            held = {each.id: each for each in editable(connection, plan_id).blocks}.get(block.id)
        if held is None or (block.changed_in and held.changed_in != block.changed_in):
            raise Conflict(_("This block was changed elsewhere meanwhile."))
        return held


def _known_teams(connection: Connection, rota: Rota) -> None:
    """Raises Refused when a team that the rota names is gone."""
    named = {*rota.team_ids, *(role.host_id for role in rota.roles if role.host_id is not None)}
    if not named <= Known.read(connection).teams.keys():
        raise Refused(_("A team of this rota is no longer there."))
    if not rota.team_ids:
        raise Refused(_("Choose the teams that take part."))
