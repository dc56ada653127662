"""The way back: which page was shown, and in what state, before a number was opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

LONGEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name, with whatever the page needs to show the same again."""

    page: str
    state: Any = None
    focus: Callable[[], QWidget | None] = field(default=lambda: None, compare=False)
    """The control that had the focus; a weak reference, as it may go while another page is shown."""


@dataclass
class Trail:
    _behind: list[Place] = field(default_factory=list)

    def leave(self, place: Place) -> None:
        """Remember a place before going to another."""
        if self._behind and self._behind[-1] == place:
            self._behind.pop()
        self._behind.append(place)
        del self._behind[:-LONGEST]

    def back(self) -> Place | None:
        """The place to go back to, None at the beginning."""
        return self._behind.pop() if self._behind else None

    def __len__(self) -> int:
        return len(self._behind)

    def forget(self) -> None:
        self._behind.clear()
