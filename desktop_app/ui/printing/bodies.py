"""The bodies of blocks: their shape tells what they are, without colour and from a distance.

Solid dark is a guest in Ops, hatched a guest in a Dev team, dotted is away, a frame with heavy ends is on duty, a
dashed frame is a place that nobody fills.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QColor

from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.sheet import Run, Sheet
from desktop_app.ui.printing.typeface import line_height, width

TIP = 2.2  # mm, of a block that goes on outside the page
TALLEST_TIP = 5.0
BRIDGE = 1.5  # mm high, over days on which nobody works
TEXTURE = 2.4  # mm of hatch or dots that stay beside the words
LINE = {"to_ops": 0.0, "to_dev": 0.3, "away": 0.15, "duty": 0.5, "open": 0.3}


class Body(StrEnum):
    TO_OPS = "to_ops"
    TO_DEV = "to_dev"
    AWAY = "away"
    DUTY = "duty"
    OPEN = "open"

    @property
    def textured(self) -> bool:
        return self in (Body.TO_DEV, Body.AWAY)


def draw_body(sheet: Sheet, body: Body, box: Box) -> None:
    """The ground of a block, in a box that may be as low as a bridge."""
    palette = sheet.palette
    sheet.fill(box, _ground(sheet, body))
    if body is Body.TO_DEV:
        sheet.hatch(box, palette.to_dev_line)
        sheet.frame(box, LINE[body], palette.to_dev_line)
    elif body is Body.AWAY:
        sheet.dots(box.shrunk(0.15), palette.away_line)
        sheet.frame(box, LINE[body], palette.away_line)
    elif body is Body.DUTY:
        sheet.frame(box, LINE[body], palette.duty_line)
        if box.height > 3 and box.width > 3.2:
            sheet.fill(Box(box.x, box.y, 0.9, box.height), palette.duty_line)
            sheet.fill(Box(box.right - 0.9, box.y, 0.9, box.height), palette.duty_line)
    elif body is Body.OPEN:
        sheet.frame(box, LINE[body], palette.alarm, dashed=True)


def draw_tip(sheet: Sheet, body: Body, box: Box, *, right: bool) -> None:
    """The point at an end of a block that goes on outside the page."""
    palette = sheet.palette
    colours = {
        Body.TO_OPS: palette.to_ops, Body.TO_DEV: palette.to_dev_line, Body.AWAY: palette.away_line,
        Body.DUTY: palette.duty_line, Body.OPEN: palette.alarm,
    }  # fmt: skip
    edge, tip = (box.right, box.right + TIP) if right else (box.x, box.x - TIP)
    middle, half = box.y + box.height / 2, min(0.35 * box.height, TALLEST_TIP / 2)
    sheet.shape(((edge, middle - half), (tip, middle), (edge, middle + half)), colours[body])


def words_colour(sheet: Sheet, body: Body) -> QColor:
    return sheet.palette.on_ops if body is Body.TO_OPS else sheet.palette.ink


def draw_words(
    sheet: Sheet, body: Body, box: Box, candidates: tuple[tuple[Run, ...], ...], points: float, below: str = ""
) -> bool:
    """The longest candidate that fits, on a plate where the body is textured. False when not even the last one fits.

    ``below`` is a second line for what the first could not say, drawn when the body is tall enough.
    """
    pad = 1.7 if body is Body.DUTY else 1.3
    behind = TEXTURE + 0.8 if body.textured else pad if body is Body.DUTY else 0.7
    for runs in candidates:
        takes = measured(runs, points)
        if pad + takes + behind <= box.width:
            break
    else:
        runs = candidates[-1]
        takes = measured(runs, points)
        pad = (box.width - takes) / 2
        if pad < (1.2 if body is Body.DUTY else 0.4):
            return False
    second = width(below, points) if below else 0.0
    step = line_height(points, 1.2)
    two = bool(below) and box.height >= 2 * (step + LINE[body]) + 0.6 and pad + second + 0.7 <= box.width
    widest = max(takes, second) if two else takes
    _plate(sheet, body, box, pad + widest + 0.8)
    colour = words_colour(sheet, body)
    line = Box(box.x + pad, box.y, widest + 0.1, box.height)
    if two:
        line = Box(line.x, box.y + box.height / 2 - step, line.width, step)
        sheet.text(Box(line.x, line.bottom, line.width, step), below, points, colour=colour)
    sheet.runs(line, runs, points, colour)
    return True


def measured(runs: tuple[Run, ...], points: float) -> float:
    """The width of texts after each other, in mm."""
    return sum(width(words, points, weight) for words, weight in runs)


def _plate(sheet: Sheet, body: Body, box: Box, takes: float) -> None:
    """A quiet ground for words on texture, from edge to edge, so that no slivers stay above and below them."""
    if body.textured:
        line = LINE[body]
        room = min(takes, box.width - line) - line
        sheet.fill(Box(box.x + line, box.y + line, room, box.height - 2 * line), _ground(sheet, body))
        colour = sheet.palette.to_dev_line if body is Body.TO_DEV else sheet.palette.away_line
        sheet.frame(box, line, colour)  # a coarse screen rounds the plate onto it


def _ground(sheet: Sheet, body: Body) -> QColor:
    palette = sheet.palette
    return {
        Body.TO_OPS: palette.to_ops, Body.TO_DEV: palette.to_dev, Body.AWAY: palette.away, Body.DUTY: palette.duty,
        Body.OPEN: palette.paper,
    }[body]  # fmt: skip
