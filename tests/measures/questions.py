"""Asking for a figure of a hand-made frame, and looking whether what it opens is what it counted."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import ELAPSED, targets


def ask(
    found: Frame,
    target_set: TargetSet | None = None,
    period: Period | None = None,
    base: IncidentFilter | None = None,
    clock: RunningClock = ELAPSED,
    **more: Any,
) -> Asked:
    """``base`` names the rules; what else is asked goes by name."""
    goals, base = target_set or targets(), base or IncidentFilter()
    lives = measured.lives(found, clock, base.rules)
    rows = measured.against(found, lives, goals, clock, base.rules)
    kept = None
    if base.conditions:
        kept = rows.select(filtering.expression(base, found)).to_series().to_numpy()
    return Asked(found, rows, lives, goals, clock, period or Period(), base, kept, **more)


def opened(asked: Asked, wanted: IncidentFilter | None) -> list[int]:
    """The ids of the incidents that a count leads to."""
    assert wanted is not None
    assert wanted.rules == asked.base.rules
    found: list[int] = filtering.selected(asked.measured, wanted, asked.frame)["id"].to_list()
    return found
