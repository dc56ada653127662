"""What happened to the system of work on a day: from there on a normal range is made anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _


class PhaseKind(StrEnum):
    TARGET = "target"  # a target holds from a day: told by the target set
    ROTATION = "rotation"  # a published rota begins: told by the rota
    FIX = "fix"  # a permanent fix
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "target": _("Target change"),
            "rotation": _("Rotation"),
            "fix": _("Permanent fix"),
            "other": _("Change of the work"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class PhaseEvent:
    """``on`` is a day of the workspace's zone; ``classification`` None is all. ``id`` 0: told by a target or a rota."""

    on: date
    kind: PhaseKind
    title: str
    classification: Classification | None = None
    id: int = 0
    changed_in: int = 0
