"""A table that we exported and import again: in an empty workspace it is the same table, in its own nothing changes."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import ImportAnswers, Policy
from desktop_app.domain.incidents import Exclusion, Fix, IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.services.imports import PreparedImport
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import journal
from desktop_app.storage.dump import logical_dump
from desktop_app.storage.import_lookups import existing
from tests import factories

BERLIN = "Europe/Berlin"
WORKED_OUT = ("Goal", "Route", "Repair time (h)", "Waited (h)", "Age (h)")
WORDS = [*"=+-@'\"; ,|a1<&#\\", "\n", "＝", "ä", "日", "🙂", "\u200b", "none", "n/a", "Ops"]
NASTY = st.lists(st.sampled_from(WORDS), max_size=6).map("".join).map(str.strip)
NAMES = st.sampled_from(["", "Ops", "=Dev", "'@x", "none", "n/a", "1234", "2026-01-01", "Søren & Co", "ops "]).map(
    str.strip
)
BEGAN = int(datetime(2025, 10, 25, 22, tzinfo=UTC).timestamp())


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The incidents of an exported file without what is worked out, by the titles of its columns."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = [row[:-1] for row in csv.reader(file)]
    else:
        head, *rows = (list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True))  # type: ignore[misc]
    return [{name: cell for name, cell in zip(head, row, strict=True) if name not in WORKED_OUT} for row in rows]


def opened(folder: Path, name: str, zone: str = BERLIN) -> Services:
    return Services.over(Workspace.create(folder / f"{name}.secondway", zone))


def taken_in(services: Services, path: Path, answers: ImportAnswers | None = None) -> PreparedImport:
    prepared = services.imports.prepare(path, answers or ImportAnswers())
    assert prepared.review.refusals == ()
    assert prepared.review.questions == ()
    services.imports.commit(prepared)
    return prepared


def stored(services: Services, incidents: list[dict[str, Any]]) -> None:
    """Incidents as any use of the program could have left them, each with one segment."""
    with services.workspace.step("Made up") as (connection, step):
        ids: dict[tuple[str, str], int] = {}

        def of(table: str, name: str) -> int | None:
            if not name:
                return None
            if (table, name) not in ids:
                more = {"side": 0} if table == "team" else {}
                ids[table, name] = step.insert(table, {"name": name, **more})
            return ids[table, name]

        for one in incidents:
            values = {key: value for key, value in one.items() if key not in ("source", "team", "system", "error")}
            incident = step.insert(
                "incident",
                {
                    **values,
                    "source_id": of("source", one["source"]),
                    "team_id": of("team", one["team"]),
                    "system_id": of("system", one["system"]),
                    "system_error_id": of("system_error", one["error"]),
                },
            )
            segment = {"incident_id": incident, "from_at": one["opened_at"], "to_at": one["resolved_at"], "status": 0}
            step.insert("segment", {**segment, "pause_reason": 0})
        assert journal.newest_step(connection)


@st.composite
def incident(draw: st.DrawFn) -> dict[str, Any]:
    at = BEGAN + draw(st.integers(0, 4 * 3600))  # over the hour that Berlin's clock shows twice
    status = draw(st.sampled_from(Status))
    ended = at + draw(st.integers(0, 4 * 3600)) if status.ended else None
    return {
        "source": draw(st.sampled_from(["", "ServiceNow", "Jira"])),
        "ticket": draw(st.sampled_from(["=4", "5", "0006", "INC 7 ", *(f"INC{n}" for n in range(12))])).strip(),
        "title": draw(NASTY),
        "classification": int(draw(st.sampled_from(Classification))),
        "status": int(status),
        "pause_reason": int(draw(st.sampled_from(PauseReason))) if status is Status.PAUSED else 0,
        "team": draw(NAMES),
        "system": draw(NAMES),
        "error": draw(NAMES),
        "opened_at": at,
        "acknowledged_at": draw(st.none() | st.just(at + 60)),
        "restored_at": draw(st.none() | st.just(at + 120)),
        "resolved_at": ended,
        "first_resolved_at": ended,
        "closed_at": draw(st.none() | st.just((ended or at) + 300)) if status.ended else None,
        "release_related": int(draw(st.sampled_from(ReleaseRelated))),
        "exclusion": int(draw(st.sampled_from(Exclusion))),
        "reopens": draw(st.integers(0, 3)),
        "workaround": draw(st.none() | NASTY.filter(bool)),
        "fix": int(draw(st.sampled_from(Fix))),
        "fix_note": draw(st.none() | NASTY.filter(bool)),
    }


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(incident(), min_size=12, max_size=40, unique_by=lambda one: (one["source"], one["ticket"])))
def test_any_table_that_we_export_comes_back_equal(suffix: str, incidents: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = opened(folder, "first"), opened(folder, "second", "UTC")
        stored(first, incidents)
        one, two = folder / f"one.{suffix}", folder / f"two.{suffix}"
        first.exports.incidents(View(sort="ticket"), one)
        prepared = taken_in(second, one)
        assert prepared.review.counts.new == len(incidents)
        second.exports.incidents(View(sort="ticket"), two)
        key = lambda row: [str(cell) for cell in row.values()]  # noqa: E731
        assert sorted(rows_of(one), key=key) == sorted(rows_of(two), key=key)
        before = said(first)
        again = taken_in(first, one)
        assert again.review.counts.same == len(incidents)
        assert said(first) == before
        first.close()
        second.close()


def said(services: Services) -> list[str]:
    """Everything that is stored but the note that something was imported, and with which answers."""
    with services.workspace.database.read() as connection:
        lines = logical_dump(connection).splitlines()
    return [line for line in lines if not line.startswith(("import_run", "import_profile"))]


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Incidents with lives of several segments, and one by hand whose repair was told."""
    made = opened(tmp_path, "team")
    factories.fill(made.workspace, 40)
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
    made.incidents.log(IncidentForm("By hand", opened_at=began, team="Operations"))
    return made


