"""From a file to its report and back: what a newcomer does in the first five minutes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.changes import Changes, Progress
from desktop_app.services.suite import Services
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.states import State
from desktop_app.ui.operations import Operations
from tests.ui.imports.conftest import SAMPLE, MakeList, Settle, row

Review = Callable[[Path], ImportPage]


def drop(page: ImportPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(300, 300).toPoint(), *how)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), *how))


def test_a_dropped_sample_is_stored_by_one_enter_and_leads_to_the_targets(
    page: ImportPage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    drop(page, SAMPLE)
    assert page.view.state is State.READING
    settle()
    assert page.view.header.answer == (
        "We recognised a ServiceNow event log: 890 incidents, 29 February to 2 March 2016, in servicenow_event_log.zip"
    )
    commit = page.view.footer.commit
    assert (commit.words, commit.hasFocus(), commit.shows_ring) == ("Import 890 incidents", True, True)
    QTest.keyClick(commit, Qt.Key.Key_Return)
    settle()
    assert page.view.state is State.REPORT
    assert page.view.header.answer == "890 incidents imported, 0 rows refused"
    assert services.workspace.facts().incidents == 890
    targets = page.view.footer.targets
    assert targets.hasFocus()
    with qtbot.waitSignal(page.navigated) as went:
        QTest.keyClick(targets, Qt.Key.Key_Return)
    assert went.args == ["targets"]


def test_zone_and_sides_are_seen_without_scrolling(review: Review) -> None:
    page = review(SAMPLE)
    body = page.view.review.scrolled.viewport()
    for widget in (page.view.review.recognised.zone, page.view.review.recognised.links["teams"]):
        below = widget.mapTo(body, widget.rect().bottomLeft())
        assert 0 < below.y() <= body.height()


def test_the_account_is_in_rows_and_says_what_they_come_to(review: Review) -> None:
    equation = review(SAMPLE).view.review.equation
    shown = [term.number.text() for term in equation.terms]
    assert shown == ["5,998", "5,998", "0", "0", "890"]
    assert equation.terms[-1].caption.text() == "890 new, 0 changed, 0 same"


def test_undo_takes_the_import_back_and_the_history_says_so(review: Review, services: Services, settle: Settle) -> None:
    page = review(SAMPLE)
    page.view.footer.commit.click()
    settle()
    QTest.mouseClick(page.view.footer.undo, Qt.MouseButton.LeftButton)
    settle()
    assert services.workspace.facts().incidents == 0
    assert page.view.state is State.IDLE
    assert page.view.bar.sentence == "The import was taken back: 890 incidents."
    [link] = page.view.idle.history.links()
    assert (link.words, link.isEnabled()) == ("Undone", False)


def test_an_older_import_is_undone_from_the_history(
    open_page: Callable[..., ImportPage], services: Services, make_list: MakeList, settle: Settle
) -> None:
    first = open_page()
    first.begin(make_list([row(n) for n in range(5)]))
    settle()
    first.view.footer.commit.click()
    settle()
    page = open_page()
    [link] = page.view.idle.history.links()
    assert (link.words, link.accessibleName()) == ("Undo import", "Undo import of tickets.csv")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    settle()
    assert services.workspace.facts().incidents == 0
    assert not page.view.idle.history.links()[0].isEnabled()


def test_cancel_leaves_the_workspace_as_it_was(review: Review, services: Services, qtbot: QtBot) -> None:
    page = review(SAMPLE)
    before = services.workspace.database.data_version()
    with qtbot.waitSignal(page.cancelled):
        page.view.footer.cancel.click()
    assert page.view.state is State.IDLE
    assert page.status == "Nothing is being imported"
    assert services.workspace.database.data_version() == before
    assert services.imports.runs() == ()


def test_a_commit_that_is_stopped_stores_nothing_and_can_be_tried_again(
    review: Review, services: Services, operations: Operations, settle: Settle
) -> None:
    page = review(SAMPLE)
    turn = threading.Event()

    def hold(_progress: Progress) -> Changes:
        turn.wait(10)
        return Changes(frozenset())

    operations.execute(hold, title="Something before it")
    page.view.footer.commit.click()
    assert page.view.state is State.RUNNING
    QTest.mouseClick(page.view.footer.stop, Qt.MouseButton.LeftButton)
    turn.set()
    settle()
    assert page.view.state is State.REVIEW
    assert "nothing was stored" in page.view.bar.sentence
    assert services.workspace.facts().incidents == 0
    page.view.footer.commit.click()
    settle()
    assert services.workspace.facts().incidents == 890


def test_reading_is_stopped_by_escape(page: ImportPage, services: Services, settle: Settle) -> None:
    page.begin(SAMPLE)
    QTest.keyClick(page.view.reading.stop, Qt.Key.Key_Escape)
    settle()
    assert page.view.state is State.IDLE
    assert page.view.bar.sentence == ""


def test_a_second_import_of_the_same_file_has_nothing_to_store(review: Review, settle: Settle) -> None:
    page = review(SAMPLE)
    page.view.footer.commit.click()
    settle()
    page.begin(SAMPLE)
    settle()
    commit = page.view.footer.commit
    assert not commit.isEnabled()
    assert commit.toolTip() == commit.statusTip() == "Every incident of this file is here already, and stays as it is."
    assert page.view.review.equation.terms[-1].caption.text() == "0 new, 0 changed, 890 same"
    assert page.view.footer.cancel.hasFocus()


def test_further_files_wait_and_are_begun_one_after_the_other(
    page: ImportPage, make_list: MakeList, settle: Settle
) -> None:
    files = [make_list([row(n) for n in range(i * 9, i * 9 + 4)], f"list_{i}.csv") for i in range(3)]
    drop(page, *files)
    settle()
    assert page.view.queue.sentence == "2 more files wait: list_1.csv, list_2.csv"
    page.view.footer.commit.click()
    settle()
    page.view.queue._action.click()
    settle()
    assert "list_1.csv" in page.view.header.answer
    assert page.view.queue.sentence == "1 more file waits: list_2.csv"


def test_the_same_files_dropped_twice_change_nothing(page: ImportPage, make_list: MakeList, settle: Settle) -> None:
    files = [make_list([row(n) for n in range(i * 9, i * 9 + 4)], f"list_{i}.csv") for i in range(2)]
    drop(page, *files)
    settle()
    page.work.set_zone("Europe/Berlin")
    settle()
    drop(page, *files)
    settle()
    assert page.work.answers.time_zone == "Europe/Berlin", "the dry run is the same, with its answers"
    assert page.view.queue.sentence == "1 more file waits: list_1.csv"


def test_a_file_is_left_for_the_next(page: ImportPage, make_list: MakeList, services: Services, settle: Settle) -> None:
    drop(page, make_list([row(1)], "one.csv"), make_list([row(2), row(3)], "two.csv"))
    settle()
    assert page.view.queue._action.words == "Set this file aside and go on"
    QTest.mouseClick(page.view.queue._action, Qt.MouseButton.LeftButton)
    settle()
    assert "two.csv" in page.view.header.answer
    assert page.view.queue.sentence == ""
    page.view.footer.commit.click()
    settle()
    assert services.workspace.facts().incidents == 2


def test_back_leads_to_the_choice_of_a_file(review: Review, make_list: MakeList) -> None:
    page = review(make_list([row(1)]))
    QTest.mouseClick(page.view.footer.back, Qt.MouseButton.LeftButton)
    assert page.view.state is State.IDLE
    assert page.view.idle.choose.hasFocus()


def test_a_file_that_comes_while_another_is_stored_waits(
    review: Review, make_list: MakeList, services: Services, settle: Settle
) -> None:
    page = review(make_list([row(n) for n in range(4)]))
    page.view.footer.commit.click()
    page.begin(make_list([row(50)], "next.csv"))
    settle()
    assert page.view.state is State.REPORT
    assert services.workspace.facts().incidents == 4
    assert page.view.queue.sentence == "1 more file waits: next.csv"


def test_unset_sides_are_one_click_from_the_report(review: Review, settle: Settle, qtbot: QtBot) -> None:
    page = review(SAMPLE)
    page.view.footer.commit.click()
    settle()
    assert page.view.report.sides.sentence.startswith("61 teams have no side yet")
    with qtbot.waitSignal(page.navigated) as went:
        page.view.report.sides._action.click()
    assert went.args == ["teams"]


@pytest.mark.parametrize(("content", "said"), [(b"\x89PNG\r\n\x1a\n" + b"0" * 50, "picture"), (b"", "empty")])
def test_a_file_that_is_no_table_is_one_sentence_with_the_way_on(
    page: ImportPage, tmp_path: Path, settle: Settle, qtbot: QtBot, content: bytes, said: str
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(content)
    page.begin(path)
    settle()
    assert page.view.state is State.IDLE
    assert "report.xlsx" in page.view.bar.sentence
    assert said in page.view.bar.sentence
    with qtbot.waitSignal(page.choose_file):
        page.view.bar._action.click()


def test_an_undo_elsewhere_renews_the_dry_run(
    review: Review, services: Services, operations: Operations, settle: Settle
) -> None:
    page = review(SAMPLE)
    page.view.footer.commit.click()
    settle()
    page.begin(SAMPLE)
    settle()
    step = services.imports.runs()[0].step
    operations.execute(lambda _progress: services.imports.undo(step), title="Undo")
    settle()
    assert page.view.footer.commit.words == "Import 890 incidents"
    assert page.view.footer.commit.isEnabled()
