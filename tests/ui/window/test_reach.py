"""Everything can be reached without a mouse: every command by menu or key, every control by Tab, and it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import rest

MOST = 400  # presses of Tab that go round any page
QUIET = frozenset({"start"})  # pages that a workspace with incidents does not show


@pytest.fixture
def staffed(qtbot: QtBot, filled: MainWindow) -> MainWindow:
    """With people and a session, so that every page has something to show."""
    services = filled.services
    for team in services.people.roster().teams:
        services.people.add(Person(0, f"Somebody of {team.name}", team.id))
        services.sessions.add(Session(0, f"How {team.name} works", SessionKind.PRACTICES, team.id, 120))
    filled.refresh()
    rest(qtbot, filled)
    return filled


def _menus(actions: list[QAction], path: str = "") -> Iterator[tuple[str, list[QAction]]]:
    yield path, [action for action in actions if not action.isSeparator()]
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _menus(menu.actions(), f"{path} > {action.text()}")


def _is_frame(action: QAction) -> bool:
    """A line between commands, or the menu of a button, which Tab reaches."""
    return action.isSeparator() or action.menu() is not None


def _mnemonic(words: str) -> str:
    marked = words.replace("&&", "")
    at = marked.find("&")
    return marked[at + 1].casefold() if 0 <= at < len(marked) - 1 else ""


def _pages(window: MainWindow) -> list[str]:
    return sorted(window.pages.names - QUIET)


def test_every_menu_has_a_letter_and_no_two_in_a_menu_share_one(staffed: MainWindow) -> None:
    for path, actions in _menus(staffed.menuBar().actions()):
        letters = Counter(letter for action in actions if (letter := _mnemonic(action.text())))
        shared = {letter: n for letter, n in letters.items() if n > 1}
        assert not shared, f"{path}: {shared} {[action.text() for action in actions]}"
        if not path:
            assert all(_mnemonic(action.text()) for action in actions)


def test_every_command_of_every_page_stands_in_a_menu_or_has_a_key(qtbot: QtBot, staffed: MainWindow) -> None:
    for page in _pages(staffed):
        staffed.navigator.show_page(page)
        rest(qtbot, staffed)
        listed = {id(action) for _path, actions in _menus(staffed.menuBar().actions()) for action in actions}
        shown = staffed.pages.page(page)
        for widget in (shown, *shown.findChildren(QWidget)):
            if isinstance(widget, QMenu):
                continue
            for action in widget.actions():
                stands_for = action is staffed.pages.incidents.commands.new  # the window's own "Log incident" is it
                reached = stands_for or id(action) in listed or not action.shortcut().isEmpty() or _is_frame(action)
                assert reached, f"{page}: {action.text()} of {type(widget).__name__}"


def test_no_key_means_two_things(qtbot: QtBot, staffed: MainWindow) -> None:
    for page in _pages(staffed):
        staffed.navigator.show_page(page)
        rest(qtbot, staffed)
    everywhere: dict[str, str] = {}
    for name, action in staffed.actions_.by_name.items():
        for key in action.shortcuts():
            assert everywhere.setdefault(key.toString(), name) == name, f"{key.toString()}: {name}"
    for page in _pages(staffed):
        here: dict[str, QAction] = {}
        shown = staffed.pages.page(page)
        for widget in (shown, *shown.findChildren(QWidget)):
            for action in widget.actions():
                for key in action.shortcuts():
                    assert key.toString() not in everywhere, f"{page}: {action.text()} takes {key.toString()}"
                    assert here.setdefault(key.toString(), action) is action, f"{page}: {key.toString()}"


def _controls(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.visibleRegion().boundingRect().isValid()
        and widget.focusProxy() is None
    ]


def _walk(window: MainWindow) -> list[QWidget]:
    """The widgets that Tab goes through, once round."""
    seen: list[QWidget] = []
    for _n in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or (seen and now is seen[0]):
            break
        seen.append(now)
    return seen


@pytest.mark.parametrize(
    "page",
    [
        "overview",
        "cracks",
        "incidents",
        "targets",
        "teams",
        "people",
        "hub",
        "rotations",
        "import",
        "history",
        "trash",
        "files",
    ],
)
def test_tab_reaches_every_control_in_order_and_each_shows_it(qtbot: QtBot, staffed: MainWindow, page: str) -> None:
    assert page in staffed.pages.names
    theme().set_mode(Mode.LIGHT)
    staffed.navigator.show_page(page)
    rest(qtbot, staffed)
    staffed.sidebar.search.setFocus(Qt.FocusReason.TabFocusReason)
    walked = _walk(staffed)
    shown = staffed.pages.page(page)
    missed = [w for w in _controls(shown) if w not in walked]
    assert not missed, [f"{type(w).__name__} {w.accessibleName()}" for w in missed]
    inside = [w for w in walked if shown.isAncestorOf(w)]
    assert not _jumps(shown, inside)
    quiet = [w for w in inside if not _shows_focus(qtbot, staffed, w)]
    assert not quiet, [f"{type(w).__name__} {w.accessibleName()}" for w in quiet]


def _jumps(page: QWidget, order: list[QWidget]) -> list[str]:
    """Where Tab goes up and to the left at once: nobody reads that way."""

    def place(widget: QWidget) -> tuple[int, int, int, int]:
        at = widget.mapTo(page, QPoint(0, 0))
        return at.x(), at.y(), at.x() + widget.width(), at.y() + widget.height()

    found = []
    for before, after in pairwise(order):
        left, top, _right, _bottom = place(before)
        next_left, _next_top, _next_right, next_bottom = place(after)
        if next_bottom <= top and next_left <= left:
            found.append(f"{before.accessibleName()} -> {after.accessibleName()}")
    return found


def _shows_focus(qtbot: QtBot, window: MainWindow, widget: QWidget) -> bool:
    if isinstance(widget, QAbstractItemView) and (widget.model() is None or not widget.model().rowCount()):
        return True
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    with_focus = widget.grab().toImage()
    window.sidebar.search.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    return bool(widget.grab().toImage() != with_focus)
