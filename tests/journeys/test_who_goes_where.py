"""From people to a printed plan: plan eight weeks, drag a block onto leave, undo, publish, print; give a session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.conflicts import Rule, conflicts
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.storage import teams as store
from desktop_app.ui.printing.preview import PreviewDialog
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, keys, press, rest, sentences

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


def _board(window: MainWindow):  # noqa: ANN202 - a Board, or None
    return window.services.rotations.board()


def _drag(view: QWidget, start: QPointF, end: QPointF) -> None:
    """Press, move in steps, and leave the button down."""
    first = start.toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    for share in (0.1, 0.4, 0.7, 1.0):
        QTest.mouseMove(view, (start + (end - start) * share).toPoint())


def _middle(window: MainWindow, block: Block) -> QPointF:
    scene = window.pages.rotations.timeline.scene()
    assert scene is not None
    row, piece = next(
        (row, piece)
        for row, line in enumerate(scene.rows)
        for piece in line.pieces
        if piece.block is not None and piece.block.id == block.id
    )
    return scene.geometry.piece_box(row, piece).center()


def test_eight_weeks_are_planned_moved_published_and_printed(
    qtbot: QtBot, staffed: MainWindow, tmp_path: Path
) -> None:
    window = staffed
    keys(window, "Ctrl+5")
    rest(qtbot, window)
    press(qtbot, window, "Plan a rota")
    rest(qtbot, window)
    press(qtbot, window, "Store and plan")
    rest(qtbot, window)
    planned = _board(window)
    assert planned.rota.weeks == 8
    assert planned.plan.blocks
    assert not any(conflicts(planned, block) for block in planned.plan.blocks), "a plan that breaks its own rules"
    going = [block for block in planned.plan.blocks if block.kind is BlockKind.GUEST]
    assert going
