"""The account of every row of a file: stored, skipped or refused with its reason. Nothing leaves it unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import polars as pl

from desktop_app.domain.imports import ProposedFix, Refusal

Fixer = Callable[[int], ProposedFix | None]


class Sieve:
    """Holds which rows are still in. Masks and ``tickets`` are series over all rows of the file's frame."""

    def __init__(self, numbers: pl.Series, tickets: pl.Series) -> None:
        self._numbers = numbers
        self.tickets = tickets
        self.alive = pl.Series("alive", [True], dtype=pl.Boolean).new_from_index(0, numbers.len())
        self.refusals: list[Refusal] = []
        self.skipped: Counter[str] = Counter()

    def skip(self, mask: pl.Series, reason: str) -> None:
        """Leave out rows that hold no incident of their own."""
        falling = self._falling(mask)
        if count := int(falling.sum()):
            self.skipped[reason] += count
            self.alive &= ~falling

    def refuse(
        self,
        mask: pl.Series,
        column: str,
        values: pl.Series,
        reason: str | Callable[[int], str],
        fix: Fixer | None = None,
    ) -> None:
        """Refuse rows; ``reason`` and ``fix`` may be worked out from a row's place."""
        falling = self._falling(mask)
        for place in falling.arg_true():
            said = reason if isinstance(reason, str) else reason(place)
            self._list(place, column, values[place], said, fix)
        self.alive &= ~falling

    def refuse_each(self, found: Mapping[int, tuple[str, str, str]], fix: Fixer) -> None:
        """Refuse rows by their place, each for a column, value and reason of its own."""
        standing = [place for place in sorted(found) if self.alive[place]]
        for place in standing:
            self._list(place, *found[place], fix)
        if standing:
            self.alive = self.alive.clone().scatter(standing, values=False)

    def _list(self, place: int, column: str, value: object, reason: str, fix: Fixer | None) -> None:
        shown = "" if value is None else str(value)[:200]
        row, ticket = int(self._numbers[place]), self.tickets[place] or ""
        self.refusals.append(Refusal(row, ticket, column, shown, reason, fix(place) if fix else None))

    def refuse_apart(self, row: int, value: str, reason: str) -> None:
        """Refuse a row that never became part of the frame."""
        self.refusals.append(Refusal(row, "", "", value, reason))

    def _falling(self, mask: pl.Series) -> pl.Series:
        return mask.fill_null(value=False) & self.alive
