"""The monthly sheet from the window: looked at, written, handed out, for the month that a page is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.periods import Period
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.printing.marks import Words
from desktop_app.ui.printing.month_preview import MonthlySheetDialog
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import press, rest, sentences

OCTOBER = date(2025, 10, 1)


def dialogs(window: MainWindow) -> list[MonthlySheetDialog]:
    return window.findChildren(MonthlySheetDialog)


def closed(qtbot: QtBot, window: MainWindow) -> date:
    """Close the preview once it shows its page; the month that it showed."""
    dialog = next(each for each in dialogs(window) if each.isVisible())
    qtbot.waitUntil(lambda: dialog.document is not None and not dialog.is_busy, timeout=20_000)
    dialog.reject()
    return dialog.choices.month


def test_the_preview_opens_on_the_month_asked_for_or_on_the_newest_whole_one(qtbot: QtBot, filled: MainWindow) -> None:
    filled.pages.sheet_wanted.emit("preview", OCTOBER, None)
    rest(qtbot, filled)
    assert closed(qtbot, filled) == OCTOBER
    filled.actions_["monthly_sheet"].trigger()
    rest(qtbot, filled)
    assert closed(qtbot, filled) == filled.services.monthly.offered().proposed


def test_every_way_from_the_overview_tells_of_the_scope_and_agrees_with_the_page(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    bar = filled.scope_bar
    _choose(bar._system_chip, "System 01")
    bar.set_period(Period(OCTOBER, date(2025, 10, 31)))
    rest(qtbot, filled)
    page = cast("OverviewPage", filled.pages.page("overview"))
    counts = page.body.attainment.figure.values["all"]  # type: ignore[union-attr]
    assert isinstance(counts, dict)
    ways = {action.text().replace("&", ""): action for action in page.monthly.menu().actions()}
    ways["Preview, print and save…"].trigger()
    rest(qtbot, filled)
    preview = next(each for each in dialogs(filled) if each.isVisible())
    preview.ask_save = lambda _parent, _title, proposed, _kinds: (str(tmp_path / Path(proposed).stem), "")
    press(qtbot, preview, "Save workbook…")
    quiet(qtbot, filled, preview)
    assert "2025-10.xlsx" in filled.teller.bar.sentence
    shown = _words_of(qtbot, filled)
    assert "filter: System: System 01" in shown
    filled.actions_["monthly_sheet"].trigger()
    rest(qtbot, filled)
    again = _words_of(qtbot, filled)
    assert "Shared goal, October 2025" in again, "the menu opens the month and the scope that are seen"
    assert "filter: System: System 01" in again
    ways["Issue this month…"].trigger()
    rest(qtbot, filled)
    dialog = next(each for each in dialogs(filled) if each.isVisible())
    dialog.choices.issue_button.click()
    quiet(qtbot, filled, dialog)
    dialog.reject()
    (issued,) = filled.services.monthly.issued()
    condition = issued.filter.condition("system")
    assert condition is not None
    assert condition.values == ("System 01",)
    whole = issued.sheet.whole
    assert 0 < counts["n"] < 60
    assert {"n": whole.due, "in_time": whole.in_time, "open_past": whole.open_past, "unknown": whole.unknown} == {
        key: counts[key] for key in ("n", "in_time", "open_past", "unknown")
    }
    assert whole.share == counts["share"]
    assert issued.sheet.lead in shown
    summary = load_workbook(tmp_path / "2025-10.xlsx", data_only=True)["Summary"]
    line = next(row for row in summary.iter_rows(min_row=7, max_row=13) if row[0].value == "All")
    assert (line[2].value, line[3].value) == (counts["n"], counts["in_time"])


def test_the_menu_takes_the_scope_where_it_is_shown_and_everything_elsewhere(qtbot: QtBot, filled: MainWindow) -> None:
    _choose(filled.scope_bar._route_chip, "Ops only")
    rest(qtbot, filled)
    filled.actions_["monthly_sheet"].trigger()
    rest(qtbot, filled)
    assert "filter: Route: Ops only" in _words_of(qtbot, filled)
    filled.navigator.show_page("teams")
    rest(qtbot, filled)
    filled.actions_["monthly_sheet"].trigger()
    rest(qtbot, filled)
    assert "all teams and services" in _words_of(qtbot, filled)


def _choose(chip: QPushButton, words: str) -> None:
    next(action for action in chip.menu().actions() if action.text() == words).trigger()


def _words_of(qtbot: QtBot, window: MainWindow) -> str:
    """What stands on the page of the preview, which is closed."""
    dialog = next(each for each in dialogs(window) if each.isVisible())
    closed(qtbot, window)
    assert dialog.document is not None
    return " ".join(mark.text for page in dialog.document.pages for mark in page.marks if isinstance(mark, Words))


def issuing(qtbot: QtBot, window: MainWindow) -> MonthlySheetDialog:
    """The preview of October, asked for to issue it; nothing is issued yet."""
    window.pages.sheet_wanted.emit("issue", OCTOBER, None)
    rest(qtbot, window)
    dialog = next(each for each in dialogs(window) if each.isVisible())
    quiet(qtbot, window, dialog)
    return dialog


def quiet(qtbot: QtBot, window: MainWindow, dialog: MonthlySheetDialog) -> None:
    rest(qtbot, window)
    qtbot.waitUntil(lambda: dialog.document is not None and not dialog.is_busy, timeout=20_000)
    rest(qtbot, window)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)


def test_a_month_is_seen_before_it_is_issued_and_is_not_issued_twice(qtbot: QtBot, filled: MainWindow) -> None:
    dialog = issuing(qtbot, filled)
    assert filled.services.monthly.issued() == ()
    assert dialog.choices.month == OCTOBER
    assert dialog.focusWidget() is dialog.choices.issue_button
    QTest.keyClick(dialog.choices.issue_button, Qt.Key.Key_Return)
    quiet(qtbot, filled, dialog)
    assert [each.month for each in filled.services.monthly.issued()] == [OCTOBER]
    assert "no 1, October 2025" in dialog.message.sentence
    assert dialog.focusWidget() is dialog.choices.issue_button
    QTest.keyClick(dialog.choices.issue_button, Qt.Key.Key_Return)
    quiet(qtbot, filled, dialog)
    assert dialog.message.sentence.startswith("October 2025 was issued as no 1, and its figures are the same today")
    assert len(filled.services.monthly.issued()) == 1
    dialog.reject()
    assert "no 1, October 2025" in filled.teller.bar.sentence


def test_an_issue_is_taken_back_in_its_preview(qtbot: QtBot, filled: MainWindow) -> None:
    dialog = issuing(qtbot, filled)
    dialog.choices.issue_button.click()
    quiet(qtbot, filled, dialog)
    assert dialog.choices.issue_number == 1
    press(qtbot, dialog, "Undo")
    quiet(qtbot, filled, dialog)
    assert filled.services.monthly.issued() == ()
    assert dialog.choices.issue_number is None
    dialog.reject()


def test_previews_go_when_they_are_closed(qtbot: QtBot, filled: MainWindow) -> None:
    for _n in range(3):
        filled.pages.sheet_wanted.emit("preview", OCTOBER, None)
        rest(qtbot, filled)
        next(each for each in dialogs(filled) if each.isVisible()).reject()
    qtbot.waitUntil(lambda: dialogs(filled) == [])


def test_an_issue_is_a_step_that_can_be_undone(qtbot: QtBot, filled: MainWindow) -> None:
    dialog = issuing(qtbot, filled)
    dialog.choices.issue_button.click()
    quiet(qtbot, filled, dialog)
    dialog.reject()
    assert [each.month for each in filled.services.monthly.issued()] == [OCTOBER]
    assert "Issue the monthly sheet of October 2025" in filled.actions_["undo"].text()
    filled.actions_["undo"].trigger()
    rest(qtbot, filled)
    assert filled.services.monthly.issued() == ()


def test_an_empty_workspace_says_that_there_is_no_month(qtbot: QtBot, window: MainWindow) -> None:
    window.monthly.preview()
    rest(qtbot, window)
    assert "There is no month yet: the workspace holds no incident." in sentences(window)
    assert dialogs(window) == []
