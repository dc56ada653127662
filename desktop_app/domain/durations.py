"""Durations as people say them: ``16 min``, ``4.9 h``, ``8.6 d``."""

from __future__ import annotations

from desktop_app.domain.language import _, number

MINUTE = 60
HOUR = 3600
DAY = 86400

HUMAN_TICKS: tuple[tuple[int, str], ...] = (
    (60, "1 min"), (300, "5 min"), (900, "15 min"), (3600, "1 h"), (7200, "2 h"), (14400, "4 h"), (28800, "8 h"),
    (86400, "1 d"), (259200, "3 d"), (604800, "1 w"), (2592000, "30 d"), (7776000, "90 d"), (31536000, "1 y"),
    (94608000, "3 y"),
)  # fmt: skip


def duration(seconds: float, *, working: bool = False) -> str:
    """Two figures and one unit, hours up to two days: ``0 min``, ``45 min``, ``1.4 h``, ``28 h``, ``2.6 d``.

    With ``working`` days are called what they then are: ``2.6 working d``.
    """
    if seconds < 0:
        return "−" + duration(-seconds, working=working)
    if round(seconds / MINUTE) < 60:
        return _("{n} min").format(n=number(round(seconds / MINUTE)))
    if seconds < 2 * DAY:
        return _("{n} h").format(n=_two_figures(seconds / HOUR))
    days = _("{n} working d") if working else _("{n} d")
    return days.format(n=_two_figures(seconds / DAY))


def _two_figures(value: float) -> str:
    return number(value, 1) if round(value, 1) < 10 else number(round(value))
