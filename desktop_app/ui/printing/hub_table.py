"""The table of the hub programme: one session a row, with day, time, topic, team, hosts, place and seats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session
from desktop_app.domain.teams import Team
from desktop_app.ui.printing.calendar_words import week_words, weekday_and_day
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.masthead import BULLET
from desktop_app.ui.printing.measures import Sizes
from desktop_app.ui.printing.names import Names
from desktop_app.ui.printing.scene import Flag, Options
from desktop_app.ui.printing.sheet import Align, Run, Sheet, paragraph_height
from desktop_app.ui.printing.typeface import Weight, line_height

HEAD, BAND = 5.6, 5.8  # mm
LEAST_ENTRY = 11.0
LEADING = 1.28
_RIGHT = (0, 7)  # columns set to the right: number and seats
_SHARES = (0.045, 0.105, 0.113, 0.372, 0.105, 0.115, 0.085, 0.06)  # of the width
_GAP = 2.2  # mm between two columns


@dataclass(frozen=True, slots=True)
class Heading:
    """A band: a month, with what it holds at the right."""

    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: two lines of words by column, the upper one heavier."""

    upper: tuple[str, ...]
    lower: tuple[str, ...]

    @classmethod
    def of(
        cls, flag: Flag, no: int, teams: Mapping[int, Team], people: Mapping[int, Person], options: Options
    ) -> Entry:
        session, on = flag.session, flag.on
        ends = session.ends(on)
        times = f"{on.starts:%H:%M}–{ends:%H:%M}"
        upper = (number(no), weekday_and_day(flag.day), times, *_words(session, teams, people, options))
        return cls(upper, ("", week_words(flag.day), session.length, _needs(session), "", "", "", ""))

    @classmethod
    def undated(
        cls, session: Session, teams: Mapping[int, Team], people: Mapping[int, Person], options: Options
    ) -> Entry:
        upper = ("", "", session.length, *_words(session, teams, people, options))
        return cls(upper, ("", "", "", _needs(session), "", "", "", ""))


Item = Heading | Entry


def _words(
    session: Session, teams: Mapping[int, Team], people: Mapping[int, Person], options: Options
) -> tuple[str, ...]:
    """Topic, team, hosts, place, seats."""
    team = teams.get(session.team_id)
    names = Names.of(people.values(), initials=options.initials).full
    hosts = ", ".join(names[host] for host in session.host_ids if host in names)
    seats = number(session.seats) if session.seats is not None else "–"
    return session.topic, team.name if team else "", hosts, session.place, seats


def _needs(session: Session) -> str:
    """``tools · needs nothing · also at own pace``."""
    needs = _("needs {what}").format(what=session.needs) if session.needs else _("needs nothing")
    own = _("also at own pace") if session.own_pace else ""
    return BULLET.join(part for part in (session.kind.label, needs, own) if part)


def _columns(box: Box) -> list[Box]:
    found, x = [], box.x
    for share in _SHARES:
        found.append(Box(x + 0.8, box.y, box.width * share - _GAP, box.height))
        x += box.width * share
    return found


def draw_head(sheet: Sheet, box: Box, sizes: Sizes) -> None:
    words = (
        _("No"),
        _("Day"),
        _("Time"),
        _("Topic, kind, what it needs"),
        _("Team"),
        _("Hosts"),
        _("Place"),
        _("Seats"),
    )
    sheet.across(box.y, box, 0.35)
    for index, (name, cell) in enumerate(zip(words, _columns(box), strict=True)):
        align = Align.RIGHT if index in _RIGHT else Align.LEFT
        sheet.text(cell, name, sizes.foot, Weight.SEMIBOLD, align, cut=True)
    sheet.across(box.bottom, box, 0.35)


def draw_band(sheet: Sheet, heading: Heading, box: Box, sizes: Sizes) -> None:
    sheet.fill(box, sheet.palette.band)
    inner = box.shrunk(1.2, 0)
    takes = sheet.text(inner, heading.words, sizes.name + 0.5, Weight.BOLD, cut=True)
    rest = Box(inner.x + takes + 4, inner.y, inner.width - takes - 4, inner.height)
    if rest.width > 4:
        sheet.text(rest, heading.note, sizes.foot, align=Align.RIGHT, cut=True)


def entry_height(entry: Entry, width: float, sizes: Sizes) -> float:
    """What a row needs in mm: its columns wrap."""
    cells = _columns(Box(0, 0, width, 0))
    heights = [
        paragraph_height(_upper(entry, index), cell.width, _points(index, sizes), LEADING)
        + paragraph_height(_lower(entry, index), cell.width, sizes.foot, LEADING)
        for index, cell in enumerate(cells)
    ]
    return max(LEAST_ENTRY, max(heights) + 2.2)


def draw_entry(sheet: Sheet, entry: Entry, box: Box, sizes: Sizes) -> None:
    """Words begin at one height in all columns, so that a row reads across."""
    first = line_height(sizes.name + 0.5, LEADING)
    need = entry_height(entry, box.width, sizes)
    top = box.y + (box.height - need) / 2 + 1.1
    for index, cell in enumerate(_columns(box)):
        points = _points(index, sizes)
        runs = _upper(entry, index)
        if index in _RIGHT:
            at = Box(cell.x, top, cell.width, first)
            sheet.text(at, entry.upper[index], points, _weight(index), Align.RIGHT)
            continue
        shift = (first - line_height(points, LEADING)) / 2
        y = top + shift + sheet.paragraph((cell.x, top + shift), cell.width, runs, points, LEADING)
        sheet.paragraph((cell.x, y), cell.width, _lower(entry, index), sizes.foot, LEADING)


def _weight(index: int) -> Weight:
    return (
        Weight.BOLD, Weight.BOLD, Weight.MEDIUM, Weight.SEMIBOLD, Weight.MEDIUM, Weight.REGULAR, Weight.REGULAR,
        Weight.REGULAR,
    )[index]  # fmt: skip


def _points(index: int, sizes: Sizes) -> float:
    return sizes.name + 0.5 if index < 4 else sizes.name


def _upper(entry: Entry, index: int) -> tuple[Run, ...]:
    return ((entry.upper[index], _weight(index)),)


def _lower(entry: Entry, index: int) -> tuple[Run, ...]:
    return ((entry.lower[index], Weight.REGULAR),)
