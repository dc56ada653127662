"""The overview comes first, and every way from it leads back to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period, last_days
from desktop_app.ui.printing.incident_list_preview import ListPreview
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, keys, press, rest


def test_a_workspace_with_incidents_opens_on_the_overview(filled: MainWindow) -> None:
    assert filled.page_name == "overview"
    assert filled.scope_bar.isVisible()
    assert "met the shared goal" in filled.pages.overview.header.answer
    assert filled.status.counts.startswith("1,")
    assert filled.status.counts == filled.pages.overview.status


def test_what_fell_between_the_teams_is_reached_by_link_and_by_the_palette(qtbot: QtBot, filled: MainWindow) -> None:
    press(qtbot, filled, "List of ")
    rest(qtbot, filled)
    assert filled.page_name == "cracks"
    keys(filled, "Alt+Left")
    assert filled.page_name == "overview"
    filled.actions_["cracks"].trigger()
    rest(qtbot, filled)
    assert filled.page_name == "cracks"
    keys(filled, "Ctrl+1")
    assert filled.page_name == "overview"


def test_a_page_that_is_made_later_is_in_the_scope_chosen_before(qtbot: QtBot, filled: MainWindow) -> None:
    filled.scope_bar._choose("classification", "Medium")
    rest(qtbot, filled)
    keys(filled, "Ctrl+1")
    filled.navigator.show_page("cracks")
    rest(qtbot, filled)
    reading = filled.pages.cracks.reading
    assert reading is not None
    assert {row[1].text for row in reading.listed.rows} == {"Medium"}


def test_a_number_leads_to_its_incidents_and_back_to_the_overview(qtbot: QtBot, filled: MainWindow) -> None:
    press(qtbot, filled, "open past the goal")
    rest(qtbot, filled)
    figure = filled.pages.overview.body.oldest.figure
    assert figure is not None
    assert filled.page_name == "incidents"
    qtbot.waitUntil(
        lambda: filled.status.counts.startswith(f"{figure.values['past_goal']} of 1,500 incidents shown"), timeout=LONG
    )
    keys(filled, "Alt+Left")
    assert filled.page_name == "overview"


def test_the_way_back_gives_the_focus_back_too(qtbot: QtBot, filled: MainWindow) -> None:
    frame = filled.pages.overview.body.oldest.frame
    assert frame is not None
    frame.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(frame.chart, Qt.Key.Key_Return)
    rest(qtbot, filled)
    assert filled.page_name == "incidents"
    keys(filled, "Alt+Left")
    rest(qtbot, filled)
    assert filled.page_name == "overview"
    assert filled.focusWidget() is frame.chart


def test_a_control_that_is_gone_meanwhile_leaves_the_focus_to_the_page(qtbot: QtBot, filled: MainWindow) -> None:
    link = filled.pages.overview.body.oldest.link
    link.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(link, Qt.Key.Key_Return)
    rest(qtbot, filled)
    link.hide()
    keys(filled, "Alt+Left")
    assert filled.focusWidget() is filled.pages.overview


def test_printing_what_fell_between_the_teams_shows_its_pages(qtbot: QtBot, filled: MainWindow) -> None:
    filled.navigator.show_page("cracks")
    rest(qtbot, filled)
    filled.actions_["print"].trigger()
    rest(qtbot, filled)
    (dialog,) = filled.findChildren(ListPreview)
    assert dialog.isVisible()
    dialog.close()
    qtbot.waitUntil(lambda: filled.findChildren(ListPreview) == [])


def test_whole_months_can_be_chosen_as_the_period(qtbot: QtBot, filled: MainWindow) -> None:
    """The newest stamp of the generated dump is on 1 January 2026 in UTC."""
    menu = filled.scope_bar._period_chip.menu()
    assert isinstance(menu, QMenu)
    filled.pages.targets.period_wanted.emit()  # a comparison over all dates asks for one
    assert menu.isVisible()
    menu.close()
    by_words = {action.text(): action for action in menu.actions()}
    by_words["This month"].trigger()
    newest = filled.services.workspace.facts().newest_on
    assert newest is not None
    assert filled.scope_bar.period.from_on == newest.replace(day=1)
    by_words["Last month"].trigger()
    before = filled.scope_bar.period
    assert before.from_on is not None
    assert before.to_on is not None
    assert before.from_on.day == 1
    assert before.to_on < newest.replace(day=1)
    by_words["This year"].trigger()
    assert filled.scope_bar.period == Period(date(newest.year, 1, 1), date(newest.year, 12, 31))
    rest(qtbot, filled)


def test_each_workspace_keeps_its_period_as_seen_from_its_newest_stamp(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    first, newest = filled.services.workspace.database.path, filled.services.workspace.facts().newest_on
    assert newest is not None
    filled.scope_bar._choose("route", "ops_only")
    filled.scope_bar.set_span("weeks_12")
    rest(qtbot, filled)
    filled.desk.open(tmp_path / "other.secondway", create=True)
    qtbot.waitUntil(lambda: filled.services.workspace.database.path != first, timeout=LONG)
    rest(qtbot, filled)
    assert (filled.scope_bar.filter, filled.scope_bar.period) == (IncidentFilter(), Period())
    filled.desk.open(first)
    qtbot.waitUntil(lambda: filled.services.workspace.database.path == first, timeout=LONG)
    rest(qtbot, filled)
    assert filled.scope_bar.filter == IncidentFilter()
    assert filled.scope_bar.period == last_days(84, newest)
    assert filled.page_name == "overview"
    figure = filled.pages.overview.body.attainment.figure
    assert figure is not None
    assert 0 < figure.n < 700, "the first answer is of the period"


def test_the_menus_of_another_workspace_tick_what_holds_there(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    bar, first = filled.scope_bar, filled.services.workspace.database.path
    bar._choose("route", "unknown")
    newest = filled.services.workspace.facts().newest_on
    assert newest is not None
    bar.set_period(last_days(84, newest))
    bar.set_span("weeks_12")  # the same days, from now on as seen from the newest stamp
    filled.desk.open(tmp_path / "other.secondway", create=True)
    qtbot.waitUntil(lambda: filled.services.workspace.database.path != first, timeout=LONG)
    ticked = [action.text() for action in bar._route_chip.menu().actions() if action.isChecked()]
    assert ticked == ["All"]
    filled.desk.open(first)
    qtbot.waitUntil(lambda: filled.services.workspace.database.path == first, timeout=LONG)
    rest(qtbot, filled)
    assert bar.span == "weeks_12"
