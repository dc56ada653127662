"""What missed the shared goal, told apart by how long each side held it against that side's own target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.routes import Outcome
from desktop_app.domain.targets import Target, TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import goals as with_goal
from desktop_app.measures.asking.chosen import included, inside, judged
from desktop_app.measures.lives.ends import Flags, instants
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.goals import goals
from desktop_app.measures.lives.held import Held, held
from desktop_app.measures.lives.measured import against
from desktop_app.measures.lives.shares_of_time import some

Rows = npt.NDArray[np.int64]

OWN = (Side.OPS, Side.DEV)
"""The sides that have targets of their own."""

HAND_OVERS_FROM = 3

_LATE = (Outcome.MISSED.value, Outcome.OPEN_PAST.value)


@dataclass(frozen=True, slots=True)
class Late:
    """Incidents that missed the goal, repaired or open, and how they did; every array is as long as ``rows``.

    ``rows`` ascend and are those of the asked frame, ``table`` their measured columns. ``replay`` were opened before
    the goal existed and are judged by its first value. ``times`` are on the reader's clock. Each incident is either
    ``kept`` (every side that held it stayed inside its own target), ``one_side`` (one did not), ``neither`` (no side
    with an own target held it), or ``untold`` (a team without a side, or a side without a target).
    """

    rows: Rows
    table: pl.DataFrame
    replay: Flags
    times: Held
    late_s: Rows  # seconds past the goal, on the goal's own clock
    kept: Flags
    one_side: Flags
    neither: Flags
    untold: Flags
    open_inside: Flags  # still open, and inside the own target of the side that holds it now

    @property
    def open(self) -> Flags:
        found: Flags = self.table["open"].to_numpy()
        return found

    @property
    def with_nobody(self) -> Flags:
        found: Flags = self.times.nobody > 0
        return found

    @property
    def handed_over(self) -> Flags:
        """Three hand-overs or more."""
        found: Flags = self.table["hand_overs"].to_numpy() >= HAND_OVERS_FROM
        return found


def late(asked: Asked) -> Late:
    """The incidents of the headline's cohort that missed the goal, and those that would have, had it existed."""
    missed = np.isin(asked.measured["outcome"].to_numpy(), _LATE) & judged(asked)
    ours = np.flatnonzero(missed)
    again, replayed = _replayed(asked)
    if not len(again):
        return _told_apart(asked, ours, asked.measured[ours], np.zeros(len(ours), np.bool_))
    order = np.argsort(np.concatenate([ours, again]), kind="stable")
    rows = np.concatenate([ours, again])[order]
    table = pl.concat([asked.measured[ours], replayed])[order]
    replay = np.concatenate([np.zeros(len(ours), np.bool_), np.ones(len(again), np.bool_)])[order]
    return _told_apart(asked, rows, table, replay)


def _told_apart(asked: Asked, rows: Rows, table: pl.DataFrame, replay: Flags) -> Late:
    frame, rules = _bare(asked.frame, rows), asked.base.rules
    times = held(asked.frame, asked.stretches, rows)
    n = len(rows)
    holds = np.zeros(n, np.bool_)
    past = np.zeros(n, np.bool_)
    untold = times.sides[Side.UNKNOWN] > 0
    open_inside = np.zeros(n, np.bool_)
    is_open = table["open"].to_numpy()
    on_working: Held | None = None
    for side, own in zip(OWN, (asked.ops, asked.dev), strict=True):
        seconds = times.sides[side]
        if own is None:
            untold |= seconds > 0
            holds |= seconds > 0
            continue
        goal = goals(frame, from_the_beginning(own), asked.clock.of(frame), rules)
        against_goal = seconds
        if len(goal.working):
            on_working = on_working or held(
                asked.frame, replace(asked, clock=asked.clock.working, shares=None).stretches, rows
            )
            against_goal = seconds.copy()
            against_goal[goal.working] = on_working.sides[side][goal.working]
        within = goal.has & (against_goal <= goal.seconds)
        holds |= seconds > 0
        untold |= (seconds > 0) & ~goal.has
        past |= (seconds > 0) & ~within
        open_inside |= is_open & (times.holder == side.value) & within
    return Late(
        rows,
        table,
        replay,
        times,
        table["late_s"].fill_null(0).to_numpy(),
        kept=~untold & holds & ~past,
        one_side=~untold & holds & past,
        neither=~untold & ~holds,
        untold=untold,
        open_inside=open_inside,
    )


def from_the_beginning(target_set: TargetSet) -> TargetSet:
    """The set with the first target of each classification valid for all that was opened before it, too."""
    first: dict[int, Target] = {}
    for target in sorted(target_set.targets, key=lambda t: t.valid_from or date.min):
        first.setdefault(target.classification, target)
    return replace(
        target_set,
        targets=tuple(replace(t, valid_from=None) if t in first.values() else t for t in target_set.targets),
    )


def _replayed(asked: Asked) -> tuple[Rows, pl.DataFrame]:
    """The rows of what was opened before the goal existed and misses its first value, and how they stand against it."""
    measured, rules = asked.measured, asked.base.rules
    kinds = [kind.value for kind in with_goal(asked.target_set)]
    before = measured["target_s"].is_null().to_numpy() & included(asked) & measured["repair_s"].is_not_null().to_numpy()
    before &= np.isin(measured["classification"].to_numpy(), kinds)
    start, end = asked.period.instants(asked.frame.zone)
    if start is not None:
        before &= asked.lives["end_at"].to_numpy() >= start
    if end is not None:
        before &= measured["opened_at"].to_numpy() < end
    rows = np.flatnonzero(before)
    if not len(rows):
        return rows, measured.clear()
    first = from_the_beginning(asked.target_set)
    bare = _bare(asked.frame, rows)
    goal = goals(bare, first, asked.clock.of(bare), rules)
    perhaps = measured["repair_s"].to_numpy()[rows] >= goal.seconds  # quicker ones are in time on this clock
    perhaps[goal.working] = True
    rows = rows[perhaps]
    frame = some(asked.frame, rows)
    lives = asked.lives[rows].drop("row").with_row_index("row").cast({"row": pl.Int64})
    found = against(frame, lives, first, asked.clock, rules)
    missed = np.isin(found["outcome"].to_numpy(), _LATE)
    missed &= inside(instants(found["deadline_at"]), asked.period, asked.frame.zone)
    return rows[missed], found.filter(pl.Series(missed))


def _bare(frame: Frame, rows: Rows) -> Frame:
    """These incidents without their segments: a goal does not ask for them."""
    return replace(frame, incidents=frame.incidents[rows], segments=frame.segments.clear())
