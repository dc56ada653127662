"""The vectorised measures against a plain walk through one incident at a time, written from the rules alone.

Its clock is made by asking the wall time of each minute, so that nothing of the measures' own clocks is trusted.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.domain.teams import Side
from desktop_app.measures.clock.clocks import ElapsedClock, Support
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame
from tests.measures.clock.test_clocks import held_at, walked
from tests.measures.factories import DAY, HOUR, at, frame, random_incident

WEEK = dict.fromkeys(range(5), (time(8), time(17)))
BERLIN = (
    SupportCalendar("Europe/Berlin", WEEK, frozenset({date(2026, 4, 3), date(2026, 4, 6)})),
    SupportCalendar(
        "Europe/Berlin", dict.fromkeys(range(6), (time(7, 30), time(15))), valid_from=date(2026, 4, 20), id=2
    ),
)
CALENDARS = {
    "": BERLIN,
    "America": (SupportCalendar("America/New_York", WEEK, frozenset({date(2026, 5, 25)}), "America"),),
    "Nights": (SupportCalendar("Australia/Lord_Howe", dict.fromkeys(range(7), (time(16), time(0))), name="Nights"),),
}
SYSTEMS = {1: "America", 2: "Nights"}


@dataclass(frozen=True)
class Wall:
    """W(t) by asking every minute; ``open_minutes`` are running seconds at the beginning of each."""

    start: int
    running: np.ndarray[Any, np.dtype[np.int64]]

    def at(self, instant: int) -> int:
        minute, second = divmod(instant - self.start, 60)
        runs = bool(self.running[minute + 1] > self.running[minute])
        return int(self.running[minute]) + runs * second

    def first(self, running: int) -> int:
        """The first instant at which it has run so long."""
        minute = int(np.searchsorted(self.running, running, side="left")) - 1
        return self.start + 60 * minute + (running - int(self.running[minute]))


@cache
def wall(name: str) -> Wall:
    start = at(-8) - 30 * DAY  # a midnight
    each = [walked(CALENDARS[name], minute, minute + 60) for minute in range(start, at(24 * 150), 60)]
    return Wall(start, np.concatenate([[0], np.cumsum(each)]))


class Elapsed:
    def at(self, instant: int) -> int:
        return instant

    def first(self, running: int) -> int:
        return running


def ended(row: dict[str, Any], found: Frame, segments: Sequence[dict[str, Any]], rules: Rules) -> tuple[int, int, str]:
    """When it ended, up to when it is known, and how it stands."""
    as_of = found.as_of.get(row["source"], found.now)
    as_of = min(as_of, row["seen_until"]) if row["seen_until"] is not None else as_of
    opened, resolved, closed, status = row["opened_at"], row["resolved_at"], row["closed_at"], Status(row["status"])
    stamps = [s for s in (resolved, closed) if s is not None]
    again = bool(
        segments and stamps and status < Status.RESOLVED and segments[-1]["to_at"] is None
        and segments[-1]["status"] < Status.RESOLVED and segments[-1]["from_at"] >= max(stamps)
    )  # fmt: skip
    is_open = again or (not stamps and status not in (Status.RESOLVED, Status.CLOSED))
    end, how = max(as_of, opened), "open" if is_open else "estimated"
    if not is_open and resolved is not None and resolved >= opened:
        end, how = resolved, "repaired"
    elif not is_open and closed is not None and closed >= opened:
        end = closed
    if status is Status.CANCELLED:
        how = "cancelled"
        if resolved is None or resolved < opened:
            end = closed if closed is not None and closed >= opened else max(as_of, opened)
        else:
            end = resolved
    restored, first = row["restored_at"], row["first_resolved_at"]
    if rules.end is End.RESTORED and restored is not None and restored >= opened and how != "cancelled":
        back = first is not None and restored <= first and (resolved is None or resolved > first)
        if not back and not (is_open and stamps and restored <= max(stamps)):
            end, how = restored, "repaired"
    return end, as_of, how


def walk(  # noqa: PLR0912 - the rules, one after the other
    row: dict[str, Any], found: Frame, clock: Wall | Elapsed, target: int, rules: Rules
) -> dict[str, Any]:
    segments = [s for s in found.segments.rows(named=True) if s["incident"] == row["id"]]
    end, as_of, how = ended(row, found, segments, rules)
    opened = row["opened_at"]
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
        stopped = (reopened and not rules.count_gaps) or (paused and not rules.count_pauses)
        if stop > start and stopped:
            stretches.append((start, stop))
    moment = opened
    deadline = None
    for start, stop in [*stretches, (end, None)]:
        piece = clock.at(start) - clock.at(moment) if start > moment else 0
        if deadline is None and counted + piece >= target:
            deadline = clock.first(clock.at(moment) + target - counted)
        counted += piece
        moment = max(start, moment) if stop is None else stop
    if deadline is None:
        deadline = clock.first(clock.at(moment) + target - counted)

    over_since, soon = None, False
    for s in before:
        if s["status"] in (Status.RESOLVED, Status.CLOSED):
            over_since = s["from_at"] if over_since is None else over_since
        else:
            back = s["status"] != Status.CANCELLED and over_since is not None
            soon |= back and min(max(s["from_at"], opened), end) - max(over_since or 0, opened) <= 7 * DAY
            over_since = None

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
        off = sum(clock.at(b) - clock.at(a) for a, b in stretches if a < began)
        waiting = clock.at(began) - clock.at(opened) - off

    excluded = row["exclusion"] != 0
    if excluded:
        outcome = Outcome.UNKNOWN
    elif how == "cancelled" or deadline > as_of:
        outcome = Outcome.NOT_DUE
    elif how == "open":
        outcome = Outcome.OPEN_PAST
    elif counted <= target if how == "repaired" else end <= deadline:
        outcome = Outcome.IN_TIME
    else:
        outcome = Outcome.MISSED if how == "repaired" else Outcome.UNKNOWN
    return {
        "open": how == "open",
        "estimated": how == "estimated",
        "repair_s": counted if how in ("repaired", "open") and not excluded else None,
        "waiting_s": waiting,
        "reopened_7d": soon,
        "route": route,
        "hand_overs": moves,
        "target_s": target,
        "deadline_at": deadline,
        "late_s": counted - target if outcome in (Outcome.MISSED, Outcome.OPEN_PAST) else None,
        "outcome": outcome,
    }


def varied(seed: int, size: int) -> Frame:
    """Any incidents of any system, some restored, some of them before a reopening, some missing from newer dumps."""
    rng, made = random.Random(seed), []
    for _n in range(size):
        one = random_incident(rng)
        opened = one["opened_at"]
        one["restored_at"] = rng.choice((None, opened - HOUR, opened + rng.randrange(400) * HOUR // 7))
        one["first_resolved_at"] = rng.choice((None, one["resolved_at"], opened + rng.randrange(400) * HOUR // 7))
        one["first_classification"] = rng.choice((None, None, 1, 2, 3, 4))
        one["seen_until"] = rng.choice((None, None, opened + rng.randrange(900) * HOUR)) if one["source"] else None
        made.append(one)
    return frame(*made, now=at(80 * 24), as_of={1: at(60 * 24)}, zone="Europe/Berlin")


def goals(unit: Unit) -> TargetSet:
    values = (0.25, 1.5, 3.0, 20.0) if unit.days else (1.0, 4.5, 24.0, 72.0)
    each = tuple(Target(c, value, unit) for c, value in zip(Classification, values, strict=True))
    return TargetSet(1, "Goal", TargetSetKind.SHARED, each)


all_rules = st.builds(
    Rules,
    st.sampled_from(End),
    count_gaps=st.booleans(),
    count_pauses=st.booleans(),
    classified=st.sampled_from(ClassifiedAt),
)


@pytest.mark.parametrize("working", [False, True])
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(Unit), all_rules)
def test_every_measure_agrees_with_a_walk_through_the_history(
    working: bool,
    seed: int,
    unit: Unit,
    rules: Rules,
) -> None:
    found = varied(seed, 25)
    support = Support(CALENDARS, SYSTEMS, at(0), at(80 * 24))
    clock = support.clock() if working else ElapsedClock(support)
    target_set = goals(unit)
    made = measured.against(found, measured.lives(found, clock, rules), target_set, clock, rules)
    held = measured.lives(found, support.clock(), rules)
    again = measured.against(found, measured.lives(found, clock, rules), target_set, clock, rules, held)
    assert made.equals(again), "who holds the lives on the working clock gets the same"
    for row in made.rows(named=True):
        name = SYSTEMS.get(row["system"], "")
        theirs, own = wall(name), Elapsed()
        kind = row["first_classification"] if rules.classified is ClassifiedAt.OPENING else None
        value = target_set.targets[(kind or row["classification"]) - 1].value
        on_theirs = working or unit.working
        lengths = held_at(CALENDARS[name], row["opened_at"]).working_day_seconds if on_theirs else DAY
        target = round(value * (lengths if unit.days else HOUR))
        wanted = walk(row, found, theirs if on_theirs else own, target, rules)
        if on_theirs and not working:
            looked = walk(row, found, own, target, rules)
            wanted |= {"repair_s": looked["repair_s"], "waiting_s": looked["waiting_s"]}
        assert {name: row[name] for name in wanted} == wanted
