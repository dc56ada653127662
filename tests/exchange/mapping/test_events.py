"""A ticket's history becomes segments that tile its life."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.exchange.mapping.plan import ImportPlan
from tests.exchange.files import at, holds, plan_here, text_file, tickets

LOG = (
    "number",
    "opened_at",
    "sys_updated_at",
    "incident_state",
    "assignment_group",
    "resolved_at",
    "closed_at",
    "reopen_count",
)
OPEN = "2026-03-02 08:00"


def log(
    folder: Path, *rows: tuple[str, str, str, str], resolved: str = "", closed: str = "", header: tuple[str, ...] = LOG
) -> ImportPlan:
    """Rows of INC1 as (updated, state, team, reopened); a second ticket makes it a history."""
    lines = [
        ("INC1", OPEN, f"2026-03-02 {time}", state, team, resolved, closed, again) for time, state, team, again in rows
    ]
    other = [("INC2", OPEN, f"2026-03-02 0{n}:00", "New", "A", "", "", "0") for n in (8, 9)]
    made = plan_here(text_file(folder, tickets(*[row[: len(header)] for row in lines + other], header=header)))
    holds(made)
    return made


def life(made: ImportPlan) -> list[tuple[str, str, str | None, PauseReason]]:
    """Segments of INC1 as (from, state, team, reason) with clock times."""
    rows = made.segments.filter(pl.col("position") == 0).rows(named=True)
    clock = [
        f"{(row['from_at'] - at('2026-03-02 00:00')) // 60 // 60:02}:{row['from_at'] // 60 % 60:02}" for row in rows
    ]
    return [
        (time, Status(row["status"]).name, row["team"], PauseReason(row["pause_reason"]))
        for time, row in zip(clock, rows, strict=True)
    ]


def test_each_change_of_state_or_team_begins_a_segment(tmp_path: Path) -> None:
    made = log(
        tmp_path, ("08:05", "New", "A", "0"), ("09:00", "Active", "A", "0"), ("09:30", "Active", "A", "0"),
        ("10:00", "Active", "B", "0"), ("11:00", "Awaiting User Info", "B", "0"), ("12:00", "Resolved", "B", "0"),
        resolved="2026-03-02 12:00", closed="2026-03-02 18:00",
    )  # fmt: skip
    assert made.review.event_log
    assert life(made) == [
        ("08:00", "NEW", "A", PauseReason.NONE), ("09:00", "IN_WORK", "A", PauseReason.NONE),
        ("10:00", "IN_WORK", "B", PauseReason.NONE), ("11:00", "PAUSED", "B", PauseReason.USER),
        ("12:00", "RESOLVED", "B", PauseReason.NONE),
    ]  # fmt: skip
    assert made.segments.filter(pl.col("position") == 0)["to_at"].to_list()[-1] == at("2026-03-02 18:00")


def test_a_resolve_before_the_stamp_without_a_reopening_is_no_gap(tmp_path: Path) -> None:
    made = log(
        tmp_path, ("08:05", "New", "A", "0"), ("09:00", "Active", "A", "0"), ("10:00", "Resolved", "A", "0"),
        resolved="2026-03-02 11:30",
    )  # fmt: skip
    assert [(time, state) for time, state, *_rest in life(made)] == [
        ("08:00", "NEW"),
        ("09:00", "IN_WORK"),
        ("11:30", "RESOLVED"),
    ]


def test_a_reopened_incident_keeps_its_first_resolve_and_the_gap(tmp_path: Path) -> None:
    made = log(
        tmp_path, ("08:05", "Active", "A", "0"), ("10:00", "Resolved", "A", "0"), ("12:00", "Active", "A", "1"),
        ("14:00", "Resolved", "A", "1"), resolved="2026-03-02 14:00",
    )  # fmt: skip
    row = made.incidents.row(0, named=True)
    assert row["first_resolved_at"] == at("2026-03-02 10:00")
    assert row["resolved_at"] == at("2026-03-02 14:00")
    assert row["reopens"] == 1
    assert [(time, state) for time, state, *_rest in life(made)] == [
        ("08:00", "IN_WORK"), ("10:00", "RESOLVED"), ("12:00", "IN_WORK"), ("14:00", "RESOLVED"),
    ]  # fmt: skip


def test_a_reopened_incident_that_is_still_open_has_no_resolve(tmp_path: Path) -> None:
    made = log(
        tmp_path, ("08:05", "Active", "A", "0"), ("10:00", "Resolved", "A", "0"), ("12:00", "Active", "A", "0"),
        resolved="2026-03-02 10:00",
    )  # fmt: skip
    row = made.incidents.row(0, named=True)
    assert (row["resolved_at"], row["first_resolved_at"]) == (None, at("2026-03-02 10:00"))
    assert row["status"] == Status.IN_WORK
    assert row["reopens"] == 1


def test_without_a_resolved_column_the_history_tells_the_end(tmp_path: Path) -> None:
    made = log(
        tmp_path,
        ("08:05", "Active", "A", "0"),
        ("10:00", "Resolved", "A", "0"),
        ("12:00", "Closed", "A", "0"),
        header=LOG[:5],
    )
    row = made.incidents.row(0, named=True)
    assert row["resolved_at"] == at("2026-03-02 10:00")
    assert row["closed_at"] == at("2026-03-02 12:00")


def test_events_out_of_order_or_before_the_opening_are_put_right_and_told(tmp_path: Path) -> None:
    made = log(tmp_path, ("09:00", "Active", "B", "0"), ("07:00", "New", "A", "0"), resolved="2026-03-02 11:00")
    assert [(time, team) for time, _state, team, _reason in life(made)] == [
        ("08:00", "A"),
        ("09:00", "B"),
        ("11:00", "B"),
    ]
    assert any("older than its ticket's opening" in note for note in made.review.notes)
    assert any("put in order" in note for note in made.review.notes)


def test_an_unknown_state_keeps_the_one_before(tmp_path: Path) -> None:
    made = log(tmp_path, ("08:05", "Active", "A", "0"), ("09:00", "-100", "A", "0"), resolved="2026-03-02 11:00")
    assert [state for _time, state, *_rest in life(made)] == ["IN_WORK", "RESOLVED"]


def test_an_event_without_a_readable_stamp_is_refused(tmp_path: Path) -> None:
    made = log(tmp_path, ("08:05", "Active", "A", "0"), ("25:00", "Active", "B", "0"))
    assert [(one.row, one.column) for one in made.review.refusals] == [(3, "sys_updated_at")]


STATES = st.sampled_from(["New", "Active", "Awaiting Vendor", "Resolved", "Closed", "Cancelled", "-100"])
TIMES = st.integers(6, 22).map(lambda hour: f"{hour:02}:00")
ROWS = st.lists(
    st.tuples(TIMES, STATES, st.sampled_from(["A", "B", ""]), st.sampled_from(["0", "1"])), min_size=1, max_size=7
)
ENDS = st.sampled_from(["", "2026-03-02 08:00", "2026-03-02 12:00", "2026-03-02 21:00"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, resolved=ENDS, closed=ENDS)
def test_whatever_the_history_the_segments_tile_it(
    tmp_path: Path, rows: list[tuple[str, str, str, str]], resolved: str, closed: str
) -> None:
    made = log(tmp_path, *rows, resolved=resolved, closed=closed)
    assert made.incidents.height == 2
