"""What managers do to a workspace, chosen by chance, through the services that the window calls."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Fix, IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.domain.lives import Times
from desktop_app.domain.people import Person
from desktop_app.domain.targets import Target, Unit
from desktop_app.domain.teams import Side
from desktop_app.services.incident_edits import BulkEdit
from desktop_app.services.suite import Services
from tests.storage.builders import store

WORDS = ("Screen is black", "Druckerei 100 %", "a <b>bold</b> claim", "=1+1", "naïve 'quote'", "山田 waits")
TEAMS = ("Service desk", "Portal Dev", "Payments Dev", "Network operations")
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)

Act = Callable[[Services, random.Random], None]


def some(services: Services, chance: random.Random, most: int = 5) -> list[int]:
    """Ids of a few incidents that are there."""
    with services.workspace.database.read() as connection:
        there = list(connection.execute(text("SELECT id FROM incident WHERE deleted_at IS NULL ORDER BY id")).scalars())
    return sorted(chance.sample(there, min(len(there), chance.randint(1, most))))


def log(services: Services, chance: random.Random) -> None:
    services.incidents.log(
        IncidentForm(
            title=chance.choice(WORDS),
            classification=chance.choice(list(Classification)),
            status=chance.choice((Status.NEW, Status.ASSIGNED, Status.IN_WORK, Status.PAUSED)),
            pause_reason=chance.choice(list(PauseReason)),
            team=chance.choice(("", *TEAMS)),
            system=chance.choice(("", "Mail", "Portal")),
            system_error=chance.choice(("", "Certificate expired")),
            opened_at=NOW - timedelta(minutes=chance.randint(0, 90_000)),
        )
    )


def edit(services: Services, chance: random.Random) -> None:
    for incident_id in some(services, chance, 1):
        detail = services.incidents.detail(incident_id)
        held = detail.incident
        form = IncidentForm(
            title=chance.choice(WORDS),
            classification=chance.choice(list(Classification)),
            status=chance.choice(list(Status)),
            pause_reason=PauseReason.USER,
            team=chance.choice(("", *TEAMS)),
            opened_at=held.opened_at,
        )
        services.incidents.edit(incident_id, form, held.changed_in)


def delete(services: Services, chance: random.Random) -> None:
    if ids := some(services, chance):
        services.incidents.delete(ids)


def import_(services: Services, chance: random.Random) -> None:
    size, first = chance.choice((1, 3, 40)), chance.randrange(200)
    tickets = [f"T{n}" for n in range(first, first + size)]
    workspace = services.workspace
    store(workspace.database, tickets, source=f"Dump {chance.randrange(10**9)}", author=workspace.author)


def team_side(services: Services, chance: random.Random) -> None:
    if teams := services.teams.teams():
        chosen = {chance.choice(teams).id for _ in range(chance.randint(1, 3))}
        services.teams.set_sides(sorted(chosen), chance.choice(list(Side)))


def target(services: Services, chance: random.Random) -> None:
    chosen = chance.choice(services.targets.target_sets())
    unit, day = chance.choice(list(Unit)), chance.choice((None, date(2026, 1, chance.randint(1, 31))))
    made = Target(chance.choice(list(Classification)), chance.randint(1, 9), unit, day)
    services.targets.set_target(chosen.id, made)


def view(services: Services, chance: random.Random) -> None:
    own = [held for held in services.views.all() if held.id > 0]
    if own and chance.random() < 0.3:
        services.views.delete(chance.choice(own).id)
    else:
        services.views.save(chance.choice(WORDS), IncidentFilter(text=chance.choice(WORDS)))


def zone(services: Services, chance: random.Random) -> None:
    services.workspace.set_zone(chance.choice(("UTC", "Europe/Berlin", "Asia/Tokyo")))


def _life(services: Services, chance: random.Random, ids: list[int]) -> Callable[[], object]:
    life = services.life
    return chance.choice(
        [
            lambda: life.acknowledge(ids),
            lambda: life.start_work(ids),
            lambda: life.hand_over(ids, chance.choice(TEAMS), comment=chance.choice(("", *WORDS))),
            lambda: life.pause(ids, PauseReason.USER, comment=chance.choice(("", *WORDS))),
            lambda: life.restore(ids, chance.choice(WORDS)),
            lambda: life.resolve(ids, chance.choice(list(Fix)), chance.choice(WORDS)),
            lambda: life.reopen(ids),
            lambda: life.close(ids),
            lambda: life.cancel(ids),
            lambda: life.merge(ids, ids[0]),
            lambda: life.split(ids),
            lambda: life.set_release_related(ids, chance.choice(list(ReleaseRelated))),
            lambda: life.comment(ids, chance.choice(WORDS)),
        ]
    )


def live(services: Services, chance: random.Random) -> None:
    if ids := some(services, chance):
        _life(services, chance, ids)()


def comment_again(services: Services, chance: random.Random) -> None:
    """Change or remove a comment of one's own."""
    for incident_id in some(services, chance):
        for line in services.incidents.detail(incident_id).comments[:1]:
            if chance.random() < 0.5:
                services.life.change_comment(line.id, chance.choice(WORDS))
            else:
                services.life.remove_comment(line.id)
            return


