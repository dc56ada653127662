"""Each pane shows what was found in plain words, by keyboard too, and tells exactly one answer per choice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.imports import ColumnReview, DateOrder, Field, ImportAnswers, ImportReview, Meaning
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.ui.imports.choice_lines import CHOICE
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.editors import Editors
from desktop_app.ui.imports.options import Option
from desktop_app.ui.imports.panes import EditPane
from desktop_app.ui.theme import Mode, theme
from tests.ui.clipping import clipped
from tests.ui.imports.reviews import COLUMNS, MADE, PEOPLE, VENDOR, WORKBOOK

Shown = Callable[..., Editors]
NONE = ImportAnswers()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """The panes over a dry run, one of them open."""
    hosts: list[QWidget] = []  # else they would be gone with their panes

    def show(pane: str, review: ImportReview = MADE, answers: ImportAnswers = NONE) -> Editors:
        host = QWidget()
        hosts.append(host)
        qtbot.addWidget(host)
        host.resize(theme().px(460), theme().px(560))
        editors = Editors(host)
        editors.show_review(review, answers)
        editors.offer_zones(("Asia/Tokyo", "Europe/Berlin", "UTC"))
        editors.panes[pane].setGeometry(host.rect())
        editors.panes[pane].show()
        host.show()
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        editors.panes[pane].focus_body()
        return editors

    return show


def told(signal: SignalInstance) -> list[tuple[object, ...]]:
    """What a signal tells from now on."""
    heard: list[tuple[object, ...]] = []
    signal.connect(lambda *said: heard.append(said))
    return heard


def go_to(table: ChoiceTable, key: str) -> None:
    place = [line.key for line in table.lines].index(key)
    table.setCurrentIndex(table.model().index(place, 0))


def choose(table: ChoiceTable, key: str, words: str) -> None:
    """By keyboard: Enter on the line, and the entry of the menu."""
    go_to(table, key)
    QTest.keyClick(table, Qt.Key.Key_Return)
    [action] = [action for action in table.menu.actions() if action.text() == words]
    table.menu.setActiveAction(action)
    QTest.keyClick(table.menu, Qt.Key.Key_Return)


def said(table: ChoiceTable) -> dict[str, tuple[str, str]]:
    """Of each line what stands under its name, and under its choice."""
    return {line.key: (line.under, line.why) for line in table.lines}


# columns


def test_columns_stand_in_the_files_order_each_with_its_sample_and_why_it_was_taken(shown: Shown) -> None:
    editors = shown("columns", answers=replace(NONE, fields={"Note": Field.EXTRA}))
    assert [line.key for line in editors.columns.lines] == [column.column for column in COLUMNS]
    assert said(editors.columns) == {
        "Number": ("e.g. INC0000001", "by its name"),
        "Caller": ("names are not shown", "stays in the file"),
        "Kurztext": ("e.g. Zahlung hängt", "by what it holds"),
        "Opened": ("e.g. 03.02.2026 14:05", "by its name"),
        "Cost centre": ("e.g. 4711", "not recognised"),
        "Note": ("", "chosen by hand"),
    }
    assert [line.note for line in editors.columns.lines] == ["100 %", "", "95 %", "100 %", "25 %", "empty"]


def test_of_269_columns_those_searched_for_are_chosen_together(shown: Shown) -> None:
    many = tuple(ColumnReview(f"Comment ({n})", Field.EXTRA, 0.0, 1, "x") for n in range(263))
    editors = shown("columns", replace(MADE, columns=(*COLUMNS, *many)))
    chosen, body = told(editors.fields_chosen), editors.columns_body
    body.search.setFocus()
    QTest.keyClicks(body.search, "comment (26")
    QTest.keyClick(body.search, Qt.Key.Key_Down)
    assert editors.columns.hasFocus()
    QTest.keyClick(editors.columns, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert editors.columns.selected_keys() == ["Comment (26)", "Comment (260)", "Comment (261)", "Comment (262)"]
    choose(editors.columns, "Comment (26)", "Person")
    [(columns, field)] = chosen
    assert field is Field.PERSON
    assert isinstance(columns, list)
    assert columns == ["Comment (26)"], "another line than the selected ones is the only one meant"
    editors.columns.selectAll()
    QTest.keyClick(editors.columns, Qt.Key.Key_Return)
    [action] = [action for action in editors.columns.menu.actions() if action.text() == "Person"]
    action.trigger()
    assert chosen[-1][0] == editors.columns.selected_keys()
    assert len(editors.columns.selected_keys()) == 4


def test_a_search_that_finds_nothing_says_so_and_escape_shows_all_again(shown: Shown) -> None:
    editors = shown("columns")
    closed, search = told(editors.closed), editors.columns_body.search
    search.setFocus()
    QTest.keyClicks(search, "zebra")
    assert "No column has these words." in [
        label.text() for label in editors.columns_body.findChildren(QLabel) if label.isVisible()
    ]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not any(editors.columns.isRowHidden(place) for place in range(len(COLUMNS)))
    assert closed == []


def test_what_is_searched_stays_searched_when_an_answer_came_in(shown: Shown) -> None:
    editors = shown("columns")
    editors.columns_body.search.setText("cost")
    more = replace(MADE, columns=(*COLUMNS, ColumnReview("Cost type", Field.EXTRA, 0.0, 3, "y")))
    editors.show_review(more, NONE)
    shown_now = [line.key for n, line in enumerate(editors.columns.lines) if not editors.columns.isRowHidden(n)]
    assert shown_now == ["Cost centre", "Cost type"]


def test_the_column_spoken_of_is_marked_in_the_first_rows_under_it(shown: Shown) -> None:
    editors = shown("columns")
    rows = editors.columns_body.first_rows.rows
    go_to(editors.columns, "Cost centre")
    assert rows.marked == "Cost centre"
    go_to(editors.columns, "Caller")
    assert rows.marked == "", "a column of persons is not there"


# file


def visible(editors: Editors) -> set[str]:
    body = editors.file
    parts = {"sheet": body.sheets, "encoding": body.encoding, "delimiter": body.delimiter, "hidden": body.hidden}
    return {name for name, part in parts.items() if part.isVisibleTo(editors.panes["file"])}


def test_only_what_applies_to_the_kind_of_file_is_shown(shown: Shown) -> None:
    assert visible(shown("file")) == {"encoding", "delimiter"}
    assert visible(shown("file", WORKBOOK)) == {"sheet", "hidden"}


def test_an_encoding_that_is_not_sure_shows_words_to_judge_it_by(shown: Shown) -> None:
    editors = shown("file", replace(MADE, encoding_sure=False))
    words = " ".join(label.text() for label in editors.file.findChildren(QLabel) if label.isVisible())
    assert "Not sure: look at the accents below." in words
    assert "Words of the file with accents: hängt." in words


def test_an_encoding_is_chosen_by_keyboard_and_told_once(shown: Shown) -> None:
    editors = shown("file")
    chosen, combo = told(editors.encoding_chosen), editors.file.encoding
    assert combo.currentText() == "Western European, Windows-1252"
    combo.setFocus()
    QTest.keyClicks(combo, "W")
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert [type(value) for (value,) in chosen] == [str] * len(chosen)
    assert chosen[-1] == (combo.currentData(),)


def test_an_encoding_nobody_lists_is_shown_as_found(shown: Shown) -> None:
    assert shown("file", replace(MADE, encoding="cp1140")).file.encoding.currentText() == "cp1140"


def test_several_steps_of_the_header_row_are_one_answer(shown: Shown, qtbot: QtBot) -> None:
    editors = shown("file")
    chosen, field = told(editors.header_row_chosen), editors.file.header_row
    for _n in range(3):
        QTest.keyClick(field.field, Qt.Key.Key_Up)
    editors.file.header_row.less.click()
    assert field.field.text() == "5"
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == [(5,)]


def test_a_typed_header_row_is_taken_at_enter_and_nothing_else_is_one(shown: Shown) -> None:
    editors = shown("file")
    chosen, field = told(editors.header_row_chosen), editors.file.header_row.field
    field.setFocus()
    for typed in ("12", "", "0"):
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Backspace) if not typed else None
        editors.file.header_row.take()
    assert chosen == [(12,)]
    assert field.text() == "12"


def test_another_delimiter_and_one_of_ones_own(shown: Shown) -> None:
    editors = shown("file")
    chosen, combo = told(editors.delimiter_chosen), editors.file.delimiter
    assert combo.currentText() == "Semicolon"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert chosen == [("\t",)]
    QTest.keyClick(combo, Qt.Key.Key_End)
    assert editors.file.sign.hasFocus()
    QTest.keyClicks(editors.file.sign, "^")
    QTest.keyClick(editors.file.sign, Qt.Key.Key_Return)
    assert chosen == [("\t",), ("^",)]
    editors.show_review(replace(MADE, delimiter="^"), NONE)
    assert editors.file.sign.text() == "^"


def test_hidden_rows_are_counted_and_can_be_left_out(shown: Shown) -> None:
    editors = shown("file", WORKBOOK)
    chosen = told(editors.hidden_rows_chosen)
    assert "The sheet has 12 hidden rows." in [label.text() for label in editors.file.findChildren(QLabel)]
    [leave] = [each for each in editors.file.hidden.findChildren(Option) if each.words == "Leave them out"]
    assert not leave.isChecked()
    QTest.keyClick(leave, Qt.Key.Key_Space)
    assert chosen == [(False,)]
    editors.show_review(replace(WORKBOOK, hidden_rows=0), replace(NONE, hidden_rows=False))
    assert "hidden" in visible(editors), "else there would be no way back"


# values


def test_priorities_are_told_with_their_rows_and_those_of_no_scale_stand_out(shown: Shown) -> None:
    editors = shown("classification")
    assert [(line.key, line.note, line.label) for line in editors.priorities.lines] == [
        ("1", "27", "Critical"),
        ("P5", "213", "Medium"),
    ]
    assert said(editors.priorities)["P5"] == ("not a known priority", "")


def test_states_say_what_they_mean_and_what_that_does(shown: Shown) -> None:
    editors = shown("states")
    assert {line.key: line.label for line in editors.states.lines} == {
        "New": "New",
        "Awaiting vendor": "Waiting for supplier",
        "Parked": "From the dates",
        "Double": "Duplicate",
    }
    assert said(editors.states)["Awaiting vendor"] == ("", "stops the clock")
    assert said(editors.states)["Parked"] == ("not recognised", "")
    assert said(editors.states)["Double"] == ("", "left out of the figures")


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Waiting for supplier", VENDOR),
        ("Resolved", Meaning(Status.RESOLVED)),
        ("Request", Meaning(Status.CANCELLED, exclusion=Exclusion.REQUEST)),
        ("As recognised", None),
    ],
)
def test_a_state_is_given_a_meaning_or_its_own_back(shown: Shown, words: str, meaning: Meaning | None) -> None:
    editors = shown("states")
    chosen = told(editors.state_chosen)
    choose(editors.states, "Parked", words)
    assert chosen == [(["Parked"], meaning)]


# teams and systems


def test_a_team_is_known_new_or_much_alike_a_stored_one(shown: Shown) -> None:
    editors = shown("teams")
    assert {key: under for key, (under, _why) in said(editors.teams).items()} == {
        "Service Desk": "stored here already",
        "Servicedesk": "new; similar to Service Desk",
        "Blue": "new",
    }


def test_where_every_team_is_new_it_is_not_said_of_each(shown: Shown) -> None:
    editors = shown("teams", replace(MADE, teams=MADE.teams[2:]))
    assert [line.under for line in editors.teams.lines] == [""]


def test_a_team_is_taken_as_the_stored_one_and_stands_alone_again(shown: Shown) -> None:
    editors = shown("teams")
    chosen = told(editors.team_chosen)
    choose(editors.teams, "Servicedesk", "The stored “Service Desk”")
    assert chosen == [("Servicedesk", "Service Desk")]
    merged = replace(MADE, teams=tuple(team for team in MADE.teams if team.name != "Servicedesk"))
    editors.show_review(merged, replace(NONE, teams={"Servicedesk": "Service Desk"}))
    assert said(editors.teams)["Service Desk"][0] == "also for Servicedesk"
    choose(editors.teams, "Service Desk", "“Servicedesk” stands alone")
    assert chosen[1:] == [("Servicedesk", "Servicedesk")]
    editors.show_review(MADE, replace(NONE, teams={"Servicedesk": "Servicedesk"}))
    assert said(editors.teams)["Servicedesk"][0] == "new", "the doubt is settled"


def test_all_that_are_similar_are_taken_by_one_link(shown: Shown) -> None:
    editors = shown("systems")
    chosen, link = told(editors.system_chosen), editors.systems_body.take_all
    assert link.words == "Use the stored name for “Online-Shop”"
    link.click()
    assert chosen == [("Online-Shop", "Online Shop")]


def test_a_system_that_is_stored_or_simply_new_offers_no_choice(shown: Shown) -> None:
    lines = shown("systems").systems.lines
    assert [(line.key, line.label, line.fixed) for line in lines] == [
        ("SAP ERP", "Stored", True),
        ("Online-Shop", "New", False),
        ("Mail gateway", "New", True),
    ]


# dates


def test_each_column_of_dates_is_told_in_long_form_and_asked_where_it_reads_both_ways(shown: Shown) -> None:
    editors = shown("dates")
    words = [label.text() for label in editors.dates.findChildren(QLabel)]
    assert "03.02.2026 14:05 is 3 February 2026 14:05" in words
    assert "04.02.2026 09:00 is 4 February 2026 09:00. Every row reads both ways: choose the order." in words
    assert "for every date without one" in words


def test_an_order_holds_for_one_column_or_for_all(shown: Shown) -> None:
    editors = shown("dates")
    one, every = told(editors.order_of_chosen), told(editors.order_chosen)
    combo = editors.dates.readings[1].order
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert one == [("Resolved", DateOrder.MDY)]
    assert isinstance(one[0][1], DateOrder)
    torn = replace(MADE, dates=(MADE.dates[0], replace(MADE.dates[1], order=DateOrder.MDY)))
    editors.show_review(torn, NONE)
    assert combo.hasFocus(), "the line stays, and with it the focus"
    assert editors.dates.all.currentText() == "Different ones, below"
    editors.dates.all.setFocus()
    QTest.keyClick(editors.dates.all, Qt.Key.Key_Home)
    assert every == [(DateOrder.DMY,)]


def test_the_zone_is_chosen_among_the_dates_too(shown: Shown) -> None:
    editors = shown("dates")
    chosen, edit = told(editors.zone_chosen), editors.dates.zone.lineEdit()
    assert edit is not None
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Asia/Tokyo")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert chosen == [("Asia/Tokyo",)]


# persons


def test_persons_stay_in_the_file_until_they_are_wanted_as_people(shown: Shown) -> None:
    editors = shown("persons")
    chosen = told(editors.persons_chosen)
    assert not editors.persons.people.isVisible()
    assert "These columns stay in the file: Caller." in [label.text() for label in editors.persons.findChildren(QLabel)]
    QTest.keyClick(editors.persons.switch, Qt.Key.Key_Space)
    assert chosen == [(True,)]
    editors.show_review(replace(MADE, people=PEOPLE), replace(NONE, persons=True))
    assert [(line.key, line.under, line.label) for line in editors.persons.people.lines] == [
        ("Anna Bauer", "Service Desk", "here already"),
        ("Björn Öztürk", "Payments Dev", "new"),
    ]
    assert "2 people added, 1 new" in [label.text() for label in editors.persons.findChildren(QLabel)]


# all of them


def cut(pane: EditPane) -> list[str]:
    """Cut words, but for the note beside a headline: it gives way, whole in the tool tip."""
    return [line for line in clipped(pane) if "ElidedLabel" not in line]


def settled(pane: EditPane) -> bool:
    return not cut(pane)


def check_panes(shown: Shown, qtbot: QtBot) -> None:
    unsure = replace(MADE, encoding_sure=False, delimiter="^", hidden_rows=3, people=PEOPLE)
    for review in (unsure, replace(WORKBOOK, profile="ServiceNow monthly")):
        editors = shown("file", review, replace(NONE, teams={"SD": "Service Desk"}))
        for name, pane in editors.panes.items():
            pane.setGeometry(editors.panes["file"].geometry())
            pane.show()
            pane.raise_()
            with contextlib.suppress(qtbot.TimeoutError):  # layouts settle
                qtbot.waitUntil(partial(settled, pane), timeout=1000)
            assert cut(pane) == [], name
            pane.hide()


@pytest.mark.parametrize("points", [10, 15])
def test_nothing_is_cut_in_light_and_dark(shown: Shown, qtbot: QtBot, points: int) -> None:
    theme().set_points(points)
    theme().set_mode(Mode.DARK if points == 15 else Mode.LIGHT)
    check_panes(shown, qtbot)


def test_words_that_are_40_percent_longer_are_not_cut(longer_words: None, shown: Shown, qtbot: QtBot) -> None:
    check_panes(shown, qtbot)


def test_text_of_the_file_is_never_markup_and_never_long(shown: Shown) -> None:
    nasty = "<b>bold</b><img src=x>" * 200
    review = replace(
        MADE,
        columns=tuple(replace(column, column=nasty + column.column, sample=nasty) for column in COLUMNS),
        dates=tuple(replace(reading, column=nasty, sample=nasty) for reading in MADE.dates[:1]),
        priorities=tuple(replace(each, value=nasty + each.value) for each in MADE.priorities),
        states=tuple(replace(each, value=nasty + each.value) for each in MADE.states),
        teams=tuple(replace(each, name=nasty + each.name, like=nasty) for each in MADE.teams),
        systems=tuple(replace(each, name=nasty + each.name, like=nasty) for each in MADE.systems),
        people=tuple(replace(each, name=nasty + each.name) for each in PEOPLE),
        sheet=nasty,
        sheets=(nasty, "b"),
        delimiter="",
    )
    editors = shown("columns", review, replace(NONE, persons=True))
    for name, pane in editors.panes.items():
        pane.show()
        for label in pane.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
        for widget in pane.findChildren(QWidget):
            assert "<img" not in widget.toolTip(), name
        assert pane.minimumSizeHint().width() <= theme().px(460), name
    for table in (editors.columns, editors.states, editors.teams, editors.systems, editors.persons.people):
        index = table.model().index(0, CHOICE)
        assert "<img" not in str(index.siblingAtColumn(0).data(Qt.ItemDataRole.ToolTipRole))
        assert len(str(index.siblingAtColumn(0).data())) <= 200
