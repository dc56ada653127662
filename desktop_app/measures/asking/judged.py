"""How the incidents of the headline stand, counted by any code in one quick pass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import behind_judged, judged
from desktop_app.measures.asking.cohort import FEW, Counts
from desktop_app.measures.asking.conditions import JUDGED
from desktop_app.measures.lives.ends import Flags

Codes = npt.NDArray[np.integer]

NOTHING = Counts(0, 0, 0, 0, 0, 0)


def counted(asked: Asked, period: Period, codes: Codes) -> dict[int, Counts]:
    """How the judged incidents of a period stand, by the code of each row of the frame; a code is not below zero."""
    chosen = np.flatnonzero(judged(replace(asked, period=period)))
    rows, size = asked.measured, len(Outcome)
    code = codes[chosen].astype(np.int64)
    wide = int(code.max(initial=0)) + 1
    outcomes = np.bincount(code * size + rows["outcome"].to_numpy()[chosen], minlength=wide * size).reshape(wide, size)
    ended = ~(rows["open"].to_numpy() | rows["estimated"].to_numpy())[chosen]
    repairs = np.bincount(code[ended], minlength=wide)
    return {int(k): _counts(outcomes[k], int(repairs[k])) for k in np.flatnonzero(outcomes.any(axis=1))}


def together(asked: Asked, rows: Flags) -> Counts:
    """How these rows stand, without telling them apart."""
    table = asked.measured
    ended = rows & ~table["open"].to_numpy() & ~table["estimated"].to_numpy()
    outcomes = np.bincount(table["outcome"].to_numpy()[rows], minlength=len(Outcome))
    return _counts(outcomes, int(np.count_nonzero(ended)))


def _counts(outcomes: npt.NDArray[np.int64], repairs: int) -> Counts:
    return Counts(
        int(outcomes.sum()),
        int(outcomes[Outcome.IN_TIME]),
        int(outcomes[Outcome.MISSED]),
        int(outcomes[Outcome.OPEN_PAST]),
        int(outcomes[Outcome.UNKNOWN]),
        repairs,
    )


def behind(
    asked: Asked, period: Period, *conditions: Condition, outcomes: tuple[Outcome, ...] = JUDGED
) -> IncidentFilter:
    """The filter that keeps exactly the judged incidents of a period of which the conditions hold."""
    return behind_judged(replace(asked, period=period), *conditions, outcomes=outcomes)


def bare(part: Counts) -> dict[str, object]:
    """The counts and the share as JSON; the share is None where it is not claimed.

    ``n`` were due; the share speaks ``of`` those that are told. ``bounds`` are the least and the greatest share of all
    that the ``unknown`` leave open; None where all are told, and below ten.
    """
    open_ended = part.unknown and part.n >= FEW
    return {
        "n": part.n,
        "of": part.counted,
        "in_time": part.in_time,
        "missed": part.missed,
        "open_past": part.open_past,
        "unknown": part.unknown,
        "share": part.in_time / part.told if part.claimable else None,
        "bounds": [part.in_time / part.n, (part.in_time + part.unknown) / part.n] if open_ended else None,
    }
