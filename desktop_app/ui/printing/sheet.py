"""A page while it is drawn: every method adds one mark, in millimetres from the upper left corner of the paper."""

from __future__ import annotations

import math
import re
from enum import Enum, auto

from PySide6.QtGui import QColor

from desktop_app.ui.printing.marks import (
    Box,
    Dots,
    Fill,
    Frame,
    Hatch,
    Line,
    Mark,
    Page,
    Point,
    Shape,
    Stroke,
    Words,
)
from desktop_app.ui.printing.typeface import Weight, cap_height, elided, ink, line_height, width
from desktop_app.ui.theme import PrintPalette

_WORD = re.compile(r"\S+(?: %\S*)?")  # a line never begins with a percent sign

Run = tuple[str, Weight]
HATCH_PITCH, HATCH_LINE = 1.7, 0.25
DOT_PITCH, DOT_RADIUS = 1.5, 0.2


class Align(Enum):
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Sheet:
    """``palette`` gives the colours; texts are in its ink unless told otherwise."""

    def __init__(self, size: tuple[float, float], margin: float, palette: PrintPalette) -> None:
        self.width, self.height = size
        self.margin, self.palette = margin, palette
        self._marks: list[Mark] = []
        self._rows: list[float] = []

    @property
    def inside(self) -> Box:
        """What lies within the margins."""
        return Box(0, 0, self.width, self.height).shrunk(self.margin)

    def row(self, height: float) -> None:
        """Note the height of a row that must not get too low."""
        self._rows.append(height)

    def page(self) -> Page:
        return Page(self.width, self.height, self.margin, tuple(self._marks), tuple(self._rows))

    # -- surfaces and lines

    def fill(self, box: Box, colour: QColor) -> None:
        if box.width > 0 and box.height > 0:
            self._marks.append(Fill(box, colour))

    def frame(self, box: Box, thickness: float, colour: QColor | None = None, *, dashed: bool = False) -> None:
        self._marks.append(Frame(box, thickness, colour or self.palette.ink, dashed))

    def line(self, start: Point, end: Point, thickness: float, colour: QColor | None = None) -> None:
        self._marks.append(Line(start, end, thickness, colour or self.palette.ink))

    def across(self, y: float, box: Box, thickness: float, colour: QColor | None = None) -> None:
        """A horizontal rule over the width of a box."""
        self.line((box.x, y), (box.right, y), thickness, colour)

    def shape(self, points: tuple[Point, ...], colour: QColor) -> None:
        self._marks.append(Shape(points, colour))

    def tick(self, centre: Point, size: float, thickness: float) -> None:
        x, y = centre
        points = ((x - 0.45 * size, y), (x - 0.12 * size, y + 0.34 * size), (x + 0.5 * size, y - 0.4 * size))
        self._marks.append(Stroke(points, thickness, self.palette.ink))

    def hatch(self, box: Box, colour: QColor) -> None:
        """Lines at 45 degrees, tied to the page so that neighbours join, ended at the box by arithmetic."""
        step = HATCH_PITCH * math.sqrt(2)
        lines = []
        for k in range(math.ceil((box.x + box.y) / step), math.ceil((box.right + box.bottom) / step)):
            total = k * step  # of x and y all along the line
            left, right = max(box.x, total - box.bottom), min(box.right, total - box.y)
            if right - left > 0.02:
                lines.append(((left, total - left), (right, total - right)))
        self._marks.append(Hatch(box, tuple(lines), HATCH_LINE, colour))

    def dots(self, box: Box, colour: QColor) -> None:
        """Staggered discs that lie wholly inside the box, tied to the page."""
        centres = []
        inner = box.shrunk(DOT_RADIUS + 0.12)
        down = DOT_PITCH * 0.75
        for row in range(math.ceil(inner.y / down), math.floor(inner.bottom / down) + 1):
            shift = (row % 2) * DOT_PITCH / 2
            first, last = math.ceil((inner.x - shift) / DOT_PITCH), math.floor((inner.right - shift) / DOT_PITCH)
            centres += [(column * DOT_PITCH + shift, row * down) for column in range(first, last + 1)]
        self._marks.append(Dots(box, tuple(centres), DOT_RADIUS, colour))

    def discs(self, box: Box, centres: tuple[Point, ...], radius: float, colour: QColor) -> None:
        """Discs where they are told to lie; ``box`` holds them."""
        self._marks.append(Dots(box, centres, radius, colour))

    # -- words

    def text(
        self,
        box: Box,
        words: str,
        points: float,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.LEFT,
        colour: QColor | None = None,
        *,
        cut: bool = False,
    ) -> float:
        """One line, its capitals centred in the height of the box. ``cut`` ends it with an ellipsis if it is too long.

        Returns the width it takes.
        """
        shown = elided(words, box.width, points, weight) if cut else words
        takes = width(shown, points, weight)
        slack = {Align.LEFT: 0.0, Align.CENTRE: (box.width - takes) / 2, Align.RIGHT: box.width - takes}[align]
        base = box.y + box.height / 2 + cap_height(points, weight) / 2
        self._words(box, (box.x + slack, base), shown, words, points, weight, colour)
        return takes

    def runs(self, box: Box, runs: tuple[Run, ...], points: float, colour: QColor | None = None) -> None:
        """Texts of several weights after each other on one line, from the left of the box."""
        x = box.x
        for words, weight in runs:
            x += self.text(Box(x, box.y, box.right - x, box.height), words, points, weight, colour=colour)

    def paragraph(self, at: Point, room: float, runs: tuple[Run, ...], points: float, leading: float = 1.32) -> float:
        """Words wrapped to ``room`` mm. Returns the height they take, in mm."""
        x, y = at
        lines, step = wrapped(runs, room, points), line_height(points, leading)
        for index, line in enumerate(lines):
            self.runs(Box(x, y + index * step, room, step), line, points)
        return len(lines) * step

    def _words(
        self, box: Box, at: Point, shown: str, whole: str, points: float, weight: Weight, colour: QColor | None
    ) -> None:
        if shown.strip():
            black = ink(shown.rstrip(), points, weight)  # a space blackens nothing
            there = Box(at[0] + black.x, at[1] + black.y, black.width, black.height)
            mark = Words(box, there, at, shown, points, weight, colour or self.palette.ink, whole)
            self._marks.append(mark)


