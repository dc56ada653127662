"""A later export: what it changes, what shall happen to it, and the question when it ends too much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import ChangedField, ImportAnswers, ImportCounts, Policy, Question, Suspect
from desktop_app.services.suite import Services
from desktop_app.ui.imports.options import Option
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.questions import MANY_ENDS, Questions
from desktop_app.ui.imports.recognised import differing
from desktop_app.ui.imports.states import ImportView
from tests.ui.imports.conftest import MakeList, Settle, row
from tests.ui.imports.reviews import MADE

Review = Callable[[Path], ImportPage]
CHANGED = replace(
    MADE,
    counts=ImportCounts(read=40, stored=40, new=25, changed=12, same=3),
    changes=(ChangedField("INC1", "title", "Slow", "Very slow"), ChangedField("INC1", "resolved_at", "", "3 May 2026")),
    changed_fields={"title": 3, "resolved_at": 12},
    suspects=(Suspect(7, "INC7", "SD-7", "same title, opened in the same minute"),),
)


@pytest.fixture
def view(qtbot: QtBot) -> ImportView:
    made = ImportView()
    qtbot.addWidget(made)
    made.resize(1232, 844)
    made.show_review(CHANGED, ImportAnswers(), "")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_only_a_file_with_known_tickets_that_differ_speaks_of_them() -> None:
    assert not differing(MADE, Policy.UPDATE)
    assert differing(CHANGED, Policy.UPDATE)
    skipped = replace(MADE, counts=ImportCounts(read=40, stored=28, skipped=12, new=25, same=3))
    assert differing(skipped, Policy.SKIP), "else the way back to another policy would be gone"


def test_what_changes_is_listed_field_by_field(view: ImportView) -> None:
    recognised = view.review.recognised
    assert recognised.fact("duplicates") == "12 tickets differ from what is stored: update them"
    link = recognised.links["duplicates"]
    assert link.words == "See what changes"
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert view.aside.name == "duplicates"
    assert view.lists._changed.text() == "12 incidents: Resolved in 12, Title in 3"
    assert view.lists.changes.words.lines == (
        ("INC1", "Title", "Slow", "Very slow"),
        ("INC1", "Resolved", "", "3 May 2026"),
    )


def test_a_policy_is_chosen_by_keyboard(view: ImportView, qtbot: QtBot) -> None:
    view.open_pane("duplicates")
    chosen = view.focusWidget()
    assert isinstance(chosen, Option)
    assert chosen.words == "Update them"
    with qtbot.waitSignal(view.lists.policy_chosen) as told:
        QTest.keyClick(chosen, Qt.Key.Key_Down)
    assert told.args == [Policy.SKIP]


def test_suspected_duplicates_are_listed_with_the_reason(view: ImportView) -> None:
    assert view.review.recognised.fact("suspects") == "1 incident may be the same as another"
    view.open_pane("suspects")
    assert view.lists.suspects.words.lines == (("7", "INC7", "SD-7", "same title, opened in the same minute"),)


def test_many_ends_have_one_answer_and_it_says_what_it_does(qtbot: QtBot) -> None:
    questions = Questions()
    qtbot.addWidget(questions)
    asked = Question(MANY_ENDS, "", "This file ends 30 of the 30 open incidents. Is it the right file?")
    questions.ask((asked,))
    [button] = questions.bars[0].buttons
    assert button.words == "Import all the same"
    with qtbot.waitSignal(questions.answered) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args[0] == asked


def test_a_later_export_is_left_alone_or_stored_after_the_question(
    review: Review, make_list: MakeList, settle: Settle, services: Services
) -> None:
    opened = [row(n, resolved="", state="New") for n in range(10)]
    page = review(make_list(opened))
    page.view.footer.commit.click()
    settle()
    page.begin(make_list([row(n) for n in range(10)], "later.csv"))
    settle()
    [bar] = page.view.questions.bars
    assert "10 of the 10 open incidents" in bar.question.text
    assert not page.view.footer.commit.isEnabled()
    page.work.set_policy(Policy.SKIP)
    settle()
    assert page.view.questions.bars == [], "what is left alone ends nothing"
    assert page.view.review.recognised.fact("duplicates") == "leave them as they are"
    page.work.set_policy(Policy.UPDATE)
    settle()
    QTest.mouseClick(page.view.questions.bars[0].buttons[0], Qt.MouseButton.LeftButton)
    settle()
    page.view.footer.commit.click()
    settle()
    ended = services.workspace.frames.current().incidents["resolved_at"].null_count()
    assert ended == 0
