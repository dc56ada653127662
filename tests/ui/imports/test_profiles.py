"""Profiles are kept, renamed, removed and carried as JSON from their pane; what is refused is said there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import ImportAnswers
from desktop_app.services.imports import PreparedImport
from desktop_app.services.suite import Services
from desktop_app.ui.imports.profile_work import ProfileWork
from desktop_app.ui.imports.profiles_pane import ProfilesBody
from desktop_app.ui.operations import Operations
from tests.ui.imports.conftest import MakeList, Settle, row

Pane = tuple[ProfilesBody, ProfileWork]


@pytest.fixture
def prepared(services: Services, make_list: MakeList) -> PreparedImport:
    return services.imports.prepare(make_list([row(n) for n in range(3)]), ImportAnswers(time_zone="Europe/Berlin"))


@pytest.fixture
def pane(
    qtbot: QtBot, services: Services, operations: Operations, prepared: PreparedImport, settle: Settle
) -> Iterator[Pane]:
    body = ProfilesBody()
    qtbot.addWidget(body)
    body.resize(440, 520)
    work = ProfileWork(services.imports, operations, body, lambda: prepared)
    body.show_review(prepared.review)
    body.show()
    settle()
    yield body, work
    settle()


def names(services: Services) -> list[str]:
    return [profile.name for profile in services.imports.profiles()]


def keep(body: ProfilesBody, name: str, settle: Settle) -> None:
    body.name.clear()
    QTest.keyClicks(body.name, name)
    QTest.keyClick(body.name, Qt.Key.Key_Return)
    settle()


def pick(body: ProfilesBody, name: str, words: str) -> None:
    """By keyboard: the profile's line, Enter, and the entry."""
    place = [line.key for line in body.table.lines].index(name)
    body.table.setCurrentIndex(body.table.model().index(place, 0))
    QTest.keyClick(body.table, Qt.Key.Key_Return)
    [action] = [action for action in body.table.menu.actions() if action.text() == words]
    action.trigger()
    body.table.menu.close()


def test_answers_are_kept_under_a_name_and_taken_for_the_next_file(
    pane: Pane, services: Services, settle: Settle, make_list: MakeList
) -> None:
    body, _work = pane
    keep(body, "Monthly list", settle)
    assert names(services) == ["Monthly list"]
    assert [line.key for line in body.table.lines] == ["Monthly list"]
    assert body.said.text() == "The answers are kept."
    again = services.imports.prepare(make_list([row(n) for n in range(9)], "next.csv"), ImportAnswers(time_zone="UTC"))
    assert again.review.time_zone == "Europe/Berlin"
    body.show_review(again.review)
    assert again.review.profile == "Monthly list"
    assert "used for this file" in body.table.lines[0].under


def test_a_profile_is_renamed_and_a_name_that_is_taken_is_refused_in_the_pane(
    pane: Pane, services: Services, settle: Settle
) -> None:
    body, _work = pane
    keep(body, "Monthly list", settle)
    pick(body, "Monthly list", "Rename")
    assert body.new_name.text() == "Monthly list"
    body.new_name.selectAll()
    QTest.keyClicks(body.new_name, "Weekly list")
    QTest.keyClick(body.new_name, Qt.Key.Key_Return)
    settle()
    assert names(services) == ["Weekly list"]
    assert body.new_name.isHidden() or not body.new_name.isVisible()
    keep(body, "", settle)
    assert body.said.text() == "A profile needs a name."


def test_a_removed_profile_comes_back_by_undo(
    pane: Pane, services: Services, settle: Settle, operations: Operations
) -> None:
    body, _work = pane
    keep(body, "Monthly list", settle)
    pick(body, "Monthly list", "Remove")
    settle()
    assert body.table.lines == ()
    operations.execute(lambda _progress: services.history.undo(), title="Undo")
    settle()
    assert [line.key for line in body.table.lines] == ["Monthly list"]


def test_a_profile_goes_out_as_json_and_comes_in_again(
    pane: Pane, services: Services, settle: Settle, tmp_path: Path
) -> None:
    body, work = pane
    suggested: list[str] = []

    def save_as(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(tmp_path / name), ""

    work.ask_save = save_as
    keep(body, "Monthly: Ops", settle)
    pick(body, "Monthly: Ops", "Save as JSON…")
    settle()
    assert suggested == ["Monthly- Ops.json"]
    assert body.said.text() == "Saved as Monthly- Ops.json."
    pick(body, "Monthly: Ops", "Remove")
    settle()
    work.ask_open = lambda *_asked: (str(tmp_path / suggested[0]), "")
    QTest.keyClick(body.read, Qt.Key.Key_Return)
    settle()
    assert names(services) == ["Monthly: Ops"]
    assert body.said.text() == "The profile was loaded."


@pytest.mark.parametrize("text", ["{", '{"kind": "other"}', ""])
def test_a_file_that_is_no_profile_is_refused_in_the_pane(
    pane: Pane, services: Services, settle: Settle, tmp_path: Path, text: str
) -> None:
    body, work = pane
    (tmp_path / "odd.json").write_text(text)
    work.ask_open = lambda *_asked: (str(tmp_path / "odd.json"), "")
    body.read.click()
    settle()
    assert body.said.text().startswith("This is not an import profile")
    assert names(services) == []


def test_giving_up_a_dialog_changes_nothing(pane: Pane, services: Services, settle: Settle) -> None:
    body, work = pane
    nothing: Callable[..., tuple[str, str]] = lambda *_asked: ("", "")  # noqa: E731
    work.ask_open = work.ask_save = nothing
    keep(body, "Monthly list", settle)
    body.read.click()
    pick(body, "Monthly list", "Save as JSON…")
    settle()
    assert names(services) == ["Monthly list"]
