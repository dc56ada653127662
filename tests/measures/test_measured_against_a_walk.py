"""The vectorised measures against a plain walk through one incident at a time, written from the rules alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.teams import Side
from desktop_app.measures.clocks import RunningClock, WorkingClock
from desktop_app.measures.frame import Frame
from tests.measures.factories import ELAPSED, HOUR, at, berlin, measure, random_frame, targets


def clocked(clock: RunningClock, start: int, end: int) -> int:
    a, b = clock.running(np.array([start, end], dtype=np.int64))
    return int(b - a)


def walk(row: dict[str, Any], found: Frame, clock: RunningClock, target: int) -> dict[str, Any]:  # noqa: PLR0912 - the rules, one after the other
    segments = [s for s in found.segments.rows(named=True) if s["incident"] == row["id"]]
    as_of = found.as_of.get(row["source"], found.now)
    opened, resolved, closed, status = row["opened_at"], row["resolved_at"], row["closed_at"], Status(row["status"])
    stamps = [s for s in (resolved, closed) if s is not None]
    again = bool(
        segments and stamps and status < Status.RESOLVED and segments[-1]["to_at"] is None
        and segments[-1]["status"] < Status.RESOLVED and segments[-1]["from_at"] >= max(stamps)
    )  # fmt: skip
    cancelled = status is Status.CANCELLED
    is_open = not cancelled and (again or (not stamps and status not in (Status.RESOLVED, Status.CLOSED)))
    repaired = not is_open and not cancelled and resolved is not None and resolved >= opened
    end = max(as_of, opened)
    if not is_open and resolved is not None and resolved >= opened:
        end = resolved
    elif not is_open and closed is not None and closed >= opened:
        end = closed
    if not segments:
        implied = {"from_at": opened, "to_at": end, "status": 0, "team": row["team"], "pause_reason": 0}
        segments = [implied]
    before = [s for n, s in enumerate(segments) if n == 0 or s["from_at"] < end]
    live = [s["from_at"] for s in before if s["status"] < Status.RESOLVED]

    counted, stretches = 0, []
    for s in before:
        start, stop = max(s["from_at"], opened), min(s["to_at"] if s["to_at"] is not None else end, end)
        reopened = s["status"] >= Status.RESOLVED and any(f > s["from_at"] for f in live)
        paused = s["status"] == Status.PAUSED and PauseReason(s["pause_reason"]).stops_clock
        if stop > start and (reopened or paused):
            stretches.append((start, stop))
    moment = opened
    deadline_run = None
    for start, stop in [*stretches, (None, None)]:
        until = end if start is None else start
        piece = clocked(clock, moment, until) if until > moment else 0
        if deadline_run is None and counted + piece >= target:
            deadline_run = (moment, target - counted)
        counted += piece
        moment = until if stop is None else stop
    if deadline_run is None:
        deadline_run = (moment, target - counted)
    start, run = deadline_run
    deadline = int(clock.instants(clock.running(np.array([start], dtype=np.int64)) + run)[0])

    teams = [s["team"] for s in before if s["team"] is not None]
    moves = sum(a != b for a, b in pairwise(teams))
    held = sum(
        max(0, min(s["to_at"] if s["to_at"] is not None else end, end) - max(s["from_at"], opened))
        for s in before if s["team"] is not None
    )  # fmt: skip
    sides = {found.teams[t].side for t in teams} - {Side.OTHER}
    if moves >= 3:
        route = Route.BOUNCED
    elif teams and (end - opened) - held > held:
        route = Route.NOBODY
    elif Side.UNKNOWN in sides or not sides:
        route = Route.UNKNOWN
    elif len(sides) == 2:
        route = Route.OPS_TO_DEV
    else:
        route = Route.OPS_ONLY if Side.OPS in sides else Route.DEV_ONLY

    work = [s["from_at"] for s in before if s["status"] == Status.IN_WORK]
    waiting = None
    if work and len(before) > 1:
        began = max(work[0], opened)
        off = sum(clocked(clock, a, b) for a, b in stretches if a < began)
        waiting = clocked(clock, opened, began) - off

    excluded = row["exclusion"] != 0
    if excluded:
        outcome = Outcome.UNKNOWN
    elif cancelled or deadline > as_of:
        outcome = Outcome.NOT_DUE
    elif is_open:
        outcome = Outcome.OPEN_PAST
    elif end <= deadline:
        outcome = Outcome.IN_TIME
    else:
        outcome = Outcome.MISSED if repaired else Outcome.UNKNOWN
    return {
        "open": is_open,
        "estimated": not is_open and not repaired and not cancelled,
        "repair_s": counted if (repaired or is_open) and not excluded else None,
        "waiting_s": waiting,
        "route": route,
        "hand_overs": moves,
        "deadline_at": deadline,
        "outcome": outcome,
    }


@pytest.mark.parametrize("kind", ["elapsed", "working"])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), hours=st.sampled_from([1, 4, 9, 24, 72]))
def test_every_measure_agrees_with_a_walk_through_the_history(kind: str, seed: int, hours: int) -> None:
    found = random_frame(seed, 25)
    clock: RunningClock = ELAPSED if kind == "elapsed" else WorkingClock(berlin(), at(0), at(100))
    for row in measure(found, targets(hours), clock).rows(named=True):
        wanted = walk(row, found, clock, hours * HOUR)
        assert {name: row[name] for name in wanted} == wanted
