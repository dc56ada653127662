"""Every tab fits its window, also with larger type and longer words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.ui.targets.page import MORE, NOW, TIME, TRIAL, TargetsPage
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.page_body import PageBody
from tests.ui.clipping import clipped

Settle = Callable[[], None]
OpenPage = Callable[[Services], TargetsPage]


def walk(page: TargetsPage, settle: Settle, qtbot: QtBot, width: int, height: int) -> dict[str, list[str]]:
    """What is cut on each tab, in every state of it."""
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        settle()
        settle()
        with suppress(qtbot.TimeoutError):  # a figure that has just arrived finds its place in a few rounds
            qtbot.waitUntil(lambda: not clipped(page), timeout=2000)
        found[name] = clipped(page)

    page.resize(width, height)
    page.head.tabs.setCurrentIndex(NOW)
    page.now.show_article(True)
    look("article")
    page.now.show_article(False)
    page.head.tabs.setCurrentIndex(TIME)
    look("time")
    page.time.add_event()
    look("event")
    page.head.tabs.setCurrentIndex(TRIAL)
    page.trial.save.click()
    look("trial")
    page.head.tabs.setCurrentIndex(MORE)
    for name in ("survival", "waiting", "comparison"):
        page.more.show_entry(name)
        look(name)
    return {name: each for name, each in found.items() if each}


@pytest.mark.parametrize(("width", "height"), [(1232, 844), (968, 644)])
def test_nothing_is_cut(tabbed: TargetsPage, settle: Settle, qtbot: QtBot, width: int, height: int) -> None:
    assert walk(tabbed, settle, qtbot, width, height) == {}


@pytest.mark.parametrize(("width", "height"), [(1232, 844), (968, 644)])
def test_larger_type_is_not_cut(
    small: Services, open_page: OpenPage, settle: Settle, qtbot: QtBot, width: int, height: int
) -> None:
    theme().set_points(14)
    assert walk(open_page(small), settle, qtbot, width, height) == {}


def test_at_150_percent_in_the_least_window_every_tab_is_seen_and_no_page_scrolls_sideways(
    small: Services, open_page: OpenPage, settle: Settle, qtbot: QtBot
) -> None:
    theme().set_points(15)
    page = open_page(small)
    page.resize(940, 612)
    for tab in (NOW, TIME, TRIAL, MORE):
        page.head.tabs.setCurrentIndex(tab)
        settle()
        settle()
        assert page.head.tabs.width() >= page.head.tabs.sizeHint().width()
        bodies = [body for body in page.tab.findChildren(PageBody) if body.isVisibleTo(page)]
        qtbot.waitUntil(lambda shown=bodies: not any(body.horizontalScrollBar().maximum() for body in shown))


def test_words_that_are_40_percent_longer_are_not_cut(
    small: Services, open_page: OpenPage, settle: Settle, qtbot: QtBot, longer_words: None
) -> None:
    assert walk(open_page(small), settle, qtbot, 1232, 844) == {}
