"""The story as a frame, without a database between."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.targets import TargetSet, article_targets
from desktop_app.domain.teams import Team
from desktop_app.measures.clock.clocks import ElapsedClock
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame, schema
from desktop_app.sample.incidents import SampleIncidents, generate
from desktop_app.sample.story import Story

STORY = Story()
ZONE = "Europe/Berlin"
TODAY = date(2026, 11, 24)


@cache
def sample(seed: int = 11, today: date = TODAY, zone: str = ZONE) -> SampleIncidents:
    return generate(STORY, seed, today, zone)


def frame_of(made: SampleIncidents, zone: str = ZONE) -> Frame:
    """Names become keys, as storing them would do."""
    teams = {n: Team(n, name, side) for n, (name, side) in enumerate(made.sides.items(), 1)}
    keys = {
        "team": {team.name: team.id for team in teams.values()},
        "system": _numbered(made.incidents["system"]),
        "system_error": _numbered(made.incidents["system_error"]),
    }
    incidents = made.incidents.with_columns(
        *(pl.col(name).replace_strict(known, default=None, return_dtype=pl.Int32) for name, known in keys.items()),
        id=pl.col("position").cast(pl.Int64) + 1,
        changed_in=pl.lit(1, pl.Int64),
        source=pl.lit(1, pl.Int32),
        fix=pl.lit(0, pl.Int8),
        first_classification=pl.lit(None, pl.Int8),
        seen_until=pl.lit(None, pl.Int64),
    ).select(pl.col(name).cast(kind) for name, kind in schema(INCIDENT_COLUMNS).items())
    segments = made.segments.with_columns(
        pl.col("team").replace_strict(keys["team"], default=None, return_dtype=pl.Int32),
        incident=pl.col("position").cast(pl.Int64) + 1,
    ).select(pl.col(name).cast(kind) for name, kind in schema(SEGMENT_COLUMNS).items())
    return Frame(
        1, incidents, segments, teams,
        {n: name for name, n in keys["system"].items()}, {n: name for name, n in keys["system_error"].items()},
        {1: "Demo"}, {1: made.as_of}, now=made.as_of, zone=zone,
    )  # fmt: skip


def _numbered(names: pl.Series) -> dict[str, int]:
    return {name: n for n, name in enumerate(names.unique().sort().to_list(), 1)}


def target_set(kind: str) -> TargetSet:
    """The article's targets of the Ops, the Dev or the shared column."""
    for n, (name, found, targets) in enumerate(article_targets(), 1):
        if found.value == kind:
            return TargetSet(n, name, found, tuple(targets))
    raise LookupError(kind)


def measured_sample(kind: str = "shared", seed: int = 11, today: date = TODAY) -> pl.DataFrame:
    """The story's incidents against one column of the article's targets, as if it had always held."""
    frame, clock = frame_of(sample(seed, today)), ElapsedClock()
    return measured.against(frame, measured.lives(frame, clock), target_set(kind), clock)
