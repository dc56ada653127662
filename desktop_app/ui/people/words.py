"""What the page says of people: days, shares, regions, and its one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.teams import Side, Team

NOTHING = "–"


def answer(teams: Sequence[Team], people: Sequence[Person]) -> str:
    """``14 people in 3 teams; 2 teams have no minimum yet``."""
    if not people:
        return ""
    homes = {person.team_id for person in people}
    words = _("{people} in {teams}").format(people=people_words(len(people)), teams=teams_words(len(homes)))
    lacking = sum(1 for team in teams if team.id in homes and team.side in (Side.OPS, Side.DEV) and not team.minimum)
    unset = sum(1 for team in teams if team.id in homes and team.side is Side.UNKNOWN)
    more = [words]
    if unset:
        more.append(ngettext("{n} team has no side yet", "{n} teams have no side yet", unset).format(n=number(unset)))
    if lacking:
        more.append(
            ngettext("{n} team has no minimum yet", "{n} teams have no minimum yet", lacking).format(n=number(lacking))
        )
    return "; ".join(more)


def people_words(n: int) -> str:
    return ngettext("{n} person", "{n} people", n).format(n=number(n))


def teams_words(n: int) -> str:
    return ngettext("{n} team", "{n} teams", n).format(n=number(n))


def days_words(first: date, last: date, today: date) -> str:
    """``3 Dec``, ``3 – 14 Dec``, ``30 Nov – 4 Dec``, with the year unless it is this one."""
    if not first.year == last.year == today.year:
        return stamps.span(first, last)
    end = stamps.day(last, year=False)
    if first == last:
        return end
    return f"{first.day} – {end}" if first.month == last.month else f"{stamps.day(first, year=False)} – {end}"


def away_words(person: Person, absences: Iterable[Absence], today: date) -> str:
    """The absence that holds or comes next, and how many follow it."""
    if person.left_on is not None and person.left_on < today:
        return _("has left")
    coming = upcoming(absences, today)
    if not coming:
        return NOTHING
    first = coming[0]
    if first.covers(today):
        words = _("away until {day}").format(day=stamps.day(first.last_on, year=first.last_on.year != today.year))
    else:
        words = days_words(first.first_on, first.last_on, today)
    more = len(coming) - 1
    if more:
        words += ", " + ngettext("{n} more", "{n} more", more).format(n=number(more))
    return words


def upcoming(absences: Iterable[Absence], today: date) -> list[Absence]:
    """Those that are not over, the next first."""
    return sorted((each for each in absences if each.last_on >= today), key=lambda each: (each.first_on, each.id))


def region_words(code: str, regions: Mapping[str, str]) -> str:
    """``Germany, Berlin``; the code itself while the names are not there yet."""
    return regions.get(code, code)


def holidays_words(code: str, regions: Mapping[str, str]) -> str:
    """What the workspace keeps as public holidays."""
    if not code:
        return _("Public holidays: none chosen")
    return _("Public holidays: {region}").format(region=region_words(code, regions))


def read_share(text: str) -> int:
    """Read ``60`` or ``60 %``; nothing is a full week. Raises Refused."""
    words = text.replace("%", " ").strip()
    if not words:
        return 100
    if not words.isdecimal() or not 1 <= int(words) <= 100:
        raise Refused(_("“{text}” is not a share of a week; it is 1 to 100 %.").format(text=text.strip()))
    return int(words)


def share_words(share: int) -> str:
    return f"{number(share)} %"


def day_or_nothing(day: date | None) -> str:
    return stamps.day(day) if day else NOTHING


def minimum_words(minimum: int) -> str:
    """What a team keeps at the desk."""
    if not minimum:
        return _("set a minimum")
    return ngettext("at least {n} at the desk", "at least {n} at the desk", minimum).format(n=number(minimum))
