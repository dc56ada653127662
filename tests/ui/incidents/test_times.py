"""Times and segments put right in the pane: whole lives, plain refusals, and seconds that nobody touched."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.incidents import Fix, IncidentForm, PauseReason, Status
from desktop_app.ui.incidents.times_form import TimesForm
from tests.ui.incidents.conftest import Drive, Driver

CTRL = Qt.KeyboardModifier.ControlModifier
HOUR = timedelta(hours=1)


@pytest.fixture
def driver(drive: Drive) -> Driver:
    """An incident that three teams had a hand in is in the pane."""
    driver = drive()
    life, clock = driver.services.life, driver.services.workspace.now
    now = clock()
    driver.services.workspace.now = lambda: now - 10 * 3600
    made = driver.services.incidents.log(IncidentForm("Mail is down", status=Status.NEW))
    for hours, act in (
        (8, lambda ids: life.hand_over(ids, "Service desk")),
        (6, life.start_work),
        (4, lambda ids: life.pause(ids, PauseReason.USER)),
    ):
        driver.services.workspace.now = lambda h=hours: now - h * 3600  # type: ignore[misc]
        act(made.ids)
    driver.services.workspace.now = clock
    driver.page.show_incident(made.ids[0])
    driver.settle()
    return driver


def editor(driver: Driver) -> TimesForm:
    driver.parts.detail.times_wanted.emit()
    driver.settle()
    held = driver.parts.act_pane.form
    assert isinstance(held, TimesForm)
    return held


def incident_id(driver: Driver) -> int:
    assert driver.parts.detail.detail is not None
    return driver.parts.detail.detail.incident.id


def test_untouched_times_are_stored_as_they_were_to_the_second(driver: Driver) -> None:
    before = driver.services.incidents.detail(incident_id(driver))
    editor(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    after = driver.services.incidents.detail(incident_id(driver))
    assert after.raw_segments == before.raw_segments
    assert after.incident.opened_at == before.incident.opened_at


def test_moving_a_beginning_moves_the_end_of_the_segment_before(driver: Driver) -> None:
    form = editor(driver)
    before = driver.services.incidents.detail(incident_id(driver)).raw_segments
    field = form.segments[2].at
    field.setDateTime(field.dateTime().addSecs(-3600))
    driver.press(Qt.Key.Key_Return, CTRL)
    after = driver.services.incidents.detail(incident_id(driver)).raw_segments
    assert after[1].to_at == after[2].from_at
    assert abs(after[2].from_at - (before[2].from_at - HOUR)) < timedelta(minutes=1)
    assert driver.said[-1].startswith("Correct times of ")


def test_a_segment_is_taken_away_and_another_one_added_in_its_place_of_time(driver: Driver) -> None:
    form = editor(driver)
    form.segments[1].removed.emit()
    form.more.click()
    added = form.segments[-1]
    moment = form.segments[1].at.dateTime().addSecs(-1800)
    added.at.setDateTime(moment)
    added.state.choose((Status.PAUSED, PauseReason.SUPPLIER))
    driver.press(Qt.Key.Key_Return, CTRL)
    after = driver.services.incidents.detail(incident_id(driver)).raw_segments
    assert [s.status for s in after] == [Status.NEW, Status.PAUSED, Status.IN_WORK, Status.PAUSED]
    assert after[1].pause_reason is PauseReason.SUPPLIER
    assert all(a.to_at == b.from_at for a, b in pairwise(after))


def test_a_segment_before_the_opening_is_refused_and_everything_typed_stays(driver: Driver) -> None:
    form = editor(driver)
    field = form.segments[1].at
    early = field.dateTime().addDays(-3)
    field.setDateTime(early)
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.parts.act_pane.problem.sentence == "A segment begins before the incident was opened."
    assert field.dateTime() == early


def test_an_instant_is_made_unknown_and_known_again(driver: Driver) -> None:
    form = editor(driver)
    assert form.acknowledged.value() is not None
    form.acknowledged._clear.click()
    assert form.acknowledged.value() is None
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.services.incidents.detail(incident_id(driver)).incident.acknowledged_at is None
    form = editor(driver)
    form.acknowledged._set.click()
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.services.incidents.detail(incident_id(driver)).incident.acknowledged_at is not None


def test_an_open_incident_has_no_end_to_correct_and_a_resolved_one_has(driver: Driver) -> None:
    form = editor(driver)
    assert not form.resolved.isVisible()
    assert not form.closed.isVisible()
    driver.press(Qt.Key.Key_Escape)
    driver.services.life.resolve((incident_id(driver),), Fix.PERMANENT)
    form = editor(driver)
    assert form.resolved.isVisible()
    form.resolved.field.setDateTime(form.resolved.field.dateTime().addSecs(-3600))
    driver.press(Qt.Key.Key_Return, CTRL)
    after = driver.services.incidents.detail(incident_id(driver))
    assert after.raw_segments[-1].to_at == after.incident.resolved_at


def test_somebody_else_s_change_meanwhile_is_told(driver: Driver) -> None:
    form = editor(driver)
    driver.services.life.comment((incident_id(driver),), "Meanwhile")
    driver.services.life.start_work((incident_id(driver),))
    form.opened.setDateTime(form.opened.dateTime().addSecs(-3600))
    driver.press(Qt.Key.Key_Return, CTRL)
    assert "changed elsewhere" in driver.parts.act_pane.problem.sentence
    assert form.opened.touched
