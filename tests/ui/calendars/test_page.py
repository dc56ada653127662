"""Support hours are edited in place: each edit is one step, and what cannot be taken is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.services.suite import Services
from desktop_app.ui.calendars.page import CalendarsPage
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from tests.ui.clipping import clipped

Settle = Callable[[], None]
OpenPage = Callable[[], CalendarsPage]


def own(services: Services) -> SupportCalendar:
    return services.calendars.calendars()[0]


def type_into(field: object, words: str) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, words)  # type: ignore[call-overload]


def add_calendar(page: CalendarsPage, name: str, settle: Settle) -> None:
    page.add.click()
    assert page.form.name.hasFocus()
    QTest.keyClicks(page.form.name, name)
    QTest.keyClick(page.form.name, Qt.Key.Key_Return)
    settle()
    settle()


def test_the_workspaces_own_hours_are_shown(page: CalendarsPage, services: Services) -> None:
    assert page.body.shown == own(services)
    assert [day.open.isChecked() for day in page.body.week.days] == [True] * 5 + [False] * 2
    assert page.body.week.days[0].start.text() == "8:00"
    assert page.body.week.days[5].closed.isVisibleTo(page)
    assert page.header.answer == "One calendar says for every system when the working clock runs"


def test_hours_are_stepped_by_the_keyboard_and_stored_by_enter(
    page: CalendarsPage, services: Services, said: list[str], settle: Settle, undo: Callable[[], None]
) -> None:
    field = page.body.week.days[0].end
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "17:30"
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert own(services).hours[0] == (time(8), time(17, 30))
    assert said == ["The workspace's own: Mon 8:00 to 17:30, Tue to Fri 8:00 to 17:00, 45.5 h a week; no holidays."]
    undo()
    settle()
    assert field.text() == "17:00"


def test_a_day_is_opened_and_closed(page: CalendarsPage, services: Services, settle: Settle) -> None:
    saturday = page.body.week.days[5]
    saturday.open.click()
    settle()
    assert own(services).hours[5] == (time(8), time(17))
    saturday.open.click()
    settle()
    assert 5 not in own(services).hours


def test_a_row_is_stored_when_it_is_left(page: CalendarsPage, services: Services, settle: Settle, qtbot: QtBot) -> None:
    day = page.body.week.days[1]
    type_into(day.start, "7")
    day.end.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(10)
    assert own(services).hours[1] == (time(8), time(17)), "the row is not left yet"
    page.body.zone.setFocus()
    qtbot.waitUntil(lambda: own(services).hours[1] == (time(7), time(17)))
    settle()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("soon", "“soon” is not a time of the day; write it as 8:00 or 17:30."),
        ("7:00", "Support hours from 08:00 to 07:00 end before they begin."),
    ],
)
def test_hours_that_cannot_be_are_said_and_stay(
    page: CalendarsPage, services: Services, settle: Settle, words: str, sentence: str
) -> None:
    field = page.body.week.days[2].end
    type_into(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert page.body.message.sentence == sentence
    assert field.text() == words
    assert own(services).hours[2] == (time(8), time(17))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "17:00"


def test_other_hours_hold_from_a_day_on_and_leave_the_past_alone(
    page: CalendarsPage, services: Services, settle: Settle
) -> None:
    versions = page.body.versions
    versions.add.click()
    QTest.keyClicks(versions.day, "1 Jul 2026")
    QTest.keyClick(versions.day, Qt.Key.Key_Return)
    settle()
    settle()
    assert page.body.shown.valid_from == date(2026, 7, 1)
    page.body.week.days[4].open.click()
    settle()
    first, second = services.calendars.calendars()
    assert (4 in first.hours, 4 in second.hours) == (True, False)
    versions.combo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(versions.combo, Qt.Key.Key_Up)
    assert page.body.week.days[4].open.isChecked()
    QTest.keyClick(versions.combo, Qt.Key.Key_Down)
    versions.remove.click()
    settle()
    settle()
    assert len(services.calendars.calendars()) == 1
    assert page.body.shown.valid_from is None


def test_a_day_that_has_hours_already_is_said(page: CalendarsPage, settle: Settle) -> None:
    versions = page.body.versions
    versions.add.click()
    versions.accept.click()
    assert versions._asked.reason == "Write the day from which the other hours hold."
    QTest.keyClick(versions.day, Qt.Key.Key_Escape)
    assert not versions.day.isVisibleTo(page)


def test_holidays_are_added_by_day_and_by_country_and_removed(
    page: CalendarsPage, services: Services, settle: Settle
) -> None:
    holidays = page.body.holidays
    QTest.keyClicks(holidays.day, "24 Dec 2026")
    QTest.keyClick(holidays.day, Qt.Key.Key_Return)
    settle()
    assert own(services).holidays == {date(2026, 12, 24)}
    holidays.region.set_region("DE-BE")
    holidays.add_public.click()
    settle()
    found = services.calendars.public_holidays("DE", "DE-BE", [2026])
    assert own(services).holidays == {date(2026, 12, 24), *found}
    assert holidays.years.currentText() == f"2026: {len(found) + 1} days"
    link = next(each for each in holidays.findChildren(Link) if each.accessibleName() == "Remove 24 Dec 2026")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    assert own(services).holidays == set(found)
    assert services.history.names().undo == "Set the support hours of the workspace"


def test_what_is_no_day_or_region_is_said(page: CalendarsPage) -> None:
    holidays = page.body.holidays
    holidays.add.click()
    assert holidays._asked_day.reason == "Write the day that is a holiday."
    holidays.add_public.click()
    assert holidays._asked_region.reason == "Choose the country or region whose public holidays are added."
    type_into(holidays.region, "Atlantis")
    holidays.add_public.click()
    assert "“Atlantis” is not a country or region" in holidays._asked_region.reason


def test_the_zone_is_chosen_and_an_unknown_one_said(page: CalendarsPage, services: Services, settle: Settle) -> None:
    zone = page.body.zone
    zone.setEditText("Europe/Madrid")
    zone.lineEdit().editingFinished.emit()
    settle()
    assert own(services).zone == "Europe/Madrid"
    zone.setEditText("Mars/Olympus")
    zone.lineEdit().editingFinished.emit()
    assert page.body.message.sentence.startswith("There is no time zone “Mars/Olympus”")


def test_a_calendar_of_its_own_is_added_for_some_systems_renamed_and_removed(
    page: CalendarsPage, services: Services, settle: Settle
) -> None:
    add_calendar(page, "Night shift", settle)
    assert page.shown == "Night shift"
    assert page.body.shown.name == "Night shift"
    QTest.keyClicks(page.body.systems.search, "System 03")
    box = page.body.systems.boxes["System 03"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    settle()
    assert services.calendars.systems()["System 03"] == "Night shift"
    assert page.header.answer == "2 calendars; 1 system has support hours of its own"
    page.body.rename.click()
    QTest.keyClicks(page.body.form.name, "Late shift")
    QTest.keyClick(page.body.form.name, Qt.Key.Key_Return)
    settle()
    settle()
    assert (page.shown, services.calendars.systems()["System 03"]) == ("Late shift", "Late shift")
    page.body.systems.boxes["System 03"].click()
    settle()
    assert services.calendars.systems()["System 03"] == ""
    page.body.remove.click()
    settle()
    settle()
    assert [each.name for each in services.calendars.calendars()] == [""]
    assert page.shown == ""


def test_a_name_that_cannot_be_taken_is_said(page: CalendarsPage, settle: Settle) -> None:
    add_calendar(page, "  ", settle)
    assert page.body.message.sentence == "A support calendar needs a name."
    assert not page.form.isHidden()


def test_calendars_are_walked_by_arrow_keys(page: CalendarsPage, settle: Settle) -> None:
    add_calendar(page, "Night shift", settle)
    own_line = page.list.buttons[0]
    own_line.click()
    own_line.setFocus()
    assert page.shown == ""
    QTest.keyClick(own_line, Qt.Key.Key_Down)
    assert page.shown == "Night shift"


def test_what_is_being_typed_is_stored_when_the_window_closes(
    page: CalendarsPage, services: Services, settle: Settle
) -> None:
    type_into(page.body.week.days[3].start, "6:30")
    page.commit_pending()
    settle()
    assert own(services).hours[3] == (time(6, 30), time(17))


def filled(page: CalendarsPage, settle: Settle) -> CalendarsPage:
    """Every part has something to show."""
    add_calendar(page, "Night shift", settle)
    page.body.holidays.region.set_region("DE-BE")
    page.body.holidays.add_public.click()
    settle()
    page.body.versions.added.emit(date(2026, 7, 1))
    settle()
    settle()
    page.body.versions.add.click()
    return page


def cut(page: CalendarsPage, qtbot: QtBot, width: int, height: int) -> list[str]:
    page.resize(width, height)
    qtbot.wait(30)  # layouts settle
    return clipped(page)


@pytest.mark.parametrize("points", [10, 14])
@pytest.mark.parametrize(("width", "height"), [(1232, 844), (968, 644)])
def test_nothing_is_cut(
    open_page: OpenPage, settle: Settle, qtbot: QtBot, points: int, width: int, height: int
) -> None:
    theme().set_points(points)
    page = filled(open_page(), settle)
    assert cut(page, qtbot, width, height) == []


def test_longer_words_are_not_cut(open_page: OpenPage, settle: Settle, qtbot: QtBot, longer_words: None) -> None:
    page = filled(open_page(), settle)
    assert cut(page, qtbot, 1232, 844) == []
