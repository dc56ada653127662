"""How the headline stands when nothing stops the clock: what of it comes from pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.routes import Outcome
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import included, judged
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.asking.judged import counted, summed
from desktop_app.measures.lives.ends import Seconds, instants
from desktop_app.measures.lives.measured import against, lives
from desktop_app.measures.lives.shares_of_time import some


@dataclass(frozen=True, slots=True)
class Unpaused:
    """``whole`` is the cohort of the same period when pauses count.

    ``not_due`` are paused incidents that would be due in the period then, and are not.
    """

    whole: Counts
    not_due: int


def unpaused(asked: Asked) -> Unpaused | None:
    """The same deadline cohort with pauses counted; only what was ever paused is measured again. None if they count."""
    if asked.base.rules.count_pauses:
        return None
    paused = _paused(asked)
    rules = replace(asked.base.rules, count_pauses=True)
    frame = some(asked.frame, paused)
    lived = lives(frame, asked.clock, rules) if len(paused) else asked.lives.clear()
    measured = against(frame, lived, asked.target_set, asked.clock, rules) if len(paused) else asked.measured.clear()
    again = replace(asked, frame=frame, measured=measured, lives=lived, kept=None, times=None)
    moving = included(asked)
    moving[paused] = False
    rest = replace(asked, kept=moving)
    parts = [
        *counted(rest, asked.period, np.zeros(len(moving), dtype=np.int8)).values(),
        *counted(again, asked.period, np.zeros(len(paused), dtype=np.int8)).values(),
    ]
    waits = asked.measured["outcome"].to_numpy()[paused] == Outcome.NOT_DUE
    return Unpaused(summed(parts), int(np.count_nonzero(judged(again) & waits)))


def _paused(asked: Asked) -> Seconds:
    """The rows with a pause that stops the clock and a deadline that the period may hold either way, ascending."""
    reasons = [reason.value for reason in PauseReason if reason.stops_clock]
    stopped = (pl.col("status") == Status.PAUSED.value) & pl.col("pause_reason").is_in(reasons)
    keys = asked.frame.segments.lazy().filter(stopped).select("incident").collect()["incident"].to_numpy()
    ids = asked.frame.incidents["id"].to_numpy()
    held = np.zeros(len(ids), dtype=np.bool_)
    if len(keys):
        row = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
        held[row[ids[row] == keys]] = True
    deadline, opened = instants(asked.measured["deadline_at"]), instants(asked.measured["opened_at"])
    start, end = asked.period.instants(asked.frame.zone)
    held &= included(asked)
    if start is not None:  # without pauses a deadline only comes earlier
        held &= deadline >= start
    if end is not None:
        held &= opened < end
    return np.flatnonzero(held)
