"""The columns of a schedule: every day has its place across the sheet, days on which nobody works a narrower one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from desktop_app.domain.rotations import DAY, WEEK, days, monday
from desktop_app.ui.printing.measures import Scale

WEEKEND = {Scale.DAYS: 0.72, Scale.WEEKS: 0.34}  # of the width of a Monday


@dataclass(frozen=True, slots=True)
class Axis:
    """``edges`` are one more than the days, in mm from the left of the paper."""

    scale: Scale
    days: tuple[date, ...]
    edges: tuple[float, ...]

    @classmethod
    def over(cls, first: date, last: date, scale: Scale, left: float, right: float) -> Axis:
        """Columns for a period; weeks are always whole ones, which may begin before it and end after."""
        if scale is Scale.WEEKS:
            first, last = monday(first), monday(last) + WEEK - DAY
        shown = days(first, last)
        weights = [1.0 if day.weekday() < 5 else WEEKEND[scale] for day in shown]
        unit = (right - left) / sum(weights)
        return cls(scale, shown, tuple(left + unit * total for total in accumulate(weights, initial=0.0)))

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]

    @property
    def left(self) -> float:
        return self.edges[0]

    @property
    def right(self) -> float:
        return self.edges[-1]

    def x(self, day: date) -> float:
        """Where the day begins; days outside lie on the edge."""
        return self.edges[max(0, min(len(self.days), (day - self.first).days))]

    def across(self, first: date, last: date) -> tuple[float, float]:
        """From where to where two days and all between them reach."""
        return self.x(first), self.x(last + DAY)

    @property
    def weeks(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each ISO week, as far as they are shown."""
        starts = [day for day in self.days if day.weekday() == 0 or day == self.first]
        return tuple((start, min(monday(start) + WEEK - DAY, self.last)) for start in starts)
