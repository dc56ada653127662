"""The start page: a file, the sample, a hand-written incident or another workspace are one press away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.operations import Operations
from desktop_app.ui.start.page import StartPage
from desktop_app.ui.start.ways import Way
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.empty import DropZone
from tests.ui.clipping import clipped
from tests.ui.quiet import until_quiet

RECENT = [
    ("Operations 2025", "/home/sample/Operations 2025.secondway", "3 Nov"),
    ("Service <b>desk", "/home/sample/" + "deep/" * 40 + "desk.secondway", "28 Oct"),
]
Recent = Sequence[tuple[str, str, str]]


@pytest.fixture
def open_page(qtbot: QtBot, operations: Operations) -> Callable[..., StartPage]:
    def opened(recent: Recent = RECENT, width: int = 1232, height: int = 844) -> StartPage:
        page = StartPage(operations, lambda: recent)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and not operations.is_busy)
        qtbot.waitUntil(lambda: all(each.isVisible() for each in page.findChildren(Way)))
        return page

    return opened


def way(page: StartPage, words: str) -> Way:
    [found] = [each for each in page.findChildren(Way) if each.words == words and each.isVisible()]
    return found


def drop(zone: DropZone, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(zone, QDragEnterEvent(QPointF(9, 9).toPoint(), *how))
    QApplication.sendEvent(zone, QDropEvent(QPointF(9, 9), *how))


def test_enter_chooses_a_file_and_the_focus_is_seen(open_page: Callable[..., StartPage], qtbot: QtBot) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: page.choose.shows_ring)
    with qtbot.waitSignal(page.choose_file):
        QTest.keyClick(page.choose, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("words", "signal", "args"),
    [
        ("Import the sample", "sample", []),
        ("Log an incident by hand", "log_incident", []),
        ("Add teams and targets", "navigated", ["teams"]),
        ("Open a workspace", "open_workspace", []),
        ("Operations 2025", "open_recent", ["/home/sample/Operations 2025.secondway"]),
    ],
)
@pytest.mark.parametrize("by_keyboard", [True, False])
def test_every_other_way_is_one_press(
    open_page: Callable[..., StartPage], qtbot: QtBot, words: str, signal: str, args: list[str], by_keyboard: bool
) -> None:
    page = open_page()
    pressed = way(page, words)
    with qtbot.waitSignal(getattr(page, signal)) as told:
        if by_keyboard:
            pressed.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(pressed, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert told.args == args


def test_dropped_files_are_told_one_or_several(open_page: Callable[..., StartPage], qtbot: QtBot) -> None:
    page = open_page()
    [zone] = page.findChildren(DropZone)
    with qtbot.waitSignal(page.file_dropped) as told:
        drop(zone, "/tmp/one.csv")  # noqa: S108 - never opened
    assert told.args == [Path("/tmp/one.csv")]  # noqa: S108
    with qtbot.waitSignal(page.files_dropped) as told:
        drop(zone, "/tmp/one.csv", "/tmp/two.csv")  # noqa: S108
    assert told.args == [[Path("/tmp/one.csv"), Path("/tmp/two.csv")]]  # noqa: S108


def test_names_of_workspaces_are_plain_text(open_page: Callable[..., StartPage]) -> None:
    page = open_page()
    shown = way(page, "Service <b>desk")
    assert shown.accessibleName() == "Service <b>desk"
    assert "<b>" not in shown.toolTip()


def test_without_a_recent_workspace_only_opening_one_is_offered(open_page: Callable[..., StartPage]) -> None:
    page = open_page(())
    names = [each.words for each in page.findChildren(Way)]
    assert names[-1] == "Open a workspace"
    assert names[0] == "Open the demo"
    assert len(names) == 6


def test_another_workspace_asks_for_the_recent_ones_again(qtbot: QtBot, operations: Operations) -> None:
    recent: list[tuple[str, str, str]] = []
    page = StartPage(operations, lambda: tuple(recent))
    qtbot.addWidget(page)
    page.show()
    until_quiet(qtbot, operations)
    recent.append(RECENT[0])
    operations.changed.emit(Changes(frozenset({Topic.WORKSPACE})))
    until_quiet(qtbot, operations)
    assert way(page, "Operations 2025")


def test_the_title_is_a_welcome_or_the_workspace(open_page: Callable[..., StartPage]) -> None:
    page = open_page()
    assert page.title == "Welcome"
    page.set_workspace("Operations 2025")
    assert page.title == "Operations 2025"


@pytest.mark.parametrize(("width", "height", "points"), [(1232, 844, 10), (968, 644, 10), (1232, 844, 14)])
def test_nothing_is_cut(
    open_page: Callable[..., StartPage], qtbot: QtBot, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    page = open_page(RECENT[:1], width, height)
    qtbot.wait(20)  # layouts settle
    assert clipped(page) == []


def test_large_type_in_a_small_window_shortens_the_lead_only(open_page: Callable[..., StartPage], qtbot: QtBot) -> None:
    theme().set_points(14)
    page = open_page(RECENT[:1], 968, 644)
    qtbot.wait(20)
    assert [line[:40] for line in clipped(page)] in ([], ["ElidedLabel cut: This workspace is empty"])


def test_words_that_are_40_percent_longer_are_not_cut(
    longer_words: None, open_page: Callable[..., StartPage], qtbot: QtBot
) -> None:
    page = open_page(RECENT[:1])
    qtbot.wait(20)
    assert clipped(page) == []
