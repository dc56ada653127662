"""The plan of the demo in plain numbers: the one place where its figures stand.

The company is made up; its case is the article's: Operations repair nearly everything, most of it medium or low, most
of it caused by twenty errors, and what needs the developers waits. Counts are exact: incidents are allotted, not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.teams import Side

DAY = timedelta(days=1)
SEED = 11
"""The demo that everybody gets."""


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """``minimum`` people at the desk on a working day; ``member`` is what its people are called, with a number."""

    name: str
    side: Side
    code: str
    minimum: int
    member: str
    size: int


DESK, OPERATIONS = "Service desk", "Operations"
PAYMENTS, PORTAL, BUS = "Payments Dev", "Portal Dev", "Order bus Dev"

TEAMS = (
    SampleTeam(OPERATIONS, Side.OPS, "OPS", 4, "Ops", 6),
    SampleTeam(DESK, Side.OPS, "SD", 3, "Desk", 4),
    SampleTeam(PAYMENTS, Side.DEV, "PAY", 2, "Pay", 4),
    SampleTeam(PORTAL, Side.DEV, "POR", 2, "Portal", 4),
    SampleTeam(BUS, Side.DEV, "BUS", 2, "Bus", 3),
)


def _excluded() -> Mapping[Exclusion, int]:
    return MappingProxyType(
        {Exclusion.CANCELLED: 62, Exclusion.DUPLICATE: 48, Exclusion.REQUEST: 40, Exclusion.TEST: 10}
    )


@dataclass(frozen=True, slots=True)
class Story:
    """How many incidents of each kind there are. Four numbers stand for Critical, High, Medium and Low.

    ``others`` are incidents that no release caused, ``release`` those that one did; ``excluded`` come on top. ``top``
    of the others are caused by the named errors, the rest by ``rare_errors`` different ones. Of both ``left_open`` are
    open at the end, and ``unresolved`` were closed without a resolve; everything else is repaired, ``by_dev`` of it
    by a Dev team. ``stuck`` incidents that need Dev find nobody who takes them up.
    """

    months: int = 18
    goal_month: int = 9  # the shared goal holds from the beginning of this month of the story
    others: tuple[int, int, int, int] = (120, 440, 3560, 3880)
    release: tuple[int, int, int, int] = (48, 172, 340, 280)
    excluded: Mapping[Exclusion, int] = field(default_factory=_excluded)
    top: int = 5440
    rare_errors: int = 140
    left_open: int = 250
    unresolved: int = 90
    stuck: int = 64
    by_dev: int = 170
    release_days: int = 14  # from one release to the next
    # repair time in hours: the median of each classification by the way it takes
    ops_hours: tuple[float, float, float, float] = (0.8, 1.6, 13.0, 24.0)
    dev_hours: tuple[float, float, float, float] = (6.0, 10.0, 290.0, 560.0)
    bounced_hours: tuple[float, float, float, float] = (3.6, 6.0, 70.0, 120.0)
    nobody_hours: tuple[float, float, float, float] = (2.4, 4.5, 48.0, 90.0)
    # what is left of the time through Dev: when the shared goal begins, and at the end
    dev_relief: tuple[float, float] = (0.68, 0.4)

    @property
    def included(self) -> int:
        return sum(self.others) + sum(self.release)

    @property
    def incidents(self) -> int:
        return self.included + sum(self.excluded.values())

    @property
    def repaired(self) -> int:
        return self.included - self.left_open - self.unresolved

    @property
    def case_numbers(self) -> Mapping[str, tuple[int, int]]:
        """The article's four numbers as they are planned: how many, and of how many."""
        others = sum(self.others)
        return {
            "resolved_by_dev": (self.by_dev, self.repaired),
            "non_release": (others, self.included),
            "medium_or_low": (sum(self.others[2:]), others),
            "top_errors": (self.top, others),
        }

    def first_day(self, today: date) -> date:
        """The first of the month, so many months ago."""
        return _months_on(today.replace(day=1), -self.months)

    def goal_day(self, today: date) -> date:
        """The day from which the shared goal holds."""
        return _months_on(self.first_day(today), self.goal_month)

    def releases(self, today: date) -> tuple[date, ...]:
        """The Tuesdays on whose evening a release went out, oldest first."""
        last = today - DAY * ((today.weekday() - 1) % 7 or 7)
        first = self.first_day(today)
        count = (last - first).days // self.release_days
        return tuple(last - DAY * self.release_days * n for n in range(count, -1, -1))


def allotted(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to the total, in proportion to the weights: the largest remainders get one more."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(each) for each in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    for n in by_remainder[: total - sum(shares)]:
        shares[n] += 1
    return shares


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