def edited(path: Path, change: Callable[[dict[str, str]], None], drop: tuple[str, ...] = ()) -> Path:
    """A csv of ours after somebody worked in it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        change(row)
    kept = [name for name in rows[0] if name not in drop]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def lives(services: Services) -> list[str]:
    return [line for line in said(services) if line.startswith("segment")]


def test_what_somebody_edits_in_the_table_changes_and_lives_stay(services: Services, tmp_path: Path) -> None:
    path, before = tmp_path / "all.csv", lives(services)
    services.exports.incidents(View(), path)

    def regraded(row: dict[str, str]) -> None:
        if row["Incident"] in ("INC0000001", "SW-1"):
            row.update({"Classification": "Critical", "Title": "Regraded", "Fix": "Permanent fix"})

    review = taken_in(services, edited(path, regraded)).review
    assert (review.counts.changed, review.counts.same, review.counts.new) == (2, 39, 0)
    assert review.changed_fields == {"title": 2, "classification": 2}
    assert lives(services) == before
    services.exports.incidents(View(), path)
    rows = {row["Incident"]: row for row in rows_of(path)}
    assert [rows[ticket]["Title"] for ticket in ("INC0000001", "SW-1")] == ["Regraded", "Regraded"]
    assert rows["INC0000001"]["Fix"] == "Permanent fix"
    assert {rows[ticket]["Source (Second Way, Europe/Berlin)"] for ticket in rows} == {"", "Sample"}


def test_columns_that_the_table_lacks_stay_as_they_are(services: Services, tmp_path: Path) -> None:
    path, before = tmp_path / "few.csv", said(services)
    services.exports.incidents(View(), path, columns=("title",))
    assert taken_in(services, path).review.counts.same == 41
    assert said(services) == before

    def renamed(row: dict[str, str]) -> None:
        row["Title"] = "Another title"

    assert taken_in(services, edited(path, renamed, drop=("Resolved", "Repair time (h)"))).review.counts.changed == 41
    assert [line for line in said(services) if not line.startswith("incident")] == [
        line for line in before if not line.startswith("incident")
    ]
    services.exports.incidents(View(), path)
    rows = rows_of(path)
    assert {row["Title"] for row in rows} == {"Another title"}
    assert len({row["Classification"] for row in rows}) > 1, "it did not become the usual one"
    assert len({row["Team"] for row in rows}) > 1


def test_an_end_that_is_written_into_the_table_ends_the_incident(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    services.exports.incidents(View(), path)

    def ended(row: dict[str, str]) -> None:
        if row["Incident"] == "SW-1":
            row.update({"Status": "Resolved", "Resolved": (datetime.now(UTC) - timedelta(hours=1)).isoformat()})

    assert taken_in(services, edited(path, ended)).review.counts.changed == 1
    found = services.incidents.open_list(View(sort="ticket"))
    by_hand = next(row for row in found.page(0, 50) if row.ticket == "SW-1")
    assert (by_hand.status, by_hand.open, by_hand.source) == (Status.RESOLVED, False, "")
    assert by_hand.repair_s == pytest.approx(47 * 3600, abs=60)


def test_with_the_policy_to_skip_nothing_that_is_stored_changes(services: Services, tmp_path: Path) -> None:
    path, before = tmp_path / "all.csv", said(services)
    services.exports.incidents(View(), path)

    def renamed(row: dict[str, str]) -> None:
        row["Title"] = "Another title"

    review = taken_in(services, edited(path, renamed), ImportAnswers(policy=Policy.SKIP)).review
    assert (review.counts.changed, review.counts.new) == (0, 0)
    assert said(services) == before


def test_a_dump_of_the_tool_that_says_the_same_again_leaves_alone_what_was_edited_in_between(
    services: Services, tmp_path: Path
) -> None:
    """The table of ours is no word of the tool: what the tool said last is still known."""
    path = tmp_path / "all.csv"
    services.exports.incidents(View(), path)

    def renamed(row: dict[str, str]) -> None:
        row["Title"] = "Another title"

    with services.workspace.database.read() as connection:
        before = existing(connection, "Sample").sort("ticket")
    taken_in(services, edited(path, renamed))
    with services.workspace.database.read() as connection:
        assert existing(connection, "Sample").sort("ticket").equals(before)


def test_the_zone_of_the_file_counts_and_becomes_that_of_a_new_workspace(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    services.exports.incidents(View(), path)
    other = opened(tmp_path, "other", "Asia/Tokyo")
    prepared = taken_in(other, path, ImportAnswers(time_zone="Asia/Tokyo"))
    assert prepared.review.time_zone == BERLIN
    assert prepared.review.sentence.startswith("We recognised a Second Way list: 41 incidents")
    assert other.workspace.zone == BERLIN
    assert [line for line in rows_of(path) if line["Opened"] is None] == []


def test_a_table_of_another_tool_with_some_of_our_titles_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Incident,Opened,Source,Goal\nINC1,2026-01-05 10:00,phone,5 d\nINC2,2026-01-06 10:00,mail,2 d\n")
    services = opened(tmp_path, "other")
    review = services.imports.prepare(path, ImportAnswers()).review
    assert "Second Way" not in review.sentence
    assert [column.column for column in review.columns] == ["Incident", "Opened", "Source", "Goal"]
