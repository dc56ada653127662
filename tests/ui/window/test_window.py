"""What holds for every page: menus, keys, the way back, other workspaces, and calm when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.trail import Place, Trail
from desktop_app.ui.window.window import MainWindow
from tests import factories
from tests.journeys.hands import keys, rest, sentences
from tests.ui.clipping import clipped

ROOT = Path(__file__).parents[3]
PAGES = ("overview", "incidents", "targets", "cracks", "teams", "import")


def test_an_empty_workspace_opens_on_the_start_page(window: MainWindow) -> None:
    assert window.page_name == "start"
    assert window.scope_bar.isHidden()


def test_pages_are_reached_by_key_and_alt_left_goes_back(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+2")
    assert filled.page_name == "incidents"
    keys(filled, "Ctrl+T")
    assert filled.page_name == "teams"
    keys(filled, "Alt+Left")
    assert filled.page_name == "incidents"
    keys(filled, "Alt+Left")
    assert filled.page_name == "overview"
    assert not filled.actions_["back"].isEnabled()


def test_every_action_has_a_status_tip_and_no_two_share_a_key(filled: MainWindow) -> None:
    seen: dict[str, str] = {}
    for name, action in filled.actions_.by_name.items():
        assert action.statusTip(), name
        for key in action.shortcuts():
            assert key.toString() not in seen, f"{name} and {seen.get(key.toString())}"
            seen[key.toString()] = name


def test_every_action_that_needs_no_file_can_be_triggered(qtbot: QtBot, filled: MainWindow) -> None:
    asks = {"zone", "new", "open", "import", "export_incidents", "export_targets", "quit", "about", "logs", "demo"}
    asks |= {"import_people", "print", "programme", "export_rota", "export_calendars", "new_window"}
    asks |= {"monthly_sheet", "export_workspace", "new_from_export"}
    for name, action in filled.actions_.by_name.items():
        if name not in asks and action.isEnabled():
            action.trigger()
            rest(qtbot, filled)


def test_undo_is_named_and_ends_in_a_sentence(qtbot: QtBot, filled: MainWindow) -> None:
    assert filled.actions_["undo"].text() == "&Undo: Import sample"
    filled.actions_["undo"].trigger()
    rest(qtbot, filled)
    assert "Undone: Import sample" in sentences(filled)
    assert filled.actions_["redo"].text() == "&Redo: Import sample"


def test_the_scope_narrows_the_figure_and_can_be_reset(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+3")
    rest(qtbot, filled)
    targets = filled.pages.targets
    before = targets.reading.figure.n
    filled.scope_bar._choose("route", "ops_only")
    rest(qtbot, filled)
    assert targets.reading.figure.n < before
    filled.scope_bar.set_period(Period.parse("2030-01-01..2030-12-31"))
    rest(qtbot, filled)
    assert targets.reading.figure.n == 0
    filled.scope_bar.clear()
    rest(qtbot, filled)
    assert targets.reading.figure.n == before


def test_drill_through_keeps_the_target_set_and_the_clock_of_the_figure(qtbot: QtBot, filled: MainWindow) -> None:
    figure = filled.services.measures.repair_times(IncidentFilter(), Period(), "dev")
    row = figure.groups[2].rows[0]
    filled.navigator.show_incidents(row.opens)
    rest(qtbot, filled)
    assert filled.page_name == "incidents"
    assert filled.status.counts.startswith(f"{row.n:,} of 1,500 incidents shown")


def test_another_workspace_takes_the_place_of_the_first(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "other #2.secondway"
    Workspace.create(other).close()
    filled.desk.ask_open = lambda *_: (str(other), "")
    filled.actions_["open"].trigger()
    qtbot.waitUntil(lambda: filled.page_name == "start", timeout=10_000)
    rest(qtbot, filled)
    assert filled.windowTitle().startswith("other #2")
    assert filled.services.incidents.open_list(View()).of == 0
    assert [Path(path).name for _name, path, _used in filled.memory.recent()] == ["other #2.secondway"]


def test_a_file_that_is_no_workspace_is_one_sentence_and_the_old_one_stays(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.secondway"
    notes.write_text("notes")
    filled.desk.open(notes)
    rest(qtbot, filled)
    assert "notes.secondway" in sentences(filled)
    assert filled.windowTitle().startswith("team")


def test_a_new_workspace_never_overwrites_a_file(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    there = tmp_path / "there.secondway"
    there.write_text("mine")
    filled.desk.ask_save = lambda *_: (str(there), "")
    filled.actions_["new"].trigger()
    rest(qtbot, filled)
    assert "exists already" in sentences(filled)
    assert there.read_text() == "mine"


def test_what_another_process_stores_appears(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+3")
    rest(qtbot, filled)
    other = Services.over(Workspace.open(filled.services.workspace.database.path))
    other.history.undo()
    other.close()
    filled.look_outside()
    rest(qtbot, filled)
    assert filled.pages.targets.reading.figure.n == 0


def test_backup_and_check_say_what_they_did(qtbot: QtBot, filled: MainWindow) -> None:
    filled.actions_["back_up"].trigger()
    rest(qtbot, filled)
    assert "Backup written to" in sentences(filled)
    assert filled.status._backup.text().startswith("Backup today ")
    filled.actions_["check"].trigger()
    rest(qtbot, filled)
    assert "is sound" in sentences(filled)


@pytest.mark.parametrize("size", [QSize(1440, 900), QSize(1024, 700)])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_nothing_is_clipped_on_any_page(qtbot: QtBot, filled: MainWindow, size: QSize, mode: Mode) -> None:
    theme().set_mode(mode)
    filled.resize(size)
    for page in PAGES:
        filled.navigator.show_page(page)
        rest(qtbot, filled)
        gives_way = "ElidedLabel" if size.width() < 1440 else "ElidedLabel cut: Every incident"  # the definition line
        assert [line for line in clipped(filled) if not line.startswith(gives_way)] == [], page


@pytest.mark.usefixtures("longer_words")
def test_a_language_40_percent_longer_clips_nothing(qtbot: QtBot, window: MainWindow) -> None:
    from desktop_app.app import build_window

    factories.fill(window.services.workspace, 1500)
    longer = build_window(window.services, window.memory, ROOT)
    longer.resize(1440, 900)
    longer.show()
    qtbot.waitUntil(lambda: longer.page_name == "overview", timeout=10_000)
    for page in PAGES:
        longer.navigator.show_page(page)
        rest(qtbot, longer)
        assert [line for line in clipped(longer) if not line.startswith("ElidedLabel")] == [], page
    longer.operations.close()
    longer.deleteLater()


def test_every_control_has_an_accessible_name(qtbot: QtBot, filled: MainWindow) -> None:
    for page in PAGES:
        filled.navigator.show_page(page)
        rest(qtbot, filled)
        for widget in filled.pages.by_name[page].findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert named, f"{page}: {type(widget).__name__} {widget.geometry()}"


def test_the_way_back_forgets_its_oldest_places() -> None:
    trail = Trail()
    for number in range(80):
        trail.leave(Place("incidents", number))
    assert len(trail) == 50
    assert trail.back() == Place("incidents", 79)
