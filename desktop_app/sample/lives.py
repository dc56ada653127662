"""How the made-up company works on an incident: the ways it takes from team to team, each stage with its share of time.

A way is a row of stages; a stage has a status, a holder, a reason to wait and a part of the whole repair time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.sample.causes import Cure

STAGES = 10
"""The most stages that a life has, a reopening included."""


class Holder(IntEnum):
    """Who holds a stage; which Dev team that is depends on the system."""

    NOBODY = 0
    DESK = 1
    OPERATIONS = 2
    OWNER = 3
    OTHER_DEV = 4


class Way(IntEnum):
    OPS = 0
    DEV = 1
    BOUNCED = 2
    NOBODY = 3


@dataclass(frozen=True, slots=True)
class Stage:
    status: Status
    holder: Holder
    share: float
    reason: PauseReason = PauseReason.NONE


@dataclass(frozen=True, slots=True)
class Path:
    """``weight`` among the paths of the same way; ``cures`` it is for; ``by_dev``: Dev resolves at its end."""

    way: Way
    weight: float
    stages: tuple[Stage, ...]
    cures: tuple[Cure, ...] = tuple(Cure)
    by_dev: bool = False


_A, _W, _P = Status.ASSIGNED, Status.IN_WORK, Status.PAUSED
_D, _O, _V, _X = Holder.DESK, Holder.OPERATIONS, Holder.OWNER, Holder.OTHER_DEV

PATHS: tuple[Path, ...] = (
    Path(Way.OPS, 38, (Stage(_A, _D, 0.18), Stage(_W, _D, 0.82))),
    Path(Way.OPS, 30, (Stage(_A, _D, 0.12), Stage(_W, _D, 0.2), Stage(_A, _O, 0.18), Stage(_W, _O, 0.5))),
    Path(Way.OPS, 18, (
        Stage(_A, _D, 0.1), Stage(_W, _D, 0.2), Stage(_P, _D, 0.5, PauseReason.USER), Stage(_W, _D, 0.2))),
    Path(Way.OPS, 60, (
        Stage(_A, _D, 0.08), Stage(_W, _D, 0.12), Stage(_A, _O, 0.1), Stage(_W, _O, 0.15),
        Stage(_P, _O, 0.4, PauseReason.SUPPLIER), Stage(_W, _O, 0.15)), cures=(Cure.SUPPLIER,)),
    Path(Way.OPS, 5, (
        Stage(_A, _D, 0.1), Stage(_W, _D, 0.2), Stage(_A, _O, 0.15), Stage(_W, _O, 0.15),
        Stage(_P, _O, 0.25, PauseReason.EVIDENCE), Stage(_W, _O, 0.15))),
    # Known to need a change of the program: straight into the developers' queue.
    Path(Way.DEV, 40, (Stage(_A, _D, 0.03), Stage(_A, _V, 0.66), Stage(_W, _V, 0.17), Stage(_W, _O, 0.14))),
    Path(Way.DEV, 16, (
        Stage(_A, _D, 0.03), Stage(_A, _V, 0.52), Stage(_W, _V, 0.15), Stage(_P, _V, 0.2, PauseReason.CHANGE),
        Stage(_W, _O, 0.1))),
    Path(Way.DEV, 14, (Stage(_A, _O, 0.04), Stage(_P, _V, 0.66, PauseReason.DEV), Stage(_W, _V, 0.16),
                       Stage(_W, _O, 0.14))),
    Path(Way.DEV, 22, (
        Stage(_A, _D, 0.03), Stage(_W, _D, 0.06), Stage(_A, _V, 0.6), Stage(_W, _V, 0.17), Stage(_W, _D, 0.14))),
    Path(Way.DEV, 60, (Stage(_A, _D, 0.04), Stage(_A, _V, 0.66), Stage(_W, _V, 0.3)), by_dev=True),
    Path(Way.DEV, 20, (Stage(_A, _V, 0.55), Stage(_W, _V, 0.45)), by_dev=True),
    Path(Way.BOUNCED, 60, (
        Stage(_A, _D, 0.03), Stage(_W, _D, 0.09), Stage(_A, _O, 0.08), Stage(_W, _O, 0.1), Stage(_A, _V, 0.35),
        Stage(_W, _V, 0.1), Stage(_A, _O, 0.1), Stage(_W, _O, 0.15))),
    Path(Way.BOUNCED, 40, (
        Stage(_A, _D, 0.02), Stage(_W, _D, 0.06), Stage(_A, _X, 0.3), Stage(_A, _D, 0.05), Stage(_A, _V, 0.3),
        Stage(_W, _V, 0.15), Stage(_W, _O, 0.12))),
    Path(Way.NOBODY, 1, (
        Stage(_A, _D, 0.03), Stage(Status.NEW, Holder.NOBODY, 0.68), Stage(_A, _O, 0.07), Stage(_W, _O, 0.22))),
)  # fmt: skip

# How often each way is taken, by what cures the incident: ops, dev, bounced, nobody.
WAYS: Mapping[Cure, tuple[float, float, float, float]] = {
    Cure.OPS: (0.935, 0.02, 0.02, 0.025),
    Cure.CODE: (0.70, 0.22, 0.055, 0.025),
    Cure.SUPPLIER: (0.92, 0.03, 0.03, 0.02),
}
AFTER_RELEASE = (0.50, 0.41, 0.07, 0.02)
GRAVE: Mapping[Way, float] = {Way.DEV: 1.35, Way.NOBODY: 0.3}
"""Critical and High go to the developers so much more often, and seldom lie with nobody."""


@dataclass(frozen=True)
class Lives:
    """One row per incident and STAGES columns; ``seconds`` of an absent stage is 0."""

    status: npt.NDArray[np.int8]
    holder: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int8]
    seconds: npt.NDArray[np.float64]


def paths(
    way: npt.NDArray[np.int64],
    cure: npt.NDArray[np.int64],
    by_dev: npt.NDArray[np.bool_],
    random: np.random.Generator,
) -> npt.NDArray[np.int64]:
    """Which of PATHS each incident takes, among those of its way, its cure, and of who resolves it."""
    taken = np.zeros(len(way), dtype=np.int64)
    for kind in Way:
        for sort in Cure:
            for ends_in_dev in (False, True):
                rows = np.flatnonzero((way == kind) & (cure == sort) & (by_dev == ends_in_dev))
                fit = [n for n, p in enumerate(PATHS) if p.way is kind and sort in p.cures and p.by_dev == ends_in_dev]
                if len(rows):
                    weights = np.array([PATHS[n].weight for n in fit])
                    taken[rows] = random.choice(fit, len(rows), p=weights / weights.sum())
    return taken


def lived(taken: npt.NDArray[np.int64], seconds: npt.NDArray[np.float64], random: np.random.Generator) -> Lives:
    """The stages of each incident, its repair time spread over them by their shares, more or less."""
    shape = (len(taken), STAGES)
    status, holder, reason = (np.zeros(shape, dtype=np.int8) for _each in range(3))
    shares = np.zeros(shape)
    for n, path in enumerate(PATHS):
        rows = taken == n
        for at, stage in enumerate(path.stages):
            status[rows, at], holder[rows, at], reason[rows, at] = stage.status, stage.holder, stage.reason
            shares[rows, at] = stage.share
    shares *= random.lognormal(0, 0.35, shape)
    return Lives(status, holder, reason, shares / shares.sum(axis=1, keepdims=True) * seconds[:, None])


def reopened(lives: Lives, rows: npt.NDArray[np.int64], random: np.random.Generator) -> None:
    """Add to these lives a resolve that did not hold: some days, at most three weeks, and work once more."""
    count = (lives.seconds[rows] > 0).sum(axis=1)
    last = count - 1
    gap = np.minimum(random.gamma(1.6, 1.6, len(rows)) * 86400 + 3600, 21 * 86400)
    for at, status, seconds in (
        (count, Status.RESOLVED, gap),
        (count + 1, Status.IN_WORK, lives.seconds[rows, last] * random.uniform(0.3, 0.9, len(rows))),
    ):
        lives.status[rows, at], lives.reason[rows, at] = status, PauseReason.NONE
        lives.holder[rows, at] = lives.holder[rows, last]
        lives.seconds[rows, at] = np.maximum(seconds, 60)
