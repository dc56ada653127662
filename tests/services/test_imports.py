"""A dump goes in as one step, comes again without duplicates, and is taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.imports import DateOrder, ImportAnswers
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Silent
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.storage.dump import logical_dump
from tests.services.conftest import SAMPLE

HEADER = "Number,Opened,Resolved,Closed,Priority,State,Assignment group,Short description\n"


def _csv(path: Path, *lines: str) -> Path:
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _import(services: Services, path: Path, answers: ImportAnswers | None = None) -> str:
    prepared = services.imports.prepare(path, answers or ImportAnswers())
    return services.imports.commit(prepared).message


def test_the_sample_is_recognised_stored_and_taken_back(services: Services) -> None:
    before = _dump(services)
    prepared = services.imports.prepare(SAMPLE, ImportAnswers())
    assert prepared.review.sentence.startswith("We recognised a ServiceNow event log: 890 incidents")
    counts = prepared.review.counts
    assert (counts.read, counts.stored + counts.skipped + counts.refused) == (5998, 5998)
    assert services.incidents.open_list(View()).of == 0, "a dry run stores nothing"
    changes = services.imports.commit(prepared)
    assert changes.message == "890 incidents imported"
    assert services.incidents.open_list(View()).of == 890
    (run,) = services.imports.runs()
    assert (run.file_name, run.counts.new, run.undone) == ("servicenow_event_log.zip", 890, False)
    services.imports.undo(run.step)
    assert services.imports.runs()[0].undone
    assert _dump(services) == before


def test_the_same_file_again_changes_nothing(services: Services) -> None:
    _import(services, SAMPLE)
    counts = services.imports.prepare(SAMPLE, ImportAnswers()).review.counts
    assert (counts.new, counts.changed, counts.same) == (0, 0, 890)


def test_a_newer_dump_updates_what_changed_and_keeps_what_was_edited_on_undo(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    open_line = "INC1,2026-01-05 08:00:00,,,1 - Critical,In Progress,Operations,Mail down"
    other = "INC2,2026-01-06 08:00:00,2026-01-06 09:00:00,,4 - Low,Resolved,Portal Dev,Typo"
    _import(services, _csv(path, open_line, other))
    done = open_line.replace(",,,", ",2026-01-05 10:00:00,,").replace("In Progress", "Resolved")
    changed = services.imports.prepare(_csv(path, done, other), ImportAnswers()).review.counts
    assert (changed.new, changed.changed, changed.same) == (0, 1, 1)
    _import(services, path)
    found = services.incidents.open_list(View(sort="ticket"))
    first = services.incidents.detail(found.page(0, 1)[0].id)
    assert first.incident.resolved_at is not None
    services.incidents.edit(first.incident.id, replace(first.form, title="Mail was down"), first.incident.changed_in)
    message = services.imports.undo(services.imports.runs()[0].step).message
    assert "kept" in message
    assert services.incidents.detail(first.incident.id).incident.title == "Mail was down"


def test_sides_proposed_from_names_are_set_with_the_import(services: Services, tmp_path: Path) -> None:
    path = _csv(
        tmp_path / "list.csv",
        "INC1,2026-01-05 08:00:00,2026-01-05 09:00:00,,P1,Resolved,Operations,a",
        "INC2,2026-01-05 08:00:00,2026-01-05 09:00:00,,P1,Resolved,Portal Dev,b",
        "INC3,2026-01-05 08:00:00,2026-01-05 09:00:00,,P1,Resolved,Group 9,c",
    )
    _import(services, path, ImportAnswers(sides={"Group 9": Side.OTHER}))
    assert {line.name: line.side for line in services.teams.teams()} == {
        "Operations": Side.OPS,
        "Portal Dev": Side.DEV,
        "Group 9": Side.OTHER,
    }


def test_a_zone_decides_what_a_bare_stamp_means(services: Services, tmp_path: Path) -> None:
    path = _csv(tmp_path / "list.csv", "INC1,2026-01-05 08:00:00,,,P1,New,Operations,a")
    _import(services, path, ImportAnswers(time_zone="Europe/Berlin"))
    row = services.incidents.open_list(View()).page(0, 1)[0]
    assert row.opened_at.isoformat() == "2026-01-05T08:00:00+01:00", "the zone confirmed first is the workspace's"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "empty"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.xlsx"),
        ("list.csv", b"Number,Priority\nINC1,1\n", "date of opening"),
    ],
)
def test_a_file_that_is_no_ticket_list_ends_in_one_sentence(
    services: Services, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    before = _dump(services)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        services.imports.commit(services.imports.prepare(tmp_path / name, ImportAnswers()))
    assert _dump(services) == before


def test_a_file_that_is_not_there_is_named(services: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere\.csv"):
        services.imports.prepare(tmp_path / "nowhere.csv", ImportAnswers())


def test_an_unknown_zone_is_refused(services: Services) -> None:
    with pytest.raises(Refused, match="Mars/Olympus"):
        services.imports.prepare(SAMPLE, ImportAnswers(time_zone="Mars/Olympus"))


def test_a_cancelled_commit_stores_nothing(services: Services) -> None:
    before = _dump(services)
    prepared = services.imports.prepare(SAMPLE, ImportAnswers())
    with pytest.raises(Cancelled):
        services.imports.commit(prepared, Silent(stop=lambda: True))
    assert _dump(services) == before


def test_a_second_service_sees_what_the_first_stored(services: Services, tmp_path: Path) -> None:
    from desktop_app.services.workspaces import Workspace

    other = Services.over(Workspace.open(services.workspace.database.path))
    assert other.incidents.open_list(View()).of == 0
    _import(services, SAMPLE)
    assert other.incidents.open_list(View()).of == 890
    other.close()


Dump = Callable[[Services], object]


def _dump(services: Services) -> object:
    with services.workspace.database.read() as connection:
        return logical_dump(connection)


def test_an_order_that_a_column_cannot_have_is_asked_about_and_never_a_fault(
    services: Services, tmp_path: Path
) -> None:
    path = _csv(tmp_path / "list.csv", "INC1,01/02/2026 10:00,03/02/2026 10:00,,P1,Resolved,Operations,a")
    prepared = services.imports.prepare(path, ImportAnswers(date_order=DateOrder.YMD))
    assert [question.name for question in prepared.review.questions] == ["date_order"] * len(prepared.review.questions)
    assert prepared.review.questions


def test_unknown_priorities_and_repeated_columns_are_said(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Number,Opened,Opened,Priority\nP1,2026-01-01 10:00,2026-01-02 10:00,Sev-77\n", encoding="utf-8")
    notes = " ".join(services.imports.prepare(path, ImportAnswers()).review.notes)
    assert "1 row holds a priority of no known scale (Sev-77): stored as Medium." in notes
    assert "Several columns are called Opened: the first was taken." in notes
