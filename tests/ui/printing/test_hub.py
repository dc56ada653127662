"""The programme of the knowledge hub on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.rotations import DAY
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.printing.layouts import Layout, Paper, compose
from desktop_app.ui.printing.marks import Document
from desktop_app.ui.printing.scene import Options
from tests.ui.printing.boards import MORNING, board
from tests.ui.printing.judging import faults, texts


def programme(own: Board, paper: Paper = Paper.A4, **options: bool) -> Document:
    return compose(Layout.HUB, own, paper, Options(**options))


def words(document: Document) -> str:
    return " ".join(text for page in document.pages for text in texts(page))


def test_sessions_stand_under_their_months_with_time_length_and_seats() -> None:
    said = words(programme(board(24)))
    assert "January 2027 4 sessions, 11 h" in said
    assert "Wed 6 Jan" in said
    assert "10:00–12:00" in said
    assert said.index("Jenkins pipelines") < said.index("February 2027") < said.index("Certificates")


def test_teams_without_a_session_come_first_and_are_told_as_none_yet() -> None:
    page = programme(board(24)).pages[-1]
    said = texts(page)[texts(page).index("Who gives sessions") :]
    assert said.index("Mobile") < said.index("none yet") < said.index("Ops")
    assert "4 planned" in said


def test_a_past_session_counts_as_given() -> None:
    own = replace(board(24), now=datetime.fromisoformat("2027-02-12T09:00"))
    assert "3 given, 1 planned" in words(programme(own))


def test_sessions_without_a_date_are_not_lost() -> None:
    own = board(24)
    undated = Session(99, "Reading a core dump", SessionKind.SOLVING, 1, 150)
    said = words(programme(replace(own, sessions=(*own.sessions, undated))))
    assert "Without a date yet 1 session, 2.5 h" in said
    assert "Reading a core dump" in said
    assert "1 without a date" in said


def test_a_hub_without_sessions_says_so() -> None:
    document = programme(replace(board(24), sessions=()))
    assert "No session has a date in this period." in words(document)
    assert not [fault for page in document.pages for fault in faults(page)]


@pytest.mark.parametrize("paper", Layout.HUB.papers)
def test_many_sessions_with_long_words_go_over_pages_whole(paper: Paper, longer_words: None) -> None:
    own = board(24)
    many = tuple(
        Session(
            n + 1, "What the nightly batch does when the mainframe is late and why " + "so " * 6,
            SessionKind.SOLVING, 1 + n % 3, 120 + 60 * (n % 5), (1, 2, 3),
            (SessionDate(n + 1, MORNING + DAY * n, "Europe/Berlin"),),
            "The large room on the fourth floor", "to have read the run book", 1000, own_pace=True,
        )
        for n in range(50)
    )  # fmt: skip
    people = tuple(replace(p, name=f"Maximiliane-Alexandra von Hohenstein {p.id}") for p in own.people)
    document = programme(replace(own, sessions=many, people=people), paper)
    assert not [fault for page in document.pages for fault in faults(page)]
    assert len(document.pages) > 1
    numbers = [text for page in document.pages for text in texts(page) if text.isdigit()]
    assert {str(n) for n in range(1, 51)} <= set(numbers)


def test_forty_teams_go_over_pages_too() -> None:
    own = board(24)
    teams = {n: Team(n, f"Team {n} of the north", Side.DEV) for n in range(1, 41)}
    document = programme(replace(own, teams=teams))
    assert not [fault for page in document.pages for fault in faults(page)]
    assert len(document.pages) == 2
    assert {team.name for team in teams.values()} <= {text for page in document.pages for text in texts(page)}


def test_only_the_period_is_printed_and_hosts_may_be_initials() -> None:
    own = board(24)
    document = compose(Layout.HUB, own, Paper.A4, Options(initials=True), date(2027, 2, 1), date(2027, 2, 28))
    said = words(document)
    assert "Knowledge hub, February 2027" in said
    assert "2 sessions, 5 h" in said
    assert "Wed 6 Jan" not in said
    assert "O1" in said.split()
