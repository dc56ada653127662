"""Two windows on one file: each shows what the other stores, and nobody loses their place or what they type."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import build_window, open_services
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import View
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import keys, rest, table

SOON = 10_000  # milliseconds; two seconds on a computer that does nothing else
ELSEWHERE = """
import sys
from pathlib import Path
from desktop_app.app import open_services
from desktop_app.domain.incidents import IncidentForm
services = open_services(Path(sys.argv[1]))
services.incidents.log(IncidentForm(title="Logged by another process"))
services.close()
"""


@pytest.fixture
def second(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> Iterator[MainWindow]:
    """A second window of the same process on the same file, with a connection of its own."""
    services = open_services(filled.services.workspace.database.path)
    made = build_window(services, filled.memory, tmp_path)
    bugs: list[str] = []
    made.operations.bug.connect(bugs.append)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.page_name == "overview", timeout=SOON)
    rest(qtbot, made)
    yield made
    made.close()
    made.deleteLater()
    assert not bugs, bugs[0]


def _log(window: MainWindow, title: str) -> None:
    incidents = window.services.incidents
    window.operations.execute(lambda _p: incidents.log(IncidentForm(title=title)), title="Log incident")


def test_a_step_of_one_window_shows_in_the_other(qtbot: QtBot, filled: MainWindow, second: MainWindow) -> None:
    for window in (filled, second):
        window.navigator.show_page("incidents")
        rest(qtbot, window)
    began = time.monotonic()
    _log(second, "Logged in the second window")
    qtbot.waitUntil(lambda: "of 1,501 incidents" in filled.status.counts, timeout=SOON)
    print(f"seen after {time.monotonic() - began:.1f} s")
    _log(filled, "Logged in the first window")
    qtbot.waitUntil(lambda: "of 1,502 incidents" in second.status.counts, timeout=SOON)
    rest(qtbot, filled)
    rest(qtbot, second)


def test_another_process_is_noticed_too(qtbot: QtBot, filled: MainWindow) -> None:
    filled.navigator.show_page("history")
    rest(qtbot, filled)
    path = filled.services.workspace.database.path
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(path)], check=True, timeout=60)
    qtbot.waitUntil(lambda: filled.pages.history.model.total == 3, timeout=SOON)
    rest(qtbot, filled)


def test_a_step_that_slips_in_between_two_of_our_own_is_noticed(qtbot: QtBot, filled: MainWindow) -> None:
    filled.outside.timer.stop()
    filled.look_outside()
    rest(qtbot, filled)
    heard: list[int] = []
    filled.outside.moved.connect(lambda: heard.append(1))
    other = open_services(filled.services.workspace.database.path)
    other.incidents.log(IncidentForm(title="From elsewhere"))
    other.close()
    _log(filled, "Our own")
    rest(qtbot, filled)
    assert heard == [1]
    _log(filled, "Our own again")
    rest(qtbot, filled)
    filled.look_outside()
    rest(qtbot, filled)
    assert heard == [1], "a step of our own is no news"


def test_selection_place_and_a_half_typed_form_stay(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+2")
    rest(qtbot, filled)
    filled.pages.incidents.show_view(-3)
    rest(qtbot, filled)
    rows = table(filled)
    rows.selectRow(700)
    rows.scrollTo(rows.model().index(700, 0))
    rest(qtbot, filled)
    chosen, top = rows.model().index(700, 0).data(), rows.verticalScrollBar().value()
    keys(filled, "Ctrl+N")
    rest(qtbot, filled)
    QTest.keyClicks(QApplication.focusWidget(), "Half a tit")
    typing = QApplication.focusWidget()
    other = open_services(filled.services.workspace.database.path)
    ids = other.incidents.open_list(View()).ids([0])
    other.incidents.delete(ids)
    other.close()
    qtbot.waitUntil(lambda: "1,499" in filled.status.counts, timeout=SOON)
    rest(qtbot, filled)
    assert QApplication.focusWidget() is typing
    assert typing.text() == "Half a tit"  # type: ignore[union-attr]
    (row,) = {index.row() for index in rows.selectionModel().selectedRows()}
    assert rows.model().index(row, 0).data() == chosen
    assert abs(rows.verticalScrollBar().value() - top) <= rows.verticalHeader().defaultSectionSize()
    QTest.keyClicks(typing, "le")
    assert typing.text() == "Half a title"  # type: ignore[union-attr]


def test_a_hidden_or_minimised_window_asks_nothing(qtbot: QtBot, filled: MainWindow) -> None:
    assert filled.outside.timer.isActive()
    filled.showMinimized()
    qtbot.waitUntil(lambda: not filled.outside.timer.isActive(), timeout=SOON)
    filled.showNormal()
    qtbot.waitUntil(filled.outside.timer.isActive, timeout=SOON)
    filled.hide()
    qtbot.waitUntil(lambda: not filled.outside.timer.isActive(), timeout=SOON)


def test_a_new_window_is_a_process_of_its_own_on_the_same_file(qtbot: QtBot, filled: MainWindow) -> None:
    begun: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> bool:
        begun.append((program, arguments))
        return True

    filled.commands.start_process = start
    filled.actions_["new_window"].trigger()
    ((program, arguments),) = begun
    assert program == sys.executable
    assert arguments == ["-m", "desktop_app", str(filled.services.workspace.database.path)]
