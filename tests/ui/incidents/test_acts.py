"""What happens to incidents: by button, key and menu, for one and for many, with nothing typed ever lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain.incidents import Fix, IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.domain.lives import Act
from desktop_app.services.incident_details import IncidentDetail
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.act_form import ActForm, CommentForm
from desktop_app.ui.incidents.act_words import acts, fitting
from desktop_app.ui.incidents.value_link import ValueLink
from tests.ui.incidents.conftest import Drive, Driver

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DAY = 86400


def log(services: Services, title: str, **how: object) -> int:
    return services.incidents.log(IncidentForm(title, **how)).ids[0]  # type: ignore[arg-type]


def shown(driver: Driver) -> IncidentDetail:
    detail = driver.parts.detail.detail
    assert detail is not None
    return detail


def form(driver: Driver) -> ActForm:
    held = driver.parts.act_pane.form
    assert isinstance(held, ActForm)
    return held


@pytest.fixture
def newest(drive: Drive, services: Services) -> Driver:
    """The page with an incident in work in the pane, the newest of the list, and the focus in the table."""
    log(services, "Mail is down", status=Status.IN_WORK, team="Service desk")
    driver = drive()
    driver.click_row(0)
    driver.press(Qt.Key.Key_End)
    assert shown(driver).incident.title == "Mail is down"
    return driver


def detail_now(driver: Driver, incident_id: int) -> IncidentDetail:
    return driver.services.incidents.detail(incident_id)


def test_the_foot_shows_the_acts_that_fit_and_the_menu_all_others(newest: Driver) -> None:
    foot = newest.parts.detail._acts
    assert list(foot.buttons) == [Act.RESOLVE, Act.HAND_OVER]
    words = " ".join(action.text() for action in foot.menu.actions())
    detail = shown(newest)
    for act in detail.acts - set(foot.buttons):
        assert acts()[act].words in words
    for act in set(Act) - detail.acts:
        assert acts()[act].words not in words
    for also in ("Correct ti&mes", "&Edit incident", "&Delete incident"):
        assert also in words


@pytest.mark.parametrize("status", list(Status))
def test_every_state_has_an_act_that_is_possible(newest: Driver, status: Status) -> None:
    incident_id = log(newest.services, "One more", status=status)
    detail = detail_now(newest, incident_id)
    fit = fitting(detail.incident)
    assert 1 <= len(fit) <= 2
    assert set(fit) <= detail.acts


def test_an_incident_is_handed_over_by_keyboard_with_completion(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.press(Qt.Key.Key_H)
    assert newest.parts.act_pane.isVisible()
    newest.type("portal")
    QTest.keyClick(form(newest).team.completer().popup(), Qt.Key.Key_Down)
    QTest.keyClick(form(newest).team.completer().popup(), Qt.Key.Key_Tab)
    assert form(newest).team.currentText() == "Portal Dev"
    assert form(newest).comment.hasFocus()
    newest.type("They know the certificate")
    newest.press(Qt.Key.Key_Return, CTRL)
    detail = detail_now(newest, incident_id)
    assert (detail.team, detail.incident.status) == ("Portal Dev", Status.ASSIGNED)
    assert [line.body for line in detail.comments] == ["They know the certificate"]
    assert newest.parts.detail.isVisible()
    assert newest.said[-1].startswith("Hand over: ")
    assert newest.page.window().focusWidget() is newest.table


def test_enter_in_a_line_does_it_too(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.press(Qt.Key.Key_H)
    newest.type("A team of its own")
    newest.press(Qt.Key.Key_Return)
    assert detail_now(newest, incident_id).team == "A team of its own"


def test_a_pause_needs_its_reason_and_what_was_typed_survives_the_refusal(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.press(Qt.Key.Key_P)
    form(newest).comment.setPlainText("Called twice")
    newest.press(Qt.Key.Key_Return, CTRL)
    assert newest.parts.act_pane.problem.sentence == "A pause needs a reason: what does it wait for?"
    assert form(newest).comment.toPlainText() == "Called twice"
    form(newest).reason.choose(PauseReason.SUPPLIER.value)
    assert newest.parts.act_pane.problem.sentence == "", "typing answers it"
    newest.press(Qt.Key.Key_Return, CTRL)
    detail = detail_now(newest, incident_id)
    assert (detail.incident.status, detail.incident.pause_reason) == (Status.PAUSED, PauseReason.SUPPLIER)
    assert list(newest.parts.detail._acts.buttons) == [Act.RESOLVE, Act.START_WORK]
    newest.press(Qt.Key.Key_W)
    assert detail_now(newest, incident_id).incident.status is Status.IN_WORK


def test_it_is_restored_resolved_with_its_fix_and_reopened(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.press(Qt.Key.Key_B)
    newest.type("The old relay takes the mail")
    newest.press(Qt.Key.Key_Return, CTRL)
    newest.press(Qt.Key.Key_R)
    form(newest).fix.choose(Fix.PERMANENT)
    form(newest).note.setPlainText("A new disk")
    newest.press(Qt.Key.Key_Return, CTRL)
    detail = detail_now(newest, incident_id)
    assert (detail.incident.status, detail.incident.fix) == (Status.RESOLVED, Fix.PERMANENT)
    assert detail.incident.workaround == "The old relay takes the mail"
    facts = [label.text() for label in newest.parts.detail.findChildren(QLabel)]
    for words in ("The old relay takes the mail", "Permanent fix", "A new disk"):
        assert words in facts, "the pane says how it was repaired"
    newest.parts.detail._acts.buttons[Act.REOPEN].click()
    newest.settle()
    newest.press(Qt.Key.Key_Return, CTRL)
    assert detail_now(newest, incident_id).incident.status is Status.ASSIGNED
    assert not newest.failures


def test_escape_goes_back_and_what_was_typed_is_there_again(newest: Driver) -> None:
    newest.press(Qt.Key.Key_M)
    newest.type("Half a thought")
    newest.press(Qt.Key.Key_Escape)
    assert newest.parts.detail.isVisible()
    assert not newest.parts.act_pane.isVisible()
    newest.press(Qt.Key.Key_M)
    newest.type(", now whole")
    newest.press(Qt.Key.Key_Return, CTRL)
    bodies = [line.body for line in shown(newest).comments]
    assert bodies == ["Half a thought, now whole"]
    newest.press(Qt.Key.Key_M)
    assert form(newest).comment.toPlainText() == "", "what was stored does not come back"


def test_a_time_before_the_newest_change_is_refused_and_another_one_taken(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.press(Qt.Key.Key_R)
    at = form(newest).at
    now = at.dateTime()
    at.setDateTime(now.addSecs(-DAY))
    newest.press(Qt.Key.Key_Return, CTRL)
    assert "newest change" in newest.parts.act_pane.problem.sentence
    assert newest.parts.act_pane.isVisible()
    at.forget()
    newest.press(Qt.Key.Key_Return, CTRL)
    assert detail_now(newest, incident_id).incident.status is Status.RESOLVED


def test_many_incidents_are_paused_in_one_step(drive: Drive) -> None:
    driver = drive()
    driver.click_row(0)
    driver.click_row(4, SHIFT)
    driver.parts.commands.acts[Act.PAUSE].trigger()
    driver.settle()
    assert driver.parts.act_pane._caption.text() == "for 5 incidents"
    form(driver).reason.choose(PauseReason.EVIDENCE.value)
    name = driver.services.history.names().undo
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1].startswith("Pause: 5 incidents")
    assert driver.services.history.names().undo != name
    driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.services.history.names().undo == name


def test_merged_incidents_link_to_each_other_and_are_split_again(newest: Driver) -> None:
    kept = shown(newest).incident
    double = log(newest.services, "Mail is down here too", status=Status.NEW)
    newest.page.show_incident(double)
    newest.settle()
    newest.parts.detail.act_wanted.emit(Act.MERGE)
    newest.settle()
    newest.type(kept.ticket)
    newest.qtbot.waitUntil(lambda: bool(form(newest).into._found.stringList()), timeout=5_000)
    assert form(newest).into._found.stringList()[0] == f"{kept.ticket} – Mail is down"
    form(newest).into.completer().popup().hide()
    newest.press(Qt.Key.Key_Return)
    assert detail_now(newest, double).merged_into == (kept.id, kept.ticket)
    link = next(each for each in newest.parts.detail.findChildren(ValueLink) if kept.ticket in each.text())
    link.clicked.emit()
    newest.settle()
    assert shown(newest).incident.id == kept.id
    assert any("Mail is down here too" in each.text() for each in newest.parts.detail.findChildren(ValueLink))
    newest.page.show_incident(double)
    newest.settle()
    newest.parts.detail._acts.buttons[Act.SPLIT].click()
    newest.settle()
    assert detail_now(newest, double).merged_into is None


def test_a_number_that_no_incident_has_is_refused_with_a_sentence(newest: Driver) -> None:
    newest.press(Qt.Key.Key_G)
    newest.type("XYZ-4711")
    newest.press(Qt.Key.Key_Return)
    assert newest.parts.act_pane.problem.sentence == "There is no incident “XYZ-4711”."
    assert form(newest).into.text() == "XYZ-4711"


def test_an_own_comment_is_changed_and_removed(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.services.life.comment((incident_id,), "Frist")
    newest.parts.detail.act_wanted.emit(Act.COMMENT)
    newest.settle()
    newest.press(Qt.Key.Key_Escape)
    line = shown(newest).comments[0]
    newest.parts.detail.change_comment.emit(line)
    newest.settle()
    held = newest.parts.act_pane.form
    assert isinstance(held, CommentForm)
    held.body.setPlainText("First")
    newest.press(Qt.Key.Key_Return, CTRL)
    assert [each.body for each in shown(newest).comments] == ["First"]
    newest.parts.detail.remove_comment.emit(shown(newest).comments[0])
    newest.settle()
    assert shown(newest).comments == ()


def test_release_related_starts_at_yes_and_is_stored(newest: Driver) -> None:
    incident_id = shown(newest).incident.id
    newest.parts.commands.acts[Act.RELEASE].trigger()
    newest.settle()
    newest.press(Qt.Key.Key_Return)
    assert detail_now(newest, incident_id).incident.release_related is ReleaseRelated.YES


def test_what_is_not_possible_is_grey_in_the_menu(newest: Driver) -> None:
    commands = newest.parts.commands
    assert commands.acts[Act.RESOLVE].isEnabled()
    assert not commands.acts[Act.CLOSE].isEnabled()
    assert not commands.acts[Act.START_WORK].isEnabled()


def test_single_letters_are_letters_wherever_something_is_typed(newest: Driver) -> None:
    newest.parts.filters.focus_search()
    newest.type("hpr")
    newest.settle()
    assert not newest.parts.act_pane.isVisible()
    assert newest.parts.filters._search.text() == "hpr"


def test_another_row_puts_the_form_away_and_keeps_it(newest: Driver) -> None:
    newest.press(Qt.Key.Key_M)
    newest.type("Half a thought")
    newest.click_row(0)
    assert newest.parts.detail.isVisible()
    newest.press(Qt.Key.Key_M)
    assert form(newest).comment.toPlainText() == "", "it belongs to the other incident"
    newest.press(Qt.Key.Key_Escape)
    newest.press(Qt.Key.Key_End)
    newest.press(Qt.Key.Key_M)
    assert form(newest).comment.toPlainText() == "Half a thought"
