"""The board of ``boards`` in a workspace: teams, people, absences, holidays, sessions, a draft of five weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import teams as store
from tests.ui.rotations import boards

NOW = int(datetime(2026, 11, 23, 8, 12, tzinfo=UTC).timestamp())


def empty(path: Path) -> Services:
    """A workspace without anybody, on the 23rd of November 2026."""
    services = Services.over(Workspace.create(path))
    services.workspace.now = lambda: NOW
    return services


def with_people(path: Path) -> Services:
    """Teams and people of the same ids as on the board, but no rota."""
    services = empty(path)
    with services.workspace.step("teams") as (_connection, step):
        sides = {team.name: team.side for team in boards.TEAMS.values()}
        store.ensure(step, sides, sides)
    for team in boards.TEAMS.values():
        services.people.set_team(team.id, team.code, team.minimum)
    for person in boards.PEOPLE:
        assert services.people.add(person).ids == (person.id,)
    for absence in boards.absences():
        services.people.add_absence(absence.person_id, absence.first_on, absence.last_on)
    services.people.set_region("DE-BE")
    return services


def with_plan(path: Path, *, publish: bool = False) -> Services:
    """The draft v1 with the eight blocks of the board, ids 1 to 8; sessions too."""
    services = with_people(path)
    _rota, plan = services.rotations.add_rota(replace(boards.rota(), id=0)).ids
    for block in boards.blocks():
        services.rotations.place(plan, replace(block, id=0))
    for session in boards.sessions():
        made = services.sessions.add(replace(session, dates=())).ids[0]
        services.sessions.add_date(made, session.dates[0].starts)
    if publish:
        services.rotations.publish(plan)
    return services
