"""The sentences of the repair-time figure: made only where the numbers carry them.

They name routes, waiting and goals, never a team; where too little is known they say what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.routes import RouteGroup
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED, Cohort, Part
from desktop_app.measures.asking.wording import goal_name, in_time, listed
from desktop_app.measures.certainty.intervals import median_interval, quantile, wilson
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock, Seconds

_MATERIAL = 0.1  # of the goal: a clear difference of minutes says nothing about a goal of days
_COMPARED = (RouteGroup.OPS_ONLY, RouteGroup.THROUGH_DEV, RouteGroup.BOUNCED_OR_NOBODY)


def answer(cohort: Cohort, target_set: TargetSet) -> str:
    """The page's one sentence: the share in time, and what is still open past the goal."""
    part = cohort.judged
    goal = goal_name(target_set)
    if not cohort.goals:
        return _("“{name}” has no goals yet").format(name=target_set.name)
    if not part.n:
        return _("No incident has reached its deadline under {goal} yet").format(goal=goal)
    if part.claimable:
        text = _("{share} of {n} incidents were repaired within {goal}").format(
            share=percent(part.in_time / part.told), n=number(part.told), goal=goal
        )
    elif part.told >= FEW:
        text = _("Between {low} and {high} of {n} incidents were repaired within {goal}").format(
            low=percent(part.in_time / part.n),
            high=percent((part.in_time + part.unknown) / part.n),
            n=number(part.n),
            goal=goal,
        )
    else:
        text = ngettext(
            "{hits} incident was repaired within {goal}", "{hits} incidents were repaired within {goal}", part.n
        ).format(hits=in_time(part), goal=goal)
    still = ngettext("{n} is still open past it", "{n} are still open past it", part.open_past)
    return f"{text}; {still.format(n=number(part.open_past))}" if part.open_past else text


@dataclass(frozen=True, slots=True)
class _Facts:
    cohort: Cohort
    target_set: TargetSet
    clock: RunningClock

    def goal(self, kind: Classification) -> float:
        target = self.target_set.newest(kind)
        mark = None if target is None else clocks.mark_seconds(target, self.clock)
        return float("inf") if mark is None else float(mark)

    def kinds(self, holds: Callable[[Part, float], bool]) -> list[Classification]:
        """The classifications with a goal, with enough repaired and known, of which something holds."""
        found = []
        for kind in sorted(self.cohort.goals):
            part = self.cohort.of(kind)
            if part.claimable and part.summarised and holds(part, self.goal(kind)):
                found.append(kind)
        return found


def headline(cohort: Cohort, target_set: TargetSet, clock: RunningClock) -> str:
    """The chart's own sentence: the first of these that the numbers carry."""
    part = cohort.judged if cohort.goals else None
    if not cohort.n:
        return _("Nothing to compare yet: no incident has reached its deadline here")
    if part and part.told >= FEW and part.unknown > MOST_ESTIMATED * part.n:
        return _(
            "{share} of the incidents were closed late without a resolve: too many to say how many came in time"
        ).format(share=percent(part.unknown / part.n))
    facts = _Facts(cohort, target_set, clock)
    made = _longest(facts, "waiting") or _longest(facts, "repaired") if cohort.by_route else ""
    return made or _mean_and_median(facts) or _too_few(cohort)


def _too_few(cohort: Cohort) -> str:
    if any(cohort.of(kind).n >= FEW for kind in Classification):
        return _("No difference here is clear enough to put into a sentence")
    return _("Fewer than ten incidents at each classification: counts only")


