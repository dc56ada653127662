"""A period of whole days in the workspace's time zone; some are said as seen from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

RELATIVE: Final = (
    "today", "yesterday", "tomorrow",
    "this_week", "last_week", "next_week", "this_month", "last_month",
    "this_quarter", "last_quarter", "this_year", "last_year",
)  # fmt: skip
MOST_DAYS: Final = 36_500

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are inside; None is open-ended."""

    from_on: date | None = None
    to_on: date | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2026-01-01..2026-03-31``; either end may be missing. Raises Refused."""
        start, dots, end = text.partition("..")
        try:
            if not dots:
                raise ValueError
            period = cls(*(date.fromisoformat(part.strip()) if part.strip() else None for part in (start, end)))
        except ValueError:
            raise Refused(
                _("The period “{text}” is not of the form 2026-01-01..2026-03-31.").format(text=text)
            ) from None
        if any(day is not None and not _FIRST <= day <= _LAST for day in (period.from_on, period.to_on)):
            raise Refused(_("The period “{text}” lies outside the years 1900 to 2999.").format(text=text))
        if period.from_on and period.to_on and period.to_on < period.from_on:
            raise Refused(_("The period “{text}” ends before it begins.").format(text=text))
        return period

    def instants(self, zone: str) -> tuple[int | None, int | None]:
        """First second inside and first second after, in UTC seconds since 1970."""
        at = ZoneInfo(zone)
        last = min(self.to_on, _LAST) if self.to_on else None

        def midnight(day: date) -> int:
            return int(datetime.combine(day, time(), at).timestamp())

        return (
            midnight(max(self.from_on, _FIRST)) if self.from_on else None,
            midnight(last + timedelta(days=1)) if last else None,
        )


def relative(key: str, today: date) -> Period:
    """The days of one of RELATIVE as seen from ``today``; weeks begin on Monday."""
    which, _sign, unit = key.partition("_")
    if not unit:
        day = today + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[key])
        return Period(day, day)
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (today.year * 12 + today.month - 1) // months * months + step * months
    return Period(_first_of(first), _first_of(first + months) - timedelta(days=1))


def whole_month(period: Period) -> date | None:
    """The first day of the month that the period is, None where it is anything else."""
    first = period.from_on
    if first is None or first.day != 1:
        return None
    return first if period.to_on == relative("this_month", first).to_on else None


def last_days(days: int, today: date) -> Period:
    """Today and the days before it, ``days`` in all."""
    return Period(today - timedelta(days=days - 1), today)


def next_days(days: int, today: date) -> Period:
    """Today and the days after it, ``days`` in all."""
    return Period(today, today + timedelta(days=days - 1))


def days_ago(days: int, today: date) -> Period:
    """Whatever lies more than ``days`` days before today."""
    return Period(None, today - timedelta(days=days + 1))


def _first_of(month: int) -> date:
    """The first day of a month counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)
