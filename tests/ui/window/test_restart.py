"""What survives the end of the window: every step to be undone, the page that was open, the time of the last save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app import build_window, open_services
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.changes import Changes
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, rest
from tests.ui.quiet import until_quiet

STEPS = 24  # a hundred are undone in tests/services/test_history.py


@pytest.fixture
def again(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> Iterator[list[MainWindow]]:
    """Windows that are opened one after the other on the same workspace and the same memory."""
    opened: list[MainWindow] = []
    yield opened
    for window in opened:
        window.close()
        window.deleteLater()


def _reopen(qtbot: QtBot, window: MainWindow, folder: Path, opened: list[MainWindow]) -> MainWindow:
    path, memory = window.services.workspace.database.path, window.memory
    window.close()
    made = build_window(open_services(path), memory, folder)
    opened.append(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.page_name not in ("", "start"), timeout=LONG)
    rest(qtbot, made)
    return made


def _title(window: MainWindow, incident_id: int) -> str:
    return window.services.incidents.detail(incident_id).incident.title


def _trigger(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.waitUntil(window.actions_[name].isEnabled, timeout=LONG)
    window.actions_[name].trigger()
    until_quiet(qtbot, window.operations)


def test_named_steps_are_undone_and_redone_over_a_restart(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, again: list[MainWindow]
) -> None:
    incidents = filled.services.incidents

    def edit(title: str) -> Changes:
        held = incidents.detail(1).incident
        form = IncidentForm(title, status=held.status, opened_at=held.opened_at, resolved_at=held.resolved_at)
        return incidents.edit(1, form, held.changed_in)

    for n in range(1, STEPS + 1):
        filled.operations.execute(lambda _p, title=f"Title {n}": edit(title), title="Edit")
    filled.navigator.show_page("import")  # which has nothing to measure after each step
    rest(qtbot, filled)
    for _n in range(STEPS // 2):
        assert filled.actions_["undo"].text() == "&Undo: Edit INC0000001"
        _trigger(qtbot, filled, "undo")
    assert _title(filled, 1) == f"Title {STEPS // 2}"
    window = _reopen(qtbot, filled, tmp_path, again)
    window.navigator.show_page("import")
    for _n in range(STEPS // 2):
        _trigger(qtbot, window, "undo")
    assert _title(window, 1).startswith("System error")
    assert window.actions_["undo"].text() == "&Undo: Import sample"
    for n in range(1, 6):
        _trigger(qtbot, window, "redo")
        assert _title(window, 1) == f"Title {n}"


def test_the_page_that_was_open_is_open_again_and_the_last_save_is_told(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, again: list[MainWindow]
) -> None:
    assert filled.status._saved.text().startswith("Saved ")
    filled.navigator.show_page("history")
    rest(qtbot, filled)
    window = _reopen(qtbot, filled, tmp_path, again)
    assert window.page_name == "history"
    assert window.status._saved.text().startswith("Saved ")
