"""The support calendar of the workspace."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import support_calendar


def current(connection: Connection) -> SupportCalendar:
    """The newest calendar; the default one in a workspace that has none."""
    row = connection.execute(select(support_calendar).order_by(support_calendar.c.id.desc()).limit(1)).first()
    if row is None:
        return SupportCalendar()
    hours = {int(day): (time.fromisoformat(a), time.fromisoformat(b)) for day, (a, b) in json.loads(row.hours).items()}
    return SupportCalendar(row.zone, hours, frozenset(date.fromisoformat(d) for d in json.loads(row.holidays)))


def save(step: Step, calendar: SupportCalendar) -> None:
    """Put this calendar in the place of the one that holds."""
    row_id = step.connection.execute(
        select(support_calendar.c.id).order_by(support_calendar.c.id.desc()).limit(1)
    ).scalar()
    if row_id is None:
        step.insert("support_calendar", _values(calendar))
    else:
        step.update("support_calendar", row_id, _values(calendar))


def _values(calendar: SupportCalendar) -> dict[str, Any]:
    hours = {str(day): [a.isoformat(), b.isoformat()] for day, (a, b) in sorted(calendar.hours.items())}
    return {
        "zone": calendar.zone,
        "hours": json.dumps(hours),
        "holidays": json.dumps(sorted(day.isoformat() for day in calendar.holidays)),
    }
