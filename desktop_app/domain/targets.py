"""Target sets: named repair-time targets per classification, valid from a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, number

AGREED_SHARE: Final = 0.85
"""The share of incidents in time that a new target set agrees upon."""


class Unit(StrEnum):
    """Hours and days run on the clock the reader chose; working hours and days always in the support hours."""

    HOURS = "h"
    DAYS = "d"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"

    @property
    def seconds(self) -> int:
        """Length under the elapsed clock; under the working clock a day is the calendar's working day."""
        return 86400 if self.days else 3600

    @property
    def days(self) -> bool:
        return self in (Unit.DAYS, Unit.WORKING_DAYS)

    @property
    def working(self) -> bool:
        return self in (Unit.WORKING_HOURS, Unit.WORKING_DAYS)

    @property
    def label(self) -> str:
        return {
            "h": _("hours"),
            "d": _("days"),
            "wh": _("working hours"),
            "wd": _("working days"),
        }[self.value]

    @property
    def short(self) -> str:
        """As it stands behind a number."""
        return {"h": _("h"), "d": _("d"), "wh": _("working h"), "wd": _("working d")}[self.value]


class TargetSetKind(StrEnum):
    OPS = "ops"
    DEV = "dev"
    SHARED = "shared"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Target:
    """``value`` > 0 in ``unit``; holds for incidents opened on or after ``valid_from`` (None: from the beginning)."""

    classification: Classification
    value: float
    unit: Unit
    valid_from: date | None = None
    id: int = 0
    changed_in: int = 0

    @property
    def label(self) -> str:
        """``2 h``, ``1.5 h`` or ``0.25 h``."""
        digits = next((n for n in (0, 1) if round(self.value, n) == self.value), 2)
        return f"{number(self.value, digits)} {self.unit.short}"


@dataclass(frozen=True, slots=True)
class TargetSet:
    id: int
    name: str
    kind: TargetSetKind
    targets: tuple[Target, ...]
    changed_in: int = 0
    agreed_share: float = AGREED_SHARE

    def target(self, classification: Classification, on: date) -> Target | None:
        """The target of a classification that holds on a day, or None where the set has none yet."""
        held = [t for t in self.targets if t.classification is classification and (t.valid_from or date.min) <= on]
        return max(held, key=lambda t: t.valid_from or date.min, default=None)

    def until(self, last: date | None) -> TargetSet:
        """Without the targets that came after a day: a past period keeps its own goals; all of them without a day."""
        held = tuple(t for t in self.targets if (t.valid_from or date.min) <= (last or date.max))
        return self if len(held) == len(self.targets) else replace(self, targets=held)

    def newest(self, classification: Classification) -> Target | None:
        return self.target(classification, date.max)


def article_targets() -> Sequence[tuple[str, TargetSetKind, tuple[Target, ...]]]:
    """The three columns of the article: Ops, Dev, and the shared DevOps goal (the old Ops column)."""
    hours, days = Unit.HOURS, Unit.DAYS
    kinds = tuple(Classification)
    ops = ((2, hours), (4, hours), (3, days), (5, days))
    dev = ((12, hours), (15, hours), (90, days), (90, days))

    def targets(column: tuple[tuple[int, Unit], ...]) -> tuple[Target, ...]:
        return tuple(Target(c, float(v), u) for c, (v, u) in zip(kinds, column, strict=True))

    return (
        (_("Shared goal"), TargetSetKind.SHARED, targets(ops)),
        (_("Ops targets"), TargetSetKind.OPS, targets(ops)),
        (_("Dev targets"), TargetSetKind.DEV, targets(dev)),
    )
