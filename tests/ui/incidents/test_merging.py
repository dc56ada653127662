"""Selected incidents become one: the oldest stays unless another is chosen, and undo takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.incidents import Exclusion
from desktop_app.services.suite import Services
from desktop_app.ui.incidents import merging
from desktop_app.ui.incidents.merging_pane import MergePane
from desktop_app.ui.theme import theme
from tests.ui.clipping import clipped
from tests.ui.incidents.conftest import Drive, Driver
from tests.ui.incidents.test_bulk import CTRL, SHIFT, choose
from tests.ui.incidents.test_page import show_all


@pytest.fixture
def drive(drive: Drive) -> Drive:
    """The page opens with every incident, the newest first."""

    def opened(**how: int) -> Driver:
        driver = drive(**how)
        show_all(driver)
        return driver

    return opened


def open_pane(driver: Driver) -> MergePane:
    driver.press(Qt.Key.Key_M, CTRL | SHIFT)
    assert driver.parts.merge_pane.isVisible()
    return driver.parts.merge_pane


def test_the_oldest_stays_and_the_others_become_its_duplicates(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))[::-1]  # the view shows the newest first
    oldest = services.incidents.detail(chosen[0]).incident.ticket
    pane = open_pane(driver)
    assert pane.sentence.startswith(f"{oldest} stays as it is. The 2 others become its duplicates")
    assert pane.store.text() == f"Merge into {oldest}"
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.said[-1] == f"2 incidents were merged into {oldest}."
    after = [services.incidents.detail(each).incident for each in chosen]
    assert [each.merged_into for each in after] == [None, chosen[0], chosen[0]]
    assert [each.exclusion for each in after[1:]] == [Exclusion.DUPLICATE] * 2
    assert not pane.isVisible()
    driver.press(Qt.Key.Key_Z, CTRL)
    assert [services.incidents.detail(each).incident.merged_into for each in chosen] == [None] * 3
    assert not driver.failures


def test_another_is_chosen_by_keys(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))[::-1]
    pane = open_pane(driver)
    driver.press(Qt.Key.Key_Down)
    assert pane.into is not None
    assert pane.into.id == chosen[1]
    assert pane.into.ticket in pane.sentence
    driver.press(Qt.Key.Key_Return, CTRL)
    assert services.incidents.detail(chosen[0]).incident.merged_into == chosen[1]


def test_a_refusal_leaves_the_pane_and_the_choice(drive: Drive, services: Services) -> None:
    driver = drive()
    chosen = choose(driver, range(3))[::-1]
    services.life.merge(chosen[:1], chosen[2])
    pane = open_pane(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    assert "itself merged" in pane.problem.sentence
    assert pane.isVisible()
    assert pane.store.isEnabled()


def test_escape_keeps_the_selection(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(3))
    open_pane(driver)
    driver.press(Qt.Key.Key_Escape)
    assert not driver.parts.merge_pane.isVisible()
    assert driver.parts.table.selected_count() == 3


def test_the_pane_follows_the_selection(drive: Drive) -> None:
    driver = drive()
    choose(driver, range(3))
    pane = open_pane(driver)
    driver.click_row(7, CTRL)
    assert pane.candidates.count() == 4


def test_one_incident_or_too_many_are_not_merged(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = drive()
    choose(driver, range(1))
    assert not driver.parts.commands.merge.isEnabled()
    driver.page._many.merging.open()
    assert driver.said[-1] == "Select two or more incidents to merge them."
    monkeypatch.setattr(merging, "MOST", 4)
    choose(driver, range(5))
    driver.page._many.merging.open()
    assert driver.said[-1] == "At most 4 incidents are merged at once."
    assert not driver.parts.merge_pane.isVisible()


@pytest.mark.parametrize("points", [10, 13])
def test_no_word_is_clipped(drive: Drive, longer_words: None, points: int) -> None:
    theme().set_points(points)
    driver = drive()
    choose(driver, range(3))
    driver.parts.commands.merge.trigger()
    driver.settle()
    assert clipped(driver.parts.merge_pane) == []
    theme().set_points(10)
