"""Targets are edited in place; each edit is one step, and what cannot be taken is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.page import TeamsPage
from desktop_app.ui.teams.target_row import TargetRow
from desktop_app.ui.widgets.segments import Segment

Settle = Callable[[], None]
LOW, HIGH = Classification.LOW, Classification.HIGH


def shared(services: Services) -> TargetSet:
    return services.targets.find(None)


def held(target_set: TargetSet, classification: Classification) -> list[tuple[str, date | None]]:
    return [(t.label, t.valid_from) for t in target_set.targets if t.classification is classification]


def write(row: TargetRow, *, value: str | None = None, day: str | None = None) -> None:
    for field, words in ((row.value, value), (row.day, day)):
        if words is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()
            QTest.keyClick(field, Qt.Key.Key_Delete)
            QTest.keyClicks(field, words)


def begin(row: TargetRow) -> dict[str, Segment]:
    """The days that are offered for another goal, by their words."""
    assert row.begin.segments is not None
    return {button.words: button for button in row.begin.segments.buttons}


def shown_words(page: TeamsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_target_is_stepped_by_the_keyboard_and_stored_by_enter(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    row = page.target_section.rows[LOW]
    row.value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.value, Qt.Key.Key_Down)
    begin(row)["the beginning"].click()
    assert row.note.text() == (
        "4 d instead of 5 d for incidents opened on any day. Months already past are counted anew."
    )
    QTest.keyClick(row.value, Qt.Key.Key_Return)
    settle()
    assert held(shared(services), LOW) == [("4 d", None)]
    assert said == ["Low in Shared goal is 4 d."]
    assert services.history.names().undo == "Set Low target of Shared goal to 4 d"
    assert not row.is_pending


def test_value_unit_and_day_are_one_step_when_the_row_is_left(
    page: TeamsPage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    row = page.target_section.rows[LOW]
    before = services.history.names().undo
    write(row, value="36", day="1 Jun 2026")
    row.unit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.unit, Qt.Key.Key_Up)
    row.unit.activated.emit(row.unit.currentIndex())
    assert services.history.names().undo == before
    page.target_section.rows[HIGH].value.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: not row.is_pending)
    settle()
    assert held(shared(services), LOW) == [("5 d", None), ("36 h", date(2026, 6, 1))]
    assert "until 31 May 2026: 5 d" in shown_words(page)
    services.history.undo()
    assert held(shared(services), LOW) == [("5 d", None)]


def test_an_earlier_target_is_removed_from_the_history(
    page: TeamsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    target = Target(LOW, 3, Unit.DAYS, date(2026, 6, 1))
    operations.execute(lambda _progress: services.targets.set_target(shared(services).id, target), title="Set")
    settle()
    history = page.target_section.history
    link = next(child for child in history.findChildren(type(page.target_section.add)) if child.isVisibleTo(page))
    assert link.accessibleName() == "Remove Low until 31 May 2026: 5 d"
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    assert held(shared(services), LOW) == [("3 d", date(2026, 6, 1))]
    assert history.isHidden()


@pytest.mark.parametrize("words", ["0", "soon", "1,000"])
def test_what_is_no_number_above_zero_is_said_and_not_stored(
    page: TeamsPage, services: Services, settle: Settle, words: str
) -> None:
    row = page.target_section.rows[HIGH]
    write(row, value=words)
    QTest.keyClick(row.value, Qt.Key.Key_Return)
    settle()
    expected = f"“{words}” is not a target; it is a number of hours or days above zero, such as 4 or 1.5."
    assert row.note.text() == expected
    assert row.note.isVisibleTo(page)
    assert held(shared(services), HIGH) == [("4 h", None)]
    QTest.keyClick(row.value, Qt.Key.Key_Escape)
    assert row.value.text() == "4"
    assert not row.is_pending


def test_a_day_that_could_be_two_is_refused(page: TeamsPage, services: Services, settle: Settle) -> None:
    row = page.target_section.rows[HIGH]
    write(row, day="6/1/2026")
    QTest.keyClick(row.day, Qt.Key.Key_Return)
    settle()
    assert "“6/1/2026” is not a day" in row.note.text()
    assert held(shared(services), HIGH) == [("4 h", None)]


def test_the_shared_goal_keeps_a_target_for_each_classification(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    row = page.target_section.rows[LOW]
    write(row, value="")
    QTest.keyClick(row.value, Qt.Key.Key_Return)
    settle()
    assert page.target_section.message.sentence == "The shared goal needs a target for each classification."
    assert row.value.text() == "5"


def test_an_empty_value_removes_a_target_of_another_set(page: TeamsPage, services: Services, settle: Settle) -> None:
    page.target_section.tabs.setCurrentIndex(1)
    row = page.target_section.rows[LOW]
    write(row, value="")
    assert row.note.text() == "Low would have no target in this set."
    QTest.keyClick(row.value, Qt.Key.Key_Return)
    settle()
    assert held(services.targets.find("ops"), LOW) == []


def test_an_edit_is_stored_in_its_own_set_when_another_tab_is_chosen(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    write(page.target_section.rows[LOW], value="6", day="1 Jun 2026")
    QTest.mouseClick(
        page.target_section.tabs,
        Qt.MouseButton.LeftButton,
        pos=page.target_section.tabs.tabRect(2).center(),
    )
    settle()
    assert held(shared(services), LOW) == [("5 d", None), ("6 d", date(2026, 6, 1))]
    assert held(services.targets.find("dev"), LOW) == [("90 d", None)]
    assert page.target_section.rows[LOW].value.text() == "90"


def test_the_calendar_gives_a_day(page: TeamsPage, services: Services, settle: Settle, qtbot: QtBot) -> None:
    row = page.target_section.rows[LOW]
    write(row, day="3 Jun 2026")
    QTest.keyClick(row.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = row.day.calendar
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 6, 3)
    calendar.clicked.emit(QDate(2026, 6, 17))
    assert row.day.text() == "17 Jun 2026"
    assert row.day.calendar is None
    QTest.keyClick(row.day, Qt.Key.Key_Return)
    settle()
    assert held(shared(services), LOW) == [("5 d", None), ("5 d", date(2026, 6, 17))]


def test_a_set_is_added_as_a_copy_renamed_and_removed(page: TeamsPage, services: Services, settle: Settle) -> None:
    section = page.target_section
    section.tabs.setCurrentIndex(2)
    QTest.mouseClick(section.add, Qt.MouseButton.LeftButton)
    assert section.form.name.hasFocus()
    QTest.keyClicks(section.form.name, "Agreed & tried")
    QTest.keyClick(section.form.name, Qt.Key.Key_Return)
    settle()
    made = services.targets.find("Agreed & tried")
    assert made.kind is TargetSetKind.OWN
    assert held(made, LOW) == [("90 d", None)]
    assert section.shown is not None
    assert section.shown.id == made.id
    assert section.form.isHidden()
    QTest.mouseClick(section.rename, Qt.MouseButton.LeftButton)
    QTest.keyClicks(section.form.name, "Agreed")
    QTest.mouseClick(section.form.accept, Qt.MouseButton.LeftButton)
    settle()
    assert services.targets.find("Agreed").id == made.id
    QTest.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    settle()
    assert [s.kind for s in services.targets.target_sets()] == [
        TargetSetKind.SHARED,
        TargetSetKind.OPS,
        TargetSetKind.DEV,
    ]
    assert services.history.names().undo == "Remove target set Agreed"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "A target set needs a name."), ("ops targets", "There is a target set “ops targets” already.")],
)
def test_a_name_that_cannot_be_taken_is_said_and_the_form_stays(
    page: TeamsPage, settle: Settle, name: str, sentence: str
) -> None:
    section = page.target_section
    section.add.click()
    QTest.keyClicks(section.form.name, name)
    QTest.keyClick(section.form.name, Qt.Key.Key_Return)
    settle()
    assert section.message.sentence == sentence
    assert not section.form.isHidden()


def test_the_shared_goal_cannot_be_removed_and_the_page_says_why(page: TeamsPage) -> None:
    section = page.target_section
    assert not section.remove.isEnabled()
    assert "The shared goal cannot be removed." in shown_words(page)
    section.tabs.setCurrentIndex(1)
    assert section.remove.isEnabled()
    assert "cannot be removed" not in shown_words(page)


def test_what_is_being_typed_outlives_a_change_elsewhere(
    page: TeamsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    row = page.target_section.rows[LOW]
    write(row, value="7", day="1 Jun 2026")
    target = Target(HIGH, 5, Unit.HOURS)
    operations.execute(lambda _progress: services.targets.set_target(shared(services).id, target), title="Set")
    settle()
    assert row.value.text() == "7"
    assert page.target_section.rows[HIGH].value.text() == "5"
    page.commit_pending()
    settle()
    assert held(shared(services), LOW) == [("5 d", None), ("7 d", date(2026, 6, 1))]


def test_the_agreed_share_is_stepped_and_stored_with_its_set(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    said: list[str] = []
    page.said.connect(said.append)
    agreed = page.target_section.agreed
    agreed.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert agreed.field.text() == "85"
    QTest.keyClick(agreed.field, Qt.Key.Key_Up)
    QTest.keyClick(agreed.field, Qt.Key.Key_Return)
    settle()
    assert shared(services).agreed_share == pytest.approx(0.86)
    assert services.targets.find("ops").agreed_share == pytest.approx(0.85)
    assert said == ["Shared goal agrees on 86 % of the incidents in time."]
    page.target_section.tabs.setCurrentIndex(1)
    assert agreed.field.text() == "85"


@pytest.mark.parametrize("words", ["", "0", "101", "most"])
def test_what_is_no_share_is_said_and_not_stored(
    page: TeamsPage, services: Services, settle: Settle, words: str
) -> None:
    agreed = page.target_section.agreed
    agreed.field.setFocus(Qt.FocusReason.TabFocusReason)
    agreed.field.setText(words)
    QTest.keyClick(agreed.field, Qt.Key.Key_Return)
    settle()
    assert agreed.reason == f"“{words}” is not a share; it is a number from 1 to 100, such as 85."
    assert shared(services).agreed_share == pytest.approx(0.85)
    QTest.keyClick(agreed.field, Qt.Key.Key_Escape)
    assert (agreed.reason, agreed.field.text()) == ("", "85")


def test_another_set_becomes_the_shared_goal(page: TeamsPage, services: Services, settle: Settle) -> None:
    section = page.target_section
    assert not section.share.isEnabled()
    section.tabs.setCurrentIndex(2)
    QTest.mouseClick(section.share, Qt.MouseButton.LeftButton)
    settle()
    assert shared(services).name == "Dev targets"
    assert section.shown is not None
    assert (section.shown.name, section.share.isEnabled()) == ("Dev targets", False)
    assert services.history.names().undo == "Choose Dev targets as the shared goal"


def test_the_support_hours_are_one_click_away(page: TeamsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.navigated) as told:
        page.target_section.hours.click()
    assert told.args == ["calendars"]


def test_another_goal_holds_from_today_unless_the_reader_says_another_day(
    page: TeamsPage, services: Services, settle: Settle
) -> None:
    row = page.target_section.rows[LOW]
    row._today = lambda: date(2026, 6, 15)
    row.value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.value, Qt.Key.Key_Down)
    assert row.day.text() == "15 Jun 2026"
    assert row.note.text() == "4 d for incidents opened from 15 Jun 2026; before that 5 d still holds."
    assert "From when?" in shown_words(page)
    days = begin(row)
    assert list(days) == ["today", "1 Jun 2026", "the beginning"]
    assert days["today"].isChecked()
    days["1 Jun 2026"].click()
    assert row.day.text() == "1 Jun 2026"
    assert row.note.text().endswith("before that 5 d still holds. This month is counted anew.")
    write(row, day="3 Mar 2026")
    assert row.note.text().endswith("before that 5 d still holds. Months already past are counted anew.")
    assert not any(each.isChecked() for each in begin(row).values())
    QTest.keyClick(row.value, Qt.Key.Key_Up)
    assert (row.is_pending, row.begin.isHidden()) == (True, True)  # the same goal again: only its day differs
    QTest.keyClick(row.value, Qt.Key.Key_Escape)
    assert (row.value.text(), row.day.text()) == ("5", "")
    QTest.keyClick(row.value, Qt.Key.Key_Up)
    begin(row)["today"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(begin(row)["today"], Qt.Key.Key_Return)
    settle()
    assert held(shared(services), LOW) == [("5 d", None), ("6 d", date(2026, 6, 15))]
    QTest.keyClick(row.value, Qt.Key.Key_Up)
    assert row.begin.isHidden()  # it begins today: there is no other day to choose


def test_what_opens_below_a_goal_is_scrolled_into_view(page: TeamsPage, settle: Settle, qtbot: QtBot) -> None:
    page.resize(816, 420)
    settle()
    row = page.target_section.rows[HIGH]
    view = page._body.viewport()

    def place() -> QRect:
        return QRect(row.pending.mapTo(view, QPoint(0, 0)), row.pending.size())

    page._body.ensureWidgetVisible(row.value, 0, 0)
    row.value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.value, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: view.rect().contains(place()) and row.pending.height() > 60)
    QTest.keyClick(row.value, Qt.Key.Key_Escape)
