"""A session is planned, changed and removed in the pane; what is no session is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given as over
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.sessions import SessionKind
from desktop_app.services.suite import Services
from desktop_app.ui.hub import words
from desktop_app.ui.hub.page import HubPage
from tests.ui.hub.conftest import next_week, session, team_ids

Settle = Callable[[], None]
TOO_SHORT = "A session lasts 2 to 8 hours: shorter ones teach little, longer ones nobody can leave the desk for."


def opened(page: HubPage, services: Services, topic: str) -> None:
    page.panes.open(session(services, topic))


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ("1", TOO_SHORT),
        ("8.5", TOO_SHORT),
        ("2.25", "A length is told in half hours, such as 2 or 2.5."),
        ("all day", "“all day” is not a length; write hours such as 2 or 2.5."),
    ],
)
def test_a_session_of_one_hour_is_refused_with_the_reason_and_the_form_stays(
    page: HubPage, services: Services, settle: Settle, hours: str, reason: str
) -> None:
    page.new_session()
    fields = page.panes.session.fields
    fields.topic.setText("Quick look")
    fields.team.choose(team_ids(services)["Operations"])
    fields.place.setText("Room 2.14")
    next(iter(fields.hosts.boxes.values())).setChecked(True)
    fields.hours.setText(hours)
    page.panes.session.save.click()
    settle()
    assert fields.asked[fields.hours].reason == reason
    assert fields.hours.hasFocus()
    assert (fields.topic.text(), fields.hours.text(), fields.place.text()) == ("Quick look", hours, "Room 2.14")
    assert len(fields.hosts.chosen) == 1
    assert all(each.topic != "Quick look" for each in services.sessions.sessions())
    fields.hours.setText("2,5")
    page.panes.session.save.click()
    settle()
    assert session(services, "Quick look").minutes == 150


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("topic", " ", "A session needs a topic."),
        ("seats", "many", "“many” is not a number of seats; leave it empty when none are counted."),
        ("seats", "0", "A session has 1 to 1,000 seats, or none are counted."),
    ],
)
def test_a_value_that_cannot_be_taken_stays_with_the_reason_under_it(
    page: HubPage, services: Services, settle: Settle, field: str, typed: str, reason: str
) -> None:
    before = session(services, "Chef runs")
    opened(page, services, "Chef runs")
    fields = page.panes.session.fields
    edit = getattr(fields, field)
    edit.setText(typed)
    page.panes.session.save.click()
    settle()
    assert fields.asked[edit].reason == reason
    assert edit.text() == typed
    assert session(services, "Chef runs") == before


def test_a_session_without_an_owner_is_refused_at_the_owner(page: HubPage, settle: Settle) -> None:
    page.new_session()
    fields = page.panes.session.fields
    fields.topic.setText("Orphan")
    page.panes.session.save.click()
    settle()
    assert fields.asked[fields.team].reason == "Choose the team that gives the session."


def test_everything_of_a_session_is_stored_and_shown_again(
    page: HubPage, services: Services, settle: Settle, undo: Settle
) -> None:
    page.new.click()
    fields = page.panes.session.fields
    fields.topic.setText("Backups  that restore")
    fields.kind.choose(int(SessionKind.PRACTICES))
    fields.team.choose(team_ids(services)["Operations"])
    for box in fields.hosts.boxes.values():
        box.setChecked(True)
    fields.place.setText("Room 2.14")
    fields.needs.setText("A laptop")
    fields.seats.setText("8")
    fields.own_pace.setChecked(True)
    starts = next_week(services)
    fields.dates.day.setText(stamps.day(starts.date()))
    fields.dates.start.setText("10")
    fields.dates.add.click()
    assert fields.dates.day.text() == ""
    page.panes.session.save.click()
    settle()
    held = session(services, "Backups that restore")
    assert (held.kind, held.minutes, held.place, held.needs) == (SessionKind.PRACTICES, 120, "Room 2.14", "A laptop")
    assert (held.seats, held.own_pace, len(held.host_ids)) == (8, True, 2)
    assert [each.starts for each in held.dates] == [starts]
    assert page.panes.session.session == held
    undo()
    assert all(each.topic != "Backups that restore" for each in services.sessions.sessions())
    assert page.body.pane is None


def test_hosts_are_the_people_of_the_owner(page: HubPage, services: Services) -> None:
    page.new_session()
    fields = page.panes.session.fields
    assert fields.hosts.boxes == {}
    for team, names in (("Operations", ["Ada Brandt", "Ben Okafor"]), ("Payments Dev", ["Emil Novak"])):
        fields.team.choose(team_ids(services)[team])
        assert [box.accessibleName() for box in fields.hosts.boxes.values()] == names


def test_changes_are_stored_and_undone(
    page: HubPage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    opened(page, services, "Chef runs")
    pane = page.panes.session
    assert not pane.save.isEnabled()
    pane.fields.hours.setText("4")
    pane.fields.seats.setText("")
    QTest.keyClick(pane.fields.hours, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    after = session(services, "Chef runs")
    assert (after.minutes, after.seats) == (240, None)
    assert said == ["The changes of Chef runs were stored."]
    assert not pane.save.isEnabled()
    undo()
    assert session(services, "Chef runs").minutes == 120
    assert pane.fields.hours.text() == "2"


def test_a_date_is_added_and_taken_away(page: HubPage, services: Services, settle: Settle, undo: Settle) -> None:
    opened(page, services, "Jenkins")
    dates, starts = page.panes.session.fields.dates, next_week(services)
    dates.day.setText(starts.date().isoformat())
    dates.start.setText("10.00")
    QTest.keyClick(dates.start, Qt.Key.Key_Return)
    page.panes.session.save.click()
    settle()
    assert [each.starts for each in session(services, "Jenkins").dates] == [starts]
    assert page.header.answer.startswith("2 of 5 teams")
    dates._remove(dates.dates[0])
    page.panes.session.save.click()
    settle()
    assert session(services, "Jenkins").dates == ()
    undo()
    assert [each.starts for each in session(services, "Jenkins").dates] == [starts]


@pytest.mark.parametrize(
    ("day", "start", "at", "reason"),
    [
        ("", "14:00", "day", "Say the day, such as 1 Jun 2026."),
        ("3 Dec 2026", "", "start", "Say when it starts, such as 14:00."),
        ("3 Dec 2026", "25:00", "start", "“25:00” is not a time of day; write it as 14:00."),
        ("someday", "14:00", "day", "“someday” is not a day; write it as 1 Jun 2026 or 2026-06-01."),
    ],
)
def test_a_date_that_is_none_stays_typed_and_nothing_is_stored_without_it(
    page: HubPage, services: Services, settle: Settle, day: str, start: str, at: str, reason: str
) -> None:
    opened(page, services, "Jenkins")
    dates = page.panes.session.fields.dates
    dates.day.setText(day)
    dates.start.setText(start)
    page.panes.session.save.click()
    settle()
    assert dates.asked[getattr(dates, at)].reason == reason
    assert (dates.day.text(), dates.start.text()) == (day, start)
    assert session(services, "Jenkins").dates == ()


def test_the_same_date_is_not_taken_twice(page: HubPage, services: Services) -> None:
    opened(page, services, "Chef runs")
    dates = page.panes.session.fields.dates
    held = dates.dates[0].starts
    dates.day.setText(held.date().isoformat())
    dates.start.setText(f"{held:%H:%M}")
    dates.add.click()
    assert dates.asked[dates.day].reason == "The session has this date already."
    assert len(dates.dates) == 1


def test_delete_removes_and_undo_brings_back(
    page: HubPage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    page.tabs.setCurrentIndex(1)
    table = page.list.table
    table.point_at(session(services, "Certificates").id)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle()
    assert all(each.topic != "Certificates" for each in services.sessions.sessions())
    assert said == ["Session Certificates was removed."]
    undo()
    assert session(services, "Certificates").dates


def test_going_on_to_another_session_stores_what_was_changed(page: HubPage, services: Services, settle: Settle) -> None:
    opened(page, services, "Chef runs")
    page.panes.session.fields.place.setText("Room 9")
    page.panes.show(session(services, "Jenkins"))
    settle()
    assert session(services, "Chef runs").place == "Room 9"
    assert page.panes.session.session.topic == "Jenkins"


def test_what_cannot_be_taken_keeps_the_pane(page: HubPage, services: Services, settle: Settle) -> None:
    opened(page, services, "Chef runs")
    page.panes.session.fields.hours.setText("1")
    assert not page.panes.show(session(services, "Jenkins"))
    settle()
    assert page.panes.session.session.topic == "Chef runs"
    assert page.panes.session.fields.hours.text() == "1"


def test_escape_gives_back_what_is_stored_and_then_closes(page: HubPage, services: Services) -> None:
    opened(page, services, "Chef runs")
    fields = page.panes.session.fields
    fields.topic.setText("Other")
    fields.own_pace.setChecked(True)
    QTest.keyClick(fields.topic, Qt.Key.Key_Escape)
    assert fields.topic.text() == "Chef runs"
    assert not fields.own_pace.isChecked()
    QTest.keyClick(fields.topic, Qt.Key.Key_Escape)
    assert page.body.pane is None


def test_a_half_typed_new_session_waits_while_another_is_looked_at(page: HubPage, services: Services) -> None:
    page.new_session()
    fields = page.panes.session.fields
    fields.topic.setText("Half")
    fields.team.choose(team_ids(services)["Operations"])
    fields.hours.setText("what")
    next(iter(fields.hosts.boxes.values())).setChecked(True)
    fields.dates.day.setText("3 De")
    page.panes.show(session(services, "Jenkins"))
    page.new_session()
    assert (fields.topic.text(), fields.hours.text(), fields.dates.day.text()) == ("Half", "what", "3 De")
    assert (fields.team.currentText(), len(fields.hosts.chosen)) == ("Operations", 1)


def test_what_changed_elsewhere_meanwhile_is_not_overwritten(page: HubPage, services: Services, settle: Settle) -> None:
    opened(page, services, "Chef runs")
    pane = page.panes.session
    pane.fields.place.setText("Room 9")
    other = replace(session(services, "Chef runs"), topic="Chef and Puppet")
    page._operations.execute(lambda _progress: services.sessions.change(other), title="Elsewhere")
    settle()
    assert pane.fields.place.text() == "Room 9"
    pane.save.click()
    settle()
    assert session(services, "Chef and Puppet").place == ""
    assert pane.problem.sentence
    assert pane.fields.place.text() == "Room 9"
    pane.problem._on_action()
    assert (pane.fields.topic.text(), pane.fields.place.text()) == ("Chef and Puppet", "")


@over(st.integers(4, 16))
def test_half_hours_read_back_as_they_are_shown(halves: int) -> None:
    assert words.read_minutes(words.hours_words(halves * 30)) == halves * 30


@over(st.times())
def test_a_time_of_day_reads_back(at: time) -> None:
    assert words.read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@over(st.text(max_size=6).filter(lambda text: not any(sign.isdecimal() for sign in text)))
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match="14:00"):
        words.read_time(text)
