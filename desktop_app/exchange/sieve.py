"""The account of every row of a file: stored, skipped or refused with its reason. Nothing leaves it unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import polars as pl

from desktop_app.domain.imports import Refusal


class Sieve:
    """Holds which rows are still in. Masks are Boolean series over all rows of the file's frame."""

    def __init__(self, numbers: pl.Series, tickets: pl.Series) -> None:
        self._numbers = numbers
        self._tickets = tickets
        self.alive = pl.Series("alive", [True], dtype=pl.Boolean).new_from_index(0, numbers.len())
        self.refusals: list[Refusal] = []
        self.skipped: Counter[str] = Counter()

    def skip(self, mask: pl.Series, reason: str) -> None:
        """Leave out rows that hold no incident of their own."""
        falling = self._falling(mask)
        if count := int(falling.sum()):
            self.skipped[reason] += count
            self.alive &= ~falling

    def refuse(self, mask: pl.Series, column: str, values: pl.Series, reason: str | Callable[[int], str]) -> None:
        """Refuse rows; ``reason`` may be worked out from a row's place."""
        falling = self._falling(mask)
        for place in falling.arg_true():
            said = reason if isinstance(reason, str) else reason(place)
            shown = values[place]
            self.refusals.append(
                Refusal(
                    int(self._numbers[place]),
                    self._tickets[place] or "",
                    column,
                    "" if shown is None else str(shown)[:200],
                    said,
                )
            )
        self.alive &= ~falling

    def refuse_apart(self, row: int, value: str, reason: str) -> None:
        """Refuse a row that never became part of the frame."""
        self.refusals.append(Refusal(row, "", "", value, reason))

    def _falling(self, mask: pl.Series) -> pl.Series:
        return mask.fill_null(value=False) & self.alive
