"""The period before a period, and how both are called."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period, relative, whole_month


def days_in(period: Period) -> int | None:
    """How many days a period has; None where it is open-ended."""
    if period.from_on is None or period.to_on is None:
        return None
    return (period.to_on - period.from_on).days + 1


def before(period: Period) -> Period | None:
    """The days of the same number that end where the period begins; None before an open-ended one.

    Before a whole month lies the month before, as on the monthly sheet.
    """
    days = days_in(period)
    if days is None or period.from_on is None:
        return None
    try:
        if whole_month(period):
            return relative("last_month", period.from_on)
        return Period(period.from_on - timedelta(days=days), period.from_on - timedelta(days=1))
    except (OverflowError, ValueError):  # nothing lies before the year 1
        return None


def before_label(period: Period) -> str:
    """``24 weeks before``, ``30 days before``, ``month before`` or ``week before``; empty for an open-ended period."""
    days = days_in(period)
    if days is None:
        return ""
    if whole_month(period):
        return _("month before")
    if days in (1, 7):
        return _("day before") if days == 1 else _("week before")
    if days % 7 == 0:
        return ngettext("{n} week before", "{n} weeks before", days // 7).format(n=number(days // 7))
    return ngettext("{n} day before", "{n} days before", days).format(n=number(days))


def dates(period: Period) -> str:
    """``2026-01-01 to 2026-03-31`` in the middle of a sentence."""
    start = period.from_on.isoformat() if period.from_on else _("the beginning")
    end = period.to_on.isoformat() if period.to_on else _("the newest known instant")
    return _("{start} to {end}").format(start=start, end=end)


def period_line(stamp: str, period: Period) -> str:
    """The statement of a definition about its period; ``stamp`` is what lies in it, such as "deadline"."""
    if period.from_on is None and period.to_on is None:
        return _("Period: all that is known, by {stamp}.").format(stamp=stamp)
    return _("Period: {stamp} from {dates}, both days inside, in the workspace's time zone.").format(
        stamp=stamp, dates=dates(period)
    )
