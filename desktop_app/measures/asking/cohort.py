"""The incidents that one figure speaks of, cut by classification and route."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain import figures
from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.lives.ends import Flags, Seconds, instants, known_until
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.ordered import GROUPS, Times, by_route

FEW = figures.FEW

MOST_ESTIMATED = 0.10
"""Above this share of incidents closed without a resolve no claim is made."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How some incidents of the cohort stand; ``repairs`` of them were repaired."""

    n: int
    in_time: int
    missed: int
    open_past: int
    unknown: int
    repairs: int

    @property
    def told(self) -> int:
        """How many are known to be in time or not."""
        return self.n - self.unknown

    @property
    def claimable(self) -> bool:
        """Enough incidents for a share, and few enough that cannot be told."""
        return self.told >= FEW and self.unknown <= MOST_ESTIMATED * self.n

    @property
    def counted(self) -> int:
        """Of how many the share in time speaks: of those that are told; where it is bounds or a count, of all."""
        return self.told if self.claimable else self.n


@dataclass(frozen=True, slots=True)
class Part(Counts):
    """A part of the cohort. ``repaired`` and ``waiting`` (where it is known) are ascending seconds on the clock."""

    repaired: Seconds
    waiting: Seconds

    @property
    def summarised(self) -> bool:
        """Enough repaired incidents for a median or a mean, and few enough that were closed without a resolve."""
        closed = self.n - self.repairs - self.open_past
        return self.repairs >= FEW and closed <= MOST_ESTIMATED * (self.repairs + closed)


def _part(outcomes: npt.NDArray[np.int64], repaired: Seconds, waiting: Seconds) -> Part:
    """``outcomes`` are counts by Outcome."""
    return Part(
        int(outcomes.sum()),
        int(outcomes[Outcome.IN_TIME]),
        int(outcomes[Outcome.MISSED]),
        int(outcomes[Outcome.OPEN_PAST]),
        int(outcomes[Outcome.UNKNOWN]),
        len(repaired),
        repaired,
        waiting,
    )


NOTHING: Final = _part(np.zeros(len(Outcome), dtype=np.int64), *(np.zeros(0, dtype=np.int64) for _times in range(2)))
"""A part without incidents."""


