"""Over time: the normal range of one classification, and the changes of the work told by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.charts import Weeks
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.phases import PhaseKind
from desktop_app.services.suite import Services
from desktop_app.ui.targets.page import TIME, TargetsPage
from desktop_app.ui.widgets.buttons import Link

Settle = Callable[[], None]


@pytest.fixture
def over_time(tabbed: TargetsPage, settle: Settle) -> TargetsPage:
    tabbed.head.tabs.setCurrentIndex(TIME)
    settle()
    settle()
    return tabbed


def tell(page: TargetsPage, settle: Settle, day: str, what: str) -> None:
    tab = page.time
    tab.events.add.click()
    assert tab.pane.day.hasFocus()
    QTest.keyClicks(tab.pane.day, day)
    QTest.keyClicks(tab.pane.what, what)
    QTest.keyClick(tab.pane.what, Qt.Key.Key_Return)
    settle()
    settle()


def test_a_classification_is_chosen_by_the_figure_and_then_by_the_reader(
    over_time: TargetsPage, small: Services, settle: Settle
) -> None:
    tab, asked = over_time.time, IncidentFilter(target_set=small.targets.find(None).id)
    assert tab.normal.figure == small.measures.figure("normal_range", asked)
    assert tab.normal.figure is not None
    assert tab.classification is not None
    assert tab.normal.figure.values["classification"] == tab.classification.key
    tab.classifications.buttons[2].click()
    settle()
    medium = small.measures.figure("normal_range", asked, choice=Choice(classification=Classification.MEDIUM))
    assert tab.normal.figure == medium


def test_a_change_of_the_work_is_told_by_keyboard_and_makes_a_phase(
    over_time: TargetsPage, small: Services, settle: Settle
) -> None:
    said: list[str] = []
    over_time.said.connect(said.append)
    tab = over_time.time
    tell(over_time, settle, "1 Sep 2025", "Queues are sorted twice a day")
    (event,) = [each for each in small.phases.events() if each.id]
    assert (event.on, event.kind, event.title) == (date(2025, 9, 1), PhaseKind.FIX, "Queues are sorted twice a day")
    assert said == ["“Queues are sorted twice a day” was added: the normal range is made anew from that day."]
    assert not tab.pane.isVisibleTo(over_time)
    assert tab.events.add.hasFocus()
    assert tab.events.events[0] == event
    assert tab.normal.figure is not None
    chart = tab.normal.figure.chart
    assert isinstance(chart, Weeks)
    assert any("Queues are sorted" in each.label for each in chart.breaks)


def test_what_was_told_is_changed_and_removed(over_time: TargetsPage, small: Services, settle: Settle) -> None:
    tab = over_time.time
    tell(over_time, settle, "1 Sep 2025", "Sorted")
    link = next(each for each in tab.events.findChildren(Link) if each.accessibleName() == "Edit Sorted")
    link.click()
    assert tab.pane.day.text() == "1 Sep 2025"
    tab.pane.what.setText("Sorted by hand")
    tab.pane.classification.setCurrentIndex(4)
    tab.pane.save.click()
    settle()
    settle()
    (event,) = [each for each in small.phases.events() if each.id]
    assert (event.title, event.classification) == ("Sorted by hand", Classification.LOW)
    tab.classifications.buttons[0].click()
    settle()
    assert tab.events.events == ()
    tab.edit_event(event)
    tab.pane.remove.click()
    settle()
    assert [each for each in small.phases.events() if each.id] == []
    assert small.history.names().undo == "Remove the event “Sorted by hand”"
    settle()  # the figures are asked for again
    settle()


@pytest.mark.parametrize(
    ("day", "what", "sentence"),
    [
        ("", "Sorted", "A change of the work needs the day on which it began."),
        ("6/1/2026", "Sorted", "“6/1/2026” is not a day; write it as 1 Jun 2026 or 2026-06-01."),
        ("1 Jun 2026", " ", "An event needs a title that says what changed."),
    ],
)
def test_what_cannot_be_stored_is_said_in_the_pane_and_stays(
    over_time: TargetsPage, small: Services, settle: Settle, day: str, what: str, sentence: str
) -> None:
    tell(over_time, settle, day, what)
    pane = over_time.time.pane
    assert sentence in (pane._asked.reason, pane.message.sentence)
    assert pane.isVisibleTo(over_time)
    assert pane.what.text() == what
    assert [each for each in small.phases.events() if each.id] == []
    QTest.keyClick(pane.what, Qt.Key.Key_Escape)
    assert not pane.isVisibleTo(over_time)
