"""Which repairs a mean speaks of: when each one ended by the rules, and whether their mean may be named."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.rules import End
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import behind_repaired, one_by_one
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED
from desktop_app.measures.lives.ends import Flags, Seconds, instants


def repair_ends(asked: Asked) -> Seconds:
    """The last resolve of each row, or the end of the impact where the rules say so and it is told; else UNSET."""
    resolved = instants(asked.measured["resolved_at"])
    if asked.base.rules.end is End.RESOLVED:
        return resolved
    lives = asked.lives.select("open", "estimated", "cancelled")
    without = lives["open"].to_numpy() | lives["estimated"].to_numpy() | lives["cancelled"].to_numpy()
    return np.where(without, resolved, asked.lives["end_at"].to_numpy())


def behind_ended(asked: Asked, rows: Flags | Seconds, *more: Condition) -> IncidentFilter:
    """The filter that keeps exactly these rows, whose repairs ended in the period.

    No stamp alone says when the impact ended, so by that rule they are opened one by one; above 5,000 all repaired.
    """
    days = tuple(day.isoformat() if day else None for day in (asked.period.from_on, asked.period.to_on))
    if asked.base.rules.end is End.RESOLVED:
        return asked.base.merged(behind_repaired(Condition("resolved", "between", days), *more))
    return one_by_one(asked, rows, asked.base.merged(behind_repaired(*more)))


def cohort_words(asked: Asked) -> str:
    """Whose mean it is, as the first part of a definition."""
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    if asked.base.rules.end is End.RESOLVED:
        return _("resolved in the period") if bounded else _("every resolved incident")
    return _("repair ended in the period") if bounded else _("every repaired incident")


def mean_claimable(n: int, estimated: int) -> bool:
    """Whether a mean, median or quantile of so many may be named: enough, and few closed without a resolve."""
    return n >= FEW and estimated <= MOST_ESTIMATED * (n + estimated)
