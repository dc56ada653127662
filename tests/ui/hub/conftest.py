"""A workspace with five teams, of which two have given a session, and the page over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.services.suite import Services
from desktop_app.ui.hub.page import HubPage
from desktop_app.ui.operations import Operations
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

PEOPLE = (("Ada Brandt", "Operations"), ("Ben Okafor", "Operations"), ("Emil Novak", "Payments Dev"),
          ("Hanna Seidel", "Portal Dev"))  # fmt: skip


def team_ids(services: Services) -> dict[str, int]:
    return {team.name: team.id for team in services.people.roster().teams}


def session(services: Services, topic: str) -> Session:
    return next(each for each in services.sessions.sessions() if each.topic == topic)


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Operations gave a session and gives it again, the service desk gave one, Payments Dev plans one."""
    path = tmp_path_factory.mktemp("hub") / "given.secondway"
    services = Services.over(workspace_with(path, 30))
    teams = team_ids(services)
    people = {name: services.people.add(Person(0, name, teams[team])).ids[0] for name, team in PEOPLE}
    now = services.sessions.hub().now.replace(hour=14, minute=0, second=0, microsecond=0)

    def add(topic: str, kind: SessionKind, team: str, *days: int, hosts: tuple[str, ...] = ()) -> None:
        dates = tuple(SessionDate(0, now + timedelta(day), "UTC") for day in days)
        services.sessions.add(
            Session(0, topic, kind, teams[team], 120, tuple(people[name] for name in hosts), dates, seats=12)
        )

    add("Log search", SessionKind.TOOLS, "Operations", -40, 5, hosts=("Ada Brandt",))
    add("Certificates", SessionKind.SOLVING, "Operations", -90)
    add("Chef runs", SessionKind.TOOLS, "Operations", 12)
    add("Runbooks", SessionKind.PRACTICES, "Service desk", -12)
    add("JMS queues", SessionKind.SOLVING, "Payments Dev", 19, hosts=("Emil Novak",))
    add("Jenkins", SessionKind.TOOLS, "Portal Dev")
    services.close()
    return path


@pytest.fixture
def services(given: Path, open_copy: Callable[[Path], Services]) -> Services:
    return open_copy(given)


@pytest.fixture
def page(
    show_page: ShowPage, services: Services, operations: Operations, settle: Callable[[], None]
) -> Iterator[HubPage]:
    yield show_page(HubPage(services.sessions, operations))
    settle()


def next_week(services: Services) -> datetime:
    """A wall-clock time to come, on the hour."""
    return (services.sessions.hub().now + timedelta(7)).replace(hour=10, minute=0, second=0, microsecond=0)