def correct_times(services: Services, chance: random.Random) -> None:
    for incident_id in some(services, chance, 1):
        detail = services.incidents.detail(incident_id)
        held, (first, *others) = detail.incident, detail.raw_segments
        opened = held.opened_at - timedelta(minutes=chance.randint(1, 500))
        times = Times(
            opened,
            held.acknowledged_at,
            held.restored_at,
            held.resolved_at,
            held.closed_at,
            (replace(first, from_at=opened), *others),
        )
        services.life.correct_times(incident_id, times, held.changed_in)


def bulk_edit(services: Services, chance: random.Random) -> None:
    change = chance.choice(
        (
            BulkEdit(classification=chance.choice(list(Classification))),
            BulkEdit(team=chance.choice(("", *TEAMS))),
            BulkEdit(system=chance.choice(WORDS), fix=chance.choice(list(Fix))),
            BulkEdit(title=chance.choice(WORDS)),
        )
    )
    if ids := some(services, chance, 60):
        services.edits.bulk_edit(ids, change)


def set_field(services: Services, chance: random.Random) -> None:
    field, value = chance.choice(
        (("title", chance.choice(WORDS)), ("team", chance.choice(TEAMS)), ("status", chance.choice(list(Status))))
    )
    for incident_id in some(services, chance, 1):
        seen = services.incidents.detail(incident_id).incident.changed_in
        services.edits.set_field(incident_id, field, value, seen)


def put_back(services: Services, chance: random.Random) -> None:
    if rows := services.edits.trashed().rows:
        services.edits.put_back([chance.choice(rows).id])


def person(services: Services, chance: random.Random) -> None:
    """Somebody comes, changes, is away or goes."""
    roster = services.people.roster()
    people = roster.people
    if roster.teams and (not people or chance.random() < 0.4):
        services.people.add(Person(0, f"Person {chance.randrange(10**6)}", chance.choice(roster.teams).id))
    elif not people:
        return
    elif chance.random() < 0.4:
        day = date(2026, chance.randint(1, 12), 5)
        services.people.add_absence(chance.choice(people).id, day, day + timedelta(days=chance.randint(0, 20)))
    else:
        services.people.remove(chance.choice(people).id)


def undo(services: Services, _chance: random.Random) -> None:
    services.history.undo()


def redo(services: Services, _chance: random.Random) -> None:
    services.history.redo()


EDITS: tuple[Act, ...] = (
    *(log, edit, live, live, live),
    *(comment_again, correct_times, bulk_edit, set_field, delete, put_back),
    *(import_, team_side, target, view, zone, person),
)


def taken(act: Act, services: Services, chance: random.Random) -> bool:
    """Whether the act was taken; what is refused stores nothing."""
    try:
        act(services, chance)
    except (Refused, Conflict):
        return False
    return True


def something(services: Services, chance: random.Random) -> None:
    """One act of many, or undo or redo."""
    taken(chance.choice((*EDITS, undo, undo, redo)), services, chance)
