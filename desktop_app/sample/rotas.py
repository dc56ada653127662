"""The made-up company's rotas: two that are over, and the one that runs today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.rotations import DAY, WEEK, BlockKind, monday
from desktop_app.domain.teams import Side
from desktop_app.sample.story import BUS, DESK, OPERATIONS, PAYMENTS, PORTAL

WEEKS, SLOT_WEEKS = 8, 2
CONTACT = "the service managers, ext. 100"


@dataclass(frozen=True, slots=True)
class SampleRole:
    """One place in each slot; ``host`` is None for a half of the duty pair."""

    kind: BlockKind
    side: Side
    host: str | None


@dataclass(frozen=True, slots=True)
class Pinned:
    """A stay that was agreed before anything is planned, in the slot of that number."""

    name: str
    host: str
    slot: int
    mentor: str
    question: str


@dataclass(frozen=True, slots=True)
class SampleRota:
    from_on: date
    pinned: tuple[Pinned, ...] = ()

    def days(self, slot: int) -> tuple[date, date]:
        """The first and the last day of a slot, Monday and Sunday."""
        start = self.from_on + slot * SLOT_WEEKS * WEEK
        return start, start + SLOT_WEEKS * WEEK - DAY


ROLES = (
    SampleRole(BlockKind.GUEST, Side.DEV, OPERATIONS),
    SampleRole(BlockKind.GUEST, Side.DEV, DESK),
    SampleRole(BlockKind.GUEST, Side.OPS, PAYMENTS),
    SampleRole(BlockKind.GUEST, Side.OPS, PORTAL),
    SampleRole(BlockKind.DUTY, Side.OPS, None),
    SampleRole(BlockKind.DUTY, Side.DEV, None),
)
"""Nobody is a guest of Order bus Dev yet: its three people have no room for one."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    OPERATIONS: (
        "What do you restart by hand, and how often?", "Which alarms do you ignore, and why?",
        "What is missing in our logs at three in the morning?",
    ),
    DESK: (
        "What do callers say before we hear of it?", "Which errors do you recognise at once?",
        "What would have saved you the last ten hand-overs?",
    ),
    PAYMENTS: ("How does a fix reach production?", "What would you need to see to fix E12 for good?"),
    PORTAL: ("Where do sessions live, and who may look?", "Which of our tickets do you understand at once?"),
    BUS: ("How is a queue sized?",),
}  # fmt: skip
"""What guests go and see, by host."""


def rotas(today: date) -> tuple[SampleRota, ...]:
    """Oldest first; the last one began a week ago."""
    current = monday(today) - WEEK
    pinned = (
        Pinned("Pay 2", OPERATIONS, 1, "Ops 2", "What do you see before you restart a pool (E12)?"),
        Pinned("Ops 4", PAYMENTS, 2, "Pay 1", "What would you need to see to fix E12 for good?"),
    )
    return (
        SampleRota(current - 2 * WEEKS * WEEK),
        SampleRota(current - WEEKS * WEEK),
        SampleRota(current, pinned),
    )
