"""Time zones as calendar files tell them: each change of the clocks by its own wall time, nothing left to a rule.

icalendar's own makes the change in spring an hour late, so ours is written out for the years that are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

if TYPE_CHECKING:
    from icalendar import Component, Timezone

_DAY = timedelta(days=1)


def timezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of an IANA zone, right from the first day of one year to the last of another.

    Raises Refused for an unknown zone.
    """
    from icalendar import Timezone

    try:
        at = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, or not even a name
        raise Refused(_("There is no time zone “{zone}” on this system.").format(zone=zone)) from None
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    found = Timezone()
    found.add("tzid", zone)
    before = _offset(start, at)
    found.add_component(_observance(start, at, before))
    for change in _changes(start, datetime(last_year + 1, 1, 1, tzinfo=UTC), at):
        found.add_component(_observance(change, at, before))
        before = _offset(change, at)
    return found


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants at which the offset changes, to the second."""
    at = start
    while at < end:
        if _offset(at, zone) != _offset(at + _DAY, zone):
            yield _change_between(at, at + _DAY, zone)
        at += _DAY


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    before = _offset(low, zone)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def _observance(onset: datetime, zone: ZoneInfo, before: timedelta) -> Component:
    """One stretch of unchanged offset; its start is wall time by the clocks as they stood just before."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    local = onset.astimezone(zone)
    stretch = TimezoneDaylight() if local.dst() else TimezoneStandard()
    stretch.add("dtstart", (onset + before).replace(tzinfo=None))
    stretch.add("tzoffsetfrom", before)
    stretch.add("tzoffsetto", local.utcoffset())
    stretch.add("tzname", local.tzname() or "")
    return stretch
