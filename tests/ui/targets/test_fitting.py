"""The page fits its window, also with larger type and longer words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.suite import Services
from desktop_app.ui.targets.page import TargetsPage
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.definitions import DefinitionLine
from tests.ui.clipping import clipped

OpenPage = Callable[[Services], TargetsPage]


def cut(page: TargetsPage, qtbot: QtBot, width: int, height: int) -> list[str]:
    """What is cut, but for the definition: one line that its link unfolds, and here may end in dots."""
    page.resize(width, height)
    for line in page.findChildren(DefinitionLine):
        line.hide()
    with suppress(qtbot.TimeoutError):  # layouts settle
        qtbot.waitUntil(lambda: not clipped(page), timeout=1000)
    return clipped(page)


@pytest.mark.parametrize("name", ["sided", "unsided", "new"])
@pytest.mark.parametrize(("width", "height"), [(1232, 798), (968, 599)])
def test_nothing_is_cut(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot, name: str, width: int, height: int
) -> None:
    page = open_page(opened(name))
    assert cut(page, qtbot, width, height) == []


@pytest.mark.parametrize(("width", "height"), [(1232, 798), (968, 599)])
def test_larger_type_is_not_cut(services: Services, open_page: OpenPage, qtbot: QtBot, width: int, height: int) -> None:
    theme().set_points(14)
    page = open_page(services)
    assert cut(page, qtbot, width, height) == []


@pytest.mark.parametrize("name", ["sided", "unsided", "new"])
def test_words_that_are_40_percent_longer_are_not_cut(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot, longer_words: None, name: str
) -> None:
    page = open_page(opened(name))
    assert cut(page, qtbot, 1232, 798) == []


def test_at_the_design_size_the_whole_page_is_seen_without_scrolling(page: TargetsPage, qtbot: QtBot) -> None:
    assert page.now.view.frame is not None
    qtbot.waitUntil(lambda: page.now.view.frame is not None and page.now.view.frame.width() > 1000)
    assert page.now.view.verticalScrollBar().maximum() == 0
