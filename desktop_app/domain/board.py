"""A plan with everything needed to judge and draw it: people, leave, holidays, sessions, and what was done before.

The board is what a page, a sheet of paper and a spreadsheet of a rota are made from, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from desktop_app.domain.people import Absence, Person, by_name
from desktop_app.domain.rotations import Block, BlockKind, OpenPlace, Plan, Role, Rota, days
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Side, Team, distinct_letters

_WITHOUT_BLOCKS = ("person", "rota_teams", "members", "working_days", "_letters", "_leave", "_worked")


@dataclass(frozen=True)
class Board:
    """``holidays`` gives names by region and day; ``around`` are the blocks of other published plans nearby.

    ``carried`` is, by person and kind, the working days done minus the fair share before this rota begins.
    """

    rota: Rota
    plan: Plan
    teams: Mapping[int, Team]
    people: tuple[Person, ...]  # of the rota's teams, by team and name
    absences: tuple[Absence, ...] = ()
    holidays: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    region: str = ""
    around: tuple[Block, ...] = ()
    carried: Mapping[tuple[int, BlockKind], float] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()  # all of them, whenever they are held
    zone: str = "UTC"
    now: datetime | None = None  # in the workspace's zone
    demo: bool = False  # made-up people: printed pages say so

    def with_blocks(self, blocks: Iterable[Block]) -> Board:
        """The same board with other blocks in the plan. What does not hang on blocks is not worked out again."""
        board = replace(self, plan=replace(self.plan, blocks=tuple(blocks)))
        known = vars(self)  # other threads fill it meanwhile: it is asked name by name and never walked through
        for name in _WITHOUT_BLOCKS:
            if (value := known.get(name)) is not None:
                vars(board)[name] = value
        return board

    # -- people and days

    @cached_property
    def person(self) -> Mapping[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def rota_teams(self) -> tuple[Team, ...]:
        """The rota's teams, Ops first, then Dev, by name; their letters are those of no other team."""
        found = [self.teams[team_id] for team_id in self.rota.team_ids if team_id in self.teams]
        known = [t if t.letters == self.letters(t.id) else replace(t, code=self.letters(t.id)) for t in found]
        return tuple(sorted(known, key=lambda team: (team.side, team.name.casefold(), team.id)))

    def letters(self, team_id: int) -> str:
        """What blocks and printed plans call a team, different for every team; empty for one that is not known."""
        return self._letters.get(team_id, "")

    @cached_property
    def _letters(self) -> Mapping[int, str]:
        return distinct_letters(self.teams.values())

    @cached_property
    def members(self) -> Mapping[int, tuple[Person, ...]]:
        """People by home team, by name."""
        found: dict[int, list[Person]] = {team.id: [] for team in self.rota_teams}
        for person in sorted(self.people, key=lambda p: (by_name(p.name), p.id)):
            found.setdefault(person.team_id, []).append(person)
        return {team_id: tuple(people) for team_id, people in found.items()}

    def side(self, person_id: int) -> Side:
        person = self.person.get(person_id)
        team = self.teams.get(person.team_id) if person else None
        return team.side if team else Side.UNKNOWN

    def working(self, day: date) -> bool:
        """Whether the workspace's region works on that day."""
        return day.weekday() < 5 and day not in self.holidays.get(self.region, {})

    def holiday(self, day: date) -> str:
        """The name of the workspace's public holiday, empty on other days."""
        return self.holidays.get(self.region, {}).get(day, "")

    @cached_property
    def _leave(self) -> Mapping[int, tuple[Absence, ...]]:
        found: dict[int, list[Absence]] = {}
        for absence in self.absences:
            found.setdefault(absence.person_id, []).append(absence)
        return {person: tuple(sorted(them, key=lambda a: a.first_on)) for person, them in found.items()}

    def leave(self, person_id: int) -> tuple[Absence, ...]:
        """The absences of a person, oldest first."""
        return self._leave.get(person_id, ())

    def on_leave(self, person_id: int, day: date) -> bool:
        return any(absence.covers(day) for absence in self.leave(person_id))

    def works(self, person: Person, day: date) -> bool:
        """Whether the person works on that day, in whatever team: here, no leave, no holiday of their own region."""
        known = self._worked.get((person.id, day))
        if known is None:
            own = self.holidays.get(person.region or self.region, {})
            known = self.working(day) and person.here_on(day) and day not in own and not self.on_leave(person.id, day)
            self._worked[person.id, day] = known
        return known

    @cached_property
    def _worked(self) -> dict[tuple[int, date], bool]:
        """Answers of ``works``: asked for the same days again and again."""
        return {}

    # -- blocks

    @cached_property
    def _blocks(self) -> Mapping[int, tuple[Block, ...]]:
        found: dict[int, list[Block]] = {}
        for block in (*self.plan.blocks, *self.around):
            found.setdefault(block.person_id, []).append(block)
        return {person: tuple(sorted(them, key=lambda b: (b.from_on, b.id))) for person, them in found.items()}

    def blocks_of(self, person_id: int) -> tuple[Block, ...]:
        """The person's blocks of this plan and of those around it, oldest first."""
        return self._blocks.get(person_id, ())

    def host_on(self, person: Person, day: date) -> int:
        """The team where the person sits on that day: the host of a guest block, otherwise the home team."""
        for block in self.blocks_of(person.id):
            if block.kind is BlockKind.GUEST and block.covers(day) and block.host_id is not None:
                return block.host_id
        return person.team_id

    @cached_property
    def _guests(self) -> Mapping[int, tuple[Person, ...]]:
        found: dict[int, dict[int, Person]] = {}
        for block in (*self.plan.blocks, *self.around):
            person = self.person.get(block.person_id)
            if person is None or block.kind is not BlockKind.GUEST or block.host_id in (None, person.team_id):
                continue
            found.setdefault(block.host_id or 0, {})[person.id] = person
        return {team_id: tuple(people.values()) for team_id, people in found.items()}

    def guests_of(self, team_id: int) -> tuple[Person, ...]:
        """Everybody of another team who is a guest there on any day."""
        return self._guests.get(team_id, ())

    def partner(self, block: Block) -> Person | None:
        """The other half of a duty pair; the mentor of a guest. Of several pairs at once the first goes with the first.

        Where one side has fewer people, its last one is the partner of all who are left.
        """
        if block.kind is BlockKind.GUEST:
            return self.person.get(block.mentor_id) if block.mentor_id is not None else None
        side, earlier, across = self.side(block.person_id), 0, []
        for other in (*self.plan.blocks, *self.around):
            if other.kind is BlockKind.DUTY and other.touches(block.from_on, block.to_on):
                if self.side(other.person_id) is not side:
                    across.append(other)
                elif _in_order(other) < _in_order(block):
                    earlier += 1
        across.sort(key=_in_order)
        return self.person.get(across[min(earlier, len(across) - 1)].person_id) if across else None

    def fills(self, block: Block, role: Role) -> bool:
        """Whether the block is one of the role's places."""
        return block.kind is role.kind and block.host_id == role.host_id and self.side(block.person_id) is role.side

    @cached_property
    def open_places(self) -> tuple[OpenPlace, ...]:
        """Every place that nobody fills, with its working days, in order of time.

        A day on which whoever has it is on leave or not in the team is open too; a holiday of their own is not.
        """
        return tuple(_open_places(self))

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        """Every working day of the rota."""
        return tuple(day for day in days(self.rota.from_on, self.rota.to_on) if self.working(day))

    @cached_property
    def session_dates(self) -> tuple[tuple[Session, SessionDate], ...]:
        """The dates of sessions inside the rota, in order of time."""
        found = [(session, on) for session in self.sessions for on in session.dates]
        inside = [pair for pair in found if self.rota.from_on <= pair[1].starts.date() <= self.rota.to_on]
        return tuple(sorted(inside, key=lambda pair: (pair[1].starts, pair[0].topic)))

    def host_words(self, host_id: int | None) -> str:
        """The letters of a host team, for a block."""
        return self.letters(host_id) if host_id is not None else ""


def _in_order(block: Block) -> tuple[date, int, int]:
    return block.from_on, block.id, block.person_id


def _open_places(board: Board) -> Iterable[OpenPlace]:
    for slot in board.rota.slots:
        for role in board.rota.roles:
            there = [b for b in board.plan.blocks if board.fills(b, role) and b.touches(slot.from_on, slot.to_on)]
            missing: dict[date, int] = {}
            for day in slot.days:
                if board.working(day):
                    missing[day] = role.places - sum(1 for block in there if _taken(board, block, day))
            open_days = tuple(day for day, count in missing.items() if count > 0)
            if open_days:
                yield OpenPlace(role, slot, max(missing.values()), open_days)


def _taken(board: Board, block: Block, day: date) -> bool:
    person = board.person.get(block.person_id)
    return block.covers(day) and person is not None and person.here_on(day) and not board.on_leave(person.id, day)


def last_working_day(board: Board, from_on: date, to_on: date) -> date:
    """The last day of a slot on which a guest works; its last day when none is a working day."""
    day = to_on
    while day > from_on and not board.working(day):
        day -= timedelta(days=1)
    return day if board.working(day) else to_on
