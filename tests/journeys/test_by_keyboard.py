"""Incidents by keyboard alone: log, filter, keep a view, change many, undo, search, merge; and the Monday review."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.services.incident_lists import View
from desktop_app.ui.window.window import MainWindow
from tests import factories
from tests.journeys.hands import LONG, rest
from tests.journeys.keyboard import Keyboard

SIZE = 1500
SECONDS_PER_PRESS = 0.28  # of somebody who types 40 words a minute
MINUTE = 60


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window over generated incidents."""
    factories.fill(window.services.workspace, SIZE)
    window.refresh()
    qtbot.waitUntil(lambda: window.page_name == "overview", timeout=LONG)
    rest(qtbot, window)
    return window


@pytest.fixture
def hands(qtbot: QtBot, filled: MainWindow) -> Keyboard:
    return Keyboard(qtbot, filled)


def _ids(window: MainWindow, incident_filter: IncidentFilter | None = None) -> tuple[int, ...]:
    found = window.services.incidents.open_list(View(incident_filter or IncidentFilter()))
    return found.ids(range(found.total))


def _teams(window: MainWindow) -> dict[int, int | None]:
    frame = window.services.workspace.frames.current().incidents
    return dict(frame.select("id", "team").iter_rows())


def _told(name: str, hands: Keyboard) -> float:
    """Print and give the seconds that a person with these presses needs."""
    needed = hands.presses * SECONDS_PER_PRESS
    print(f"{name}: {hands.presses} presses, about {needed:.0f} s of typing, {hands.seconds:.1f} s in this test")
    return needed


def test_three_incidents_are_logged_one_after_the_other(filled: MainWindow, hands: Keyboard) -> None:
    hands.press("Ctrl+N")
    for title in ("Mail relay down", "Mail relay slow", "Batch 0340 late"):
        hands.type(title).press("Ctrl+Return")
    hands.press("Escape")
    assert len(_ids(filled)) == SIZE + 3
    assert len(_ids(filled, IncidentFilter(text="mail relay"))) == 2
    assert _told("log three", hands) < 3 * 30


def test_a_filter_becomes_a_view_that_the_palette_opens(filled: MainWindow, hands: Keyboard) -> None:
    hands.find("all incidents").press("Ctrl+2")
    hands.press("Ctrl+F").type("error 07")
    assert filled.pages.incidents._views.shelf.narrowed.filter.text == "error 07"
    hands.find("save view").type("Sevens").press("Return")
    assert [view.name for view in filled.services.views.all()][-1] == "Sevens"
    hands.press("Ctrl+3").find("sevens")
    assert filled.page_name == "incidents"
    assert filled.pages.incidents._views.shelf.view.name == "Sevens"
    _told("filter and keep the view", hands)


def test_37_incidents_are_changed_together_and_taken_back(filled: MainWindow, hands: Keyboard) -> None:
    hands.press("Ctrl+2").find("past the shared")
    hands.find("all").press("Home")
    before = _teams(filled)
    hands.hold("Shift+Down", 36).press("Ctrl+Shift+E")
    hands.tab_to("Team").press("Ctrl+A").type("Night shift").press("Ctrl+Return")
    after = _teams(filled)
    changed = [incident_id for incident_id, team in after.items() if before[incident_id] != team]
    assert len(changed) == 37
    assert filled.services.history.names().undo == "Edit 37 incidents"
    hands.press("Ctrl+Z")
    assert _teams(filled) == before
    _told("change 37 together and undo", hands)


def test_an_incident_is_searched_and_its_duplicates_are_merged(filled: MainWindow, hands: Keyboard) -> None:
    hands.find("1321")
    assert filled.pages.incidents.state().incident == 1321
    hands.press("Escape")
    hands.hold("Shift+Down", 2).press("Ctrl+Shift+M").press("Ctrl+Return")
    assert filled.services.incidents.detail(1321).merged_into is not None
    hands.press("Ctrl+Z")
    assert filled.services.incidents.detail(1321).merged_into is None
    _told("search and merge", hands)


def test_the_monday_review_is_done_in_a_minute(filled: MainWindow, hands: Keyboard) -> None:
    """Open incidents, the longest waiting first: one is handed over, one pauses, one gets a comment."""
    incidents = filled.services.incidents
    longest = incidents.open_list(View(filled.services.views.all()[0].filter, "opened"))
    first, second, third = longest.ids([0, 1, 2])
    hands.press("Ctrl+2", "Home", "Return")
    assert filled.pages.incidents.state().incident == first
    hands.press("H").type("Portal D").press("Down", "Return", "Ctrl+Return")
    assert incidents.detail(first).team == "Portal Dev"
    hands.press("Down", "P", "Down", "Ctrl+Return")
    assert incidents.detail(second).incident.status is Status.PAUSED
    assert incidents.detail(second).incident.pause_reason is not PauseReason.NONE
    hands.press("Down", "M").type("Asked the vendor again").press("Ctrl+Return")
    assert [line.body for line in incidents.detail(third).comments] == ["Asked the vendor again"]
    assert _told("Monday review", hands) < MINUTE
