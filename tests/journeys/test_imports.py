"""Any dump in: what cannot be told is asked, what is wrong is mended, and the wrong file is taken back."""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.services.incident_lists import View
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.questions import QuestionBar
from desktop_app.ui.imports.states import State
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, drop, press, rest, sentences
from tests.journeys.keyboard import Keyboard

HEADER = ("Number", "Short description", "Priority", "Assignment group", "Opened", "Resolved", "State")
MOST_CLICKS = 6


def ticket(n: int, **said: str) -> list[str]:
    """One line of a list; ``said`` replaces cells."""
    cells = {
        "number": f"INC{n:07}",
        "title": "Mail is slow",
        "priority": ("1", "2", "3", "4")[n % 4],
        "team": ("Payments Dev", "Service desk Ops")[n % 2],
        "opened": f"{13 + n % 15}.03.2025 08:{n % 60:02}",
        "resolved": f"{13 + n % 15}.03.2025 12:{n % 60:02}",
        "state": "Closed",
    }
    return list((cells | said).values())


def write(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, delimiter: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return path


def page_of(window: MainWindow) -> ImportPage:
    return window.pages.imports


def stored(window: MainWindow) -> int:
    return window.services.incidents.open_list(View()).of


def test_a_wrong_delimiter_is_corrected_in_the_preview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """The words of the file hold more commas than it has of the odd sign between its columns."""
    rows = [ticket(n, title="Mail, slow", state="Closed, told") for n in range(9)]
    header = [name.replace("Short description", "What, in words") for name in HEADER]
    lines = ["¬".join(line) for line in (header, *rows)]
    path = tmp_path / "odd.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    drop(window, path)
    rest(qtbot, window)
    page = page_of(window)
    assert "Which column" in page.view.questions.bars[0].question.text, "cut at the commas"
    click(page.view.review.recognised.links["file"])
    sign = page.view.editors.file
    sign.delimiter.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(sign.delimiter, Qt.Key.Key_End)
    rest(qtbot, window)
    sign.sign.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(sign.sign, "¬")
    QTest.keyClick(sign.sign, Qt.Key.Key_Return)
    rest(qtbot, window)
    assert page.view.aside.name == "file", "the pane has stayed, and the first rows are cut anew"
    assert page.view.questions.bars == []
    assert page.view.header.answer.startswith("We recognised a ticket list: 9 incidents")
    press(qtbot, window, "Import 9 incidents")
    rest(qtbot, window)
    assert stored(window) == 9


def test_ambiguous_dates_are_asked_and_answered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rows = [ticket(n, opened=f"0{1 + n}/02/2025 08:00", resolved=f"0{1 + n}/02/2025 12:00") for n in range(6)]
    drop(window, write(tmp_path / "torn.csv", rows))
    rest(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    keyboard.tab_to("Month first").press("Return")
    assert page_of(window).view.review.recognised.fact("dates").endswith("is 2 January 2025 08:00")
    keyboard.tab_to("Import 6 incidents").press("Return")
    opened = window.services.workspace.frames.current().incidents["opened_at"].min()
    assert opened == 1_735_804_800, "2 January 2025 08:00"


def test_an_unknown_priority_is_mapped_once_and_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rows = [ticket(n, priority="Wichtig" if n < 3 else "2") for n in range(8)]
    drop(window, write(tmp_path / "march.csv", rows))
    rest(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    page = page_of(window)
    assert "Wichtig (3) to Medium" in page.view.review.recognised.fact("classification")
    keyboard.tab_to("Change: Classification").press("Return")
    table = page.view.editors.priorities
    assert table.hasFocus()
    table.setCurrentIndex(table.model().index([line.key for line in table.lines].index("Wichtig"), 0))
    keyboard.press("Return")
    entries = [action.text() for action in table.menu.actions() if not action.isSeparator()]
    for _n in range(entries.index("Critical") + 1):
        QTest.keyClick(table.menu, Qt.Key.Key_Down)
    QTest.keyClick(table.menu, Qt.Key.Key_Return)
    rest(qtbot, window)
    keyboard.press("Escape").tab_to("Import 8 incidents").press("Return")
    assert stored(window) == 8

    rows = [ticket(n, priority="Wichtig") for n in range(20, 24)]
    drop(window, write(tmp_path / "april.csv", rows))
    rest(qtbot, window)
    assert "ServiceNow" in page.view.review.recognised.fact("profile")
    press(qtbot, window, "Import 4 incidents")
    rest(qtbot, window)
    grades = window.services.workspace.frames.current().incidents["classification"].to_list()
    assert grades.count(Classification.CRITICAL) == 7


def test_nine_bad_rows_are_saved_mended_and_imported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rows = [ticket(n, opened="31.02.2025 10:00") if n % 3 == 0 else ticket(n) for n in range(27)]
    drop(window, write(tmp_path / "bad.csv", rows))
    rest(qtbot, window)
    page = page_of(window)
    mended = tmp_path / "to mend.xlsx"
    page.saving.ask_save = lambda *_asked: (str(mended), "")
    press(qtbot, window, "Save all 9 as xlsx")
    rest(qtbot, window)
    assert "9 rows were saved in to mend.xlsx" in sentences(window)
    press(qtbot, window, "Import 18 incidents")
    rest(qtbot, window)
    assert "The refused rows are saved in to mend.xlsx" in sentences(window)

    book = load_workbook(mended)
    sheet = book.active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == "31.02.2025 10:00"]
    assert len(cells) == 9
    for cell in cells:
        cell.value = "28.02.2025 10:00"
    book.save(mended)
    drop(window, mended)
    rest(qtbot, window)
    press(qtbot, window, "Import 9 incidents")
    rest(qtbot, window)
    assert stored(window) == 27
    drop(window, mended)
    rest(qtbot, window)
    assert not page.view.footer.commit.isEnabled(), "the same again changes nothing"


def test_an_import_that_is_stopped_at_half_leaves_the_workspace_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rows = [ticket(n) for n in range(8_000)]
    drop(window, write(tmp_path / "long.csv", rows))
    rest(qtbot, window)
    page = page_of(window)
    stopped: list[float] = []

    def stop_at_half(_words: str, share: float | None) -> None:
        if not stopped and share is not None and page.view.state is State.RUNNING:
            stopped.append(time.monotonic())
            press(qtbot, window, "Stop")

    page.work.progressed.connect(stop_at_half)
    before = window.services.workspace.database.data_version()
    press(qtbot, window, "Import 8,000 incidents")
    qtbot.waitUntil(lambda: page.view.state is State.REVIEW, timeout=LONG)
    assert time.monotonic() - stopped[0] < 1, "a second is as long as a stop may take"
    rest(qtbot, window)
    assert "nothing was stored" in sentences(window)
    assert stored(window) == 0
    assert window.services.imports.runs() == ()
    assert window.services.workspace.database.data_version() == before


def test_an_import_is_taken_back_the_next_day_and_what_was_edited_is_kept_and_named(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, write(tmp_path / "wrong.csv", [ticket(n) for n in range(12)]))
    press(qtbot, window, "Import 12 incidents")
    rest(qtbot, window)
    press(qtbot, window, "Show the incidents")
    rest(qtbot, window)
    services = window.services
    listed = services.incidents.open_list(View(sort="ticket"))
    for place in (2, 5):
        [shown] = listed.page(place, 1)
        held = services.incidents.detail(shown.id).incident
        edit = partial(services.edits.set_field, held.id, "title", "Ours", held.changed_in)
        window.operations.execute(lambda _progress, made=edit: made(), title="Edit")  # type: ignore[misc]
        rest(qtbot, window)
    window.navigator.show_page("import")
    rest(qtbot, window)
    page = page_of(window)
    page.flow.to_idle()  # as it is when the program is opened the next day
    rest(qtbot, window)
    press(qtbot, window, "Undo import")
    rest(qtbot, window)
    told = sentences(window)
    assert "The import was taken back: 10 incidents. 2 incidents were kept" in told
    assert "INC0000002" in told
    assert "INC0000005" in told
    assert stored(window) == 2


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


class Clicks:
    """Counts what a hand on the mouse does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window, self.made = qtbot, window, 0

    def press(self, words: str) -> None:
        press(self._qtbot, self._window, words)
        self.made += 1
        rest(self._qtbot, self._window)

    def answer(self, bar: QuestionBar, words: str) -> None:
        """Press the button that says it, or choose it from the menu that many answers stand in: two clicks."""
        [button] = [each for each in bar.buttons if each.menu() or each.words == words]
        if button.menu():
            next(entry for entry in button.menu().actions() if entry.text() == words).trigger()
            self.made += 2
        else:
            click(button)
            self.made += 1
        rest(self._qtbot, self._window)


def test_five_minutes_from_a_dump_never_seen_to_the_first_honest_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    header = ("Fault ref", "What happened", "Urgency", "Queue", "Reported on", "Solved at", "Cost centre")
    rows = [
        (f"F-{n:05}", "Till is down", ("1", "2", "3", "4")[n % 4], ("Till Dev", "Store Ops", "Field")[n % 3],
         f"{1 + n % 28:02}.03.2025 08:{n % 60:02}", f"{1 + n % 28:02}.03.2025 {9 + n % 12:02}:{n % 60:02}", "4711")
        for n in range(80)
    ]  # fmt: skip
    clicks = Clicks(qtbot, window)
    drop(window, write(tmp_path / "faults.csv", rows, header, ";"))
    rest(qtbot, window)
    page = page_of(window)
    while page.view.questions.bars:
        bar = page.view.questions.bars[0]
        clicks.answer(bar, "Fault ref" if "ticket" in bar.question.text else "Reported on")
    clicks.press("Import 80 incidents")
    clicks.press("See the Targets page")
    targets = window.pages.targets
    qtbot.waitUntil(lambda: targets.reading is not None, timeout=LONG)
    assert targets.head.header.answer.endswith("incidents were repaired within the shared goal")
    print(f"five minutes: {clicks.made} clicks after the drop")
    assert clicks.made <= MOST_CLICKS
