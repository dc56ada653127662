"""The axis of weeks: ISO weeks while they can be read, months in longer periods. Dates are days, never instants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF

from desktop_app.domain.language import _
from desktop_app.domain.stamps import day, months
from desktop_app.ui.charts.axes import label_below
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme

MOST_WEEKS = 40  # beyond, months are told
BETWEEN = 10
WEEK_STEPS, MONTH_STEPS = (1, 2, 4, 8, 16), (1, 2, 3, 6, 12, 24, 60, 120)


def week_name(monday: date) -> str:
    """``Week of 8 Jun 2026 (W24)``."""
    return _("Week of {day} ({week})").format(day=day(monday), week=_week(monday))


def week_labels(made: Drawing, mondays: Sequence[date], plot: QRectF, place: Callable[[float], float]) -> None:
    """As many labels below the plot as do not touch, at equal distances."""
    if len(mondays) <= MOST_WEEKS:
        choices = [[(i, _week(m)) for i, m in enumerate(mondays) if i % step == 0] for step in WEEK_STEPS]
    else:
        choices = [_months(mondays, step) for step in MONTH_STEPS]
    for labels in choices:
        placed = [(place(i), words) for i, words in labels]
        if _apart(placed, made.width):
            label_below(made, plot, placed)
            return
    label_below(made, plot, [(place(i), words) for i, words in choices[-1][:1]])


def _week(monday: date) -> str:
    return _("W{week}").format(week=f"{monday.isocalendar().week:02d}")


def _months(mondays: Sequence[date], step: int) -> list[tuple[int, str]]:
    """The first week of every ``step``th month, counted from January; the year where it begins and at the first."""
    found: list[tuple[int, str]] = []
    for i, monday in enumerate(mondays):
        first = monday.day <= 7
        number = monday.year * 12 + monday.month - 1
        if first and number % step == 0:
            year = f" {monday.year}" if monday.month == 1 or not found else ""
            found.append((i, months()[monday.month - 1] + year))
    return found


def _apart(placed: Sequence[tuple[float, str]], width: float) -> bool:
    look, last = theme(), float("-inf")
    for x, words in placed:
        wide = look.width(words, TextStyle.CAPTION) + 2
        left = min(max(0.0, x - wide / 2), width - wide)
        if left < last + BETWEEN:
            return False
        last = left + wide
    return bool(placed)
