"""A list of people is looked at before anything of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from desktop_app.services.suite import Services
from desktop_app.ui.people.list_tables import RowsTable
from desktop_app.ui.people.page import PeoplePage
from tests.ui.people.test_person import names, stored

Settle = Callable[[], None]
STAFF = """Name,Team,Side,Share,Phone,Absent from,Absent to
Ada Brandt,Operations,Ops,90 %,12,,
Nora Lind,Night shift,Ops,,13,2026-12-21,2027-01-01
Ole Berg,Portal Dev,Dev,60 %,14,,
,Portal Dev,Dev,,15,,
Pia Roth,Portal Dev,Dev,400 %,16,,
"""


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff.csv"
    path.write_text(STAFF)
    return path


def rows(table: RowsTable) -> list[tuple[str, ...]]:
    return [table.rows.row(at) for at in range(table.rows.rowCount())]


def test_a_list_with_two_bad_rows_is_looked_at_first_and_then_stored(
    page: PeoplePage, services: Services, settle: Settle, staff: Path, said: list[str], undo: Settle
) -> None:
    page.importing.ask = lambda *_asked: (str(staff), "")
    page.take_list.click()
    settle()
    preview = page.preview
    assert preview.isVisibleTo(page)
    assert [(row[0], row[-1]) for row in rows(preview.people)] == [
        ("Ada Brandt", "changed"), ("Nora Lind", "new"), ("Ole Berg", "new"),
    ]  # fmt: skip
    assert [where for where, _why in rows(preview.refused)] == ["row 5", "row 6"]
    assert all(why for _where, why in rows(preview.refused))
    assert "Share as Share of a week" in preview.recognised.text()
    assert "Left out: Phone." in preview.recognised.text()
    assert "1 team is new: Night shift." in preview.notes.text()
    assert "Ole Berg" not in names(services)
    assert preview.take.text() == "Import 3 people"
    assert preview.take.hasFocus()
    QTest.keyClick(preview.take, Qt.Key.Key_Return)
    settle()
    assert stored(services, "Ole Berg").share == 60
    assert stored(services, "Ada Brandt").share == 90
    assert names(services).count("Nora Lind") == 2  # one in each team
    assert said == ["2 people added, 1 changed, 1 absence added."]
    assert page.section.isVisibleTo(page)
    undo()
    assert "Ole Berg" not in names(services)
    assert stored(services, "Ada Brandt").share == 100


def test_a_list_that_is_cancelled_leaves_everything_as_it_was(
    page: PeoplePage, services: Services, settle: Settle, staff: Path
) -> None:
    before = services.people.roster()
    page.import_list(staff)
    settle()
    QTest.keyClick(page.preview.take, Qt.Key.Key_Escape)
    settle()
    assert page.section.isVisibleTo(page)
    assert services.people.roster() == before
    page.preview.taken.emit()
    settle()
    assert services.people.roster() == before


def test_a_file_that_is_dropped_is_read(page: PeoplePage, settle: Settle, staff: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(staff))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, mime, left, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    assert "staff.csv" in page.message.sentence
    settle()
    assert page.preview.isVisibleTo(page)
    assert page.message.sentence == ""


def test_a_file_without_names_is_refused_with_the_reason(page: PeoplePage, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("Number,State\nINC1,open\nINC2,closed\n")
    page.import_list(path)
    settle()
    assert "tickets.csv has no column with names" in page.message.sentence
    assert page.section.isVisibleTo(page)


def test_dates_that_read_both_ways_are_refused_until_the_reader_says_how(
    page: PeoplePage, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "leave.csv"
    path.write_text("Name,Team,Away from,Away to\nAda Brandt,Operations,03/12/2026,04/12/2026\n")
    page.import_list(path)
    settle()
    preview = page.preview
    assert len(rows(preview.refused)) == 1
    assert not preview.take.isEnabled()
    preview.order.setCurrentIndex(1)
    preview.order.activated.emit(1)
    settle()
    assert rows(preview.refused) == []
    assert rows(preview.people)[0][5] == "3 – 4 Dec"
    assert preview.take.isEnabled()
