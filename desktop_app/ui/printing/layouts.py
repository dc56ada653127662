"""The sheets there are, the papers they go on, and composing one from a board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import DAY, WEEK, monday
from desktop_app.ui.printing.calendar_words import month_end, period_words
from desktop_app.ui.printing.hub import programme_of, programme_pages
from desktop_app.ui.printing.marks import Document, Page
from desktop_app.ui.printing.measures import Scale
from desktop_app.ui.printing.render import pdf
from desktop_app.ui.printing.scene import Options, Scene
from desktop_app.ui.printing.schedule import Schedule
from desktop_app.ui.printing.slip import Slip, guest_blocks

LONGEST_MONTH = 35  # days; more are broken into months
LONGEST_WALL = 16  # weeks; more are broken into quarters
LONGEST = 3 * 366  # days on paper at once


class Layout(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HUB = "hub"
    SLIP = "slip"

    @property
    def label(self) -> str:
        words = {
            "month": _("Team month"), "quarter": _("Wall planner"), "hub": _("Hub programme"),
            "slip": _("Person slips"),
        }  # fmt: skip
        return words[self.value]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers the layout is made for, the usual one first."""
        usual, large = (Paper.A4, Paper.LETTER, Paper.A3), (Paper.A3, Paper.A4, Paper.LETTER)
        small = (Paper.A5, Paper.A4, Paper.LETTER)
        return {"month": usual, "quarter": large, "hub": usual, "slip": small}[self.value]


class Paper(StrEnum):
    A4 = "A4"
    A3 = "A3"
    A5 = "A5"
    LETTER = "Letter"

    @property
    def size(self) -> tuple[float, float]:
        """Short and long side in mm."""
        sizes = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}
        return sizes[self.value]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are inside."""

    first: date
    last: date


def compose(
    layout: Layout, board: Board, paper: Paper, options: Options | None = None, first: date | None = None,
    last: date | None = None, block_id: int = 0,
) -> Document:  # fmt: skip
    """The pages of a layout. Without days it prints what ``period`` proposes; slips may be those of one block alone.

    Raises Refused for periods that cannot be, papers that the layout is not made for and slips of nobody.

    Needs a QGuiApplication, and may run on any thread.
    """
    options = options or Options()
    if paper not in layout.papers:
        offered = ", ".join(each.value for each in layout.papers)
        raise Refused(
            _("“{layout}” is printed on {papers}, not on {paper}.").format(
                layout=layout.label, papers=offered, paper=paper.value
            )
        )
    whole = period(layout, board, first, last)
    if layout is Layout.SLIP:
        return _slips(board, paper, options, whole, block_id)
    if layout is Layout.HUB:
        programme = programme_of(board, whole.first, whole.last)
        return Document(programme_pages(programme, paper.size, options), programme.title)
    scale = Scale.DAYS if layout is Layout.MONTH else Scale.WEEKS
    short, long = paper.size
    scenes = [Scene(board, p.first, p.last, scale, (long, short), options) for p in _parts(layout, whole)]
    return Document(_numbered(scenes), _title(board, whole))


def period(layout: Layout, board: Board, first: date | None = None, last: date | None = None) -> Period:
    """What is printed when only the first day is known, or nothing.

    The month or quarter of the first day; without it the month of today while the rota runs, or of its first weeks,
    and the whole rota on the wall.
    """
    if first is not None and last is not None:
        if last < first:
            raise Refused(_("The period to print ends before it begins."))
        if (last - first).days >= LONGEST:
            raise Refused(_("At most three years are printed at once."))
        return Period(first, last)
    rota = board.rota
    if layout is Layout.MONTH:
        at = first or _today(board) or rota.from_on + DAY * 10
        return Period(at.replace(day=1), month_end(at))
    if layout is Layout.HUB:
        return _hub_period(board, first)
    if layout is Layout.SLIP:
        return Period(first or rota.from_on, max(first or rota.from_on, rota.to_on))
    return Period(*_quarter(first)) if first else Period(rota.from_on, rota.to_on)


def choices(layout: Layout, board: Board) -> tuple[tuple[str, Period], ...]:
    """Periods worth offering for a layout, with their words; the first is what ``period`` proposes."""
    own, rota = period(layout, board), Period(board.rota.from_on, board.rota.to_on)
    months = 1 if layout in (Layout.MONTH, Layout.SLIP) else 3
    whole = Period(rota.first.replace(day=1), month_end(rota.last))
    if months == 3:
        whole = Period(_quarter(rota.first)[0], _quarter(rota.last)[1])
    named = [(period_words(each.first, each.last), each) for each in (own, *_cut(whole, months))]
    if layout is not Layout.HUB:
        words = _("Whole rota, {days}").format(days=period_words(rota.first, rota.last))
        named.append((words, rota))
    found: dict[Period, str] = {}
    for words, each in named:
        found[each] = words if each == rota and layout is not Layout.HUB else found.get(each, words)
    return tuple((words, each) for each, words in found.items())


def write_pdf(
    board: Board, layout: Layout, paper: Paper, path: Path, from_on: date | None = None, *, colour: bool = False,
    initials: bool = False,
) -> str:  # fmt: skip
    """Compose a layout into a PDF file. Returns a sentence that says how many pages; raises Refused."""
    document = compose(layout, board, paper, Options(colour, initials), from_on)
    pdf(document, path)
    return ngettext(
        "{title}: {n} page on {paper} in “{name}”.", "{title}: {n} pages on {paper} in “{name}”.", len(document.pages)
    ).format(title=document.title, n=number(len(document.pages)), paper=paper.value, name=path.name)


def _today(board: Board) -> date | None:
    """The board's day while its rota runs."""
    today = board.now.date() if board.now else None
    return today if today and board.rota.from_on <= today <= board.rota.to_on else None


