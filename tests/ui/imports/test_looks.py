"""What the page shows of a file: refused rows with their reason, foreign text as it is, and nothing cut."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.states import State
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.imports.conftest import SAMPLE, MakeList, Settle, row

Review = Callable[[Path], ImportPage]
HOSTILE = "<b>bold</b><img src='file:///etc/hostname'>"


@pytest.fixture
def troubled(make_list: MakeList) -> Path:
    rows = [row(n) for n in range(30)]
    rows[4] = row(4, opened="31.02.2025 10:00")
    rows[9] = row(9, resolved="01.01.2024 10:00", title=HOSTILE)
    return make_list(rows, "troubled.csv")


def test_text_of_the_file_is_never_markup(review: Review, make_list: MakeList, settle: Settle) -> None:
    rows = [row(n, title=HOSTILE, team=HOSTILE, priority=HOSTILE) for n in range(4)]
    rows.append(row(5, opened=HOSTILE))
    page = review(make_list(rows, "<i>list.csv"))
    cell = page.view.review.first_rows.model().index(0, 1)
    assert cell.data() == HOSTILE
    assert "<img" not in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    for name in ("columns", "classification", "teams", "dates"):
        page.view.open_pane(name)
    page.view.footer.commit.click()
    settle()
    assert page.view.state is State.REPORT
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    for widget in page.findChildren(QWidget):
        assert "<img" not in widget.toolTip()


def test_a_huge_cell_is_cut_before_it_is_measured(review: Review, make_list: MakeList) -> None:
    page = review(make_list([row(n, title="x" * 30_000) for n in range(3)]))
    model = page.view.review.first_rows.model()
    assert len(str(model.index(0, 1).data())) == 200


def test_a_cell_without_spaces_does_not_widen_the_page(review: Review, make_list: MakeList) -> None:
    page = review(make_list([row(n, team="T" * 400, priority="P" * 300) for n in range(3)]))
    content = page.view.review.scrolled.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= 968


def of_words(found: list[str]) -> list[str]:
    """Cut words, but for names of files and the sentence that ends with one: they give way, whole in the tool tip."""
    return [line for line in found if ".zip" not in line and ".csv" not in line]


SIZES = [(1232, 844), (968, 644)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(
    open_page: Callable[..., ImportPage],
    troubled: Path,
    settle: Settle,
    qtbot: QtBot,
    width: int,
    height: int,
    points: int,
) -> None:
    theme().set_points(points)
    page = open_page(width, height)
    check_all_states(page, troubled, settle, qtbot)


def test_words_that_are_40_percent_longer_are_not_cut(
    longer_words: None, open_page: Callable[..., ImportPage], troubled: Path, settle: Settle, qtbot: QtBot
) -> None:
    check_all_states(open_page(), troubled, settle, qtbot)


def check_all_states(page: ImportPage, troubled: Path, settle: Settle, qtbot: QtBot) -> None:
    def check() -> None:
        with contextlib.suppress(qtbot.TimeoutError):  # layouts settle
            qtbot.waitUntil(lambda: not of_words(clipped(page)), timeout=1000)
        assert of_words(clipped(page)) == []

    check()
    page.begin(SAMPLE)
    check()
    settle()
    check()
    page.begin(troubled)
    settle()
    check()
    if page.view.place.beside_fits:
        for name in ("columns", "dates", "classification", "teams", "trust", "duplicates"):
            page.view.open_pane(name)
            check()
    page.view.footer.commit.click()
    check()
    settle()
    check()


def test_at_the_design_size_refused_rows_are_seen_without_scrolling(
    review: Review, troubled: Path, qtbot: QtBot
) -> None:
    page = review(troubled)
    body, table = page.view.review.scrolled.viewport(), page.view.review.refused.table
    # layouts settle over a few events
    qtbot.waitUntil(lambda: table.mapTo(body, table.rect().bottomLeft()).y() <= body.height())
