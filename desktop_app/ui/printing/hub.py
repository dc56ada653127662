"""The hub programme: the dated sessions by month, then what every team has given to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Coverage, Session, coverage
from desktop_app.domain.stamps import stamp
from desktop_app.domain.teams import Team
from desktop_app.ui.printing.calendar_words import month_words, period_words
from desktop_app.ui.printing.hub_table import (
    BAND,
    HEAD,
    Entry,
    Heading,
    Item,
    draw_band,
    draw_entry,
    draw_head,
    entry_height,
)
from desktop_app.ui.printing.hub_teams import ABOVE, TeamList
from desktop_app.ui.printing.marks import Box, Page
from desktop_app.ui.printing.masthead import Foot, Masthead, draw_foot, draw_masthead
from desktop_app.ui.printing.measures import LARGE, SMALL, Sizes
from desktop_app.ui.printing.notes import draw_notes
from desktop_app.ui.printing.scene import Flag, Options
from desktop_app.ui.printing.sheet import Sheet
from desktop_app.ui.printing.typeface import Weight

MARGIN = 11.0
MOST_STRETCH = 4.0  # mm a row may grow on a page that it does not fill


@dataclass(frozen=True)
class Programme:
    """What the hub offers between two days. ``now`` is wall-clock time in ``zone``."""

    sessions: tuple[Session, ...]
    teams: Mapping[int, Team]
    people: Mapping[int, Person]
    first: date
    last: date
    zone: str = "UTC"
    now: datetime | None = None
    demo: bool = False

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The dates in the period, in order of time."""
        found = [Flag(session, on) for session in self.sessions for on in session.dates]
        inside = [flag for flag in found if self.first <= flag.day <= self.last]
        return tuple(sorted(inside, key=lambda flag: (flag.on.starts, flag.session.topic)))

    @cached_property
    def undated(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if not session.dates)

    @cached_property
    def coverage(self) -> Coverage:
        now = (self.now or datetime.combine(self.first, datetime.min.time())).replace(tzinfo=None)
        return coverage(self.teams.values(), self.sessions, now)

    @property
    def title(self) -> str:
        return _("Knowledge hub, {period}").format(period=period_words(self.first, self.last))


def programme_of(board: Board, first: date, last: date) -> Programme:
    """The programme beside a rota: of all teams that the board knows."""
    return Programme(board.sessions, board.teams, board.person, first, last, board.zone, board.now, board.demo)


