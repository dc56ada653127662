"""What a new workspace starts with."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.language import _
from desktop_app.storage import calendars, journal, settings, targets


def fill(connection: Connection, at: int, zone: str) -> None:
    """The article's target sets, the default calendar and settings, in the first step."""
    with journal.first_step(connection, _("New workspace"), at) as step:
        targets.add_article_sets(step)
        calendars.save(step, SupportCalendar(zone))
        settings.set_zone(step, zone)
        settings.set_own_name(step, "")
