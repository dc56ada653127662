"""A schedule on paper: the team month with a column for each day, the wall planner with one for each week.

Both are one drawing over two kinds of axis, in this order: head and foot of the sheet, greys, bands, rules, words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.cover import cover_rule
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.printing import person_row
from desktop_app.ui.printing.calendar_words import period_words
from desktop_app.ui.printing.heads import draw_head, first_line, head_height
from desktop_app.ui.printing.legend import Legend
from desktop_app.ui.printing.marks import Box, Page
from desktop_app.ui.printing.masthead import (
    Foot,
    Masthead,
    draw_foot,
    draw_masthead,
    owner_words,
    swap_words,
    version_notes,
)
from desktop_app.ui.printing.measures import LEAST_ROW, MOST_ROW, Scale
from desktop_app.ui.printing.notes import draw_notes
from desktop_app.ui.printing.paging import Line, pages
from desktop_app.ui.printing.scene import MARGIN, Scene
from desktop_app.ui.printing.schedule_legend import schedule_legend
from desktop_app.ui.printing.sheet import Run, Sheet
from desktop_app.ui.printing.team_band import draw_band
from desktop_app.ui.printing.typeface import Weight
from desktop_app.ui.printing.upper_rows import UpperRow, upper_rows


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all pages of a scene share, in mm from the top of the paper."""

    head: Masthead
    foot: Foot
    legend: Legend
    upper: tuple[UpperRow, ...]
    top: float  # of the table
    teams_top: float
    bottom: float  # of the room for the table and notes

    @property
    def room(self) -> float:
        return self.bottom - self.teams_top


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of the table with its box, which runs from margin to margin."""

    line: Line
    box: Box


@dataclass(frozen=True, slots=True)
class Schedule:
    """The pages of one period, shared out but not yet drawn."""

    scene: Scene
    frame: _Frame
    lines: tuple[tuple[Line, ...], ...]  # by page

    @classmethod
    def of(cls, scene: Scene) -> Schedule:
        """On the fewest pages; head and legend are set tight when that saves one."""
        made = cls._of(scene)
        if len(made.lines) > 1:
            tight = cls._of(replace(scene, tight=True))
            made = tight if len(tight.lines) < len(made.lines) else made
        return made

    @classmethod
    def _of(cls, scene: Scene) -> Schedule:
        frame = _frame(scene)
        groups = [
            [
                Line(team, None, scene.sizes.band),
                *(Line(team, person, person_row.least_height(scene, person)) for person in members),
            ]
            for team, members in scene.teams
        ]
        shared = pages(groups, frame.room) if scene.people else [[line for group in groups for line in group]]
        return cls(scene, frame, tuple(tuple(lines) for lines in shared))

    def draw(self, first_page: int = 1, total: int | None = None) -> tuple[Page, ...]:
        """The pages, numbered within a longer document if there is one."""
        names = self.scene.names.within(person_row.name_rooms(self.scene), self.scene.sizes.name)
        total = total or len(self.lines)
        return tuple(
            _page(self.scene, self.frame, lines, names, first_page + n, total) for n, lines in enumerate(self.lines)
        )


def masthead(scene: Scene) -> Masthead:
    """Title, scope and version of a schedule."""
    board = scene.board
    status, notes = version_notes(board)
    title = _("Rotation plan, {period}").format(period=period_words(scene.first, scene.last))
    count = len(scene.people)
    people = ngettext("{n} person", "{n} people", count).format(n=number(count))
    if board.demo:
        people = _("{people} (made up)").format(people=people)
    columns = _("columns are ISO weeks, the date is the Monday")
    facts = (
        _("Team month") if scene.scale is Scale.DAYS else _("Wall planner"),
        ", ".join(team.name for team in board.rota_teams),
        people,
        _("times in {zone}").format(zone=board.zone),
        _("ISO weeks, Monday first") if scene.scale is Scale.DAYS else columns,
    )
    return Masthead(title, facts, status, board.plan.published, notes)


def foot(scene: Scene) -> Foot:
    """Whom to ask, and the cover rule with what came of it in this period."""
    board = scene.board
    rule: tuple[Run, ...] = ((_("Cover rule: {rule}.").format(rule=cover_rule(board)), Weight.REGULAR),)
    if scene.has_minimum:
        heavy = Weight.SEMIBOLD if scene.cover.shortfalls else Weight.REGULAR
        rule += (_("Result:"), Weight.REGULAR), (f"{scene.cover.result}.", heavy)
    return Foot((swap_words(board), rule), owner_words(board))


def _frame(scene: Scene) -> _Frame:
    """Draws head and foot once on a sheet that is thrown away, to know where they end."""
    sheet = Sheet(scene.size, MARGIN, scene.options.palette)
    head, below, legend, upper = masthead(scene), foot(scene), schedule_legend(scene), upper_rows(scene)
    top = draw_masthead(sheet, head, scene.sizes)
    rule = draw_foot(sheet, below, scene.sizes, 1, 1)
    bottom = rule - 1.2 - legend.height(scene.inside.width) - 1.8
    teams_top = top + head_height(scene) + sum(row.height for row in upper)
    return _Frame(head, below, legend, upper, top, teams_top, bottom)


def _page(scene: Scene, frame: _Frame, lines: tuple[Line, ...], names: dict[int, str], page: int, total: int) -> Page:
    sheet = Sheet(scene.size, MARGIN, scene.options.palette)
    draw_masthead(sheet, frame.head, scene.sizes)
    rule = draw_foot(sheet, frame.foot, scene.sizes, page, total)
    frame.legend.draw(sheet, rule - 1.2)
    placed = _stretched(scene, frame, lines)
    table_bottom = placed[-1].box.bottom if placed else frame.teams_top
    _grounds(sheet, scene, frame, placed, table_bottom)
    _rules(sheet, scene, frame, placed, table_bottom)
    draw_head(sheet, scene, frame.top)
    y = frame.top + head_height(scene)
    for row in frame.upper:
        box = Box(scene.inside.x, y, scene.inside.width, row.height)
        _label(sheet, scene, row, box)
        row.draw(sheet, scene, box)
        y += row.height
    for each in placed:
        if each.line.person is None:
            draw_band(sheet, scene, each.line.team, each.box, continued=each.line.continued)
        else:
            sheet.row(each.box.height)
            person_row.draw_name(sheet, scene, each.line.person, names[each.line.person.id], each.box)
            person_row.draw_row(sheet, scene, each.line.person, each.box)
    _outline(sheet, scene, frame, table_bottom)
    if not scene.people:
        _nobody(sheet, scene, table_bottom)
    else:
        draw_notes(sheet, _("Notes and wishes for the next plan"), table_bottom, frame.bottom, scene.sizes)
    return sheet.page()


def _stretched(scene: Scene, frame: _Frame, lines: tuple[Line, ...]) -> list[_Placed]:
    """The lines from top to bottom, rows sharing what is left, but none over 15 mm."""
    count = sum(line.person is not None for line in lines)
    spare = frame.room - sum(line.least for line in lines)
    more = min(spare / count, MOST_ROW - LEAST_ROW) if count else 0.0
    placed, y = [], frame.teams_top
    for line in lines:
        height = line.least + (max(0.0, more) if line.person is not None else 0.0)
        placed.append(_Placed(line, Box(scene.inside.x, y, scene.inside.width, height)))
        y += height
    return placed


def _grounds(sheet: Sheet, scene: Scene, frame: _Frame, placed: list[_Placed], bottom: float) -> None:
    """Weekends, holidays and days outside the period; over them white rows and the bands."""
    axis, palette = scene.axis, sheet.palette
    top = frame.top + first_line(scene)
    body = frame.top + head_height(scene)
    for day in axis.days:
        left, right = axis.across(day, day)
        if not scene.board.working(day):
            sheet.fill(Box(left, top, right - left, bottom - top), palette.shade)
        elif not scene.first <= day <= scene.last:
            sheet.fill(Box(left, body, right - left, bottom - body), palette.shade)
    y = body
    for row in frame.upper:
        if not row.shaded:
            sheet.fill(Box(axis.left, y, axis.right - axis.left, row.height), palette.paper)
        y += row.height
    for each in placed:
        if each.line.person is None:
            sheet.fill(each.box, palette.band)
            continue
        for day in scene.free(each.line.person):
            left, right = axis.across(day, day)
            sheet.fill(Box(left, each.box.y, right - left, each.box.height), palette.shade)


def _rules(sheet: Sheet, scene: Scene, frame: _Frame, placed: list[_Placed], bottom: float) -> None:
    axis, palette, inside = scene.axis, sheet.palette, scene.inside
    top = frame.top + first_line(scene)
    if scene.scale is Scale.DAYS:
        for day in axis.days[1:]:
            if day.weekday():
                sheet.line((axis.x(day), top), (axis.x(day), bottom), 0.08, palette.grid)
    for each in placed[:-1]:
        if each.line.person is not None:
            sheet.across(each.box.bottom, inside, 0.1, palette.grid)
    week_top = frame.top + (0.0 if scene.scale is Scale.DAYS else scene.sizes.month_line)
    for first, _last in axis.weeks[1:]:
        sheet.line((axis.x(first), week_top), (axis.x(first), bottom), 0.3)
    y = frame.top + head_height(scene)
    for row in frame.upper[:-1]:
        y += row.height
        sheet.across(y, inside, 0.15)


def _label(sheet: Sheet, scene: Scene, row: UpperRow, box: Box) -> None:
    sizes, height = scene.sizes, box.height / 2 if row.note else box.height
    room = Box(box.x + 1.2, box.y, scene.column - 2.0, height)
    sheet.text(room, row.label, sizes.name, Weight.BOLD, cut=True)
    if row.note:
        sheet.text(Box(room.x, room.bottom, room.width, height), row.note, sizes.smallest, cut=True)


def _outline(sheet: Sheet, scene: Scene, frame: _Frame, bottom: float) -> None:
    inside, axis = scene.inside, scene.axis
    body = frame.top + head_height(scene)
    sheet.line((axis.left, frame.top), (axis.left, bottom), 0.3)
    for y in dict.fromkeys((body, frame.teams_top)):
        sheet.across(y, inside, 0.35)
    sheet.frame(Box(inside.x, frame.top, inside.width, bottom - frame.top), 0.35)


def _nobody(sheet: Sheet, scene: Scene, y: float) -> None:
    """An empty rota says so instead of an empty table."""
    inside, sizes = scene.inside, scene.sizes
    words = _("Nobody belongs to the teams of this rota in this period.")
    more = _("Add people on the page People, or choose other teams for the rota.")
    line = sizes.month * 0.6
    sheet.text(Box(inside.x, y + 4, inside.width, line), words, sizes.month, Weight.SEMIBOLD)
    sheet.text(Box(inside.x, y + 4 + line, inside.width, line), more, sizes.name)
