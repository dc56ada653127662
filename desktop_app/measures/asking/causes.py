"""What an incident came from: its system error, or its system while no error is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from desktop_app.domain.filters import Condition
from desktop_app.domain.language import _
from desktop_app.measures.lives.frame import Frame

NO_CAUSE: Final = 0
"""The key of incidents for which neither an error nor a system is told."""


@dataclass(frozen=True, slots=True)
class Causes:
    """Keys of causes: an error's id above zero, a system's below; both begin at 1 in every workspace."""

    frame: Frame

    @staticmethod
    def key() -> pl.Expr:
        """Of each incident; never null."""
        error, system = pl.col("system_error").cast(pl.Int64), pl.col("system").cast(pl.Int64)
        return pl.coalesce(error, -system, pl.lit(NO_CAUSE, pl.Int64))

    def label(self, key: int) -> str:
        """The error's name, or the system's with a word that no error is told."""
        if key > NO_CAUSE:
            return self.frame.system_errors.get(key, "")
        if key < NO_CAUSE:
            return _("{system}, error not told").format(system=self.frame.systems.get(-key, ""))
        return _("Neither error nor system told")

    def conditions(self, key: int) -> tuple[Condition, ...]:
        """What keeps exactly the incidents of this cause."""
        if key > NO_CAUSE:
            return (Condition("system_error", "one_of", (self.frame.system_errors.get(key, ""),)),)
        nameless = Condition("system_error", "empty")
        if key < NO_CAUSE:
            return (nameless, Condition("system", "one_of", (self.frame.systems.get(-key, ""),)))
        return (nameless, Condition("system", "empty"))

    def order(self, key: int, amount: float) -> tuple[float, str, int]:
        """Largest first, then by name: the same order each time."""
        return -amount, self.label(key), key


def definition() -> str:
    """How causes are told apart."""
    return _(
        "By system error; while no error is told for an incident, by its system. "
        "What has neither counts in the whole and has no row of its own."
    )
