"""Knowledge-hub sessions: what a team gives to the others, in 2 to 8 hours, and which team has not given one yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.names import tidy
from desktop_app.domain.stamps import stamp
from desktop_app.domain.teams import Side, Team

SHORTEST, LONGEST = 120, 480  # minutes; the article's 2 to 8 hours
LONGEST_TOPIC, LONGEST_TEXT = 80, 200
FIRST_YEAR, LAST_YEAR = 2000, 2999


class SessionKind(IntEnum):
    TOOLS = 1
    PRACTICES = 2
    SOLVING = 3

    @property
    def label(self) -> str:
        return {1: _("tools"), 2: _("practices"), 3: _("solving issues")}[self.value]


@dataclass(frozen=True, slots=True)
class SessionDate:
    """A wall-clock start without an offset; ``zone`` says whose wall clock. ``id`` 0 is not stored yet."""

    id: int
    starts: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Session:
    id: int
    topic: str
    kind: SessionKind
    team_id: int  # the team that gives it
    minutes: int
    host_ids: tuple[int, ...] = ()
    dates: tuple[SessionDate, ...] = field(default=())
    place: str = ""
    needs: str = ""  # what to know or have done before
    seats: int | None = None
    own_pace: bool = False  # can also be followed at one's own pace
    changed_in: int = 0

    @property
    def length(self) -> str:
        """``2 h`` or ``2.5 h``."""
        hours = self.minutes / 60
        return _("{n} h").format(n=number(hours, 0 if hours == int(hours) else 1))

    def ends(self, on: SessionDate) -> datetime:
        """The wall-clock end: over a change of the clock a session still lasts its real hours."""
        zone = ZoneInfo(on.zone)
        start = on.starts.replace(tzinfo=zone).astimezone(UTC)
        return (start + timedelta(minutes=self.minutes)).astimezone(zone).replace(tzinfo=None)


def check_session(session: Session) -> Session:
    """The session with a trimmed topic. Raises Refused, saying what a session is."""
    topic = tidy(session.topic)
    if not topic:
        raise Refused(_("A session needs a topic."))
    if len(topic) > LONGEST_TOPIC:
        raise Refused(_("A topic has at most {n} characters.").format(n=number(LONGEST_TOPIC)))
    if not SHORTEST <= session.minutes <= LONGEST:
        raise Refused(
            _("A session lasts 2 to 8 hours: shorter ones teach little, longer ones nobody can leave the desk for.")
        )
    if session.seats is not None and not 1 <= session.seats <= 1000:
        raise Refused(_("A session has 1 to 1,000 seats, or none are counted."))
    place, needs = tidy(session.place), tidy(session.needs)
    if max(len(place), len(needs)) > LONGEST_TEXT:
        raise Refused(_("Place and needs have at most {n} characters each.").format(n=number(LONGEST_TEXT)))
    return replace(session, topic=topic, place=place, needs=needs, host_ids=tuple(dict.fromkeys(session.host_ids)))


def check_start(starts: datetime, zone: str) -> datetime:
    """The start to the minute, without an offset. Raises Refused for a slip of the year or a time no clock shows."""
    if not FIRST_YEAR <= starts.year <= LAST_YEAR:
        raise Refused(_("A session is held between 2000 and 2999."))
    start, at = starts.replace(tzinfo=None, second=0, microsecond=0), ZoneInfo(zone)
    if start.replace(tzinfo=at).astimezone(UTC).astimezone(at).replace(tzinfo=None) != start:
        raise Refused(
            _("On {stamp} the clocks of {zone} are put forward; there is no such time.").format(
                stamp=stamp(start), zone=zone
            )
        )
    return start


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one team has given to the hub, and what it has a date for."""

    team: Team
    given: tuple[Session, ...]  # with a date in the past
    planned: tuple[Session, ...]  # with a date to come and none before
    undated: tuple[Session, ...]

    @property
    def words(self) -> str:
        """``none yet``, ``1 planned``, ``2 given, 1 planned``."""
        parts = []
        if self.given:
            parts.append(ngettext("{n} given", "{n} given", len(self.given)).format(n=number(len(self.given))))
        if self.planned:
            parts.append(ngettext("{n} planned", "{n} planned", len(self.planned)).format(n=number(len(self.planned))))
        return ", ".join(parts) or _("none yet")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Teams without a contribution first, then those that only plan one, then the others by name."""

    lines: tuple[Contribution, ...]

    @property
    def answer(self) -> str:
        """``4 of 6 teams have given a session; Network and Data platform have not yet``."""
        lacking = [line.team.name for line in self.lines if not line.given]
        total = len(self.lines)
        if not total:
            return ""
        if not lacking:
            return ngettext("The {n} team has given a session", "All {n} teams have given a session", total).format(
                n=number(total)
            )
        words = ngettext(
            "{given} of {n} team has given a session; {names} not yet",
            "{given} of {n} teams have given a session; {names} not yet",
            total,
        )
        return words.format(given=number(total - len(lacking)), n=number(total), names=_list(lacking))


def coverage(teams: Iterable[Team], sessions: Iterable[Session], now: datetime) -> Coverage:
    """Over the teams of Dev and Ops. ``now`` is wall-clock time in the workspace's zone, without an offset."""
    held = tuple(sessions)
    lines = [_contribution(team, held, now) for team in teams if team.side in (Side.OPS, Side.DEV)]
    rank = {True: 0, False: 1}
    lines.sort(key=lambda c: (rank[not c.given], rank[not c.planned], c.team.name.casefold(), c.team.id))
    return Coverage(tuple(lines))


def _contribution(team: Team, sessions: tuple[Session, ...], now: datetime) -> Contribution:
    own = [session for session in sessions if session.team_id == team.id]
    given = tuple(s for s in own if any(s.ends(d) <= now for d in s.dates))
    planned = tuple(s for s in own if s.dates and s not in given)
    return Contribution(team, given, planned, tuple(s for s in own if not s.dates))


def _list(names: list[str]) -> str:
    """``Network``, ``Network and Data platform``, ``Network, Data platform and 3 more``."""
    if len(names) == 1:
        return names[0]
    if len(names) <= 3:
        return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    more = len(names) - 2
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
        names=", ".join(names[:2]), n=number(more)
    )
