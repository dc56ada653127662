"""Days and instants as nobody can take them for others: ``8 Oct 2026 09:11``."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

EXAMPLE = date(2026, 6, 1)


def months() -> list[str]:
    """The twelve short names of the months in the reader's language."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def day(at: date, *, year: bool = True) -> str:
    """``8 Oct 2026``."""
    return f"{at.day} {months()[at.month - 1]}" + (f" {at.year}" if year else "")


def stamp(at: datetime) -> str:
    """``8 Oct 2026 09:11``, in the zone that ``at`` carries."""
    return f"{day(at)} {at:%H:%M}"


def brief(at: datetime, year: int) -> str:
    """``8 Oct 09:11`` within ``year``, which everybody takes for granted, and ``8 Oct 2025`` in any other."""
    return f"{day(at, year=False)} {at:%H:%M}" if at.year == year else day(at)


def span(first: date | None, last: date | None) -> str:
    """Both days inside; None is open-ended."""
    if first and last and (first.year, first.month) == (last.year, last.month):
        return day(last) if first == last else f"{first.day} – {day(last)}"
    if first and last:
        return f"{day(first, year=first.year != last.year)} – {day(last)}"
    if first:
        return _("from {day}").format(day=day(first))
    return _("until {day}").format(day=day(last)) if last else _("all dates")


def read_day(text: str) -> date | None:
    """Read ``1 Jun 2026`` or ``2026-06-01``; nothing is None. Raises Refused with an example."""
    words = text.replace(".", " ").replace(",", " ").split()
    if not words:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    names = [name.casefold()[:3] for name in months()]
    if len(words) == 3 and words[0].isdecimal() and words[2].isdecimal() and words[1].casefold()[:3] in names:
        try:
            return date(int(words[2]), names.index(words[1].casefold()[:3]) + 1, int(words[0]))
        except ValueError:
            pass
    raise Refused(
        _("“{text}” is not a day; write it as {example} or {iso}.").format(
            text=text.strip(), example=day(EXAMPLE), iso=EXAMPLE.isoformat()
        )
    )
