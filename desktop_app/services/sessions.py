"""The knowledge hub: sessions that teams give to each other, their dates, and which team has not given one yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Coverage, Session, SessionDate, check_session, check_start, coverage
from desktop_app.domain.stamps import stamp
from desktop_app.domain.teams import Team
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace, known_zone, local
from desktop_app.storage import people, settings, teams
from desktop_app.storage import sessions as store
from desktop_app.storage.database import Connection

_TOPICS = frozenset({Topic.SESSIONS, Topic.ROTATIONS})


@dataclass(frozen=True, slots=True)
class Hub:
    """``now`` is wall-clock time in ``zone``, the workspace's, without an offset; ``people`` may host."""

    coverage: Coverage
    sessions: tuple[Session, ...]
    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    zone: str
    now: datetime


class SessionService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def sessions(self) -> tuple[Session, ...]:
        """Every session by topic, its dates oldest first."""
        with self._workspace.database.read() as connection:
            return tuple(store.sessions(connection))

    def hub(self) -> Hub:
        """Sessions with the coverage of the teams of Dev and Ops, those without a contribution first."""
        with self._workspace.database.read() as connection:
            held = tuple(store.sessions(connection))
            known = sorted(teams.all_teams(connection), key=lambda team: (team.name.casefold(), team.id))
            everybody = tuple(people.people(connection))
            zone = settings.zone(connection)
        now = local(self._workspace.now(), zone).replace(tzinfo=None)
        return Hub(coverage(known, held, now), held, tuple(known), everybody, zone, now)

    def add(self, session: Session) -> Changes:
        """A new session with its hosts and dates; ``ids`` holds its id. Raises Refused for what is no session."""
        session = self._checked(session)
        name = _("Add session “{topic}”").format(topic=session.topic)
        with self._workspace.step(name) as (connection, step):
            _known(connection, session)
            return Changes(_TOPICS, (store.add(step, session),), step.id, name)

    def change(self, session: Session) -> Changes:
        """Its words, hosts and dates. Raises Refused, or Conflict when it was changed meanwhile."""
        session = self._checked(session)
        name = _("Change session “{topic}”").format(topic=session.topic)
        with self._workspace.step(name) as (connection, step):
            _known(connection, session)
            store.change(step, session)
            return Changes(_TOPICS, (session.id,), step.id, name)

    def remove(self, session_id: int) -> Changes:
        """Take a session away with its dates."""
        name = _("Remove session “{topic}”").format(topic=self._session(session_id).topic)
        with self._workspace.step(name) as (_connection, step):
            store.remove(step, session_id)
            return Changes(_TOPICS, (session_id,), step.id, name)

    def add_date(self, session_id: int, starts: datetime) -> Changes:
        """A date in the workspace's zone; ``starts`` is wall-clock time. ``ids`` holds the id of the date."""
        session = self._session(session_id)
        starts = check_start(starts, self._workspace.zone)
        if any(held.starts == starts for held in session.dates):
            raise Refused(_("“{topic}” has this date already.").format(topic=session.topic))
        name = _("“{topic}” on {stamp}").format(topic=session.topic, stamp=stamp(starts))
        with self._workspace.step(name) as (connection, step):
            added = store.add_date(step, session_id, starts, settings.zone(connection))
            return Changes(_TOPICS, (added,), step.id, name)

    def remove_date(self, date_id: int) -> Changes:
        """Raises Refused when it is gone already."""
        for session in self.sessions():
            for held in session.dates:
                if held.id == date_id:
                    name = _("“{topic}” not on {stamp}").format(topic=session.topic, stamp=stamp(held.starts))
                    with self._workspace.step(name) as (_connection, step):
                        store.remove_date(step, date_id)
                        return Changes(_TOPICS, (date_id,), step.id, name)
        raise Refused(_("This date is no longer there."))

    def _session(self, session_id: int) -> Session:
        with self._workspace.database.read() as connection:
            held = store.one(connection, session_id)
        if held is None:
            raise Refused(_("This session is no longer there."))
        return held

    def _checked(self, session: Session) -> Session:
        session = check_session(session)
        dates: dict[datetime, SessionDate] = {}
        for held in session.dates:
            starts = check_start(held.starts, known_zone(held.zone))
            dates.setdefault(starts, replace(held, starts=starts))
        return replace(session, dates=tuple(dates.values()))


def _known(connection: Connection, session: Session) -> None:
    """Raises Refused when the team or a host is not there."""
    if all(team.id != session.team_id for team in teams.all_teams(connection)):
        raise Refused(_("A session needs the team that gives it."))
    if not set(session.host_ids) <= {person.id for person in people.people(connection)}:
        raise Refused(_("A host is no longer in the list of people."))
