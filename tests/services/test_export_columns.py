"""An export has the columns of the table as they are shown, and always when and how long."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm, Status
from desktop_app.services.export_columns import export_columns
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
    assert len(export_columns(COLUMNS)) == len(export_columns()) == len(COLUMNS)


def test_the_columns_are_those_shown_then_resolved_and_repair_time(services: Services, tmp_path: Path) -> None:
    head, ended, running = written(services, tmp_path / "w.xlsx", ("title", "ticket"))
    assert head == ["Title", "Incident", "Resolved", "Repair time (h)"]
    assert ended[0] == "=HYPERLINK()"
    assert ended[3] == 36.0
    assert isinstance(ended[2], datetime)
    assert running[2:] == [None, None], "an open incident has no repair time yet"


def test_a_column_that_is_shown_already_is_not_written_twice(services: Services, tmp_path: Path) -> None:
    head = written(services, tmp_path / "w.xlsx", ("repair", "ticket"))[0]
    assert head == ["Repair time (h)", "Incident", "Resolved"]


def test_without_a_table_every_column_is_written(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    services.exports.incidents(View(), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert len(head) == len(COLUMNS)
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row)
