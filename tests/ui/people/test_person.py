"""A person is added, changed and removed in the pane; what cannot be taken stays typed, with the reason beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.people import Person
from desktop_app.services.suite import Services
from desktop_app.ui.people.page import PeoplePage
from tests.ui.people.conftest import team_ids

Settle = Callable[[], None]


def stored(services: Services, name: str) -> Person:
    return next(person for person in services.people.roster().people if person.name == name)


def names(services: Services) -> list[str]:
    return [person.name for person in services.people.roster().people]


def opened(page: PeoplePage, services: Services, name: str) -> Person:
    person = stored(services, name)
    page.table.point_at(person.id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.body.pane is page.panes.person
    return person


def test_a_person_is_added_shown_and_taken_back(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    pane = page.panes.person
    page.add.click()
    assert pane.fields.name.hasFocus()
    QTest.keyClicks(pane.fields.name, "Ines Castro")
    pane.fields.team.choose(team_ids(services)["Portal Dev"])
    pane.fields.share.setText("60")
    pane.fields.first.setText("1 Dec 2026")
    pane.save.click()
    settle()
    added = stored(services, "Ines Castro")
    assert (added.share, added.joined_on, added.left_on) == (60, date(2026, 12, 1), None)
    assert said == ["Ines Castro was added."]
    assert page.table.person == added
    assert pane.person == added
    assert not pane.new
    undo()
    assert "Ines Castro" not in names(services)
    assert page.body.pane is None


def test_ctrl_enter_adds_and_goes_on_in_the_same_team(page: PeoplePage, services: Services, settle: Settle) -> None:
    pane = page.panes.person
    page.new_person()
    pane.fields.team.choose(team_ids(services)["Portal Dev"])
    for name in ("Ines Castro", "Jonas Weber"):
        QTest.keyClicks(pane.fields.name, name)
        QTest.keyClick(pane.fields.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert pane.new
        assert pane.fields.name.text() == ""
        assert pane.fields.team.currentText() == "Portal Dev"
    assert {"Ines Castro", "Jonas Weber"} <= set(names(services))


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("name", " ", "A person needs a name."),
        ("share", "120", "“120” is not a share of a week; it is 1 to 100 %."),
        ("share", "half", "“half” is not a share of a week; it is 1 to 100 %."),
        ("first", "12/1/2026", "“12/1/2026” is not a day; write it as 1 Jun 2026 or 2026-06-01."),
        ("region", "Atlantis", "“Atlantis” is not a country or region of the list; type a part of its name."),
    ],
)
def test_a_value_that_cannot_be_taken_stays_with_the_reason_under_it(
    page: PeoplePage, services: Services, settle: Settle, field: str, typed: str, reason: str
) -> None:
    before = opened(page, services, "Ada Brandt")
    fields = page.panes.person.fields
    edit = getattr(fields, field)
    edit.setText(typed)
    page.panes.person.save.click()
    settle()
    assert fields.asked[edit].reason == reason
    assert edit.text() == typed
    assert edit.hasFocus()
    assert stored(services, "Ada Brandt") == before
    edit.setText("x")
    assert fields.asked[edit].reason == ""


def test_somebody_cannot_leave_before_the_first_day(page: PeoplePage, services: Services, settle: Settle) -> None:
    opened(page, services, "Ada Brandt")
    fields = page.panes.person.fields
    fields.first.setText("3 Dec 2026")
    fields.last.setText("2026-12-01")
    page.panes.person.save.click()
    settle()
    assert fields.asked[fields.last].reason == "Ada Brandt would leave before the first day."


def test_a_person_without_a_team_is_refused_at_the_team(page: PeoplePage, settle: Settle) -> None:
    pane = page.panes.person
    page.new_person()
    pane.fields.name.setText("Ines Castro")
    pane.fields.team.setCurrentIndex(-1)
    pane.save.click()
    assert pane.fields.asked[pane.fields.team].reason == "Choose the team the person is at home in."
    assert pane.fields.name.text() == "Ines Castro"


def test_changes_are_stored_and_undone(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    opened(page, services, "Ada Brandt")
    pane = page.panes.person
    assert not pane.save.isEnabled()
    pane.fields.share.setText("80 %")
    pane.fields.region.setText("germany, bayern")
    pane.fields.last.setText("31 Jan 2027")
    assert pane.save.isEnabled()
    pane.save.click()
    settle()
    after = stored(services, "Ada Brandt")
    assert (after.share, after.region, after.left_on) == (80, "DE-BY", date(2027, 1, 31))
    assert said == ["The changes of Ada Brandt were stored."]
    assert pane.person == after
    assert not pane.save.isEnabled()
    undo()
    assert stored(services, "Ada Brandt").share == 100
    assert pane.fields.share.text() == ""


def test_going_on_to_another_person_stores_what_was_changed(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    opened(page, services, "Ada Brandt")
    page.panes.person.fields.share.setText("50")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    settle()
    assert stored(services, "Ada Brandt").share == 50
    assert page.panes.person.person.name == "Ben Okafor"
    assert not page.panes.person.is_edited


def test_what_cannot_be_taken_keeps_the_pane_and_the_cursor(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    ada = opened(page, services, "Ada Brandt")
    page.panes.person.fields.share.setText("500")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    settle()
    assert page.panes.person.person == ada
    assert page.panes.person.fields.share.text() == "500"
    assert page.table.person == ada
    page.panes.close()
    assert page.body.pane is page.panes.person


def test_escape_gives_back_what_is_stored_and_then_closes(page: PeoplePage, services: Services, settle: Settle) -> None:
    opened(page, services, "Ada Brandt")
    fields = page.panes.person.fields
    fields.name.setText("Somebody")
    QTest.keyClick(fields.name, Qt.Key.Key_Escape)
    assert fields.name.text() == "Ada Brandt"
    assert page.body.pane is page.panes.person
    QTest.keyClick(fields.name, Qt.Key.Key_Escape)
    settle()
    assert page.body.pane is None
    assert page.table.hasFocus()


def test_a_half_typed_new_person_waits_while_another_is_looked_at(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    pane = page.panes.person
    page.new_person()
    pane.fields.name.setText("Ines")
    pane.fields.share.setText("what")
    page.panes.show(stored(services, "Emil Novak"))
    assert pane.fields.name.text() == "Emil Novak"
    page.new_person()
    settle()
    assert (pane.fields.name.text(), pane.fields.share.text()) == ("Ines", "what")


def test_what_changed_elsewhere_meanwhile_is_not_overwritten(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    ada = opened(page, services, "Ada Brandt")
    pane = page.panes.person
    pane.fields.share.setText("80")
    changed = replace(ada, name="Ada Brandt-Roth")
    page._operations.execute(lambda _progress: services.people.change(changed), title="Elsewhere")
    settle()
    assert pane.fields.share.text() == "80"
    pane.save.click()
    settle()
    assert stored(services, "Ada Brandt-Roth").share == 100
    assert pane.problem.sentence
    assert pane.fields.share.text() == "80"
    pane.problem._on_action()
    assert pane.fields.name.text() == "Ada Brandt-Roth"
    assert pane.fields.share.text() == ""


def test_delete_removes_and_undo_brings_back(
    page: PeoplePage, services: Services, settle: Settle, said: list[str], undo: Settle
) -> None:
    ben = stored(services, "Ben Okafor")
    page.table.point_at(ben.id)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert "Ben Okafor" not in names(services)
    assert said == ["Ben Okafor was removed."]
    undo()
    assert "Ben Okafor" in names(services)


def test_who_stands_in_a_published_plan_is_not_removed_and_the_page_says_why(
    page: PeoplePage, services: Services, settle: Settle
) -> None:
    rotas = services.rotations
    rota = rotas.propose([team for team in services.people.roster().teams if team.id in team_ids(services).values()])
    rotas.add_rota(rota)
    board = rotas.board()
    assert board is not None
    ada = stored(services, "Ada Brandt")
    slot = board.rota.slots[0]
    host = team_ids(services)["Payments Dev"]
    from desktop_app.domain.rotations import Block, BlockKind

    rotas.place(board.plan.id, Block(0, ada.id, BlockKind.GUEST, host, slot.from_on, slot.to_on))
    rotas.publish(board.plan.id)
    opened(page, services, "Ada Brandt")
    page.panes.person.remove.click()
    settle()
    assert "Ada Brandt stands in the published plan" in page.message.sentence
    assert "Ada Brandt" in names(services)


def test_closing_the_window_stores_what_is_typed(page: PeoplePage, services: Services, settle: Settle) -> None:
    opened(page, services, "Ada Brandt")
    page.panes.person.fields.share.setText("70")
    page.commit_pending()
    settle()
    assert stored(services, "Ada Brandt").share == 70
