"""The tabs ask only while they are shown, show what the services say, and are found again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import By, Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.domain.targets import Target, Unit
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.more_words import Entry, entries
from desktop_app.ui.targets.page import MORE, NOW, TIME, TRIAL, TargetsPage
from desktop_app.ui.targets.rules_chip import rules_words
from tests.ui.targets.conftest import ShortMemory

Settle = Callable[[], None]


def show(page: TargetsPage, tab: int, settle: Settle) -> None:
    page.head.tabs.setCurrentIndex(tab)
    settle()
    settle()


def wanted(
    services: Services,
    key: str,
    choice: Choice,
    period: Period = Period(),
    **changed: object,
) -> Figure:
    """What the service says of everything."""
    asked = IncidentFilter(target_set=services.targets.find(None).id, **changed)  # type: ignore[arg-type]
    return services.measures.figure(key, asked, period, choice)


def rule(page: TargetsPage, action: QAction) -> None:
    assert action in page.head.rules.menu().actions()
    action.trigger()


def test_a_tab_asks_only_when_it_is_shown(tabbed: TargetsPage, settle: Settle) -> None:
    assert tabbed.tab is tabbed.now
    assert tabbed.time.normal.figure is None
    assert tabbed.more.shown[0].figure is None
    tabbed.head.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tabbed.head.tabs, Qt.Key.Key_Right)
    settle()
    assert tabbed.tab is tabbed.time
    assert tabbed.time.normal.figure is not None
    assert tabbed.trial.slot.figure is None


def test_the_tab_is_found_again_after_a_start_and_on_the_way_back(
    small: Services, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    memory = ShortMemory()
    page = TargetsPage(small, operations, memory)
    qtbot.addWidget(page)
    page.show()
    settle()
    page.more.show_entry("mttr")
    show(page, MORE, settle)
    left = page.state()
    show(page, NOW, settle)
    page.now.view.article.click()
    page.more.show_entry("pareto")
    page.restore(left)
    assert (page.tab, page.more.entry, page.now.shows_article) == (page.more, "mttr", False)
    again = TargetsPage(small, operations, memory)
    qtbot.addWidget(again)
    assert again.tab is again.more


def test_the_articles_numbers_are_one_click_away_and_escape_leads_back(
    tabbed: TargetsPage, small: Services, settle: Settle
) -> None:
    tabbed.now.view.article.setFocus()
    QTest.keyClick(tabbed.now.view.article, Qt.Key.Key_Return)
    settle()
    assert tabbed.now.article.figure == wanted(small, "article", Choice())
    assert tabbed.now.back.hasFocus()
    QTest.keyClick(tabbed.now.back, Qt.Key.Key_Escape)
    assert not tabbed.now.shows_article
    assert tabbed.now.view.article.hasFocus()


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_figure_of_more_is_what_the_service_says(
    tabbed: TargetsPage, small: Services, settle: Settle, entry: Entry
) -> None:
    period = Period(date(2026, 1, 1), date(2026, 3, 31)) if entry.needs_period else Period()
    tabbed.set_scope(IncidentFilter(), period)
    settle()
    tabbed.more.show_entry(entry.name)
    show(tabbed, MORE, settle)
    for at, option in enumerate(entry.options):
        if tabbed.more.options is not None:
            tabbed.more.options.buttons[at].click()
            settle()
        assert [slot.figure for slot in tabbed.more.shown] == [
            wanted(small, key, option.choice, period) for key in option.keys
        ]
        assert [slot.isVisibleTo(tabbed) for slot in tabbed.more.shown] == [True for _key in option.keys]


def test_a_route_is_seen_in_one_classification(tabbed: TargetsPage, small: Services, settle: Settle) -> None:
    show(tabbed, MORE, settle)
    assert tabbed.more.options is not None
    tabbed.more.options.buttons[1].click()
    settle()
    low = tabbed.more.classifications.buttons[4]
    tabbed.more.classifications.buttons[0].setFocus()
    QTest.keyClick(tabbed.more.classifications.buttons[0], Qt.Key.Key_Left)
    settle()
    assert low.isChecked()
    assert tabbed.more.shown[0].figure == wanted(small, "survival", Choice(By.ROUTE, Classification.LOW))


def test_the_list_of_more_is_walked_by_arrow_keys(tabbed: TargetsPage, settle: Settle) -> None:
    show(tabbed, MORE, settle)
    first = tabbed.more.list.buttons[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    settle()
    assert tabbed.more.entry == "waiting"
    assert tabbed.more.list.buttons[1].isChecked()


def test_how_it_is_counted_is_chosen_and_goes_into_every_list_that_opens(
    tabbed: TargetsPage, small: Services, settle: Settle
) -> None:
    chip = tabbed.head.rules
    assert (chip.value, chip.active) == ("house rules", False)
    rule(tabbed, chip.pauses)
    settle()
    rules = Rules(count_pauses=True)
    assert (chip.value, chip.active) == ("with pauses", True)
    assert tabbed.reading is not None
    opens = [cell.opens for row in tabbed.reading.figure.table.rows for cell in row if cell.opens is not None]
    assert {each.rules for each in opens} == {rules}
    show(tabbed, TIME, settle)
    assert tabbed.time.flow.figure == wanted(small, "flow", Choice(), rules=rules)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    settle()
    assert tabbed.time.flow.figure == wanted(small, "flow", Choice())
    assert not chip.active


def test_rules_are_said_in_plain_words() -> None:
    assert rules_words(Rules()) == "house rules"
    assert rules_words(Rules(End.RESTORED)) == "until the impact ends"
    assert rules_words(Rules(End.RESTORED, count_gaps=True, classified=ClassifiedAt.OPENING)) == "3 rules changed"


def test_the_other_rules_are_chosen_from_the_menu_too(tabbed: TargetsPage, settle: Settle) -> None:
    chip = tabbed.head.rules
    for action in (chip.gaps, chip.opening, chip.menu().actions()[1]):
        rule(tabbed, action)
    settle()
    assert tabbed.reading is not None
    assert tabbed.reading.question.rules == Rules(End.RESTORED, count_gaps=True, classified=ClassifiedAt.OPENING)
    rule(tabbed, chip.house)
    settle()
    assert tabbed.reading.question.rules == Rules()


def test_the_clock_leads_to_the_support_hours(tabbed: TargetsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabbed.navigated) as told:
        next(a for a in tabbed.head.clock.menu().actions() if a.text() == "Support hours…").trigger()
    assert told.args == ["calendars"]


def test_clock_scope_and_targets_are_asked_over_again_where_one_looks(
    tabbed: TargetsPage, small: Services, operations: Operations, settle: Settle
) -> None:
    show(tabbed, MORE, settle)
    tabbed.more.show_entry("mttr")
    settle()
    tabbed.head.clock.chosen.emit(Clock.WORKING)
    settle()
    settle()
    choice = tabbed.more._option.choice
    assert tabbed.more.shown[0].figure == wanted(small, "mttr", choice, clock=Clock.WORKING)
    target = Target(Classification.LOW, 2, Unit.DAYS)
    operations.execute(lambda _progress: small.targets.set_target(small.targets.find(None).id, target), title="Set")
    settle()
    settle()
    assert tabbed.more.shown[0].figure == wanted(small, "mttr", choice, clock=Clock.WORKING)
    tabbed.set_scope(IncidentFilter().where("classification", "one_of", "Low"), Period())
    settle()
    settle()
    low = IncidentFilter(target_set=small.targets.find(None).id, clock=Clock.WORKING)
    low = low.where("classification", "one_of", "Low")
    assert tabbed.more.shown[0].figure == small.measures.figure("mttr", low, Period(), choice)


def test_what_cannot_be_made_is_said_in_its_place(tabbed: TargetsPage, small: Services, settle: Settle) -> None:
    file, whole = small.workspace.database.path, small.workspace.database.path.read_bytes()
    small.workspace.database.close()
    file.write_bytes(b"no database" * 1000)
    show(tabbed, TIME, settle)
    slot = tabbed.time.normal
    assert file.name in slot.message.sentence
    small.workspace.database.close()
    file.write_bytes(whole)
    link = next(child for child in slot.message.children() if getattr(child, "words", "") == "Try again")
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    assert slot.message.sentence == ""
    assert slot.figure is not None


def test_after_a_refusal_the_figure_of_the_old_scope_is_gone_and_the_new_one_is_asked_again(
    tabbed: TargetsPage, small: Services, settle: Settle
) -> None:
    show(tabbed, TIME, settle)
    slot, refused = tabbed.time.normal, []
    reading = tabbed.reading
    assert reading is not None
    assert slot.frame is not None
    low = replace(reading.question, filter=IncidentFilter().where("classification", "one_of", "Low"))
    file, whole = small.workspace.database.path, small.workspace.database.path.read_bytes()
    small.workspace.database.close()
    file.write_bytes(b"no database" * 1000)
    slot.ask(low, Choice())
    settle()
    refused.append(slot.message.sentence)
    assert file.name in refused[0]
    assert slot.figure is None
    assert slot.picture().isNull()
    assert not slot.frame.isVisibleTo(tabbed)
    small.workspace.database.close()
    file.write_bytes(whole)
    slot.ask(low, Choice())
    settle()
    assert slot.figure == small.measures.figure("normal_range", low.against(reading.chosen), Period(), Choice())
    assert slot.frame.isVisibleTo(tabbed)
    assert slot.message.sentence == ""


def test_a_comparison_without_a_period_asks_for_one(tabbed: TargetsPage, settle: Settle) -> None:
    tabbed.more.show_entry("comparison")
    show(tabbed, MORE, settle)
    asked: list[bool] = []
    tabbed.period_wanted.connect(lambda: asked.append(True))
    tabbed.more.choose_period.click()
    assert (tabbed.more.choose_period.isVisibleTo(tabbed), asked) == (True, [True])
    assert [slot.isVisibleTo(tabbed) for slot in tabbed.more.shown] == [False]
    tabbed.set_scope(IncidentFilter(), Period(date(2026, 1, 1), date(2026, 3, 31)))
    settle()
    settle()
    assert not tabbed.more.choose_period.isVisibleTo(tabbed)
    assert [slot.isVisibleTo(tabbed) for slot in tabbed.more.shown] == [True]


@pytest.mark.parametrize("tab", [NOW, TIME, TRIAL, MORE])
def test_tab_goes_from_top_to_bottom_and_left_to_right(tabbed: TargetsPage, settle: Settle, tab: int) -> None:
    show(tabbed, tab, settle)
    QApplication.processEvents()
    found: list[QWidget] = []
    tabbed.head.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    for _press in range(100):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is not None and tabbed.tab.isAncestorOf(at):
            found.append(at)
        elif found or at is tabbed.head.tabs:
            break
    places = [(each.mapTo(tabbed, each.rect().topLeft()), each) for each in found]  # now that nothing scrolls any more
    seen = [(at.y(), at.x(), each.height(), each.width(), each.accessibleName()) for at, each in places]
    assert len(seen) > 3
    for (y, x, high, wide, name), (below, right, _h, _w, other) in pairwise(seen):
        assert below > y - 12 or right >= x + wide, f"{other} comes after {name}"
        if abs((below + _h / 2) - (y + high / 2)) < 8:
            assert right > x, f"{other} comes after {name}"


def test_the_export_of_the_head_writes_the_figure_of_the_tab(
    tabbed: TargetsPage, settle: Settle, tmp_path: object
) -> None:
    show(tabbed, TRIAL, settle)
    file = tabbed.saving._exports._workspace.database.path.parent / "what if.xlsx"
    tabbed.export_to(file)
    settle()
    assert tabbed.head.message.sentence == "The table was written to what if.xlsx."
    words = [cell for sheet in openpyxl.load_workbook(file) for row in sheet.values for cell in row]
    assert tabbed.trial.slot.figure is not None
    assert tabbed.trial.slot.figure.headline in words
    tabbed.export_to(file.with_suffix(".png"))
    settle()
    assert file.with_suffix(".png").stat().st_size > 1000
