"""From people to a printed plan: plan eight weeks, drag a block onto leave, undo, publish, print; give a session."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Rule, conflicts
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.storage import teams as store
from desktop_app.ui.hub.session_fields import SessionFields
from desktop_app.ui.printing.marks import Words
from desktop_app.ui.printing.preview import PreviewDialog
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, keys, press, rest, sentences
from tests.ui.rotations.conftest import let_go, place, pull

SIDES = {"Operations": Side.OPS, "Payments Dev": Side.DEV, "Portal Dev": Side.DEV}
NAMES = {"Operations": "Ops", "Payments Dev": "Dev A", "Portal Dev": "Dev B"}
LEAVE = (date(2026, 12, 7), date(2026, 12, 18))


def _staff(services: Services) -> None:
    """Fourteen made-up people in three teams; the people of a team are away one after the other."""
    services.workspace.now = lambda: 1_795_422_000  # 23 November 2026, 08:20 UTC, a Monday
    with services.workspace.step("teams") as (_connection, step):
        ids = store.ensure(step, SIDES, SIDES)
    for name, size in (("Operations", 6), ("Payments Dev", 4), ("Portal Dev", 4)):
        services.people.set_team(ids[name], "", 2)
        for n in range(1, size + 1):
            services.people.add(Person(0, f"{NAMES[name]} {n}", ids[name]))
    away = next(p for p in services.people.roster().people if p.name == "Dev B 4")
    services.people.add_absence(away.id, *LEAVE)


@pytest.fixture
def staffed(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window over people and teams, told of them as of another process's work."""
    _staff(window.services)
    window.operations.changed.emit(Changes(frozenset(Topic)))
    rest(qtbot, window)
    return window


def _board(window: MainWindow) -> Board:
    board = window.services.rotations.board()
    assert board is not None
    return board


def _blocks(window: MainWindow) -> set[tuple[int, date, date]]:
    return {(block.person_id, block.from_on, block.to_on) for block in _board(window).plan.blocks}


def _preview(qtbot: QtBot, window: MainWindow) -> PreviewDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(PreviewDialog)), timeout=LONG)
    (dialog,) = window.findChildren(PreviewDialog)
    qtbot.waitUntil(lambda: dialog.document is not None and not dialog.is_busy, timeout=LONG)
    return dialog


def said(window: MainWindow) -> str:
    """What stands in message bars and at fields."""
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def _printed(dialog: PreviewDialog) -> str:
    assert dialog.document is not None
    return " ".join(mark.text for page in dialog.document.pages for mark in page.marks if isinstance(mark, Words))


def test_eight_weeks_are_planned_moved_undone_published_and_printed(
    qtbot: QtBot, staffed: MainWindow, tmp_path: Path
) -> None:
    window = staffed
    keys(window, "Ctrl+5")
    rest(qtbot, window)
    press(qtbot, window, "Plan a rota")
    rest(qtbot, window)
    qtbot.mouseClick(window.pages.rotations.panes.form.plan, Qt.MouseButton.LeftButton)
    rest(qtbot, window)
    planned = _board(window)
    assert planned.rota.weeks == 8
    assert planned.plan.blocks
    broken = [conflicts(planned, block) for block in planned.plan.blocks if conflicts(planned, block)]
    assert not broken, "the plan breaks its own rules"

    timeline, before = window.pages.rotations.timeline, _blocks(window)
    block = next(b for b in planned.plan.blocks if planned.side(b.person_id) is Side.DEV and b.from_on < LEAVE[0])
    start = place(timeline, planned.person[block.person_id].name, block.from_on)
    end = place(timeline, "Dev B 4", LEAVE[0])
    pull(timeline, start, end)
    assert timeline.ghost is not None
    said = [conflict for conflict in timeline.ghost.conflicts if conflict.rule is Rule.LEAVE]
    assert [conflict.sentence for conflict in said] == ["Dev B 4 is away 7 – 18 Dec 2026."]
    let_go(timeline, end)
    rest(qtbot, window)
    assert "Dev B 4 is away" in sentences(window)
    assert _blocks(window) != before
    keys(window, "Ctrl+Z")
    rest(qtbot, window)
    assert _blocks(window) == before

    press(qtbot, window, "Publish")
    rest(qtbot, window)
    assert _board(window).plan.published
    keys(window, "Ctrl+P")
    dialog = _preview(qtbot, window)
    paper = tmp_path / "rota.pdf"
    text = _printed(dialog)
    dialog.save(paper)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=LONG)
    dialog.reject()
    assert paper.read_bytes().startswith(b"%PDF")
    assert "PUBLISHED v1" in text
    assert all(person.name in text for person in planned.people)


def test_the_team_without_a_session_comes_first_and_gets_one(qtbot: QtBot, staffed: MainWindow, tmp_path: Path) -> None:
    window = staffed
    services = window.services
    teams = {team.name: team.id for team in services.people.roster().teams}
    for name in ("Operations", "Portal Dev"):
        made = services.sessions.add(Session(0, f"How {name} works", SessionKind.PRACTICES, teams[name], 120)).ids[0]
        services.sessions.add_date(made, datetime.fromisoformat("2026-11-03T10:00"))
    keys(window, "Ctrl+6")
    rest(qtbot, window)
    hub = window.pages.hub
    assert hub.header.answer == "2 of 3 teams have given a session; Payments Dev not yet"
    press(qtbot, window, "New session")
    rest(qtbot, window)
    (fields,) = hub.findChildren(SessionFields)
    fields.team.choose(teams["Payments Dev"])
    fields.topic.setText("Payments in one morning")
    fields.hours.setText("1 h")
    press(qtbot, window, "Add session")
    rest(qtbot, window)
    assert "2 to 8 hours" in said(window)
    assert fields.topic.text() == "Payments in one morning", "nothing typed is lost"
    fields.hours.setText("4 h")
    press(qtbot, window, "Add session")
    rest(qtbot, window)
    assert "Payments in one morning" in {session.topic for session in services.sessions.sessions()}
