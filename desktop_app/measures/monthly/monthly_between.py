"""What fell between the teams in a month, told apart from what else missed the goal, on the monthly sheet."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from desktop_app.domain.durations import HOUR
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Between
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.between.crack_kinds import Late, late
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.ordered import by_route

TOP_ERRORS: Final = 2


def between(asked: Asked) -> Between:
    """Of what was due in the month and missed the goal; each incident is in one of the three parts alone.

    What was opened before the goal existed is no miss of the headline and in none of them.
    """
    found = late(asked)
    missed = ~found.replay
    n = int(missed.sum())
    if not by_route(asked.frame):
        return Between(n, untold=_("This needs teams of both sides; they are set under Teams and targets."))
    whole, still_open = parts(found)
    return Between(
        missed=n,
        between=int(whole.sum()),
        hours=int(found.late_s[whole].sum()) / HOUR,
        still_open=int(still_open.sum()),
        others=n - int(whole.sum()) - int(still_open.sum()),
        errors=_errors(asked, found.table.filter(pl.Series(whole))),
    )


def parts(found: Late) -> tuple[Flags, Flags]:
    """Repaired late though each side stayed inside its own target; still open and inside the holder's own target."""
    missed = ~found.replay
    still_open: Flags = missed & found.open & found.open_inside
    whole: Flags = missed & found.kept & ~still_open
    return whole, still_open


def _errors(asked: Asked, rows: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """The causes with most of them, and all others in one line."""
    keys, counts = np.unique(rows.select(key=Causes.key())["key"].to_numpy(), return_counts=True)
    names = Causes(asked.frame)
    every = sorted(
        ((key == NO_CAUSE, -int(n), names.label(int(key))) for key, n in zip(keys.tolist(), counts, strict=True))
    )
    shown = [(label, -count) for _nameless, count, label in every[:TOP_ERRORS]]
    if others := every[TOP_ERRORS:]:
        words = ngettext("{n} other cause", "{n} other causes", len(others)).format(n=number(len(others)))
        shown.append((words, -sum(count for _nameless, count, _label in others)))
    return tuple(shown)
