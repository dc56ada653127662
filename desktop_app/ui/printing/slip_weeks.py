"""The weeks of a person slip: a cell for each working day, with what is fixed on it and room to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _
from desktop_app.domain.rotations import DAY, Block, days, monday
from desktop_app.ui.printing.calendar_words import week_words
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Sizes
from desktop_app.ui.printing.sheet import Sheet, paragraph_height
from desktop_app.ui.printing.typeface import Weight

LABEL, HEAD = 12.0, 4.8  # mm
CELL, LOW_CELL = 9.6, 6.6  # the low one where there are more than two weeks


@dataclass(frozen=True, slots=True)
class Cell:
    """``off`` are days on which the guest is not there: outside the block, a holiday, leave."""

    day: date
    words: str
    off: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    monday: date
    cells: tuple[Cell, ...]


def weeks_of(board: Board, block: Block) -> tuple[WeekRow, ...]:
    """Monday to Friday of every week that the block touches."""
    starts = sorted({monday(day) for day in days(block.from_on, block.to_on)})
    return tuple(WeekRow(start, tuple(_cell(board, block, start + DAY * n) for n in range(5))) for start in starts)


def _cell(board: Board, block: Block, day: date) -> Cell:
    if not block.covers(day):
        return Cell(day, "", True)
    if board.holiday(day):
        return Cell(day, board.holiday(day), True)
    if board.on_leave(block.person_id, day):
        return Cell(day, _("away"), True)
    fixed = [
        _("{time} {topic}, {length}").format(
            time=f"{on.starts:%H:%M}", topic=session.topic, length=session.length
        )
        for session in board.sessions for on in session.dates if on.starts.date() == day
    ]  # fmt: skip
    return Cell(day, "; ".join(fixed), not board.working(day))


def week_height(row: WeekRow, width: float, sizes: Sizes, *, low: bool) -> float:
    """What the row needs in mm: words in a cell wrap."""
    room = (width - LABEL) / len(row.cells) - 2.4
    most = max(paragraph_height(((cell.words, Weight.REGULAR),), room, sizes.smallest) for cell in row.cells)
    return HEAD + max(LOW_CELL if low else CELL, most + 1.8)


def draw_week(sheet: Sheet, row: WeekRow, box: Box, sizes: Sizes) -> None:
    palette = sheet.palette
    step = (box.width - LABEL) / len(row.cells)
    for index, cell in enumerate(row.cells):
        if cell.off:
            below = Box(box.x + LABEL + index * step, box.y + HEAD, step, box.height - HEAD)
            sheet.fill(below, palette.shade)
    sheet.fill(Box(box.x, box.y, box.width, HEAD), palette.band)
    sheet.text(Box(box.x + 1, box.y, LABEL - 1.5, HEAD), week_words(row.monday), sizes.name, Weight.BOLD, cut=True)
    for index, cell in enumerate(row.cells):
        x = box.x + LABEL + index * step
        sheet.line((x, box.y), (x, box.bottom), 0.12, palette.rule)
        words = f"{weekday(cell.day)} {cell.day.day}"
        sheet.text(Box(x + 1.2, box.y, step - 1.6, HEAD), words, sizes.name, Weight.BOLD, cut=True)
        sheet.paragraph((x + 1.2, box.y + HEAD + 0.8), step - 2.4, ((cell.words, Weight.REGULAR),), sizes.smallest)
    sheet.frame(box, 0.3)
