"""What is measured of each incident: first what no target changes, then how it stands against a target set.

``lives`` is the costly part and depends on frame, clock and rules alone: keep it. ``against`` is quick.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.columns import MEASURED_COLUMNS
from desktop_app.domain.durations import DAY
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.routes import Outcome
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.clock.clocks import RunningClock, Seconds
from desktop_app.measures.lives.ends import Flags, ends
from desktop_app.measures.lives.frame import Frame, schema
from desktop_app.measures.lives.goals import Goals, goals
from desktop_app.measures.lives.walks import Stops, reopened_within, stops, summed, waiting, walk, ways

_AT_ONCE = 65_536  # incidents: what is worked out on the way stays small, and in the processor's cache
_SOON = 7 * DAY
_KNOWN = {"resolved_side": "repaired", "repair_s": "timed", "waiting_s": "told"}  # where a column has a value
_LATE = (Outcome.MISSED.value, Outcome.OPEN_PAST.value)


def lives(frame: Frame, clock: RunningClock, rules: Rules | None = None) -> pl.DataFrame:
    """One row per incident in the frame's order, before any target; by the house's rules unless others are given.

    The columns of MEASURED_COLUMNS that need no target, and for ``against``: ``as_of``, ``end_at``, ``cancelled``,
    ``running_opened`` (the clock at the opening), and the lists ``stop_at`` and ``stop_s`` (how far the repair clock
    had run at each stop, and how long the running clock went on meanwhile), null where nothing stopped it.
    """
    parts = [_lives(piece, clock.of(piece), rules or Rules()) for piece in frame.pieces(_AT_ONCE)]
    found = {name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns}
    known = {name: found.pop(flag) for name, flag in _KNOWN.items()}
    columns = {name: _where(known[name], each) if name in known else each for name, each in found.items()}
    starts = np.cumsum([0, *(part.n for part in parts)])
    stopped = {
        "row": np.concatenate([part.halts.row + start for part, start in zip(parts, starts, strict=False)]),
        "stop_at": np.concatenate([part.halts.at for part in parts]),
        "stop_s": np.concatenate([part.halts.seconds for part in parts]),
    }
    lists = pl.DataFrame(stopped).group_by("row", maintain_order=True).agg("stop_at", "stop_s")
    return _numbered(pl.DataFrame(columns)).join(lists, on="row", how="left", maintain_order="left")


def _numbered(lives: pl.DataFrame) -> pl.DataFrame:
    return lives.with_row_index("row").cast({"row": pl.Int64})


@dataclass(frozen=True, slots=True)
class _Lived:
    """What becomes columns, beside when each value is known; and the stops, by row of the piece."""

    columns: dict[str, npt.NDArray[Any]]
    halts: Stops

    @property
    def n(self) -> int:
        return len(self.columns["open"])


def _lives(frame: Frame, clock: RunningClock, rules: Rules) -> _Lived:
    at = ends(frame, rules)
    way = walk(frame, at)
    running_opened = clock.running(at.opened)
    halts = stops(way, at, running_opened, clock, rules)
    stopped = summed(halts.row, halts.seconds, len(at.opened))
    waited, told = waiting(way, halts, running_opened, clock)
    routed = ways(way, frame, at)
    excluded = (frame.incidents["exclusion"].to_numpy() != Exclusion.NONE) | at.cancelled
    columns = {
        "route": routed.route,
        "hand_overs": routed.hand_overs,
        "resolved_side": routed.last_side,
        "estimated": at.estimated,
        "open": at.open,
        "repair_s": clock.running(at.end) - running_opened - stopped,
        "waiting_s": waited,
        "reopened_7d": reopened_within(way, len(at.opened), _SOON),
        "as_of": at.as_of,
        "end_at": at.end,
        "cancelled": at.cancelled,
        "running_opened": running_opened,
        "repaired": at.repaired,
        "timed": (at.repaired | at.open) & ~excluded,
        "told": told,
    }
    return _Lived(columns, halts)


def against(
    frame: Frame,
    lives: pl.DataFrame,
    target_set: TargetSet,
    clock: RunningClock,
    rules: Rules | None = None,
    working_lives: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The frame's incidents with exactly the columns of MEASURED_COLUMNS beside them.

    ``lives`` was made from the same frame, clock and rules. Targets in working hours or days run on ``clock.working``
    whatever the clock is; ``working_lives`` are what ``lives`` gives for that one, if somebody holds them.
    """
    clock, rules = clock.of(frame), rules or Rules()
    found = goals(frame, target_set, clock, rules)
    deadline = _deadlines(lives, found.seconds, clock)
    late = lives["repair_s"].fill_null(0).to_numpy() - found.seconds
    if len(found.working):
        rows = found.working
        deadline[rows], late[rows] = _on_working_clock(frame, found, clock, rules, working_lives)
    goal, outcome = found.has, _outcomes(frame, lives, found.has, deadline, late)
    columns = {
        "target_s": _where(goal, found.seconds),
        "deadline_at": _where(goal, deadline),
        "late_s": _where(np.isin(outcome, _LATE), late),
        "outcome": pl.Series(outcome),
    }
    made = lives.with_columns(**columns).select(*MEASURED_COLUMNS).cast(schema(MEASURED_COLUMNS))  # type: ignore[arg-type]
    return frame.incidents.hstack(made)