def wrapped(runs: tuple[Run, ...], room: float, points: float) -> list[tuple[Run, ...]]:
    """Lines no wider than ``room`` mm; neighbouring words of one weight stay one text, so that they can be found."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word, weight in _pieces(runs, room, points):
        takes = width(word, points, weight)
        gap = width(" ", points, weight) if lines[-1] else 0.0
        if lines[-1] and used + gap + takes > room:
            lines.append([])
            used, gap = 0.0, 0.0
        _append(lines[-1], word, weight)
        used += gap + takes
    return [tuple(line) for line in lines if line]


def _append(line: list[Run], word: str, weight: Weight) -> None:
    if not line:
        line.append((word, weight))
    elif line[-1][1] is weight:
        line[-1] = (f"{line[-1][0]} {word}", weight)
    else:
        line[-1] = (line[-1][0] + " ", line[-1][1])
        line.append((word, weight))


def _pieces(runs: tuple[Run, ...], room: float, points: float) -> list[Run]:
    """The words; one that is wider than a whole line is broken where the line ends."""
    found = []
    for words, weight in runs:
        for word in _WORD.findall(words):
            rest = word
            while len(rest) > 1 and width(rest, points, weight) > room:
                fits = next((n for n in range(len(rest) - 1, 1, -1) if width(rest[:n], points, weight) <= room), 1)
                found.append((rest[:fits], weight))
                rest = rest[fits:]
            found.append((rest, weight))
    return found


def paragraph_height(runs: tuple[Run, ...], room: float, points: float, leading: float = 1.32) -> float:
    """What ``Sheet.paragraph`` would take, in mm."""
    return len(wrapped(runs, room, points)) * line_height(points, leading)
