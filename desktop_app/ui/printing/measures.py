"""The sizes of type and rows on a sheet, by its paper and scale: points for type, mm for the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.ui.printing.typeface import SMALLEST

LEAST_ROW, MOST_ROW = 7.0, 15.0
LANE = 4.2  # of a person who is in two places at once
NOTES_LINE = 8.0


class Scale(StrEnum):
    """What a column of a schedule stands for."""

    DAYS = "days"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type in points, rows in mm."""

    title: float = 18
    subtitle: float = 8.5
    status: float = 10
    name: float = 9
    block: float = 8.5
    day: float = 11
    weekday: float = 7.5
    week: float = 9
    dates: float = 8
    month: float = 10.5
    foot: float = 8
    legend: float = 8
    figure: float = 8.5
    note: float = 8
    flag: float = 8
    smallest: float = SMALLEST
    week_line: float = 5.0
    day_line: float = 8.6
    month_line: float = 5.4
    duty_row: float = 7.6
    open_row: float = 6.4
    two_lines: float = 9.8  # duty or open row whose words stand under each other
    hub_lane: float = 5.3
    cover_row: float = 5.4
    band: float = 5.6
    swatch: float = 9.0
    swatch_row: float = 5.6  # of the legend


SMALL = Sizes()
SMALL_WEEKS = Sizes(week=9.5)
LARGE = Sizes(
    title=24, subtitle=10.5, status=12, name=10.5, block=9.5, day=13, weekday=9, week=11, dates=9.5, month=12, foot=9,
    legend=9, figure=10, note=9, flag=9, smallest=8, week_line=6.0, day_line=10.2, month_line=6.0, duty_row=8.0,
    open_row=7.0, two_lines=10.4, hub_lane=5.5, cover_row=5.8, band=5.8, swatch=10.0,
)  # fmt: skip


def sizes(width: float, scale: Scale, *, tight: bool = False) -> Sizes:
    """Those for a sheet so many mm wide; ``tight`` gives the rows of people all that the rest can spare."""
    if width > 350:
        return replace(LARGE, **TIGHT_LARGE) if tight else LARGE
    made = SMALL if scale is Scale.DAYS else SMALL_WEEKS
    return replace(made, **TIGHT) if tight else made


TIGHT = {
    "title": 16.0, "status": 9.0, "foot": 7.5, "legend": 7.5, "week_line": 4.6, "day_line": 7.8, "month_line": 5.0,
    "duty_row": 6.6, "open_row": 5.6, "hub_lane": 4.5, "cover_row": 4.8, "band": 4.8, "swatch_row": 4.9,
}  # fmt: skip
TIGHT_LARGE = {
    "title": 20.0, "status": 10.5, "week_line": 5.4, "month_line": 5.4, "day_line": 9.2,
    "duty_row": 7.2, "open_row": 6.2,
    "two_lines": 9.0, "hub_lane": 4.9, "cover_row": 5.2, "band": 5.2, "swatch_row": 5.2,
}  # fmt: skip
