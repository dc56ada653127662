"""The incidents opened in a period, cut into the groups whose curves "Still open after" compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from desktop_app.domain.charts import Tone
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import By
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _
from desktop_app.domain.routes import RouteGroup
from desktop_app.measures.asking import chosen
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED
from desktop_app.measures.certainty.kaplan_meier import Survival, curve_of, joined, packed
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Flags, Seconds, instants
from desktop_app.measures.lives.ordered import by_route

AT_GOAL: Final = 2**31
"""Where a time stands in the curve against the own goal when it is exactly as long as the goal."""

_TONES: Final = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH)


@dataclass(frozen=True, slots=True)
class Mark:
    """Today's goal on the clock of the times, in seconds, and what it is called."""

    seconds: int
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """One curve. ``against_goal`` is the curve of times as parts of each incident's own goal (AT_GOAL is all of it).

    ``estimated`` of the group were closed without a resolve and are in neither curve; ``mark`` is where the goal lies
    on the clock, if all have the same. ``held`` is what both curves were made of.
    """

    key: str
    label: str
    tone: Tone
    curve: Survival
    against_goal: Survival
    estimated: int
    mark: Mark | None
    conditions: tuple[Condition, ...]
    held: tuple[Seconds, Seconds]

    @property
    def claimable(self) -> bool:
        """Enough incidents for shares and medians, and few enough whose end is not told."""
        return self.curve.n >= FEW and self.estimated <= MOST_ESTIMATED * (self.curve.n + self.estimated)

    @property
    def judged(self) -> bool:
        """Whether a share still open at the goal may be said."""
        return self.claimable and self.against_goal.n >= FEW and self.against_goal.share(AT_GOAL) is not None


class Cohort:
    """The incidents opened in the period as masks over the frame, and the groups they fall into."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.by = By.ROUTE if asked.choice.by is By.ROUTE else By.CLASSIFICATION
        rows = asked.measured
        self._kind = rows["classification"].to_numpy()
        self.inside = chosen.inside(rows["opened_at"].to_numpy(), asked.period, asked.frame.zone)
        only = asked.choice.classification
        self.narrowed: Flags = self._kind == only if only else np.ones(len(self._kind), dtype=np.bool_)
        self._member: Flags = chosen.included(asked) & self.inside & self.narrowed
        self._estimated = rows["estimated"].to_numpy()
        self._seconds = np.maximum(instants(rows["repair_s"]), 0)
        self._ended: Flags = ~rows["open"].to_numpy()
        self._target = instants(rows["target_s"])
        self._comparable = self._on_this_clock()

    def opens(self, *conditions: Condition) -> IncidentFilter:
        """The filter that keeps exactly the cohort of which the conditions hold."""
        only, days = self.asked.choice.classification, self.asked.period
        narrowed = (Condition("classification", "one_of", (only.key,)),) if only else ()
        ends = tuple(day.isoformat() if day else None for day in (days.from_on, days.to_on))
        return self.asked.base.merged(
            IncidentFilter(
                (
                    Condition("opened", "between", ends),
                    Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
                    Condition("status", "not_one_of", (Status.CANCELLED.key,)),
                    *narrowed,
                    *(condition for condition in conditions if condition not in narrowed),
                )
            )
        )

    def whole(self, groups: Sequence[Group]) -> Group:
        """All of them together, made of their groups, which are every one of them."""
        only = self.asked.choice.classification
        times, parts = (joined([group.held[which] for group in groups]) for which in range(2))
        mark = self._mark(only) if only else None
        return _made(("all", _("All"), Tone.FIRST), (times, parts), sum(g.estimated for g in groups), mark, ())

    def groups(self) -> tuple[Group, ...]:
        found = self._by_route() if self.by is By.ROUTE else self._by_classification()
        return tuple(group for group in found if group.curve.n or group.estimated)

    def _by_classification(self) -> list[Group]:
        return [
            self._group(
                kind.key,
                kind.label,
                tone,
                self._member & (self._kind == kind),
                (Condition("classification", "one_of", (kind.key,)),),
                self._mark(kind),
            )
            for kind, tone in zip(Classification, _TONES, strict=True)
        ]

    def _by_route(self) -> list[Group]:
        only = self.asked.choice.classification
        mark = self._mark(only) if only else None
        if not by_route(self.asked.frame):
            return [self._group("all", _("All"), Tone.FIRST, self._member, (), mark)]
        route, found = self.asked.measured["route"].to_numpy(), []
        told = [group for group in RouteGroup if group is not RouteGroup.ALL]
        for group, tone in zip(told, (*_TONES[:3], Tone.REST), strict=True):
            member = self._member & np.isin(route, [each.value for each in group.routes])
            condition = Condition("route", "one_of", tuple(each.key for each in group.routes))
            found.append(self._group(group.name.lower(), group.label, tone, member, (condition,), mark))
        return found

    def _group(
        self, key: str, label: str, tone: Tone, member: Flags, conditions: tuple[Condition, ...], mark: Mark | None
    ) -> Group:
        watched = np.flatnonzero(member & ~self._estimated)
        seconds, ended, target = self._seconds[watched], self._ended[watched], self._target[watched]
        goal = (target > 0) & self._comparable[watched]
        times = packed(seconds, ended)
        if goal.all() and len(target) and target.min() == target.max():  # the order is that of the times
            parts = packed(_parts_of(times >> 1, target[:1]), (times & 1) == 0)
        else:
            parts = packed(_parts_of(seconds[goal], target[goal]), ended[goal])
        estimated = int((member & self._estimated).sum())
        return _made((key, label, tone), (times, parts), estimated, mark, conditions)

    def _mark(self, kind: Classification) -> Mark | None:
        target = self.asked.held.newest(kind)
        seconds = clocks.mark_seconds(target, self.asked.clock) if target else None
        return Mark(seconds, target.label) if target is not None and seconds else None

    def _on_this_clock(self) -> Flags:
        """Where the goal runs on the clock on which the times are."""
        other = [
            target.classification
            for target in self.asked.target_set.targets
            if clocks.mark_seconds(target, self.asked.clock) is None
        ]
        return ~np.isin(self._kind, [kind.value for kind in other])


def _made(
    name: tuple[str, str, Tone],
    held: tuple[Seconds, Seconds],
    estimated: int,
    mark: Mark | None,
    conditions: tuple[Condition, ...],
) -> Group:
    return Group(*name, curve_of(held[0]), curve_of(held[1]), estimated, mark, conditions, held)


def _parts_of(seconds: Seconds, target: Seconds) -> Seconds:
    """Times as parts of AT_GOAL, rounded up: whoever ends within the goal has at most AT_GOAL."""
    whole = np.minimum(seconds, 2**32 - 1)  # 136 years
    parts: Seconds = -(-whole * AT_GOAL // np.maximum(target, 1))
    return parts
