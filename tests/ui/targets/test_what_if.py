"""What if: trials over the same incidents, back to today's, and kept as a target set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.charts import Curves
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.targets import Target, TargetSetKind, Unit
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.page import TRIAL, TargetsPage

Settle = Callable[[], None]
LOW, HIGH = Classification.LOW, Classification.HIGH


@pytest.fixture
def trying(tabbed: TargetsPage, settle: Settle) -> TargetsPage:
    tabbed.head.tabs.setCurrentIndex(TRIAL)
    settle()
    settle()
    return tabbed


def write(page: TargetsPage, classification: Classification, value: str, settle: Settle, qtbot: QtBot) -> None:
    field = page.trial.fields.fields[classification].value
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, value)
    qtbot.waitUntil(lambda: not page.trial.fields._patience.isActive())
    settle()


def test_a_trial_at_todays_targets_is_what_now_says_to_the_digit(trying: TargetsPage, small: Services) -> None:
    figure, reading = trying.trial.slot.figure, trying.reading
    assert figure is not None
    assert reading is not None
    assert trying.trial.trial == ()
    assert figure.n == reading.figure.n
    measured = small.measures.measures(IncidentFilter(), reading.question.period)
    today = figure.values["today"]
    assert isinstance(today, dict)
    assert (today["in_time"], today["share"]) == (measured.all.in_time, measured.all.attainment)
    shown = {row[0].text: row[3].text for row in reading.figure.table.rows}
    for row in figure.table.rows:
        if row[-1].value:
            assert row[2].text == shown[row[0].text]


def test_a_typed_target_is_tried_over_the_same_incidents(
    trying: TargetsPage, small: Services, settle: Settle, qtbot: QtBot
) -> None:
    write(trying, LOW, "2", settle, qtbot)
    trial = (Target(LOW, 2, Unit.DAYS),)
    asked = IncidentFilter(target_set=small.targets.find(None).id)
    kind = trying.trial.classifications.value
    assert isinstance(kind, Classification)
    assert trying.trial.slot.figure == small.measures.figure(
        "what_if", asked, choice=Choice(classification=kind, trial=trial)
    )
    assert kind is LOW, "the curve is that of the target just typed"
    chart = trying.trial.slot.figure.chart
    assert isinstance(chart, Curves)
    assert any("tried 2 d" in point.label for point in chart.points)
    assert trying.trial.slot.table.model().rowCount() == 4, "the flips stand under the curve"
    assert trying.trial.back.isEnabled()
    trying.trial.back.click()
    settle()
    assert trying.trial.trial == ()
    assert trying.trial.slot.figure == small.measures.figure("what_if", asked, choice=Choice(classification=kind))
    assert not trying.trial.back.isEnabled()


def test_unit_and_steps_are_tried_too(trying: TargetsPage, settle: Settle, qtbot: QtBot) -> None:
    field = trying.trial.fields.fields[HIGH]
    field.value.setFocus()
    QTest.keyClick(field.value, Qt.Key.Key_Up)
    field.unit.choose(Unit.WORKING_HOURS)
    field.unit.activated.emit(field.unit.currentIndex())
    qtbot.waitUntil(lambda: trying.trial.trial == (Target(HIGH, 5, Unit.WORKING_HOURS),))
    settle()


def test_a_value_that_is_no_number_is_said_and_the_figure_stays(
    trying: TargetsPage, settle: Settle, qtbot: QtBot
) -> None:
    before = trying.trial.slot.figure
    write(trying, LOW, "soon", settle, qtbot)
    assert trying.trial.message.sentence.startswith("“soon” is not a target")
    assert trying.trial.slot.figure is before
    write(trying, LOW, "3", settle, qtbot)
    assert trying.trial.message.sentence == ""


def test_a_trial_is_kept_as_a_target_set(trying: TargetsPage, small: Services, settle: Settle, qtbot: QtBot) -> None:
    said: list[str] = []
    trying.said.connect(said.append)
    write(trying, LOW, "2", settle, qtbot)
    trying.trial.save.click()
    assert trying.trial.form.name.hasFocus()
    QTest.keyClicks(trying.trial.form.name, "Tried in autumn")
    QTest.keyClick(trying.trial.form.name, Qt.Key.Key_Return)
    settle()
    settle()
    made = small.targets.find("Tried in autumn")
    assert made.kind is TargetSetKind.OWN
    assert [t.label for t in made.targets] == ["2 h", "4 h", "3 d", "2 d"]
    assert small.history.names().undo == "Add target set Tried in autumn"
    assert said == ["Target set Tried in autumn was added; it can be chosen above."]
    assert "Tried in autumn" in [action.text() for action in trying.head.target_set.menu().actions()]
    trying.trial.save.click()
    QTest.keyClicks(trying.trial.form.name, "tried in autumn")
    QTest.keyClick(trying.trial.form.name, Qt.Key.Key_Return)
    settle()
    assert trying.trial.message.sentence == "There is a target set “tried in autumn” already."
    assert not trying.trial.form.isHidden()


def test_a_target_that_is_changed_elsewhere_is_todays_at_once_and_what_is_tried_stays(
    trying: TargetsPage, small: Services, operations: Operations, settle: Settle, qtbot: QtBot
) -> None:
    write(trying, LOW, "2", settle, qtbot)
    shared = small.targets.find(None).id
    for target in (Target(HIGH, 6, Unit.HOURS), Target(LOW, 4, Unit.DAYS)):
        operations.execute(lambda _progress, t=target: small.targets.set_target(shared, t), title="Set")  # type: ignore[misc]
        settle()
    settle()
    fields = trying.trial.fields.fields
    assert (fields[HIGH].value.text(), fields[LOW].value.text()) == ("6", "2")
    assert trying.trial.trial == (Target(LOW, 2, Unit.DAYS),)
