"""Instants as the clock on the wall of the workspace's zone shows them, and back."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.stamps import day


def wall(instant: datetime, zone: tzinfo) -> QDateTime:
    """The wall clock to the minute. Marked as UTC so that Qt's own idea of summer time has no say in it."""
    at = instant.astimezone(zone)
    return QDateTime(
        QDate(at.year, at.month, at.day), QTime(at.hour, at.minute), QTimeZone(QTimeZone.Initialization.UTC)
    )


def instant(shown: QDateTime, zone: tzinfo) -> datetime:
    """The UTC instant of a wall clock, the first of an hour that comes twice. Raises Refused for one that never was."""
    date, time = shown.date(), shown.time()
    local = datetime(date.year(), date.month(), date.day(), time.hour(), time.minute(), tzinfo=zone)
    made = local.astimezone(UTC)
    if made.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        sentence = _("{time} on {day} does not exist in {zone}: the clocks went forward.")
        raise Refused(sentence.format(time=f"{local:%H:%M}", day=day(local), zone=zone))
    return made
