"""Days away are typed, added and taken away in the pane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.people import Absence, Person
from desktop_app.services.suite import Services
from desktop_app.ui.people import words
from desktop_app.ui.people.absences import Absences
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.people.roster_model import Column
from tests.ui.people.conftest import TODAY
from tests.ui.people.test_person import opened, stored

Settle = Callable[[], None]


def days(services: Services, name: str) -> list[tuple[date, date]]:
    person = stored(services, name)
    return [(a.first_on, a.last_on) for a in services.people.roster().absences if a.person_id == person.id]


def away(page: PeoplePage, person: Person) -> str:
    return str(page.table.roster.index(page.table.roster.row_of(person.id), Column.AWAY).data())


def test_typed_days_are_added_by_enter_and_taken_back(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    ada = opened(page, services, "Ada Brandt")
    absences = page.panes.person.absences
    absences.first.setText("3 Dec 2026")
    absences.last.setText("2026-12-14")
    QTest.keyClick(absences.last, Qt.Key.Key_Return)
    settle()
    assert days(services, "Ada Brandt") == [(date(2026, 12, 3), date(2026, 12, 14))]
    assert said == ["Ada Brandt is away 3 – 14 Dec."]
    assert (absences.first.text(), absences.last.text()) == ("", "")
    assert away(page, ada) == "3 – 14 Dec"
    undo()
    assert days(services, "Ada Brandt") == []


def test_one_day_needs_no_last_day(page: PeoplePage, services: Services, settle: Settle) -> None:
    ada = opened(page, services, "Ada Brandt")
    page.panes.person.absences.first.setText("3 Dec 2026")
    page.panes.person.absences.add.click()
    settle()
    assert days(services, "Ada Brandt") == [(date(2026, 12, 3), date(2026, 12, 3))]
    assert away(page, ada) == "3 Dec"


@pytest.mark.parametrize(
    ("first", "last", "at", "reason"),
    [
        ("soon", "", "first", "“soon” is not a day; write it as 1 Jun 2026 or 2026-06-01."),
        ("", "3 Dec 2026", "first", "Say the first day, such as 1 Jun 2026."),
        ("14 Dec 2026", "3 Dec 2026", "last", "An absence cannot end before it begins."),
        ("3 Dec 1910", "", "last", "An absence lies between 1950 and 2999."),
    ],
)
def test_days_that_cannot_be_stay_typed_with_the_reason(
    page: PeoplePage, services: Services, settle: Settle, first: str, last: str, at: str, reason: str
) -> None:
    opened(page, services, "Ada Brandt")
    absences = page.panes.person.absences
    absences.first.setText(first)
    absences.last.setText(last)
    absences.add.click()
    settle()
    assert absences.asked[getattr(absences, at)].reason == reason
    assert (absences.first.text(), absences.last.text()) == (first, last)
    assert days(services, "Ada Brandt") == []


def test_an_absence_is_removed_and_undone(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    ada = stored(services, "Ada Brandt")
    for first in (date(2026, 12, 3), date(2027, 2, 1)):
        services.people.add_absence(ada.id, first, first + timedelta(4))
    page.reload()
    settle()
    opened(page, services, "Ada Brandt")
    assert away(page, ada) == "3 – 7 Dec, 1 more"
    absences = page.panes.person.absences
    held = next(a for a in services.people.roster().absences if a.first_on == date(2026, 12, 3))
    absences.removed.emit(held)
    settle()
    assert [first for first, _last in days(services, "Ada Brandt")] == [date(2027, 2, 1)]
    assert said == ["Ada Brandt is not away 3 – 7 Dec any more."]
    undo()
    assert len(days(services, "Ada Brandt")) == 2


def test_days_that_are_over_wait_behind_a_link(page: PeoplePage, services: Services) -> None:
    opened(page, services, "Ada Brandt")
    absences = page.panes.person.absences
    held = [Absence(n, 1, date(2026, n, 1), date(2026, n, 5)) for n in (1, 2, 12)]
    absences.show_absences(held, TODAY)
    assert absences.earlier.text() == "Show 2 that are over"
    absences.earlier.click()
    assert absences.earlier.isHidden()
    assert [line for line in shown_lines(absences) if "Jan" in line]


def shown_lines(absences: Absences) -> list[str]:
    from desktop_app.ui.widgets.labels import Label

    return [label.text() for label in absences.findChildren(Label) if not label.isHidden()]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.integers(0, 40)), max_size=6
    )
)  # fmt: skip
def test_away_next_names_the_first_absence_that_is_not_over(spans: list[tuple[date, int]]) -> None:
    held = [Absence(n, 1, first, first + timedelta(length)) for n, (first, length) in enumerate(spans)]
    told = words.away_words(Person(1, "Ada", 1), held, TODAY)
    coming = [absence for absence in held if absence.last_on >= TODAY]
    if not coming:
        assert told == "–"
        return
    first = min(coming, key=lambda absence: absence.first_on)
    assert told.startswith("away until") == first.covers(TODAY)
    assert told.endswith("more") == (len(coming) > 1)


def test_who_has_left_is_away_no_more() -> None:
    gone = Person(1, "Ada", 1, left_on=date(2026, 10, 1))
    assert words.away_words(gone, [Absence(1, 1, date(2026, 12, 1), date(2026, 12, 2))], TODAY) == "has left"
