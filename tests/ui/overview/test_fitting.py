"""The page fits its window: two columns or one, with larger type and longer words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.outlook import outlook
from desktop_app.services.suite import Services
from desktop_app.ui.overview.coming import ComingView
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.pictures import settled
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.rotations import boards

OpenPage = Callable[..., OverviewPage]
SIZES = [(1232, 844), (968, 644)]


def cut(page: OverviewPage, qtbot: QtBot, width: int, height: int) -> list[str]:
    """What is cut, but for the sentence in the head, which is whole in its tool tip."""
    page.resize(width, height)
    settled(page, page._operations)

    def found() -> list[str]:
        return [words for words in clipped(page) if page.header.answer not in words or not page.header.answer]

    with suppress(qtbot.TimeoutError):  # heights follow widths: that takes more than one layout
        qtbot.waitUntil(lambda: not found(), timeout=2_000)
    return found()


@pytest.mark.parametrize("name", ["sided", "unsided", "few", "new"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_cut(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot, name: str, width: int, height: int
) -> None:
    page = open_page(opened(name))
    assert cut(page, qtbot, width, height) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_larger_type_is_not_cut(services: Services, open_page: OpenPage, qtbot: QtBot, width: int, height: int) -> None:
    theme().set_points(14)
    page = open_page(services)
    assert cut(page, qtbot, width, height) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_that_are_40_percent_longer_are_not_cut(
    services: Services, open_page: OpenPage, qtbot: QtBot, longer_words: None, width: int, height: int
) -> None:
    page = open_page(services)
    assert cut(page, qtbot, width, height) == []


def test_a_narrow_page_has_one_column_and_two_by_two_numbers(page: OverviewPage, qtbot: QtBot) -> None:
    def places() -> tuple[bool, int, int]:
        lefts = {slot.mapTo(page, slot.rect().topLeft()).x() for slot in page.body.slots}
        tops = {case.mapTo(page, case.rect().topLeft()).y() for case in page.body.case.cases}
        return page.body.in_two_columns, len(lefts), len(tops)

    assert places() == (True, 2, 1)
    page.resize(968, 644)
    qtbot.waitUntil(lambda: places() == (False, 1, 2))
    page.resize(1232, 844)
    qtbot.waitUntil(lambda: places() == (True, 2, 1))


def test_a_long_head_stays_while_the_sections_scroll(page: OverviewPage, qtbot: QtBot) -> None:
    page.resize(968, 500)
    qtbot.waitUntil(lambda: page.body.verticalScrollBar().maximum() > 0)
    before = page.header.mapTo(page, page.header.rect().topLeft())
    page.body.verticalScrollBar().setValue(100)
    assert page.header.mapTo(page, page.header.rect().topLeft()) == before


@pytest.mark.parametrize("width", [340, 560, 1100])
def test_sessions_and_stays_lie_inside_the_picture_and_not_on_each_other(qtbot: QtBot, width: int) -> None:
    view = ComingView()
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show_outlook(outlook([boards.board()], boards.sessions(), boards.FIRST))
    assert view.picture is not None
    picture = view.picture
    boxes = [picture.bar(row, stay) for row, outing in enumerate(picture.shown) for stay in outing.stays]
    boxes += [flag.box for flag in picture.flags]
    assert all(box.left() >= 0 and box.right() <= width and box.bottom() <= picture.height for box in boxes)
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.intersects(b)]
    assert picture.words_at(boxes[0].center()) == "Dev 2: Operations, 23 – 27 Nov 2026"


def test_more_people_than_have_room_are_counted(qtbot: QtBot) -> None:
    view = ComingView()
    qtbot.addWidget(view)
    view.resize(560, 300)
    view.show_outlook(outlook([boards.large_board()], (), boards.FIRST))
    assert view.picture is not None
    left = len(view.picture.outlook.outings) - len(view.picture.shown)
    assert len(view.picture.shown) == 5
    assert view.picture.more == f"and {left} more people"
