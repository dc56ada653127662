"""The sentence and the definition of "Still open after": which of its groups is compared at what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Final

from desktop_app.domain.figures import By
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.routes import RouteGroup
from desktop_app.measures.asking import stated
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW, MOST_ESTIMATED
from desktop_app.measures.asking.wording import goal_name, listed
from desktop_app.measures.certainty import detectability
from desktop_app.measures.certainty.kaplan_meier import difference_z
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.over_time.survival_groups import AT_GOAL, Group

MATERIAL: Final = 0.05
"""A difference of less than five points at the goal is no sentence, however certain it is."""

_DOUBT: Final = 0.05


def headline(groups: Sequence[Group], whole: Group, by: By, clock: RunningClock) -> str:
    """The first of these that the numbers carry: the group most often open at its goal, or how long half took."""
    n, estimated = whole.curve.n, whole.estimated
    if not n + estimated:
        return _("Nothing to show yet: no incident was opened here")
    if n + estimated >= FEW and estimated > MOST_ESTIMATED * (n + estimated):
        return _("{share} were closed without a resolve: too many to say how long incidents stay open").format(
            share=percent(estimated / (n + estimated))
        )
    if n < FEW:
        return _("Fewer than ten incidents: {hits} of {n} are repaired").format(
            hits=number(whole.curve.events), n=number(n)
        )
    compared = [group for group in groups if group.judged]
    longest = clearly_longest(compared)
    if longest is not None:
        return _most_open(longest, by)
    above, below = clearly_above(compared)
    if above:
        return _more_open(above, below)
    half = _half(whole, clock)
    if len(compared) < 2:
        return half
    if by is By.ROUTE:
        return _("{half}; no route is clearly open more often at its goal").format(half=half)
    return _("{half}; no classification is clearly open more often at its goal").format(half=half)


def clearly_longest(compared: Sequence[Group]) -> Group | None:
    """The group that is open at its goal more often than each other one, as a whole tested at two-sided 5 %.

    Bonferroni's limit for as many pairs as there are, and by at least MATERIAL.
    """
    if len(compared) < 2:
        return None
    most, *others = sorted(compared, key=_at_goal, reverse=True)
    return most if all(_differs(most, other, len(compared)) for other in others) else None


def clearly_above(compared: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Groups that are each open at their goal more often than each of some others, and those; both empty without any.

    The fewest that stand above all the rest; where none do, the first that stands above any, and all it stands above.
    """
    ordered, n = sorted(compared, key=_at_goal, reverse=True), len(compared)
    for cut in range(1, n):
        if all(_differs(one, other, n) for one in ordered[:cut] for other in ordered[cut:]):
            return ordered[:cut], ordered[cut:]
    for place, one in enumerate(ordered):
        if below := [other for other in ordered[place + 1 :] if _differs(one, other, n)]:
            return [one], below
    return [], []


def _at_goal(group: Group) -> float:
    return group.against_goal.share(AT_GOAL) or 0.0


def _differs(one: Group, other: Group, n: int) -> bool:
    """Whether the first is clearly above the second, as one of all pairs of ``n`` groups."""
    limit = NormalDist().inv_cdf(1 - _DOUBT / (n * (n - 1)))
    clear = difference_z(one.against_goal, other.against_goal, AT_GOAL, AT_GOAL) > limit
    return clear and _at_goal(one) - _at_goal(other) >= MATERIAL


def _more_open(above: Sequence[Group], below: Sequence[Group]) -> str:
    text = ngettext(
        "{above} is open at its goal more often than {below}",
        "{above} are open at their goal more often than {below}",
        len(above),
    )
    return text.format(above=listed([g.label for g in above]), below=listed([g.label for g in below]))


def _most_open(group: Group, by: By) -> str:
    share = percent(group.against_goal.share(AT_GOAL) or 0.0)
    if by is By.CLASSIFICATION:
        return _("{group} incidents are most often still open at their goal: {share}").format(
            group=group.label, share=share
        )
    sentence = {
        RouteGroup.OPS_ONLY.name.lower(): _(
            "Incidents that stay in Ops are most often still open at the goal: {share}"
        ),
        RouteGroup.THROUGH_DEV.name.lower(): _(
            "Incidents routed through Dev are most often still open at the goal: {share}"
        ),
        RouteGroup.BOUNCED_OR_NOBODY.name.lower(): _(
            "Incidents that bounce or lie with nobody are most often still open at the goal: {share}"
        ),
    }
    unknown = _("Incidents whose route is not known are most often still open at the goal: {share}")
    return sentence.get(group.key, unknown).format(share=share)


def _half(whole: Group, clock: RunningClock) -> str:
    median, p85 = whole.curve.quantile(0.5), whole.curve.quantile(0.85)
    n = number(whole.curve.n)
    if median is None:
        return _("Half of the {n} incidents opened are not repaired yet: a median is not reached").format(n=n)
    if p85 is None:
        return _("Half of the {n} incidents opened are repaired after {median}; 85 % is not reached").format(
            n=n, median=clocks.words(median, clock)
        )
    return _("Half of the {n} incidents opened are repaired after {median}, 85 % after {p85}").format(
        n=n, median=clocks.words(median, clock), p85=clocks.words(p85, clock)
    )


def lines(asked: Asked, by: By, counted: str, whole: Group) -> tuple[str, ...]:
    """The whole definition; ``whole`` are all groups together."""
    other_clock = any(clocks.mark_seconds(target, asked.clock) is None for target in asked.target_set.targets)
    found = [
        _(
            "Kaplan-Meier: the share of incidents still open after a repair time. Those that are open now are counted "
            "for as long as they were watched, up to the newest instant their source tells of."
        ),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _(
            "Cohort: opened in the period, both days inside, in the workspace's time zone; without a period every "
            "incident."
        ),
        counted,
        _(
            "Closed without a resolve: ended at some time before the close, so in no curve; above 10 % of a group "
            "nothing is claimed of it."
        ),
        _("The band is the pointwise 95 % interval on the log-log scale, Greenwood's variance."),
        _("Half and 85 % repaired after: where the curve reaches one half and 15 %; “not reached” where it does not."),
        _(
            "Open at the goal: the curve of repair times as parts of each incident's own goal under {goal}, read where "
            "the goal is used up."
        ).format(goal=goal_name(asked.target_set)),
        *_judged_words(whole),
        _(
            "Compared in the sentence: that share, between each two groups, on the log-log scale at 5 % for all pairs "
            "together (Bonferroni), and only from five points on."
        ),
        detectability.line(),
        _("Below ten incidents a group has counts only, and no curve."),
    ]
    if by is By.ROUTE:
        found.append(_("The route is the one taken so far: an open incident may still change to another."))
    if other_clock:
        found.append(_("A goal in working time is not shown on the elapsed clock: choose support hours to see it."))
    return tuple(found)


def _judged_words(whole: Group) -> tuple[str, ...]:
    """How many the share open at the goal is made of, where that is not all of them."""
    if whole.against_goal.n == whole.curve.n:
        return ()
    text = _("Open at the goal is of the {n} of {all} incidents that have a goal on this clock.")
    return (text.format(n=number(whole.against_goal.n), all=number(whole.curve.n)),)
