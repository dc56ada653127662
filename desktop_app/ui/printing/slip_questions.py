"""The questions of a person slip: what to go and see, with lines for what was seen, and what must change upstream."""

from __future__ import annotations

from desktop_app.domain.language import _, number
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Sizes
from desktop_app.ui.printing.sheet import Sheet, paragraph_height
from desktop_app.ui.printing.typeface import Weight

MOST = 3  # questions; the first may be given, the others are written in by hand
LEAST_LINES = 2  # under each question
PITCH = 7.2  # mm, the least distance of two lines to write on
HEAD, GAPS = 6.4, 4.0
INDENT = 5.0


def questions_height(question: str, count: int, width: float, sizes: Sizes) -> float:
    """What so many questions need at least, in mm."""
    return _fixed(question, width, sizes) + PITCH * _ruled(question, count, LEAST_LINES)


def draw_questions(sheet: Sheet, question: str, count: int, box: Box, sizes: Sizes) -> None:
    """The question of the block first, then numbers for further ones; lines share what is left of the sheet."""
    headline = Box(box.x, box.y, box.width, 5)
    sheet.text(headline, _("Questions to go and see"), sizes.name + 1.5, Weight.BOLD, cut=True)
    free = box.height - _fixed(question, box.width, sizes)
    lines = LEAST_LINES
    while free / _ruled(question, count, lines + 1) >= PITCH:
        lines += 1
    pitch = free / _ruled(question, count, lines)
    sheet.row(pitch)
    y, left = box.y + HEAD, box.x + INDENT
    for index in range(count):
        given = question if index == 0 else ""
        tall = _given_height(given, box.width, sizes) if given else pitch
        sheet.text(Box(box.x, y + (0 if given else tall - 5), INDENT, 5), number(index + 1), sizes.day, Weight.BOLD)
        if given:
            sheet.paragraph((left, y + 0.5), box.right - left, ((given, Weight.SEMIBOLD),), sizes.name)
        y = _lines(sheet, left, box.right, y + tall - (0 if given else pitch), lines + (0 if given else 1), pitch)
    y += GAPS / 2
    y += sheet.paragraph((box.x, y), box.width, ((_upstream(), Weight.SEMIBOLD),), sizes.name)
    _lines(sheet, left, box.right, y, lines, pitch)


def _upstream() -> str:
    return _("What must change upstream, so that it cannot come back? Owner, date to check")


def _given_height(question: str, width: float, sizes: Sizes) -> float:
    takes = paragraph_height(((question, Weight.SEMIBOLD),), width - INDENT, sizes.name)
    return max(5.0, takes + 0.5)


def _fixed(question: str, width: float, sizes: Sizes) -> float:
    given = _given_height(question, width, sizes) if question else 0.0
    return HEAD + given + paragraph_height(((_upstream(), Weight.SEMIBOLD),), width, sizes.name) + GAPS


def _ruled(question: str, count: int, lines: int) -> int:
    """All lines to write on: a question to be written in takes one more."""
    return lines * (count + 1) + count - (1 if question else 0)


def _lines(sheet: Sheet, left: float, right: float, y: float, count: int, pitch: float) -> float:
    for index in range(count):
        at = y + (index + 1) * pitch
        sheet.line((left, at), (right, at), 0.12, sheet.palette.rule)
    return y + count * pitch
