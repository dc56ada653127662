"""Work leaves the GUI thread and its results come back to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import Cancelled, Conflict, Refused, SecondWayError
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.ui.operations import Operations

CHANGES = Changes(frozenset({Topic.INCIDENTS}), (1, 2), 7, "log an incident")
WAIT = 5  # seconds until a test that hangs gives up


@pytest.fixture
def operations(qapp: QApplication) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


class Page(QObject):
    """A receiver that Qt can delete."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[object] = []
        self.errors: list[SecondWayError] = []
        self.threads: list[bool] = []

    def show(self, value: object) -> None:
        self.shown.append(value)
        self.threads.append(QThread.currentThread() is self.thread())

    def fail(self, error: SecondWayError) -> None:
        self.errors.append(error)


def _wait(event: threading.Event) -> None:
    assert event.wait(WAIT)


def test_a_write_runs_elsewhere_and_tells_every_page_first(operations: Operations, qtbot: QtBot) -> None:
    page, told, threads = Page(), [], []
    operations.changed.connect(lambda changes: told.append((changes, list(page.shown))))

    def write(_progress: Progress) -> Changes:
        threads.append(threading.current_thread())
        return CHANGES

    with qtbot.waitSignal(operations.idle):
        operations.execute(write, title="Log", done=page.show)
    assert told == [(CHANGES, [])]
    assert page.shown == [CHANGES]
    assert page.threads == [True]
    assert threads[0] is not threading.main_thread()


def test_writes_keep_their_order_and_never_overlap(operations: Operations, qtbot: QtBot) -> None:
    running, order = threading.Lock(), []

    def write(number: int, _progress: Progress) -> Changes:
        assert running.acquire(blocking=False)
        order.append(number)
        running.release()
        return CHANGES

    with qtbot.waitSignal(operations.idle):
        for number in range(20):
            operations.execute(partial(write, number), title="Write")
    assert order == list(range(20))


def test_a_newer_query_of_a_view_supersedes_the_older(operations: Operations, qtbot: QtBot) -> None:
    page, go, begun = Page(), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        _wait(go)
        return "old"

    operations.query("table", slow, page.show)
    _wait(begun)
    with qtbot.waitSignal(operations.idle):
        operations.query("table", lambda: "new", page.show)
        go.set()
    operations.close()
    QApplication.processEvents()
    assert page.shown == ["new"]


def test_a_queued_query_that_was_superseded_never_runs(operations: Operations, qtbot: QtBot) -> None:
    page, go, ran = Page(), threading.Event(), []
    for blocker in ("a", "b"):
        operations.query(blocker, partial(_wait, go), page.show)
    for number in range(5):
        operations.query("table", partial(ran.append, number), page.show)
    with qtbot.waitSignal(operations.idle):
        go.set()
    assert ran == [4]


def test_views_do_not_supersede_each_other(operations: Operations, qtbot: QtBot) -> None:
    page = Page()
    with qtbot.waitSignal(operations.idle):
        operations.query("table", lambda: 1, page.show)
        operations.query("chart", lambda: 2, page.show)
    assert sorted(page.shown) == [1, 2]


def test_a_domain_error_is_a_sentence(operations: Operations, qtbot: QtBot) -> None:
    def write(_progress: Progress) -> Changes:
        raise Refused("Row 4 has no date.")

    with qtbot.waitSignal(operations.failed) as failed:
        operations.execute(write, title="Import")
    assert failed.args == ["Row 4 has no date."]


def test_a_callback_takes_the_error_instead_of_the_bar(operations: Operations, qtbot: QtBot) -> None:
    page = Page()

    def write(_progress: Progress) -> Changes:
        raise Conflict("Changed elsewhere.")

    with qtbot.assertNotEmitted(operations.failed), qtbot.waitSignal(operations.idle):
        operations.execute(write, title="Edit", failed=page.fail)
    assert isinstance(page.errors[0], Conflict)


