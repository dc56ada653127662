"""How repair time is counted where its readers may choose, beside clock and target set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class End(StrEnum):
    """What ends a repair: the last resolve, or the end of the impact (a workaround is enough)."""

    RESOLVED = "resolved"
    RESTORED = "restored"


class ClassifiedAt(StrEnum):
    """Which classification gives an incident its target; the other one shows what was downgraded."""

    RESOLVE = "resolve"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Rules:
    """The defaults are those of the house; what differs from them is said in every definition.

    ``count_gaps`` counts the time between a resolve and the reopening after it, ``count_pauses`` the pauses that stop
    the clock.
    """

    end: End = End.RESOLVED
    count_gaps: bool = False
    count_pauses: bool = False
    classified: ClassifiedAt = ClassifiedAt.RESOLVE
