"""Every test of the window has the house's theme, in light unless it asks otherwise."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain import language
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import Mode, Theme, theme
from installer.words import pseudo
from tests.ui.quiet import until_quiet

W = TypeVar("W", bound=QWidget)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(autouse=True)
def house(qapp: QApplication) -> Theme:
    if not isinstance(qapp.property("theme"), Theme):
        Theme(qapp, RESOURCES, mode=Mode.LIGHT)
    theme().set_mode(Mode.LIGHT)
    if theme().scale != 1:
        theme().set_points(10)
    return theme()


@pytest.fixture
def operations(qapp: object) -> Iterator[Operations]:
    """Threads of its own for each test, which fails if anything went wrong on them."""
    made = Operations()
    bugs: list[str] = []
    made.bug.connect(bugs.append)
    yield made
    made.close()
    assert not bugs, bugs[0]


@pytest.fixture
def settle(qtbot: QtBot, operations: Operations) -> Callable[[], None]:
    """Wait until everything asked for is stored and shown."""
    return lambda: until_quiet(qtbot, operations)


@pytest.fixture
def open_copy(tmp_path: Path) -> Iterator[Callable[[Path], Services]]:
    """Opens a copy of a workspace; of one that is not there, an empty one of its name."""
    made: list[Services] = []

    def opened(path: Path) -> Services:
        copy = tmp_path / path.name
        if path.exists():
            shutil.copy(path, copy)
        made.append(Services.over(Workspace.open_or_create(copy)))
        return made[-1]

    yield opened
    for services in made:
        services.close()


class ShowPage(Protocol):
    def __call__(self, page: W, width: int = ..., height: int = ...) -> W: ...


@pytest.fixture
def show_page(qtbot: QtBot, settle: Callable[[], None]) -> ShowPage:
    """Shows a page in the place it has in a window of 1440 x 900, active, with its first answers."""

    def shown(page: W, width: int = 1232, height: int = 798) -> W:
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        settle()
        return page

    return shown


@pytest.fixture
def undo(services: Services, operations: Operations, settle: Callable[[], None]) -> Callable[[], None]:
    """Take back the newest step, as the window does; ``services`` are those of the page's own folder."""

    def take_back() -> None:
        operations.execute(lambda _progress: services.history.undo(), title="Undo")
        settle()

    return take_back


class Said(Protocol):
    said: SignalInstance


@pytest.fixture
def said(page: Said) -> list[str]:
    """Every sentence the page says after a step."""
    heard: list[str] = []
    page.said.connect(heard.append)
    return heard


class PseudoCatalogue(gettext.NullTranslations):
    """Every text 40 % longer, with accents; names of months and date forms stay."""

    def gettext(self, message: str) -> str:
        kept = message.startswith("Jan") or message == "d MMM yyyy HH:mm"
        return message if kept else pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


@pytest.fixture
def longer_words() -> Iterator[None]:
    language.use(PseudoCatalogue())
    yield
    language.use(gettext.NullTranslations())
