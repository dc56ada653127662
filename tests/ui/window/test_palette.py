"""The palette: type, arrows, Enter, Escape, and everything that has a name is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.palette import Palette
from desktop_app.ui.window.palette_entries import Entry, Kind
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import keys, rest
from tests.ui.clipping import clipped


def _search(qtbot: QtBot, window: MainWindow, typed: str) -> tuple[Entry, ...]:
    """Open the palette by its key and type where the focus is."""
    keys(window, "Ctrl+K")
    rest(qtbot, window)
    assert window.finder.palette.isVisible()
    QTest.keyClicks(QApplication.focusWidget(), typed)
    rest(qtbot, window)
    return window.finder.palette.list.found.entries


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    rest(qtbot, window)


def _palette(window: MainWindow) -> Palette:
    return window.finder.palette


def test_a_command_is_found_by_its_initials_with_its_menu_and_its_key(qtbot: QtBot, filled: MainWindow) -> None:
    found = _search(qtbot, filled, "tat")
    assert found[0].words == "Teams and targets"
    assert found[0].note == "Plan"
    assert found[0].keys == "Ctrl+T"
    _press(qtbot, filled, Qt.Key.Key_Return)
    assert filled.page_name == "teams"
    assert _palette(filled).isHidden()


def test_every_command_of_every_menu_is_listed(qtbot: QtBot, filled: MainWindow) -> None:
    from desktop_app.ui.window.palette_entries import commands

    listed = {id(action) for action, _entry in commands(filled.menuBar(), filled.actions_.recent, filled, "")}
    for name, action in filled.actions_.by_name.items():
        assert id(action) in listed, name
    for action in filled.pages.incidents.commands.all():
        if action.isVisible() and not action.isSeparator() and action.menu() is None:
            assert id(action) in listed, action.text()


def test_escape_gives_the_focus_back_and_changes_nothing(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+2")
    rest(qtbot, filled)
    before = QApplication.focusWidget()
    _search(qtbot, filled, "targets")
    _press(qtbot, filled, Qt.Key.Key_Escape)
    assert _palette(filled).isHidden()
    assert QApplication.focusWidget() is before
    assert filled.page_name == "incidents"


def test_an_incident_is_opened_by_its_number_alone(qtbot: QtBot, filled: MainWindow) -> None:
    found = _search(qtbot, filled, "321")
    assert found[0] == Entry(Kind.INCIDENT, found[0].place, "INC0000321", found[0].note)
    _press(qtbot, filled, Qt.Key.Key_Return)
    assert filled.page_name == "incidents"
    assert filled.pages.incidents.state().incident == found[0].place


def test_an_incident_is_found_by_words_of_its_title(qtbot: QtBot, filled: MainWindow) -> None:
    found = [entry for entry in _search(qtbot, filled, "error 07 sys") if entry.kind is Kind.INCIDENT]
    assert found
    assert all("rror" in entry.note and "07" in entry.note for entry in found)


def test_people_sessions_and_views_are_opened(qtbot: QtBot, filled: MainWindow) -> None:
    services = filled.services
    home = services.people.roster().teams[0].id
    services.people.add(Person(0, "Élodie Kieß", home))
    services.sessions.add(Session(0, "How queues fill", SessionKind.PRACTICES, home, 120))
    services.views.save("Queues this week", IncidentFilter(text="queue"))
    filled.refresh()
    rest(qtbot, filled)
    for typed, kind, page in (
        ("elodie", Kind.PERSON, "people"),
        ("how queues", Kind.SESSION, "hub"),
        ("queues this", Kind.VIEW, "incidents"),
    ):
        assert _search(qtbot, filled, typed)[0].kind is kind
        _press(qtbot, filled, Qt.Key.Key_Return)
        assert filled.page_name == page
    assert filled.pages.people.panes.person.fields.name.text() == "Élodie Kieß"
    assert filled.pages.hub.panes.session.fields.topic.text() == "How queues fill"
    assert filled.pages.incidents._views.shelf.view.name == "Queues this week"


def test_a_recent_workspace_is_opened(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "Northwind.secondway").close()
    filled.memory.keep_recent(tmp_path / "Northwind.secondway")
    filled.actions_.show_recent(filled.memory.recent(), lambda path: filled.desk.open(Path(path)))
    assert _search(qtbot, filled, "northw")[0].kind is Kind.WORKSPACE
    _press(qtbot, filled, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.windowTitle().startswith("Northwind"), timeout=10_000)
    rest(qtbot, filled)


def test_a_command_that_is_not_possible_now_is_shown_and_does_nothing(qtbot: QtBot, filled: MainWindow) -> None:
    assert not filled.actions_["redo"].isEnabled()
    found = _search(qtbot, filled, "redo")
    assert not found[0].enabled
    assert found[0].spoken.endswith("not possible now")
    _press(qtbot, filled, Qt.Key.Key_Return)
    assert _palette(filled).isVisible()
    _press(qtbot, filled, Qt.Key.Key_Escape)


def test_the_arrows_go_round_and_the_field_says_where_they_are(qtbot: QtBot, filled: MainWindow) -> None:
    found = _search(qtbot, filled, "import")
    assert _palette(filled).list.current == found[0]
    _press(qtbot, filled, Qt.Key.Key_Up)
    assert _palette(filled).list.current == found[-1]
    _press(qtbot, filled, Qt.Key.Key_Down)
    _press(qtbot, filled, Qt.Key.Key_Down)
    assert _palette(filled).list.current == found[1]
    assert _palette(filled).field.accessibleDescription() == found[1].spoken
    _press(qtbot, filled, Qt.Key.Key_Escape)


def test_enter_before_the_answer_waits_for_it(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+K")
    rest(qtbot, filled)
    QTest.keyClicks(QApplication.focusWidget(), "knowledge hub")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    rest(qtbot, filled)
    assert filled.page_name == "hub"


def test_enter_before_the_answer_is_void_once_the_palette_is_closed(qtbot: QtBot, filled: MainWindow) -> None:
    keys(filled, "Ctrl+K")
    rest(qtbot, filled)
    QTest.keyClicks(QApplication.focusWidget(), "knowledge hub")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    rest(qtbot, filled)
    assert filled.page_name == "overview"
    assert _palette(filled).isHidden()


def test_what_is_nowhere_is_one_sentence(qtbot: QtBot, filled: MainWindow) -> None:
    assert _search(qtbot, filled, "xyzzy") == ()
    assert _palette(filled).nothing.isVisible()
    assert clipped(filled) == []
    _press(qtbot, filled, Qt.Key.Key_Escape)


def test_a_click_beside_it_and_another_page_close_it(qtbot: QtBot, filled: MainWindow) -> None:
    _search(qtbot, filled, "")
    QTest.mouseClick(_palette(filled), Qt.MouseButton.LeftButton, pos=_palette(filled).rect().bottomLeft())
    assert _palette(filled).isHidden()
    _search(qtbot, filled, "")
    keys(filled, "Ctrl+2")
    rest(qtbot, filled)
    assert _palette(filled).isHidden()


def test_the_field_of_the_sidebar_opens_it(qtbot: QtBot, filled: MainWindow) -> None:
    QTest.mouseClick(filled.sidebar.search, Qt.MouseButton.LeftButton)
    rest(qtbot, filled)
    assert _palette(filled).isVisible()
    assert filled.sidebar.search.accessibleName() == "Search (Ctrl+K)"
    _press(qtbot, filled, Qt.Key.Key_Escape)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_nothing_of_it_is_clipped(qtbot: QtBot, filled: MainWindow, mode: Mode) -> None:
    theme().set_mode(mode)
    filled.resize(1024, 700)
    _search(qtbot, filled, "in")
    assert clipped(_palette(filled)) == []
    _press(qtbot, filled, Qt.Key.Key_Escape)
