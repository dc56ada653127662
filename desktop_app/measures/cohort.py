"""The incidents that one figure speaks of, cut by classification and route."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, Route, RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.ends import UNSET, Flags, Seconds, instants, known_until
from desktop_app.measures.frame import Frame

FEW = 10
"""Below this many incidents there are counts and no shares, medians or comparisons."""

MOST_ESTIMATED = 0.10
"""Above this share of incidents closed without a resolve no claim is made."""

_GROUPS = len(RouteGroup)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cohort. ``repaired`` and ``waiting`` (where it is known) are ascending seconds on the clock."""

    n: int
    in_time: int
    missed: int
    open_past: int
    unknown: int
    repaired: Seconds
    waiting: Seconds

    @property
    def told(self) -> int:
        """How many are known to be in time or not."""
        return self.n - self.unknown

    @property
    def claimable(self) -> bool:
        """Enough incidents for a share, and few enough that cannot be told."""
        return self.told >= FEW and self.unknown <= MOST_ESTIMATED * self.n

    @property
    def summarised(self) -> bool:
        """Enough repaired incidents for a median or a mean."""
        return len(self.repaired) >= FEW


def joined(parts: list[Part]) -> Part:
    """Several parts as one."""
    return Part(
        sum(p.n for p in parts),
        sum(p.in_time for p in parts),
        sum(p.missed for p in parts),
        sum(p.open_past for p in parts),
        sum(p.unknown for p in parts),
        _merged([p.repaired for p in parts]),
        _merged([p.waiting for p in parts]),
    )


def _merged(ascending: list[Seconds]) -> Seconds:
    # A stable sort finds the runs that are in order already and only merges them.
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *ascending]), kind="stable")


@dataclass(frozen=True, slots=True)
class Cohort:
    """``parts`` by classification and route group (only ALL while no team's side is known).

    ``wholes`` are by classification, ``judged`` is all that have a goal.

    ``means`` gives, per classification and side at the last resolve, how many were repaired and their seconds in all.
    ``left_out`` counts the excluded that would belong to it; ``not_due`` and ``before_goals`` are not yet, or never,
    judged by this target set.
    """

    parts: Mapping[tuple[Classification, RouteGroup], Part]
    means: Mapping[tuple[Classification, Side], tuple[int, int]]
    wholes: Mapping[Classification, Part]
    judged: Part
    goals: frozenset[Classification]
    by_route: bool
    left_out: Mapping[Exclusion, int]
    not_due: int
    before_goals: int

    def of(self, classification: Classification) -> Part:
        return self.wholes[classification]

    @property
    def n(self) -> int:
        return sum(part.n for part in self.parts.values())


def cohort(measured: pl.DataFrame, frame: Frame, target_set: TargetSet, period: Period) -> Cohort:
    """The included incidents whose deadline lies in the period and has passed.

    Where a classification has no goal at all: those repaired in the period.
    """
    goals = frozenset(c for c in Classification if target_set.newest(c) is not None)
    sides = {team.side for team in frame.teams.values()}
    by_route = {Side.OPS, Side.DEV} <= sides
    kind = measured["classification"].to_numpy()
    has_goal = np.isin(kind, [c.value for c in goals])
    outcome = measured["outcome"].to_numpy()
    included = measured["exclusion"].to_numpy() == Exclusion.NONE
    cancelled = measured["status"].to_numpy() == Status.CANCELLED
    deadline = instants(measured["deadline_at"])
    inside = np.where(
        has_goal, _inside(deadline, frame, period), _inside(instants(measured["resolved_at"]), frame, period)
    )
    ended = ~measured["open"].to_numpy() & ~measured["estimated"].to_numpy()
    judged = np.where(has_goal, outcome != Outcome.NOT_DUE, (outcome == Outcome.UNKNOWN) & ended)
    kept = included & inside & judged
    waits = included & ~cancelled & has_goal & inside & (outcome == Outcome.NOT_DUE)
    parts = _parts(measured, np.flatnonzero(kept), by_route=by_route)
    wholes = {c: joined([part for (kind, _group), part in parts.items() if kind is c]) for c in Classification}
    return Cohort(
        parts,
        _means(measured, kept & ended),
        wholes,
        joined([wholes[c] for c in goals]),
        goals,
        by_route,
        _left_out(measured, (~included | cancelled) & inside, frame, has_goal),
        int(waits.sum()),
        int((included & has_goal & (deadline == UNSET)).sum()),
    )


