"""Audits, changelogs and plain logs of cases become incidents with their segments, as snapshots do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import Field, ImportAnswers, Meaning
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.exchange.columns.recognition import persons_among
from desktop_app.exchange.mapping.held import TICKETS, Held
from desktop_app.exchange.mapping.plan import ImportPlan, build
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW
from tests.exchange.files import NOW, at, holds, plan_here, text_file, tickets

AUDIT = ("documentkey", "tablename", "fieldname", "oldvalue", "newvalue", "sys_created_on")
CHANGELOG = ("Issue key", "Author", "Created", "Field", "From", "To")
VINST = ("SR Number", "Change Date+Time", "Status", "Sub Status", "Involved ST", "SR Latest Impact", "Product")
CASES = ("Case ID", "Activity", "Complete Timestamp")
Life = list[tuple[str, Status, str | None, PauseReason]]


def made_of(
    folder: Path, header: Sequence[str], *rows: Sequence[str], answers: ImportAnswers | None = None
) -> ImportPlan:
    made = plan_here(text_file(folder, tickets(*rows, header=header)), answers)
    holds(made)
    return made


def life(made: ImportPlan, ticket: str) -> Life:
    """Segments of a ticket, all of 2 March 2026, as (clock, state, team, reason)."""
    position = made.incidents.row(by_predicate=pl.col("ticket") == ticket, named=True)["position"]
    rows = made.segments.filter(pl.col("position") == position).rows(named=True)
    return [
        (f"{row['from_at'] // 3600 % 24:02}:{row['from_at'] // 60 % 60:02}", Status(row["status"]), row["team"],
         PauseReason(row["pause_reason"]))
        for row in rows
    ]  # fmt: skip


def audit(folder: Path, *rows: tuple[str, str, str, str, str]) -> ImportPlan:
    """Rows as (ticket, clock, field, old, new)."""
    cells = [(ticket, "incident", field, old, new, f"2026-03-02 {time}:00") for ticket, time, field, old, new in rows]
    return made_of(folder, AUDIT, *cells)


def test_an_audit_of_changed_fields_becomes_incidents_with_segments(tmp_path: Path) -> None:
    made = audit(
        tmp_path,
        ("a1", "09:00", "state", "1", "2"),
        ("a1", "09:30", "assignment_group", "Desk", "Network"),
        ("a1", "10:00", "priority", "3", "1"),
        ("a1", "10:30", "state", "2", "3"),
        ("a1", "10:30", "hold_reason", "", "Awaiting Vendor"),
        ("a1", "11:00", "state", "3", "2"),
        ("a1", "12:00", "state", "2", "6"),
        ("a1", "18:00", "state", "6", "7"),
        ("a2", "13:00", "short_description", "", "Mail is down"),
    )
    assert made.source == "ServiceNow audit"
    assert made.review.event_log
    assert life(made, "a1") == [
        ("09:00", Status.IN_WORK, "Desk", PauseReason.NONE),  # the team before its first change is the old value
        ("09:30", Status.IN_WORK, "Network", PauseReason.NONE),
        ("10:30", Status.PAUSED, "Network", PauseReason.SUPPLIER),
        ("11:00", Status.IN_WORK, "Network", PauseReason.NONE),
        ("12:00", Status.RESOLVED, "Network", PauseReason.NONE),
    ]
    first, second = made.incidents.rows(named=True)
    assert (first["resolved_at"], first["closed_at"]) == (at("2026-03-02 12:00"), at("2026-03-02 18:00"))
    assert first["classification"] == Classification.CRITICAL
    assert (second["title"], second["status"]) == ("Mail is down", Status.NEW)
    assert "No column holds the date of opening: each incident begins with its first event." in made.review.notes


def test_rows_of_an_audit_may_stand_in_any_order(tmp_path: Path) -> None:
    rows = (
        ("a1", "09:00", "state", "1", "2"), ("a1", "10:00", "assignment_group", "A", "B"),
        ("a1", "11:00", "assignment_group", "B", "C"), ("a1", "12:00", "state", "2", "6"),
    )  # fmt: skip
    assert life(audit(tmp_path, *rows), "a1") == life(audit(tmp_path, *reversed(rows)), "a1")


def test_a_field_that_was_emptied_is_empty(tmp_path: Path) -> None:
    made = audit(
        tmp_path, ("a1", "09:00", "assignment_group", "A", "B"), ("a1", "10:00", "assignment_group", "B", ""),
        ("a1", "11:00", "state", "1", "2"),
    )  # fmt: skip
    assert [team for _time, _state, team, _reason in life(made, "a1")] == ["B", None, None]


def test_a_changelog_of_jira_becomes_incidents_with_segments(tmp_path: Path) -> None:
    rows = [
        ("OPS-1", "Ann", "02/Mar/26 9:00 AM", "status", "To Do", "In Progress"),
        ("OPS-1", "Ann", "02/Mar/26 9:05 AM", "assignee", "Bob", "Ann"),
        ("OPS-1", "Ann", "02/Mar/26 11:05 AM", "status", "In Progress", "Waiting for customer"),
        ("OPS-1", "Ann", "02/Mar/26 12:05 PM", "status", "Waiting for customer", "In Progress"),
        ("OPS-1", "Ann", "02/Mar/26 1:05 PM", "status", "In Progress", "Done"),
        ("OPS-1", "Ann", "02/Mar/26 1:05 PM", "resolution", "", "Done"),
        ("OPS-2", "Ann", "13/Mar/26 1:05 PM", "Component", "", "Mail"),
    ]
    made = made_of(tmp_path, CHANGELOG, *rows)
    assert made.source == "Jira changelog"
    assert life(made, "OPS-1") == [
        ("09:00", Status.IN_WORK, None, PauseReason.NONE),
        ("11:05", Status.PAUSED, None, PauseReason.USER),
        ("12:05", Status.IN_WORK, None, PauseReason.NONE),
        ("13:05", Status.RESOLVED, None, PauseReason.NONE),
    ]
    assert made.incidents["system"].to_list() == [None, "Mail"]
    shown = str(made.review.first_rows) + str(made.incidents.rows())
    assert "Ann" not in shown
    assert "Bob" not in shown


def test_a_changelog_may_say_when_its_issue_was_created(tmp_path: Path) -> None:
    header = ("Issue key", "Issue created", "Created", "Field", "From", "To")
    made = made_of(
        tmp_path, header,
        ("OPS-1", "2026-03-01 08:00", "2026-03-02 09:00", "status", "To Do", "In Progress"),
        ("OPS-1", "2026-03-01 08:00", "2026-03-02 10:00", "status", "In Progress", "Done"),
    )  # fmt: skip
    row = made.incidents.row(0, named=True)
    assert (row["opened_at"], row["resolved_at"]) == (at("2026-03-01 08:00"), at("2026-03-02 10:00"))


def test_from_is_a_sender_everywhere_but_in_a_changelog() -> None:
    assert persons_among(["Ticket Number", "From", "Subject"]) == {"From"}
    assert persons_among(list(CHANGELOG)) == {"Author"}


def test_vinst_says_its_state_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ("1-36", "2026-03-02T09:00:00+01:00", "Accepted", "In Progress", "V30", "Medium", "PROD1"),
        ("1-36", "2026-03-02T10:00:00+01:00", "Queued", "Awaiting Assignment", "V5 3rd", "Medium", "PROD1"),
        ("1-36", "2026-03-02T11:00:00+01:00", "Accepted", "Wait - Customer", "V5 3rd", "Medium", "PROD1"),
        ("1-36", "2026-03-02T12:00:00+01:00", "Completed", "Resolved", "V30", "High", "PROD1"),
        ("1-36", "2026-03-02T14:00:00+01:00", "Completed", "Closed", "V30", "High", "PROD1"),
    ]
    made = made_of(tmp_path, VINST, *rows)
    assert made.source == "Volvo VINST"
    assert life(made, "1-36") == [
        ("08:00", Status.IN_WORK, "V30", PauseReason.NONE),
        ("09:00", Status.NEW, "V5 3rd", PauseReason.NONE),
        ("10:00", Status.PAUSED, "V5 3rd", PauseReason.USER),
        ("11:00", Status.RESOLVED, "V30", PauseReason.NONE),
    ]
    assert made.incidents["closed_at"].to_list() == [at("2026-03-02 13:00")]


def test_a_log_of_cases_ends_only_where_an_activity_says_so(tmp_path: Path) -> None:
    rows = [
        ("c1", "Assign seriousness", "2026-03-02 08:00"),
        ("c1", "Take in charge ticket", "2026-03-02 09:00"),
        ("c1", "Wait", "2026-03-02 10:00"),
        ("c1", "Resolve ticket", "2026-03-02 12:00"),
        ("c2", "Assign seriousness", "2026-03-02 09:00"),
        ("c2", "Take in charge ticket", "2026-03-02 09:30"),
    ]
    made = made_of(tmp_path, CASES, *rows)
    assert made.incidents["opened_at"].to_list() == [at("2026-03-02 08:00"), at("2026-03-02 09:00")]
    assert made.incidents["resolved_at"].to_list() == [at("2026-03-02 12:00"), None]
    assert not any(note.startswith("MTTR cannot") for note in made.review.notes)


def test_a_log_of_numbered_activities_says_which_answer_is_missing(tmp_path: Path) -> None:
    rows = [("1", "1", "2026-03-02 08:00"), ("1", "6", "2026-03-02 09:00"), ("2", "1", "2026-03-02 08:00")]
    made = made_of(tmp_path, CASES, *rows)
    assert made.incidents["resolved_at"].to_list() == [None, None]  # 6 is ServiceNow's number, not this log's
    assert any("no value of Activity is known to end an incident" in note for note in made.review.notes)
    answered = made_of(tmp_path, CASES, *rows, answers=ImportAnswers(states={"6": Meaning(Status.RESOLVED)}))
    assert answered.incidents["resolved_at"].to_list() == [at("2026-03-02 09:00"), None]
    assert {state.value: state.meaning for state in answered.review.states}["6"] == Meaning(Status.RESOLVED)


def test_a_list_with_an_activity_is_a_list_and_keeps_it(tmp_path: Path) -> None:
    made = made_of(tmp_path, ("Number", "Activity", "Opened"), ("INC1", "x", "2026-03-02"), ("INC2", "y", "2026-03-02"))
    assert not made.review.event_log
    assert made.incidents["extra"].to_list() == ['{"Activity":"x"}', '{"Activity":"y"}']


@pytest.mark.parametrize("header", [AUDIT, CASES])
def test_a_longer_log_changes_only_the_tickets_with_new_rows(tmp_path: Path, header: tuple[str, ...]) -> None:
    def row(ticket: str, time: str, state: str) -> tuple[str, ...]:
        if header is CASES:
            return ticket, state, f"2026-03-02 {time}"
        return ticket, "incident", "state", "", state, f"2026-03-02 {time}"

    first = [row("a", "08:00", "Active"), row("a", "09:00", "Resolved"), row("b", "08:00", "Active"),
             row("b", "08:30", "On hold")]  # fmt: skip
    before = made_of(tmp_path, header, *first)
    stored = before.incidents.select(
        "ticket", pl.col("position").cast(pl.Int64).alias("incident_id"), "digest", open=pl.lit(value=True)
    ).select(*TICKETS)
    raw = raw_of(header, [*first, row("b", "10:00", "Resolved"), row("c", "10:00", "Active"), row("c", "11:00", "New")])
    after = build(raw, ImportAnswers(), Held(tickets=lambda _source: stored), NOW)
    counts = after.review.counts
    assert (counts.same, counts.changed, counts.new) == (1, 1, 1)
    again = build(raw_of(header, first), ImportAnswers(), Held(tickets=lambda _source: stored), NOW)
    assert again.review.counts.same == 2


def raw_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> RawTable:
    cells = pl.DataFrame([pl.Series(ROW, range(2, len(rows) + 2), dtype=pl.UInt32)]).with_columns(
        pl.Series(name, [row[place] or None for row in rows], dtype=pl.String) for place, name in enumerate(header)
    )
    return RawTable(Path("log.csv"), cells, tuple(header), 1, ())


def test_every_kind_of_change_keeps_its_column_in_the_review(tmp_path: Path) -> None:
    made = audit(tmp_path, ("a1", "09:00", "state", "1", "2"), ("a1", "10:00", "state", "2", "6"))
    fields = {column.column: column.field for column in made.review.columns}
    assert fields["fieldname"] is Field.CHANGED_FIELD
    assert fields["newvalue"] is Field.NEW_VALUE
    assert set(fields) == set(AUDIT)


CHANGES = st.tuples(
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["state", "assignment_group", "priority", "hold_reason", "cmdb_ci"]),
    st.sampled_from(["", "1", "2", "3", "6", "7", "8", "Awaiting User Info"]),
    st.sampled_from(["", "1", "2", "3", "6", "7", "8", "-100"]),
    st.integers(6, 20).map(lambda hour: f"2026-03-02 {hour:02}:00"),
)


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(CHANGES, min_size=1, max_size=14))
def test_whatever_an_audit_says_the_segments_tile_each_life(changes: list[tuple[str, str, str, str, str]]) -> None:
    rows = [(ticket, "incident", field, old, new, time) for ticket, field, old, new, time in changes]
    made = build(raw_of(AUDIT, rows), ImportAnswers(), Held(), NOW)
    holds(made)
    first: dict[str, str] = {}
    for ticket, *_rest, time in rows:
        first[ticket] = min(first.get(ticket, time), time)
    opened = dict(made.incidents.select("ticket", "opened_at").rows())
    assert opened == {ticket: at(time) for ticket, time in first.items()}
