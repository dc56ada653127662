"""A month against the goal, as data: the incidents that count, the figures made from them, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _
from desktop_app.domain.routes import Outcome, Route, RouteGroup
from desktop_app.domain.teams import Side


class Missed(Enum):
    """How an incident missed the goal, as the sheet tells it apart."""

    BETWEEN = "between"  # each side stayed inside its own target, and it was repaired late
    OPEN = "open"  # likewise, and it is still open
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "between": _("Between the teams, repaired late"),
            "open": _("Between the teams, still open"),
            "other": _("Other"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class MonthIncident:
    """One incident of the month; stamps are wall time in the workspace's zone, hours run on the month's clock.

    ``opened_in``, ``due_in``, ``repaired_in``, ``open_at_end`` and ``closed_in`` (without a resolve) say to which of
    the month's groups it belongs. No person, no text.
    """

    ticket: str
    classification: Classification
    route: RouteGroup | None  # None while no team's side is known
    side: Side | None  # that held it at the last resolve
    system_error: str
    release: ReleaseRelated
    opened: datetime
    resolved: datetime | None
    deadline: datetime | None
    repair_h: float | None
    goal_h: float | None
    outcome: Outcome
    opened_in: bool
    due_in: bool
    repaired_in: bool
    way: Route | None = None  # what its route is within the group
    open_at_end: bool = False
    closed_in: bool = False
    reopened: bool = False  # within seven days
    missed: Missed | None = None  # of those due, where sides are known
    late_h: float | None = None  # past the goal, on the goal's own clock
    age_h: float | None = None  # at the month's end, of those open then


@dataclass(frozen=True, slots=True)
class SideMean:
    n: int
    mean_h: float | None


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The figures of a classification and route, or of all: ``classification`` and ``route`` None stand for all.

    ``due`` with what follows it counts the incidents due in the month, ``resolved`` with what follows those repaired in
    it. ``attainment`` runs from 0 to 1 with its 95 % interval, whatever their number, and is None where none is told.
    Mean, median and P85 of all are None for too few, or for too many that were ``closed`` without a resolve; those of
    the sides are bare.
    """

    classification: Classification | None
    goal: str  # "2 h", empty where there is none
    due: int
    in_time: int
    open_past: int
    unknown: int
    attainment: float | None
    interval: tuple[float, float] | None
    resolved: int
    mean_h: float | None
    ops: SideMean
    dev: SideMean
    median_h: float | None
    p85_h: float | None
    route: Route | None = None
    opened: int = 0
    open_at_end: int = 0  # of the month, or when the data end
    closed: int = 0  # in the month, without a resolve

    @property
    def label(self) -> str:
        return self.classification.label if self.classification else _("All")

    @property
    def route_label(self) -> str:
        return self.route.label if self.route is not None else _("All routes")

    @property
    def missed(self) -> int:
        """Repaired, but late."""
        return self.due - self.in_time - self.open_past - self.unknown


@dataclass(frozen=True, slots=True)
class PastMonth:
    """A month as it is counted now; ``groups`` are one for each classification, then all."""

    month: date
    groups: tuple[MonthGroup, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Repair times above ``over_h`` and up to ``to_h``, None without end; ``within`` the goal or past it."""

    label: str
    over_h: float
    to_h: float | None
    within: bool


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Below ``few`` there are counts only, below ``too_few`` the mean of a side is only called few.

    Above ``most_unknown`` of those due, the share in time is given as bounds; above it closed without a resolve, no
    mean, median or P85 is named.
    """

    few: int
    too_few: int
    most_unknown: float
    z: float  # of the interval


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """``month`` is its first day; ``as_of`` wall time up to which the data tell, None for no data."""

    month: date
    target_set: str
    zone: str
    clock: str
    filter: str
    as_of: datetime | None
    incidents: tuple[MonthIncident, ...]
    groups: tuple[MonthGroup, ...]  # one for each classification, then all
    bins: Mapping[Classification, tuple[Bin, ...]]
    by_route: bool
    top_errors: tuple[tuple[str, int], ...]  # of those opened in the month and not known to come from a release
    release_unknown: int  # of those
    left_out: tuple[tuple[str, int], ...]  # opened in the month, by reason
    not_due: int
    definitions: tuple[str, ...]
    small: SmallNumbers
    ways: tuple[MonthGroup, ...] = ()  # for each classification, then all: every route, then all routes
    before: tuple[PastMonth, ...] = ()  # the year up to this month, oldest first
    left_out_due: tuple[tuple[str, int], ...] = ()  # due in the month, by reason
    bands: tuple[tuple[str, float], ...] = ()  # of age: what ends each, in hours; beyond them is "longer"

    @property
    def last_on(self) -> date:
        following = self.month.month % 12 + 1
        return date.fromordinal(date(self.month.year + self.month.month // 12, following, 1).toordinal() - 1)

    @property
    def all(self) -> MonthGroup:
        return self.groups[-1]
