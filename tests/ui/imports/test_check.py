"""The account of the rows, the rows refused with their ways out, and the workbook they are mended in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import FixKind, ImportCounts, ProposedFix, Refusal
from desktop_app.services.suite import Services
from desktop_app.ui.imports.equation import Equation
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.refusals import ALL, FIX, REASON, VALUE, RefusedRows
from desktop_app.ui.imports.states import State
from tests.ui.imports.conftest import MakeList, Settle, row
from tests.ui.imports.reviews import MADE

Review = Callable[[Path], ImportPage]
SWAP = ProposedFix(FixKind.SWAP, "Swap the two dates")
EMPTY = ProposedFix(FixKind.LEAVE_EMPTY, "Leave the cell empty")
REFUSED = (
    Refusal(4, "INC4", "Resolved", "#REF!", "cell holds an error", EMPTY),
    *(Refusal(n, f"INC{n}", "Resolved", "01.04.2025", "before it was opened", SWAP) for n in range(6, 14)),
    Refusal(20, "INC20", "Opened", "31.02.2025", "no such day"),
)
WITH_REFUSED = replace(MADE, refusals=REFUSED, counts=ImportCounts(read=50, stored=40, refused=10, new=40))


@pytest.fixture
def refused(qtbot: QtBot) -> RefusedRows:
    made = RefusedRows()
    qtbot.addWidget(made)
    made.resize(1180, 500)
    made.show_review(WITH_REFUSED, {})
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(refused: RefusedRows, column: int) -> list[str]:
    model = refused.table.refusals
    return [line.words(column) for line in model.lines]


def press(refused: RefusedRows, line: int, column: int) -> None:
    index = refused.table.model().index(line, column)
    QTest.mouseClick(
        refused.table.viewport(), Qt.MouseButton.LeftButton, pos=refused.table.visualRect(index).center()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "numbers", "signs"),
    [
        (ImportCounts(40, 30, 4, 6, 30, 0, 0), ["40", "30", "0", "4", "6"], ["", "=", "+", "+", "+"]),
        (ImportCounts(40, 30, 4, 6, 10, 15, 5), ["40", "10", "15", "5", "4", "6"], ["", "=", "+", "+", "+", "+"]),
        (ImportCounts(60, 50, 4, 6, 10, 5, 1), ["60", "50", "4", "6", "16"], ["", "=", "+", "+", "→"]),
    ],
    ids=["a first list", "a later list", "an event log"],
)
def test_the_terms_add_up_to_the_rows_read(
    qtbot: QtBot, counts: ImportCounts, numbers: list[str], signs: list[str]
) -> None:
    equation = Equation()
    qtbot.addWidget(equation)
    equation.show_review(replace(MADE, counts=counts, event_log=counts.stored == 50))
    assert [term.number.text() for term in equation.terms] == numbers
    assert [term.sign for term in equation.terms] == signs
    rows = [int(n) for n, sign in zip(numbers, signs, strict=True) if sign in ("=", "+")]
    assert sum(rows) == counts.read


def test_what_was_skipped_and_hidden_is_told(qtbot: QtBot) -> None:
    equation = Equation()
    qtbot.addWidget(equation)
    counts = ImportCounts(50, 40, 10, 0, 40, 0, 0)
    reasons = {"empty": 9, "totals line": 1}
    equation.show_review(replace(MADE, counts=counts, skipped_reasons=reasons, sheet="Page 1", hidden_rows=3))
    assert equation.parts["skipped"].caption.text() == "9 empty, 1 totals line"
    assert equation.read.caption.text() == "sheet Page 1, hidden rows: 3"


def test_the_first_six_refused_rows_are_shown_and_all_on_demand(refused: RefusedRows) -> None:
    assert refused.note == "6 of 10 shown"
    assert refused.whole.words == "Show all 10"
    QTest.mouseClick(refused.whole, Qt.MouseButton.LeftButton)
    assert refused.note == "10 of 10 shown"
    assert refused.table.refusals.rowCount() == 10
    assert refused.whole.isHidden()


def test_of_many_refused_rows_a_hundred_are_shown_and_all_are_counted(qtbot: QtBot) -> None:
    many = tuple(Refusal(n, "", "Opened", "soon", "not a date", EMPTY) for n in range(130))
    made = RefusedRows()
    qtbot.addWidget(made)
    made.show_review(replace(MADE, refusals=many, counts=ImportCounts(read=130, refused=130)), {})
    made.whole.click()
    assert made.note == "100 of 130 shown"
    assert made.save.words == "Save all 130 as xlsx"
    assert len(made.table.refusals.lines[0].alike) == 130, "all of the kind, also those that are not shown"


def test_one_fix_is_accepted_by_a_click_and_all_of_its_kind_beside_it(refused: RefusedRows, qtbot: QtBot) -> None:
    assert shown(refused, FIX) == ["Leave the cell empty", *["Swap the two dates"] * 5]
    assert shown(refused, ALL) == ["", "Accept all 8", "", "", "", ""]
    with qtbot.waitSignal(refused.accepted) as one:
        press(refused, 2, FIX)
    assert one.args == [[7], FixKind.SWAP]
    with qtbot.waitSignal(refused.accepted) as every:
        press(refused, 1, ALL)
    assert every.args == [list(range(6, 14)), FixKind.SWAP]


def test_an_accepted_fix_stays_in_its_place_and_is_taken_back_there_by_keyboard(
    refused: RefusedRows, qtbot: QtBot
) -> None:
    press(refused, 1, ALL)
    fixes = dict.fromkeys(range(6, 14), FixKind.SWAP)
    left = tuple(each for each in REFUSED if each.row not in fixes)
    refused.show_review(replace(WITH_REFUSED, refusals=left, counts=replace(WITH_REFUSED.counts, refused=2)), fixes)
    assert refused.note == "1 of 2 shown, 8 rows accepted with their fixes"
    assert shown(refused, REASON)[1] == "accepted: Swap the two dates"
    table = refused.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, FIX))
    with qtbot.waitSignal(refused.taken_back) as one:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert one.args == [[6]]
    with qtbot.waitSignal(refused.taken_back) as every:
        QTest.keyClick(table, Qt.Key.Key_Right)
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert every.args == [list(range(6, 14))]
    refused.show_review(WITH_REFUSED, {})
    assert refused.note == "6 of 10 shown"


def test_a_row_without_a_fix_offers_none(refused: RefusedRows, qtbot: QtBot) -> None:
    refused.whole.click()
    with qtbot.assertNotEmitted(refused.accepted):
        press(refused, 9, FIX)
        press(refused, 1, VALUE)
    index: QModelIndex = refused.table.model().index(9, FIX)
    assert index.data() == ""


@pytest.fixture
def swapped(make_list: MakeList) -> Path:
    """Two rows end before they begin, one begins on a day there is not."""
    rows = [row(n) for n in range(20)]
    for n in (4, 9):
        rows[n] = row(n, resolved="01.01.2024 10:00")
    rows[12] = row(12, opened="31.02.2025 10:00")
    return make_list(rows, "troubled.csv")


def test_accepted_fixes_are_stored_and_what_is_left_is_saved_and_said(
    review: Review, swapped: Path, settle: Settle, services: Services, tmp_path: Path
) -> None:
    page = review(swapped)
    view, asked = page.view, []

    def ask(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / "to mend"), ""

    page.saving.ask_save = ask
    press(view.review.refused, 0, ALL)
    settle()
    assert view.footer.commit.words == "Import 19 incidents"
    view.footer.commit.click()
    settle()
    assert view.state is State.REPORT
    assert services.workspace.facts().incidents == 19
    assert view.report.unsaved.sentence.startswith("1 row was refused and is not saved")
    view.report.unsaved._action.click()
    settle()
    assert asked == ["troubled refused rows.xlsx"]
    assert view.bar.sentence.startswith("1 row was saved in to mend.xlsx, in")
    assert "Mend it there and import that workbook" in view.bar.sentence
    assert "to mend.xlsx" in view.report.unsaved.sentence
    sheet = load_workbook(tmp_path / "to mend.xlsx").active
    assert sheet is not None
    cells = [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line]
    assert "INC0000012" in cells
    assert "31.02.2025 10:00" in cells


def test_a_folder_that_cannot_be_written_to_is_a_sentence(
    review: Review, swapped: Path, settle: Settle, tmp_path: Path
) -> None:
    page = review(swapped)
    page.saving.ask_save = lambda *_asked: (str(tmp_path / "gone" / "x.xlsx"), "")
    page.view.review.refused.save.click()
    settle()
    assert "x.xlsx" in page.view.bar.sentence
    assert not (tmp_path / "gone").exists()
    page.saving.ask_save = lambda *_asked: ("", "")
    page.view.bar.dismiss()
    page.view.review.refused.save.click()
    settle()
    assert page.view.bar.sentence == ""
