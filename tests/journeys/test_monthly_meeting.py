"""The monthly meeting: choose the month, change the shared goal, and every place says the same, to the digit."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from desktop_app import cli
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import percent
from desktop_app.domain.periods import Period
from desktop_app.ui.printing import typeface
from desktop_app.ui.printing.layouts import Paper
from desktop_app.ui.printing.marks import Words
from desktop_app.ui.printing.month_sheet import month_pages
from desktop_app.ui.window.window import MainWindow
from tests import factories
from tests.journeys.hands import LONG, keys, press, rest

T = TypeVar("T")
SIZE = 1500
DECEMBER = Period(date(2025, 12, 1), date(2025, 12, 31))


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow) -> MainWindow:
    factories.fill(window.services.workspace, SIZE)
    window.refresh()
    qtbot.waitUntil(lambda: window.page_name == "overview", timeout=LONG)
    rest(qtbot, window)
    return window


def test_headline_table_paper_workbook_and_command_line_agree_after_the_goal_was_changed(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    _choose_period(filled, "Last month")
    rest(qtbot, filled)
    assert filled.scope_bar.period == DECEMBER
    before = _apart(_attainment, filled)
    _change_goal(qtbot, filled, Classification.LOW, "2")
    said = _apart(_attainment, filled)
    assert said["in_time"] < before["in_time"], "a tighter goal, the same incidents"
    share, told = percent(said["share"]), said["n"] - said["unknown"]

    keys(filled, "Ctrl+1")
    rest(qtbot, filled)
    assert filled.pages.page("overview").header.answer.startswith(f"{share} of {told} incidents met the shared goal")  # type: ignore[attr-defined]
    keys(filled, "Ctrl+3")
    rest(qtbot, filled)
    targets = filled.pages.targets
    assert targets.head.header.answer.startswith(f"{share} of {told} incidents were repaired within the shared goal")
    table = targets.reading.figure.table  # type: ignore[union-attr]
    due, late = table.columns.index("Incidents"), table.columns.index("Open past goal")
    assert sum(int(row[due].value or 0) for row in table.rows) == said["n"]
    assert sum(int(row[late].value or 0) for row in table.rows) == said["open_past"]

    _apart(_check_papers, filled, said, tmp_path)


def _check_papers(filled: MainWindow, said: dict[str, float], tmp_path: Path) -> None:
    """The page on paper, the workbook and the command line."""
    share, told = percent(said["share"]), said["n"] - said["unknown"]
    month = DECEMBER.from_on or date.min
    sheet = filled.services.monthly.sheet(month)
    typeface.load()
    paper = month_pages(sheet, Paper.A4.size).pages[0]
    words = " ".join(mark.text for mark in paper.marks if isinstance(mark, Words))
    assert sheet.big == share
    assert f"({said['in_time']} of {told};" in words
    assert share in words

    book = tmp_path / "december.xlsx"
    filled.services.monthly.write(month, book)
    page = load_workbook(book, data_only=True)["Summary"]
    line = next(row for row in page.iter_rows(min_row=7, max_row=13) if row[0].value == "All")
    assert (line[2].value, line[3].value) == (said["n"], said["in_time"])
    assert line[6].value == pytest.approx(said["share"], abs=1e-12)

    asked = [
        "measures",
        "-w",
        str(filled.services.workspace.database.path),
        "--period",
        "2025-12-01..2025-12-31",
        "--json",
    ]
    printed = json.loads(CliRunner().invoke(cli.app, asked).stdout)["attainment"]["all"]
    assert {key: printed[key] for key in said} == said


def _apart(call: Callable[..., T], *given: object) -> T:
    """Off the window's thread, as the window itself would ask."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call, *given).result()


def _attainment(window: MainWindow) -> dict[str, float]:
    found = window.services.measures.figure("attainment", None, DECEMBER).values["all"]
    assert isinstance(found, dict)
    return {key: found[key] for key in ("n", "in_time", "missed", "open_past", "unknown", "share")}


def _choose_period(window: MainWindow, words: str) -> None:
    menu = window.scope_bar._period_chip.menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def _change_goal(qtbot: QtBot, window: MainWindow, kind: Classification, value: str) -> None:
    """On the page Teams and targets, by keyboard."""
    window.navigator.show_page("teams")
    rest(qtbot, window)
    section = window.pages.teams.target_section
    field = section.rows[kind].value
    edit = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, value)
    begin = section.rows[kind].begin.segments
    assert begin is not None
    begin.buttons[-1].click()  # from when the goal before it began, not from today
    press(qtbot, window, "Apply")
    rest(qtbot, window)
