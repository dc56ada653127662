"""The person slip: one guest block on one small sheet, with its days, whom to find, and what to go and see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from desktop_app.domain.board import Board
from desktop_app.domain.language import _
from desktop_app.domain.rotations import WEEK, Block, BlockKind
from desktop_app.domain.stamps import span
from desktop_app.ui.printing.calendar_words import week_words, weekday_and_day
from desktop_app.ui.printing.marks import Box, Page
from desktop_app.ui.printing.masthead import Foot, Masthead, draw_foot, draw_masthead, owner_words, version_notes
from desktop_app.ui.printing.measures import SMALL
from desktop_app.ui.printing.names import Names
from desktop_app.ui.printing.scene import Flag, Options
from desktop_app.ui.printing.sheet import Run, Sheet, paragraph_height
from desktop_app.ui.printing.slip_questions import MOST, draw_questions, questions_height
from desktop_app.ui.printing.slip_weeks import WeekRow, draw_week, week_height, weeks_of
from desktop_app.ui.printing.typeface import Weight, line_height

MARGIN = 9.0
SIZES = replace(SMALL, title=20.0, status=8.5, foot=7.5)
GAP = 3.0  # mm between two sections
LOOK_BACK = 8 * WEEK  # sessions that long before the block prepare for it
MOST_SESSIONS = 4
TICK_BOX = 3.2


@dataclass(frozen=True, slots=True)
class _Section:
    """A part that is not broken over pages; ``draw`` gets the box it asked for, or a higher one when it stretches."""

    height: float
    draw: Callable[[Sheet, Box], None]
    stretches: bool = False
    gap: float = GAP  # below it


@dataclass(frozen=True)
class Slip:
    """``size`` is upright paper in mm."""

    board: Board
    block: Block
    size: tuple[float, float]
    options: Options

    @property
    def title(self) -> str:
        person, host = self.board.person.get(self.block.person_id), self._host
        name = self.names.full.get(person.id, "") if person else ""
        return _("{name} → {team}").format(name=name, team=host)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.board.people, initials=self.options.initials)

    @property
    def _host(self) -> str:
        team = self.board.teams.get(self.block.host_id) if self.block.host_id is not None else None
        return team.name if team else ""

    @property
    def _home(self) -> str:
        person = self.board.person.get(self.block.person_id)
        team = self.board.teams.get(person.team_id) if person else None
        return team.name if team else ""

    def pages(self) -> tuple[Page, ...]:
        """One page as a rule; long blocks take more."""
        shared = self._shared()
        return tuple(self._page(sections, n + 1, len(shared)) for n, sections in enumerate(shared))

    # -- sharing out

    @cached_property
    def _room(self) -> Box:
        sheet = self._sheet()
        top = draw_masthead(sheet, self._masthead, SIZES)
        rule = draw_foot(sheet, self._foot, SIZES, 1, 1)
        return Box(MARGIN, top, self.size[0] - 2 * MARGIN, rule - 2.0 - top)

    def _sheet(self) -> Sheet:
        return Sheet(self.size, MARGIN, self.options.palette)

    def _sections(self, questions: int) -> list[_Section]:
        weeks = [self._week(row, last=row is self._weeks[-1]) for row in self._weeks]
        before = self._before()
        return [*weeks, self._people(), *([before] if before else []), self._questions(questions)]

    def _shared(self) -> list[list[_Section]]:
        """Three questions, or two where that saves a page."""
        full, shorter = self._filled(MOST), self._filled(MOST - 1)
        return shorter if len(shorter) < len(full) else full

    def _filled(self, questions: int) -> list[list[_Section]]:
        made: list[list[_Section]] = [[]]
        used = 0.0
        for section in self._sections(questions):
            if made[-1] and used + section.height > self._room.height:
                made.append([])
                used = 0.0
            made[-1].append(section)
            used += section.height + section.gap
        return made

    def _page(self, sections: list[_Section], page: int, pages: int) -> Page:
        sheet, room = self._sheet(), self._room
        draw_masthead(sheet, self._masthead, SIZES)
        draw_foot(sheet, self._foot, SIZES, page, pages)
        spare = room.height - sum(s.height for s in sections) - sum(s.gap for s in sections[:-1])
        y = room.y
        for section in sections:
            height = section.height + (spare if section.stretches else 0.0)
            section.draw(sheet, Box(room.x, y, room.width, height))
            y += height + section.gap
        return sheet.page()

    @cached_property
    def _masthead(self) -> Masthead:
        block, board = self.block, self.board
        status, _notes = version_notes(board)
        weeks = [week_words(row.monday) for row in self._weeks]
        named = weeks[0] if len(weeks) == 1 else _("{first} to {last}").format(first=weeks[0], last=weeks[-1])
        facts = (
            span(block.from_on, block.to_on), named, _("from {team}").format(team=self._home),
            _("times in {zone}").format(zone=board.zone), _("made-up data") if board.demo else "",
        )  # fmt: skip
        return Masthead(self.title, facts, status, board.plan.published)

    @cached_property
    def _foot(self) -> Foot:
        contact = self.board.rota.contact or _("Ask whoever plans the rota, before the week begins.")
        runs: tuple[Run, ...] = (
            (_("Cannot go?"), Weight.SEMIBOLD),
            (contact if contact.endswith((".", "!", "?")) else f"{contact}.", Weight.REGULAR),
            (_("Bring this sheet to the return talk."), Weight.REGULAR),
        )
        return Foot((runs,), owner_words(self.board))

    # -- sections

    @cached_property
    def _weeks(self) -> tuple[WeekRow, ...]:
        return weeks_of(self.board, self.block)

    def _week(self, row: WeekRow, *, last: bool) -> _Section:
        height = week_height(row, self._room.width, SIZES, low=len(self._weeks) > 2)
        return _Section(height, lambda sheet, box: draw_week(sheet, row, box, SIZES), gap=GAP if last else 0.0)

    def _people(self) -> _Section:
        mentor = self.board.person.get(self.block.mentor_id) if self.block.mentor_id is not None else None
        cells = (
            (_("Mentor"), self.names.full.get(mentor.id, "") if mentor else ""),
            (_("Stands in at home"), ""),
            (_("Return talk, day and time"), ""),
        )
        return _Section(_people_height(cells, self._room.width), lambda sheet, box: _draw_people(sheet, cells, box))

    def _before(self) -> _Section | None:
        """Sessions of the host team that prepare for the block."""
        flags = sorted(
            (
                Flag(session, on)
                for session in self.board.sessions if session.team_id == self.block.host_id
                for on in session.dates if self.block.from_on - LOOK_BACK <= on.starts.date() < self.block.from_on
            ),
            key=lambda flag: flag.on.starts,
        )[-MOST_SESSIONS:]  # fmt: skip
        own_pace = [
            s for s in self.board.sessions
            if s.team_id == self.block.host_id and s.own_pace and s not in [f.session for f in flags]
            and not any(self.block.covers(on.starts.date()) for on in s.dates)
        ]  # fmt: skip
        lines: list[tuple[Run, ...]] = [
            ((flag.session.topic, Weight.SEMIBOLD), (self._when(flag), Weight.REGULAR)) for flag in flags
        ]
        for session in own_pace[: MOST_SESSIONS - len(flags)]:
            words = _("{length}, at own pace").format(length=session.length)
            lines.append(((session.topic, Weight.SEMIBOLD), (words, Weight.REGULAR)))
        if not lines:
            return None
        room = self._room.width - TICK_BOX - 2.0
        height = 6.4 + sum(_line_height(runs, room) for runs in lines)
        return _Section(height, lambda sheet, box: _draw_before(sheet, lines, box))

    def _when(self, flag: Flag) -> str:
        return _("{day} {time}, {length}").format(
            day=weekday_and_day(flag.day), time=f"{flag.on.starts:%H:%M}", length=flag.session.length
        )

    def _questions(self, count: int) -> _Section:
        question, width = self.block.question.strip(), self._room.width
        return _Section(
            questions_height(question, count, width, SIZES),
            lambda sheet, box: draw_questions(sheet, question, count, box, SIZES),
            stretches=True,
        )


def _people_height(cells: tuple[tuple[str, str], ...], width: float) -> float:
    room = width / len(cells) - 3
    upper = max(paragraph_height(((c, Weight.REGULAR),), room, SIZES.smallest) for c, _name in cells)
    lower = max(paragraph_height(((name, Weight.BOLD),), room, 10.0) for _c, name in cells)
    return upper + max(lower, line_height(10.0)) + 2.4


def _draw_people(sheet: Sheet, cells: tuple[tuple[str, str], ...], box: Box) -> None:
    """Who is known stands there; what is still to be agreed has a line to write on."""
    step = box.width / len(cells)
    captions = max(paragraph_height(((c, Weight.REGULAR),), step - 3, SIZES.smallest) for c, _name in cells)
    for index, (caption, name) in enumerate(cells):
        x = box.x + index * step
        sheet.paragraph((x, box.y), step - 3, ((caption, Weight.REGULAR),), SIZES.smallest)
        if name:
            sheet.paragraph((x, box.y + captions), step - 3, ((name, Weight.BOLD),), 10.0)
        else:
            y = box.y + captions + line_height(10.0)
            sheet.line((x, y), (x + step - 4, y), 0.12, sheet.palette.rule)
    sheet.across(box.bottom, box, 0.25)


def _line_height(runs: tuple[Run, ...], room: float) -> float:
    return max(5.2, paragraph_height(runs, room, SIZES.block) + 1.2)


def _draw_before(sheet: Sheet, lines: list[tuple[Run, ...]], box: Box) -> None:
    sheet.text(Box(box.x, box.y, box.width, 5), _("Before you go"), SIZES.name + 1, Weight.BOLD, cut=True)
    y, room = box.y + 5.4, box.width - TICK_BOX - 2.0
    for runs in lines:
        height = _line_height(runs, room)
        sheet.frame(Box(box.x, y + 0.7, TICK_BOX, TICK_BOX), 0.3)
        text = paragraph_height(runs, room, SIZES.block)
        top = y + max(0.0, (min(height, 4.6) - min(text, line_height(SIZES.block))) / 2)
        sheet.paragraph((box.x + TICK_BOX + 2.0, top), room, runs, SIZES.block)
        y += height
    sheet.across(box.bottom, box, 0.25)


def guest_blocks(board: Board, first: date, last: date) -> tuple[Block, ...]:
    """The plan's guest blocks that begin in a period, by day and name."""
    found = [
        block for block in board.plan.blocks
        if block.kind is BlockKind.GUEST and first <= block.from_on <= last and block.person_id in board.person
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda b: (b.from_on, board.person[b.person_id].name.casefold(), b.id)))
