"""One sheet of a rota: the printed schedule as cells, with the same words, greys that print, and counted figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Cover, weekday
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Team
from desktop_app.exchange.monthly.live_cells import LiveCells, literal
from desktop_app.exchange.pages import Ground, aligned, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_foot import columns_on_paper, write_foot
from desktop_app.exchange.rota.rota_grid import Grid
from desktop_app.exchange.rota.rota_pieces import Column, Piece, columns, person_rows
from desktop_app.exchange.rota.rota_tables import CoverTable, team_marks
from desktop_app.exchange.rota.rota_upper import duty_pieces, open_rows, session_rows
from desktop_app.exchange.rota.rota_words import short_span, version_words, week_words

_WEEKS, _WEEKDAYS, _DAYS, _BODY = 4, 5, 6, 7  # rows
_MOST_ROWS: Final = 44  # on one page; more go on the next, with the head repeated


@dataclass(frozen=True, slots=True)
class Counted:
    """Cover as it is, and where the workbook counts it."""

    live: LiveCells
    cover: Cover
    table: CoverTable


def fill(page: Any, board: Board, counted: Counted, from_on: date, to_on: date) -> None:
    """Write the schedule of a period into an empty sheet."""
    grid = Grid(page, board, columns(board, from_on, to_on))
    _title(page, board, from_on, to_on)
    _head(grid)
    printed = columns_on_paper(grid)
    body = _Body(grid, counted)
    body.fill()
    last = write_foot(grid, counted.cover, body.row + 1, printed)
    widths(page, (24, 7, *(grid.width(column) for column in grid.shown)))
    page.freeze_panes = f"C{_BODY}"
    footer = _("Second Way · {rota}").format(rota=board.rota.name)
    on_paper(page, landscape=True, head_rows=f"{_WEEKS}:{_DAYS}", footer=footer)
    page.page_setup.fitToHeight = 1 if last <= _MOST_ROWS else 0
    page.print_area = f"A1:{grid.at(printed - 1, last)}"


def _title(page: Any, board: Board, from_on: date, to_on: date) -> None:
    title = _("{rota}, {period}").format(rota=board.rota.name, period=span(from_on, to_on))
    text(page, "A1", title, size=16, bold=True)
    page.row_dimensions[1].height = 24
    count = len(board.people)
    people = ngettext("{n} person", "{n} people", count).format(n=number(count))
    facts = (
        ", ".join(team.name for team in board.rota_teams),
        _("{people} (made up)").format(people=people) if board.demo else people,
        _("times in {zone}").format(zone=board.zone),
        _("ISO weeks, Monday first"),
    )
    text(page, "A2", " · ".join(facts))
    text(page, "A3", version_words(board), bold=True)


def _head(grid: Grid) -> None:
    weeks: dict[str, list[int]] = {}
    for index, column in enumerate(grid.shown):
        weeks.setdefault(week_words(column.first), []).append(index)
        if column.one_day:
            _day_head(grid, index, column.first)
        else:
            _week_head(grid, index, column)
    for words, inside in weeks.items():
        days = short_span(grid.shown[inside[0]].first, grid.shown[inside[-1]].last)
        roomy = grid.shown[0].one_day and len(inside) > 2
        label = f"{words}  {days}" if roomy else words
        aligned(grid.merged(inside[0], inside[-1], _WEEKS, label, bold=True))


def _day_head(grid: Grid, index: int, day: date) -> None:
    name = _("hol") if grid.board.holiday(day) else weekday(day)
    aligned(text(grid.page, grid.at(index, _WEEKDAYS), name), "center", shrink=True)
    aligned(text(grid.page, grid.at(index, _DAYS), str(day.day), size=11, bold=True), "center")
    for row in (_WEEKS, _WEEKDAYS, _DAYS):
        grid.shade(index, row)


def _week_head(grid: Grid, index: int, column: Column) -> None:
    words = short_span(column.first, column.last)
    aligned(text(grid.page, grid.at(index, _WEEKDAYS), words), "left", shrink=True)
    holidays = ", ".join(filter(None, (grid.board.holiday(day) for day in column.days)))
    aligned(text(grid.page, grid.at(index, _DAYS), holidays), "left", shrink=True)


@dataclass
class _Body:
    """Fills the rows from top to bottom; ``row`` is the next free one, ``bands`` the row of each team's figures."""

    grid: Grid
    counted: Counted
    row: int = _BODY
    bands: dict[int, int] = field(default_factory=dict)

    def fill(self) -> None:
        board, shown = self.grid.board, self.grid.shown
        duty = duty_pieces(board, shown)
        self._labelled(_("On duty"), (duty,) if duty else (), height=20)
        self._labelled(_("Open places"), open_rows(board, shown))
        self._labelled(_("Hub sessions"), session_rows(board, shown))
        cover_row = self.row
        guarded = [team for team in board.rota_teams if team.minimum]
        if guarded:
            text(self.grid.page, f"A{cover_row}", _("Cover kept"), bold=True)
            self.row += 1
        for team in board.rota_teams:
            self._team(team)
        self._other_people()
        if guarded:
            self._cover(cover_row, guarded)

    def _labelled(self, label: str, rows: Sequence[Sequence[Piece]], *, height: float = 16) -> None:
        if rows:
            text(self.grid.page, f"A{self.row}", label, bold=True)
        for pieces in rows:
            self._lay(pieces, height)

    def _lay(self, pieces: Sequence[Piece], height: float) -> None:
        self.grid.background(self.row)
        for piece in pieces:
            self.grid.draw(piece, self.row)
        self.grid.page.row_dimensions[self.row].height = height
        self.row += 1

    def _team(self, team: Team) -> None:
        page, row = self.grid.page, self.row
        self.bands[team.id] = row
        for index in range(-2, len(self.grid.shown)):
            page[self.grid.at(index, row)].fill = Ground.BAND.fill
        text(page, f"A{row}", team.name, bold=True)
        if team.minimum:
            minimum = figure(page[f"B{row}"], literal(_("min") + " ") + "0")
            minimum.value = team.minimum
        for index, column in enumerate(self.grid.shown):
            self._figure(team, index, self._counted_days(column))
        _alarm(self.grid, row)
        self.row += 1
        for person in self.grid.board.members.get(team.id, ()):
            self._person(person)

    def _counted_days(self, column: Column) -> list[date]:
        return [day for day in self.grid.working(column) if day in self.counted.table.columns]

    def _figure(self, team: Team, index: int, working: Sequence[date]) -> None:
        """People at the desk that day, or on the thinnest day of the week."""
        if not working:
            return
        cells = ",".join(self.counted.table.cell(team, day) for day in working)
        fewest = min(self.counted.cover.at_desk[team.id, day] for day in working)
        formula = f"={cells}" if len(working) == 1 else f"=MIN({cells})"
        cell = self.counted.live.put(self.grid.page, self.grid.at(index, self.row), formula, fewest)
        aligned(figure(cell), "center")

    def _other_people(self) -> None:
        """Who has a block and belongs to none of the rota's teams; nobody counts their desk."""
        for team_id, people in self.grid.board.members.items():
            if team_id not in self.bands and people:
                team = self.grid.board.teams.get(team_id)
                text(self.grid.page, f"A{self.row}", team.name if team else "", bold=True)
                self.row += 1
                for person in people:
                    self._person(person)

    def _person(self, person: Person) -> None:
        shown = self.grid.shown
        if not any(person.here_on(day) for column in shown for day in column.days):
            return
        aligned(text(self.grid.page, f"A{self.row}", person.name), shrink=True)
        aligned(text(self.grid.page, f"B{self.row}", person.share_words), "right")
        for pieces in person_rows(self.grid.board, person, shown):
            self._lay(pieces, 17)

    def _cover(self, row: int, guarded: Sequence[Team]) -> None:
        """A tick, or the letters of the teams below their minimum; counted like the figures."""
        marks = team_marks(self.grid.board)
        for index, column in enumerate(self.grid.shown):
            working = self._counted_days(column)
            if not working:
                continue
            letter = self.grid.letter(index)
            below = "&".join(
                f'IF({letter}{self.bands[team.id]}<$B${self.bands[team.id]},{literal(marks[team.id] + " ")},"")'
                for team in guarded
            )
            short = [marks[t.id] for t in guarded if any(self.counted.cover.below(t.id, day) for day in working)]
            formula = f'=IF(TRIM({below})="",{_TICK},TRIM({below}))'
            cell = self.counted.live.put(self.grid.page, f"{letter}{row}", formula, " ".join(short) or "✓")
            aligned(figure(cell), "center", shrink=True)


_TICK: Final = literal("✓")


def _alarm(grid: Grid, row: int) -> None:
    """White on black where the figure is below the minimum, also after somebody changed the table of cover."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    first, last = grid.at(0, row), grid.at(len(grid.shown) - 1, row)
    dark = PatternFill("solid", fgColor=Ground.DARK.fill.fgColor, bgColor=Ground.DARK.fill.fgColor)
    below = f"AND(ISNUMBER({first}),{first}<$B${row})"
    font = Font(color=Ground.DARK.ink, bold=True)
    rule = FormulaRule(formula=[below], font=font, fill=dark)  # type: ignore[no-untyped-call]
    grid.page.conditional_formatting.add(f"{first}:{last}", rule)
