"""The page over a stored draft, with what drags and points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.domain.rotations import Block
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.page import RotationsPage
from desktop_app.ui.rotations.timeline import Timeline
from tests.ui.conftest import ShowPage
from tests.ui.rotations import office

Settle = Callable[[], None]
OpenPage = Callable[[Services], RotationsPage]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with draft.secondway, published.secondway and people.secondway."""
    folder = tmp_path_factory.mktemp("rotations")
    office.with_plan(folder / "draft.secondway").close()
    office.with_plan(folder / "published.secondway", publish=True).close()
    office.with_people(folder / "people.secondway").close()
    return folder


@pytest.fixture
def opened(files: Path, open_copy: Callable[[Path], Services]) -> Callable[[str], Services]:
    """Opens a copy of one of the files on the 23rd of November 2026."""

    def of_that_day(name: str) -> Services:
        made = open_copy(files / f"{name}.secondway")
        made.workspace.now = lambda: office.NOW
        return made

    return of_that_day


@pytest.fixture
def services(opened: Callable[[str], Services]) -> Services:
    return opened("draft")


@pytest.fixture
def open_page(show_page: ShowPage, operations: Operations) -> OpenPage:
    def shown(services: Services, width: int = 1232, height: int = 798) -> RotationsPage:
        return show_page(RotationsPage(services.rotations, services.rota_plans, operations), width, height)

    return shown


@pytest.fixture
def page(open_page: OpenPage, services: Services, settle: Settle) -> Iterator[RotationsPage]:
    yield open_page(services)
    settle()


def block_of(page: RotationsPage, block_id: int) -> Block:
    assert page.reading is not None
    return next(block for block in page.reading.board.plan.blocks if block.id == block_id)


def row_of(timeline: Timeline, name: str) -> int:
    assert timeline.at is not None
    return next(i for i, row in enumerate(timeline.at.rows) if row.person is not None and row.person.name == name)


def place(timeline: Timeline, name: str, on: date, share: float = 0.5) -> QPoint:
    """A point in a person's row on a day; ``share`` of the day's width from its left."""
    assert timeline.at is not None
    index = timeline.at.index(on)
    left, right = timeline.at.edge(index), timeline.at.edge(index + 1)
    return QPoint(round(left + share * (right - left)), round(timeline.at.row_box(row_of(timeline, name)).center().y()))


def pull(timeline: Timeline, start: QPoint, end: QPoint) -> None:
    """Press, and move in steps; the button stays down."""
    view = timeline.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + (end - start) * step / 4)
    QTest.mouseMove(view, end)


def let_go(timeline: Timeline, end: QPoint) -> None:
    QTest.mouseRelease(timeline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def press(timeline: Timeline, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(timeline, key, held)
