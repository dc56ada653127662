"""The filters that lead from a number to exactly the incidents behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import Condition, IncidentFilter, Value
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome, RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side

TOLD = (Outcome.IN_TIME, Outcome.MISSED, Outcome.OPEN_PAST)
JUDGED = (*TOLD, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Behind:
    """Makes the filters of one figure: the reader's own filter, joined by the conditions of a cell."""

    base: IncidentFilter
    period: Period
    target_set: TargetSet

    def incidents(
        self,
        classification: Classification,
        group: RouteGroup = RouteGroup.ALL,
        *,
        outcomes: tuple[Outcome, ...] = JUDGED,
        repaired: bool = False,
        side: Side | None = None,
    ) -> IncidentFilter:
        """The cohort of a classification, or its part with a route, an outcome, a repair, a side at the last resolve.

        With a goal the cohort is due by its deadline in the period; without one it was resolved in the period.
        """
        goal = self.target_set.newest(classification) is not None
        days: tuple[Value, ...] = tuple(
            day.isoformat() if day else None for day in (self.period.from_on, self.period.to_on)
        )
        outcomes = outcomes if goal else (Outcome.UNKNOWN,)
        parts = [
            _condition("classification", "one_of", classification.key),
            _condition("deadline" if goal else "resolved", "between", *days),
            _condition("outcome", "one_of", *(o.key for o in outcomes)),
            _condition("exclusion", "one_of", Exclusion.NONE.key),
        ]
        if group is not RouteGroup.ALL:
            parts.append(_condition("route", "one_of", *(route.key for route in group.routes)))
        if repaired or not goal:
            parts += [_condition("open", "is", 0), _condition("estimated", "is", 0)]
        if side is not None:
            parts.append(_condition("resolved_side", "one_of", side.key))
        return self.base.merged(IncidentFilter(tuple(parts)))


def due_in(base: IncidentFilter, period: Period) -> IncidentFilter:
    """The filter narrowed to what was due in the period; the same filter for an open-ended period."""
    if period == Period():
        return base
    days = (day.isoformat() if day else None for day in (period.from_on, period.to_on))
    outcomes = (outcome.key for outcome in JUDGED)
    return base.merged(
        IncidentFilter((_condition("deadline", "between", *days), _condition("outcome", "one_of", *outcomes)))
    )


@lru_cache(maxsize=256)
def _condition(field: str, operator: str, *values: Value) -> Condition:
    """The same few conditions stand behind every figure: each is made and checked once."""
    return Condition(field, operator, values)
