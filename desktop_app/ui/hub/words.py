"""What the page says of sessions, and what it reads from what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from desktop_app.domain import stamps
from desktop_app.domain.cover import weekday
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Team

NOTHING = "–"
LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001 - wall-clock time, before the workspace told its own


def date_words(starts: datetime, now: datetime) -> str:
    """``Thu 26 Nov, 14:00``, with the year unless it is this one."""
    day = stamps.day(starts.date(), year=starts.year != now.year)
    return _("{weekday} {day}, {time}").format(weekday=weekday(starts.date()), day=day, time=f"{starts:%H:%M}")


def coming(session: Session, now: datetime) -> list[SessionDate]:
    """The dates that are not over, the next first."""
    return sorted((each for each in session.dates if session.ends(each) > now), key=lambda each: each.starts)


def held(session: Session, now: datetime) -> list[SessionDate]:
    """The dates that are over, the last first."""
    return sorted((e for e in session.dates if session.ends(e) <= now), key=lambda e: e.starts, reverse=True)


def state_words(session: Session, now: datetime) -> str:
    """``Thu 26 Nov, 14:00``, ``given 12 Mar``, ``no date yet``; what comes first is said."""
    if dates := coming(session, now):
        return date_words(dates[0].starts, now)
    if dates := held(session, now):
        on = dates[0].starts.date()
        return _("given {day}").format(day=stamps.day(on, year=on.year != now.year))
    return _("no date yet")


def short_state(session: Session, now: datetime) -> str:
    """``Thu 26 Nov``, ``again Thu 26 Nov``, ``given 12 Mar``, ``no date yet``: without the time of day."""
    dates = coming(session, now)
    if not dates:
        return state_words(session, now)
    on = dates[0].starts.date()
    words = f"{weekday(on)} {stamps.day(on, year=on.year != now.year)}"
    return _("again {day}").format(day=words) if held(session, now) else words


def topics(sessions: Iterable[Session]) -> str:
    return ", ".join(session.topic for session in sessions)


def counts_words(given: int, planned: int, undated: int) -> str:
    """``2 given, 1 planned``."""
    parts = []
    if given:
        parts.append(ngettext("{n} given", "{n} given", given).format(n=number(given)))
    if planned:
        parts.append(ngettext("{n} planned", "{n} planned", planned).format(n=number(planned)))
    if undated:
        parts.append(ngettext("{n} without a date", "{n} without a date", undated).format(n=number(undated)))
    return ", ".join(parts)


def people_words(n: int) -> str:
    return ngettext("{n} person", "{n} people", n).format(n=number(n)) if n else _("nobody listed")


def hosts_words(session: Session, people: Mapping[int, Person]) -> str:
    names = [people[each].name for each in session.host_ids if each in people]
    return ", ".join(names) or NOTHING


def status(teams: Sequence[Team], sessions: Sequence[Session], now: datetime) -> str:
    """``6 teams, 12 sessions: 8 given, 4 planned``, the left text of the status bar."""
    given = sum(1 for each in sessions if held(each, now))
    planned = sum(1 for each in sessions if each.dates and not held(each, now))
    words = ngettext("{n} team", "{n} teams", len(teams)).format(n=number(len(teams)))
    words += ", " + ngettext("{n} session", "{n} sessions", len(sessions)).format(n=number(len(sessions)))
    told = counts_words(given, planned, len(sessions) - given - planned)
    return f"{words}: {told}" if told else words


def read_minutes(text: str) -> int:
    """Read hours such as ``2``, ``2.5`` or ``2,5 h`` into minutes. Raises Refused for other words and odd parts."""
    words = text.strip().removesuffix("h").strip()
    if not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", words):
        raise Refused(_("“{text}” is not a length; write hours such as 2 or 2.5.").format(text=text.strip()))
    minutes = float(words.replace(",", ".")) * 60
    if minutes % 30:
        raise Refused(_("A length is told in half hours, such as 2 or 2.5."))
    return int(minutes)


def hours_words(minutes: int) -> str:
    """The length as its field shows it: ``2`` or ``2.5``."""
    hours = minutes / 60
    return number(hours, 0 if hours == int(hours) else 1)


def read_time(text: str) -> time:
    """Read ``14:00``, ``9.30`` or ``14``. Raises Refused."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    if not text.strip():
        raise Refused(_("Say when it starts, such as 14:00."))
    raise Refused(_("“{text}” is not a time of day; write it as 14:00.").format(text=text.strip()))


def read_seats(text: str) -> int | None:
    """Nothing is no limit. Raises Refused for what is no whole number."""
    words = text.strip()
    if not words:
        return None
    if not words.isdecimal() or len(words) > 6:
        raise Refused(_("“{text}” is not a number of seats; leave it empty when none are counted.").format(text=words))
    return int(words)
