"""What lies on a printed page: marks in the order in which they are drawn, in millimetres.

A page is composed once into these marks; the screen, paper, PDF and the tests all take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QColor

UNIT = 100.0  # units of the painter in a millimetre


class Box(NamedTuple):
    """A rectangle in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def shrunk(self, across: float, down: float | None = None) -> Box:
        """The box without ``across`` mm at both sides and ``down`` mm above and below."""
        down = across if down is None else down
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fill:
    box: Box
    colour: QColor


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of ``thickness`` that lies inside the box."""

    box: Box
    thickness: float
    colour: QColor
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    start: Point
    end: Point
    thickness: float
    colour: QColor

    @property
    def box(self) -> Box:
        """What the line blackens; for straight lines along an axis only."""
        (x1, y1), (x2, y2), half = self.start, self.end, self.thickness / 2
        if x1 == x2:
            return Box(x1 - half, min(y1, y2), self.thickness, abs(y2 - y1))
        return Box(min(x1, x2), y1 - half, abs(x2 - x1), self.thickness)


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[Point, ...]
    colour: QColor

    @property
    def box(self) -> Box:
        return around(self.points)


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open line through points, such as a tick."""

    points: tuple[Point, ...]
    thickness: float
    colour: QColor

    @property
    def box(self) -> Box:
        return around(self.points)


@dataclass(frozen=True, slots=True)
class Hatch:
    """Lines that fill a box."""

    box: Box
    lines: tuple[tuple[Point, Point], ...]
    thickness: float
    colour: QColor


@dataclass(frozen=True, slots=True)
class Dots:
    """Discs that fill a box."""

    box: Box
    centres: tuple[Point, ...]
    radius: float
    colour: QColor


@dataclass(frozen=True, slots=True)
class Words:
    """A text on one line. ``box`` is the room it was given, ``ink`` what it blackens, ``whole`` the uncut text."""

    box: Box
    ink: Box
    at: Point  # where it begins on its base line
    text: str
    points: float
    weight: int
    colour: QColor
    whole: str

    @property
    def cut(self) -> bool:
        return self.text != self.whole


Mark = Fill | Frame | Line | Shape | Stroke | Hatch | Dots | Words


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper, sizes in mm. ``rows`` are the heights of its rows, which have a least height."""

    width: float
    height: float
    margin: float
    marks: tuple[Mark, ...]
    rows: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Pages of one size."""

    pages: tuple[Page, ...]
    title: str


def around(points: tuple[Point, ...]) -> Box:
    """The smallest box that holds the points."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