def programme_pages(programme: Programme, paper: tuple[float, float], options: Options) -> tuple[Page, ...]:
    """The programme on upright paper of so many mm."""
    draft = _Draft(programme, paper, options, LARGE if paper[0] > 250 else SMALL)
    shared = draft.shared()
    return tuple(draft.page(each, index + 1, len(shared)) for index, each in enumerate(shared))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What stands on one page."""

    items: tuple[Item, ...]
    teams: TeamList | None


@dataclass(frozen=True)
class _Draft:
    programme: Programme
    paper: tuple[float, float]
    options: Options
    sizes: Sizes

    def sheet(self) -> Sheet:
        return Sheet(self.paper, MARGIN, self.options.palette)

    @cached_property
    def masthead(self) -> Masthead:
        own = self.programme
        count, minutes = len(own.flags), sum(flag.session.minutes for flag in own.flags)
        hours = _("{n} h").format(n=number(minutes / 60, 0 if minutes % 60 == 0 else 1))
        facts = (
            ngettext("{n} session, {hours}", "{n} sessions, {hours}", count).format(n=number(count), hours=hours),
            _("every team is to give at least one"),
            _("open to everybody"),
            _("times in {zone}").format(zone=own.zone),
            _("made-up data") if own.demo else "",
        )
        printed = (_("printed {stamp}").format(stamp=stamp(own.now)),) if own.now else ()
        return Masthead(own.title, facts, notes=printed)

    @cached_property
    def foot(self) -> Foot:
        hint = _("A session lasts 2 to 8 hours. A full one: ask for a second date.")
        runs = ((_("Seats and own pace:"), Weight.SEMIBOLD), (_("ask the team that gives it."), Weight.REGULAR))
        return Foot((runs, ((hint, Weight.REGULAR),)), _("Second Way · knowledge hub"))

    @cached_property
    def room(self) -> Box:
        """Between head and foot."""
        sheet = self.sheet()
        top = draw_masthead(sheet, self.masthead, self.sizes)
        rule = draw_foot(sheet, self.foot, self.sizes, 1, 1)
        return Box(MARGIN, top, self.paper[0] - 2 * MARGIN, rule - 3.0 - top)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        own = self.programme
        found: list[Item] = []
        month = None
        for index, flag in enumerate(own.flags, 1):
            if flag.day.replace(day=1) != month:
                month = flag.day.replace(day=1)
                held = [other.session for other in own.flags if other.day.replace(day=1) == month]
                found.append(Heading(month_words(month), _counted(held)))
            found.append(Entry.of(flag, index, own.teams, own.people, self.options))
        if own.undated:
            found.append(Heading(_("Without a date yet"), _counted(list(own.undated))))
            found += [Entry.undated(s, own.teams, own.people, self.options) for s in own.undated]
        if not found:
            found.append(Heading(_("No session has a date in this period."), ""))
        return tuple(found)

    def height(self, item: Item) -> float:
        if isinstance(item, Heading):
            return BAND
        return entry_height(item, self.room.width, self.sizes)

    def shared(self) -> list[_Shared]:
        """Items by page, then the teams. A heading never ends a page."""
        made: list[list[Item]] = [[]]
        used = HEAD
        for index, item in enumerate(self.items):
            following = self.items[index + 1] if index + 1 < len(self.items) else None
            with_next = self.height(following) if isinstance(item, Heading) and isinstance(following, Entry) else 0.0
            if made[-1] and used + self.height(item) + with_next > self.room.height:
                made.append([])
                used = HEAD
            made[-1].append(item)
            used += self.height(item)
        room = self.room
        teams = TeamList.parts(self.programme.coverage, room.width, self.sizes, room.height - used, room.height)
        pages = [_Shared(tuple(items), None) for items in made[:-1]]
        pages.append(_Shared(tuple(made[-1]), teams[0]))
        return [*pages, *(_Shared((), part) for part in teams[1:])]

    def page(self, shared: _Shared, page: int, pages: int) -> Page:
        sheet, room = self.sheet(), self.room
        draw_masthead(sheet, self.masthead, self.sizes)
        draw_foot(sheet, self.foot, self.sizes, page, pages)
        teams = shared.teams.height if shared.teams else 0.0
        y = self._table(sheet, shared.items, room.height - teams) if shared.items else room.y - ABOVE
        if shared.teams:
            shared.teams.draw(sheet, y, room.x)
        if page == pages:
            draw_notes(sheet, _("Wishes for the next sessions"), y + teams, room.bottom, self.sizes)
        return sheet.page()

    def _table(self, sheet: Sheet, items: tuple[Item, ...], height: float) -> float:
        """Rows share a little of what the page leaves. Returns where the table ends."""
        room, sizes = self.room, self.sizes
        entries = sum(isinstance(item, Entry) for item in items)
        spare = height - HEAD - sum(self.height(item) for item in items)
        more = min(MOST_STRETCH, max(0.0, spare) / entries) if entries else 0.0
        draw_head(sheet, Box(room.x, room.y, room.width, HEAD), sizes)
        y = room.y + HEAD
        for index, item in enumerate(items):
            if isinstance(item, Heading):
                box = Box(room.x, y, room.width, BAND)
                draw_band(sheet, item, box, sizes)
            else:
                box = Box(room.x, y, room.width, self.height(item) + more)
                sheet.row(box.height)
                draw_entry(sheet, item, box, sizes)
                if index + 1 < len(items):
                    sheet.across(box.bottom, box, 0.1, sheet.palette.grid)
            y = box.bottom
        sheet.across(y, Box(room.x, y, room.width, 0), 0.35)
        return y


def _counted(sessions: list[Session]) -> str:
    """``4 sessions, 11 h``."""
    minutes = sum(session.minutes for session in sessions)
    hours = _("{n} h").format(n=number(minutes / 60, 0 if minutes % 60 == 0 else 1))
    count = len(sessions)
    return ngettext("{n} session, {hours}", "{n} sessions, {hours}", count).format(n=number(count), hours=hours)
