"""The head of a schedule: weeks and days of a month, or months and weeks of a longer period."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _
from desktop_app.domain.rotations import DAY
from desktop_app.ui.printing.calendar_words import month_end, month_words, short_day, short_span, week_words
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Scale, Sizes
from desktop_app.ui.printing.scene import Scene
from desktop_app.ui.printing.sheet import Align, Sheet
from desktop_app.ui.printing.typeface import Weight, first_fitting, width


def first_line(scene: Scene) -> float:
    """The height of the head's upper line in mm, on which no weekend is shaded."""
    sizes = scene.sizes
    return sizes.week_line if scene.scale is Scale.DAYS else sizes.month_line + sizes.week_line


def head_height(scene: Scene) -> float:
    return first_line(scene) + (scene.sizes.day_line if scene.scale is Scale.DAYS else 0.0)


def draw_head(sheet: Sheet, scene: Scene, top: float) -> None:
    """Words only; the rules belong to the grid."""
    if scene.scale is Scale.DAYS:
        _days_head(sheet, scene, top)
    else:
        _weeks_head(sheet, scene, top)


def _days_head(sheet: Sheet, scene: Scene, top: float) -> None:
    axis, sizes = scene.axis, scene.sizes
    for first, last in axis.weeks:
        left, right = axis.across(first, last)
        box = Box(left + 1.2, top, right - left - 1.6, sizes.week_line)
        name = first_fitting(_week_candidates(first), box.width, sizes.week, Weight.BOLD)
        after = sheet.text(box, name, sizes.week, Weight.BOLD) + 1.6 if name else 0.0
        room = Box(box.x + after, box.y, box.width - after, box.height)
        dates = first_fitting((short_span(first, last), short_day(first)), room.width, sizes.dates)
        sheet.text(room, dates, sizes.dates)
    sheet.across(top + sizes.week_line, Box(axis.left, 0, axis.right - axis.left, 0), 0.1, sheet.palette.grid)
    half = sizes.day_line * 0.44
    for day in axis.days:
        left, right = axis.across(day, day)
        upper = Box(left, top + sizes.week_line + 0.2, right - left, half - 0.2)
        sheet.text(upper, _day_word(scene, day, upper.width, sizes), sizes.weekday, align=Align.CENTRE)
        lower = Box(left, upper.bottom, upper.width, sizes.day_line - half - 0.2)
        sheet.text(lower, str(day.day), sizes.day, Weight.BOLD, Align.CENTRE)


def _day_word(scene: Scene, day: date, room: float, sizes: Sizes) -> str:
    """The weekday, ``hol`` on public holidays; cut to its first letters where the column is narrow."""
    name = weekday(day)
    words = (_("hol"), name) if scene.board.holiday(day) else (name,)
    return first_fitting((*words, name[:2], name[:1]), room - 0.5, sizes.weekday)


def _weeks_head(sheet: Sheet, scene: Scene, top: float) -> None:
    axis, sizes = scene.axis, scene.sizes
    for first, last in months(scene):
        left, right = axis.across(first, last)
        if first > axis.first:
            sheet.line((left, top), (left, top + sizes.month_line), 0.3)
        room = right - left - 2.0
        words = first_fitting((month_words(first), month_words(first)[:3]), room, sizes.month, Weight.BOLD)
        sheet.text(Box(left + 1.4, top, room, sizes.month_line), words, sizes.month, Weight.BOLD)
    if scene.last < axis.last:
        end = axis.x(scene.last + DAY)
        sheet.line((end, top), (end, top + sizes.month_line), 0.3)
    for first, last in axis.weeks:
        left, right = axis.across(first, last)
        box = Box(left + 1.0, top + sizes.month_line, right - left - 1.8, sizes.week_line)
        name = first_fitting(_week_candidates(first), box.width, sizes.week, Weight.BOLD)
        used = sheet.text(box, name, sizes.week, Weight.BOLD) + 1.4
        dates = first_fitting((short_day(first), str(first.day)), box.width - used, sizes.dates)
        if dates:
            takes = width(dates, sizes.dates) + 0.1
            at = Box(box.right - takes, box.y, takes, box.height)
            sheet.text(at, dates, sizes.dates, align=Align.RIGHT)


def _week_candidates(on: date) -> tuple[str, ...]:
    return week_words(on), f"{on.isocalendar().week:02d}"


def months(scene: Scene) -> tuple[tuple[date, date], ...]:
    """First and last day of each month, as far as they lie in the period."""
    found = []
    day = scene.first
    while day <= scene.last:
        end = min(month_end(day), scene.last)
        found.append((day, end))
        day = end + DAY
    return tuple(found)
