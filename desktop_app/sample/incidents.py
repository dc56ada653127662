"""The story's incidents and the segments of their lives, in the columns that an import stores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, ReleaseRelated, Status
from desktop_app.domain.teams import Side
from desktop_app.sample.causes import OWNERS, Cause, Cure, allot, title
from desktop_app.sample.lives import Holder, Way
from desktop_app.sample.openings import Days, Seconds, opened, plain
from desktop_app.sample.story import DESK, OPERATIONS, TEAMS, Story
from desktop_app.sample.timing import Facts, Fates, Flags, Numbers, closed, fates

_GRAVE_BY_CURE: Mapping[Cure, float] = {Cure.OPS: 0.8, Cure.CODE: 1.5, Cure.SUPPLIER: 1.1}
_FIRST_TICKET = 10_001
_FIRST_CHANGE = 4_101


@dataclass(frozen=True, slots=True)
class SampleIncidents:
    """``incidents`` and ``segments`` have the columns of an import plan; ``as_of`` is the end, in UTC seconds."""

    incidents: pl.DataFrame
    segments: pl.DataFrame
    sides: Mapping[str, Side]
    as_of: int


def generate(story: Story, seed: int, today: date, zone: str) -> SampleIncidents:
    """Everything up to midnight at the beginning of ``today`` in the zone. The same for the same arguments."""
    random = np.random.default_rng(seed)
    days = Days.between(story.first_day(today), today, zone)
    causes, cause, facts = _facts(story, days, today, random)
    lived = fates(story, facts, days, days.instant(story.goal_day(today)), random)
    teams = _teams(causes, cause)
    segments = _segments(lived, facts, teams, days)
    last = segments.group_by("position", maintain_order=True).last()
    evenings = np.array([days.instant(day) for day in story.releases(today)])
    change = _FIRST_CHANGE + np.searchsorted(evenings, facts.opened) - 1
    incidents = _incidents(facts, lived, last, days, random).with_columns(
        title=pl.Series([title(causes[n], random) for n in cause], dtype=pl.String),
        system=pl.Series([causes[n].system for n in cause], dtype=pl.String),
        system_error=pl.Series([causes[n].name for n in cause], dtype=pl.String),
        digest=pl.Series([f"{seed:016x}{n:016x}" for n in range(facts.size)], dtype=pl.String),
        extra=pl.Series([
            json.dumps({"Caused by change": f"CHG{number:06}"}) if related else None
            for related, number in zip(facts.by_release, change, strict=True)
        ], dtype=pl.String),
    )  # fmt: skip
    return SampleIncidents(incidents, segments, {team.name: team.side for team in TEAMS}, days.end)


def _facts(
    story: Story, days: Days, today: date, random: np.random.Generator
) -> tuple[tuple[Cause, ...], Numbers, Facts]:
    """Openings, causes and classifications of the included and the excluded, oldest first."""
    allotted = allot(story)
    at, cause, by_release = opened(story, allotted, days, today, random)
    out = np.repeat(np.array(list(story.excluded), dtype=np.int8), list(story.excluded.values()))
    cure = np.array([int(each.cure) for each in allotted.causes])
    classification = np.empty(len(at), dtype=np.int64)
    for rows, counts in ((~by_release, story.others), (by_release, story.release)):
        classification[rows] = _classified(cure[cause[rows]], counts, random)
    at = np.concatenate([at, plain(len(out), days, random)])
    cause = np.concatenate([cause, random.choice(cause[~by_release], len(out))])
    classification = np.concatenate([classification, random.choice(classification, len(out))])
    by_release = np.concatenate([by_release, np.zeros(len(out), dtype=np.bool_)])
    exclusion = np.concatenate([np.full(len(at) - len(out), Exclusion.NONE, dtype=np.int8), out])
    order = np.argsort(at, kind="stable")
    facts = Facts(at[order], cure[cause[order]], classification[order], by_release[order], exclusion[order])
    return allotted.causes, cause[order], facts


def _classified(cure: Numbers, counts: tuple[int, int, int, int], random: np.random.Generator) -> Numbers:
    """Exactly so many of each classification; errors of the program are graver than others."""
    weight = np.array([_GRAVE_BY_CURE[Cure(each)] for each in range(len(Cure))])[cure]
    grave_first = np.argsort(random.exponential(1, len(cure)) / weight, kind="stable")
    grave = sum(counts[:2])
    kinds = np.repeat([int(c) for c in Classification], counts)
    kinds[:grave], kinds[grave:] = random.permutation(kinds[:grave]), random.permutation(kinds[grave:])
    found = np.empty(len(cure), dtype=np.int64)
    found[grave_first] = kinds
    return found


def _teams(causes: tuple[Cause, ...], cause: Numbers) -> npt.NDArray[np.object_]:
    """The team of each holder, per incident: a row of names, None for nobody."""
    dev = [team.name for team in TEAMS if team.side is Side.DEV]
    owners = [OWNERS[each.system] for each in causes]
    others = [dev[(dev.index(owner) + 1) % len(dev)] for owner in owners]
    names: dict[Holder, list[str | None]] = {
        Holder.NOBODY: [None] * len(causes), Holder.DESK: [DESK] * len(causes),
        Holder.OPERATIONS: [OPERATIONS] * len(causes), Holder.OWNER: list(owners), Holder.OTHER_DEV: list(others),
    }  # fmt: skip
    return np.array([names[holder] for holder in Holder], dtype=object).T[cause]


def _segments(lived: Fates, facts: Facts, teams: npt.NDArray[np.object_], days: Days) -> pl.DataFrame:
    """Each stage that began before the end; they follow each other from opened to the end without gaps."""
    stages, ends = lived.lives, lived.ends
    ends = np.where(lived.unresolved[:, None] & (ends == ends[:, -1:]), closed(lived, days)[0][:, None], ends)
    starts = np.concatenate([facts.opened[:, None], ends[:, :-1]], axis=1)
    row, stage = np.nonzero((stages.seconds > 0) & (starts < days.end))
    to_at = pl.Series(ends[row, stage], dtype=pl.Int64)
    lasts = pl.Series(lived.left_open[row] & (ends[row, stage] >= days.end))
    return pl.DataFrame({
        "position": pl.Series(row, dtype=pl.UInt32),
        "from_at": pl.Series(starts[row, stage], dtype=pl.Int64),
        "to_at": to_at.set(lasts, None),
        "status": pl.Series(stages.status[row, stage], dtype=pl.Int8),
        "team": pl.Series(teams[row, stages.holder[row, stage]].tolist(), dtype=pl.String),
        "pause_reason": pl.Series(stages.reason[row, stage], dtype=pl.Int8),
    })  # fmt: skip


def _incidents(facts: Facts, lived: Fates, last: pl.DataFrame, days: Days, random: np.random.Generator) -> pl.DataFrame:
    """Stamps and states; what a last segment says while the incident is open, its end otherwise."""
    cancelled = facts.exclusion == Exclusion.CANCELLED
    repaired = ~lived.left_open & ~lived.unresolved & ~cancelled
    closed_at, is_closed = closed(lived, days)
    is_closed |= lived.unresolved
    again = lived.lives.status == Status.RESOLVED
    first = np.where(again, lived.ends, -1).max(axis=1)
    reopened = again.any(axis=1)
    before = np.where(reopened, lived.ends[np.arange(facts.size), np.maximum(again.argmax(axis=1) - 1, 0)], lived.end)
    taken = lived.ends[:, 0]
    restored = facts.opened + ((lived.end - facts.opened) * random.uniform(0.08, 0.5, facts.size)).astype(np.int64)
    ducttaped = repaired & (lived.way == Way.DEV) & (first < 0) & (random.random(facts.size) < 0.45)
    status = np.select(
        [cancelled, lived.left_open, is_closed], [int(Status.CANCELLED), last["status"].to_numpy(), int(Status.CLOSED)],
        int(Status.RESOLVED),
    )  # fmt: skip
    reason = np.where(lived.left_open, last["pause_reason"].to_numpy(), 0)
    return pl.DataFrame({
        "position": pl.Series(range(facts.size), dtype=pl.UInt32),
        "ticket": [f"INC{_FIRST_TICKET + n:07}" for n in range(facts.size)],
        "title": pl.Series([None] * facts.size, dtype=pl.String),
        "classification": pl.Series(facts.classification, dtype=pl.Int8),
        "status": pl.Series(status, dtype=pl.Int8),
        "pause_reason": pl.Series(reason, dtype=pl.Int8),
        "team": last["team"],
        "opened_at": pl.Series(facts.opened, dtype=pl.Int64),
        "acknowledged_at": _known(taken, taken < days.end),
        "restored_at": _known(restored, ducttaped),
        "resolved_at": _known(lived.end, repaired),
        "first_resolved_at": _known(before, repaired),
        "closed_at": _known(np.where(cancelled, lived.end, closed_at), is_closed | cancelled),
        "release_related": pl.Series(
            np.where(facts.by_release, int(ReleaseRelated.YES), int(ReleaseRelated.NO)), dtype=pl.Int8
        ),
        "exclusion": pl.Series(facts.exclusion, dtype=pl.Int8),
        "reopens": pl.Series(reopened.astype(np.int16)),
        "incident_id": pl.Series([None] * facts.size, dtype=pl.Int64),
        "action": pl.Series(np.zeros(facts.size), dtype=pl.Int8),
    })  # fmt: skip


def _known(at: Seconds, known: Flags) -> pl.Series:
    """Instants, null where they are not known."""
    return pl.Series(at, dtype=pl.Int64).set(pl.Series(~known), None)
