"""Watches the GUI thread: what holds it up, and what has no business on it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject

from desktop_app.exchange.mapping import plan
from desktop_app.exchange.reader import reading
from desktop_app.measures.against_goal import repair_time
from desktop_app.measures.lists import sorting
from desktop_app.measures.lives import measured
from desktop_app.planning import plans, public_holidays
from desktop_app.storage.database import Database

LONGEST_S = 0.1  # of the thread's own processor time in one event handler, on the way of a user
PATIENT_S = 0.25  # where a test throws whole workspaces about
HEAVY: tuple[tuple[Any, str], ...] = (
    (Database, "read"),
    (Database, "write"),
    (reading, "read"),
    (plan, "build"),
    (measured, "lives"),
    (measured, "against"),
    (repair_time, "figure"),
    (sorting, "order"),
    (plans, "quick_plan"),
    (plans, "best_plan"),
    (public_holidays, "public_holidays"),
)


class SlowHandlers(QObject):
    """An event filter that takes the processor time from one event to the next; waiting costs nothing."""

    def __init__(self, longest: float = LONGEST_S) -> None:
        super().__init__()
        self._longest = longest
        self.found: list[str] = []
        self._main = threading.main_thread().ident
        self._since = time.thread_time()
        self._what: tuple[type[QObject], QEvent.Type] | None = None  # None is the test itself

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every event of the window comes here: words are made only of what is found."""
        if threading.get_ident() != self._main:  # its clock is another one, too
            name = threading.current_thread().name
            self.found.append(f"{_words(type(watched), event.type())} came on the thread {name}")
            return False
        now = time.thread_time()
        if self._what is not None and now - self._since > self._longest:
            self.found.append(f"{_words(*self._what)} took {now - self._since:.2f} s")
        self._what, self._since = (type(watched), event.type()), now
        return False


def _words(kind: type[QObject], event: QEvent.Type) -> str:
    return f"{kind.__name__} {event.name}"


def _asked_by_the_interface(frame: FrameType | None) -> str:
    while frame is not None:
        name = frame.f_code.co_filename.replace("\\", "/")
        if "/desktop_app/ui/" in name:
            return f"{name.partition('/desktop_app/')[2]}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def keep_off_the_gui_thread(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    """Note every call of storage, exchange or measures that the interface makes on the GUI thread."""

    def watched(owner: Any, name: str) -> Callable[..., Any]:
        call = getattr(owner, name)

        def checked(*arguments: Any, **named: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                where = _asked_by_the_interface(sys._getframe(1))
                if where:
                    found.append(f"{name} was called on the GUI thread by {where}")
            return call(*arguments, **named)

        return checked

    for owner, name in HEAVY:
        monkeypatch.setattr(owner, name, watched(owner, name))
