"""A list of incidents on paper: the columns and rows of the table, as many pages as they take.

Black on white, the head on every page, no row split over two pages. A cell has two lines at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.printing.incident_list_columns import PADDING, POINTS, Wish, column_widths, fitting, lines_of, wish
from desktop_app.ui.printing.marks import Box, Document, Page
from desktop_app.ui.printing.masthead import Foot, Masthead, draw_foot, draw_masthead
from desktop_app.ui.printing.measures import SMALL
from desktop_app.ui.printing.scene import Options
from desktop_app.ui.printing.sheet import Sheet
from desktop_app.ui.printing.typeface import Weight, line_height

MARGIN = 11.0
MOST_ROWS = 5_000
_STEP = line_height(POINTS, 1.2)  # of two lines in a cell, in mm
_AIR = 1.7  # mm above and below the words of a row together
_HEAD_GAP = 1.2

Line = tuple[tuple[str, ...], ...]  # the lines of each cell of a row


@dataclass(frozen=True, slots=True)
class ListColumn:
    """``grows`` marks the columns of long texts, which share what the others leave."""

    title: str
    grows: bool = False


@dataclass(frozen=True, slots=True)
class IncidentsOnPaper:
    """What is printed: words only, as the table shows them, and never a person's name.

    ``rows`` holds MOST_ROWS at most; ``total`` is how many the list has. ``facts`` stand below the title, ``about`` in
    the foot of every page; ``printed`` and ``owner`` say when and from which workspace.
    """

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    facts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    printed: str = ""
    owner: str = ""


def incident_pages(listed: IncidentsOnPaper, size: tuple[float, float], options: Options | None = None) -> Document:
    """The list on paper of so many mm, as it lies. Needs a QGuiApplication and may run on any thread."""
    draft = _Draft(listed, size, options or Options())
    shared = draft.shared()
    pages = tuple(draft.page(rows, n, len(shared)) for n, rows in enumerate(shared, 1))
    return Document(pages, listed.title)


@dataclass(frozen=True)
class _Draft:
    listed: IncidentsOnPaper
    size: tuple[float, float]
    options: Options

    def sheet(self) -> Sheet:
        return Sheet(self.size, MARGIN, self.options.palette)

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """Of the columns that have room."""
        own = self.listed
        made = [
            wish(column.title, [row[place] for row in own.rows], grows=column.grows)
            for place, column in enumerate(own.columns)
        ]
        return tuple(made[: fitting(made, self.size[0] - 2 * MARGIN)])

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        return self.listed.columns[: len(self.wishes)]

    @cached_property
    def masthead(self) -> Masthead:
        own = self.listed
        count = ngettext("{n} incident", "{n} incidents", own.total).format(n=number(own.total))
        return Masthead(own.title, (count, *own.facts), notes=(own.printed,) if own.printed else ())

    @cached_property
    def foot(self) -> Foot:
        own = self.listed
        lines = [" · ".join(own.about)] if own.about else []
        if own.total > len(own.rows):
            words = _("Only the first {n} of {total} incidents are printed; an export writes them all.")
            lines.append(words.format(n=number(len(own.rows)), total=number(own.total)))
        if left := own.columns[len(self.columns) :]:
            names = ", ".join(column.title for column in left)
            lines.append(_("Columns that have no room on this paper: {names}.").format(names=names))
        return Foot(tuple(((words, Weight.REGULAR),) for words in lines), own.owner)

    @cached_property
    def room(self) -> Box:
        """Between what stands above and below every page."""
        sheet = self.sheet()
        top = draw_masthead(sheet, self.masthead, SMALL)
        rule = draw_foot(sheet, self.foot, SMALL, 1, 1)
        return Box(MARGIN, top, self.size[0] - 2 * MARGIN, rule - 2.5 - top)

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Where the columns begin, in mm, and where the last one ends."""
        found = [self.room.x]
        for width in column_widths(self.wishes, self.room.width):
            found.append(found[-1] + width)
        return tuple(found)

    @cached_property
    def heads(self) -> Line:
        return self._lines(tuple(column.title for column in self.columns), Weight.SEMIBOLD)

    def _lines(self, cells: tuple[str, ...], weight: Weight = Weight.REGULAR) -> Line:
        rooms = [right - left - 2 * PADDING for left, right in pairwise(self.edges)]
        return tuple(
            lines_of(words, room, weight) for words, room in zip(cells, rooms, strict=False)
        )  # the first columns have room

    def shared(self) -> list[list[Line]]:
        """The rows by page; at least one page, each with at least one row when there are any."""
        made: list[list[Line]] = [[]]
        limit = self.room.height - _height(self.heads) - _HEAD_GAP
        used = 0.0
        for cells in self.listed.rows:
            line = self._lines(cells)
            high = _height(line)
            if made[-1] and used + high > limit:
                made.append([])
                used = 0.0
            made[-1].append(line)
            used += high
        return made

    def page(self, rows: list[Line], page: int, pages: int) -> Page:
        sheet, room = self.sheet(), self.room
        draw_masthead(sheet, self.masthead, SMALL)
        draw_foot(sheet, self.foot, SMALL, page, pages)
        y = self._draw(sheet, self.heads, room.y, Weight.SEMIBOLD)
        sheet.across(y + _HEAD_GAP / 2, room, 0.35)
        y += _HEAD_GAP
        for index, line in enumerate(rows):
            y = self._draw(sheet, line, y, Weight.REGULAR)
            if index + 1 < len(rows):
                sheet.across(y, room, 0.1, sheet.palette.grid)
        if rows:
            sheet.across(y, room, 0.35)
        else:
            sheet.text(Box(room.x, y + 2, room.width, 6), _("No incident fits."), POINTS, cut=True)
        return sheet.page()

    def _draw(self, sheet: Sheet, line: Line, y: float, weight: Weight) -> float:
        """One row from ``y`` down. Returns where it ends."""
        high = _height(line)
        for cell, (left, right) in zip(line, pairwise(self.edges), strict=True):
            top = y + (high - len(cell) * _STEP) / 2
            for index, words in enumerate(cell):
                box = Box(left + PADDING, top + index * _STEP, right - left - 2 * PADDING, _STEP)
                sheet.text(box, words, POINTS, weight, cut=True)
        return y + high


def _height(line: Line) -> float:
    return max((len(cell) for cell in line), default=1) * _STEP + _AIR
