"""Support calendars: their versions, each valid from a day on, and which system runs on which of them.

The workspace's own calendar has no name (null); a system without a calendar of its own runs on that one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import support_calendar, system


def all_versions(connection: Connection) -> list[SupportCalendar]:
    """Every version, the workspace's own calendar first, then by name; each by the day from which it holds.

    A workspace that has none of its own has the usual one.
    """
    held = support_calendar.c
    query = select(support_calendar).order_by(func.coalesce(held.name, ""), func.coalesce(held.valid_from, ""), held.id)
    found = [_calendar(row) for row in connection.execute(query)]
    return found if any(not each.name for each in found) else [SupportCalendar(), *found]


def by_name(connection: Connection) -> dict[str, tuple[SupportCalendar, ...]]:
    """The versions of each calendar; "" is the workspace's own and always there."""
    found: dict[str, list[SupportCalendar]] = {}
    for each in all_versions(connection):
        found.setdefault(each.name, []).append(each)
    return {name: tuple(versions) for name, versions in found.items()}


def current(connection: Connection) -> SupportCalendar:
    """The newest version of the workspace's own calendar."""
    return by_name(connection)[""][-1]


def of_systems(connection: Connection) -> dict[int, str]:
    """The calendar of each system that has another than the workspace's own."""
    query = select(system.c.id, system.c.calendar).where(system.c.calendar.is_not(None)).order_by(system.c.id)
    return {row.id: row.calendar for row in connection.execute(query)}


def save(step: Step, calendar: SupportCalendar) -> int:
    """Store a version: with an ``id`` in the place of that row, else of the one with the same name and day, else anew.

    Gives its id. Raises Conflict when the row with that id was changed since.
    """
    values = _values(calendar)
    if calendar.id:
        step.update("support_calendar", calendar.id, values, calendar.changed_in or None)
        return calendar.id
    held = support_calendar.c
    row_id = step.connection.execute(
        select(held.id).where(
            held.name.is_not_distinct_from(values["name"]), held.valid_from.is_not_distinct_from(values["valid_from"])
        )
    ).scalar()
    if row_id is None:
        return step.insert("support_calendar", values)
    step.update("support_calendar", row_id, values)
    return int(row_id)


def remove(step: Step, version_id: int) -> None:
    """Remove a version. Raises Conflict when it is gone already."""
    step.delete("support_calendar", version_id)


def rename(step: Step, name: str, new_name: str) -> None:
    """Give every version of a calendar another name; its systems follow."""
    for row_id in _versions_of(step.connection, name):
        step.update("support_calendar", row_id, {"name": new_name})
    for system_id in _systems_of(step.connection, name):
        step.update("system", system_id, {"calendar": new_name})


def remove_calendar(step: Step, name: str) -> None:
    """Remove every version of a named calendar; its systems run on the workspace's own again."""
    for row_id in _versions_of(step.connection, name):
        step.delete("support_calendar", row_id)
    for system_id in _systems_of(step.connection, name):
        step.update("system", system_id, {"calendar": None})


def assign(step: Step, system_ids: Iterable[int], name: str) -> None:
    """Let these systems run on a calendar; "" is the workspace's own."""
    for system_id in system_ids:
        step.update("system", system_id, {"calendar": name or None})


def _versions_of(connection: Connection, name: str) -> list[int]:
    held = support_calendar.c
    query = select(held.id).where(held.name.is_not_distinct_from(name or None)).order_by(held.id)
    return list(connection.execute(query).scalars())


def _systems_of(connection: Connection, name: str) -> list[int]:
    return list(connection.execute(select(system.c.id).where(system.c.calendar == name)).scalars())


def _calendar(row: Row[Any]) -> SupportCalendar:
    hours = {int(day): (time.fromisoformat(a), time.fromisoformat(b)) for day, (a, b) in json.loads(row.hours).items()}
    return SupportCalendar(
        zone=row.zone,
        hours=hours,
        holidays=frozenset(date.fromisoformat(d) for d in json.loads(row.holidays)),
        name=row.name or "",
        valid_from=date.fromisoformat(row.valid_from) if row.valid_from else None,
        id=row.id,
        changed_in=row.changed_in,
    )


def _values(calendar: SupportCalendar) -> dict[str, Any]:
    hours = {str(day): [a.isoformat(), b.isoformat()] for day, (a, b) in sorted(calendar.hours.items())}
    return {
        "name": calendar.name or None,
        "zone": calendar.zone,
        "hours": json.dumps(hours),
        "holidays": json.dumps(sorted(day.isoformat() for day in calendar.holidays)),
        "valid_from": calendar.valid_from.isoformat() if calendar.valid_from else None,
    }
