"""Days and instants as nobody can take them for others: ``8 Oct 2026 09:11``."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.domain.language import _


def months() -> list[str]:
    """The twelve short names of the months in the reader's language."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def day(at: date, *, year: bool = True) -> str:
    """``8 Oct 2026``."""
    return f"{at.day} {months()[at.month - 1]}" + (f" {at.year}" if year else "")


def stamp(at: datetime) -> str:
    """``8 Oct 2026 09:11``, in the zone that ``at`` carries."""
    return f"{day(at)} {at:%H:%M}"


def span(first: date | None, last: date | None) -> str:
    """Both days inside; None is open-ended."""
    if first and last:
        return f"{day(first, year=first.year != last.year)} – {day(last)}"
    if first:
        return _("from {day}").format(day=day(first))
    return _("until {day}").format(day=day(last)) if last else _("all dates")
