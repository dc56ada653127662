"""What is measured of each incident: first what no target changes, then how it stands against a target set.

``lives`` is the costly part and depends on frame and clock alone: keep it. ``against`` is quick.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.columns import MEASURED_COLUMNS
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.routes import Outcome
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.clocks import RunningClock, Seconds, target_seconds
from desktop_app.measures.ends import ends
from desktop_app.measures.frame import Frame, schema
from desktop_app.measures.walks import stops, summed, waiting, walk, ways

_NO_TARGET = 0
_AT_ONCE = 65_536  # incidents: what is worked out on the way stays small, and in the processor's cache


def lives(frame: Frame, clock: RunningClock) -> pl.DataFrame:
    """One row per incident in the frame's order, before any target.

    The columns of MEASURED_COLUMNS that need no target, and for ``against``: ``as_of``, ``end_at``, ``cancelled``,
    ``running_opened`` (the clock at the opening), and the lists ``stop_at`` and ``stop_s`` (how far the repair clock
    had run at each stop, and how long the running clock went on meanwhile), null where nothing stopped it.
    """
    parts = [_lives(piece, clock) for piece in frame.pieces(_AT_ONCE)]
    return pl.concat(parts, rechunk=True).with_row_index("row").cast({"row": pl.Int64})


def _lives(frame: Frame, clock: RunningClock) -> pl.DataFrame:
    at = ends(frame)
    way = walk(frame, at)
    running_opened = clock.running(at.opened)
    halts = stops(way, at, running_opened, clock)
    stopped = summed(halts.row, halts.seconds, len(at.opened))
    repair = clock.running(at.end) - running_opened - stopped
    waited, told = waiting(way, halts, running_opened, clock)
    routed = ways(way, frame, at)
    excluded = (frame.incidents["exclusion"].to_numpy() != Exclusion.NONE) | at.cancelled
    table = pl.DataFrame(
        {
            "route": routed.route,
            "hand_overs": routed.hand_overs,
            "resolved_side": _where(at.repaired, routed.last_side),
            "estimated": at.estimated,
            "open": at.open,
            "repair_s": _where((at.repaired | at.open) & ~excluded, repair),
            "waiting_s": _where(told, waited),
            "as_of": at.as_of,
            "end_at": at.end,
            "cancelled": at.cancelled,
            "running_opened": running_opened,
        }
    )
    lists = (
        pl.DataFrame({"row": halts.row, "stop_at": halts.at, "stop_s": halts.seconds})
        .group_by("row", maintain_order=True)
        .agg("stop_at", "stop_s")
    )
    rows = table.with_row_index("row").cast({"row": pl.Int64})
    return rows.join(lists, on="row", how="left", maintain_order="left").drop("row")


def against(frame: Frame, lives: pl.DataFrame, target_set: TargetSet, clock: RunningClock) -> pl.DataFrame:
    """The frame's incidents with exactly the columns of MEASURED_COLUMNS beside them.

    ``lives`` was made from the same frame and clock. The target is the one of today's classification that was valid on
    the day of opening, in the frame's zone.
    """
    target = _targets(frame, target_set, clock)
    goal = target != _NO_TARGET
    deadline = clock.instants(lives["running_opened"].to_numpy() + target + _shift(lives, target))
    columns = {
        "target_s": _where(goal, target),
        "deadline_at": _where(goal, deadline),
        "outcome": pl.Series(_outcomes(frame, lives, goal, deadline)),
    }
    found = lives.with_columns(**columns).select(*MEASURED_COLUMNS).cast(schema(MEASURED_COLUMNS))  # type: ignore[arg-type]
    return frame.incidents.hstack(found)


def _where(known: npt.NDArray[np.bool_], values: npt.NDArray[np.integer]) -> pl.Series:
    """The values as a column, null where not known."""
    return pl.select(pl.when(pl.Series(known)).then(pl.Series(values)).alias("v"))["v"]


def _targets(frame: Frame, target_set: TargetSet, clock: RunningClock) -> Seconds:
    """The target of each incident in seconds on the clock, _NO_TARGET where the set has none."""
    kind = frame.incidents["classification"].to_numpy()
    always = np.zeros(max(Classification) + 1, dtype=np.int64)
    dated = []
    for classification in Classification:
        starts = sorted({t.valid_from or date.min for t in target_set.targets if t.classification is classification})
        held = [target_set.target(classification, day) for day in starts]
        seconds = [max(1, target_seconds(t, clock)) for t in held if t is not None]
        if starts == [date.min]:
            always[classification] = seconds[0]
        elif starts:
            dated.append((classification, [_midnight(day, frame.zone) for day in starts], [_NO_TARGET, *seconds]))
    target: Seconds = always[kind]
    for classification, begins, seconds in dated:
        rows = np.flatnonzero(kind == classification)
        opened = frame.incidents["opened_at"].to_numpy()[rows]
        target[rows] = np.array(seconds)[np.searchsorted(np.array(begins), opened, side="right")]
    return target


def _midnight(day: date, zone: str) -> int:
    if day == date.min:
        return -(2**62)
    return int(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).timestamp())


def _shift(lives: pl.DataFrame, target: Seconds) -> Seconds:
    """How long the running clock goes on in stops that begin before the repair clock reaches the target."""
    stopped = lives.select("row", "stop_at", "stop_s").drop_nulls()
    stopped = stopped.explode("stop_at", "stop_s")
    row, seconds = stopped["row"].to_numpy(), stopped["stop_s"].to_numpy()
    counts = stopped["stop_at"].to_numpy() < target[row]
    return summed(row[counts], seconds[counts], len(target))


def _outcomes(
    frame: Frame, lives: pl.DataFrame, goal: npt.NDArray[np.bool_], deadline: Seconds
) -> npt.NDArray[np.int8]:
    excluded = frame.incidents["exclusion"].to_numpy() != Exclusion.NONE
    due = goal & (deadline <= lives["as_of"].to_numpy())
    is_open, estimated = lives["open"].to_numpy(), lives["estimated"].to_numpy()
    in_time = ~is_open & (lives["end_at"].to_numpy() <= deadline)
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
