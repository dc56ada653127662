"""Deleted incidents wait in the trash, nothing is removed from it, and what is restored can be undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_edits import TrashedIncident
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.incidents.trash_page import TrashPage
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import STYLE_ROLE
from tests.ui.clipping import clipped

CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = '<img src="x"><b>Batch & late</b>'


@pytest.fixture
def services(filled: Path, tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "w.secondway"
    shutil.copy(filled, path)
    made = Services.over(Workspace.open(path))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services, operations: Operations, settle: Callable[[], None]) -> TrashPage:
    made = TrashPage(services.edits, operations)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def delete(services: Services, page: TrashPage, settle: Callable[[], None], count: int) -> tuple[int, ...]:
    ids = services.incidents.open_list(View()).ids(range(count))
    services.incidents.delete(ids)
    page.reload()
    settle()
    return ids


def rows(page: TrashPage) -> list[TrashedIncident]:
    return list(page.table.incidents.rows)


def test_an_empty_trash_says_that_nothing_is_ever_removed(page: TrashPage) -> None:
    assert page.empty.isVisible()
    assert "Nothing is ever removed by itself" in page.empty._sentence.text()
    assert not page.all_button.isVisible()


def test_it_tells_number_title_when_and_by_whom(
    services: Services, page: TrashPage, settle: Callable[[], None]
) -> None:
    logged = services.incidents.log(IncidentForm(HOSTILE)).ids
    services.incidents.delete(logged)
    page.reload()
    settle()
    model = page.table.incidents
    ticket, title, when, who = (model.index(0, column).data() for column in range(4))
    assert ticket == rows(page)[0].ticket
    assert title == HOSTILE, "plain text, whatever it says"
    assert str(rows(page)[0].deleted_at.year) in when
    assert who == services.workspace.author
    assert "<b>" not in str(model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert model.index(0, 3).data(STYLE_ROLE).quiet
    assert page.header.answer == "1 deleted incident; it stays until you restore it"


def test_the_selected_ones_come_back_by_keyboard_and_undo_deletes_them_again(
    services: Services, page: TrashPage, settle: Callable[[], None], undo: Callable[[], None], said: list[str]
) -> None:
    total = services.incidents.open_list(View()).total
    delete(services, page, settle, 5)
    assert page.selected_button.isEnabled()
    page.table.setFocus()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    wanted = page.table.selected_ids()
    assert len(wanted) == 2
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    settle()
    assert said == ["2 incidents are back as they were."]
    assert services.history.names().undo == "Restore 2 incidents"
    assert {row.id for row in rows(page)}.isdisjoint(wanted)
    assert services.incidents.open_list(View()).total == total - 3
    undo()
    settle()
    assert {row.id for row in rows(page)} >= set(wanted)
    assert services.incidents.open_list(View()).total == total - 5


def test_all_come_back_at_once(
    services: Services, page: TrashPage, settle: Callable[[], None], said: list[str]
) -> None:
    delete(services, page, settle, 7)
    assert page.all_button.text() == "Restore all"
    page.all_button.click()
    settle()
    assert said == ["7 incidents are back as they were."]
    assert page.empty.isVisible()


def test_what_somebody_else_restored_is_said_and_the_list_is_renewed(
    services: Services, page: TrashPage, settle: Callable[[], None], operations: Operations
) -> None:
    warned: list[str] = []
    operations.failed.connect(warned.append)
    ids = delete(services, page, settle, 3)
    page.table.selectAll()
    services.edits.put_back(ids[:1])
    page.restore_selected()
    settle()
    settle()
    assert len(warned) == 1
    assert {row.id for row in rows(page)} == set(ids[1:])


def test_escape_goes_back_to_the_incidents(page: TrashPage) -> None:
    gone: list[str] = []
    page.navigated.connect(gone.append)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    page.back_button.click()
    assert gone == ["incidents", "incidents"]


@pytest.mark.parametrize("points", [10, 13])
def test_no_word_is_clipped(
    services: Services, page: TrashPage, settle: Callable[[], None], longer_words: None, points: int
) -> None:
    theme().set_points(points)
    again = TrashPage(services.edits, page._operations)
    again.resize(824, 600)
    again.show()
    settle()
    assert clipped(again) == []
    delete(services, again, settle, 4)
    assert clipped(again) == []
    again.deleteLater()
    theme().set_points(10)


def test_the_first_row_is_chosen_so_that_no_key_brings_everything_back(
    services: Services, page: TrashPage, settle: Callable[[], None]
) -> None:
    delete(services, page, settle, 3)
    assert page.table.hasFocus()
    assert len(page.table.selected_ids()) == 1
