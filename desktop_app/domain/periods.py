"""A period of whole days in the workspace's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

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
