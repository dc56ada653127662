"""Finds what somebody names by a few words or a number: incidents, people, sessions and saved views."""

from __future__ import annotations

from desktop_app.domain.language import _
from desktop_app.domain.lookups import Named, Thing
from desktop_app.services.saved_views import standard_views
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import lookups, people, saved_filters, sessions, teams


class LookupService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def incidents(self, wanted: str, limit: int = 8) -> tuple[Named, ...]:
        """The incident of that number, then the newest that hold every word; no more than ``limit``."""
        wanted = wanted.strip()
        number = wanted.lstrip("#")
        with self._workspace.database.read() as connection:
            found = lookups.by_number(connection, number, limit) if number.isdecimal() else []
            found += lookups.by_words(connection, wanted, limit)
        return tuple(Named(Thing.INCIDENT, *line) for line in list(dict.fromkeys(found))[:limit])

    def names(self) -> tuple[Named, ...]:
        """Every saved view, person and session: few enough to be matched one by one."""
        with self._workspace.database.read() as connection:
            at_home = {team.id: team.name for team in teams.all_teams(connection)}
            own = [Named(Thing.VIEW, view.id, view.name, _("View")) for view in saved_filters.all_filters(connection)]
            everybody = [
                Named(Thing.PERSON, held.id, held.name, at_home.get(held.team_id, ""))
                for held in people.people(connection)
            ]
            given = [
                Named(Thing.SESSION, held.id, held.topic, at_home.get(held.team_id, ""))
                for held in sessions.sessions(connection)
            ]
        views = [Named(Thing.VIEW, view.id, view.name, _("View")) for view in standard_views()]
        return (*views, *own, *everybody, *given)