def test_a_bug_is_told_with_its_traceback_and_logged(
    operations: Operations, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    page = Page()

    def read() -> int:
        return 1 // 0

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(operations.bug) as bug:
        operations.query("chart", read, page.show, page.fail)
    assert "ZeroDivisionError" in bug.args[0]
    assert "ZeroDivisionError" in caplog.text
    assert page.shown == []
    qtbot.waitUntil(lambda: len(page.errors) == 1)


def test_progress_is_told_about_ten_times_a_second(operations: Operations, qtbot: QtBot) -> None:
    reports: list[tuple[str, str, float]] = []
    operations.progress.connect(lambda *told: reports.append(told))

    def write(progress: Progress) -> Changes:
        for row in range(10_000):
            progress(f"row {row}", row / 10_000)
        return CHANGES

    with qtbot.waitSignal(operations.idle):
        operations.execute(write, title="Import")
    assert reports[0] == ("Import", "row 0", 0.0)
    assert len(reports) < 20


def test_cancel_reaches_the_work_that_runs(operations: Operations, qtbot: QtBot) -> None:
    page, begun, stopped = Page(), threading.Event(), threading.Event()

    def task(progress: Progress) -> int:
        begun.set()
        while not progress.cancelled:
            stopped.wait(0.001)
        raise Cancelled("Stopped.")

    with qtbot.assertNotEmitted(operations.failed), qtbot.waitSignal(operations.finished):
        operations.work(task, title="Dry run", done=page.show, failed=page.fail)
        _wait(begun)
        operations.cancel()
    assert page.shown == []
    assert isinstance(page.errors[0], Cancelled)


def test_a_write_that_waits_in_line_survives_cancel(operations: Operations, qtbot: QtBot) -> None:
    begun, order = threading.Event(), []

    def first(progress: Progress) -> Changes:
        begun.set()
        idle = threading.Event()
        while not progress.cancelled:
            idle.wait(0.001)
        raise Cancelled("Stopped.")

    def second(_progress: Progress) -> Changes:
        order.append("second")
        return CHANGES

    with qtbot.waitSignal(operations.idle):
        operations.execute(first, title="Import")
        operations.execute(second, title="Edit")
        _wait(begun)
        operations.cancel()
    assert order == ["second"]


def test_a_job_cancelled_in_line_never_runs(operations: Operations, qtbot: QtBot) -> None:
    go, ran, page = threading.Event(), [], Page()
    with qtbot.waitSignal(operations.idle):
        operations.work(lambda _progress: _wait(go), title="First", done=page.show)
        operations.work(lambda _progress: ran.append(1), title="Second", done=page.show, failed=page.fail).cancel()
        go.set()
    assert ran == []
    assert isinstance(page.errors[0], Cancelled)


def test_a_result_for_a_deleted_page_is_dropped(operations: Operations, qtbot: QtBot) -> None:
    page, go, told = Page(), threading.Event(), []
    shown = page.shown

    def write(_progress: Progress) -> Changes:
        _wait(go)
        return CHANGES

    operations.changed.connect(told.append)
    page.destroyed.connect(go.set)
    with qtbot.waitSignal(operations.idle):
        operations.execute(write, title="Log", done=page.show)
        operations.query("table", partial(_wait, go), page.show)
        page.deleteLater()
    assert shown == []
    assert told == [CHANGES], "the other pages still hear of it"


def test_an_exception_in_a_callback_is_told_and_the_window_goes_on(qapp: QApplication, qtbot: QtBot) -> None:
    operations = Operations()

    def show(_value: object) -> None:
        raise LookupError("no such row")

    with qtbot.waitSignal(operations.bug) as told, qtbot.waitSignal(operations.idle):
        operations.query("table", lambda: 1, show)
    assert "no such row" in told.args[0]
    operations.close()


def test_close_waits_for_the_writes_in_line(qapp: QApplication) -> None:
    operations, written = Operations(), []

    def write(number: int, _progress: Progress) -> Changes:
        written.append(number)
        return CHANGES

    for number in range(10):
        operations.execute(partial(write, number), title="Edit")
    operations.close()
    assert written == list(range(10))
    with pytest.raises(RuntimeError):
        operations.execute(partial(write, 11), title="Edit")


def test_a_long_thought_holds_no_write_up_and_tells_every_page(operations: Operations, qtbot: QtBot) -> None:
    wrote, told = threading.Event(), []
    operations.changed.connect(told.append)

    def think(_progress: Progress) -> Changes:
        _wait(wrote)
        return CHANGES

    def write(_progress: Progress) -> Changes:
        wrote.set()
        return CHANGES

    with qtbot.waitSignal(operations.idle):
        operations.think(think, title="Improve")
        operations.execute(write, title="Log")
    assert told == [CHANGES, CHANGES]


def test_close_asks_a_long_thought_to_stop(qapp: QApplication) -> None:
    operations, begun, stopped = Operations(), threading.Event(), []

    def think(progress: Progress) -> Changes:
        begun.set()
        while not progress.cancelled:
            begun.wait(WAIT)
        stopped.append(True)
        return CHANGES

    operations.think(think, title="Improve")
    _wait(begun)
    operations.close()
    assert stopped == [True]


def test_nothing_is_delivered_after_close(qapp: QApplication) -> None:
    operations, page = Operations(), Page()
    operations.query("table", lambda: 1, page.show)
    operations.close()
    qapp.processEvents()
    assert page.shown == []


def test_busy_and_idle_come_once_for_overlapping_work(operations: Operations, qtbot: QtBot) -> None:
    seen: list[str] = []
    operations.busy.connect(lambda: seen.append("busy"))
    operations.idle.connect(lambda: seen.append("idle"))
    go = threading.Event()
    with qtbot.waitSignal(operations.idle):
        operations.query("a", partial(_wait, go), lambda _value: None)
        operations.execute(lambda _progress: CHANGES, title="Edit")
        assert operations.is_busy
        go.set()
    assert seen == ["busy", "idle"]