def summed(parts: Sequence[Counts]) -> Counts:
    """All parts together."""
    return Counts(*(sum(getattr(part, f.name) for part in parts) for f in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Cohort:
    """``parts`` by classification and route group (only ALL while no team's side is known).

    ``wholes`` are by classification, ``judged`` is all that have a goal.

    ``means`` gives, per classification and side at the last resolve, how many were repaired and their seconds in all.
    ``left_out`` counts the excluded that would belong to it; ``not_due`` are not yet judged by this target set,
    ``before_goals``, opened in the period, never.
    """

    parts: Mapping[tuple[Classification, RouteGroup], Part]
    means: Mapping[tuple[Classification, Side], tuple[int, int]]
    wholes: Mapping[Classification, Part]
    judged: Counts
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


def cohort(
    measured: pl.DataFrame,
    frame: Frame,
    target_set: TargetSet,
    period: Period,
    kept: Flags | None = None,
    times: Times | None = None,
) -> Cohort:
    """The included incidents whose deadline lies in the period and has passed.

    Where a classification has no goal at all: those repaired in the period. ``kept`` is a filter's mask over the
    measured rows (None: all of them), ``times`` their times in order, if somebody holds them already.
    """
    goals = frozenset(c for c in Classification if target_set.newest(c) is not None)
    times = times or Times.of(measured["classification"], measured, frame)
    asked = _Asked(frame, period, goals)
    flags = measured.select(kept=asked.kept, waits=asked.waits, out=asked.out, before_goals=asked.before_goals)
    if kept is not None:
        flags = flags.select(pl.all() & pl.Series(kept))
    parts, wholes, means = _parts(measured, flags["kept"].to_numpy(), times)
    return Cohort(
        parts,
        means,
        wholes,
        summed([wholes[c] for c in goals]),
        goals,
        by_route(frame),
        _left_out(measured, np.flatnonzero(flags["out"].to_numpy()), frame, goals),
        int(flags["waits"].sum()),
        int(flags["before_goals"].sum()),
    )


class _Asked:
    """Which measured rows belong to the cohort, and which of the others are counted beside it, as expressions."""

    def __init__(self, frame: Frame, period: Period, goals: frozenset[Classification]) -> None:
        due, resolved = _inside("deadline_at", frame, period), _inside("resolved_at", frame, period)
        if not goals:
            goal, inside = pl.lit(value=False), resolved
        elif len(goals) == len(Classification):
            goal, inside = pl.lit(value=True), due
        else:
            goal = pl.col("classification").is_in([c.value for c in goals])
            inside = pl.when(goal).then(due).otherwise(resolved)
        included = pl.col("exclusion") == Exclusion.NONE.value
        cancelled = pl.col("status") == Status.CANCELLED.value
        outcome, ended = pl.col("outcome"), ~pl.col("open") & ~pl.col("estimated")
        bare = ~goal & (outcome == Outcome.UNKNOWN.value) & ended
        self.kept = included & inside & ((goal & (outcome != Outcome.NOT_DUE.value)) | bare)
        self.waits = included & ~cancelled & goal & inside & (outcome == Outcome.NOT_DUE.value)
        self.out = (~included | cancelled) & inside
        opened = _inside("opened_at", frame, period)
        self.before_goals = included & goal & opened & pl.col("deadline_at").is_null()


def _inside(column: str, frame: Frame, period: Period) -> pl.Expr:
    """True where there is an instant and it lies in the period."""
    start, end = period.instants(frame.zone)
    inside = pl.col(column).is_not_null()
    if start is not None:
        inside &= (pl.col(column) >= start).fill_null(value=False)
    if end is not None:
        inside &= (pl.col(column) < end).fill_null(value=False)
    return inside


Parts = dict[tuple[Classification, RouteGroup], Part]
Means = dict[tuple[Classification, Side], tuple[int, int]]


def _parts(measured: pl.DataFrame, kept: Flags, times: Times) -> tuple[Parts, dict[Classification, Part], Means]:
    """By classification and route group, by classification, and the means by classification and resolving side."""
    size = len(Outcome)
    key = times.code * np.uint8(size) + measured["outcome"].to_numpy().view(np.uint8)  # at most 124
    shape = (max(Classification) + 1, GROUPS, size)
    counts = np.bincount(key[kept], minlength=math.prod(shape)).reshape(shape)
    parts: Parts = {}
    wholes: dict[Classification, Part] = {}
    means: Means = {}
    for kind in Classification:
        repaired, waiting = times.repaired.cut(kind, kept), times.waiting.cut(kind, kept)
        wholes[kind] = _part(counts[kind].sum(axis=0), repaired.seconds, waiting.seconds)
        means |= {(kind, side): sums for side, sums in repaired.by_side().items()}
        for group in RouteGroup:
            if counts[kind, group].any():
                parts[kind, group] = _part(counts[kind, group], repaired.of(group), waiting.of(group))
    return parts, wholes, means


def _left_out(
    measured: pl.DataFrame, rows: npt.NDArray[np.int64], frame: Frame, goals: frozenset[Classification]
) -> dict[Exclusion, int]:
    """The excluded by reason, as far as their deadline has passed; cancelled by status alone counts as cancelled."""
    found = measured.select("exclusion", "source", "deadline_at", "classification", "seen_until")[rows]
    passed = instants(found["deadline_at"]) <= known_until(frame, found)
    has_goal = np.isin(found["classification"].to_numpy(), [c.value for c in goals])
    reason = found["exclusion"].to_numpy()[passed | ~has_goal]
    reason = np.where(reason == Exclusion.NONE, Exclusion.CANCELLED, reason)
    counts = np.bincount(reason, minlength=len(Exclusion))
    return {e: int(counts[e]) for e in Exclusion if counts[e]}
