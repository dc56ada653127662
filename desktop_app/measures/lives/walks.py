"""The way of each incident through its segments: teams, hand-overs, pauses and the beginning of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.routes import Route
from desktop_app.domain.rules import Rules
from desktop_app.domain.teams import Side
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lives.ends import UNSET, Ends, Flags, Seconds
from desktop_app.measures.lives.frame import Frame

Rows = npt.NDArray[np.int64]
BOUNCED_FROM = 3
NO_TEAM = -1

_STOPS: Final = np.array([reason.stops_clock for reason in PauseReason])  # their values count up from 0


@dataclass(frozen=True, slots=True)
class Walk:
    """The segments that begin before their incident's end, cut to its life, in order.

    ``row`` is the incident's position in the frame. An incident without segments has one implied: its team, from opened
    to its end.
    """

    row: Rows
    begin: Seconds
    end: Seconds
    status: npt.NDArray[np.int8]
    team: npt.NDArray[np.int32]
    reason: npt.NDArray[np.int8]


def walk(frame: Frame, ends: Ends) -> Walk:
    segments = frame.segments if frame.incidents.height else frame.segments.clear()
    row, first = _rows(frame.incidents["id"].to_numpy(), segments["incident"].to_numpy())
    begin, end = segments["from_at"].to_numpy(), ends.end[row]
    kept = (row >= 0) & (first | (begin < end))
    if not kept.all():
        segments, row, begin, end = segments.filter(pl.Series(kept)), row[kept], begin[kept], end[kept]
    begin = np.minimum(np.maximum(begin, ends.opened[row]), end)
    until = segments["to_at"].fill_null(-UNSET).to_numpy()
    made = Walk(
        row,
        begin,
        np.minimum(np.maximum(until, begin), end),
        segments["status"].to_numpy(),
        segments["team"].fill_null(NO_TEAM).to_numpy(),
        segments["pause_reason"].fill_null(0).to_numpy(),
    )
    return _with_implied(made, frame, ends)


def _rows(ids: Rows, key: Rows) -> tuple[Rows, Flags]:
    """For each segment the row of its incident, -1 where there is none, and whether it is that incident's first.

    Segments lie by incident, so only their incidents are looked up, and not even these where every one has segments.
    """
    first = np.ones(len(key), dtype=np.bool_)
    first[1:] = key[1:] != key[:-1]
    held = key[first]
    ordinal = np.cumsum(first) - 1
    if np.array_equal(held, ids):
        return ordinal, first
    place = np.minimum(np.searchsorted(ids, held), len(ids) - 1)
    return np.where(ids[place] == held, place, -1)[ordinal], first


def _with_implied(made: Walk, frame: Frame, ends: Ends) -> Walk:
    has = np.zeros(len(ends.opened), dtype=np.bool_)
    has[made.row] = True
    bare = np.flatnonzero(~has)
    if not len(bare):
        return made
    incidents = frame.incidents
    added = Walk(
        bare,
        ends.opened[bare],
        ends.end[bare],
        np.full(len(bare), Status.NEW.value, dtype=np.int8),
        incidents["team"].fill_null(NO_TEAM).to_numpy()[bare],
        np.zeros(len(bare), dtype=np.int8),
    )
    order = np.argsort(np.concatenate([made.row, added.row]), kind="stable")
    return Walk(
        np.concatenate([made.row, added.row])[order],
        np.concatenate([made.begin, added.begin])[order],
        np.concatenate([made.end, added.end])[order],
        np.concatenate([made.status, added.status])[order],
        np.concatenate([made.team, added.team])[order],
        np.concatenate([made.reason, added.reason])[order],
    )


@dataclass(frozen=True, slots=True)
class Stops:
    """Stretches that the repair clock does not count, in order; ``at`` and ``seconds`` are on that clock.

    ``at`` is how long the repair clock had run since the opening when it stopped.
    """

    row: Rows
    begin: Seconds
    at: Seconds
    seconds: Seconds


def stands(walk: Walk, n: int, rules: Rules) -> Flags:
    """Which segments of the walks of ``n`` incidents the repair clock does not count."""
    still = np.zeros(len(walk.row), dtype=np.bool_)
    if not rules.count_pauses:
        still = (walk.status == Status.PAUSED) & _STOPS[walk.reason]
    if not rules.count_gaps:
        ended = walk.status >= Status.RESOLVED
        last_live = np.full(n, UNSET, dtype=np.int64)
        last_live[walk.row[~ended]] = walk.begin[~ended]  # in order, so the last one stays
        still |= ended & (walk.begin < last_live[walk.row])
    still &= walk.end > walk.begin
    return still


def stops(walk: Walk, ends: Ends, running_opened: Seconds, clock: RunningClock, rules: Rules | None = None) -> Stops:
    """Pauses whose reason stops the clock, and the time between a resolve and the reopening after it; by the rules.

    ``clock`` is that of the frame's incidents.
    """
    still = stands(walk, len(ends.opened), rules or Rules())
    row, begin = walk.row[still], walk.begin[still]
    since = clock.running(begin, row)
    seconds = clock.running(walk.end[still], row) - since
    return Stops(row, begin, since - running_opened[row] - _earlier(row, seconds), seconds)


def _earlier(row: Rows, seconds: Seconds) -> Seconds:
    """For each entry the sum of the entries before it in the same row; ``row`` ascends."""
    before = np.cumsum(seconds) - seconds
    if not len(row):
        return before
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = row[1:] != row[:-1]
    start = np.maximum.accumulate(np.where(first, np.arange(len(row)), 0))
    earlier: Seconds = before - before[start]
    return earlier


def waiting(walk: Walk, stops: Stops, running_opened: Seconds, clock: RunningClock) -> tuple[Seconds, Flags]:
    """Seconds on the repair clock before work begins, and where that can be told.

    A life of one segment is a dump without history, or logged when all was over: it does not tell when work began.
    """
    n = len(running_opened)
    begins = np.full(n, -UNSET, dtype=np.int64)
    working = np.flatnonzero(walk.status == Status.IN_WORK)[::-1]
    begins[walk.row[working]] = walk.begin[working]  # from the back, so the first one stays
    known = (begins != -UNSET) & (np.bincount(walk.row, minlength=n) > 1)
    before = stops.begin < begins[stops.row]
    stopped = summed(stops.row[before], stops.seconds[before], n)
    ran = clock.running(begins[known], np.flatnonzero(known))
    waited = np.zeros(n, dtype=np.int64)
    waited[known] = ran - running_opened[known] - stopped[known]
    return waited, known


def reopened_within(walk: Walk, n: int, seconds: int) -> Flags:
    """Which of the ``n`` incidents were reopened so soon (elapsed) after a resolve or close; cancelling is neither."""
    over = (walk.status == Status.RESOLVED) | (walk.status == Status.CLOSED)
    same = walk.row[1:] == walk.row[:-1]
    back = np.flatnonzero(over[:-1] & ~over[1:] & same) + 1  # the segment with which it lives again
    begins = np.flatnonzero(over[1:] & ~(over[:-1] & same)) + 1  # where a stretch of being over begins
    if len(over) and over[0]:
        begins = np.concatenate([[0], begins])
    since = walk.begin[begins[np.searchsorted(begins, back, side="right") - 1]] if len(back) else walk.begin[:0]
    soon = (walk.begin[back] - since <= seconds) & (walk.status[back] != Status.CANCELLED)
    return _any(walk.row[back[soon]], n)


@dataclass(frozen=True, slots=True)
class Ways:
    """Per incident: its route, its hand-overs from one team to another, and the side that held it at its end."""

    route: npt.NDArray[np.int8]
    hand_overs: npt.NDArray[np.int16]
    last_side: npt.NDArray[np.int8]


def ways(walk: Walk, frame: Frame, ends: Ends) -> Ways:
    """Routes as domain.routes names them. Bouncing and lying with nobody need no sides, so they come first."""
    n = len(ends.opened)
    side_of = np.full(2 + max((0, *frame.teams)), Side.UNKNOWN.value, dtype=np.int8)  # the last place is NO_TEAM's
    for key, team in frame.teams.items():
        side_of[key] = team.side.value
    sides = side_of[np.minimum(walk.team, len(side_of) - 1)]
    held = walk.team != NO_TEAM
    row, team, side = walk.row[held], walk.team[held], sides[held]
    moved = (row[1:] == row[:-1]) & (team[1:] != team[:-1])
    hand_overs = np.bincount(row[1:][moved], minlength=n)
    with_team = summed(row, (walk.end - walk.begin)[held], n)
    met = _met(row, side, n)
    # where no team was ever told, as in a dump without that column, nothing is known of who held it
    nobody = (met > 0) & ((ends.end - ends.opened) - with_team > with_team)
    route = _ROUTE_OF[met]
    route[nobody] = Route.NOBODY
    route[hand_overs >= BOUNCED_FROM] = Route.BOUNCED
    last_side = np.full(n, Side.UNKNOWN.value, dtype=np.int8)
    last_side[walk.row] = sides
    return Ways(route, hand_overs.astype(np.int16), last_side)


def _met(row: Rows, side: npt.NDArray[np.int8], n: int) -> npt.NDArray[np.uint8]:
    """Per incident a bit for each side that ever held it; ``row`` ascends."""
    found = np.zeros(n, dtype=np.uint8)
    if len(row):
        first = np.flatnonzero(np.concatenate([[True], row[1:] != row[:-1]]))
        found[row[first]] = np.bitwise_or.reduceat(_BIT_OF[side], first)
    return found


def _route_of(met: int) -> Route:
    ops, dev, unknown = (bool(met & 1 << side.value) for side in (Side.OPS, Side.DEV, Side.UNKNOWN))
    if unknown or not (ops or dev):
        return Route.UNKNOWN
    return Route.OPS_TO_DEV if ops and dev else Route.OPS_ONLY if ops else Route.DEV_ONLY


_BIT_OF: Final = np.array([1 << side for side in range(max(Side) + 1)], dtype=np.uint8)
_ROUTE_OF: Final = np.array([_route_of(met) for met in range(1 << len(_BIT_OF))], dtype=np.int8)


def _any(row: Rows, n: int) -> Flags:
    found = np.zeros(n, dtype=np.bool_)
    found[row] = True
    return found


def summed(row: Rows, values: Seconds, n: int) -> Seconds:
    """The sum of the values of each row, exact up to 2 to the 53."""
    total: Seconds = np.bincount(row, weights=values, minlength=n).astype(np.int64)
    return total
