"""Every step is listed, says what its undo would keep, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.ui.history.model import STATE, STEP, WHAT, WHO
from desktop_app.ui.history.page import HistoryPage
from desktop_app.ui.operations import Operations
from tests.ui.clipping import clipped
from tests.ui.history.conftest import LOGGED
from tests.ui.quiet import until_quiet

Settle = Callable[[], None]


def _cell(page: HistoryPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data() or "")


def _choose(qtbot: QtBot, page: HistoryPage, row: int) -> None:
    page.table.setCurrentIndex(page.model.index(row, STEP))
    qtbot.waitUntil(lambda: bool(page.words.text()), timeout=15_000)
    until_quiet(qtbot, page._operations)


def test_the_first_view_is_one_sentence_and_the_newest_step_on_top(page: HistoryPage, services: Services) -> None:
    assert page.header.answer == "Everything stored can be taken back, also later; newest: Log incident"
    assert page.model.rowCount() == LOGGED + 1
    assert _cell(page, 0, WHAT) == "1 incident"
    assert _cell(page, 0, WHO) == services.workspace.author
    assert _cell(page, LOGGED, STEP) == "New workspace"
    assert page.status == "31 steps"
    assert clipped(page) == []


def test_an_old_step_is_undone_by_keyboard_and_says_so(
    qtbot: QtBot, page: HistoryPage, services: Services, settle: Settle, said: list[str]
) -> None:
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    for _n in range(3):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(page.words.text()), timeout=15_000)
    settle()
    assert page.words.text() == "Undoing it restores everything it changed."
    step = page.chosen
    assert step is not None
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert said == ["Undone: Log incident"]
    assert page.chosen is not None
    assert page.chosen.step == step.step, "the chosen step stays chosen although a newer one came"
    assert _cell(page, 4, STATE) == "undone"
    assert page.words.text() == "This step has been undone."
    assert not page.undo.isEnabled()
    assert _cell(page, 0, STEP) == "Undo: Log incident"
    assert services.incidents.choices() is not None


def test_what_an_undo_would_keep_is_said_before_it_happens(
    qtbot: QtBot, page: HistoryPage, services: Services, settle: Settle
) -> None:
    detail = services.incidents.detail(1).incident
    services.incidents.edit(1, IncidentForm(title="Batch 0 is late"), detail.changed_in)
    page._operations.changed.emit(Changes(frozenset(Topic)))
    settle()
    _choose(qtbot, page, LOGGED)
    assert page.words.text() == "Nothing is left to undo: “SW-1” was edited since, and stays."


def test_only_my_own_steps_are_shown_when_asked(page: HistoryPage, services: Services, settle: Settle) -> None:
    services.workspace.author = "somebody else"
    services.incidents.log(IncidentForm(title="Mail relay down"))
    page.own.setChecked(True)
    settle()
    assert page.model.rowCount() == 1
    assert _cell(page, 0, WHO) == "somebody else"
    page.own.setChecked(False)
    settle()
    assert page.model.rowCount() == LOGGED + 2


def test_the_place_on_the_screen_and_the_chosen_step_stay_while_steps_come_in(
    qtbot: QtBot, page: HistoryPage, services: Services, settle: Settle
) -> None:
    _choose(qtbot, page, 20)
    chosen = page.chosen
    assert chosen is not None
    page.table.scrollTo(page.model.index(20, STEP), page.table.ScrollHint.PositionAtTop)
    top = page.table.verticalScrollBar().value()
    assert top > 0
    services.incidents.log(IncidentForm(title="Mail relay down"))
    page._operations.changed.emit(Changes(frozenset(Topic)))
    settle()
    assert page.chosen == chosen
    assert page.table.verticalScrollBar().value() == top + page.table.verticalHeader().defaultSectionSize()


def test_a_hundred_thousand_steps_are_scrolled_by_the_page(
    qtbot: QtBot, services: Services, operations: Operations, settle: Settle
) -> None:
    with services.workspace.database.write() as connection:
        rows = [(f"Step {n}", "somebody", 1_700_000_000 + n, "do") for n in range(100_000)]
        connection.connection.driver_connection.executemany(  # type: ignore[union-attr]
            "INSERT INTO step (name, author, at, kind) VALUES (?, ?, ?, ?)", rows
        )
    page = HistoryPage(services.history, operations)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.total > 100_000, timeout=15_000)
    page.table.scrollToBottom()
    last = page.model.total - 1
    qtbot.waitUntil(lambda: _cell(page, last, STEP) == "New workspace", timeout=15_000)
    settle()
    for row in (50_000, 70_000):  # the second question comes while the first is read
        assert _cell(page, row, STEP) == "·"
        QCoreApplication.processEvents()
    settle()
    assert [_cell(page, row, STEP) for row in (50_000, 70_000)] == ["Step 49999", "Step 29999"]


def test_every_control_is_reached_by_tab(qtbot: QtBot, page: HistoryPage, settle: Settle) -> None:
    _choose(qtbot, page, 0)
    page.own.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [page.window().focusWidget()]
    for _n in range(2):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.window().focusWidget())
    assert seen == [page.own, page.table, page.undo]
