"""The filter row by keyboard and mouse: from the link to the incidents."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Clock
from desktop_app.domain.filters import FIELDS, Condition, IncidentFilter, Kind
from desktop_app.services.incident_lists import View
from desktop_app.services.incidents import Choices
from desktop_app.services.suite import Services
from desktop_app.ui.incidents import filter_offers
from desktop_app.ui.incidents.choice_popup import ChoicePopup
from desktop_app.ui.incidents.condition_popup import ConditionPopup
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.incidents.views import ALL
from tests.ui.clipping import clipped
from tests.ui.incidents.conftest import Drive, Driver

DOWN, ENTER, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def row(qtbot: QtBot) -> FilterRow:
    made = FilterRow()
    qtbot.addWidget(made)
    made.changed.connect(lambda kept: made.show_filter(kept, removal=""))
    made.set_choices(Choices(("Mail", "Operations"), ("Shop",), ("E1", "E2")))
    made.show()
    return made


def popup(row: FilterRow) -> ConditionPopup:
    return row._others.popup


def keys(row: FilterRow, *pressed: Qt.Key | str) -> None:
    """Keys where the focus is in the popup, which is a window of its own."""
    for key in pressed:
        focus = popup(row).focusWidget() or popup(row)
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)


def conditions(row: FilterRow) -> tuple[Condition, ...]:
    return row._filter.conditions


def test_the_first_view_is_calm(row: FilterRow) -> None:
    assert row._others.chips == []
    assert not popup(row).isVisible()
    assert [chip.active for chip in row._chips.values()] == [False] * 4


@pytest.mark.parametrize(
    ("pressed", "condition", "chip"),
    [
        (("title", ENTER, ENTER, "printer", ENTER), Condition("title", "contains", ("printer",)),
         "Title contains “printer”"),
        (("opened", ENTER, ENTER, ENTER), Condition("opened", "last_days", (7,)), "Opened in the last 7 days"),
        (("opened", ENTER, DOWN, ENTER, "30", ENTER), Condition("opened", "days_ago", (30,)),
         "Opened more than 30 days ago"),
        (("resolved", ENTER, DOWN, DOWN, DOWN, ENTER), Condition("resolved", "period", ("today",)), "Resolved today"),
        (("deadline", ENTER, DOWN, ENTER, "3", ENTER), Condition("deadline", "next_days", (3,)),
         "Deadline in the next 3 days"),
        (("repair", ENTER, ENTER, "1,5", ENTER), Condition("repair", "at_least", (1.5,)), "Repair time at least 1.5 h"),
        (("times re", ENTER, DOWN, ENTER, "2", ENTER), Condition("reopens", "at_most", (2,)),
         "Times reopened at most 2"),
        (("end est", ENTER, ENTER), Condition("estimated", "is", (1,)), "End estimated yes"),
        (("team", ENTER, DOWN, DOWN, DOWN, DOWN, ENTER), Condition("team", "empty"), "Team nobody"),
        (("route", ENTER, DOWN, SPACE), Condition("route", "one_of", ("ops_only",)), "Route Ops only"),
    ],
)  # fmt: skip
def test_a_condition_is_made_by_keys_alone(
    row: FilterRow, pressed: tuple[Qt.Key | str, ...], condition: Condition, chip: str
) -> None:
    row._others.add.setFocus()
    QTest.keyClick(row._others.add, ENTER)
    assert popup(row).isVisible()
    keys(row, *pressed)
    assert conditions(row) == (condition,)
    assert [each.accessibleName() for each in row._others.chips] == [chip]
    assert popup(row).isVisible() == condition.operator.endswith("one_of"), "ticks leave it open"
    popup(row).close()


def test_both_days_of_a_span_are_typed(row: FilterRow) -> None:
    row.begin_condition()
    keys(row, "resolved", ENTER, DOWN, DOWN, ENTER, "30 Jun 2026", Qt.Key.Key_Tab, "2026-06-01", ENTER)
    assert conditions(row) == (Condition("resolved", "between", ("2026-06-01", "2026-06-30")),), "in their order"


@pytest.mark.parametrize(
    ("field", "operator", "typed", "sentence"),
    [
        ("title", "contains", "  ", "Type the words to look for."),
        ("opened", "last_days", "many", "A whole number from 1 to 36,500 is needed here."),
        ("opened", "last_days", "0", "A whole number from 1 to 36,500 is needed here."),
        ("opened", "between", "", "Give a first day, a last day, or both."),
        ("opened", "between", "soon", "“soon” is not a day; write it as 1 Jun 2026 or 2026-06-01."),
        ("repair", "at_most", "1e9", "A number of hours is needed here, such as 4 or 1.5."),
        ("reopens", "at_most", "1.5", "A whole number from 0 to 1,000,000 is needed here."),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays(
    row: FilterRow, field: str, operator: str, typed: str, sentence: str
) -> None:
    entry = popup(row).entry
    row.begin_condition()
    popup(row)._field = field
    popup(row)._show_value(operator)
    entry.first.setText(typed)
    QTest.keyClick(entry.first, ENTER)
    assert entry.problem == sentence
    assert popup(row).isVisible()
    assert entry.first.text() == typed
    assert conditions(row) == ()
    assert clipped(popup(row)) == []
    popup(row).close()


def test_a_chip_is_edited_where_it_stands(row: FilterRow) -> None:
    kept = IncidentFilter(target_set=2, clock=Clock.WORKING)
    kept = (
        kept.where("title", "contains", "printer").where("opened", "last_days", 7).where("route", "one_of", "bounced")
    )
    row.show_filter(kept, removal="")
    row._others.chips[1].click()
    assert popup(row).entry.first.text() == "7"
    keys(row, "14", ENTER)
    assert [c.values for c in conditions(row)] == [("printer",), (14,), ("bounced",)]
    row._others.chips[2].click()
    QTest.keyClick(popup(row).choosing.list, SPACE)
    popup(row).choosing._opposite.click()
    assert conditions(row)[2] == Condition("route", "not_one_of", ("unknown", "bounced"))
    popup(row).choosing._clear.click()
    assert len(conditions(row)) == 2, "nothing ticked asks for nothing"
    QTest.keyClick(popup(row).choosing.list, SPACE)
    assert len(conditions(row)) == 3, "and can be ticked again"
    popup(row).close()
    assert (row._filter.target_set, row._filter.clock) == (2, Clock.WORKING), "what it is measured against stays"


def test_a_step_back_keeps_what_was_typed_for_another_comparison(row: FilterRow) -> None:
    row.show_filter(IncidentFilter().where("title", "contains", "printer"), removal="")
    row._others.chips[0].click()
    QTest.keyClick(popup(row)._back, ENTER)
    assert popup(row).ways.isVisible()
    keys(row, DOWN, ENTER)
    assert popup(row).entry.first.text() == "printer"
    keys(row, ENTER)
    assert conditions(row) == (Condition("title", "not_contains", ("printer",)),)
    row._others.chips[0].click()
    QTest.keyClick(popup(row)._back, ENTER)
    keys(row, Qt.Key.Key_Backspace)
    assert popup(row).fields.isVisible()
    keys(row, Qt.Key.Key_Escape)
    assert not popup(row).isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_chips_go_by_key_and_the_focus_stays_in_the_row(row: FilterRow, key: Qt.Key) -> None:
    kept = IncidentFilter().where("title", "contains", "a").where("ticket", "contains", "b").where("system", "empty")
    row.show_filter(kept, removal="")
    row.activateWindow()
    chips = row._others.chips
    chips[2].setFocus()
    QTest.keyClick(chips[2], key)
    assert [c.field for c in conditions(row)] == ["title", "ticket"]
    assert chips[1].hasFocus()
    QTest.keyClick(chips[0], key)
    assert [c.field for c in conditions(row)] == ["ticket"]
    assert chips[0].hasFocus()
    QTest.keyClick(chips[0], key)
    assert conditions(row) == ()
    assert row._others.add.hasFocus()


def test_two_conditions_on_one_field_stand_side_by_side(row: FilterRow) -> None:
    kept = IncidentFilter((Condition("team", "contains", ("dev",)), Condition("team", "one_of", ("Mail",))))
    row.show_filter(kept, removal="")
    assert [chip.value for chip in row._others.chips] == ["contains “dev”", "Mail"]
    row._others.chips[0].cleared.emit()
    assert row._others.chips == []
    assert row._chips["team"].value == "Mail"


def test_a_choice_can_be_left_out_and_its_chip_says_so(row: FilterRow) -> None:
    row._open("team")
    choosing = row._popups["team"].choosing
    QTest.keyClick(choosing.list, SPACE)
    assert row._chips["team"].value == "Mail"
    choosing._opposite.click()
    assert (row._chips["team"].value, row._chips["team"].active) == ("not Mail", True)
    assert conditions(row) == (Condition("team", "not_one_of", ("Mail",)),)
    row._popups["team"].close()
    row._open("team")
    assert choosing._opposite.words == "Show only these"
    row._popups["team"].close()


def test_every_offer_makes_a_condition_that_leads_back_to_it() -> None:
    for field in (str(value) for _words, value in filter_offers.fields()):
        for place, offer in enumerate(filter_offers.offers(field)):
            if offer.values is not None:
                condition = Condition(field, offer.operator, offer.values)
                assert filter_offers.place_of(field, condition) == place
    assert {value for _words, value in filter_offers.fields()} == set(FIELDS) - {"id"}
    assert FIELDS["id"] is Kind.ID


def test_ticks_outlive_a_search_through_thousands_of_names(qtbot: QtBot) -> None:
    names = [(f"Team {n:05}", f"Team {n:05}") for n in range(5_000)]
    made = ChoicePopup("Team")
    qtbot.addWidget(made)
    made.choosing.offer(names, ("Team 04999", "Gone team"))
    made.choosing._search.setText("M 0499")
    assert made.choosing.list.choices.rowCount() == 10
    QTest.keyClick(made.choosing.list, SPACE)
    made.choosing._search.setText("")
    made.choosing.list.choose_row(0)
    QTest.keyClick(made.choosing.list, SPACE)
    ticked = made.choosing.list.choices.ticked()
    assert ticked == ("Team 00000", "Team 04990", "Team 04999", "Gone team")


@pytest.mark.parametrize("words", [False, True], ids=["plain", "longer"])
def test_nothing_is_cut_in_any_step(row: FilterRow, words: bool, request: pytest.FixtureRequest) -> None:
    if words:
        request.getfixturevalue("longer_words")
    made = ConditionPopup()
    for field in (str(value) for _words, value in filter_offers.fields()):
        for offer in filter_offers.offers(field):
            made.begin(row)
            made._field = field
            if offer.values is None:
                made._show_value(offer.operator)
            else:
                made._show_ways()
            assert clipped(made) == [], (field, offer)
            made.close()
    made.deleteLater()


# -- over a real workspace


def show_all(driver: Driver) -> None:
    driver.page._views.choose(ALL)
    driver.settle()


def test_a_filter_from_the_link_narrows_the_list(drive: Drive, services: Services) -> None:
    driver = drive()
    show_all(driver)
    row = driver.parts.filters
    row.begin_condition()
    keys(row, "title", ENTER, ENTER, "ERROR 03 on", ENTER)
    driver.settle()
    wanted = IncidentFilter().where("title", "contains", "error 03 on")
    expected = services.incidents.open_list(View(wanted)).total
    assert len(driver.tickets()) == expected > 0
    QTest.keyClick(row._others.chips[0], Qt.Key.Key_Delete)
    driver.settle()
    assert len(driver.tickets()) == 600


def test_a_saved_view_with_relative_days_comes_back_with_its_chips(drive: Drive) -> None:
    driver = drive()
    show_all(driver)
    driver.parts.filters._replace(None, Condition("opened", "last_days", (36_500,)))
    driver.parts.filters._replace(None, Condition("team", "not_empty"))
    driver.settle()
    shown = driver.tickets()
    driver.page.commands.save_view.trigger()
    driver.type("Lately")
    driver.press(ENTER)
    show_all(driver)
    saved = next(v for v in driver.page._views.shelf.views if v.name == "Lately")
    driver.page._views.choose(saved.id)
    driver.settle()
    assert sorted(driver.tickets()) == sorted(shown)
    assert [c.accessibleName() for c in driver.parts.filters._others.chips] == [
        "Opened in the last 36,500 days",
        "Team not empty",
    ]


def test_each_choice_says_how_many_incidents_it_has(drive: Drive, services: Services) -> None:
    driver = drive()
    show_all(driver)
    row = driver.parts.filters
    for where in ({"team": "Operations"}, {"system": "System 01"}):
        for field, name in where.items():
            row._tick(field, (name,))
    driver.settle()
    row._open("team")
    driver.settle()
    choices = row._popups["team"].choosing.list.choices
    within = IncidentFilter().where("system", "one_of", "System 01")
    for place, name in enumerate([*services.incidents.choices().teams, None]):
        expected = services.incidents.open_list(View(within.where("team", "one_of", name))).total
        assert choices.data(choices.index(place), Qt.ItemDataRole.UserRole) == str(expected), name
    row._popups["team"].close()
    row._others.popup.edit(Condition("route", "one_of", ("bounced",)), row)
    driver.settle()
    held = popup(row).choosing.list.choices
    counts = [int(str(held.data(held.index(n), Qt.ItemDataRole.UserRole))) for n in range(held.rowCount())]
    assert sum(counts) == len(driver.tickets())
    popup(row).close()
