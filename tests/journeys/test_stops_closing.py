"""A team that stops closing its hard three in ten: the usual mean falls, and the sentence beside it says why."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, drop, press, rest

DAYS, STOPS = 300, 200
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE = Period.parse("2026-04-11..2026-07-19")
AFTER = Period.parse("2026-07-20..2026-10-27")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Four tickets a day, three in ten of them hard: a month instead of a day. From the 200th day these stay open."""
    random = np.random.default_rng(30)
    path = tmp_path / "tickets.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Number", "Opened", "Resolved", "Priority", "State", "Assignment group"])
        for n in range(4 * DAYS):
            came, hard = n / 4, n * 3 % 10 < 3
            ended = came + random.lognormal(3.3 if hard else -0.3, 0.5)
            open_ = ended >= DAYS or (hard and ended > STOPS)
            opened, resolved = ((BEGIN + timedelta(days=each)).strftime("%Y-%m-%d %H:%M:%S") for each in (came, ended))
            line = [
                f"INC{n:06}",
                opened,
                "" if open_ else resolved,
                "4 - Low",
                "Open" if open_ else "Closed",
                "Service desk",
            ]
            out.writerow(line)
    return path


def test_the_mean_that_flatters_and_the_share_that_does_not_stand_side_by_side(
    qtbot: QtBot, window: MainWindow, dump: Path
) -> None:
    drop(window, dump)
    press(qtbot, window, "Import 1,200 incidents")
    press(qtbot, window, "See the Targets page")
    rest(qtbot, window)
    before, after = (_mean(window, period) for period in (BEFORE, AFTER))
    assert before.values["mean_h"] > 8 * 24
    assert after.values["mean_h"] < 2 * 24, "the usual figure says that repair became several times quicker"

    window.scope_bar.set_period(AFTER)
    targets = window.pages.targets
    targets.head.tabs.setCurrentIndex(3)
    targets.more.show_entry("mttr")
    rest(qtbot, window)
    qtbot.waitUntil(lambda: targets.more.main.figure == after, timeout=LONG)
    shown = targets.more.main.figure
    assert shown is not None
    share = after.values["due"]["share"]  # type: ignore[index]
    assert 0.6 < share < 0.75
    assert f"{share * 100:.0f} % of" in targets.head.header.answer, "the headline of the page counts the open ones"
    assert "are still open past it" in targets.head.header.answer
    words = f"while the open incidents went from {after.values['open_at_begin']} to {after.values['open_at_end']}"
    assert words in shown.note
    assert "what is not closed is in no mean" in shown.note


def _mean(window: MainWindow, period: Period) -> Figure:
    return window.services.measures.figure("mttr", IncidentFilter(), period)
