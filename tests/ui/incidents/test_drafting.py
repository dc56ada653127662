"""What is half typed: kept over a restart, offered again, and never lost to somebody else's change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import IncidentRow, View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.incidents.draft_keeping import AFTER_MS
from tests.ui.incidents.conftest import Drive, Driver

CTRL = Qt.KeyboardModifier.ControlModifier


def newest(services: Services) -> IncidentRow:
    return services.incidents.open_list(View(IncidentFilter(), "opened", descending=True)).page(0, 1)[0]


def test_what_is_typed_is_kept_within_five_seconds(drive: Drive) -> None:
    assert AFTER_MS < 5_000
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    driver.type("Half a title")
    timer = driver.page._panes.editing._drafts._timer
    assert timer.isActive()
    timer.timeout.emit()  # what the clock does in the end
    driver.settle()
    kept = driver.services.drafts.form("incident:new")
    assert kept is not None
    assert kept.form.title == "Half a title"
    driver.type(" more")
    assert timer.isActive(), "going on typing does not put it off"


def test_closing_keeps_it_and_the_next_start_offers_it(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "w.secondway"
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    driver.type("Half a title")
    driver.page.commit_pending()
    driver.settle()
    driver.page.close()
    driver.services.close()
    again = drive(Services.over(Workspace.open(path)))
    again.press(Qt.Key.Key_N, CTRL)
    offer = again.parts.form.offer
    assert offer.sentence == "There is an incident that was not logged yet: “Half a title”."
    offer._on_action()
    again.type(", now whole")
    again.press(Qt.Key.Key_Return, CTRL)
    assert newest(again.services).title == "Half a title, now whole"
    assert again.services.drafts.form("incident:new") is None, "it was stored"
    again.services.close()


def test_one_incident_is_logged_in_a_few_keys(drive: Drive) -> None:
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    keys = 1
    for words, move in (("Label printer is dead", Qt.Key.Key_Tab), ("H", Qt.Key.Key_Tab), ("Network", None)):
        driver.type(words)
        if move is not None:
            driver.press(move)
        keys += len(words) + 1
    popup = driver.parts.form.fields.team.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Return, CTRL)
    row = newest(driver.services)
    assert (row.title, row.classification, row.team) == (
        "Label printer is dead", Classification.HIGH, "Network operations",
    )  # fmt: skip
    assert keys < 50
    assert driver.parts.form.fields.title.text() == ""
    assert driver.parts.form.fields.title.hasFocus(), "the next one can be typed"


def test_tab_takes_the_name_that_is_highlighted(drive: Drive) -> None:
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    fields = driver.parts.form.fields
    fields.team.setFocus()
    driver.type("portal")
    popup = fields.team.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert fields.team.currentText() == "Portal Dev"
    assert not popup.isVisible()


def test_the_rarer_fields_are_one_click_away_and_stay_open(drive: Drive) -> None:
    driver = drive()
    driver.press(Qt.Key.Key_N, CTRL)
    fields = driver.parts.form.fields
    few = [fields.title, fields.classification, fields.team, fields.system_error]
    rare = [fields.system, fields.status, fields.release, fields.opened]
    assert all(field.isVisible() for field in few)
    assert not any(field.isVisible() for field in rare)
    fields.more.click()
    assert all(field.isVisible() for field in few + rare)
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_N, CTRL)
    assert all(field.isVisible() for field in few + rare)


def edit(driver: Driver) -> None:
    driver.page.commands.edit.trigger()
    driver.settle()


def conflicting(driver: Driver) -> tuple[int, IncidentForm]:
    """The form is open with another title; meanwhile somebody changed title, team and classification."""
    driver.click_row(0)
    edit(driver)
    driver.type(" mine")
    driver.parts.form.fields.team.setEditText("My team")
    detail = driver.parts.detail.detail
    assert detail is not None
    rest = Classification.LOW if detail.form.classification is Classification.HIGH else Classification.HIGH
    theirs = replace(detail.form, title="Theirs", team="Their team", classification=rest)
    driver.services.incidents.edit(detail.incident.id, theirs, detail.incident.changed_in)
    driver.press(Qt.Key.Key_Return, CTRL)
    return detail.incident.id, theirs


def test_both_values_are_shown_where_two_changed_the_same(drive: Drive) -> None:
    driver = drive()
    incident_id, theirs = conflicting(driver)
    form = driver.parts.form
    assert set(form.conflict.lines) == {"title", "team"}
    assert form.fields.title.text().endswith(" mine")
    assert form.fields.form().classification is theirs.classification, "what only they changed is taken over"
    form.conflict.lines["team"][1].click()
    assert form.fields.team.currentText() == "Their team"
    form.conflict.lines["team"][0].click()
    assert form.fields.team.currentText() == "My team", "yours is not lost by looking at theirs"
    form.conflict.lines["team"][1].click()
    driver.press(Qt.Key.Key_Return, CTRL)
    stored = driver.services.incidents.detail(incident_id).form
    assert stored.title.endswith(" mine")
    assert (stored.team, stored.classification) == ("Their team", theirs.classification)
    assert not driver.parts.form.conflict.isVisible()


def test_a_draft_over_a_changed_incident_meets_the_same_question(drive: Drive) -> None:
    driver = drive()
    driver.click_row(0)
    edit(driver)
    driver.type(" mine")
    driver.press(Qt.Key.Key_Escape)
    detail = driver.parts.detail.detail
    assert detail is not None
    theirs = replace(detail.form, title="Theirs")
    driver.operations.execute(
        lambda _p: driver.services.incidents.edit(detail.incident.id, theirs, detail.incident.changed_in), title="Edit"
    )
    driver.settle()
    edit(driver)
    driver.parts.form.offer._on_action()
    driver.press(Qt.Key.Key_Return, CTRL)
    assert set(driver.parts.form.conflict.lines) == {"title"}
    assert driver.services.incidents.detail(detail.incident.id).incident.title == "Theirs"


def test_a_read_only_workspace_lets_one_type_and_says_so_only_when_storing(drive: Drive, tmp_path: Path) -> None:
    driver = drive()
    driver.services.close()
    reading = drive(Services.over(Workspace.open(tmp_path / "w.secondway", read_only=True)))
    reading.press(Qt.Key.Key_N, CTRL)
    reading.type("Half a title")
    reading.page.commit_pending()
    reading.settle()
    assert reading.failures == []
    assert reading.said == []
    reading.press(Qt.Key.Key_Return, CTRL)
    assert reading.parts.form.problem.sentence or reading.failures
    reading.services.close()


def test_a_half_typed_comment_is_there_again_after_a_restart(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "w.secondway"
    driver = drive()
    driver.click_row(0)
    driver.press(Qt.Key.Key_M)
    driver.type("Half a thought")
    driver.page.commit_pending()
    driver.settle()
    driver.page.close()
    driver.services.close()
    again = drive(Services.over(Workspace.open(path)))
    again.click_row(0)
    again.press(Qt.Key.Key_M)
    again.type(", now whole")
    again.press(Qt.Key.Key_Return, CTRL)
    detail = again.parts.detail.detail
    assert detail is not None
    assert [line.body for line in detail.comments] == ["Half a thought, now whole"]
    again.press(Qt.Key.Key_M)
    form = again.parts.act_pane.form
    assert form is not None
    assert not any(form.texts().values()), "it was stored"
    again.services.close()
