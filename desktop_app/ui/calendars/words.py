"""What the page says of support hours: one sentence of what they mean, and days and times as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from itertools import groupby

from desktop_app.domain import stamps
from desktop_app.domain.calendars import SupportCalendar, open_seconds
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number

Hours = Mapping[int, tuple[time, time]]
HALF_HOUR = 30
_DAY_MINUTES = 24 * 60


def weekdays() -> tuple[str, ...]:
    """The seven days, Monday first."""
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def meaning(calendar: SupportCalendar) -> str:
    """``Mon to Fri 8:00 to 17:00, 45 h a week; 11 holidays from 2026``."""
    seconds = sum(open_seconds(*pair) for pair in calendar.hours.values())
    hours = round(seconds / 3600, 2)
    digits = next((n for n in (0, 1) if round(hours, n) == hours), 2)
    words = _("{days}, {hours} h a week").format(days=days_words(calendar.hours), hours=number(hours, digits))
    return f"{words}; {holidays_words(calendar.holidays)}"


def days_words(hours: Hours) -> str:
    """``Mon to Fri 8:00 to 17:00, Sat 9:00 to 12:00``; days of the same hours that follow each other are one span."""
    short = _("Mon Tue Wed Thu Fri Sat Sun").split()
    parts = []
    for pair, run in groupby(range(7), key=hours.get):
        held = list(run)
        if pair is None:
            continue
        words = {"first": short[held[0]], "last": short[held[-1]], "from": time_words(pair[0])}
        words["to"] = time_words(pair[1], ends=True)
        single = _("{first} {from} to {to}")
        parts.append((single if len(held) == 1 else _("{first} to {last} {from} to {to}")).format(**words))
    return ", ".join(parts) if parts else _("closed all week")


def holidays_words(holidays: Iterable[date]) -> str:
    """``11 holidays from 2026``, ``22 holidays 2026 to 2027``, ``no holidays``."""
    years = sorted({day.year for day in holidays})
    count = len(set(holidays))
    if not years:
        return _("no holidays")
    if years[0] == years[-1]:
        return ngettext("{n} holiday in {year}", "{n} holidays in {year}", count).format(n=number(count), year=years[0])
    words = ngettext("{n} holiday {first} to {last}", "{n} holidays {first} to {last}", count)
    return words.format(n=number(count), first=years[0], last=years[-1])


def version_words(calendar: SupportCalendar) -> str:
    """From which day a version holds."""
    if calendar.valid_from is None:
        return _("from the beginning")
    return _("from {day}").format(day=stamps.day(calendar.valid_from))


def name_words(name: str) -> str:
    """What a calendar is called; the workspace's own has no name."""
    return name or _("The workspace's own")


def answer(versions: Iterable[SupportCalendar], systems: Mapping[str, str]) -> str:
    """The page's one sentence: how many calendars there are, and for how many systems one of their own runs."""
    names = {each.name for each in versions}
    if len(names) < 2:
        return _("One calendar says for every system when the working clock runs")
    own = sum(1 for name in systems.values() if name)
    if not own:
        return _("No system runs on another calendar than the workspace's own yet")
    calendars = ngettext("{n} calendar", "{n} calendars", len(names)).format(n=number(len(names)))
    return ngettext(
        "{calendars}; {n} system has support hours of its own",
        "{calendars}; {n} systems have support hours of their own",
        own,
    ).format(calendars=calendars, n=number(own))


def time_words(at: time, *, ends: bool = False) -> str:
    """``8:00``; the midnight that ends a day is ``24:00``."""
    if ends and at == time(0):
        return "24:00"
    return f"{at.hour}:{at.minute:02}"


def read_time(text: str, *, ends: bool = False) -> time:
    """Read ``8``, ``8:30``, ``08.30`` or, as an end, ``24:00``. Raises Refused with an example."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else _DAY_MINUTES + 1
    if (found and int(found[2] or 0) > 59) or minutes > _DAY_MINUTES or (minutes == _DAY_MINUTES and not ends):
        raise Refused(_("“{text}” is not a time of the day; write it as 8:00 or 17:30.").format(text=text.strip()))
    return time(minutes // 60 % 24, minutes % 60)


def stepped(at: time, by: int, *, ends: bool) -> time:
    """The next half hour later or earlier, never beyond the day."""
    minutes = at.hour * 60 + at.minute
    if ends and not minutes:
        minutes = _DAY_MINUTES
    moved = (
        (minutes // HALF_HOUR + by) * HALF_HOUR
        if by > 0 or minutes % HALF_HOUR == 0
        else minutes // HALF_HOUR * HALF_HOUR
    )
    last = _DAY_MINUTES if ends else _DAY_MINUTES - HALF_HOUR
    moved = min(max(moved, HALF_HOUR if ends else 0), last)
    return time(moved // 60 % 24, moved % 60)
