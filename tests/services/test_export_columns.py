"""An export has the columns of the table as they are shown, and always when and how long."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm, Status
from desktop_app.exchange import exports
from desktop_app.services.export_columns import ALWAYS, ONLY_HERE, export_columns
from desktop_app.services.incident_lists import COLUMNS, View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = Services.over(Workspace.create(tmp_path / "w.secondway", "Europe/Berlin"))
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    ended = began + timedelta(hours=36)
    made.incidents.log(IncidentForm("=HYPERLINK()", opened_at=began, resolved_at=ended, status=Status.RESOLVED))
    made.incidents.log(IncidentForm("Still open", opened_at=began))
    return made


def written(services: Services, path: Path, columns: tuple[str, ...] | None) -> list[list[object]]:
    services.exports.incidents(View(IncidentFilter(), "title"), path, columns=columns)
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_every_column_of_the_table_can_be_written() -> None:
    assert len(export_columns(COLUMNS)) == len(COLUMNS)
    assert len(export_columns()) == len(COLUMNS) + len(ONLY_HERE)


SOURCE = "Source (Second Way, Europe/Berlin)"


def test_the_columns_are_those_shown_then_what_tells_incidents_apart_and_when(
    services: Services, tmp_path: Path
) -> None:
    head, ended, running = written(services, tmp_path / "w.xlsx", ("title", "ticket"))
    assert head == ["Title", "Incident", "Opened", "Resolved", "Repair time (h)", SOURCE]
    assert ended[0] == "=HYPERLINK()"
    assert ended[4] == 36.0
    assert isinstance(ended[3], datetime)
    assert running[3:] == [None, None, None], "an open incident has no repair time yet, one logged by hand no source"


def test_a_column_that_is_shown_already_is_not_written_twice(services: Services, tmp_path: Path) -> None:
    head = written(services, tmp_path / "w.xlsx", ("repair", "ticket"))[0]
    assert head == ["Repair time (h)", "Incident", "Opened", "Resolved", SOURCE]


def test_without_a_table_every_column_is_written_and_the_file_says_what_it_holds(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "w.csv"
    services.exports.incidents(View(), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert len(head) == len(COLUMNS) + len(ONLY_HERE) + 1
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row)
    said = head[-1]
    assert said.startswith("2 of 2 incidents shown · Filter: ")
    assert "Times are in the zone Europe/Berlin" in said
    assert [row[-1] for row in rows] == ["", ""]


def test_stamps_of_a_csv_carry_their_offset(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    services.exports.incidents(View(), path, columns=("title",))
    with path.open(encoding="utf-8-sig", newline="") as file:
        stamps = [line["Opened"] for line in csv.DictReader(file)]
    assert all(datetime.fromisoformat(stamp).utcoffset() is not None for stamp in stamps)


def test_the_hour_that_the_clock_shows_twice_keeps_its_offset_in_a_workbook(services: Services, tmp_path: Path) -> None:
    for hour in (0, 1):  # both are 2:30 in Berlin
        services.incidents.log(IncidentForm(f"At night {hour}", opened_at=datetime(2025, 10, 26, hour, 30, tzinfo=UTC)))
    _head, *rows = written(services, tmp_path / "w.xlsx", ("title",))
    opened = {row[0]: row[2] for row in rows}
    assert opened["At night 0"] == datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001 - a workbook's stamps have no zone
    assert opened["At night 1"] == "2025-10-26 02:30:00+01:00"


def test_more_incidents_than_a_sheet_holds_are_refused_at_once(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MAX_ROWS", 2)
    with pytest.raises(Refused, match="at most 1 rows; export as csv"):
        services.exports.incidents(View(), tmp_path / "w.xlsx")
    services.exports.incidents(View(), tmp_path / "w.csv")
    assert not (tmp_path / "w.xlsx").exists()


def test_every_column_that_is_always_there_is_one_of_the_table() -> None:
    assert set(ALWAYS) <= set(COLUMNS)
