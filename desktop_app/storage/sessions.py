"""Knowledge-hub sessions with their hosts and dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import session, session_date, session_host


def sessions(connection: Connection) -> list[Session]:
    """Every session by topic, its dates oldest first; three queries."""
    hosts: dict[int, list[int]] = {}
    for row in connection.execute(select(session_host).order_by(session_host.c.id)):
        hosts.setdefault(row.session_id, []).append(row.person_id)
    dates: dict[int, list[SessionDate]] = {}
    for row in connection.execute(select(session_date).order_by(session_date.c.starts, session_date.c.id)):
        dates.setdefault(row.session_id, []).append(_date(row))
    found = [_session(row, hosts.get(row.id, []), dates.get(row.id, [])) for row in connection.execute(select(session))]
    return sorted(found, key=lambda held: (held.topic.casefold(), held.id))


def one(connection: Connection, session_id: int) -> Session | None:
    return next((held for held in sessions(connection) if held.id == session_id), None)


def add(step: Step, added: Session) -> int:
    """A new session with its hosts and dates. Gives its id."""
    session_id = step.insert("session", _values(added))
    _host(step, session_id, added.host_ids)
    for each in added.dates:
        add_date(step, session_id, each.starts, each.zone)
    return session_id


def change(step: Step, changed: Session) -> None:
    """Its words, hosts and dates; dates with an id stay. Raises Conflict when changed since ``changed.changed_in``."""
    step.update("session", changed.id, _values(changed), changed.changed_in or None)
    _set_hosts(step, changed.id, changed.host_ids)
    _set_dates(step, changed)


def remove(step: Step, session_id: int) -> None:
    """Take a session away with its hosts and dates. Raises Conflict when it is gone already."""
    for table in (session_host, session_date):
        ids = step.connection.execute(select(table.c.id).where(table.c.session_id == session_id)).scalars().all()
        for row_id in ids:
            step.delete(table.name, row_id)
    step.delete("session", session_id)


def add_date(step: Step, session_id: int, starts: datetime, zone: str) -> int:
    """``starts`` is wall-clock time without an offset. Gives the id of the date."""
    return step.insert("session_date", _date_values(session_id, starts, zone))


def remove_date(step: Step, date_id: int) -> None:
    step.delete("session_date", date_id)


def _host(step: Step, session_id: int, person_ids: Iterable[int]) -> None:
    for person_id in person_ids:
        step.insert("session_host", {"session_id": session_id, "person_id": person_id})


def _set_hosts(step: Step, session_id: int, person_ids: Iterable[int]) -> None:
    wanted = list(dict.fromkeys(person_ids))
    query = select(session_host.c.person_id, session_host.c.id).where(session_host.c.session_id == session_id)
    known = {row.person_id: row.id for row in step.connection.execute(query)}
    for person_id, row_id in known.items():
        if person_id not in wanted:
            step.delete("session_host", row_id)
    _host(step, session_id, [person_id for person_id in wanted if person_id not in known])


def _set_dates(step: Step, changed: Session) -> None:
    query = select(session_date.c.id).where(session_date.c.session_id == changed.id)
    known = set(step.connection.execute(query).scalars())
    for date_id in sorted(known - {each.id for each in changed.dates}):
        remove_date(step, date_id)
    for each in changed.dates:
        if each.id in known:
            step.update("session_date", each.id, _date_values(changed.id, each.starts, each.zone))
        else:
            add_date(step, changed.id, each.starts, each.zone)


def _values(held: Session) -> dict[str, Any]:
    return {
        "topic": held.topic,
        "kind": int(held.kind),
        "team_id": held.team_id,
        "minutes": held.minutes,
        "place": held.place,
        "needs": held.needs,
        "seats": held.seats,
        "own_pace": int(held.own_pace),
    }


def _session(row: Any, hosts: list[int], dates: list[SessionDate]) -> Session:
    return Session(
        id=row.id,
        topic=row.topic,
        kind=SessionKind(row.kind),
        team_id=row.team_id,
        minutes=row.minutes,
        host_ids=tuple(hosts),
        dates=tuple(dates),
        place=row.place,
        needs=row.needs,
        seats=row.seats,
        own_pace=bool(row.own_pace),
        changed_in=row.changed_in,
    )


def _date_values(session_id: int, starts: datetime, zone: str) -> dict[str, Any]:
    wall = starts.replace(tzinfo=None, second=0, microsecond=0)
    return {"session_id": session_id, "starts": wall.isoformat(timespec="minutes"), "zone": zone}


def _date(row: Any) -> SessionDate:
    return SessionDate(row.id, datetime.fromisoformat(row.starts), row.zone)