def _inside(at: Seconds, frame: Frame, period: Period) -> Flags:
    start, end = period.instants(frame.zone)
    inside: Flags = at != UNSET
    if start is not None:
        inside &= at >= start
    if end is not None:
        inside &= at < end
    return inside


def _parts(
    measured: pl.DataFrame, rows: npt.NDArray[np.int64], *, by_route: bool
) -> dict[tuple[Classification, RouteGroup], Part]:
    group_of = np.zeros(len(Route), dtype=np.uint8)
    for group in RouteGroup if by_route else ():
        if group is not RouteGroup.ALL:
            group_of[[route.value for route in group.routes]] = group.value
    kind, route = measured["classification"].to_numpy()[rows], measured["route"].to_numpy()[rows]
    code = kind.astype(np.uint8) * _GROUPS + group_of[route]
    order = np.argsort(code, kind="stable")
    rows = rows[order]
    outcome = measured["outcome"].to_numpy()[rows]
    ended = ~(measured["open"].to_numpy()[rows] | measured["estimated"].to_numpy()[rows])
    repair = instants(measured["repair_s"])[rows]
    waiting = instants(measured["waiting_s"])[rows]
    codes, starts = np.unique(code[order], return_index=True)
    stops = np.append(starts[1:], len(rows))[: len(codes)]
    parts = {}
    for at, begin, end in zip(codes, starts, stops, strict=True):
        cut = slice(int(begin), int(end))
        key = (Classification(int(at) // _GROUPS), RouteGroup(int(at) % _GROUPS))
        parts[key] = _part(outcome[cut], repair[cut][ended[cut]], waiting[cut])
    return parts


def _part(outcome: npt.NDArray[np.int8], repaired: Seconds, waiting: Seconds) -> Part:
    counts = np.bincount(outcome, minlength=len(Outcome))
    return Part(
        len(outcome),
        int(counts[Outcome.IN_TIME]),
        int(counts[Outcome.MISSED]),
        int(counts[Outcome.OPEN_PAST]),
        int(counts[Outcome.UNKNOWN]),
        _ascending(repaired),
        _ascending(waiting[waiting != UNSET]),
    )


def _ascending(seconds: Seconds) -> Seconds:
    if len(seconds) and int(seconds.max()) < 2**31:  # below 68 years: half as wide, sorted in half the time
        return np.sort(seconds.astype(np.int32)).astype(np.int64)
    return np.sort(seconds)


def _means(measured: pl.DataFrame, repaired: Flags) -> dict[tuple[Classification, Side], tuple[int, int]]:
    sums = (
        measured.lazy()
        .select("classification", "resolved_side", "repair_s")
        .filter(pl.Series(repaired))
        .group_by("classification", "resolved_side")
        .agg(pl.len().alias("n"), pl.col("repair_s").sum())
        .collect()
    )
    return {(Classification(kind), Side(side)): (n, total) for kind, side, total, n in _rows(sums)}


def _rows(sums: pl.DataFrame) -> list[tuple[Any, ...]]:
    return sums.select("classification", "resolved_side", "repair_s", "n").rows()


def _left_out(measured: pl.DataFrame, out: Flags, frame: Frame, has_goal: Flags) -> dict[Exclusion, int]:
    """The excluded by reason, as far as their deadline has passed; cancelled by status alone counts as cancelled."""
    rows = np.flatnonzero(out)
    found = measured.select("exclusion", "source", "deadline_at")[rows]
    passed = instants(found["deadline_at"]) <= known_until(frame, found)
    reason = found["exclusion"].to_numpy()[passed | ~has_goal[rows]]
    reason = np.where(reason == Exclusion.NONE, Exclusion.CANCELLED, reason)
    counts = np.bincount(reason, minlength=len(Exclusion))
    return {e: int(counts[e]) for e in Exclusion if counts[e]}
