"""What fell between the teams in a month, told apart from what else missed the goal, on the monthly sheet."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from desktop_app.domain.durations import HOUR
from desktop_app.domain.language import ngettext, number
from desktop_app.domain.monthly_sheet import Between
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.between.crack_kinds import Late, late
from desktop_app.measures.between.crack_words import lacks
from desktop_app.measures.lives.ends import Flags

TOP_ERRORS: Final = 2


def between(asked: Asked) -> Between:
    """Of what was due in the month and missed the goal; each incident is in one of the three parts alone.

    What was opened before the goal existed is no miss of the headline: it is counted apart, as a replay.
    """
    found = late(asked)
    missed = ~found.replay
    n = int(missed.sum())
    if lacking := lacks(asked):
        return Between(n, untold=f"{lacking}.")
    repaired, still_open = parts(found)
    fell = repaired | still_open
    return Between(
        missed=n,
        between=int(repaired.sum()),
        hours=int(found.late_s[fell].sum()) / HOUR,
        still_open=int(still_open.sum()),
        others=n - int(fell.sum()),
        errors=_errors(asked, found.table.filter(pl.Series(fell))),
        replay=int((found.kept & found.replay).sum()),
    )


def parts(found: Late) -> tuple[Flags, Flags]:
    """What fell between the teams: repaired late, and still open."""
    fell = found.kept & ~found.replay
    repaired: Flags = fell & ~found.open
    still_open: Flags = fell & found.open
    return repaired, still_open


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
