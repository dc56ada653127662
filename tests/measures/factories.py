"""Small frames by hand, random ones by seed, and the words to speak of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.domain.teams import Side, Team
from desktop_app.measures.clock.clocks import ElapsedClock, RunningClock
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame, schema

HOUR, DAY = 3600, 86400
MONDAY = int(datetime(2026, 3, 2, 8, tzinfo=UTC).timestamp())
NOW = MONDAY + 365 * DAY
OPS, DEV, OTHER, UNSET = 1, 2, 3, 4
TEAMS = {
    OPS: Team(OPS, "Service desk", Side.OPS),
    DEV: Team(DEV, "Payments dev", Side.DEV),
    OTHER: Team(OTHER, "Facilities", Side.OTHER),
    UNSET: Team(UNSET, "Task force", Side.UNKNOWN),
    5: Team(5, "network", Side.OPS),
    6: Team(6, "Accounts dev", Side.DEV),
}
ELAPSED = ElapsedClock()

Segment = tuple[int, int | None, Status, int | None, PauseReason]


def at(hours: float) -> int:
    """Hours after the Monday on which everything begins."""
    return MONDAY + round(hours * HOUR)


def segment(
    start: float,
    end: float | None,
    status: Status = Status.IN_WORK,
    team: int | None = OPS,
    reason: PauseReason = PauseReason.NONE,
) -> Segment:
    return at(start), None if end is None else at(end), status, team, reason


def incident(
    opened: float = 0.0, resolved: float | None = None, closed: float | None = None, **values: Any
) -> dict[str, Any]:
    """An incident in hours after the Monday; ``segments`` may be among the values, and any column."""
    ended = resolved is not None or closed is not None
    return {
        "source": None,
        "ticket": "INC",
        "classification": Classification.MEDIUM.value,
        "status": (Status.RESOLVED if ended else Status.IN_WORK).value,
        "pause_reason": 0,
        "team": OPS,
        "opened_at": at(opened),
        "resolved_at": None if resolved is None else at(resolved),
        "closed_at": None if closed is None else at(closed),
        "release_related": 0,
        "exclusion": 0,
        "reopens": 0,
        "segments": (),
        **values,
    }


def frame(*incidents: dict[str, Any], now: int = NOW, **values: Any) -> Frame:
    """A frame of incidents numbered from 1."""
    rows = [
        {"changed_in": 1, **dict.fromkeys(set(INCIDENT_COLUMNS) - {"changed_in"}), **i, "id": n}
        for n, i in enumerate(incidents, 1)
    ]
    segments = [(row["id"], *s[:2], int(s[2]), s[3], int(s[4])) for row in rows for s in row["segments"]]
    table = pl.DataFrame([{c: row[c] for c in INCIDENT_COLUMNS} for row in rows], schema=schema(INCIDENT_COLUMNS))
    lives = pl.DataFrame(segments, schema=schema(SEGMENT_COLUMNS), orient="row")
    given = {
        "teams": TEAMS,
        "systems": {1: "Shop", 2: "ledger"},
        "system_errors": {},
        "sources": {1: "ServiceNow"},
        **values,
    }
    return Frame(1, table, lives, now=now, **given)


def targets(hours: float | Sequence[float | None] = 72.0, kind: TargetSetKind = TargetSetKind.SHARED) -> TargetSet:
    """One target in hours for all classifications, or one each; None for no target."""
    each = [hours] * 4 if isinstance(hours, int | float) else hours
    return TargetSet(
        1,
        "Shared goal",
        kind,
        tuple(Target(c, float(h), Unit.HOURS) for c, h in zip(Classification, each, strict=True) if h is not None),
    )


def measure(found: Frame, target_set: TargetSet | None = None, clock: RunningClock = ELAPSED) -> pl.DataFrame:
    return measured.against(found, measured.lives(found, clock), target_set or targets(), clock)


def only(found: Frame, target_set: TargetSet | None = None, clock: RunningClock = ELAPSED) -> dict[str, Any]:
    """The measured row of a frame with one incident."""
    return measure(found, target_set, clock).row(0, named=True)


def berlin() -> SupportCalendar:
    return SupportCalendar(zone="Europe/Berlin")


def random_incident(rng: random.Random) -> dict[str, Any]:
    """Any incident that a dump may hold: reopened, paused, without stamps or segments, stamped before its opening."""
    opened = rng.randrange(0, 60 * 24)
    segments, moment = [], float(opened)
    for _n in range(rng.choice((0, 1, 1, 2, 3, 5, 8))):
        until = moment + rng.choice((0, 1, 3, 10, 40, 200))
        status = Status(rng.choice((0, 1, 2, 2, 3, 3, 4)))
        reason = PauseReason(rng.randrange(8)) if status is Status.PAUSED else PauseReason.NONE
        segments.append(segment(moment, until, status, rng.choice((None, 1, 1, 2, 3, 4, 5, 6)), reason))
        moment = until
    lasts = rng.random() < 0.2
    if segments and lasts:
        segments[-1] = (segments[-1][0], None, *segments[-1][2:])
    resolved = closed = None
    ending = rng.random()
    if ending < 0.6:
        resolved = moment + rng.choice((0, 0, 0, 5, -3))
    if ending > 0.5 and not lasts:
        closed = moment + rng.choice((0, 30, 120, -50))
    made = incident(
        opened,
        resolved,
        closed,
        segments=segments,
        classification=rng.randrange(1, 5),
        exclusion=rng.choice((0, 0, 0, 0, 0, 0, 1, 2, 3)),
        source=rng.choice((None, 1)),
        team=rng.choice((None, 1, 2, 3, 4, 5, 6)),
        system=rng.choice((None, 1, 2)),
        ticket=f"INC{rng.randrange(1000):04}",
    )
    if rng.random() < 0.1:
        made["status"] = rng.choice((0, 2, 3, 5, 6))
    return made


def random_frame(seed: int, size: int) -> Frame:
    rng = random.Random(seed)
    made = [random_incident(rng) for _n in range(size)]
    return frame(*made, now=at(80 * 24), as_of={1: at(60 * 24)}, zone=rng.choice(("UTC", "Europe/Berlin")))


def excluded(reason: Exclusion) -> dict[str, Any]:
    return {"exclusion": reason.value}
