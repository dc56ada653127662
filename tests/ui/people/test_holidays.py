"""The workspace keeps the public holidays of one region, which people may differ from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.suite import Services
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.people.roster_model import Column
from tests.ui.people.test_person import opened, stored

Settle = Callable[[], None]


def test_a_region_is_found_by_a_part_of_its_name_kept_and_taken_back(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    assert page.section.holidays.text() == "Public holidays: none chosen"
    page.section.holidays.click()
    pane = page.panes.holidays
    assert page.body.pane is pane
    QTest.keyClicks(pane.region, "berli")
    completer = pane.region.completer()
    found = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert found == ["Germany, Berlin"]
    pane.region.setText(found[0])
    QTest.keyClick(pane.region, Qt.Key.Key_Return)
    settle()
    assert services.people.roster().region == "DE-BE"
    assert page.section.holidays.text() == "Public holidays: Germany, Berlin"
    assert said == ["The public holidays of Germany, Berlin are kept now."]
    ada = stored(services, "Ada Brandt")
    assert page.table.roster.index(page.table.roster.row_of(ada.id), Column.HOLIDAYS).data() == "Germany, Berlin"
    opened(page, services, "Ada Brandt")
    assert page.panes.person.fields.region.placeholderText() == "Germany, Berlin"
    undo()
    assert services.people.roster().region == ""


def test_what_is_no_region_is_refused_at_the_field(page: PeoplePage, services: Services, settle: Settle) -> None:
    page.section.holidays.click()
    pane = page.panes.holidays
    pane.region.setText("Mordor")
    pane.save.click()
    settle()
    assert pane.asked.reason == "“Mordor” is not a country or region of the list; type a part of its name."
    assert pane.region.text() == "Mordor"
    assert services.people.roster().region == ""


def test_the_holidays_can_be_given_up(page: PeoplePage, services: Services, settle: Settle) -> None:
    services.people.set_region("DE-BE")
    page.reload()
    settle()
    page.section.holidays.click()
    page.panes.holidays.none.click()
    settle()
    assert services.people.roster().region == ""


def test_alt_down_opens_the_whole_list(page: PeoplePage) -> None:
    page.section.holidays.click()
    region = page.panes.holidays.region
    QTest.keyClick(region, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert region.completer().popup().isVisible()
    assert region.completer().completionCount() > 200
    region.completer().popup().hide()
