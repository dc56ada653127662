"""What a use case changed, so that each page knows whether to ask again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Topic(StrEnum):
    INCIDENTS = "incidents"
    TEAMS = "teams"
    TARGETS = "targets"
    VIEWS = "views"
    SETTINGS = "settings"
    PEOPLE = "people"
    ROTATIONS = "rotations"
    SESSIONS = "sessions"
    BACKUPS = "backups"  # a backup was written; nothing in the workspace is different
    WORKSPACE = "workspace"  # everything may be different


@dataclass(frozen=True, slots=True)
class Changes:
    """``name`` is the step's name as undo shows it; ``message`` a sentence worth a bar, such as what an undo kept."""

    topics: frozenset[Topic]
    ids: tuple[int, ...] = ()
    step: int = 0
    name: str = ""
    message: str = ""


class Progress(Protocol):
    """Told by long work about every tenth of a second; ``share`` is 0 to 1 or None when unknown."""

    def __call__(self, text: str, share: float | None = None) -> None: ...

    @property
    def cancelled(self) -> bool: ...


@dataclass(slots=True)
class Silent:
    """Progress that nobody watches; set ``stop`` to cancel."""

    stop: Callable[[], bool] | None = None

    def __call__(self, text: str, share: float | None = None) -> None:
        pass

    @property
    def cancelled(self) -> bool:
        return self.stop() if self.stop else False
