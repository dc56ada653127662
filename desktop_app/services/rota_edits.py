"""One edit of a plan: a published version is never changed, so its first edit begins a draft with the next number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import FIRST_DAY, LAST_DAY, Block, BlockKind, Plan
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Team, distinct_letters
from desktop_app.storage import people, rotations, teams
from desktop_app.storage.database import Connection
from desktop_app.storage.journal import Step

LONGEST_BLOCK = 370  # days
LONGEST_QUESTION = 500


@dataclass(frozen=True)
class Known:
    """Who and what the blocks of a plan may name."""

    people: Mapping[int, Person]
    teams: Mapping[int, Team]

    @classmethod
    def read(cls, connection: Connection) -> Known:
        return cls(
            {person.id: person for person in people.people(connection)},
            {team.id: team for team in teams.all_teams(connection)},
        )

    def name(self, person_id: int) -> str:
        person = self.people.get(person_id)
        return person.name if person else "?"

    def checked(self, block: Block) -> Block:
        """The block with a trimmed question. Raises Refused for what cannot be stored; rules may be broken by hand."""
        if block.person_id not in self.people:
            raise Refused(_("This person is no longer in the list of people."))
        if block.mentor_id is not None and block.mentor_id not in self.people:
            raise Refused(_("The mentor is no longer in the list of people."))
        if block.to_on < block.from_on:
            raise Refused(_("A block cannot end before it begins."))
        if not FIRST_DAY <= block.from_on <= block.to_on <= LAST_DAY:
            raise Refused(_("A block lies between 2000 and 2999."))
        if (block.to_on - block.from_on).days >= LONGEST_BLOCK:
            raise Refused(_("A block lasts at most a year."))
        if block.kind is BlockKind.GUEST and block.host_id not in self.teams:
            raise Refused(_("A guest needs a team to go to."))
        question = " ".join(block.question.split())
        if len(question) > LONGEST_QUESTION:
            raise Refused(_("A question has at most {n} characters.").format(n=number(LONGEST_QUESTION)))
        return replace(block, question=question, host_id=block.host_id if block.kind is BlockKind.GUEST else None)

    def placed(self, block: Block) -> str:
        """What putting the block there is called: ``Send Dev 5 to NET, 7 Dec – 18 Dec 2026``."""
        days = span(block.from_on, block.to_on)
        if block.kind is BlockKind.DUTY:
            return _("Put {name} on duty, {days}").format(name=self.name(block.person_id), days=days)
        host = self.teams.get(block.host_id) if block.host_id is not None else None
        words = _("Send {name} to {team}, {days}")
        return words.format(
            name=self.name(block.person_id),
            team=distinct_letters(self.teams.values())[host.id] if host else "?",
            days=days,
        )

    def moved(self, before: Block, after: Block) -> str:
        """What turning one block into the other is called: ``Move Dev 5 to 14 – 18 Dec 2026``."""
        name = self.name(after.person_id)
        if before.person_id != after.person_id:
            words = _("Put {name} in the place of {other}")
            return words.format(name=name, other=self.name(before.person_id))
        if (before.kind, before.host_id) != (after.kind, after.host_id):
            return self.placed(after)
        if (before.from_on, before.to_on) != (after.from_on, after.to_on):
            return _("Move {name} to {days}").format(name=name, days=span(after.from_on, after.to_on))
        if before.mentor_id != after.mentor_id:
            return _("Change the mentor of {name}").format(name=name)
        return _("Change the block of {name}").format(name=name)


class PlanEdit:
    """Writes of one step into a plan. ``of`` raises Refused when the plan is gone or a later version has been begun."""

    def __init__(self, step: Step, plan: Plan) -> None:
        self._step = step
        self._plan = plan
        self._known = {block.id: block for block in plan.blocks}
        self._ids: Mapping[int, int] = {block_id: block_id for block_id in self._known}
        self.plan_id = plan.id

    @classmethod
    def of(cls, step: Step, plan_id: int) -> PlanEdit:
        return cls(step, editable(step.connection, plan_id))

    def begin(self) -> None:
        """Go on in a draft of our own when the plan is published: with copies of its blocks, which keep their names."""
        if self._plan.published and self.plan_id == self._plan.id:
            self.plan_id = rotations.begin_plan(self._step, self._plan.rota_id, self._plan.version + 1)
            self._ids = rotations.copy_blocks(self._step, self._plan.blocks, self.plan_id)

    def block(self, block_id: int, seen: int = 0) -> Block:
        """A block of the plan by the id under which the caller knows it.

        Raises Conflict when it is gone, or was changed since ``seen``.
        """
        held = self._known.get(block_id)
        if held is None or (seen and held.changed_in != seen):
            raise Conflict(_("This block was changed elsewhere meanwhile."))
        return held

    def change(self, block: Block) -> int:
        """Give a block other values. Gives the id it has now."""
        self.begin()
        changed = replace(block, id=self._ids[block.id])
        rotations.change_block(self._step, self.plan_id, changed)
        return changed.id

    def add(self, blocks: Sequence[Block]) -> list[int]:
        self.begin()
        return rotations.add_blocks(self._step, self.plan_id, blocks)

    def remove(self, ids: Iterable[int]) -> None:
        gone = [self.block(block_id).id for block_id in ids]
        self.begin()
        rotations.remove_blocks(self._step, [self._ids[block_id] for block_id in gone])

    def replace(self, wanted: Sequence[Block]) -> None:
        """Make these all blocks of the plan; those with an id are blocks it has."""
        self.begin()
        named = [replace(block, id=self._ids.get(block.id, 0)) for block in wanted]
        rotations.replace_blocks(self._step, self.plan_id, named)


def editable(connection: Connection, plan_id: int) -> Plan:
    """The plan with its blocks. Raises Refused when it is gone or a later version has been begun."""
    for versions in rotations.plans(connection).values():
        for plan in versions:
            if plan.id == plan_id:
                if plan.id != versions[0].id:
                    words = _("{version} has been followed by {newer}; change that one.")
                    raise Refused(words.format(version=plan.label, newer=versions[0].label))
                return replace(plan, blocks=rotations.blocks(connection, [plan_id]).get(plan_id, ()))
    raise Refused(_("This plan is no longer there."))
