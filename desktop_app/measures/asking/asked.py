"""What one figure is asked over: the frame and how it is measured, the reader's filter and period, the targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl

from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.phases import PhaseEvent
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.ordered import Times
from desktop_app.measures.lives.shares_of_time import Shares, Stretches
from desktop_app.measures.lives.without_pauses import WithoutPauses


@dataclass(frozen=True, eq=False)
class Asked:
    """``measured`` has one row per incident of ``frame`` in its order, with MEASURED_COLUMNS, against ``target_set``.

    ``lives`` is what ``measured.lives`` gave for the same clock and rules, ``kept`` the mask of the reader's filter
    over those rows (None: all of them), ``times`` their times in order, ``shares`` who held them and ``unpaused`` how
    they are measured when pauses count, if somebody keeps these. The period is not applied yet. ``base`` is the
    filter from which a drill-through starts: it names target set, clock and rules. ``ops`` and ``dev`` are the sides'
    own target sets, ``events`` what begins a new phase, by day. ``small_teams`` are known to have fewer than three
    people: they are counted with their side.
    """

    frame: Frame
    measured: pl.DataFrame
    lives: pl.DataFrame
    target_set: TargetSet
    clock: RunningClock
    period: Period
    base: IncidentFilter = field(default_factory=IncidentFilter)
    kept: Flags | None = None
    times: Times | None = None
    shares: Shares | None = None
    unpaused: WithoutPauses | None = None
    choice: Choice = field(default_factory=Choice)
    ops: TargetSet | None = None
    dev: TargetSet | None = None
    events: tuple[PhaseEvent, ...] = ()
    small_teams: frozenset[int] = frozenset()

    @cached_property
    def held(self) -> TargetSet:
        """The goals that labels, marks and claims name."""
        return held(self.target_set, self.period, self.frame)

    @cached_property
    def stretches(self) -> Stretches:
        """Every incident of the frame that has a repair time, cut by who held it."""
        told = self.shares or Shares(self.frame, self.lives, self.measured["repair_s"], self.clock, self.base.rules)
        return told.stretches

    @cached_property
    def without_pauses(self) -> WithoutPauses:
        return self.unpaused or WithoutPauses(self.frame, self.clock, self.target_set, self.base.rules)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The measured incidents that the reader's filter keeps, with their ``row`` in the frame (UInt32)."""
        numbered = self.measured.with_row_index("row")
        return numbered if self.kept is None else numbered.filter(pl.Series(self.kept))

    @cached_property
    def included(self) -> pl.DataFrame:
        """``rows`` without what is left out of every measure: excluded or cancelled."""
        return self.rows.filter(
            (pl.col("exclusion") == Exclusion.NONE.value) & (pl.col("status") != Status.CANCELLED.value)
        )


def held(target_set: TargetSet, period: Period, frame: Frame) -> TargetSet:
    """The goals as they stood when the period, or what is known, ended: nobody was judged by those that came later."""
    known = [*frame.as_of.values(), *((frame.now,) if frame.incidents["source"].null_count() else ())]
    newest = datetime.fromtimestamp(max(known), ZoneInfo(frame.zone)).date() if known else None
    return target_set.until(min((day for day in (period.to_on, newest) if day is not None), default=None))
