"""Answers given in the panes go all the way: through the plan, and back into the pane that asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.imports import Meaning
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.services.suite import Services
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.imports.states import State
from tests.ui.imports.conftest import HEADER, MakeList, Settle, row
from tests.ui.imports.test_panes import choose

Review = Callable[[Path], ImportPage]


def test_another_encoding_reads_the_file_again_and_leaves_the_pane_open(
    review: Review, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "list.csv"
    lines = [";".join(HEADER), *(";".join(row(n, title="Größe prüfen")) for n in range(6))]
    path.write_bytes("\n".join(lines).encode("cp850"))
    page = review(path)
    page.view.open_pane("file")
    body = page.view.editors.file
    body.encoding_chosen.emit("cp850")
    settle()
    assert page.view.state is State.REVIEW
    assert page.view.place.pane is page.view.editors.panes["file"]
    assert body.encoding.currentText() == "Western European, DOS 850"
    assert page.work.prepared is not None
    assert "Größe prüfen" in page.work.prepared.review.first_rows[0]


def test_the_header_row_is_told_where_another_one_was_found(review: Review, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "list.csv"
    lines = [",".join(HEADER), "a,b,c,d,e,f,g,h", *(",".join(row(n)) for n in range(6))]
    path.write_text("\n".join(lines))
    page = review(path)
    page.view.open_pane("file")
    field = page.view.editors.file.header_row
    assert field.field.text() == "1"
    field.more.click()
    field.take()
    settle()
    assert page.work.answers.header_row == 2
    assert field.field.text() == "2"
    assert [line.key for line in page.view.editors.columns.lines] == list("abcdefgh")


def test_a_state_that_says_nothing_known_is_mapped_to_a_pause(
    review: Review, make_list: MakeList, settle: Settle
) -> None:
    page = review(make_list([row(n, state="Beim Lieferer geparkt", resolved="") for n in range(4)]))
    page.view.open_pane("states")
    choose(page.view.editors.states, "Beim Lieferer geparkt", "Waiting for supplier")
    settle()
    meaning = Meaning(Status.PAUSED, PauseReason.SUPPLIER)
    assert page.work.answers.states == {"Beim Lieferer geparkt": meaning}
    [line] = page.view.editors.states.lines
    assert (line.label, line.why) == ("Waiting for supplier", "chosen by hand, stops the clock")
    choose(page.view.editors.states, "Beim Lieferer geparkt", "As recognised")
    settle()
    assert page.work.answers.states == {}


def test_a_team_much_alike_a_stored_one_becomes_it_and_stands_alone_again(
    review: Review, make_list: MakeList, settle: Settle, services: Services
) -> None:
    page = review(make_list([row(n, team="Service Desk") for n in range(4)]))
    page.view.footer.commit.click()
    settle()
    page.begin(make_list([row(n, team="Servicedesk") for n in range(10, 14)], "more.csv"))
    settle()
    page.view.open_pane("teams")
    teams = page.view.editors.teams
    choose(teams, "Servicedesk", "The stored “Service Desk”")
    settle()
    assert page.work.answers.teams == {"Servicedesk": "Service Desk"}
    page.view.footer.commit.click()
    settle()
    assert [team.name for team in services.teams.teams()] == ["Service Desk"]


def test_persons_are_taken_along_only_while_the_switch_is_on(
    review: Review, make_list: MakeList, settle: Settle
) -> None:
    header = ("Number", "Assigned to", *HEADER[2:])
    page = review(make_list([row(n, caller=("Ann Lee", "Bob Ray")[n % 2]) for n in range(6)], header=header))
    page.view.open_pane("persons")
    body = page.view.editors.persons
    QTest.keyClick(body.switch, Qt.Key.Key_Space)
    settle()
    assert page.work.answers.persons
    QTest.keyClick(body.switch, Qt.Key.Key_Return)
    assert page.view.state is State.REVIEW, "Enter in a pane is not Enter on the button"
    assert {line.key for line in body.people.lines} == {"Ann Lee", "Bob Ray"}
    [line] = [line for line in page.view.editors.columns.lines if line.key == "Assigned to"]
    assert (line.under, line.why) == ("names are not shown", "never in figures")
    QTest.keyClick(body.switch, Qt.Key.Key_Space)
    settle()
    assert body.people.lines == ()
