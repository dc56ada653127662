"""Days, weeks, months and periods as printed sheets call them."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _
from desktop_app.domain.rotations import DAY
from desktop_app.domain.stamps import day, span


def month_name(month: int) -> str:
    """``January`` for 1."""
    names = _("January February March April May June July August September October November December")
    return names.split()[month - 1]


def month_words(on: date) -> str:
    """``January 2027``."""
    return _("{month} {year}").format(month=month_name(on.month), year=on.year)


def week_words(on: date) -> str:
    """The ISO week: ``W53``."""
    return _("W{week}").format(week=f"{on.isocalendar().week:02d}")


def short_day(on: date) -> str:
    """``4 Jan``."""
    return day(on, year=False)


def weekday_and_day(on: date) -> str:
    """``Mon 4 Jan``."""
    return f"{weekday(on)} {short_day(on)}"


def short_span(first: date, last: date) -> str:
    """``4–10 Jan`` or ``28 Dec – 3 Jan``, without the year."""
    if first == last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def period_words(first: date, last: date) -> str:
    """``January 2027``, ``January to March 2027`` for whole months, otherwise both days."""
    if first.day != 1 or (last + DAY).day != 1:
        return span(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return month_words(first)
    opening = month_name(first.month) if first.year == last.year else month_words(first)
    return _("{first} to {last}").format(first=opening, last=month_words(last))


def month_end(on: date) -> date:
    """The last day of the month."""
    following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return following - DAY
