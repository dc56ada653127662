"""The user's columns: remembered, and given up in good order when there is no room."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.incidents.columns import KEY, ColumnChoice, ShortMemory


def keys(choice: ColumnChoice, width: int) -> list[str]:
    return [placed.key for placed in choice.placed(width, {})]


def test_a_narrow_table_drops_system_error_then_team_then_opened() -> None:
    choice = ColumnChoice(ShortMemory())
    wide = keys(choice, 1170)
    assert wide == ["ticket", "title", "system_error", "classification", "status", "team", "opened", "goal"]
    assert [key for key in wide if key not in keys(choice, 820)] == ["system_error"]
    assert [key for key in wide if key not in keys(choice, 700)] == ["system_error", "team"]
    assert [key for key in wide if key not in keys(choice, 600)] == ["system_error", "team", "opened"]


def test_a_column_chosen_by_hand_is_never_dropped() -> None:
    choice = ColumnChoice(ShortMemory())
    choice.show("team", True)
    assert "team" in keys(choice, 400)


def test_a_column_without_any_word_gives_its_room_away_unless_it_was_chosen() -> None:
    choice = ColumnChoice(ShortMemory())
    assert "title" not in [p.key for p in choice.placed(1170, {}, 1.0, ("title",))]
    choice.show("title", True)
    assert "title" in [p.key for p in choice.placed(1170, {}, 1.0, ("title",))]


@given(width=st.integers(820, 3000))
@settings(max_examples=40)
def test_the_columns_fill_the_width_there_is(width: int) -> None:
    placed = ColumnChoice(ShortMemory()).placed(width, {})
    assert sum(column.width for column in placed) == width


def test_order_width_and_choice_are_remembered() -> None:
    memory = ShortMemory()
    choice = ColumnChoice(memory)
    choice.show("route", True)
    choice.resize("title", 333)
    shown = keys(choice, 3000)
    choice.reorder([shown[-1], *shown[:-1]])
    again = ColumnChoice(memory)
    assert keys(again, 3000) == [shown[-1], *shown[:-1]]
    assert {p.key: p.width for p in again.placed(3000, {})}["title"] == 333
    again.reset()
    assert keys(again, 3000) == keys(ColumnChoice(ShortMemory()), 3000)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"order": 3}', '{"widths": {"title": "wide"}}', "{"])
def test_a_note_that_cannot_be_read_counts_as_none(text: str) -> None:
    memory = ShortMemory()
    memory.write(KEY, text)
    assert ColumnChoice(memory).order == COLUMNS


def test_the_ticket_cannot_be_hidden() -> None:
    memory = ShortMemory()
    memory.write(KEY, json.dumps({"shown": {"ticket": False}}))
    choice = ColumnChoice(memory)
    choice.show("ticket", False)
    assert "ticket" in keys(choice, 1170)
