"""Judges a page by its marks: is every word whole, in its place, on a quiet ground and dark enough?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QColor

from desktop_app.ui.printing.marks import Box, Dots, Fill, Frame, Hatch, Line, Mark, Page, Shape, Stroke, Words
from desktop_app.ui.printing.measures import LEAST_ROW
from desktop_app.ui.printing.typeface import SMALLEST
from desktop_app.ui.theme import GREY_PRINT, contrast

HAIR = 0.05  # mm; less is no meeting
CONTRAST = 4.5


def faults(page: Page, *, cut_allowed: bool = False) -> list[str]:
    """One line for each fault of a page, empty for a good one."""
    words = [(n, mark) for n, mark in enumerate(page.marks) if isinstance(mark, Words)]
    found = [f"row of {row:.2f} mm" for row in page.rows if row < LEAST_ROW - 1e-6]
    for n, mark in words:
        found += [f"{why}: “{mark.text}” {_place(mark.ink)}" for why in _own(page, mark, cut_allowed)]
        near = [(m, other) for m, other in enumerate(page.marks) if m != n and meets(_extent(other), mark.ink, 0.03)]
        found += [f"{why}: “{mark.text}” {_place(mark.ink)}" for why in _grounds(near, n, mark)]
        found += [
            f"“{mark.text}” meets “{other.text}” {_place(mark.ink)}"
            for m, other in near
            if isinstance(other, Words) and m > n and meets(mark.ink, other.ink)
        ]
    return found


def _extent(mark: Mark) -> Box:
    return mark.ink if isinstance(mark, Words) else mark.box


def _own(page: Page, mark: Words, cut_allowed: bool) -> Iterator[str]:
    if mark.points < SMALLEST:
        yield f"{mark.points} pt"
    if not holds(mark.box, mark.ink, 0.12):
        yield f"outside its box {_place(mark.box)}"
    if not holds(Box(0, 0, page.width, page.height).shrunk(page.margin), mark.ink, 0.2):
        yield "outside the margins"
    if mark.cut and not cut_allowed:
        yield "cut"


def _grounds(near: list[tuple[int, Mark]], n: int, mark: Words) -> Iterator[str]:
    """What is wrong with the marks that a text touches, all of them in the order in which they are drawn."""
    ground, at = GREY_PRINT.paper, -1
    fills = [(index, other) for index, other in near if isinstance(other, Fill) and meets(other.box, mark.ink)]
    whole = [index for index, other in fills if index < n and holds(other.box, mark.ink, HAIR)]
    for index, other in fills:
        if index > n:
            yield "painted over"
        elif index in whole:
            ground, at = other.colour, index
        elif contrast(other.colour, ground) > 1.5 and not any(later > index for later in whole):
            yield "half on another ground"
    if contrast(mark.colour, ground) < CONTRAST:
        yield f"contrast {contrast(mark.colour, ground):.1f}"
    for index, other in near:
        if index > at and _crosses(other, mark.ink):
            yield f"{type(other).__name__} through it"


def _crosses(other: Mark, ink: Box) -> bool:
    match other:
        case Frame(box=box, thickness=line):
            sides = (
                Box(box.x, box.y, box.width, line), Box(box.x, box.bottom - line, box.width, line),
                Box(box.x, box.y, line, box.height), Box(box.right - line, box.y, line, box.height),
            )  # fmt: skip
            return any(meets(side, ink, 0.03) for side in sides)
        case Line():
            return meets(other.box, ink, 0.03)
        case Hatch() | Dots() | Shape() | Stroke():
            return meets(other.box, ink)
    return False


def meets(one: Box, other: Box, slack: float = HAIR) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > slack and down > slack


def holds(outer: Box, inner: Box, slack: float) -> bool:
    return (
        inner.x >= outer.x - slack and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack and inner.bottom <= outer.bottom + slack
    )  # fmt: skip


def colours(page: Page) -> list[QColor]:
    return [mark.colour for mark in page.marks]


def texts(page: Page) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Words)]


def _place(box: Box) -> str:
    return f"at {box.x:.1f}, {box.y:.1f}, {box.width:.1f} x {box.height:.1f} mm"
