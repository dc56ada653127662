"""The imports there were: each opens what it did and, after it was taken back, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import ImportAnswers, ImportCounts, Refusal
from desktop_app.services.import_runs import ImportRun, KeptIncident, RunReport, UndoOutcome
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.ui.imports.history import FILE
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.run_pane import RunPane, account, failed_fact, outcome_fact
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.imports.conftest import MakeList, Settle, row

AT = datetime(2026, 10, 9, 10, 0, tzinfo=UTC)
COUNTS = ImportCounts(read=4836, stored=4812, skipped=10, refused=14, new=4790, changed=22)
KEPT = KeptIncident("INC0031877", "Mail is slow", datetime(2026, 10, 9, 9, 30, tzinfo=UTC), "edited since")
REPORT = RunReport(
    ImportRun(1, "incident_export_2025.csv", datetime(2026, 10, 8, 9, 11, tzinfo=UTC), COUNTS, 7, True),
    {"empty": 9, "totals line": 1},
    (Refusal(412, "INC0031877", "Resolved", "#REF!", "cell holds an error, not a date"), Refusal(9, "", "", "", "odd")),
    ("There is no priority column: every incident is stored as Medium.",),
)


def words(pane: RunPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisibleTo(pane)]


def test_the_account_adds_up_and_names_what_was_skipped() -> None:
    assert account(COUNTS, REPORT.skipped_reasons) == (
        ("Rows read", "4,836"),
        ("Stored", "4,812"),
        ("Skipped", "10: 9 empty, 1 totals line"),
        ("Refused", "14"),
        ("Incidents", "4,790 new, 22 changed, 0 same"),
    )


@pytest.mark.parametrize(
    ("kept_in_all", "told"),
    [
        (0, "Taken back on 9 Oct 2026 10:00: 4,790 incidents."),
        (1, "Taken back on 9 Oct 2026 10:00: 4,790 incidents. 1 incident was kept, because it was edited since."),
        (
            1200,
            "Taken back on 9 Oct 2026 10:00: 4,790 incidents. 1,200 incidents were kept, because they were edited"
            " since. The first 1 are named below.",
        ),
    ],
)
def test_an_undo_says_what_it_took_back_and_what_it_kept(kept_in_all: int, told: str) -> None:
    kept = (KEPT,) if kept_in_all else ()
    assert outcome_fact(UndoOutcome(AT, 4790, kept_in_all, kept, ())) == told


def test_what_could_not_be_taken_back_is_named() -> None:
    failed = tuple(f"Team {n} is still needed" for n in range(7))
    assert failed_fact(UndoOutcome(AT, 1, 0, (), failed)).endswith("Team 4 is still needed and 2 more.")


@pytest.mark.parametrize("points", [10, 15])
def test_the_pane_names_every_kept_incident_and_refused_row(qtbot: QtBot, points: int) -> None:
    theme().set_points(points)
    pane = RunPane()
    qtbot.addWidget(pane)
    pane.resize(theme().px(460), theme().px(560))
    pane.show_run(REPORT, UndoOutcome(AT, 4790, 1, (KEPT,), ("Team Blue is still needed",)))
    pane.show()
    assert "incident_export_2025.csv, 8 Oct 2026 09:11" in words(pane)
    assert "Could not be taken back: Team Blue is still needed." in words(pane)
    assert [(line.key, line.under, line.why) for line in pane.run.kept.lines] == [
        ("INC0031877", "Mail is slow", "9 Oct 2026 09:30")
    ]
    assert [(line.key, line.under) for line in pane.run.refused.lines] == [
        ("Row 412, INC0031877", "Resolved “#REF!”: cell holds an error, not a date"),
        ("Row 9", "odd"),
    ]
    qtbot.waitUntil(lambda: clipped(pane) == [])
    pane.show_run(REPORT, None)
    assert not pane.run.kept.isVisible()
    assert not [line for line in words(pane) if line.startswith("Taken back")]


def test_nothing_is_cut_with_longer_words(longer_words: None, qtbot: QtBot) -> None:
    pane = RunPane()
    qtbot.addWidget(pane)
    pane.resize(theme().px(460), theme().px(560))
    pane.show_run(REPORT, UndoOutcome(AT, 4790, 1, (KEPT,), ("Team Blue is still needed",)))
    pane.show()
    qtbot.waitUntil(lambda: clipped(pane) == [])


def test_an_import_is_opened_by_keyboard_and_tells_after_an_undo_what_was_kept(
    page: ImportPage, make_list: MakeList, services: Services, settle: Settle, operations: Operations
) -> None:
    path: Path = make_list([row(n) for n in range(5)] + [row(9, opened="soon")])
    page.begin(path)
    settle()
    page.view.footer.commit.click()
    settle()
    history = page.view.report.history
    table = history.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, FILE))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    pane = page.runs.pane
    assert page.view.place.pane is pane
    assert "6" in words(pane)
    assert [line.key for line in pane.run.refused.lines] == ["Row 7, INC0000009"]
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert page.view.place.pane is None
    assert table.hasFocus()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, FILE)).center()
    )
    settle()
    assert page.view.place.pane is pane


def test_after_an_undo_the_kept_incident_is_named_with_its_ticket_and_title(
    page: ImportPage, make_list: MakeList, services: Services, settle: Settle, operations: Operations
) -> None:
    changes = services.imports.commit(services.imports.prepare(make_list([row(n) for n in range(3)]), ImportAnswers()))
    first = services.incidents.open_list(View(sort="ticket")).page(0, 1)[0]
    detail = services.incidents.detail(first.id)
    services.incidents.edit(first.id, replace(detail.form, title="Mail was down"), detail.incident.changed_in)
    page.reload()
    settle()
    page.view.idle.history.opened.emit(changes.step)
    settle()
    pane = page.runs.pane
    assert not pane.run.kept.isVisible()
    operations.execute(lambda _progress: services.imports.undo(changes.step), title="Undo")
    settle()
    assert [(line.key, line.under, line.label) for line in pane.run.kept.lines] == [
        ("INC0000000", "Mail was down", "edited since")
    ]
    assert pane.run.kept.isVisible()
    assert [link.text() for link in page.view.idle.history.links()] == ["Undone"]
