"""Incidents that fall between the teams, by hand, with the article's targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.between.crack_kinds import Late
from tests.measures.factories import (
    NOW,
    frame,
    incident,
    segment,
    targets,
)  # fmt: skip
from tests.measures.questions import ask

ERRORS = {n: f"Error {n:02}" for n in range(1, 30)}
OPS_SET = targets((2, 4, 72, 120), TargetSetKind.OPS)
DEV_SET = targets((12, 15, 2160, 2160), TargetSetKind.DEV)
SHARED = targets((2, 4, 72, 120))
NOBODY = None


def lived(*stretches: tuple[float, int | None], is_open: bool = False, **values: Any) -> dict[str, Any]:
    """A Medium incident that lay with each team in turn for so many hours."""
    life, moment = [], 0.0
    for hours, team in stretches:
        life.append(segment(moment, moment + hours, team=team))
        moment += hours
    if is_open:
        life[-1] = (life[-1][0], None, *life[-1][2:])
    return incident(0, None if is_open else moment, segments=life, **{"team": stretches[-1][1], **values})


def asked_of(*incidents: dict[str, Any], now: int = NOW, **more: Any) -> Asked:
    found = frame(*incidents, now=now, system_errors=ERRORS)
    return ask(found, **{"target_set": SHARED, "ops": OPS_SET, "dev": DEV_SET, **more})


def kinds(found: Late) -> list[str]:
    flags = {"kept": found.kept, "one side": found.one_side, "neither": found.neither, "untold": found.untold}
    return [next(name for name, flag in flags.items() if flag[n]) for n in range(len(found.rows))]


def from_day(target_set: TargetSet, day: date) -> TargetSet:
    return replace(target_set, targets=tuple(replace(t, valid_from=day) for t in target_set.targets))
