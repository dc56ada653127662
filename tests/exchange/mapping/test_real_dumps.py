"""Real exports give the figures that were counted from them by other means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from desktop_app.domain.imports import Field
from desktop_app.exchange.mapping.plan import ImportPlan
from desktop_app.measures.lives.tickets import as_tickets
from tests.exchange.files import holds, plan

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "tickets"
LEVELS = {"1 - Critical": 1, "2 - High": 2, "3 - Moderate": 3, "4 - Low": 4, "P1": 1, "P2": 2, "P3": 3, "P4": 4}
TOOLS = {"servicenow": "ServiceNow", "uci": "ServiceNow", "glpi": "GLPI", "jira_cloud": "Jira"}  # by folder's beginning
LISTS = "Ticket list"
ASKED = ("jira_api_raw", "opsgenie_api_raw")  # answers of an interface: one JSON object per row
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared ticket dumps are not on this machine")


def hours(incidents: pl.DataFrame, end: str) -> pl.Series:
    ended = incidents.filter(pl.col(end).is_not_null())
    return (ended[end] - ended["opened_at"]) / 3600


def same(expected: dict[str, Any], found: pl.Series) -> None:
    assert found.len() == expected["n"]
    assert found.mean() == pytest.approx(expected["mean_h"], abs=0.011)
    assert found.median() == pytest.approx(expected["median_h"], abs=0.011)


def of_folder(folder: Path) -> ImportPlan:
    return plan(next(path for path in sorted(folder.iterdir()) if path.name not in ("README.md", "truth.json")))


def known(folder: Path, made: ImportPlan) -> bool:
    """Whether the dump is understood without help: its tool, its incidents and the columns that its truth names."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    columns = {column.column: column.field for column in made.review.columns}
    wanted = {
        "opened_col": {Field.OPENED},
        "resolved_col": {Field.RESOLVED, Field.CLOSED},
        "priority_col": {Field.PRIORITY},
    }
    tool = next((tool for begin, tool in TOOLS.items() if folder.name.startswith(begin)), LISTS)
    return (
        made.source == tool
        and not made.review.questions
        and made.incidents.height == truth["distinct_incidents"]
        and made.review.counts.read == truth["rows"]
        and made.review.event_log == truth["event_log"]
        and all(columns[truth[name]] in fields for name, fields in wanted.items() if truth.get(name))
    )


def test_the_dumps_are_recognised_without_help_and_the_others_asked_about() -> None:
    folders = sorted(folder for folder in DATA.iterdir() if folder.is_dir())
    plans = {folder: of_folder(folder) for folder in folders if folder.name != "uci_servicenow_full"}
    for made in plans.values():
        if made.incidents.height < 600:
            holds(made)
    asked = {folder.name for folder, made in plans.items() if made.review.questions}
    assert asked == set(ASKED)
    strange = [folder.name for folder, made in plans.items() if folder.name not in ASKED and not known(folder, made)]
    assert strange == []
    assert len(plans) - len(asked) >= 15


@pytest.mark.parametrize("name", ASKED)
def test_the_answers_of_an_interface_are_asked_about_with_the_reason(name: str) -> None:
    review = of_folder(DATA / name).review
    assert [question.name for question in review.questions] == ["fields", "fields"]
    assert any("JSON" in note for note in review.notes)
    assert "data" not in review.header or "displayName" not in str(review.first_rows)


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
    found = as_tickets(made.incidents.with_columns(id="position", source=0))
    assert found.height == truth["distinct_incidents"]
    assert made.review.event_log == truth["event_log"]
    end = "closed_at" if "closed" in truth["resolved_col"] else "resolved_at"
    same(truth["hours_valid_all"], hours(found, end))
    for priority, expected in truth["hours_valid_by_priority"].items():
        same(expected, hours(found.filter(pl.col("classification") == LEVELS[priority]), end))


def test_the_sample_is_told_as_on_the_page() -> None:
    made = plan(DATA / "uci_servicenow_6k" / "incident_event_log.csv")
    assert made.review.sentence == "We recognised a ServiceNow event log: 890 incidents, 29 February to 2 March 2016"
    assert not made.review.questions
    assert "resolved_by" not in made.review.header


def test_a_log_of_cases_begins_with_its_first_event_and_says_what_is_missing() -> None:
    made = of_folder(DATA / "helpdesk_italy_flat")
    assert made.incidents["resolved_at"].null_count() == made.incidents.height
    assert any(note.startswith("MTTR cannot be computed from this export") for note in made.review.notes)