def _longest(facts: _Facts, what: str) -> str:
    """The route whose median is clearly the longest: its 95 % interval lies above those of all others compared."""
    found: dict[RouteGroup, list[tuple[str, str]]] = {}
    for kind in Classification:
        times: dict[RouteGroup, Seconds] = {
            group: getattr(part, what)
            for group in _COMPARED
            if (part := facts.cohort.parts.get((kind, group))) and len(getattr(part, what)) >= FEW
        }
        longest = _clearly_longest(times)
        if longest is not None and (median := quantile(times[longest], 0.5)) >= _MATERIAL * facts.goal(kind):
            found.setdefault(longest, []).append((kind.label, clocks.words(median, facts.clock)))
    if not found:
        return ""
    group = max(found, key=lambda g: (len(found[g]), -g))
    kinds, medians = listed([k for k, _m in found[group]]), listed([m for _k, m in found[group]])
    return _sentence(group, what).format(kinds=kinds, medians=medians)


def _clearly_longest(times: dict[RouteGroup, Seconds]) -> RouteGroup | None:
    if len(times) < 2:
        return None
    spans = {group: median_interval(values) for group, values in times.items()}
    longest = max(spans, key=lambda group: spans[group])
    others = max(high for group, (_low, high) in spans.items() if group is not longest)
    return longest if spans[longest][0] > others else None


def _sentence(group: RouteGroup, what: str) -> str:
    waiting = {
        RouteGroup.OPS_ONLY: _(
            "At {kinds}, incidents that stay in Ops wait longest before work begins: median {medians}"
        ),
        RouteGroup.THROUGH_DEV: _(
            "At {kinds}, incidents routed through Dev wait longest before work begins: median {medians}"
        ),
        RouteGroup.BOUNCED_OR_NOBODY: _(
            "At {kinds}, incidents that bounce or lie with nobody wait longest before work begins: median {medians}"
        ),
    }
    repaired = {
        RouteGroup.OPS_ONLY: _("At {kinds}, incidents that stay in Ops take longest to repair: median {medians}"),
        RouteGroup.THROUGH_DEV: _("At {kinds}, incidents routed through Dev take longest to repair: median {medians}"),
        RouteGroup.BOUNCED_OR_NOBODY: _(
            "At {kinds}, incidents that bounce or lie with nobody take longest to repair: median {medians}"
        ),
    }
    return (waiting if what == "waiting" else repaired)[group]


def _mean_and_median(facts: _Facts) -> str:
    """Why one average flatters or hides: it says less than the share in time, on one side or the other."""

    def labels(kinds: list[Classification]) -> str:
        return listed([kind.label for kind in kinds])

    if carried := facts.kinds(_few_long_ones_carry_the_mean):
        return _("The median is inside the goal at {kinds}, but the mean is not: a few long repairs carry it").format(
            kinds=labels(carried)
        )
    if hidden := facts.kinds(_mean_hides_misses):
        part = facts.cohort.of(max(hidden, key=lambda kind: facts.cohort.of(kind).n))
        if len(hidden) == 1:
            return _("At {kinds} the mean is inside the goal, but {share} of the incidents are not").format(
                kinds=labels(hidden), share=percent(1 - part.in_time / part.told)
            )
        return _("At {kinds} the mean is inside the goal, but more than one incident in ten is not").format(
            kinds=labels(hidden)
        )
    if late := facts.kinds(lambda part, _goal: wilson(part.in_time, part.told)[1] < 0.5):
        return _("At {kinds}, more incidents miss the goal than meet it").format(kinds=labels(late))
    if good := facts.kinds(lambda part, _goal: wilson(part.in_time, part.told)[0] > 0.5):
        return _("At {kinds}, more incidents meet the goal than miss it").format(kinds=labels(good))
    return ""


def _few_long_ones_carry_the_mean(part: Part, goal: float) -> bool:
    """Most come in time, the mean lies past the goal, and inside it once the longest tenth is set aside."""
    most = part.repaired[: len(part.repaired) - len(part.repaired) // 10]
    clearly = wilson(part.in_time, part.told)[0] > 0.5
    return clearly and float(np.mean(part.repaired)) > goal >= float(np.mean(most))


def _mean_hides_misses(part: Part, goal: float) -> bool:
    return float(np.mean(part.repaired)) <= goal and wilson(part.in_time, part.told)[1] < 0.9
