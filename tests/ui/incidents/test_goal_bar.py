"""Where the goal's mark stands on a life with pauses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.domain.incidents import PauseReason
from desktop_app.services.incident_details import SegmentLine
from desktop_app.ui.incidents.goal_bar import goal_at

AT = datetime(2026, 1, 1, tzinfo=UTC)
USER, DEV = PauseReason.USER.label, PauseReason.DEV.label


def line(seconds: float, label: str = "In work", *, waiting: bool = False) -> SegmentLine:
    return SegmentLine(label, "Operations", AT, seconds, waiting, stops=label == USER, nobody=False, lasting=False)


@pytest.mark.parametrize(
    ("segments", "goal", "at"),
    [
        ([line(100)], 40, 40),
        ([line(100)], 140, 140),
        ([line(10), line(50, USER, waiting=True), line(40)], 20, 70),
        ([line(10), line(50, DEV, waiting=True), line(40)], 20, 20),
        ([line(10), line(50, USER, waiting=True)], 20, 70),
    ],
)
def test_the_mark_skips_what_stops_the_clock(segments: list[SegmentLine], goal: float, at: float) -> None:
    assert goal_at(segments, goal) == at
