"""A workspace with five teams and four people, and the page over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.people import Person
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.people.page import PeoplePage
from tests.factories import workspace_with
from tests.ui.conftest import ShowPage

TODAY = date(2026, 11, 23)
PEOPLE = (("Ada Brandt", "Operations"), ("Ben Okafor", "Operations"), ("Emil Novak", "Payments Dev"),
          ("Nora Lind", "Payments Dev"))  # fmt: skip


def team_ids(services: Services) -> dict[str, int]:
    return {team.name: team.id for team in services.people.roster().teams}


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Operations and Payments Dev have two people each; Operations keeps one at the desk."""
    path = tmp_path_factory.mktemp("people") / "peopled.secondway"
    services = Services.over(workspace_with(path, 30))
    teams = team_ids(services)
    for name, team in PEOPLE:
        services.people.add(Person(0, name, teams[team]))
    services.people.set_team(teams["Operations"], "", 1)
    services.close()
    return path


@pytest.fixture
def services(peopled: Path, open_copy: Callable[[Path], Services]) -> Services:
    return open_copy(peopled)


@pytest.fixture
def page(
    show_page: ShowPage, services: Services, operations: Operations, settle: Callable[[], None]
) -> Iterator[PeoplePage]:
    yield show_page(PeoplePage(services.people, operations, today=lambda: TODAY))
    settle()
