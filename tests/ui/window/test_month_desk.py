"""The monthly sheet from the window: looked at, written, handed out, for the month that a page is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.ui.printing.month_preview import MonthlySheetDialog
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import rest, sentences

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
    filled.pages.sheet_wanted.emit("preview", OCTOBER)
    rest(qtbot, filled)
    assert closed(qtbot, filled) == OCTOBER
    filled.actions_["monthly_sheet"].trigger()
    rest(qtbot, filled)
    assert closed(qtbot, filled) == filled.services.monthly.offered().proposed


def test_a_pdf_and_a_workbook_are_written_where_the_user_says(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    filled.monthly.ask_save = lambda *_asked: ("", "")
    filled.pages.sheet_wanted.emit("pdf", OCTOBER)
    rest(qtbot, filled)
    assert not list(folder.iterdir()), "no file was chosen"
    filled.monthly.ask_save = lambda _parent, _title, proposed, _kinds: (str(folder / Path(proposed).stem), "")
    for way, name in (("pdf", "2025-10.pdf"), ("workbook", "2025-10.xlsx")):
        filled.pages.sheet_wanted.emit(way, OCTOBER)
        rest(qtbot, filled)
        assert (folder / name).stat().st_size > 4000
        assert name in filled.teller.bar.sentence


def test_an_issue_is_a_step_that_can_be_undone(qtbot: QtBot, filled: MainWindow) -> None:
    filled.pages.sheet_wanted.emit("issue", OCTOBER)
    rest(qtbot, filled)
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
