"""Pages that tell the window nothing but what every page tells it. Their modules are loaded when one is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop_app.ui.operations import Operations

if TYPE_CHECKING:
    from desktop_app.services.suite import Services


def _teams(services: Services, operations: Operations) -> QWidget:
    from desktop_app.ui.teams.page import TeamsPage

    return TeamsPage(services.teams, services.targets, operations)


def _calendars(services: Services, operations: Operations) -> QWidget:
    from desktop_app.ui.calendars.page import CalendarsPage

    return CalendarsPage(services, operations)


def _people(services: Services, operations: Operations) -> QWidget:
    from desktop_app.ui.people.page import PeoplePage

    return PeoplePage(services.people, operations)


def _trash(services: Services, operations: Operations) -> QWidget:
    from desktop_app.ui.incidents.trash_page import TrashPage

    return TrashPage(services.edits, operations)


def _history(services: Services, operations: Operations) -> QWidget:
    from desktop_app.ui.history.page import HistoryPage

    return HistoryPage(services.history, operations)


PLAIN: Final[Mapping[str, Callable[[Services, Operations], QWidget]]] = {
    "teams": _teams,
    "calendars": _calendars,
    "people": _people,
    "trash": _trash,
    "history": _history,
}
