"""A schedule to be printed: the board, the period and everything about it that all pages share, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Cover, cover
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind, days
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.printing.axis import Axis
from desktop_app.ui.printing.bodies import Body
from desktop_app.ui.printing.columns import name_column
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Scale, Sizes, sizes
from desktop_app.ui.printing.names import Names
from desktop_app.ui.theme import COLOUR_PRINT, GREY_PRINT, PrintPalette

MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Options:
    """How a sheet is printed, whatever it shows."""

    colour: bool = False
    initials: bool = False  # people are named by their initials only

    @property
    def palette(self) -> PrintPalette:
        return COLOUR_PRINT if self.colour else GREY_PRINT


@dataclass(frozen=True, slots=True)
class Flag:
    """A session on one of its dates."""

    session: Session
    on: SessionDate

    @property
    def day(self) -> date:
        return self.on.starts.date()


@dataclass(frozen=True)
class Scene:
    """``size`` is the paper as it lies, in mm. Days from ``first`` to ``last`` are what the sheet is about."""

    board: Board
    first: date
    last: date
    scale: Scale
    size: tuple[float, float]
    options: Options
    tight: bool = False  # all but the rows of people are kept low, to save a page

    @property
    def inside(self) -> Box:
        return Box(0, 0, *self.size).shrunk(MARGIN)

    @cached_property
    def sizes(self) -> Sizes:
        return sizes(self.size[0], self.scale, tight=self.tight)

    @cached_property
    def cover(self) -> Cover:
        """Over the period, by the rule that also the window uses."""
        return cover(self.board, self.first, self.last)

    @cached_property
    def short(self) -> Mapping[date, tuple[Team, ...]]:
        """The teams below their minimum, by day."""
        found: dict[date, tuple[Team, ...]] = {}
        for shortfall in self.cover.shortfalls:
            found[shortfall.on] = (*found.get(shortfall.on, ()), shortfall.team)
        return found

    @cached_property
    def teams(self) -> tuple[tuple[Team, tuple[Person, ...]], ...]:
        """The teams with those who belong to them on any day of the period."""
        return tuple(
            (team, tuple(person for person in self.board.members.get(team.id, ()) if self._here(person)))
            for team in self.board.rota_teams
        )

    def _here(self, person: Person) -> bool:
        joined, left = person.joined_on, person.left_on
        return (joined is None or joined <= self.last) and (left is None or left >= self.first)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return tuple(person for _team, members in self.teams for person in members)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.board.people, initials=self.options.initials)

    @cached_property
    def axis(self) -> Axis:
        inside = self.inside
        return Axis.over(self.first, self.last, self.scale, inside.x + self.column, inside.right)

    @cached_property
    def column(self) -> float:
        """The width of the column of names in mm."""
        return name_column(self)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The hub's sessions on days of the period, in order of time."""
        found = [Flag(session, on) for session in self.board.sessions for on in session.dates]
        inside = [flag for flag in found if self.first <= flag.day <= self.last]
        return tuple(sorted(inside, key=lambda flag: (flag.on.starts, flag.session.topic)))

    @cached_property
    def has_minimum(self) -> bool:
        return any(team.minimum for team in self.board.rota_teams)

    @cached_property
    def has_duty(self) -> bool:
        return any(role.kind is BlockKind.DUTY for role in self.board.rota.roles) or any(
            block.kind is BlockKind.DUTY for block in self.board.plan.blocks
        )

    @cached_property
    def on_duty(self) -> tuple[tuple[date, date, tuple[int, ...]], ...]:
        """Runs of days on which the same people are on duty, people of Dev first."""
        blocks = [
            block for person in self.board.people for block in self.board.blocks_of(person.id)
            if block.kind is BlockKind.DUTY
        ]  # fmt: skip
        by_day = [
            (day, tuple(sorted((b.person_id for b in blocks if b.covers(day)), key=self._dev_first)))
            for day in self.axis.days
        ]
        return tuple((first, last, who) for first, last, who in runs(by_day) if who)

    def _dev_first(self, person_id: int) -> tuple[bool, str, int]:
        return self.board.side(person_id) is not Side.DEV, self.names.full.get(person_id, ""), person_id

    @cached_property
    def blocks(self) -> Mapping[int, tuple[Block, ...]]:
        """The blocks that touch the sheet, by person."""
        first, last = self.axis.first, self.axis.last
        return {
            person.id: tuple(b for b in self.board.blocks_of(person.id) if b.touches(first, last))
            for person in self.people
        }

    def partner(self, block: Block) -> str:
        """What the sheet calls the other half of a duty pair, or the guest's mentor; empty for nobody."""
        other = self.board.partner(block)
        if other is None and block.kind is BlockKind.DUTY:
            side = self.board.side(block.person_id)
            beside = (who for first, last, them in self.on_duty if block.touches(first, last) for who in them)
            found = next((who for who in beside if self.board.side(who) is not side), None)
            other = self.board.person.get(found) if found is not None else None
        return self.names.full.get(other.id, "") if other else ""

    def body(self, block: Block) -> Body:
        if block.kind is BlockKind.DUTY:
            return Body.DUTY
        host = self.board.teams.get(block.host_id) if block.host_id is not None else None
        return Body.TO_OPS if host is not None and host.side is Side.OPS else Body.TO_DEV

    def absences(self, person: Person) -> tuple[tuple[date, date], ...]:
        """First and last day of each time away that touches the sheet; those that meet are one."""
        merged: list[tuple[date, date]] = []
        for absence in self.board.leave(person.id):
            if merged and absence.first_on <= merged[-1][1] + DAY:
                merged[-1] = (merged[-1][0], max(merged[-1][1], absence.last_on))
            else:
                merged.append((absence.first_on, absence.last_on))
        return tuple((a, b) for a, b in merged if a <= self.axis.last and b >= self.axis.first)

    def free(self, person: Person) -> tuple[date, ...]:
        """Working days on which the person alone has a holiday, or does not belong to the team yet or any more."""
        own = self.board.holidays.get(person.region, {}) if person.region else {}
        return tuple(
            day for day in self.axis.days if self.board.working(day) and (day in own or not person.here_on(day))
        )

    @cached_property
    def holidays(self) -> tuple[tuple[date, str], ...]:
        named = ((day, self.board.holiday(day)) for day in days(self.first, self.last))
        return tuple((day, name) for day, name in named if name)

    def inside_period(self, first: date, last: date) -> tuple[date, ...]:
        """The working days of the period between two days."""
        return tuple(day for day in self.cover.working_days if first <= day <= last)


def runs(by_day: list[tuple[date, tuple[int, ...]]]) -> list[tuple[date, date, tuple[int, ...]]]:
    """Neighbouring days with the same people (or whatever the numbers stand for), as first day, last day, numbers."""
    found: list[tuple[date, date, tuple[int, ...]]] = []
    for day, them in by_day:
        if found and found[-1][2] == them and found[-1][1] + DAY == day:
            found[-1] = (found[-1][0], day, them)
        else:
            found.append((day, day, them))
    return found
