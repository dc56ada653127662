"""Names of persons stay where they belong: in no measure, chart, export of incidents, log or crash report."""

from __future__ import annotations

import dataclasses
import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop_app import app
from desktop_app.domain import columns
from desktop_app.domain.calendars import Clock
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.traces import trace
from desktop_app.services.changes import Changes
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.charts.reading import as_html, as_lines
from desktop_app.ui.operations import Operations
from tests.security.conftest import CANARY


@pytest.fixture
def known(demo: Path, tmp_path: Path) -> Iterator[Services]:
    """The demo, in which everybody, every author and every comment bears the canary's name, and no incident does."""
    path = tmp_path / "people.secondway"
    path.write_bytes(demo.read_bytes())
    services = Services.over(Workspace.open(path))
    services.workspace.author = f"{CANARY} the author"
    with services.workspace.database.write() as connection:
        connection.execute(text(f"UPDATE person SET name = '{CANARY} ' || id"))  # noqa: S608
        connection.execute(text(f"UPDATE step SET author = '{CANARY}'"))  # noqa: S608
        ids = [row[0] for row in connection.execute(text("SELECT id FROM incident ORDER BY id DESC LIMIT 50"))]
    services.life.comment(ids, f"{CANARY} said so")
    yield services
    services.close()


def _texts(path: Path) -> str:
    if path.suffix == ".xlsx":
        with ZipFile(path) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return path.read_text("utf-8-sig")


def test_no_measure_or_chart_knows_a_person(known: Services) -> None:
    for clock in Clock:
        for goal in known.targets.target_sets():
            figure = known.measures.repair_times(IncidentFilter(), Period(), goal.id, clock)
            assert CANARY not in repr(figure)
            assert CANARY not in repr(as_lines(figure.table)) + as_html(figure.as_table())
            assert CANARY not in repr(known.measures.measures(IncidentFilter(), Period(), goal.id, clock))
    numbers = known.measures.case_numbers()
    assert dataclasses.is_dataclass(numbers)
    assert CANARY not in repr(numbers)
    assert CANARY not in repr(known.monthly.sheet(date.today().replace(day=1)))  # noqa: DTZ011


def test_the_frame_of_the_measures_has_no_column_for_a_person(known: Services) -> None:
    frame = known.workspace.frames.current()
    told = frame.incidents.write_csv() + frame.segments.write_csv() + repr(frame.teams) + repr(frame.systems)
    assert CANARY not in told
    named = {*columns.INCIDENT_COLUMNS, *columns.SEGMENT_COLUMNS, *columns.MEASURED_COLUMNS}
    assert not {n for n in named for word in ("person", "author", "name", "assignee", "caller", "user") if word in n}


def test_no_export_of_numbers_or_incidents_names_a_person(known: Services, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for suffix in ("csv", "xlsx"):
        known.exports.incidents(View(), out / f"list.{suffix}")
        known.exports.figure(known.measures.repair_times(IncidentFilter(), Period()), out / f"figure.{suffix}")
    known.monthly.write(date.today().replace(day=1), out / "month.xlsx")  # noqa: DTZ011
    for path in out.iterdir():
        assert CANARY not in _texts(path), path.name


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of the application as a start makes it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root.handlers.clear()
    (tmp_path / "logs").mkdir()
    app._log_to(tmp_path / "logs")
    yield tmp_path / "logs" / "second-way.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)


def _broken(services: Services, kind: str) -> Changes:
    if kind == "a value":
        raise ValueError(f"“{CANARY} Anna” is no number")
    if kind == "a key":
        return {}[f"{CANARY} Anna"]
    with services.workspace.database.write() as connection:
        values = {"name": f"{CANARY} Anna"}
        statement = "INSERT INTO person (id, changed_in, name, team_id, share, region) VALUES (1, 1, :name, 1, 100, '')"
        connection.execute(text(statement), values)
    raise AssertionError("the row is there already")


@pytest.mark.parametrize("kind", ["a value", "a key", "a row"])
def test_neither_the_log_nor_a_crash_report_holds_data(
    kind: str, qtbot: QtBot, known: Services, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    operations, reports = Operations(), []
    operations.bug.connect(reports.append)
    operations.execute(lambda _progress: _broken(known, kind), title="Break")
    qtbot.waitUntil(lambda: bool(reports), timeout=10_000)
    operations.close()
    try:
        _broken(known, kind)
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
    told = log.read_text("utf-8")
    assert "unexpected" in told
    assert "test_personal_data.py" in told, "where it happened is told"
    for where in (told, *reports, capsys.readouterr().err):
        assert CANARY not in where
        assert "Traceback" not in where or "Error" in where


def test_a_trace_names_every_error_that_led_to_it() -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise TypeError("an argument is missing") from first
    except TypeError as error:
        told = trace(error)
    assert told.index("KeyError") < told.index("which led to") < told.index("TypeError: an argument is missing")
    assert CANARY not in told.replace("raise KeyError(CANARY)", "")
