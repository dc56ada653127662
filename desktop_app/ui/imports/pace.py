"""How long something will still take, told from how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable

from desktop_app.domain.language import _, ngettext, number

PATIENCE = 3.0  # seconds until a guess is worth anything
LEAST = 0.02  # of the whole


class Pace:
    """Tell it each share; ``left`` are words, empty while nothing can be said. ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._share = 0.0

    def begin(self) -> None:
        self._began, self._share = self._clock(), 0.0

    def left(self, share: float | None) -> str:
        """A share that falls begins something new, and with it the counting."""
        if share is None or share < self._share:
            self.begin()
            return ""
        self._share = share
        spent = self._clock() - self._began
        if spent < PATIENCE or share < LEAST or share >= 1:
            return ""
        return left_told(spent * (1 - share) / share)


def left_told(seconds: float) -> str:
    """``about 20 seconds left``; nobody believes a guess to the second"""
    if seconds < 90:
        n = max(5, 5 * round(seconds / 5))
        return ngettext("about {n} second left", "about {n} seconds left", n).format(n=number(n))
    n = round(seconds / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", n).format(n=number(n))


def progress_told(words: str, share: float | None, left: str) -> str:
    """``120,000 rows, 40 %, about 20 seconds left``"""
    percent = "" if share is None else _("{n} %").format(n=number(round(100 * share)))
    return ", ".join(part for part in (words, percent, left) if part)
