"""The band above the people of a team: its name, its minimum, and how many sit at its desk."""

from __future__ import annotations

from desktop_app.domain.language import _, number
from desktop_app.domain.teams import Team
from desktop_app.ui.printing.columns import PAD, minimum_words
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Scale
from desktop_app.ui.printing.scene import Scene
from desktop_app.ui.printing.sheet import Align, Sheet
from desktop_app.ui.printing.typeface import Weight, first_fitting, width

LEAST_ALARM = 6.0  # mm


def draw_band(sheet: Sheet, scene: Scene, team: Team, box: Box, *, continued: bool) -> None:
    """The ground is already there."""
    sizes = scene.sizes
    minimum = minimum_words(team)
    beside = width(minimum, sizes.note) + 2.0 if minimum else 0.0
    room = scene.column - 2 * PAD - beside
    name = Box(box.x + PAD, box.y, room, box.height)
    sheet.text(name, _name(team, room, sizes.name + 0.5, continued=continued), sizes.name + 0.5, Weight.BOLD, cut=True)
    note = Box(box.x, box.y, scene.column - PAD - 0.4, box.height)
    sheet.text(note, minimum, sizes.note, align=Align.RIGHT)
    _figures(sheet, scene, team, box)


def _name(team: Team, room: float, points: float, *, continued: bool) -> str:
    if not continued:
        fitting = first_fitting((team.name,), room, points, Weight.BOLD)
        return fitting or team.name
    names = tuple(
        words.format(team=each)
        for each in (team.name, team.letters)
        for words in (_("{team} (continued)"), _("{team} (cont.)"))
    )
    return first_fitting((*names, team.letters), room, points, Weight.BOLD) or team.letters


def _figures(sheet: Sheet, scene: Scene, team: Team, box: Box) -> None:
    """On each day, or on the thinnest day of each week; inverse below the minimum."""
    axis, at_desk, points = scene.axis, scene.cover.at_desk, scene.sizes.figure
    spans = [(day, day) for day in axis.days] if axis.scale is Scale.DAYS else list(axis.weeks)
    for first, last in spans:
        inside = scene.inside_period(first, last)
        if not inside:
            continue
        left, right = axis.across(inside[0], inside[-1])
        have = min(at_desk[team.id, day] for day in inside)
        cell = Box(left, box.y, right - left, box.height)
        if have >= team.minimum:
            sheet.text(cell, number(have), points, align=Align.CENTRE)
            continue
        wide = min(cell.width - 0.8, max(LEAST_ALARM, cell.width - 1.6 if axis.scale is Scale.DAYS else 0.0))
        alarm = Box(cell.centre[0] - wide / 2, box.y + 0.5, wide, box.height - 1.0)
        sheet.fill(alarm, sheet.palette.alarm)
        sheet.text(alarm, number(have), points, Weight.BOLD, Align.CENTRE, sheet.palette.on_alarm)
