"""Cover: how many people sit at each team's desk on each working day, guests included, and where that is too few.

Window, paper, spreadsheet and sentences all take their figures from ``cover``. A person on duty counts as at home, a
part-time person as one, a guest in the host's team.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import days
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.teams import Team


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A team with fewer people at the desk than its minimum on one working day."""

    team: Team
    on: date
    have: int

    @property
    def words(self) -> str:
        """``Fri 22 Jan OPS 2 of 3``."""
        return f"{weekday(self.on)} {day_words(self.on, year=False)} {self.figures}"

    @property
    def figures(self) -> str:
        """``OPS 2 of 3``."""
        return _("{team} {have} of {minimum}").format(
            team=self.team.letters, have=number(self.have), minimum=number(self.team.minimum)
        )


@dataclass(frozen=True, slots=True)
class Cover:
    """``at_desk`` by team id and working day of the period."""

    from_on: date
    to_on: date
    at_desk: Mapping[tuple[int, date], int]
    working_days: tuple[date, ...]
    shortfalls: tuple[Shortfall, ...]

    def below(self, team_id: int, on: date) -> bool:
        return any(short.team.id == team_id and short.on == on for short in self.shortfalls)

    @property
    def days_short(self) -> int:
        return len({short.on for short in self.shortfalls})

    @property
    def result(self) -> str:
        """``kept on 19 of 20 working days; below it: Fri 22 Jan OPS 2 of 3, PAY 1 of 2``, at most four days named."""
        total = len(self.working_days)
        if not self.shortfalls:
            return ngettext("kept on the {n} working day", "kept on all {n} working days", total).format(
                n=number(total)
            )
        by_day: dict[date, list[Shortfall]] = {}
        for short in self.shortfalls:
            by_day.setdefault(short.on, []).append(short)
        named = "; ".join(
            ", ".join((first.words, *(short.figures for short in others)))
            for first, *others in list(by_day.values())[:4]
        )
        words = _("kept on {kept} of {n} working days; below it: {days}").format(
            kept=number(total - self.days_short), n=number(total), days=named
        )
        more = self.days_short - 4
        if more > 0:
            words += " " + ngettext("and {n} more day", "and {n} more days", more).format(n=number(more))
        return words


def weekday(on: date) -> str:
    """``Fri`` in the reader's language."""
    return _("Mon Tue Wed Thu Fri Sat Sun").split()[on.weekday()]


def cover(board: Board, from_on: date | None = None, to_on: date | None = None) -> Cover:
    """Cover of the rota's teams over a period, the whole rota when none is given. Cost: people x days."""
    first, last = from_on or board.rota.from_on, to_on or board.rota.to_on
    working = tuple(day for day in days(first, last) if board.working(day))
    teams = board.rota_teams
    at_desk = {(team.id, day): 0 for team in teams for day in working}
    for person in board.people:
        for day in working:
            if board.works(person, day):
                where = (board.host_on(person, day), day)
                if where in at_desk:
                    at_desk[where] += 1
    short = tuple(
        Shortfall(team, day, at_desk[team.id, day])
        for day in working
        for team in teams
        if at_desk[team.id, day] < team.minimum
    )
    return Cover(first, last, at_desk, working, short)


def at_desk(board: Board, team_id: int, on: date) -> int:
    """The people at one team's desk on one working day: the same count as ``cover``, for a single question."""
    there = (*board.members.get(team_id, ()), *board.guests_of(team_id))
    return sum(1 for person in there if board.works(person, on) and board.host_on(person, on) == team_id)


def cover_rule(board: Board) -> str:
    """``at the desk every working day at least OPS 3, PAY 2``; teams without a minimum are left out."""
    named = ", ".join(f"{team.letters} {number(team.minimum)}" for team in board.rota_teams if team.minimum)
    if not named:
        return _("no team has set a minimum")
    return _("at the desk every working day at least {teams}, guests included").format(teams=named)
