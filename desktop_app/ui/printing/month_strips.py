"""Repair time by route on the monthly sheet: a dot for each incident, marks for their summaries, grey past the goal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import Final

from desktop_app.domain.language import _, number
from desktop_app.domain.monthly_sheet import Lane, Sheet, Strip, Strips
from desktop_app.ui.printing.marks import Box, Point
from desktop_app.ui.printing.month_goals import label_columns
from desktop_app.ui.printing.month_parts import BODY, NAME, Ground, fitted, head
from desktop_app.ui.printing.sheet import Align
from desktop_app.ui.printing.typeface import Weight, width

_LANES: Final = {1: (8.4,), 2: (6.0, 5.2), 3: (5.8, 3.9, 3.5)}  # mm; most incidents stay in Ops
_COUNT: Final = 12.0  # mm for n
_TICK: Final = 8.0  # points
_DOTS: Final = (0.5, 0.46, 0.42, 0.38, 0.34)  # radius in mm; the first with which all find room
_RIM: Final = 0.17  # mm of a ring's line
_APART: Final = 0.98  # of two diameters: dots may just touch


@dataclass(frozen=True)
class _Axis:
    """The log axis of all strips; ``left`` and ``right`` in mm on the page."""

    strips: Strips
    left: float
    right: float

    def place(self, seconds: float) -> float:
        """Where a time lies; what is shorter or longer than the axis stands at its end."""
        low, high = self.strips.low, self.strips.high
        inside = min(max(seconds, low), high)
        return self.left + (self.right - self.left) * log(inside / low) / log(high / low)

    @cached_property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Places and words of the ticks whose words do not meet, from the left."""
        found: list[tuple[float, str]] = []
        free = self.left - 3
        for seconds, words in self.strips.ticks:
            x, half = self.place(seconds), width(words, _TICK) / 2
            if x - half >= free and x + half <= self.right + 3:
                found.append((x, words))
                free = x + half + 1.5
        return tuple(found)


def draw_strips(ground: Ground, y: float, found: Sheet) -> float:
    """Returns where it ends."""
    strips, sheet = found.strips, ground.sheet
    note = _("resolved in {month}: {note}").format(month=found.month_label, note=strips.note)
    y = head(ground, y, _("Repair time by route"), note)
    second, start = label_columns(found)
    axis = _Axis(strips, ground.x + start, ground.right - _COUNT)
    for strip in strips.strips:
        y = _strip(ground, y, strip, axis, second)
    high = ground.row(3.6)
    for x, words in axis.ticks:
        sheet.line((x, y), (x, y + 0.8), 0.15, ground.inks.ink)
        sheet.text(Box(x - 10, y + 0.7, 20, high), words, _TICK, align=Align.CENTRE)
    sheet.text(Box(ground.right - 10, y + 0.7, 10, high), _("n"), _TICK, align=Align.RIGHT)
    return y + 0.7 + high + ground.row(2.2)


def _strip(ground: Ground, y: float, strip: Strip, axis: _Axis, second: float) -> float:
    sheet, inks = ground.sheet, ground.inks
    heights = [ground.row(high) for high in _LANES[len(strip.lanes)]]
    bottom = y + sum(heights)
    goal = axis.place(strip.goal_s) if strip.goal_s is not None else None
    if goal is not None:
        sheet.fill(Box(goal, y, axis.right - goal, bottom - y), inks.past)
    for x, _words in axis.ticks:
        sheet.line((x, y), (x, bottom), 0.1, inks.grid)
    sheet.across(bottom, ground.at(bottom, 0), 0.12, sheet.palette.rule)
    if goal is not None:
        sheet.line((goal, y), (goal, bottom), 0.7, inks.ink)
    sheet.text(ground.at(y, heights[0]), strip.classification.label, NAME, Weight.BOLD)
    alone = len(strip.lanes) == 1
    if not alone:
        sheet.text(ground.at(y + heights[0], heights[1], 0, second - 1), strip.goal, BODY)
    for lane, high in zip(strip.lanes, heights, strict=True):
        label = ground.at(y, high, second, axis.left - ground.x - second - 1)
        fitted(ground, label, strip.goal if alone else lane.label, BODY)
        sheet.text(Box(ground.right - _COUNT, y, _COUNT, high), number(lane.n), BODY, align=Align.RIGHT)
        _lane(ground, Box(axis.left, y, axis.right - axis.left, high), lane, axis)
        y += high
    return bottom


def _lane(ground: Ground, box: Box, lane: Lane, axis: _Axis) -> None:
    sheet, inks = ground.sheet, ground.inks
    middle = box.y + box.height / 2
    radius, swarmed = _swarmed([axis.place(seconds) for seconds in lane.dots], box.height / 2)
    room = Box(box.x - radius, box.y, box.width + 2 * radius, box.height)
    centres = tuple((x, middle + off) for x, off in swarmed)
    if centres:
        sheet.discs(room, centres, radius, inks.dev if lane.ring else inks.ops)
        if lane.ring:
            sheet.discs(room, centres, radius - _RIM, inks.paper)
    if lane.median is not None:
        _bar(ground, (axis.place(lane.median), middle), 0.55, box.height * 0.42)
    if lane.p85 is not None:
        _bar(ground, (axis.place(lane.p85), middle), 0.45, box.height * 0.24)
    if lane.mean is not None:
        _diamond(ground, (axis.place(lane.mean), middle), min(1.25, box.height * 0.27))


def _bar(ground: Ground, centre: Point, half: float, tall: float) -> None:
    """An upright bar with a light edge, so that it stands out among dots."""
    (x, y), edge = centre, 0.25
    ground.sheet.fill(Box(x - half - edge, y - tall - edge, 2 * (half + edge), 2 * (tall + edge)), ground.inks.paper)
    ground.sheet.fill(Box(x - half, y - tall, 2 * half, 2 * tall), ground.inks.ink)


def _diamond(ground: Ground, centre: Point, reach: float) -> None:
    x, y = centre
    for size, colour in ((reach + 0.28, ground.inks.ink), (reach - 0.1, ground.inks.paper)):
        ground.sheet.shape(((x - size, y), (x, y - size), (x + size, y), (x, y + size)), colour)


def _swarmed(places: list[float], half: float) -> tuple[float, list[Point]]:
    """The radius, and the discs about the middle: as large as all of them find room."""
    for radius in _DOTS:
        made, crowded = swarm(places, radius, half)
        if not crowded:
            break
    return radius, made


def swarm(places: list[float], radius: float, half: float) -> tuple[list[Point], int]:
    """Discs beside each other: each as near to the middle as those to its left leave room, within ``half`` mm.

    ``places`` ascend. Gives x and the distance from the middle, and how many found no room: they lie upon others at
    the edge.
    """
    most = max(0.0, half - radius - 0.1)
    near = 2 * radius * _APART
    made: list[Point] = []
    crowded = 0
    for x in places:
        beside = [(px, py) for px, py in made[-60:] if x - px < near]
        tried = [0.0]
        for px, py in beside:
            lift = sqrt(max(0.0, near * near - (x - px) ** 2))
            tried += [py + lift, py - lift]
        free = [
            off for off in tried
            if abs(off) <= most and all((x - px) ** 2 + (off - py) ** 2 >= near * near - 1e-6 for px, py in beside)
        ]  # fmt: skip
        crowded += not free
        made.append((x, min(free, key=abs) if free else (most if len(made) % 2 else -most)))
    return made, crowded
