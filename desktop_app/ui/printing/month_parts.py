"""What the sections of the monthly sheet share: their head, texts that fit, the inks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.sheet import Align, Sheet, paragraph_height
from desktop_app.ui.printing.typeface import SMALLEST, Weight, line_height, width
from desktop_app.ui.theme import PrintPalette

HEAD: Final = 10.5  # points
NOTE: Final = 8.0
BODY: Final = 9.0
NAME: Final = 9.5
RULE, HAIR = 0.35, 0.1  # mm
LEAST_ROW: Final = 3.4  # mm in which a line of words still stands alone


@dataclass(frozen=True, slots=True)
class Inks:
    """Ops is a filled dot and a full bar, Dev a ring: told apart without colours too."""

    ink: QColor
    paper: QColor
    bar: QColor
    ops: QColor
    dev: QColor
    track: QColor
    past: QColor  # beyond the goal
    grid: QColor

    @classmethod
    def of(cls, palette: PrintPalette, *, colour: bool) -> Inks:
        bar = palette.to_ops if colour else palette.away_line
        ops, dev = (palette.to_ops, palette.to_dev_line) if colour else (palette.dots, palette.ink)
        return cls(palette.ink, palette.paper, bar, ops, dev, palette.shade, palette.shade, palette.grid)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a section is drawn: its page, its columns in mm, and how far its rows may be pressed together."""

    sheet: Sheet
    x: float
    width: float
    tight: float  # 1 leaves the rows as high as they are meant to be
    inks: Inks

    @property
    def right(self) -> float:
        return self.x + self.width

    def row(self, height: float, least: float = 0.0) -> float:
        """The height of a row where the page is tight; never below ``least`` mm."""
        return max(least, height * self.tight)

    def at(self, y: float, height: float, x: float = 0.0, width: float | None = None) -> Box:
        """A box ``x`` mm from the section's left edge."""
        return Box(self.x + x, y, self.width - x if width is None else width, height)


def head(ground: Ground, y: float, title: str, note: str) -> float:
    """The rule, the title, and beside it what it counts; below it where there is no room. Returns where it ends."""
    sheet = ground.sheet
    sheet.across(y, ground.at(y, 0), RULE)
    top, high = y + ground.row(1.1), line_height(HEAD, 1.2)
    takes = sheet.text(ground.at(top, high), title, HEAD, Weight.BOLD)
    room = ground.width - takes - 5
    points = next((p for p in (NOTE, SMALLEST) if width(note, p) <= room), 0.0)
    if points or not note:
        sheet.text(ground.at(top, high, takes + 5), note, points or SMALLEST, align=Align.RIGHT)
        return top + high + ground.row(0.9)
    runs = ((note, Weight.REGULAR),)
    used = sheet.paragraph((ground.x, top + high), ground.width, runs, SMALLEST, 1.2)
    return top + high + used + ground.row(0.6)


def fitting_points(words: str, room: float, points: float, weight: Weight = Weight.REGULAR) -> float:
    """The size, half a point at a time down to the smallest, at which a text takes no more than ``room`` mm."""
    while points > SMALLEST and width(words, points, weight) > room:
        points = max(SMALLEST, points - 0.5)
    return points


def fitted(
    ground: Ground,
    box: Box,
    words: str,
    points: float,
    weight: Weight = Weight.REGULAR,
    align: Align = Align.LEFT,
    colour: QColor | None = None,
) -> float:
    """One line, smaller where it must be, cut at last. Returns the width it takes."""
    points = fitting_points(words, box.width, points, weight)
    return ground.sheet.text(box, words, points, weight, align, colour, cut=True)


def paragraph(ground: Ground, y: float, words: str, points: float = SMALLEST, leading: float = 1.2) -> float:
    """Wrapped words over the section's width. Returns where they end."""
    runs = ((words, Weight.REGULAR),)
    ground.sheet.paragraph((ground.x, y), ground.width, runs, points, leading)
    return y + paragraph_height(runs, ground.width, points, leading)
