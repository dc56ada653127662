"""The incidents whose clock a pause ever stopped, as they are measured when every pause counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.ends import Seconds
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.measured import against, lives
from desktop_app.measures.lives.shares_of_time import some


@dataclass(frozen=True, eq=False)
class Again:
    """``rows`` are their places in the whole frame, ascending; frame, lives and ``measured`` have a row for each."""

    rows: Seconds
    frame: Frame
    lives: pl.DataFrame
    measured: pl.DataFrame


class WithoutPauses:
    """Worked out when it is first asked for: nobody else can differ, so nobody else is measured again."""

    def __init__(self, frame: Frame, clock: RunningClock, target_set: TargetSet, rules: Rules) -> None:
        self._frame, self._clock, self._target_set = frame, clock, target_set
        self._rules = replace(rules, count_pauses=True)

    @cached_property
    def again(self) -> Again:
        rows = ever_paused(self._frame, [reason for reason in PauseReason if reason.stops_clock])
        frame = some(self._frame, rows)
        lived = lives(frame, self._clock, self._rules)
        return Again(rows, frame, lived, against(frame, lived, self._target_set, self._clock, self._rules))


def ever_paused(frame: Frame, reasons: Collection[PauseReason]) -> Seconds:
    """The rows with a pause for one of the reasons, ascending."""
    wanted = (pl.col("status") == Status.PAUSED.value) & pl.col("pause_reason").is_in([r.value for r in reasons])
    held = frame.segments.lazy().filter(wanted).select("incident").collect()["incident"].to_numpy()
    ids = frame.incidents["id"].to_numpy()
    found = np.zeros(len(ids), dtype=np.bool_)
    if len(held):
        row = np.minimum(np.searchsorted(ids, held), len(ids) - 1)
        found[row[ids[row] == held]] = True
    return np.flatnonzero(found)
