"""Every test of the window has the house's theme, in light unless it asks otherwise."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain import language
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import Mode, Theme, theme
from installer.words import pseudo
from tests.ui.quiet import until_quiet

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
