"""What to know about the data: the worst three on the page, all in the pane, and the rows behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import ImportAnswers, ImportReview, Policy
from desktop_app.domain.trust import Doubt, Grade, TrustCard, TrustLine
from desktop_app.ui.imports.states import ImportView
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.imports.reviews import MADE

ZERO = TrustLine(
    Doubt.ZERO_MINUTES, 37, "37 zero-minute repairs", "Without them the median of Critical goes from 2.1 h to 3.4 h.",
    rows=(4, 9, 1203), tickets=("INC4", "INC9", "INC1203"), action="Leave out",
    openings=("3 Feb 2026",), titles=("Mail is slow",),
)  # fmt: skip
BULK = TrustLine(
    Doubt.BULK_CLOSES, 212, "212 incidents closed in the same minute, 3 Mar 2025 17:00",
    "Their true end lies earlier; in time is shown as a range.", rows=(7,), tickets=("INC7",),
    action="Keep as estimated",
)  # fmt: skip
FIRST = TrustLine(
    Doubt.RESOLVED_FIRST, 6, "6 incidents resolved before they were opened",
    "Refused unless the two dates are swapped.",
    rows=(3,), tickets=("INC3",),
)  # fmt: skip
SIDES = TrustLine(
    Doubt.UNKNOWN_SIDES,
    900,
    "900 incidents without a known side",
    "What is said of Ops and Dev stands on 61 %.",
)
CARD = TrustCard(Grade.B, "good, with four things to know", (ZERO, BULK, FIRST, SIDES))
Shown = Callable[[ImportReview], ImportView]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def made(review: ImportReview) -> ImportView:
        view = ImportView()
        qtbot.addWidget(view)
        view.resize(1232, 844)
        view.show_review(review, ImportAnswers(), "")
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        return view

    return made


def test_the_worst_three_stand_on_the_page_with_their_effect(shown: Shown) -> None:
    view = shown(replace(MADE, trust=CARD))
    trust = view.review.trust
    assert trust.grade == "grade B: good, with four things to know"
    assert [each.line.doubt for each in trust.lines.shown] == [
        Doubt.ZERO_MINUTES,
        Doubt.BULK_CLOSES,
        Doubt.RESOLVED_FIRST,
    ]
    links = [[link.words for link in each.links] for each in trust.lines.shown]
    assert links == [["Leave out", "See the 37"], ["Keep as estimated", "See the 212"], ["See the 6"]]
    assert trust.more.words == "All 4 things to know"


def test_a_doubt_that_is_settled_by_an_answer_leads_to_its_pane(shown: Shown) -> None:
    view = shown(replace(MADE, trust=replace(CARD, lines=(SIDES,))))
    link = view.review.trust.lines.shown[0].settle
    assert link is not None
    assert link.words == "Set the sides"
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert view.aside.name == "teams"


def test_three_things_need_no_list_of_all_and_none_is_said_so(shown: Shown) -> None:
    view = shown(replace(MADE, trust=replace(CARD, lines=CARD.lines[:3])))
    assert view.review.trust.more.isHidden()
    view.show_review(replace(MADE, trust=TrustCard(Grade.A, "good")), ImportAnswers(), "")
    assert view.review.trust.nothing.isVisible()
    assert view.review.trust.lines.isHidden()


def test_of_a_file_whose_columns_are_not_known_nothing_is_claimed(shown: Shown) -> None:
    view = shown(MADE)
    assert not view.review.trust.isVisible()
    beside = view.review.first_rows.mapTo(view, view.review.first_rows.rect().topLeft())
    assert beside.x() > view.width() / 2, "the first rows stand in its place"
    view.show_review(replace(MADE, trust=CARD), ImportAnswers(), "")
    assert view.review.trust.isVisible()


def test_every_thing_to_know_opens_beside_and_the_rows_behind_one_stand_on_it(shown: Shown) -> None:
    view = shown(replace(MADE, trust=CARD))
    more = view.review.trust.more
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Return)
    assert view.aside.name == "trust"
    assert [each.line for each in view.lists.lines.shown] == list(CARD.lines)
    see = view.lists.lines.shown[0].see
    assert see is not None
    QTest.mouseClick(see, Qt.MouseButton.LeftButton)
    assert view.aside.name == "behind"
    assert view.lists.rows.words.lines == (
        ("4", "INC4", "3 Feb 2026", "Mail is slow"),
        ("9", "INC9", "", ""),
        ("1,203", "INC1203", "", ""),
    )
    assert view.lists.rows.hasFocus()
    QTest.keyClick(view.lists.rows, Qt.Key.Key_Escape)
    assert view.aside.name == "trust", "back to where it was opened"
    view.close_pane()
    assert view.place.pane is None
    assert view.focusWidget() is more


def test_the_rows_behind_a_line_of_the_page_open_and_close(shown: Shown) -> None:
    view = shown(replace(MADE, trust=CARD))
    see = view.review.trust.lines.shown[2].see
    assert see is not None
    see.setFocus()
    QTest.keyClick(see, Qt.Key.Key_Return)
    assert view.lists.rows.words.lines == (("3", "INC3", "", ""),)
    QTest.keyClick(view.lists.rows, Qt.Key.Key_Escape)
    assert view.place.pane is None
    assert view.focusWidget() is see


def test_what_is_done_about_a_doubt_is_taken_back_in_the_same_place(shown: Shown, qtbot: QtBot) -> None:
    view = shown(replace(MADE, trust=CARD))
    trust = view.review.trust
    act = trust.lines.shown[0].act
    assert act is not None
    act.setFocus()
    with qtbot.waitSignal(trust.chosen) as done:
        QTest.keyClick(act, Qt.Key.Key_Return)
    assert done.args == [Doubt.ZERO_MINUTES, True]
    gone = replace(CARD, lines=(replace(ZERO, left_out=True), *CARD.lines[1:]))
    view.show_review(replace(MADE, trust=gone), ImportAnswers(left_out=frozenset({Doubt.ZERO_MINUTES})), "")
    again = trust.lines.shown[0].act
    assert again is not None
    assert again.words == "Done: Leave out. Take it back"
    assert view.focusWidget() is again, "the answer has not moved the focus away"
    with qtbot.waitSignal(trust.chosen) as back:
        QTest.keyClick(again, Qt.Key.Key_Return)
    assert back.args == [Doubt.ZERO_MINUTES, False]


def test_a_list_that_was_cut_says_of_how_many(shown: Shown) -> None:
    view = shown(replace(MADE, trust=CARD))
    view.aside.show_behind(ZERO)
    assert "the first 3 of 37" in view.lists._rows_effect.text()


@pytest.mark.parametrize("points", [10, 14])
@pytest.mark.parametrize("size", [(1232, 844), (968, 644)])
def test_nothing_is_cut(shown: Shown, points: int, size: tuple[int, int]) -> None:
    theme().set_points(points)
    view = shown(replace(MADE, trust=CARD))
    view.resize(*size)
    check(view)


def test_words_that_are_40_percent_longer_are_not_cut(longer_words: None, shown: Shown) -> None:
    check(shown(replace(MADE, trust=CARD)))


def check(view: ImportView) -> None:
    assert [line for line in clipped(view.review) if ".csv" not in line] == []
    for name in ("trust", "duplicates", "suspects", "behind"):
        view.aside.leave()
        view.lists.show_review(replace(MADE, trust=CARD), Policy.UPDATE)
        view.open_pane(name)
        pane = view.place.pane
        assert pane is not None
        assert clipped(pane) == []
