"""People at home in teams, their absences, how many each team's desk needs, and which public holidays hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Absence, Person, check_absence, check_person
from desktop_app.domain.people_lists import PeopleList
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side, Team
from desktop_app.planning import public_holidays
from desktop_app.services import people_lists
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import people as store
from desktop_app.storage import settings, teams
from desktop_app.storage.database import Connection

MOST_AT_DESK = 999
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2999, 12, 31)
_CODE = re.compile(r"[^\W_]{1,4}")
_TOPICS = frozenset({Topic.PEOPLE, Topic.ROTATIONS})
_OF_HOSTS = _TOPICS | {Topic.SESSIONS}
_OF_TEAMS = _TOPICS | {Topic.TEAMS}


@dataclass(frozen=True, slots=True)
class Roster:
    """Teams of Dev and Ops first; everybody by name; the region of the workspace's holidays, empty for none."""

    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    absences: tuple[Absence, ...]
    region: str


class PeopleService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def roster(self) -> Roster:
        """Everybody with their teams and absences."""
        with self._workspace.database.read() as connection:
            held = teams.all_teams(connection)
            return Roster(
                tuple(sorted(held, key=_place)),
                tuple(store.people(connection)),
                tuple(store.absences(connection)),
                str(settings.get(connection, "holidays", "")),
            )

    def add(self, person: Person) -> Changes:
        """A new person; ``ids`` holds the id. Raises Refused for what cannot be."""
        person = _checked(person)
        name = _("Add {name}").format(name=person.name)
        with self._workspace.step(name) as (connection, step):
            _known_team(connection, person.team_id)
            return Changes(_TOPICS, (store.add(step, person),), step.id, name)

    def change(self, person: Person) -> Changes:
        """Another name, team, share, region or time. Raises Refused, or Conflict when it was changed meanwhile."""
        person = _checked(person)
        name = _("Change {name}").format(name=person.name)
        with self._workspace.step(name) as (connection, step):
            _known_team(connection, person.team_id)
            store.change(step, person)
            return Changes(_OF_HOSTS, (person.id,), step.id, name)

    def remove(self, person_id: int) -> Changes:
        """Take a person away, with what stands in drafts. Raises Refused for who stands in a published plan."""
        person = self._person(person_id)
        name = _("Remove {name}").format(name=person.name)
        with self._workspace.step(name) as (connection, step):
            if rotas := store.published_rotas(connection, person_id):
                words = _(
                    "{name} stands in the published plan of “{rota}”; give a last day in the team instead of removing."
                )
                raise Refused(words.format(name=person.name, rota=rotas[0]))
            blocks = store.remove(step, person_id)
            words = ngettext("{n} block in a draft went with it.", "{n} blocks in drafts went with it.", blocks)
            message = words.format(n=number(blocks)) if blocks else ""
            return Changes(_OF_HOSTS, (person_id,), step.id, name, message)

    def add_absence(self, person_id: int, first_on: date, last_on: date) -> Changes:
        """Both days and all between them; ``ids`` holds the id of the absence. Raises Refused."""
        person = self._person(person_id)
        _checked_days(first_on, last_on)
        name = _("{name} is away {days}").format(name=person.name, days=span(first_on, last_on))
        with self._workspace.step(name) as (_connection, step):
            return Changes(_TOPICS, (store.add_absence(step, person_id, first_on, last_on),), step.id, name)

    def change_absence(self, absence: Absence) -> Changes:
        """Other days. Raises Refused, or Conflict when it was changed meanwhile."""
        person = self._person(absence.person_id)
        _checked_days(absence.first_on, absence.last_on)
        days = span(absence.first_on, absence.last_on)
        name = _("{name} is away {days}").format(name=person.name, days=days)
        with self._workspace.step(name) as (_connection, step):
            store.change_absence(step, absence)
            return Changes(_TOPICS, (absence.id,), step.id, name)

    def remove_absence(self, absence_id: int) -> Changes:
        """Raises Refused when it is gone already."""
        with self._workspace.database.read() as connection:
            held = store.one_absence(connection, absence_id)
        if held is None:
            raise Refused(_("This absence is no longer there."))
        person, days = self._person(held.person_id), span(held.first_on, held.last_on)
        name = _("{name} is not away {days}").format(name=person.name, days=days)
        with self._workspace.step(name) as (_connection, step):
            store.remove_absence(step, absence_id)
            return Changes(_TOPICS, (absence_id,), step.id, name)

    def set_team(self, team_id: int, code: str, minimum: int, *, seen: int | None = None) -> Changes:
        """What blocks call the team, empty for what its name suggests, and how many people its desk needs.

        Raises Refused for a code that is none or another team's, and for a minimum below 0 or above 999; Conflict when
        the team was changed since ``seen``, its ``changed_in`` as the user saw it.
        """
        if not 0 <= minimum <= MOST_AT_DESK:
            raise Refused(_("A desk needs 0 to {n} people.").format(n=number(MOST_AT_DESK)))
        with self._workspace.database.read() as connection:
            team, _others = _team_among(connection, team_id)
        code = code.strip().upper()
        name = _("Set code and minimum of {team}").format(team=team.name)
        with self._workspace.step(name) as (connection, step):
            team, others = _team_among(connection, team_id)  # as it is now that nobody else writes
            if code and code != team.code:
                _check_code(code, others)
            teams.set_cover(step, team_id, code, minimum, seen)
            return Changes(_OF_TEAMS, (team_id,), step.id, name)

    def set_region(self, region: str) -> Changes:
        """Whose public holidays hold for the workspace, such as ``DE-BE``; empty for none. Raises Refused."""
        region = public_holidays.check_region(region)
        words = _("Take the public holidays of {region}") if region else _("Take no public holidays")
        name = words.format(region=dict(public_holidays.regions()).get(region, region))
        with self._workspace.step(name) as (_connection, step):
            settings.put(step, "holidays", region)
            return Changes(_TOPICS | {Topic.SETTINGS}, step=step.id, name=name)

    def regions(self) -> tuple[tuple[str, str], ...]:
        """Every country and each of its parts, code and words, in order of the words."""
        return public_holidays.regions()

    def prepare_list(self, path: Path, progress: Progress | None = None, order: DateOrder | None = None) -> PeopleList:
        """Read a list of people from a spreadsheet; nothing is stored. Raises Refused, or Cancelled.

        ``order`` says how dates are read that read both ways; without it such rows are refused.
        """
        return people_lists.prepare(self._workspace, path, progress or Silent(), order)

    def take_list(self, prepared: PeopleList) -> Changes:
        """Store a list as one step; ``ids`` are its people. Who is known by name and team is changed, never doubled."""
        return people_lists.take(self._workspace, prepared)

    def _person(self, person_id: int) -> Person:
        with self._workspace.database.read() as connection:
            held = store.one(connection, person_id)
        if held is None:
            raise Refused(_("This person is no longer there."))
        return held


