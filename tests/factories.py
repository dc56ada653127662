"""Made-up organisations for tests and benchmarks: plainly sample data, generated from a seed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Silent
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import imports as store

DAY = 86400
END = 1_767_225_600  # 1 January 2026, UTC: the newest stamp of every generated dump
TEAMS = {
    "Operations": Side.OPS,
    "Service desk": Side.OPS,
    "Network operations": Side.OPS,
    "Payments Dev": Side.DEV,
    "Portal Dev": Side.DEV,
}
SYSTEMS = tuple(f"System {n:02}" for n in range(1, 25))
ERRORS = tuple(f"System error {n:02}" for n in range(1, 61))
GOAL_HOURS = np.array([2, 4, 72, 120])
SHARES = (0.02, 0.06, 0.44, 0.48)


@dataclass(frozen=True)
class Dump:
    """What an import plan holds: incidents and segments, columns as ``exchange.plan`` makes them."""

    incidents: pl.DataFrame
    segments: pl.DataFrame


def dump(size: int, *, seed: int = 7, days: int = 540, open_share: float = 0.02) -> Dump:
    """``size`` incidents over ``days`` days with about 2.5 segments each: most repaired by Ops, some through Dev."""
    random = np.random.default_rng(seed)
    classification = random.choice(4, size, p=SHARES)
    opened = np.sort(END - random.integers(0, days * DAY, size))
    path = random.choice(4, size, p=(0.72, 0.18, 0.05, 0.05))  # ops only, ops to dev, bounced, nobody
    slowness = np.array([0.45, 2.6, 1.4, 1.1])[path]
    hours = GOAL_HOURS[classification] * slowness * random.lognormal(0, 0.9, size)
    length = np.maximum((hours * 3600).astype(np.int64), 60)
    still_open = (random.random(size) < open_share) | (opened + length > END)
    ended = np.where(still_open, END, opened + length)
    segments = _segments(random, path, opened, ended, still_open)
    last = segments.group_by("position", maintain_order=True).last()
    resolved = pl.Series(ended, dtype=pl.Int64).set(pl.Series(still_open), None)
    incidents = pl.DataFrame(
        {
            "position": pl.Series(range(size), dtype=pl.UInt32),
            "ticket": [f"INC{n:07}" for n in range(1, size + 1)],
            "title": [f"{ERRORS[e]} on {SYSTEMS[s]}" for e, s in zip(*_causes(random, size), strict=True)],
            "classification": pl.Series(classification + 1, dtype=pl.Int8),
            "status": pl.Series(np.where(still_open, last["status"].to_numpy(), Status.CLOSED), dtype=pl.Int8),
            "pause_reason": pl.Series(np.where(still_open, last["pause_reason"].to_numpy(), 0), dtype=pl.Int8),
            "team": last["team"],
            "system": pl.Series(SYSTEMS).gather(random.integers(0, len(SYSTEMS), size)),
            "system_error": pl.Series(ERRORS).gather(_skewed(random, len(ERRORS), size)),
            "opened_at": pl.Series(opened, dtype=pl.Int64),
            **{name: pl.Series([None] * size, dtype=pl.Int64) for name in ("acknowledged_at", "restored_at")},
            "resolved_at": resolved,
            "first_resolved_at": resolved,
            "closed_at": pl.Series(np.minimum(ended + 5 * DAY, END), dtype=pl.Int64).set(pl.Series(still_open), None),
            "release_related": pl.Series(1 + (random.random(size) < 0.07), dtype=pl.Int8),
            "exclusion": pl.Series(np.zeros(size), dtype=pl.Int8),
            "reopens": pl.Series(np.zeros(size), dtype=pl.Int16),
            "extra": pl.Series([None] * size, dtype=pl.String),
            "digest": [f"{n:032x}" for n in range(size)],
            "incident_id": pl.Series([None] * size, dtype=pl.Int64),
            "action": pl.Series(np.zeros(size), dtype=pl.Int8),
        }
    )
    return Dump(incidents, segments)


def _skewed(random: np.random.Generator, count: int, size: int) -> np.ndarray:
    """A few errors behind most incidents."""
    weights = 1 / np.arange(1, count + 1)
    return random.choice(count, size, p=weights / weights.sum())


def _causes(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    return _skewed(random, len(ERRORS), size), random.integers(0, len(SYSTEMS), size)


def _segments(
    random: np.random.Generator, path: np.ndarray, opened: np.ndarray, ended: np.ndarray, still_open: np.ndarray
) -> pl.DataFrame:
    """Per incident: a short time without work, then work, with hand-overs and pauses by its path."""
    size = len(path)
    ops = random.choice(["Operations", "Service desk", "Network operations"], size)
    dev = random.choice(["Payments Dev", "Portal Dev"], size)
    pauses = np.where(random.random(size) < 0.4, PauseReason.USER, PauseReason.DEV)
    plans = {  # (share of the life, status, team, pauses)
        0: ((0.08, Status.ASSIGNED, ops, False), (0.92, Status.IN_WORK, ops, False)),
        1: ((0.1, Status.IN_WORK, ops, False), (0.6, Status.PAUSED, dev, True), (0.3, Status.IN_WORK, dev, False)),
        2: (
            (0.2, Status.IN_WORK, ops, False),
            (0.3, Status.ASSIGNED, dev, False),
            (0.3, Status.ASSIGNED, ops, False),
            (0.2, Status.IN_WORK, dev, False),
        ),
        3: ((0.7, Status.NEW, None, False), (0.3, Status.IN_WORK, ops, False)),
    }
    parts = []
    for kind, plan in plans.items():
        mask = path == kind
        where, start, length = np.flatnonzero(mask), opened[mask], (ended - opened)[mask]
        done = np.zeros(len(where))
        for order, (share, status, team, paused) in enumerate(plan):
            from_at = start + (done * length).astype(np.int64)
            done = np.ones(len(where)) if order == len(plan) - 1 else done + share
            to_at = pl.Series(start + (done * length).astype(np.int64), dtype=pl.Int64)
            if order == len(plan) - 1:
                to_at = to_at.set(pl.Series(still_open[mask]), None)
            names = pl.Series([None] * len(where), dtype=pl.String) if team is None else pl.Series(team[mask])
            reason = pauses[mask] if paused else np.zeros(len(where))
            parts.append(
                pl.DataFrame(
                    {
                        "position": pl.Series(where, dtype=pl.UInt32),
                        "from_at": pl.Series(from_at, dtype=pl.Int64),
                        "to_at": to_at,
                        "status": pl.Series(np.full(len(where), status), dtype=pl.Int8),
                        "team": names,
                        "pause_reason": pl.Series(reason, dtype=pl.Int8),
                    }
                )
            )
    return pl.concat(parts).sort("position", "from_at", maintain_order=True)


def fill(workspace: Workspace, size: int, *, sides: bool = True, **how: float) -> None:
    """Import a generated dump into a workspace, in one step."""
    made = dump(size, **how)  # type: ignore[arg-type]
    with workspace.step("Import sample") as (_connection, step):
        store.commit(
            step,
            made.incidents,
            made.segments,
            source="Sample",
            sides=TEAMS if sides else {},
            as_of=END,
            run=store.Run("sample.csv", "0" * 64, int(time.time()), {}),
            progress=Silent(),
        )


def workspace_with(path: Path, size: int, *, sides: bool = True) -> Workspace:
    """A new workspace holding ``size`` generated incidents."""
    workspace = Workspace.create(path)
    if size:
        fill(workspace, size, sides=sides)
    return workspace
