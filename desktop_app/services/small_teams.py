"""Teams so small that a number about them would be one about their people."""

from __future__ import annotations

from collections import Counter
from typing import Final

from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import people, settings

LEAST: Final = 3
"""Teams with fewer people are counted with their side."""


def small_teams(workspace: Workspace) -> frozenset[int]:
    """The ids of the teams that are known to have fewer people today; without anybody in the list nothing is known."""
    with workspace.database.read() as connection:
        today = local(workspace.now(), settings.zone(connection)).date()
        everybody = people.people(connection)
    here = Counter(person.team_id for person in everybody if person.here_on(today))
    return frozenset(team for team in {person.team_id for person in everybody} if here[team] < LEAST)
