"""Real exports give the figures that were counted from them by other means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.exchange.files import holds, plan

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "tickets"
LEVELS = {"1 - Critical": 1, "2 - High": 2, "3 - Moderate": 3, "4 - Low": 4, "P1": 1, "P2": 2, "P3": 3, "P4": 4}
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared ticket dumps are not on this machine")


def hours(incidents: pl.DataFrame, end: str) -> pl.Series:
    ended = incidents.filter(pl.col(end).is_not_null())
    return (ended[end] - ended["opened_at"]) / 3600


def same(expected: dict[str, Any], found: pl.Series) -> None:
    assert found.len() == expected["n"]
    assert found.mean() == pytest.approx(expected["mean_h"], abs=0.011)
    assert found.median() == pytest.approx(expected["median_h"], abs=0.011)


@pytest.mark.parametrize(
    ("folder", "tool"),
    [
        ("uci_servicenow_6k", "ServiceNow"),
        ("uci_servicenow_full", "ServiceNow"),
        ("servicenow_92cols_xlsx", "ServiceNow"),
        ("itsm_synth_toby", "Ticket list"),
    ],
)
def test_a_dump_agrees_with_its_truth(folder: str, tool: str) -> None:
    truth = json.loads((DATA / folder / "truth.json").read_text(encoding="utf-8"))
    made = plan(DATA / folder / truth["file"])
    assert made.source == tool
    assert made.review.counts.read == made.review.counts.stored == truth["rows"]
    assert made.incidents.height == truth["distinct_incidents"]
    assert made.review.event_log == truth["event_log"]
    end = "closed_at" if "closed" in truth["resolved_col"] else "resolved_at"
    same(truth["hours_valid_all"], hours(made.incidents, end))
    for priority, expected in truth["hours_valid_by_priority"].items():
        same(expected, hours(made.incidents.filter(pl.col("classification") == LEVELS[priority]), end))
    if made.incidents.height < 3000:
        holds(made)


def test_the_sample_is_told_as_on_the_page() -> None:
    made = plan(DATA / "uci_servicenow_6k" / "incident_event_log.csv")
    assert made.review.sentence == "We recognised a ServiceNow event log: 890 incidents, 29 February to 2 March 2016"
    assert not made.review.questions
    assert "resolved_by" not in made.review.header
