"""How long work here tells how far it is, and learns that it should stop. ``services.changes.Progress`` fits it."""

from __future__ import annotations

from typing import Protocol

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.language import _


class Progress(Protocol):
    def __call__(self, text: str, share: float | None = None) -> None: ...

    @property
    def cancelled(self) -> bool: ...


class Meter:
    """Counts rows against a total and tells it in one sentence. Raises Cancelled when the user stopped."""

    def __init__(self, progress: Progress | None, text: str, total: int) -> None:
        self._progress = progress
        self._text = text
        self._total = max(total, 1)
        self._done = 0

    def __call__(self, rows: int) -> None:
        self._done += rows
        if self._progress is None:
            return
        if self._progress.cancelled:
            raise Cancelled(_("Stopped; nothing was stored."))
        self._progress(self._text, min(self._done / self._total, 1.0))