def _place(team: Team) -> tuple[bool, int, str, int]:
    """Ops and Dev before the others, then by name."""
    return team.side not in (Side.OPS, Side.DEV), int(team.side), team.name.casefold(), team.id


def _checked(person: Person) -> Person:
    person = check_person(person)
    if any(day is not None and not FIRST_DAY <= day <= LAST_DAY for day in (person.joined_on, person.left_on)):
        raise Refused(_("A first or last day lies between 1950 and 2999."))
    return replace(person, region=public_holidays.check_region(person.region))


def _checked_days(first_on: date, last_on: date) -> None:
    check_absence(first_on, last_on)
    if first_on < FIRST_DAY or last_on > LAST_DAY:
        raise Refused(_("An absence lies between 1950 and 2999."))


def _known_team(connection: Connection, team_id: int) -> None:
    if all(team.id != team_id for team in teams.all_teams(connection)):
        raise Refused(_("Choose the team in which the person is at home."))


def _team_among(connection: Connection, team_id: int) -> tuple[Team, list[Team]]:
    """The team and all others. Raises Refused when it is gone."""
    held = teams.all_teams(connection)
    team = next((each for each in held if each.id == team_id), None)
    if team is None:
        raise Refused(_("This team is no longer there."))
    return team, [each for each in held if each.id != team_id]


def _check_code(code: str, others: Iterable[Team]) -> None:
    """No two teams that send or take guests may be called the same in a plan."""
    if not _CODE.fullmatch(code):
        raise Refused(_("A code has 1 to 4 letters or digits, such as NET."))
    for other in others:
        if other.side in (Side.OPS, Side.DEV) and other.letters == code:
            raise Refused(_("“{team}” is called {code} already.").format(team=other.name, code=code))