def _where(known: npt.NDArray[np.bool_], values: npt.NDArray[np.integer]) -> pl.Series:
    """The values as a column, null where not known."""
    return pl.select(pl.when(pl.Series(known)).then(pl.Series(values)).alias("v"))["v"]


def _deadlines(
    lives: pl.DataFrame, target: Seconds, clock: RunningClock, row: npt.NDArray[np.int64] | None = None
) -> Seconds:
    """The instants at which the repair clock of these lives reaches its target; ``row`` are theirs in the frame."""
    deadline = clock.instants(lives["running_opened"].to_numpy() + target + _shift(lives, target), row)
    return deadline if deadline.flags.writeable else deadline.copy()


def _on_working_clock(
    frame: Frame, found: Goals, clock: RunningClock, rules: Rules, lives_held: pl.DataFrame | None
) -> tuple[Seconds, Seconds]:
    """Deadline and lateness of the incidents whose target runs on the working clock."""
    rows, working = found.working, clock.working
    if lives_held is None:
        some = _only(frame, rows)
        lived, bound, row = lives(some, working, rules), working.of(some), None
    else:
        lived, bound, row = _numbered(lives_held[rows].drop("row")), working.of(frame), rows
    target = found.seconds[rows]
    late = lived["repair_s"].fill_null(0).to_numpy() - target
    return _deadlines(lived, target, bound, row), late


def _only(frame: Frame, rows: npt.NDArray[np.int64]) -> Frame:
    """The frame with these of its incidents."""
    some = frame.incidents[rows]
    return replace(
        frame, incidents=some, segments=frame.segments.join(some, left_on="incident", right_on="id", how="semi")
    )


def _shift(lives: pl.DataFrame, target: Seconds) -> Seconds:
    """How long the running clock goes on in stops that begin before the repair clock reaches the target."""
    stopped = lives.select("row", "stop_at", "stop_s").drop_nulls()
    stopped = stopped.explode("stop_at", "stop_s")
    row, seconds = stopped["row"].to_numpy(), stopped["stop_s"].to_numpy()
    counts = stopped["stop_at"].to_numpy() < target[row]
    return summed(row[counts], seconds[counts], len(target))


def _outcomes(frame: Frame, lives: pl.DataFrame, goal: Flags, deadline: Seconds, late: Seconds) -> npt.NDArray[np.int8]:
    """A repair is in time by its time on the target's clock: while that clock stands, it comes no later.

    What only its close bounds has no repair time, and is in time where even the close came by the deadline.
    """
    excluded = frame.incidents["exclusion"].to_numpy() != Exclusion.NONE
    due = goal & (deadline <= lives["as_of"].to_numpy())
    is_open, estimated = lives["open"].to_numpy(), lives["estimated"].to_numpy()
    in_time = np.where(estimated, lives["end_at"].to_numpy() <= deadline, late <= 0)
    cases = (
        (excluded, Outcome.UNKNOWN),
        (lives["cancelled"].to_numpy(), Outcome.NOT_DUE),  # never due, and so in no cohort
        (~goal, Outcome.UNKNOWN),
        (~due, Outcome.NOT_DUE),
        (is_open, Outcome.OPEN_PAST),
        (in_time, Outcome.IN_TIME),
        (estimated, Outcome.UNKNOWN),
    )
    chosen = np.select([case for case, _outcome in cases], [np.int8(o) for _case, o in cases], np.int8(Outcome.MISSED))
    outcomes: npt.NDArray[np.int8] = chosen.astype(np.int8)
    return outcomes