def _hub_period(board: Board, first: date | None) -> Period:
    """From the given month, or that of the next session, to the month of the last session, else of the rota."""
    dated = sorted(on.starts.date() for session in board.sessions for on in session.dates)
    today = board.now.date() if board.now else board.rota.from_on
    coming = next((day for day in dated if day >= today), today)
    start = (first or coming).replace(day=1)
    last = max((day for day in dated if day >= start), default=max(board.rota.to_on, start))
    return Period(start, month_end(last))


def _parts(layout: Layout, whole: Period) -> list[Period]:
    """Periods that fit a sheet each."""
    length = (whole.last - whole.first).days + 1
    if layout is Layout.MONTH and length > LONGEST_MONTH:
        return _cut(whole, 1)
    weeks = (monday(whole.last) - monday(whole.first)) // WEEK + 1
    if layout is Layout.QUARTER and weeks > LONGEST_WALL:
        return _cut(whole, 3)
    return [whole]


def _cut(whole: Period, months: int) -> list[Period]:
    """Calendar months or quarters, the first and the last as far as they lie inside."""
    found, day = [], whole.first
    while day <= whole.last:
        end = month_end(day) if months == 1 else _quarter(day)[1]
        found.append(Period(day, min(end, whole.last)))
        day = found[-1].last + DAY
    return found


def _quarter(day: date) -> tuple[date, date]:
    opening = day.month - (day.month - 1) % 3
    return date(day.year, opening, 1), month_end(date(day.year, opening + 2, 1))


def _numbered(scenes: list[Scene]) -> tuple[Page, ...]:
    """The pages of all periods with numbers that run through."""
    schedules = [Schedule.of(scene) for scene in scenes]
    total = sum(len(schedule.lines) for schedule in schedules)
    found: list[Page] = []
    for schedule in schedules:
        found += schedule.draw(len(found) + 1, total)
    return tuple(found)


def _slips(board: Board, paper: Paper, options: Options, whole: Period, block_id: int) -> Document:
    """One slip after the other, each with its own page numbers."""
    blocks = guest_blocks(board, whole.first, whole.last)
    if block_id:
        blocks = tuple(block for block in board.plan.blocks if block.id == block_id and block in guest_blocks(
            board, block.from_on, block.from_on
        ))  # fmt: skip
    if not blocks:
        raise Refused(_("Nobody goes to another team in this period, so there is no slip to print."))
    slips = [Slip(board, block, paper.size, options) for block in blocks]
    title = slips[0].title if len(slips) == 1 else _title(board, whole)
    return Document(tuple(page for slip in slips for page in slip.pages()), title)


def _title(board: Board, whole: Period) -> str:
    return _("{rota}, {period}").format(rota=board.rota.name, period=period_words(whole.first, whole.last))
